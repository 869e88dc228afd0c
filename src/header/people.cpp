// SPDX-License-Identifier: GPL-3.0-or-later
// Author values: several people, pen names, addresses, and the many ways of naming nobody.
#include <algorithm>

#include "base/text.h"
#include "header/name_order.h"
#include "header/values.h"
#include "vocabulary/nobody.h"

namespace solander {

namespace {

constexpr std::string_view kBefore[] = {
    "by:", "by",  "written by",  "story by", "a story by", "author:", "von",
    "par", "por", "authored by", "me, ",     "me - ",      "me:",     "yours truly, ",
};

/// Quotes, stars, dashes and stray brackets around a name. One mark glued to one end only is part
/// of a pen name: "postscript_", "~kat".
std::string_view bare(std::string_view name) {
    constexpr std::string_view kEnds = "\"*_~<>[]{}|=`,;:#+/\\";
    static constexpr std::string_view kOwn = "_~";
    name = trim(name);
    const auto own = [](char mark, char inside, char other) {
        return kOwn.find(mark) != std::string_view::npos && other != mark
               && (is_ascii_alpha(inside) || is_ascii_digit(inside));
    };
    if (name.size() > 2) {
        const bool behind = own(name.back(), name[name.size() - 2], name.front());
        const bool before = own(name.front(), name[1], name.back());
        if (behind && (is_ascii_alpha(name.front()) || is_ascii_digit(name.front()))) return name;
        if (before && (is_ascii_alpha(name.back()) || is_ascii_digit(name.back()))) return name;
    }
    for (bool again = true; again;) {
        name = trim(name);
        again = false;
        while (!name.empty() && kEnds.find(name.front()) != std::string_view::npos) {
            name.remove_prefix(1);
            again = true;
        }
        while (!name.empty() && kEnds.find(name.back()) != std::string_view::npos) {
            name.remove_suffix(1);
            again = true;
        }
        for (const std::string_view sign :
             {"\u201C", "\u201D", "\u201E", "«", "»", "–", "—", "•"}) {
            if (name.substr(0, sign.size()) == sign) {
                name.remove_prefix(sign.size());
                again = true;
            }
            if (name.size() >= sign.size() && name.substr(name.size() - sign.size()) == sign) {
                name.remove_suffix(sign.size());
                again = true;
            }
        }
        if (name.substr(0, 2) == "- " || name.substr(0, 2) == "--") {
            name.remove_prefix(2);
            again = true;
        }
        if (name.size() > 1
            && (name.substr(name.size() - 2) == " -" || name.substr(name.size() - 2) == "--"
                || name.substr(name.size() - 2) == "()")) {
            name.remove_suffix(2);
            again = true;
        }
    }
    // "Kat." but not "J. K." nor "Jr."
    if (name.size() > 3 && name.back() == '.' && name[name.size() - 2] != '.'
        && name[name.size() - 3] != ' ' && name[name.size() - 3] != '.'
        && !is_ascii_upper(name[name.size() - 3]))
        name.remove_suffix(1);
    return name;
}

/// Where `word` stands in `text` as a word of its own; npos if nowhere.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0) {
    for (std::size_t at = from; at + word.size() <= text.size(); ++at) {
        if (!equals_ignoring_ascii_case(text.substr(at, word.size()), word)) continue;
        const bool left =
            at == 0 || is_ascii_space(text[at - 1]) || text[at - 1] == '(' || text[at - 1] == ',';
        const std::size_t end = at + word.size();
        const bool right = end == text.size() || is_ascii_space(text[end]) || text[end] == ':';
        if (left && right) return at;
    }
    return std::string_view::npos;
}

void read_one(std::string_view piece, std::string_view role, PeopleReading& out) {
    PersonValue person;
    person.role = std::string(role);
    std::string name(piece);
    // "Kat (aka Lee)", "Kat (Katherine)": what stands in brackets is another name or a remark.
    for (std::size_t open = name.find('('); open != std::string::npos; open = name.find('(')) {
        const std::size_t close = std::min(name.find(')', open), name.size() - 1);
        std::string inside = name.substr(open + 1, close > open ? close - open - 1 : 0);
        name.erase(open, close - open + 1);
        for (const std::string_view word :
             {"aka", "a.k.a.", "a.k.a", "formerly", "formerly known as", "previously",
              "also known as", "writing as", "as"})
            if (find_word(inside, word) == 0) inside.erase(0, word.size());
        const std::string_view other = bare(inside);
        if (!other.empty() && other.size() < 60
            && other.find_first_of("@/:.") == std::string_view::npos && !names_nobody(other))
            person.also.emplace_back(other);
    }
    for (const std::string_view word :
         {"writing as", "a.k.a.", "a.k.a", "also known as", "formerly", "aka"}) {
        const std::size_t at = find_word(name, word);
        if (at == std::string_view::npos || at == 0) continue;
        const std::string second(bare(std::string_view(name).substr(at + word.size())));
        const std::string first(bare(std::string_view(name).substr(0, at)));
        if (second.empty()) continue;
        const bool pen_name = word == "writing as";
        person.also.push_back(pen_name ? first : second);
        name = pen_name ? second : first;
        break;
    }
    const std::string_view plain = bare(name);
    const bool has_letter = std::any_of(plain.begin(), plain.end(), [](char c) {
        return is_ascii_alpha(c) || is_ascii_digit(c) || (c & 0x80) != 0;
    });
    if (!has_letter || names_nobody(plain)) {
        // "Me (Kat)" names Kat.
        if (has_letter && person.also.size() == 1 && fold(plain).substr(0, 2) == "me") {
            person.name = person.also.front();
            person.also.clear();
            out.people.push_back(std::move(person));
            return;
        }
        out.none = true;
        return;
    }
    person.name = squeeze(plain);
    out.people.push_back(std::move(person));
}

struct Cut {
    std::size_t at, length;
    std::string_view role;
};

/// The next place where one person ends and another begins.
std::optional<Cut> next_cut(std::string_view text) {
    constexpr struct {
        std::string_view word, role;
    } kWords[] = {
        {"translated by", "translator"},
        {"translation by", "translator"},
        {"übersetzt von", "translator"},
        {"traduit par", "translator"},
        {"co-written with", {}},
        {"cowritten with", {}},
        {"together with", {}},
        {"and", {}},
        {"with", {}},
        {"und", {}},
        {"et", {}},
        {"w/", {}},
    };
    std::optional<Cut> best;
    for (const auto& row : kWords) {
        const std::size_t at = find_word(text, row.word);
        if (at == std::string_view::npos || (at == 0 && row.role.empty())
            || (best && best->at <= at))
            continue;
        best = Cut{at, row.word.size(), row.role};
    }
    int depth = 0;
    for (std::size_t at = 0; at < text.size() && (!best || at < best->at); ++at) {
        const char c = text[at];
        depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
        if (depth > 0 || at == 0) continue;
        const bool spaced = text[at - 1] == ' ' && at + 1 < text.size() && text[at + 1] == ' ';
        if (c == '/' && at + 1 < text.size() && text[at - 1] != 'w') return Cut{at, 1, {}};
        if ((c == '&' || c == '+') && spaced) return Cut{at, 1, {}};
        if (c == ';') return Cut{at, 1, {}};
        if (c == ',') {
            const std::string_view after = trim(text.substr(at + 1));
            const std::string next = ascii_lowered(after.substr(0, after.find(' ')));
            if (!after.empty() && !stands_behind_a_name(next) && next != "the" && next != "a"
                && next != "aka")
                return Cut{at, 1, {}};
        }
    }
    return best;
}

}  // namespace

PeopleReading read_people(std::string_view value) {
    PeopleReading out;
    out.confidence = 0.95;
    // Addresses first: they are taken out whatever follows.
    std::string text;
    std::size_t done = 0;
    for (const AddressRange& range : find_addresses(value)) {
        out.addresses.emplace_back(value.substr(range.from, range.to - range.from));
        text += value.substr(done, range.from - done);
        done = range.to;
    }
    text += value.substr(done);
    for (const std::string_view word : {"mailto:", "<>", "()", "[]", "e-mail:", "email:"})
        text = replace_all(std::move(text), word, "");
    if (const std::size_t url = text.find("http"); url != std::string::npos)
        text.erase(url, std::min(text.find_first_of(" )>", url), text.size()) - url);
    std::string_view rest = trim(text);
    for (const std::string_view word : kBefore)
        if (starts_with_ignoring_ascii_case(rest, word)
            && (!is_ascii_alpha(word.back())
                || (rest.size() > word.size() && rest[word.size()] == ' ')))
            rest = trim(rest.substr(word.size()));
    if (rest.size() > 200) {
        out.confidence = 0.2;  // a sentence, not a name
        rest = rest.substr(0, 200);
    }
    if (names_nobody(rest)) {
        out.none = true;
        return out;
    }
    const std::vector<std::string_view> pieces = split(rest, ';');
    if (std::all_of(pieces.begin(), pieces.end(),
                    [](std::string_view piece) { return may_be_surname_first(bare(piece)); })) {
        // Behind "Tarrow, Bess; Reed, Ann" no comma stands between people.
        for (const std::string_view piece : pieces) read_one(piece, "author", out);
        out.one_or_two = pieces.size() == 1 && !is_surname_first(bare(rest));
        if (out.one_or_two) out.confidence = 0.6;
        return out;
    }
    std::string_view role = "author";
    for (int guard = 0; guard < 24 && !rest.empty(); ++guard) {
        const auto cut = next_cut(rest);
        const std::string_view piece = cut ? rest.substr(0, cut->at) : rest;
        if (!trim(piece).empty()) read_one(piece, role, out);
        if (!cut) break;
        rest = rest.substr(cut->at + cut->length);
        role = cut->role.empty() ? std::string_view("author") : cut->role;
    }
    if (!out.people.empty()) out.none = false;
    if (out.people.size() > 1) out.confidence = 0.85;
    if (out.people.empty() && !out.addresses.empty()) out.none = true;
    return out;
}

}  // namespace solander
