// SPDX-License-Identifier: GPL-3.0-or-later
// Letters that were quotes before somebody read one 8-bit charset as another.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/text.h"
#include "source/code_page.h"
#include "source/mojibake.h"
#include "source/quote_place.h"

namespace solander {
namespace {

struct LetterRole {
    char32_t letter;
    QuoteRole role;
};
struct Confusion {
    std::string_view was, read_as;
    std::string_view page;                  ///< it was
    std::array<std::string_view, 2> pages;  ///< it was read as one of these
    std::array<LetterRole, 7> letters;
};
using enum QuoteRole;
constexpr std::array kConfusions = std::to_array<Confusion>({
    {"windows-1252",
     "Mac Roman",
     "windows-1252",
     {"macintosh", ""},
     {{{U'í', apostrophe},
       {U'ë', open_single},
       {U'ì', open_double},
       {U'î', close_double},
       {U'ó', em_dash},
       {U'ñ', en_dash},
       {U'Ö', ellipsis}}}},
    {"Mac Roman",
     "windows-1252",
     "macintosh",
     {"windows-1252", ""},
     {{{U'Õ', apostrophe},
       {U'Ô', open_single},
       {U'Ò', open_double},
       {U'Ó', close_double},
       {U'Ñ', em_dash},
       {U'Ð', en_dash},
       {U'É', ellipsis}}}},
    {"windows-1252",
     "CP437",
     "windows-1252",
     {"ibm437", "ibm850"},
     {{{U'Æ', apostrophe},
       {U'æ', open_single},
       {U'ô', open_double},
       {U'ö', close_double},
       {U'ù', em_dash},
       {U'û', en_dash},
       {U'à', ellipsis}}}},
});

bool is_space(char32_t c) { return c == 0 || (c < 0x80 && is_ascii_space(static_cast<char>(c))); }
bool is_ascii_letter(char32_t c) { return c < 0x80 && is_ascii_alpha(static_cast<char>(c)); }

enum class Place {
    sure,      ///< no language has this letter here
    possible,  ///< a quote fits as well as the letter
    letter,    ///< part of a word
};

/// "n't" "'s" "'ll" ...: what stands behind an English apostrophe, up to the end of the word.
bool is_contraction(std::string_view rest) {
    std::size_t n = 0;
    while (n < rest.size() && is_ascii_alpha(rest[n])) ++n;
    if (n < rest.size() && static_cast<unsigned char>(rest[n]) >= 0x80) return false;
    const std::string tail = ascii_lowered(rest.substr(0, n));
    for (const std::string_view end : {"t", "s", "d", "m", "ll", "re", "ve", "em"})
        if (tail == end) return true;
    return false;
}

Place place_of(const LetterRole& entry, std::string_view text, std::size_t at, std::size_t to) {
    const char32_t before = code_point_before(text, at);
    const char32_t after = code_point_at(text, to);
    const bool stop_before =
        before != 0 && std::u32string_view(U".,!?-").find(before) != std::u32string_view::npos;
    const bool capital = is_upper(entry.letter);
    switch (entry.role) {
    case apostrophe: {
        if (!is_ascii_letter(before) || !is_contraction(text.substr(to))) {
            const bool closing = (stop_before || (capital && is_lower(before))) && closes(after);
            return closing ? Place::possible : Place::letter;
        }
        // país and maíz are words; "nít" and a capital inside a word are not.
        const bool n_t =
            ascii_lower(static_cast<char>(before)) == 'n' && ascii_lower(text[to]) == 't';
        return n_t || (capital && is_lower(before)) ? Place::sure : Place::possible;
    }
    case open_single:
    case open_double:
        if (!fits(entry.role, before, after) || !is_ascii_letter(after)) return Place::letter;
        return capital && is_upper(after) && is_upper(code_point_at(text, to + 1))
                   ? Place::letter
                   : Place::possible;
    case close_double:
        if (stop_before && closes(after)) return Place::sure;
        return capital && is_lower(before) && closes(after) ? Place::possible : Place::letter;
    case em_dash:
    case en_dash:
        if (is_space(before) && is_space(after)) return Place::possible;
        return is_lower(before) && capital && is_ascii_letter(after) ? Place::possible
                                                                     : Place::letter;
    case ellipsis:
        if (capital && is_lower(before) && closes(after)) return Place::possible;
        return stop_before && closes(after) ? Place::possible : Place::letter;
    }
    return Place::letter;
}

std::optional<LetterRole> entry_of(const Confusion& confusion, char32_t c) {
    for (const LetterRole& entry : confusion.letters)
        if (entry.letter == c) return entry;
    return std::nullopt;
}

/// Calls visit(at, to, code point) for each letter U+00C0-U+00FF.
template <class Visit>
void each_latin_letter(std::string_view text, Visit&& visit) {
    for (std::size_t at = text.find('\xC3'); at != std::string_view::npos;
         at = text.find('\xC3', at + 2)) {
        if (at + 1 >= text.size()) return;
        visit(at, at + 2,
              static_cast<char32_t>(0xC0 + (static_cast<unsigned char>(text[at + 1]) & 0x3F)));
    }
}

/// What a character inside a word meant, once its file is known for such a misreading: "CafÈ",
/// "RenΘe". Only where nobody can have written what stands there.
char32_t meant_in_word(const Confusion& confusion, std::string_view text, std::size_t at,
                       std::size_t to, char32_t c) {
    const char32_t before = code_point_before(text, at), after = code_point_at(text, to);
    const auto small = [](char32_t x) { return x < 0x80 && is_ascii_lower(static_cast<char>(x)); };
    const bool letter = is_upper(c) || is_lower(c);
    if (quote_role(c) || !small(before) || (is_lower(c) && c < 0x370) || (!letter && !small(after)))
        return 0;
    const CodePage* was = CodePage::find(confusion.page);
    for (const std::string_view name : confusion.pages) {
        const CodePage* page = name.empty() ? nullptr : CodePage::find(name);
        if (page == nullptr || was == nullptr) continue;
        std::optional<unsigned char> byte = page->encode(c);
        if (!byte && c >= 0x80 && c < 0xA0) byte = static_cast<unsigned char>(c);
        const char32_t meant = byte ? was->decode(*byte) : 0;
        if (meant >= 0xC0 && is_lower(meant)) return meant;
    }
    return 0;
}

void mend_letters(View& view, const Confusion& confusion, Tally& tally) {
    const std::string_view text = view.text;
    Rewrite rewrite(view);
    for (std::size_t at = ascii_prefix(text); at < text.size();) {
        std::size_t n = 0;
        const char32_t c = first_code_point(text.substr(at), n);
        if (const char32_t meant = meant_in_word(confusion, text, at, at + n, c); meant != 0) {
            std::string letter;
            append_utf8(letter, meant);
            tally.add(view.to_bytes.to_in(Span{at, at + n}));
            rewrite.replace(at, at + n, letter);
        }
        at += n;
        at += ascii_prefix(text.substr(at));
    }
    rewrite.finish();
}

bool is_quote(QuoteRole role) { return role <= close_double; }

}  // namespace

void mend_quote_letters(View& view, std::vector<Finding>& findings) {
    if (view.text.find('\xC3') == std::string::npos) return;
    for (const Confusion& confusion : kConfusions) {
        const std::string_view text = view.text;
        std::size_t sure = 0;
        std::size_t possible = 0;
        std::size_t letters = 0;
        each_latin_letter(text, [&](std::size_t at, std::size_t to, char32_t c) {
            const auto entry = entry_of(confusion, c);
            if (!entry) return;
            const Place place = place_of(*entry, text, at, to);
            if (place == Place::letter)
                ++letters;
            else if (is_quote(entry->role))
                ++(place == Place::sure ? sure : possible);
        });
        // One sure sign, a second of any kind, and few of these letters at work as letters.
        if (sure == 0 || sure + possible < 2 || letters * 4 > sure + possible) continue;
        Rewrite rewrite(view);
        Tally tally;
        each_latin_letter(text, [&](std::size_t at, std::size_t to, char32_t c) {
            const auto entry = entry_of(confusion, c);
            if (!entry || place_of(*entry, text, at, to) == Place::letter) return;
            std::string quote;
            append_utf8(quote, character_of(entry->role));
            tally.add(view.to_bytes.to_in(Span{at, to}));
            rewrite.replace(at, to, quote);
        });
        rewrite.finish();
        mend_letters(view, confusion, tally);
        tally.tell(findings, "quote-letters",
                   fmt::format("quotes and letters of {} that were read as letters of {}, mended",
                               confusion.was, confusion.read_as));
    }
}

}  // namespace solander
