// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/html_entities.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace solander {

namespace {

constexpr std::size_t kLongestName = 10;

struct Named {
    std::string_view name;
    char32_t value;
};

/// HTML's names as libxml2 knows them, sorted, so that a look-up is not a walk through all of them.
const std::vector<Named>& names() {
    static const std::vector<Named> sorted = [] {
        constexpr unsigned kLastNamed = 0x2666;  // &diams;
        std::vector<Named> out;
        for (unsigned value = 1; value <= kLastNamed; ++value)
            if (const htmlEntityDesc* entity = htmlEntityValueLookup(value))
                out.push_back({entity->name, static_cast<char32_t>(entity->value)});
        std::sort(out.begin(), out.end(),
                  [](const Named& a, const Named& b) { return a.name < b.name; });
        return out;
    }();
    return sorted;
}

constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::size_t decode_number(std::string_view text, std::string& out) {
    constexpr char32_t kBeyond = 0x110000;
    std::size_t at = 2;
    const bool hex = at < text.size() && ascii_lower(text[at]) == 'x';
    at += hex ? 1 : 0;
    const std::size_t start = at;
    char32_t value = 0;
    for (; at < text.size() && at < start + 10; ++at) {
        const char c = ascii_lower(text[at]);
        if (is_ascii_digit(c))
            value = value * (hex ? 16U : 10U) + static_cast<char32_t>(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            value = value * 16U + static_cast<char32_t>(c - 'a' + 10);
        else
            break;
        value = std::min(value, kBeyond);
    }
    if (at == start) return 0;
    if (value >= 128 && value < 160) value = kWindows1252[value - 128];
    // A control character is no text; a line end written as a number is white space.
    if (value == 0 || value >= kBeyond || (value >= 0xD800 && value < 0xE000))
        value = 0xFFFD;
    else if (value < ' ')
        value = ' ';
    append_utf8(out, value);
    return at < text.size() && text[at] == ';' ? at + 1 : at;
}

}  // namespace

std::size_t decode_reference(std::string_view text, std::string& out) {
    if (text.size() < 3) return 0;
    if (text[1] == '#') return decode_number(text, out);
    std::size_t end = 1;
    while (end < text.size() && end <= kLongestName
           && (is_ascii_alpha(text[end]) || is_ascii_digit(text[end])))
        ++end;
    const std::string_view name = text.substr(1, end - 1);
    const auto& all = names();
    const auto find = [&](std::string_view wanted) {
        const auto at =
            std::lower_bound(all.begin(), all.end(), wanted,
                             [](const Named& n, std::string_view w) { return n.name < w; });
        return at != all.end() && at->name == wanted ? &*at : nullptr;
    };
    const bool closed = end < text.size() && text[end] == ';';
    const Named* named = find(name);
    if (named == nullptr && closed) named = find(ascii_lowered(name));  // "&NBSP;", "&Quot;"
    // Without the semicolon only the old names count: "AT&T" and "R&Reg" stay as they are.
    if (named == nullptr || (!closed && named->value > 255)) return 0;
    append_utf8(out, named->value);
    return closed ? end + 1 : end;
}

std::string decode_references(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t amp = std::min(text.find('&'), text.size());
        out += text.substr(0, amp);
        text.remove_prefix(amp);
        if (text.empty()) break;
        const std::size_t length = decode_reference(text, out);
        if (length == 0) out += '&';
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

}  // namespace solander
