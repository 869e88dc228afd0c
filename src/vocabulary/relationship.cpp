// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a value of pairings apart: pieces between commas, their qualifiers, then names between
// signs.
#include "vocabulary/relationship.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "vocabulary/pairing_text.h"
#include "vocabulary/pairing_words.h"
#include "vocabulary/tag.h"

namespace solander {
namespace {

using Piece = PairingPiece;

constexpr std::size_t kNameWords = 4;  ///< a name of more words is prose
constexpr std::size_t kNameBytes = 60;
constexpr std::size_t kMostPieces = 1000;  ///< no list of pairings is longer; what is, is not one

bool holds(const std::unordered_set<std::string_view>& words, std::string_view word) {
    return words.count(word) != 0;
}

bool blank(char c) { return is_ascii_space(c); }

class Reader {
  public:
    explicit Reader(std::string_view value) : value_(value) {}

    RelationshipReading read() {
        std::size_t taken = 0;
        for (const Piece& piece : pairing_pieces(value_))
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
            if (has_sign(value_, in) && !holds(pairing_words().qualifier, lower)
                && read_categories(text(in)).empty()
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
            for (std::string_view word : pairing_words().before) {
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
            for (std::string_view word : pairing_words().behind) {
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
        if (qualifier.empty()
            && (holds(pairing_words().qualifier, whole) || holds(pairing_words().qualifier, whole))
            && whole != "gen" && read_categories(whole).empty()) {
            qualifier = std::string(text(piece));
            piece.to = piece.from;
        }
    }

    void decide(Piece piece, const std::string& qualifier) {
        const std::string_view t = text(piece);
        const std::string lower = fold(t);
        if (lower.empty()) return;
        if (holds(pairing_words().none, lower)) {
            made_.none = true;
            return;
        }
        if (holds(pairing_words().not_pairing, lower) || lower.find("://") != std::string::npos
            || all_words_of_a_table(piece)) {
            add(made_.other, t);
            return;
        }
        if (is_ship(lower)) {
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
                   && !has_sign(value_, piece);
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
        if ((alone || !reader)
            && (holds(pairing_words().no_name, lower)
                || holds(pairing_words().no_name, first_word)))
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
        return letter
               && (is_upper(first) || first >= 0x2E80 || lower == "reader" || lower == "self");
    }
    bool pairing(Piece piece, std::string qualifier) {
        std::vector<Piece> sides;
        std::size_t from = piece.from;
        bool romantic = false, unrequited = false;
        for (std::size_t i = piece.from; i < piece.to;) {
            const PairingSign sign = sign_at(value_, i, piece);
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
            made.push_back(
                {{from, i},
                 !is_lower(c),
                 holds(pairing_words().particle, ascii_lowered(value_.substr(from, i - from)))});
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

std::vector<std::string> read_characters(std::string_view value) {
    const RelationshipReading reading = read_relationships(value);
    std::vector<std::string> names;
    const auto add = [&](const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (const Relationship& one : reading.relationships)
        for (const std::string& name : one.names) add(name);
    for (const std::string& name : reading.characters) add(name);
    return names;
}

RelationshipReading read_relationships(std::string_view value) { return Reader(value).read(); }

}  // namespace solander
