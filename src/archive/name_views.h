// SPDX-License-Identifier: GPL-3.0-or-later
// People and series as one viewer meets them: only names that a work she may know of bears.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/markup.h"
#include "catalogue/wrangling.h"
#include "work/story.h"

namespace solander {

/// A name and how many works bear it.
struct CountedName {
    std::int64_t id = 0;
    std::string name;
    std::uint64_t works = 0;
};

/// A pen name, or several that a person joined.
struct Person {
    std::int64_t id = 0;  ///< where the person is met; other ids lead there
    std::string name;
    std::vector<CountedName> names;  ///< with works as written; the one shown first
    /// What works bear instead of these: other capitals, blanks, apostrophes. Ids of `names`.
    std::vector<CountedName> spellings;
    std::vector<WorkId> wrote;      ///< as author
    std::uint64_t with_others = 0;  ///< of these, such that somebody else wrote too
    struct Other {
        WorkId work;
        std::string role;  ///< "translator" "editor"
    };
    std::vector<Other> others;            ///< works that are somebody else's
    std::vector<CountedName> co_authors;  ///< the most frequent first
    std::vector<CountedName> series;      ///< works: those of this person, in it
};

/// Two names that may be one, and why.
struct NamePair {
    CountedName a, b;
    struct Reason {
        enum class What : std::uint8_t {
            spelling,   ///< apart by accents, punctuation, the order of surname and given name
            aka,        ///< one of them was said to be the other
            address,    ///< both wrote from it; for the keeper alone
            same_work,  ///< two works that are one story, each under one of them
        };
        What what;
        std::string words;  ///< the line that says so, the address, the works
    };
    std::vector<Reason> reasons;
};
std::string_view name_of(NamePair::Reason::What);  ///< "spelling" "aka" "address" "same-work"

/// A work's place in a series, as one viewer sees it.
struct SeriesEntry {
    WorkId work = 0;
    std::string title;
    std::optional<double> position;
    bool again = false;         ///< another work has this position too
    std::string written, date;  ///< the series' name as it stands on the work
    std::string missing_parts;  ///< "parts 2 and 4 of 5 are not here"
};
/// A series beside another: part of it, or it of that.
struct SeriesLink {
    CountedName series;
    std::optional<double> position;
};
struct SeriesSheet {
    std::int64_t id = 0;
    std::string name;
    std::vector<CountedName> names;
    std::vector<SeriesEntry> entries;  ///< by position; those without one last, by date
    std::vector<int> missing;          ///< whole positions below the highest that nobody has here
    int highest = 0;                   ///< whole position; 0: none
    std::vector<SeriesLink> outer, inner;
};
/// "Parts 2 and 4 are not here." Empty when none is missing.
std::string gaps_in_words(const SeriesSheet&);
/// Missing ones, or a position that stands twice.
bool wants_a_look(const SeriesSheet&);

/// What stands before and after a work in one of its series.
struct SeriesNeighbours {
    CountedName series;
    std::optional<double> position;
    std::optional<SeriesEntry> before, after;
};

/// One thing that was said of names.
struct NameAct {
    std::int64_t batch;
    std::string words;  ///< "Bea is Ann Reed"
    std::string made_by, made_at, undone_at;
};

// As the command line and the API give them, without addresses. Inside an object.
void write_person_members(JsonWriter&, const Person&);
void write_series_members(JsonWriter&, const SeriesSheet&);
void write_name_members(JsonWriter&, const CountedName&);

}  // namespace solander
