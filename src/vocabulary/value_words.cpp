// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the tables of values, checked as they are taken.
#include "vocabulary/value_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/embedded.h"
#include "base/table.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::array<std::string_view, 6> kCategories = {"M/M", "F/F",   "F/M",
                                                         "Gen", "Multi", "Other"};

void add_patterns(TermTable& table, std::string_view patterns, std::string_view meaning,
                  bool whole) {
    for (const std::string_view pattern : split(patterns, ';'))
        table.add(trim(pattern), meaning, whole);
}

/// "-", "", or "whole".
std::string wrong_flag(std::string_view flag) {
    if (flag.empty() || flag == "-" || flag == "whole") return {};
    return fmt::format("no flag is called \"{}\": write - or whole", flag);
}

/// The names of the fields that data/labels.tsv has labels of.
const std::set<std::string_view>& fields() {
    static const std::set<std::string_view> names = [] {
        std::set<std::string_view> all;
        for_each_row(embedded("data/labels.tsv"),
                     [&all](const auto& columns) { all.insert(columns[0]); });
        return all;
    }();
    return names;
}

}  // namespace

const std::array<ValueWords::TableRow, 6>& ValueWords::tables() {
    static const std::array<TableRow, 6> all = {{{"ratings", &ValueWords::add_rating, true},
                                                 {"categories", &ValueWords::add_category, true},
                                                 {"warnings", &ValueWords::add_warning, true},
                                                 {"genres", &ValueWords::add_genre, true},
                                                 {"languages", &ValueWords::add_language, false},
                                                 {"labels", &ValueWords::add_label, false}}};
    return all;
}

bool ValueWords::has_table(std::string_view name) {
    return std::any_of(tables().begin(), tables().end(),
                       [name](const TableRow& table) { return table.name == name; });
}

ValueWords::ValueWords() { add_programs(); }

ValueWords::ValueWords(std::vector<OwnTable>& own) {
    for (OwnTable& one : own) {
        const auto table =
            std::find_if(tables().begin(), tables().end(),
                         [&one](const TableRow& row) { return row.name == one.name; });
        if (table == tables().end()) {
            one.faults.push_back({0, "no table of this name"});
            continue;
        }
        texts_.push_back(one.text);
        std::size_t number = 0;
        for (const std::string_view line : split(texts_.back(), '\n')) {
            ++number;
            for_each_row(line, [&](const Columns& columns) {
                if (std::string wrong = (this->*table->add)(columns); !wrong.empty())
                    one.faults.push_back({number, std::move(wrong)});
            });
        }
    }
    add_programs();
}

/// After the own rows: of two that match the same words, the first counts.
void ValueWords::add_programs() {
    for (const TableRow& table : tables())
        if (table.of_program)
            for_each_row(embedded(fmt::format("data/{}.tsv", table.name)),
                         [&](const Columns& columns) { (this->*table.add)(columns); });
}

std::string ValueWords::add_rating(const Columns& columns) {
    if (columns.size() != 4 || columns[0].empty() || columns[3].empty())
        return "a rating is: scheme, level, flags, words, apart by tabs";
    return ratings_.add_row(columns);
}

std::string ValueWords::add_category(const Columns& columns) {
    if (columns.size() != 3 || columns[2].empty())
        return "a category is: category, flag, words, apart by tabs";
    const auto known = std::find(kCategories.begin(), kCategories.end(), columns[0]);
    if (known == kCategories.end())
        return fmt::format("\"{}\" is no category: M/M, F/F, F/M, Gen, Multi or Other", columns[0]);
    if (std::string wrong = wrong_flag(columns[1]); !wrong.empty()) return wrong;
    add_patterns(categories_, columns[2], columns[0], columns[1] == "whole");
    return {};
}

std::string ValueWords::add_warning(const Columns& columns) {
    if (columns.empty() || columns.size() > 2 || columns[0].empty())
        return "a warning is: warning, other words for it, apart by a tab";
    warnings_.add(columns[0], columns[0]);
    if (columns.size() > 1) add_patterns(warnings_, columns[1], columns[0], false);
    return {};
}

std::string ValueWords::add_genre(const Columns& columns) {
    if (columns.size() != 3 || columns[0].empty() || columns[2].empty())
        return "a genre is: genre, flag, words, apart by tabs";
    if (columns[1] == "letter") {
        if (columns[2].size() != 1 || !is_ascii_alpha(columns[2][0]))
            return fmt::format("\"{}\" is no single letter from a to z", columns[2]);
        std::string_view& held =
            letters_[static_cast<std::size_t>(ascii_lowered(columns[2])[0] - 'a')];
        if (held.empty()) held = columns[0];
        return {};
    }
    if (std::string wrong = wrong_flag(columns[1]); !wrong.empty()) return wrong;
    const bool whole = columns[1] == "whole";
    genres_.add(columns[0], columns[0], whole);
    add_patterns(genres_, columns[2], columns[0], whole);
    return {};
}

std::string ValueWords::add_language(const Columns& columns) {
    if (columns.size() != 2 || columns[1].empty())
        return "a language is: code, names by |, apart by a tab";
    const std::string_view code = columns[0];
    const bool letters = code.size() >= 2 && code.size() <= 35 && is_ascii_alpha(code[0])
                         && std::all_of(code.begin(), code.end(), [](char c) {
                                return is_ascii_alpha(c) || is_ascii_digit(c) || c == '-';
                            });
    if (!letters) return fmt::format("\"{}\" is no code of a language, such as en or pt-BR", code);
    for (const std::string_view name : split(columns[1], '|'))
        if (!trim(name).empty()) languages_.emplace(fold(trim(name)), code);
    return {};
}

std::string ValueWords::add_label(const Columns& columns) {
    if (columns.size() != 2 || columns[1].empty())
        return "a label is: field, labels by |, apart by a tab";
    if (fields().count(columns[0]) == 0) {
        std::string all;
        for (const std::string_view name : fields())
            all += (all.empty() ? "" : " ") + std::string(name);
        return fmt::format("\"{}\" is no field; fields are: {}", columns[0], all);
    }
    for (const std::string_view label : split(columns[1], '|'))
        if (!trim(label).empty()) labels_.push_back({trim(label), columns[0]});
    return {};
}

std::string_view ValueWords::own_language(std::string_view value) const {
    if (languages_.empty()) return {};
    const auto found = languages_.find(fold(trim(value)));
    return found == languages_.end() ? std::string_view() : found->second;
}

const ValueWords& programs_words() {
    static const ValueWords words;
    return words;
}

}  // namespace solander
