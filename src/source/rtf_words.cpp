// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/rtf_words.h"

#include <algorithm>
#include <array>

namespace solander {
namespace {

using enum RtfDoes;
constexpr std::uint32_t of(RtfMark mark) { return static_cast<std::uint32_t>(mark); }
constexpr std::uint32_t of(RtfProperty property) { return static_cast<std::uint32_t>(property); }

constexpr std::array kWords = std::to_array<RtfWord>({
    {"aftnsep", skip_group},
    {"aftnsepc", skip_group},
    {"annotation", remark},
    {"ansicpg", code_page},
    {"atnauthor", skip_group},
    {"atnid", skip_group},
    {"author", property, of(RtfProperty::author)},
    {"b", toggle, of(RtfMark::bold)},
    {"bin", binary},
    {"bkmkend", skip_group},
    {"bkmkstart", skip_group},
    {"brdrb", rule},
    {"brdrt", rule},
    {"bullet", character, 0x2022},
    {"cell", cell},
    {"colortbl", skip_group},
    {"datafield", skip_group},
    {"deff", default_font},
    {"deleted", hidden},
    {"doccomm", property, of(RtfProperty::description)},
    {"emdash", character, 0x2014},
    {"emspace", character, ' '},
    {"endash", character, 0x2013},
    {"enspace", character, ' '},
    {"f", font},
    {"fcharset", font_charset},
    {"filetbl", skip_group},
    {"fldinst", skip_group},
    {"fonttbl", font_table},
    {"footer", furniture},
    {"footerf", furniture},
    {"footerl", furniture},
    {"footerr", furniture},
    {"footnote", note},
    {"ftnsep", skip_group},
    {"ftnsepc", skip_group},
    {"header", furniture},
    {"headerf", furniture},
    {"headerl", furniture},
    {"headerr", furniture},
    {"i", toggle, of(RtfMark::italic)},
    {"info", info},
    {"keywords", property, of(RtfProperty::keywords)},
    {"ldblquote", character, 0x201C},
    {"line", line},
    {"listoverridetable", skip_group},
    {"listtable", skip_group},
    {"lquote", character, 0x2018},
    {"mac", charset, 10000},
    {"nestcell", cell},
    {"nestrow", cell},
    {"nonshppict", skip_group},
    {"nosupersub", raise_off},
    {"objdata", skip_group},
    {"outlinelevel", outline},
    {"page", paragraph},
    {"par", paragraph},
    {"pard", new_paragraph_look},
    {"pc", charset, 437},
    {"pca", charset, 850},
    {"pict", skip_group},
    {"plain", plain},
    {"qc", centre},
    {"qj", left},
    {"ql", left},
    {"qmspace", character, ' '},
    {"qr", left},
    {"rdblquote", character, 0x201D},
    {"revtbl", skip_group},
    {"row", cell},
    {"rquote", character, 0x2019},
    {"rsidtbl", skip_group},
    {"rxe", skip_group},
    {"s", style},
    {"sect", paragraph},
    {"sp", skip_group},
    {"strike", toggle, of(RtfMark::strike)},
    {"striked", toggle, of(RtfMark::strike)},
    {"stylesheet", style_sheet},
    {"sub", toggle, of(RtfMark::lowered)},
    {"subject", property, of(RtfProperty::subject)},
    {"super", toggle, of(RtfMark::raised)},
    {"tab", character, '\t'},
    {"tc", skip_group},
    {"themedata", skip_group},
    {"title", property, of(RtfProperty::title)},
    {"txe", skip_group},
    {"u", unicode},
    {"uc", unicode_skip},
    {"ul", toggle, of(RtfMark::underline)},
    {"uld", toggle, of(RtfMark::underline)},
    {"uldb", toggle, of(RtfMark::underline)},
    {"ulnone", underline_off},
    {"ulw", toggle, of(RtfMark::underline)},
    {"v", hidden},
    {"xe", skip_group},
    {"xmlnstbl", skip_group},
});
static_assert(std::is_sorted(kWords.begin(), kWords.end(),
                             [](const RtfWord& a, const RtfWord& b) { return a.name < b.name; }));

}  // namespace

RtfWord find_rtf_word(std::string_view name) {
    const auto at =
        std::lower_bound(kWords.begin(), kWords.end(), name,
                         [](const RtfWord& w, std::string_view n) { return w.name < n; });
    return at != kWords.end() && at->name == name ? *at : RtfWord{};
}

std::string_view code_page_name(int number) {
    struct Row {
        int number;
        std::string_view name;
    };
    constexpr Row kRows[] = {{437, "ibm437"},        {850, "ibm850"},        {852, "ibm852"},
                             {866, "ibm866"},        {874, "windows-874"},   {932, "shift_jis"},
                             {936, "gb18030"},       {949, "euc-kr"},        {950, "big5"},
                             {1250, "windows-1250"}, {1251, "windows-1251"}, {1252, "windows-1252"},
                             {1253, "windows-1253"}, {1254, "windows-1254"}, {1255, "windows-1255"},
                             {1256, "windows-1256"}, {1257, "windows-1257"}, {1258, "windows-1258"},
                             {10000, "macintosh"},   {65001, "utf-8"}};
    for (const Row& row : kRows)
        if (row.number == number) return row.name;
    return {};
}

int code_page_of_charset(int charset) {
    struct Row {
        int charset, page;
    };
    constexpr Row kRows[] = {{77, 10000}, {128, 932},  {129, 949},  {134, 936},
                             {136, 950},  {161, 1253}, {162, 1254}, {163, 1258},
                             {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251},
                             {222, 874},  {238, 1250}, {254, 437},  {255, 850}};
    for (const Row& row : kRows)
        if (row.charset == charset) return row.page;
    return 0;
}

}  // namespace solander
