// SPDX-License-Identifier: GPL-3.0-or-later
// E-mail addresses in running text, spam-proofed ones too. They are private wherever they stand.
#include "base/address.h"

#include <algorithm>

#include "base/text.h"


namespace solander {

namespace {

bool is_local(char c)
{
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '.' || c == '_' || c == '-' || c == '+'
           || c == '%' || c == '=';
}
bool is_host(char c)
{
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == '.' || c == '-';
}

/// Length of " AT ", "(at)", "[at]", " @ ", "@" at the start of `text`; 0 if none.
std::size_t at_sign(std::string_view text)
{
    if (text.empty())
        return 0;
    std::size_t i = 0;
    while (i < text.size() && i < 3 && text[i] == ' ')
        ++i;
    const bool spaced = i > 0;
    const auto word = [&](std::string_view w) {
        return text.size() >= i + w.size() && equals_ignoring_ascii_case(text.substr(i, w.size()), w);
    };
    std::size_t length = 0;
    if (word("@"))
        length = i + 1;
    else if (word("(at)") || word("[at]") || word("{at}") || word("<at>") || word("-at-") || word("_at_"))
        length = i + 4;
    else if (word("(@)") || word("[@]"))
        length = i + 3;
    else if (spaced && word("at ") )
        length = i + 2;
    if (length == 0)
        return 0;
    std::size_t after = length;
    while (after < text.size() && after < length + 3 && text[after] == ' ')
        ++after;
    return after;
}

/// Length of ".", " DOT ", "(dot)", "[.]" ; 0 if none.
std::size_t dot_sign(std::string_view text)
{
    std::size_t i = 0;
    while (i < text.size() && i < 3 && text[i] == ' ')
        ++i;
    const auto word = [&](std::string_view w) {
        return text.size() >= i + w.size() && equals_ignoring_ascii_case(text.substr(i, w.size()), w);
    };
    std::size_t length = 0;
    if (word("(dot)") || word("[dot]") || word("{dot}"))
        length = i + 5;
    else if (word("(.)") || word("[.]"))
        length = i + 3;
    else if (i > 0 && word("dot "))
        length = i + 4;
    if (length == 0)
        return 0;
    while (length < text.size() && text[length] == ' ')
        ++length;
    return length;
}

/// End of the host that begins at `from`, or `from` when there is none.
std::size_t host_end(std::string_view text, std::size_t from, bool& dotted)
{
    std::size_t at = from;
    dotted = false;
    if (text.substr(from, 3) == "...") {
        dotted = true;
        return from + 3;
    }
    if (text.substr(from, 3) == "…") {
        dotted = true;
        return from + 3;
    }
    while (at < text.size()) {
        std::size_t label = at;
        while (label < text.size() && is_host(text[label]) && text[label] != '.')
            ++label;
        if (label == at)
            break;
        at = label;
        if (at + 1 < text.size() && text[at] == '.' && is_host(text[at + 1]) && text[at + 1] != '.') {
            ++at;
            dotted = true;
            continue;
        }
        const std::size_t dot = dot_sign(text.substr(at));
        if (dot == 0 || at + dot >= text.size() || !is_ascii_alpha(text[at + dot]))
            break;
        at += dot;
        dotted = true;
    }
    return at;
}

}  // namespace

std::vector<AddressRange> find_addresses(std::string_view text)
{
    std::vector<AddressRange> found;
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c != '@' && c != ' ' && c != '(' && c != '[' && c != '{' && c != '<' && c != '-' && c != '_')
            continue;
        if (at <= done || !is_local(text[at - 1]))
            continue;
        const std::size_t sign = at_sign(text.substr(at));
        if (sign == 0)
            continue;
        std::size_t from = at;
        while (from > done && is_local(text[from - 1]))
            --from;
        while (from < at && (text[from] == '.' || text[from] == '-' || text[from] == '='))
            ++from;
        bool dotted = false;
        const std::size_t host = at + sign;
        const std::size_t to = host_end(text, host, dotted);
        const bool real_sign = text.substr(at, sign).find('@') != std::string_view::npos;
        // "meet me at noon" has no host; "name@somewhere" without a dot is still an address.
        if (from == at || to == host || (!dotted && !real_sign))
            continue;
        // "look at. that": the word form wants a dot that is written or spelled inside the host.
        found.push_back({from, to});
        done = to;
        at = to > 0 ? to - 1 : to;
    }
    return found;
}

std::string without_addresses(std::string_view text)
{
    std::string out;
    std::size_t done = 0;
    for (const AddressRange& range : find_addresses(text)) {
        out += text.substr(done, range.from - done);
        out += "[address]";
        done = range.to;
    }
    out += text.substr(done);
    return out;
}

}  // namespace solander
