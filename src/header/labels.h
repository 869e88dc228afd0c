// SPDX-License-Identifier: GPL-3.0-or-later
// The label table (data/labels.tsv) and the ways a label may differ from it.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "header/field.h"
#include "vocabulary/value_words.h"

namespace solander {

/// strong: hardly anything but a story header has it (Disclaimer, Pairing); weak: other papers have
/// it too (Title, Date posted); faint: an ordinary word (For, Story, Note), believed only among
/// others.
enum class LabelStrength : std::uint8_t { faint, weak, strong };

/// What one spelling may mean: the usual meaning first, others chosen by the value.
struct LabelMeanings {
    std::array<FieldId, 4> ids{};
    std::uint8_t count = 0;
    LabelStrength strength = LabelStrength::faint;
    std::array<char, 2> language{};  ///< of the first row

    bool can_be(FieldId id) const {
        for (int i = 0; i < count; ++i)
            if (ids[static_cast<std::size_t>(i)] == id) return true;
        return false;
    }
};

enum class LabelFit : std::uint8_t { exact, affix, compound, typo };

/// One label may be up to three ("Fandom/Pairing"). count == 0: not known.
struct LabelMatch {
    std::array<const LabelMeanings*, 3> parts{};
    std::uint8_t count = 0;
    LabelFit fit = LabelFit::exact;
    bool short_piece = false;  ///< a compound with a piece of one or two letters ("A/N")

    explicit operator bool() const { return count > 0; }
    const LabelMeanings& first() const { return *parts[0]; }
    LabelStrength strength() const;  ///< the strongest of its parts
    bool can_be(FieldId) const;
};

class LabelTable {
  public:
    /// Rows of data/labels.tsv. Throws Error{bug} on a row that is not well formed.
    /// `more`: spellings there is to be room for beside them.
    explicit LabelTable(std::string_view tsv, std::size_t more = 0);
    /// The program's, where the archive's own labels mean what they say and nothing else.
    explicit LabelTable(const std::vector<ValueWords::OwnLabel>& own);
    LabelTable(const LabelTable&) = delete;
    LabelTable& operator=(const LabelTable&) = delete;

    /// Exactly this spelling (letters and digits count, nothing else).
    const LabelMeanings* find(std::string_view label) const;
    /// Also "Rating (this part)", "Story Rating", "Archive info", "Fandom/Pairing"; with `typos`
    /// one wrong, missing, doubled or swapped letter in words of six letters or more.
    LabelMatch match(std::string_view label, bool typos) const;

    std::size_t size() const { return spellings_.size(); }

  private:
    void add_rows(std::string_view tsv);
    struct Spelling {
        std::uint32_t at;
        std::uint8_t size;
        LabelMeanings meanings;
    };
    std::string_view key_of(const Spelling& s) const {
        return std::string_view(keys_).substr(s.at, s.size);
    }
    void add(std::string_view key, FieldId, LabelStrength, std::string_view language);
    std::size_t slot_of(std::string_view key) const;
    const LabelMeanings* find_key(std::string_view key) const;
    const LabelMeanings* find_typo(std::string_view key) const;
    LabelMatch match_compound(std::string_view label, bool typos) const;

    std::string keys_;
    std::vector<Spelling> spellings_;
    std::vector<std::uint32_t> slots_;  ///< open addressing; 0 = free, else spelling + 1
    std::vector<std::vector<std::uint32_t>>
        by_start_;  ///< ASCII keys for typos, by first letter and length
};

/// The table compiled into the program, read once.
const LabelTable& label_table();

}  // namespace solander
