// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a story as the versions of a work hold them, and what each of them says.
#pragma once
#include <climits>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/db.h"
#include "catalogue/stories.h"
#include "work/likeness.h"
#include "work/posting.h"

namespace solander {

/// A chapter as it lies in the catalogue.
struct StoredChapter {
    std::string title, body;
    std::uint64_t words = 0;
};
std::vector<StoredChapter> chapters_of(Connection&, std::int64_t version);

/// What a part in chapters [first, next) says; they count from 1.
struct PartWords {
    Likeness likeness;
    std::uint64_t count = 0;
};
PartWords words_of(const std::vector<std::string>& bodies, int first, int next);
bool same(const PartWords&, const PartWords&);
/// Revisions of one text; parts of one story have less in common.
bool alike(const PartWords&, const PartWords&);

struct HeldPart;
using HeldParts = std::vector<HeldPart>;

/// A part of a story in a version that is held.
struct HeldPart {
    WorkId work = 0;
    std::int64_t version = 0;
    int number = 0;
    std::string sub;
    int total = 0, first = 0;
    bool stands = false;
    PartWords whole;  ///< of the version
    std::int64_t original = 0;
    std::uint64_t bytes = 0;  ///< of the version's part

    bool is(const Posting& part) const {
        return number == part.number && sub == std::string_view(&part.sub, part.sub == 0 ? 0 : 1);
    }
    /// The chapter behind its last one, as far as `held` has the rows of its version.
    int next(const HeldParts& held) const;
    /// "Part 1a", "Parts 11 to 15".
    std::string name(const HeldParts& held) const;
    bool alone(const HeldParts& held) const;
    PartWords words(Connection&, const HeldParts& held) const;
};

/// By work, number and version.
HeldParts held_of_story(Connection&, std::uint64_t story);
HeldParts held_of_work(Connection&, WorkId);

/// A finding about a version.
void tell_of_version(Connection&, std::int64_t version, std::string_view kind, std::string text);

}  // namespace solander
