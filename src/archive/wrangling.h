// SPDX-License-Identifier: GPL-3.0-or-later
// Wrangling tags as people see it: what they say, what would change by it, and what a tag is.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "vocabulary/name_graph.h"

namespace solander {

std::string in_words(const TagName&);  ///< "fandom “The Long Watch”"

/// What a person says of one tag: canonical, synonym (of `others`, all at once), ignored,
/// unsettled; sub (of the metas `others`), parent (the fandoms `others`), of either none when there
/// are no others; note, category, description (`value`).
struct TagWord {
    TagName tag;
    std::string act;
    std::vector<TagName> others{};
    std::string value{};
};

/// One tag before and after, in words.
struct TagChange {
    TagName tag;
    std::string before, after;
    bool follows = false;     ///< nobody said it of this tag; it follows from what was said
    std::uint64_t works = 0;  ///< that bear it as it is written
};
/// Something that must not be, and of which tag.
struct TagFault {
    TagName tag;
    std::int64_t other = 0;  ///< the tag that is in its way; 0: none
    std::string what;
};
struct TagsPreview {
    std::vector<TagChange> changes;
    std::vector<TagFault> faults;  ///< none, or it cannot be
};
struct TagsDone {
    std::int64_t batch = 0;  ///< 0: nothing had to be changed
    std::vector<TagChange> changes;
};

/// Something about a table that was given, with its place; `column` may be empty.
struct TagCsvNote {
    std::size_t line = 0;
    std::string column, what;
};
/// What a table says, before it applies.
struct TagsImport {
    std::uint64_t rows = 0;
    std::vector<TagCsvNote> faults;  ///< none, or nothing may be applied
    std::vector<TagCsvNote> notes;   ///< rows of tags that are not here, and their like
    std::vector<TagChange> changes;
    std::int64_t batch = 0;  ///< when it was applied, and changed anything
};

struct TagUse {
    TagName tag;
    std::uint64_t works = 0;  ///< that bear it as it is written
    std::uint64_t found = 0;  ///< that a filter on it finds
};
struct TagSheet {
    TagUse tag;
    NameFacts facts;
    std::vector<TagUse> synonym_of, synonyms, metas, subs, fandoms;
    std::vector<TagUse> in_it;  ///< of a fandom: the tags whose parent it is
};
/// One thing that was said of a tag, with names.
struct TagHistory {
    std::int64_t batch;
    TagName tag;
    std::string act;
    std::vector<TagName> others;
    std::string value, made_by, made_at, undone_at;
};
/// "fandom “TLW” is a synonym of fandom “The Long Watch”"
std::string in_words(const TagHistory&);
/// What was said at once, and is undone as a whole.
struct TagBatch {
    std::int64_t batch;
    std::uint64_t words;  ///< a tag and another, each
    std::string made_by, made_at, undone_at;
    std::vector<TagHistory> said;  ///< its first ones
    std::uint64_t left;            ///< words that are in none of them
};
/// What may be said of a tag, and what speaks for it. Nothing is said before a person accepts it.
struct TagProposal {
    std::vector<TagWord> words;
    std::string says, why;  ///< "synonym of “The Long Watch”"; "one letter differs"
};
/// A tag that nobody has settled yet.
struct UnsettledTag {
    TagUse tag;
    std::vector<TagProposal> proposals;  ///< the likeliest first
};
struct UnsettledTags {
    std::uint64_t total = 0;
    std::vector<UnsettledTag> tags;
};
/// A tag as a reader meets it: nothing of what only hidden works have.
struct TagView {
    TagName tag;
    std::vector<TagName> means;  ///< of a synonym
    std::vector<TagName> synonyms, metas, subs, fandoms;
};

}  // namespace solander
