// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/list_archive.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr std::string_view kNextPart = "-------------- next part --------------";
constexpr std::string_view kNotices[] = {"An HTML attachment was scrubbed", "A non-text attachment",
                                         "An embedded message was scrubbed",
                                         "An embedded and charset-unspecified text was scrubbed"};
constexpr std::string_view kLines[] = {"Name:", "Type:",    "Size:", "Desc:", "URL:", "Url :",
                                       "From:", "Subject:", "Date:", "To:",   "Url:"};

template <class List>
bool begins_with_one(std::string_view line, const List& list) {
    return std::any_of(std::begin(list), std::end(list),
                       [line](std::string_view start) { return line.starts_with(start); });
}

}  // namespace

std::string with_at_sign(std::string_view sender) {
    constexpr std::string_view kAt = " at ";
    const std::size_t at = sender.find(kAt);
    if (at == 0 || at == std::string_view::npos || sender.find('@') != std::string_view::npos
        || sender.substr(0, at).find(' ') != std::string_view::npos)
        return std::string(sender);
    const std::string_view rest = sender.substr(at + kAt.size());
    const std::string_view host = rest.substr(0, rest.find(' '));
    const bool named = host.find('.') != std::string_view::npos
                       && std::all_of(host.begin(), host.end(), [](char c) {
                              return is_ascii_alpha(c) || is_ascii_digit(c) || c == '.' || c == '-';
                          });
    if (!named) return std::string(sender);
    return std::string(sender.substr(0, at)) + '@' + std::string(rest);
}

std::vector<Zone> scrubbed_notices(std::string_view text, std::size_t body) {
    std::vector<Zone> zones;
    for (std::size_t at = text.find(kNextPart, std::min(body, text.size()));
         at != std::string_view::npos; at = text.find(kNextPart, at + kNextPart.size())) {
        if (at < body || (at > 0 && text[at - 1] != '\n')) continue;
        std::size_t end = at;
        take_line(text, end);
        std::size_t next = end;
        if (begins_with_one(take_line(text, next), kNotices)) {
            end = next;
            while (next < text.size() && begins_with_one(take_line(text, next), kLines)) end = next;
        }
        zones.push_back({at, end, Zone::Kind::furniture});
    }
    return zones;
}

}  // namespace solander
