// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a value of pairings apart: pieces between commas, their qualifiers, then names between
// signs.
#include "vocabulary/relationship.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/embedded.h"
#include "base/table.h"
#include "base/text.h"
#include "vocabulary/tag.h"

namespace solander {
namespace {

constexpr std::size_t kNameWords = 4;  ///< a name of more words is prose
constexpr std::size_t kNameBytes = 60;
constexpr std::size_t kMostPieces = 1000;  ///< no list of pairings is longer; what is, is not one

struct Piece {
    std::size_t from, to;  ///< bytes of the value
};

/// Before a pairing: "implied A/B". Longest first where one begins another.
constexpr std::array<std::string_view, 49> kBefore = {
    "a hint of",   "hints of",    "hint of",       "a bit of",     "a touch of", "mention of",
    "mentions of", "mentioned",   "references to", "reference to", "implied",    "past",
    "former",      "pre-slash",   "preslash",      "pre",          "unrequited", "one-sided",
    "onesided",    "established", "slight",        "eventual",     "background", "minor",
    "some",        "mild",        "possible",      "brief",        "future",     "maybe",
    "probably",    "primarily",   "mainly",        "main",         "mostly",     "ust",
    "rst",         "subtle",      "vague",         "potential",    "sort of",    "very slight",
    "light",       "hinted",      "suggested",     "temporary",    "friendship", "намек на",
    "прошлый"};
/// Behind one: "A/B implied", "A/B UST".
constexpr std::array<std::string_view, 32> kBehind = {"if you squint", "if you squint hard",
                                                      "implied",       "friendship",
                                                      "ust",           "rst",
                                                      "past",          "established",
                                                      "pre-slash",     "preslash",
                                                      "pre",           "slash",
                                                      "femslash",      "het",
                                                      "unrequited",    "one-sided",
                                                      "mentioned",     "eventually",
                                                      "eventual",      "hinted",
                                                      "romance",       "relationship",
                                                      "pairing",       "m/m",
                                                      "f/f",           "m/f",
                                                      "f/m",           "kinda",
                                                      "sort of",       "of course",
                                                      "later",         "friendship only"};

constexpr std::array<std::string_view, 18> kNone = {
    "none",     "no pairing", "no pairings", "n/a",         "na",     "gen",
    "no",       "nope",       "no one",      "none really", "nobody", "none at all",
    "none yet", "keine",      "aucun",       "нет",         "genfic", "no romance"};
/// They have a slash and are no pairing.
constexpr std::array<std::string_view, 38> kNotPairings = {
    "h/c",      "a/n",          "a/u",          "w/o",
    "and/or",   "am/pm",        "n/a",          "b/w",
    "c/o",      "s/he",         "j/k",          "x/over",
    "d/s",      "s/m",          "his/her",      "he/she",
    "him/her",  "i/o",          "24/7",         "9/11",
    "w/",       "a/a",          "yes/no",       "either/or",
    "he/him",   "she/her",      "they/them",    "on/off",
    "his/hers", "her/his",      "hurt/comfort", "action/adventure",
    "m/f/m",    "rape/non-con", "b/c",          "p/g",
    "r/r",      "t/a"};
/// Stand where a name could, and are none.
constexpr std::array<std::string_view, 30> kNoName = {"various",
                                                      "everyone",
                                                      "everybody",
                                                      "anyone",
                                                      "multiple",
                                                      "many",
                                                      "others",
                                                      "other",
                                                      "surprise",
                                                      "secret",
                                                      "tbd",
                                                      "tba",
                                                      "unknown",
                                                      "you",
                                                      "see",
                                                      "varied",
                                                      "lots",
                                                      "all",
                                                      "too",
                                                      "several",
                                                      "hidden",
                                                      "mystery",
                                                      "take your pick",
                                                      "take",
                                                      "guess",
                                                      "any",
                                                      "read",
                                                      "it",
                                                      "not",
                                                      "who"};
constexpr std::array<std::string_view, 16> kParticles = {"of",  "the", "de",  "la", "van", "von",
                                                         "der", "du",  "le",  "da", "di",  "bin",
                                                         "al",  "and", "mac", "jr"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

const std::unordered_set<std::string>& ships() {
    static const std::unordered_set<std::string> names = [] {
        std::unordered_set<std::string> made;
        for_each_row(embedded("data/ships.tsv"),
                     [&](const auto& columns) { made.insert(fold(columns[0])); });
        return made;
    }();
    return names;
}

bool blank(char c) { return is_ascii_space(c); }

/// A sign between two names at `at`: its length, and what it means. Length 0: none.
struct Sign {
    std::size_t length = 0;
    bool romantic = true;
    bool unrequited = false;
};

class Reader {
  public:
    explicit Reader(std::string_view value) : value_(value) {}

    RelationshipReading read() {
        std::size_t taken = 0;
        for (const Piece& piece : pieces())
            if (++taken <= kMostPieces) take(piece);
        if (made_.relationships.empty() && made_.characters.empty())
            made_.none = made_.none && made_.other.empty();
        else
            made_.none = false;
        return std::move(made_);
    }

  private:
    std::string_view text(Piece p) const { return value_.substr(p.from, p.to - p.from); }

    /// Without white space, and without brackets and quotes that stand around all of it.
    Piece tidied(Piece p) const {
        static constexpr std::string_view kOuter = "\"'*_~.";
        for (;;) {
            const Piece before = p;
            while (
                p.from < p.to
                && (blank(value_[p.from]) || kOuter.find(value_[p.from]) != std::string_view::npos))
                ++p.from;
            while (p.to > p.from
                   && (blank(value_[p.to - 1])
                       || kOuter.find(value_[p.to - 1]) != std::string_view::npos
                       || value_[p.to - 1] == '!'))
                --p.to;
            const std::string_view t = text(p);
            if (t.size() >= 2
                && ((t.front() == '[' && t.find(']') == t.size() - 1)
                    || (t.front() == '(' && t.find(')') == t.size() - 1)
                    || (t.front() == '{' && t.find('}') == t.size() - 1))) {
                ++p.from;
                --p.to;
            }
            for (std::string_view mark : {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB", "\xC2\xBB"}) {
                if (text(p).substr(0, mark.size()) == mark) p.from += mark.size();
                if (text(p).size() >= mark.size()
                    && text(p).substr(text(p).size() - mark.size()) == mark)
                    p.to -= mark.size();
            }
            if (before.from == p.from && before.to == p.to) return p;
        }
    }

    bool has_sign(Piece p) const {
        for (std::size_t i = p.from; i < p.to; ++i)
            if (sign_at(i, p).length > 0) return true;
        return false;
    }

    /// Between commas and their like; brackets hold together what they hold.
    std::vector<Piece> pieces() const {
        std::vector<Piece> made;
        std::size_t from = 0;
        int depth = 0;
        const auto cut = [&](std::size_t to, std::size_t next) {
            made.push_back({from, to});
            from = next;
        };
        for (std::size_t i = 0; i < value_.size(); ++i) {
            const char c = value_[i];
            if (c == '(' || c == '[')
                ++depth;
            else if ((c == ')' || c == ']') && depth > 0)
                --depth;
            else if (c == '\n' || (depth == 0 && (c == ',' || c == ';' || c == '|')))
                cut(i, i + 1);
            else if (depth == 0 && c == '.' && i + 1 < value_.size() && blank(value_[i + 1])
                     && i > from + 2 && is_ascii_lower(value_[i - 1])
                     && is_ascii_lower(value_[i - 2]))
                cut(i, i + 1);  // a sentence ends; "T. Kirk" does not
        }
        cut(value_.size(), value_.size());
        std::vector<Piece> split_more;
        for (const Piece& piece : made) split_joined(piece, made.size() > 1, split_more);
        return split_more;
    }

    /// "A/B and C/D", "A/B + C/D", "A/B & C": list marks when a pairing stands on a side of them.
    void split_joined(Piece piece, bool in_list, std::vector<Piece>& out) const {
        std::size_t from = piece.from;
        const bool slashed = text(piece).find_first_of("/\\") != std::string_view::npos
                             || text(piece).find("\xC3\x97") != std::string_view::npos;
        for (std::size_t i = piece.from; i < piece.to; ++i) {
            std::size_t length = 0;
            for (std::string_view word : {" and ", " plus ", " und ", " et ", " и ", " & ", " + "})
                if (starts_with_ignoring_ascii_case(value_.substr(i, piece.to - i), word))
                    length = word.size();
            if (length == 0 || !(slashed || in_list)) continue;
            if (!slashed && (value_[i + 1] == '&' || value_[i + 1] == '+')) continue;
            out.push_back({from, i});
            from = i + length;
            i = from - 1;
        }
        out.push_back({from, piece.to});
    }

    Sign sign_at(std::size_t i, Piece p) const {
        const std::string_view rest = value_.substr(i, p.to - i);
        const auto starts = [&](std::string_view s) { return rest.substr(0, s.size()) == s; };
        if (rest.front() == '/' || rest.front() == '\\') return {1, true, false};
        for (std::string_view s :
             {"\xC3\x97", "\xEF\xBC\x8F", "\xE2\x99\xA5", "\xE2\x9D\xA4", "<3"})
            if (starts(s)) return {s.size(), true, false};
        for (std::string_view s : {"->", "\xE2\x86\x92", "=>"})
            if (starts(s)) return {s.size(), true, true};
        if (rest.front() == '&') return {1, false, false};
        if (rest.front() == '+' || rest.front() == '=') return {1, true, false};
        if (starts_with_ignoring_ascii_case(rest, " x ") || starts(" * ")) return {3, true, false};
        if (starts_with_ignoring_ascii_case(rest, " vs. ")) return {5, false, false};
        if (starts_with_ignoring_ascii_case(rest, " vs ")) return {4, false, false};
        if (starts_with_ignoring_ascii_case(rest, " and ")) return {5, false, false};
        if (starts(" \xD0\xB8 ") || starts_with_ignoring_ascii_case(rest, " et "))
            return {4, false, false};
        if (starts_with_ignoring_ascii_case(rest, " und ")) return {5, false, false};
        const auto name_end = [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c); };
        const auto name_start = [](char c) { return is_ascii_upper(c) || is_ascii_digit(c); };
        if ((rest.front() == 'x' || rest.front() == '-') && i > p.from && i + 1 < p.to
            && name_end(value_[i - 1]) && name_start(value_[i + 1])) {
            // "HeeroxDuo", "1x2"; "M-S" only between initials: "Jean-Luc" is a name.
            std::size_t first = i;
            while (first > p.from && i - first < kNameBytes && name_end(value_[first - 1])) --first;
            std::size_t last = i + 1;
            while (last < p.to && last - i < kNameBytes && name_end(value_[last])) ++last;
            if (rest.front() == 'x' && name_start(value_[first])) return {1, true, false};
            const auto initials = [&](std::size_t a, std::size_t b) {
                if (b - a > 2) return false;
                for (; a < b; ++a)
                    if (!is_ascii_upper(value_[a])) return false;
                return true;
            };
            if (rest.front() == '-' && initials(first, i) && initials(i + 1, last)
                && first == p.from && last == p.to)
                return {1, true, false};
        }
        return {};
    }

    // --- one piece
    // ---------------------------------------------------------------------------------

    void take(Piece piece) {
        piece = tidied(piece);
        if (piece.from >= piece.to) return;
        if (starts_with_ignoring_ascii_case(text(piece), "w/ ")) {
            add(made_.other, text(piece));
            return;
        }
        std::string qualifier;
        // "Slash: M/K", "past: A/B": the word before the colon says what kind.
        const std::size_t colon = text(piece).find(": ");
        if (colon != std::string_view::npos && colon <= 20) {
            qualifier = std::string(trim(text(piece).substr(0, colon)));
            piece.from += colon + 2;
        }
        std::vector<Piece> inner;  // pairings in brackets behind: "A/B (C/D later)"
        strip_brackets(piece, qualifier, inner);
        strip_words(piece, qualifier);
        piece = tidied(piece);
        if (piece.from >= piece.to) {
            // "A/B, implied": said of the one before.
            if (!made_.relationships.empty() && made_.relationships.back().qualifier.empty())
                made_.relationships.back().qualifier = qualifier;
            else if (!qualifier.empty())
                made_.other.push_back(qualifier);
        } else {
            decide(piece, qualifier);
        }
        for (const Piece& p : inner) decide(tidied(p), {});
    }

    void strip_brackets(Piece& piece, std::string& qualifier, std::vector<Piece>& inner) const {
        for (;;) {
            const std::string_view t = text(piece);
            const std::size_t open = t.find_last_of("([");
            if (open == std::string_view::npos || open == 0 || (t.back() != ')' && t.back() != ']'))
                return;
            const Piece in{piece.from + open + 1, piece.to - 1};
            const std::string lower = fold(text(in));
            if (has_sign(in) && !among(kBehind, lower) && read_categories(text(in)).empty()
                && text(in).find(' ') == std::string_view::npos)
                inner.push_back(in);
            else
                add_word(qualifier, trim(text(in)));
            piece.to = piece.from + open;
            while (piece.to > piece.from && blank(value_[piece.to - 1])) --piece.to;
        }
    }

    static void add_word(std::string& qualifier, std::string_view word) {
        if (word.empty()) return;
        if (!qualifier.empty()) qualifier += ", ";
        qualifier += word;
    }

    void strip_words(Piece& piece, std::string& qualifier) const {
        bool again = true;
        while (again) {
            again = false;
            for (std::string_view word : kBefore) {
                const std::string_view t = text(piece);
                if (t.size() > word.size() && starts_with_ignoring_ascii_case(t, word)
                    && (blank(t[word.size()]) || t[word.size()] == ':')) {
                    add_word(qualifier, t.substr(0, word.size()));
                    piece.from += word.size() + 1;
                    while (piece.from < piece.to && blank(value_[piece.from])) ++piece.from;
                    again = true;
                    break;
                }
            }
        }
        again = true;
        while (again) {
            again = false;
            std::string_view t = text(piece);
            if (!t.empty() && t.back() == '?') {
                add_word(qualifier, "?");
                --piece.to;
                again = true;
                continue;
            }
            for (std::string_view word : kBehind) {
                t = text(piece);
                if (t.size() <= word.size() + 1) continue;
                const std::size_t at = t.size() - word.size();
                if (!blank(t[at - 1]) || !equals_ignoring_ascii_case(t.substr(at), word)) continue;
                add_word(qualifier, t.substr(at));
                piece.to = piece.from + at;
                while (piece.to > piece.from
                       && (blank(value_[piece.to - 1]) || value_[piece.to - 1] == '-'))
                    --piece.to;
                again = true;
                break;
            }
        }
        // All of it was a qualifier: "implied".
        const std::string whole = fold(text(piece));
        if (qualifier.empty() && (among(kBefore, whole) || among(kBehind, whole)) && whole != "gen"
            && read_categories(whole).empty()) {
            qualifier = std::string(text(piece));
            piece.to = piece.from;
        }
    }

    void decide(Piece piece, const std::string& qualifier) {
        const std::string_view t = text(piece);
        const std::string lower = fold(t);
        if (lower.empty()) return;
        if (among(kNone, lower)) {
            made_.none = true;
            return;
        }
        if (among(kNotPairings, lower) || lower.find("://") != std::string::npos
            || all_words_of_a_table(piece)) {
            add(made_.other, t);
            return;
        }
        if (ships().count(lower) != 0) {
            made_.relationships.push_back(
                {{std::string(t)}, true, qualifier, piece.from, piece.to});
            return;
        }
        if (lower == "y/n") {
            add(made_.characters, t);
            return;
        }
        if (pairing(piece, qualifier)) return;
        if (!t.empty() && t.find_first_of("/\\") == std::string_view::npos
            && plausible_name(t, true))
            add(made_.characters, t);
        else
            add(made_.other, t);
    }

    static void add(std::vector<std::string>& all, std::string_view one) {
        if (std::find(all.begin(), all.end(), one) == all.end()) all.emplace_back(one);
    }

    /// "m/m", "Angst/Romance", "slash/het": each side a word of the category or genre table.
    bool all_words_of_a_table(Piece piece) const {
        if (text(piece).find('/') == std::string_view::npos)
            return !read_categories(text(piece)).empty() && words_in(text(piece)) <= 2
                   && !has_sign(piece);
        if (const auto whole = read_categories(text(piece));
            !whole.empty() && text(piece).find_first_not_of("mMfF/ ") == std::string_view::npos)
            return true;
        for (std::string_view side : split(text(piece), '/'))
            if (read_categories(side).empty() && read_genres(side, false).empty()) return false;
        return true;
    }

    static std::size_t words_in(std::string_view t) {
        std::size_t n = 0;
        for (std::size_t i = 0; i < t.size(); ++i)
            n += !blank(t[i]) && (i == 0 || blank(t[i - 1])) ? 1 : 0;
        return n;
    }

    bool plausible_name(std::string_view name, bool alone) const {
        name = trim(name);
        if (name.empty() || name.size() > kNameBytes || words_in(name) > kNameWords) return false;
        const std::string lower = fold(name);
        const std::string first_word = lower.substr(0, lower.find_first_of(" '"));
        const bool reader = lower == "you" || lower == "me";  // "Spike/You"
        if ((alone || !reader) && (among(kNoName, lower) || among(kNoName, first_word)))
            return false;
        bool letter = false;
        for (std::size_t i = 0; i < name.size();) {
            std::size_t length = 0;
            const char32_t c = first_code_point(name.substr(i), length);
            letter =
                letter || (is_word_char(c) && !(c < 0x80 && is_ascii_digit(static_cast<char>(c))));
            if (c == ':' || c == '<' || c == '>' || c == '?' || c == '@') return false;
            i += length;
        }
        if (!alone) return true;
        std::size_t length = 0;
        const char32_t first = first_code_point(name, length);
        return letter && (is_upper(first) || first >= 0x2E80 || among({"reader", "self"}, lower));
    }
    static bool among(std::initializer_list<std::string_view> words, std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    }
    template <std::size_t N>
    static bool among(const std::array<std::string_view, N>& words, std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    }

    bool pairing(Piece piece, std::string qualifier) {
        std::vector<Piece> sides;
        std::size_t from = piece.from;
        bool romantic = false, unrequited = false;
        for (std::size_t i = piece.from; i < piece.to;) {
            const Sign sign = sign_at(i, piece);
            if (sign.length == 0) {
                ++i;
                continue;
            }
            romantic = romantic || sign.romantic;
            unrequited = unrequited || sign.unrequited;
            sides.push_back({from, i});
            i += sign.length;
            from = i;
        }
        if (sides.empty()) return false;
        sides.push_back({from, piece.to});

        Relationship made;
        made.romantic = romantic;
        bool digits = true;
        for (std::size_t k = 0; k < sides.size(); ++k) {
            Piece side = bare(sides[k]);
            // Prose around the pairing: "This is a J/C story".
            if (k == 0) side = last_name(side);
            if (k + 1 == sides.size()) side = first_name(side);
            if (!plausible_name(text(side), false)) return false;
            const std::string_view name = text(side);
            digits = digits && std::all_of(name.begin(), name.end(), is_ascii_digit);
            if (!made.names.empty() && made.names.back() == "Y" && name == "N")
                made.names.back() = "Y/N";
            else
                made.names.emplace_back(name);
            if (k == 0) made.from = side.from;
            made.to = side.to;
        }
        // "1/3", "7/23/98" count something; "1x2" and "3+4" are people by number.
        if (digits && text(piece).find('/') != std::string_view::npos) return false;
        if (made.names.size() < 2) return false;
        if (unrequited) add_word(qualifier, "unrequited");
        if (fold(qualifier).find("friendship") != std::string::npos) made.romantic = false;
        made.qualifier = std::move(qualifier);
        made_.relationships.push_back(std::move(made));
        return true;
    }

    Piece bare(Piece p) const {
        static constexpr std::string_view kOuter = "\"*_~[]{}:.";
        while (p.from < p.to
               && (blank(value_[p.from]) || kOuter.find(value_[p.from]) != std::string_view::npos))
            ++p.from;
        while (
            p.to > p.from
            && (blank(value_[p.to - 1]) || kOuter.find(value_[p.to - 1]) != std::string_view::npos))
            --p.to;
        return p;
    }

    struct WordAt {
        Piece where;
        bool capital;
        bool particle;
    };
    std::vector<WordAt> words(Piece p) const {
        std::vector<WordAt> made;
        for (std::size_t i = p.from; i < p.to;) {
            while (i < p.to && blank(value_[i])) ++i;
            const std::size_t from = i;
            while (i < p.to && !blank(value_[i])) ++i;
            if (from == i) break;
            std::size_t length = 0;
            const char32_t c = first_code_point(value_.substr(from, i - from), length);
            made.push_back({{from, i},
                            !is_lower(c),
                            among(kParticles, ascii_lowered(value_.substr(from, i - from)))});
        }
        return made;
    }

    bool all_of_a_name(const std::vector<WordAt>& all) const {
        return all.size() <= 2
               || (all.size() <= kNameWords
                   && std::all_of(all.begin(), all.end(),
                                  [](const WordAt& w) { return w.capital || w.particle; }));
    }

    Piece last_name(Piece p) const {
        const std::vector<WordAt> all = words(p);
        const bool prose = all.size() == 2 && !all[0].capital && all[1].capital;
        if (all.empty() || (all_of_a_name(all) && !prose)) return p;
        std::size_t k = all.size() - 1;
        while (k > 0 && all[k].capital && all[k - 1].capital && all.size() - k < kNameWords) --k;
        return {all[k].where.from, p.to};
    }

    Piece first_name(Piece p) const {
        const std::vector<WordAt> all = words(p);
        const bool prose = all.size() == 2 && all[0].capital && !all[1].capital;
        if (all.empty() || (all_of_a_name(all) && !prose)) return p;
        std::size_t k = 0;
        while (k + 1 < all.size() && all[k].capital && all[k + 1].capital && k + 1 < kNameWords)
            ++k;
        return {p.from, all[k].where.to};
    }

    std::string_view value_;
    RelationshipReading made_;
};

}  // namespace

std::string Relationship::display() const {
    std::string made;
    for (const std::string& name : names) {
        if (!made.empty()) made += romantic ? "/" : " & ";
        made += name;
    }
    return made;
}

RelationshipReading read_relationships(std::string_view value) { return Reader(value).read(); }

}  // namespace solander
