// SPDX-License-Identifier: GPL-3.0-or-later
// What names commonly stand for: fandoms, characters and relationships with their other names. Good
// for suggestions alone; what an author wrote is never replaced.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vocabulary/tag.h"
#include "vocabulary/value_words.h"

namespace solander {

struct CanonName {
    TagKind kind = TagKind::fandom;  ///< fandom, character or relationship
    std::string name;
    std::string fandom;  ///< of a character or relationship
    std::string note;    ///< of a fandom: its medium
    bool own = false;    ///< out of the archive's own table
};

/// Two tables' rows side by side: data/fandoms.tsv, characters.tsv and relationships.tsv that the
/// program brings, and an archive's own of the same shape.
class Canon {
  public:
    Canon();
    /// Rows of an archive's own table: fandoms as "name, medium, forms", the others as "fandom,
    /// name, forms"; columns apart by tabs, forms by ';', lines with '#' left out. A form it has
    /// means what it says there and nothing else. Says what is wrong with which line, from 1; such
    /// lines are left out.
    std::vector<TableFault> add_own(TagKind, std::string_view table);

    /// All that a name may stand for, none twice. With a fandom (any of its names): what it means
    /// there, and nothing when that fandom has no such name. Names of a relationship that are known
    /// by themselves are put together ("Clark/Lex" in Smallville); initials need their fandom.
    std::vector<CanonName> find(TagKind, std::string_view name, std::string_view fandom = {}) const;
    /// Those with a form that a slip of the pen is away: at most `most` letters. Linear in the
    /// forms; nothing for a name that is known.
    std::vector<CanonName> near(TagKind, std::string_view name, std::size_t most) const;

  private:
    using Places = std::unordered_map<std::string, std::vector<std::size_t>>;
    void add_row(TagKind, const std::vector<std::string_view>& columns, bool own);
    void add_form(TagKind, std::string_view form, std::size_t place);
    std::vector<CanonName> find_form(TagKind, std::string_view name, std::string_view fandom) const;
    std::vector<std::string> fandom_names(std::string_view fandom) const;
    CanonName put_together(std::string_view name, std::string_view fandom) const;

    std::vector<CanonName> rows_;
    Places by_form_[3];  ///< fandoms, relationships, characters, as TagKind numbers them
};

}  // namespace solander
