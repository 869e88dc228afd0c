// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/markup.h"
#include "base/text.h"

namespace solander {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

}  // namespace

std::string_view Request::parameter(std::string_view name) const {
    for (const auto& [key, value] : query)
        if (key == name) return value;
    return {};
}

std::vector<std::string_view> Request::parameters(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : query)
        if (key == name) values.push_back(value);
    return values;
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

std::string_view Request::cookie(std::string_view name) const {
    for (std::string_view pair : split(header("cookie"), ';')) {
        pair = trim(pair);
        const std::size_t at = pair.find('=');
        if (at != std::string_view::npos && pair.substr(0, at) == name) return pair.substr(at + 1);
    }
    return {};
}

Body::Body(std::string text) {
    auto held = std::make_shared<const std::string>(std::move(text));
    bytes_ = *held;
    owner_ = std::move(held);
}

Body::Body(MappedFile file) {
    auto held = std::make_shared<const MappedFile>(std::move(file));
    bytes_ = held->bytes();
    owner_ = std::move(held);
}

Response Response::page(std::string html, unsigned status) {
    Response response;
    response.status = status;
    response.etag = status == 200 ? etag_of(html) : "";
    response.body = std::move(html);
    return response;
}

namespace {

Response file_of(Body body, std::string etag, std::string_view type, std::string_view file_name) {
    Response response;
    response.type = type;
    response.etag = std::move(etag);
    response.body = std::move(body);
    if (!file_name.empty())
        response.headers.emplace_back("Content-Disposition", attachment(file_name));
    return response;
}

}  // namespace

Response Response::file(std::string bytes, std::string_view type, std::string_view file_name) {
    std::string etag = etag_of(bytes);
    return file_of(std::move(bytes), std::move(etag), type, file_name);
}

Response Response::file(MappedFile file, std::string_view digest, std::string_view type,
                        std::string_view file_name) {
    return file_of(Body(std::move(file)), fmt::format("\"{}\"", digest), type, file_name);
}

Response Response::redirect(std::string_view location) {
    Response response;
    response.status = 303;
    response.headers.emplace_back("Location", location);
    return response;
}

namespace {

constexpr std::pair<unsigned, std::string_view> kReasons[] = {
    {200, "OK"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Content Too Large"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
};

std::string_view reason(unsigned status) {
    for (const auto& [code, words] : kReasons)
        if (code == status) return words;
    return {};
}

void add_header(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    for (const char c : value) head += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '_' : c;
    head += "\r\n";
}

}  // namespace

std::string head_text(const Response& response, unsigned status,
                      const std::vector<std::pair<std::string, std::string>>& always,
                      std::string_view connection) {
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", status, reason(status));
    add_header(head, "Content-Type", response.type);
    if (status != 304) add_header(head, "Content-Length", fmt::format("{}", response.body.size()));
    if (!response.etag.empty()) add_header(head, "ETag", response.etag);
    for (const auto& [name, value] : response.headers) add_header(head, name, value);
    for (const auto& [name, value] : always) {
        const auto same = [&wanted = name](const auto& header) {
            return equals_ignoring_ascii_case(header.first, wanted);
        };
        if (std::none_of(response.headers.begin(), response.headers.end(), same))
            add_header(head, name, value);
    }
    if (!connection.empty()) add_header(head, "Connection", connection);
    return head + "\r\n";
}

std::string path_of_ours(std::string_view path, std::string_view otherwise) {
    Request probe;
    if (path.starts_with("//") || !parse_target(path, probe)) return std::string(otherwise);
    std::string safe(path);
    for (char& c : safe)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '_';
    return safe;
}

std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string_view piece : split(text, '&')) {
        if (piece.empty()) continue;
        const std::size_t equals = std::min(piece.find('='), piece.size());
        auto name = decoded(piece.substr(0, equals), true);
        auto value =
            decoded(equals < piece.size() ? piece.substr(equals + 1) : std::string_view(), true);
        if (name && value) pairs.emplace_back(std::move(*name), std::move(*value));
    }
    return pairs;
}

std::string form_text(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string out;
    for (const auto& [name, value] : pairs) {
        if (!out.empty()) out += '&';
        out += url_component(name) + "=" + url_component(value);
    }
    return out;
}

bool parse_target(std::string_view target, Request& into) {
    if (target.empty() || target.front() != '/') return false;
    target = target.substr(0, target.find('#'));
    const std::size_t mark = std::min(target.find('?'), target.size());
    auto path = decoded(target.substr(0, mark), false);
    if (!path || path->find('\0') != std::string::npos || path->find('\\') != std::string::npos)
        return false;
    for (const std::string_view segment : split(*path, '/'))
        if (segment == "." || segment == "..") return false;
    into.path = std::move(*path);
    into.query = parse_form(mark < target.size() ? target.substr(mark + 1) : std::string_view());
    into.target = target;
    return true;
}

std::string_view path_for_log(const Request& request) {
    constexpr std::string_view kClaim = "/claim/";
    return request.path.starts_with(kClaim) ? kClaim : std::string_view(request.path);
}

std::string etag_of(std::string_view bytes) {
    std::uint64_t hash = 0xCBF29CE484222325 ^ bytes.size();
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t word = 0;
        __builtin_memcpy(&word, bytes.data() + at, 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15;
        hash ^= hash >> 29;
    }
    for (; at < bytes.size(); ++at)
        hash = (hash ^ static_cast<unsigned char>(bytes[at])) * 0x100000001B3;
    return fmt::format("\"{:016x}\"", hash);
}

std::string attachment(std::string_view file_name) {
    std::string plain;
    for (const char c : file_name)
        plain += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F
                         || c == '"' || c == '\\'
                     ? '_'
                     : c;
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain,
                       url_component(file_name));
}

}  // namespace solander
