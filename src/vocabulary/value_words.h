// SPDX-License-Identifier: GPL-3.0-or-later
// What the values of a header mean: the program's tables, and an archive's own that stand before
// them.
#pragma once
#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vocabulary/rating_table.h"
#include "vocabulary/terms.h"

namespace solander {

/// A line of a table that says nothing.
struct TableFault {
    std::size_t line;  ///< from 1; 0 = the table as a whole
    std::string what;
};

class ValueWords {
  public:
    /// The program's tables alone.
    ValueWords();
    struct OwnTable {
        std::string name;  ///< "ratings", "categories", "warnings", "genres", "languages", "labels"
        std::string text;  ///< rows as those of data/NAME.tsv; of labels: field, any labels by '|'
        std::vector<TableFault> faults{};  ///< filled; such rows are left out
    };
    /// What an own row says of a word goes before what the program says of it.
    explicit ValueWords(std::vector<OwnTable>& own);
    ValueWords(const ValueWords&) = delete;
    ValueWords& operator=(const ValueWords&) = delete;

    static bool has_table(std::string_view name);

    const RatingTable& ratings() const { return ratings_; }
    const TermTable& categories() const { return categories_; }
    const TermTable& warnings() const { return warnings_; }
    const TermTable& genres() const { return genres_; }
    /// The genre that a classification letter ('A' to 'Z') stands for; empty when none.
    std::string_view genre_of_letter(char letter) const {
        return letters_[static_cast<std::size_t>(letter - 'A')];
    }
    /// Of the archive's own alone, of the whole value: a BCP 47 code. Empty: it says nothing.
    std::string_view own_language(std::string_view value) const;
    /// Fields by their names in data/labels.tsv, as the archive's own table has them.
    struct OwnLabel {
        std::string_view label, field;
    };
    const std::vector<OwnLabel>& own_labels() const { return labels_; }

  private:
    using Columns = std::vector<std::string_view>;
    /// What is wrong with the row; empty when it was taken.
    using AddRow = std::string (ValueWords::*)(const Columns&);
    struct TableRow {
        std::string_view name;
        AddRow add;
        bool of_program;  ///< read here from data/ too
    };
    static const std::array<TableRow, 6>& tables();

    std::string add_rating(const Columns&);
    std::string add_category(const Columns&);
    std::string add_warning(const Columns&);
    std::string add_genre(const Columns&);
    std::string add_language(const Columns&);
    std::string add_label(const Columns&);
    void add_programs();

    std::deque<std::string> texts_;  ///< of the own tables: rows point into them
    RatingTable ratings_;
    TermTable categories_, warnings_, genres_;
    std::array<std::string_view, 26> letters_{};
    std::unordered_map<std::string, std::string_view> languages_;
    std::vector<OwnLabel> labels_;
};

/// Made once.
const ValueWords& programs_words();

}  // namespace solander
