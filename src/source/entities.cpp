// SPDX-License-Identifier: GPL-3.0-or-later
// HTML entities in plain text. The table holds HTML 4's Latin-1 names and the marks that stories
// use.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "source/code_page.h"
#include "source/residue.h"

namespace solander {
namespace {

struct Entity {
    std::string_view name;
    char32_t character;
};
constexpr std::array kEntities = std::to_array<Entity>({
    {"AElig", 0xC6},    {"Aacute", 0xC1},   {"Acirc", 0xC2},    {"Agrave", 0xC0},
    {"Aring", 0xC5},    {"Atilde", 0xC3},   {"Auml", 0xC4},     {"Ccedil", 0xC7},
    {"Dagger", 0x2021}, {"ETH", 0xD0},      {"Eacute", 0xC9},   {"Ecirc", 0xCA},
    {"Egrave", 0xC8},   {"Euml", 0xCB},     {"Iacute", 0xCD},   {"Icirc", 0xCE},
    {"Igrave", 0xCC},   {"Iuml", 0xCF},     {"Ntilde", 0xD1},   {"OElig", 0x152},
    {"Oacute", 0xD3},   {"Ocirc", 0xD4},    {"Ograve", 0xD2},   {"Oslash", 0xD8},
    {"Otilde", 0xD5},   {"Ouml", 0xD6},     {"Scaron", 0x160},  {"THORN", 0xDE},
    {"Uacute", 0xDA},   {"Ucirc", 0xDB},    {"Ugrave", 0xD9},   {"Uuml", 0xDC},
    {"Yacute", 0xDD},   {"Yuml", 0x178},    {"aacute", 0xE1},   {"acirc", 0xE2},
    {"acute", 0xB4},    {"aelig", 0xE6},    {"agrave", 0xE0},   {"amp", '&'},
    {"apos", '\''},     {"aring", 0xE5},    {"atilde", 0xE3},   {"auml", 0xE4},
    {"bdquo", 0x201E},  {"brvbar", 0xA6},   {"bull", 0x2022},   {"ccedil", 0xE7},
    {"cedil", 0xB8},    {"cent", 0xA2},     {"circ", 0x2C6},    {"copy", 0xA9},
    {"curren", 0xA4},   {"dagger", 0x2020}, {"deg", 0xB0},      {"divide", 0xF7},
    {"eacute", 0xE9},   {"ecirc", 0xEA},    {"egrave", 0xE8},   {"emsp", 0x2003},
    {"ensp", 0x2002},   {"eth", 0xF0},      {"euml", 0xEB},     {"euro", 0x20AC},
    {"fnof", 0x192},    {"frac12", 0xBD},   {"frac14", 0xBC},   {"frac34", 0xBE},
    {"gt", '>'},        {"hearts", 0x2665}, {"hellip", 0x2026}, {"iacute", 0xED},
    {"icirc", 0xEE},    {"iexcl", 0xA1},    {"igrave", 0xEC},   {"iquest", 0xBF},
    {"iuml", 0xEF},     {"laquo", 0xAB},    {"larr", 0x2190},   {"ldquo", 0x201C},
    {"lsaquo", 0x2039}, {"lsquo", 0x2018},  {"lt", '<'},        {"macr", 0xAF},
    {"mdash", 0x2014},  {"micro", 0xB5},    {"middot", 0xB7},   {"nbsp", 0xA0},
    {"ndash", 0x2013},  {"not", 0xAC},      {"ntilde", 0xF1},   {"oacute", 0xF3},
    {"ocirc", 0xF4},    {"oelig", 0x153},   {"ograve", 0xF2},   {"ordf", 0xAA},
    {"ordm", 0xBA},     {"oslash", 0xF8},   {"otilde", 0xF5},   {"ouml", 0xF6},
    {"para", 0xB6},     {"permil", 0x2030}, {"plusmn", 0xB1},   {"pound", 0xA3},
    {"quot", '"'},      {"raquo", 0xBB},    {"rarr", 0x2192},   {"rdquo", 0x201D},
    {"reg", 0xAE},      {"rsaquo", 0x203A}, {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"scaron", 0x161},  {"sect", 0xA7},     {"shy", 0xAD},      {"sup1", 0xB9},
    {"sup2", 0xB2},     {"sup3", 0xB3},     {"szlig", 0xDF},    {"thinsp", 0x2009},
    {"thorn", 0xFE},    {"tilde", 0x2DC},   {"times", 0xD7},    {"trade", 0x2122},
    {"uacute", 0xFA},   {"ucirc", 0xFB},    {"ugrave", 0xF9},   {"uml", 0xA8},
    {"uuml", 0xFC},     {"yacute", 0xFD},   {"yen", 0xA5},      {"yuml", 0xFF},
});
static_assert(std::is_sorted(kEntities.begin(), kEntities.end(),
                             [](const Entity& a, const Entity& b) { return a.name < b.name; }));

/// "#8217" "#x2019"; 128 to 159 mean windows-1252, as browsers read them.
std::optional<char32_t> numbered(std::string_view digits) {
    const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
    if (hex) digits.remove_prefix(1);
    if (digits.empty() || digits.size() > 7) return std::nullopt;
    char32_t c = 0;
    for (const char raw : digits) {
        const char d = ascii_lower(raw);
        if (is_ascii_digit(d))
            c = c * (hex ? 16 : 10) + static_cast<char32_t>(d - '0');
        else if (hex && d >= 'a' && d <= 'f')
            c = c * 16 + static_cast<char32_t>(d - 'a' + 10);
        else
            return std::nullopt;
    }
    if (c >= 0x80 && c < 0xA0) {
        const CodePage* page = CodePage::find("windows-1252");
        return page == nullptr ? c : page->decode(static_cast<unsigned char>(c));
    }
    if (c == '\n' || c == '\r') return U'\n';
    if (c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return std::nullopt;
    return c;
}

struct Found {
    std::size_t to;
    char32_t character;
};

std::optional<Found> entity_at(std::string_view text, std::size_t at) {
    constexpr std::size_t kLongest = 10;
    const std::size_t end = text.substr(at, kLongest + 1).find(';');
    if (end == std::string_view::npos || end < 2) return std::nullopt;
    const std::string_view name = text.substr(at + 1, end - 1);
    const auto c = name[0] == '#' ? numbered(name.substr(1)) : entity_character(name);
    if (!c) return std::nullopt;
    return Found{at + end + 1, *c};
}

}  // namespace

std::optional<char32_t> entity_character(std::string_view name) {
    const auto at =
        std::lower_bound(kEntities.begin(), kEntities.end(), name,
                         [](const Entity& e, std::string_view n) { return e.name < n; });
    if (at == kEntities.end() || at->name != name) return std::nullopt;
    return at->character;
}

std::string decode_entities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t amp = std::min(text.find('&', at), text.size());
        out += text.substr(at, amp - at);
        at = amp;
        if (at == text.size()) break;
        const auto found = entity_at(text, at);
        if (found)
            append_utf8(out, found->character);
        else
            out += '&';
        at = found ? found->to : at + 1;
    }
    return out;
}

void mend_entities(View& view, std::vector<Finding>& findings) {
    std::size_t at = view.text.find('&');
    if (at == std::string::npos) return;
    const std::string_view text = view.text;
    Rewrite rewrite(view);
    Tally tally;
    std::string twice;
    while (at != std::string_view::npos) {
        auto found = entity_at(text, at);
        if (found && found->character == '&') {
            // "&amp;#8217;" was escaped twice.
            twice.assign("&").append(text.substr(found->to, 11));
            if (const auto again = entity_at(twice, 0))
                found = Found{found->to + again->to - 1, again->character};
        }
        if (found) {
            std::string character;
            append_utf8(character, found->character);
            tally.add(view.to_bytes.to_in(Span{at, found->to}));
            rewrite.replace(at, found->to, character);
        }
        at = text.find('&', found ? found->to : at + 1);
    }
    rewrite.finish();
    tally.tell(findings, "entities", "HTML entities in plain text, mended");
}

}  // namespace solander
