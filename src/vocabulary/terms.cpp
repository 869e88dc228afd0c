// SPDX-License-Identifier: GPL-3.0-or-later
// Terms of a value and the table they are looked up in.
#include "vocabulary/terms.h"

#include <algorithm>

#include "base/text.h"

namespace solander {
namespace {

bool negates(std::string_view word) {
    for (std::string_view one :
         {"no", "not", "non", "never", "without", "pas", "kein", "keine", "без", "не"})
        if (word == one) return true;
    return false;
}

}  // namespace

std::vector<Term> terms_of(std::string_view value) {
    std::vector<Term> made;
    const auto mark = [&](std::string_view text, std::size_t at) {
        if (made.empty() || made.back().text != text)
            made.push_back({std::string(text), at, at + 1});
    };
    bool dot = false;  // "A.U.": a dot between single letters
    for (std::size_t i = 0; i < value.size();) {
        std::size_t length = 0;
        const char32_t c = first_code_point(value.substr(i), length);
        if (is_word_char(c)) {
            const std::size_t from = i;
            bool ascii = true;
            while (i < value.size()) {
                const char32_t d = first_code_point(value.substr(i), length);
                if (!is_word_char(d) && d != '\'' && d != 0x2019) break;
                ascii = ascii && d < 0x80;
                i += length;
            }
            const std::string_view raw = value.substr(from, i - from);
            Term term{ascii ? ascii_lowered(raw) : fold(raw), from, i};
            if (dot && term.text.size() == 1 && made.size() > 1 && made.back().text == ","
                && made.back().to == from && made[made.size() - 2].text.size() <= 3
                && made[made.size() - 2].to + 1 == from) {
                made.pop_back();
                made.back().text += term.text;
                made.back().to = i;
            } else {
                made.push_back(std::move(term));
            }
            dot = i < value.size() && value[i] == '.' && made.back().to - made.back().from <= 5
                  && (i - from) == 1;
            continue;
        }
        if (c == '/' || c == '\\' || c == 0xFF0F)
            mark("/", i);
        else if (c == '&')
            mark("&", i);
        else if (!(c < 0x80 && is_ascii_space(static_cast<char>(c))) && c != '-' && c != 0xA0
                 && c != 0x2010 && c != 0x2011)
            mark(",", i);
        else if (c == '\n')
            mark(",", i);
        i += length;
    }
    return made;
}

void TermTable::add(std::string_view pattern, std::string_view meaning, bool whole_only) {
    std::vector<std::string> words;
    for (const Term& term : terms_of(pattern)) words.push_back(term.text);
    if (words.empty()) return;
    std::string first = words.front();
    by_first_[first].push_back({std::move(words), meaning, whole_only});
}

const TermTable::Row* TermTable::longest(const std::vector<Term>& terms, std::size_t at) const {
    const auto found = by_first_.find(terms[at].text);
    if (found == by_first_.end()) return nullptr;
    const Row* best = nullptr;
    for (const Row& row : found->second) {
        if (at + row.words.size() > terms.size()
            || (best != nullptr && row.words.size() <= best->words.size()))
            continue;
        std::size_t k = 1;
        while (k < row.words.size() && terms[at + k].text == row.words[k]) ++k;
        if (k == row.words.size()) best = &row;
    }
    return best;
}

std::vector<TermMatch> TermTable::find(const std::vector<Term>& terms) const {
    std::vector<TermMatch> made;
    std::size_t piece = 0, piece_words = 0, piece_end = 0;
    for (std::size_t i = 0; i < terms.size();) {
        if (i >= piece_end) {
            piece = i;
            piece_words = 0;
            for (piece_end = piece; piece_end < terms.size() && terms[piece_end].text != ",";
                 ++piece_end)
                piece_words += terms[piece_end].mark() ? 0 : 1;
            piece_end += piece_end == piece ? 1 : 0;
        }
        const Row* row = longest(terms, i);
        if (row == nullptr) {
            ++i;
            continue;
        }
        const std::size_t last = i + row->words.size();
        const bool bounded =
            (i == 0 || terms[i - 1].mark()) && (last == terms.size() || terms[last].mark());
        if (!row->whole_only || bounded)
            made.push_back({row->meaning, i, last, row->whole_only,
                            i > 0 && negates(terms[i - 1].text), piece_words});
        i = last;
    }
    return made;
}

std::string_view TermTable::whole(const std::vector<Term>& terms) const {
    std::size_t from = 0, to = terms.size();
    while (from < to && terms[from].text == ",") ++from;
    while (to > from && terms[to - 1].text == ",") --to;
    if (from == to) return {};
    const std::vector<Term> inner(terms.begin() + static_cast<std::ptrdiff_t>(from),
                                  terms.begin() + static_cast<std::ptrdiff_t>(to));
    const Row* row = longest(inner, 0);
    return row != nullptr && row->words.size() == inner.size() ? row->meaning : std::string_view();
}

}  // namespace solander
