// SPDX-License-Identifier: GPL-3.0-or-later
// What a value of a dump means, and what tells a dump from other texts.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "source/hex.h"
#include "source/sql_dump.h"

namespace solander {
namespace {

/// The five of XML, and numbers; any other '&' stays.
std::string without_references(std::string_view raw) {
    constexpr std::pair<std::string_view, char> kNames[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    constexpr std::size_t kLongestNumber = 8;
    std::string out;
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t amp = std::min(raw.find('&', at), raw.size());
        out.append(raw, at, amp - at);
        if (amp == raw.size()) break;
        const std::string_view rest = raw.substr(amp);
        const auto* name = std::find_if(std::begin(kNames), std::end(kNames), [&](const auto& one) {
            return rest.starts_with(one.first);
        });
        std::size_t end = 2;
        char32_t number = 0;
        for (; rest.starts_with("&#") && end < std::min(rest.size(), kLongestNumber)
               && is_ascii_digit(rest[end]);
             ++end)
            number = number * 10 + static_cast<char32_t>(rest[end] - '0');
        if (name != std::end(kNames)) {
            out += name->second;
            at = amp + name->first.size();
        } else if (number > 0 && end < rest.size() && rest[end] == ';') {
            append_utf8(out, number);
            at = amp + end + 1;
        } else {
            out += '&';
            at = amp + 1;
        }
    }
    return out;
}

}  // namespace

std::string sql_text(const SqlValue& value) {
    std::string out;
    const std::string_view raw = value.raw;
    switch (value.kind) {
    case SqlValue::Kind::null:
    case SqlValue::Kind::call:
        return out;
    case SqlValue::Kind::bare:
        return std::string(raw);
    case SqlValue::Kind::hex:
        for (std::size_t i = raw.size() % 2; i <= raw.size(); i += 2) {
            if (i == 0) continue;
            const int high = i >= 2 ? hex_digit(raw[i - 2]) : 0;
            out += static_cast<char>(high * 16 + hex_digit(raw[i - 1]));
        }
        return out;
    case SqlValue::Kind::markup:
        return without_references(raw);
    case SqlValue::Kind::string:
        break;
    }
    constexpr std::string_view kLetters = "0nrtbZ", kMeant{"\0\n\r\t\b\x1A", 6};
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (c == value.quote) ++i;  // doubled
        if (c != '\\' || i + 1 >= raw.size()) {
            out += c;
            continue;
        }
        const char escaped = raw[++i];
        const std::size_t letter = kLetters.find(escaped);
        if (escaped == '%' || escaped == '_') out += '\\';
        out += letter == std::string_view::npos ? escaped : kMeant[letter];
    }
    return out;
}

bool looks_like_sql(std::string_view bytes) {
    if (looks_like_xml_dump(bytes)) return true;
    std::string_view head = bytes.substr(0, 4096);
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    for (unsigned lines = 0; lines < 60 && !head.empty(); ++lines) {
        const std::size_t end = std::min(head.find('\n'), head.size());
        const std::string_view line = trim(head.substr(0, end));
        head.remove_prefix(std::min(end + 1, head.size()));
        const auto begins = [&](std::string_view word) {
            return starts_with_ignoring_ascii_case(line, word);
        };
        if (line.empty() || line.starts_with("--") || line.starts_with('#')
            || line.starts_with("*"))
            continue;
        if (line.starts_with("/*") || begins("mysqldump:")) continue;
        constexpr std::string_view kFirst[] = {
            "insert into ",  "insert ignore", "create table",   "create database",  "drop table",
            "set names",     "set sql_mode",  "set time",       "set foreign",      "set @",
            "set character", "replace into",  "lock tables",    "start trans",      "begin;",
            "use `",         "pragma ",       "set autocommit", "begin transaction"};
        return std::any_of(std::begin(kFirst), std::end(kFirst), begins);
    }
    return false;
}

}  // namespace solander
