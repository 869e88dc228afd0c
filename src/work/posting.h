// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of one story that came in several files: which of them a file is, and what is known of the
// whole from what each of them says.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "source/part.h"
#include "work/story.h"

namespace solander {

/// A part of a story as one file, message or gathered mailbox has it.
struct Posting {
    int number = 0;  ///< kWholeStory: not in parts
    char sub = 0;    ///< 'a' of "1a/5"
    int first = 1;   ///< its first chapter there; 0: in the chapters of the part before it (12 to
                     ///< 15 of "11-15/20")
};
inline constexpr int kWholeStory = -1;

struct Postings {
    std::uint64_t story = 0;  ///< of author and title; 0: not to be joined with anything
    int total = 0;            ///< 0: not said
    Posted posted = Posted::once;
    std::vector<Posting> parts;  ///< in order of their chapters
    /// Counted by the file's name alone ("lamp-02.txt"): its name without the number, in small
    /// letters. Such a file goes on with what "lamp-01.txt" began.
    std::string stem;
    bool counted = false;  ///< its first heading says the same number ("Chapter 2")
};

/// Never on doubt: author and title must be said by more than a file's name, and the number by the
/// text, a subject or a name like "1of3"; what a site or a book says of itself is whole. Whole
/// stories have an entry where they were posted to a list.
Postings postings_of(const Part&, const Story&);

/// For a file of `folder` that says nothing of parts: by its name, where that ends in a number.
/// The first of them must say title and author, the others neither.
Postings postings_by_name(std::string_view folder, const Part&, const Story&);
/// Whether a file with this stem may go on with a story of this title.
bool stem_fits(const Postings&, std::string_view title);

/// Of what was said above every part once.
Statement strictest(const Statement&, const Statement&);
/// What `later` says where `first` says nothing; lists of both, the strongest rating, the strictest
/// permission.
WorkRecord merged(WorkRecord first, const WorkRecord& later);

}  // namespace solander
