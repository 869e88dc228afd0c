// SPDX-License-Identifier: GPL-3.0-or-later
// Tag kinds and keys; categories, warnings and genres from their tables.
#include "vocabulary/tag.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "vocabulary/relationship.h"
#include "vocabulary/value_words.h"

namespace solander {
namespace {

constexpr std::array<std::string_view, 6> kKindNames = {"fandom",   "relationship", "character",
                                                        "category", "warning",      "freeform"};

void add_unique(std::vector<std::string>& all, std::string_view one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.emplace_back(one);
}

/// "SRA" as typed in capitals, every letter of the alphabet and none twice.
bool classification_letters(std::string_view raw, const ValueWords& table) {
    if (raw.empty() || raw.size() > 6) return false;
    for (std::size_t i = 0; i < raw.size(); ++i)
        if (!is_ascii_upper(raw[i]) || table.genre_of_letter(raw[i]).empty()
            || raw.find(raw[i], i + 1) != std::string_view::npos)
            return false;
    return true;
}

/// "MT" is a code, "mt" is not; "au" and "h/c" are written small too.
bool lower_abbreviation(std::string_view value, const std::vector<Term>& terms,
                        const TermMatch& match) {
    const Term& term = terms[match.first];
    return match.last == match.first + 1 && term.text.size() == 2 && term.text != "au"
           && term.text != "hc" && is_ascii_lower(value[term.from]);
}

std::string folded_name(std::string_view name) {
    std::string folded = fold(name);
    const auto outer = [](char c) {
        return !is_ascii_alpha(c) && !is_ascii_digit(c) && c >= ' ' && c < 0x7F;
    };
    std::size_t from = 0, to = folded.size();
    while (from < to && outer(folded[from])) ++from;
    // A closing bracket that was opened inside, "+" and "!" belong to a name: "Angel (TV)", "K+".
    while (to > from && outer(folded[to - 1]) && folded[to - 1] != '+' && folded[to - 1] != '!'
           && !(folded[to - 1] == ')' && folded.find('(', from) < to))
        --to;
    std::string made;
    for (std::size_t i = from; i < to; ++i)
        if (folded[i] != '"') made += folded[i];
    return made.empty() ? folded : made;
}

}  // namespace

std::string_view name_of(TagKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<TagKind> tag_kind_from_name(std::string_view name) {
    for (std::size_t i = 0; i < kKindNames.size(); ++i)
        if (kKindNames[i] == name) return static_cast<TagKind>(i);
    return std::nullopt;
}

std::string tag_key(TagKind kind, std::string_view name) {
    if (kind != TagKind::relationship) return folded_name(name);
    const RelationshipReading reading = read_relationships(name);
    if (reading.relationships.size() != 1 || reading.relationships[0].names.size() < 2)
        return folded_name(name);
    std::vector<std::string> names;
    for (const std::string& one : reading.relationships[0].names) names.push_back(folded_name(one));
    std::sort(names.begin(), names.end());
    std::string key;
    for (const std::string& one : names) {
        if (!key.empty()) key += reading.relationships[0].romantic ? "/" : " & ";
        key += one;
    }
    return key;
}

std::vector<std::string> read_categories(std::string_view value, const ValueWords& words) {
    constexpr std::size_t kProse = 6;  // words: beyond that only a part of a sentence
    std::vector<std::string> made;
    for (const TermMatch& match : words.categories().find(terms_of(value)))
        if (!match.negated && match.piece_words <= kProse) add_unique(made, match.meaning);
    return made;
}

std::optional<std::string> archive_warning(std::string_view value, const ValueWords& table) {
    constexpr std::size_t kLongest = 200;
    if (value.size() > kLongest) return std::nullopt;
    std::vector<Term> terms = terms_of(value);
    // "Warning: contains graphic violence." says no more than "graphic violence".
    const auto lead = [](const std::string& word) {
        for (std::string_view one : {"warning", "warnings", "contains", "contain", "for", "some",
                                     "includes", "and", ",", "the"})
            if (word == one) return true;
        return false;
    };
    std::size_t from = 0;
    while (from < terms.size() && lead(terms[from].text)) ++from;
    terms.erase(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(from));
    // "violence (graphic)": the brackets between say nothing.
    std::vector<Term> words;
    const std::string_view whole = table.warnings().whole(terms);
    if (!whole.empty()) return std::string(whole);
    if (value.find('(') != std::string_view::npos) {
        for (Term& term : terms)
            if (term.text != ",") words.push_back(std::move(term));
        if (const std::string_view inner = table.warnings().whole(words); !inner.empty())
            return std::string(inner);
    }
    return std::nullopt;
}

std::vector<std::string> read_genres(std::string_view value, bool letters_allowed,
                                     const ValueWords& table) {
    constexpr std::size_t kProse = 5;
    const std::vector<Term> terms = terms_of(value);
    std::vector<std::string> made;
    const std::vector<TermMatch> matches = table.genres().find(terms);
    std::size_t next = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        while (next < matches.size() && matches[next].last <= i) ++next;
        if (next < matches.size() && matches[next].first <= i) {
            const TermMatch& match = matches[next];
            if (i == match.first && !match.negated && match.piece_words <= kProse
                && !lower_abbreviation(value, terms, match))
                add_unique(made, match.meaning);
            continue;
        }
        if (!letters_allowed || terms[i].mark()) continue;
        // Letters count only alone between marks or among other codes, never inside prose.
        const std::string_view raw = value.substr(terms[i].from, terms[i].to - terms[i].from);
        const auto coded = [&](std::size_t k) {
            const std::string_view word = value.substr(terms[k].from, terms[k].to - terms[k].from);
            return terms[k].mark() || std::none_of(word.begin(), word.end(), [](char c) {
                       return is_ascii_lower(c);
                   });
        };
        const bool slashed = (i > 0 && terms[i - 1].text == "/")
                             || (i + 1 < terms.size() && terms[i + 1].text == "/");
        if (slashed || (i > 0 && !coded(i - 1)) || (i + 1 < terms.size() && !coded(i + 1)))
            continue;
        if (classification_letters(raw, table))
            for (char letter : raw) add_unique(made, table.genre_of_letter(letter));
    }
    return made;
}

std::vector<std::string> read_categories(std::string_view value) {
    return read_categories(value, programs_words());
}
std::optional<std::string> archive_warning(std::string_view value) {
    return archive_warning(value, programs_words());
}
std::vector<std::string> read_genres(std::string_view value, bool letters_allowed) {
    return read_genres(value, letters_allowed, programs_words());
}

}  // namespace solander
