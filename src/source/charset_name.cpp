// SPDX-License-Identifier: GPL-3.0-or-later
// The table of labels: WHATWG's habit for Latin-1, ICU's names for the rest.
#include "source/charset_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace solander {
namespace {

using Row = std::pair<std::string_view, std::string_view>;
/// Labels without - _ and spaces.
constexpr std::array kLabels = std::to_array<Row>({
    {"ascii", "windows-1252"},
    {"big5hkscs", "big5"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1252", "windows-1252"},
    {"cp437", "ibm437"},
    {"cp850", "ibm850"},
    {"cp852", "ibm852"},
    {"cp866", "ibm866"},
    {"cp932", "shift_jis"},
    {"cp936", "gb18030"},
    {"cp949", "windows-949"},
    {"dos", "ibm437"},
    {"eucjp", "euc-jp"},
    {"euckr", "windows-949"},
    {"gb18030", "gb18030"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"ibm437", "ibm437"},
    {"ibm850", "ibm850"},
    {"ibm866", "ibm866"},
    {"iso2022jp", "iso-2022-jp"},
    {"iso88591", "windows-1252"},
    {"iso885915", "iso-8859-15"},
    {"iso88592", "iso-8859-2"},
    {"iso88595", "iso-8859-5"},
    {"iso88597", "iso-8859-7"},
    {"iso88599", "windows-1254"},
    {"koi8", "koi8-r"},
    {"koi8r", "koi8-r"},
    {"koi8u", "koi8-u"},
    {"ksc56011987", "windows-949"},
    {"latin1", "windows-1252"},
    {"mac", "macintosh"},
    {"macintosh", "macintosh"},
    {"macroman", "macintosh"},
    {"mskanji", "shift_jis"},
    {"shiftjis", "shift_jis"},
    {"sjis", "shift_jis"},
    {"tis620", "windows-874"},
    {"uhc", "windows-949"},
    {"usascii", "windows-1252"},
    {"utf16", "utf-16"},
    {"utf16be", "utf-16be"},
    {"utf16le", "utf-16le"},
    {"utf7", "utf-7"},
    {"utf8", "utf-8"},
    {"windows1250", "windows-1250"},
    {"windows1251", "windows-1251"},
    {"windows1252", "windows-1252"},
    {"windows31j", "shift_jis"},
    {"xmaccyrillic", "x-mac-cyrillic"},
    {"xmacroman", "macintosh"},
    {"xsjis", "shift_jis"},
});
static_assert(std::is_sorted(kLabels.begin(), kLabels.end()));

}  // namespace

std::string canonical_charset(std::string_view label) {
    const std::string lower = ascii_lowered(trim(label));
    std::string key;
    for (const char c : lower)
        if (c != '-' && c != '_' && c != ' ') key += c;
    const auto at =
        std::lower_bound(kLabels.begin(), kLabels.end(), key,
                         [](const Row& row, const std::string& k) { return row.first < k; });
    return at != kLabels.end() && at->first == key ? std::string(at->second) : lower;
}

}  // namespace solander
