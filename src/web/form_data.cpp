// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/form_data.h"

#include "base/text.h"

namespace solander {
namespace {

constexpr std::string_view kType = "multipart/form-data";

/// The value behind `name=` of a header field, without its quotes.
std::string parameter_of(std::string_view field, std::string_view name) {
    for (std::size_t at = field.find(';'); at != std::string_view::npos;) {
        std::string_view rest = trim(field.substr(at + 1));
        const std::size_t is = rest.find('=');
        if (is == std::string_view::npos) return {};
        const bool wanted = equals_ignoring_ascii_case(trim(rest.substr(0, is)), name);
        rest.remove_prefix(is + 1);
        std::size_t end = 0;
        if (rest.starts_with('"')) {
            rest.remove_prefix(1);
            end = rest.find('"');
        } else {
            end = rest.find(';');
        }
        if (wanted) return std::string(rest.substr(0, end));
        if (end == std::string_view::npos) return {};
        const auto from = static_cast<std::size_t>(rest.data() - field.data());
        at = field.find(';', from + end);
    }
    return {};
}

/// The field that says what a part is called.
std::string part_name(std::string_view head) {
    for (const std::string_view line : split(head, '\n'))
        if (starts_with_ignoring_ascii_case(line, "content-disposition:"))
            return parameter_of(trim(line), "name");
    return {};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_form_data(std::string_view content_type,
                                                                 std::string_view body) {
    std::vector<std::pair<std::string, std::string>> fields;
    if (!starts_with_ignoring_ascii_case(content_type, kType)) return fields;
    const std::string boundary = "--" + parameter_of(content_type, "boundary");
    if (boundary.size() < 3 || !body.starts_with(boundary)) return fields;
    const std::string between = "\r\n" + boundary;
    body.remove_prefix(boundary.size());
    while (body.starts_with("\r\n")) {
        const std::size_t head = body.find("\r\n\r\n");
        const std::size_t end =
            head == std::string_view::npos ? head : body.find(between, head + 2);
        if (end == std::string_view::npos) return fields;
        const std::size_t from = std::min(head + 4, end);
        fields.emplace_back(part_name(body.substr(0, head)),
                            std::string(body.substr(from, end - from)));
        body.remove_prefix(end + between.size());
    }
    return fields;
}

std::vector<std::pair<std::string, std::string>> form_of(const Request& request) {
    const std::string_view type = request.header("content-type");
    if (starts_with_ignoring_ascii_case(type, kType)) return parse_form_data(type, request.body);
    return parse_form(request.body);
}

}  // namespace solander
