// SPDX-License-Identifier: GPL-3.0-or-later
// What readers keep for themselves, as rows. Writing calls must be inside a WriteTransaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/db.h"
#include "work/story.h"

namespace solander {

/// Where a reader was in a work last.
struct ReadingPlace {
    WorkId work = 0;
    std::optional<int> chapter;  ///< none: the whole work on one page
    bool done = false;           ///< she said that she has read it
    std::string at;              ///< RFC 3339, UTC
};
struct ReaderChoice {
    std::string left_out;  ///< web/left_out.h
    bool history = false;  ///< her places are kept
};

ReaderChoice load_choice(Connection&, std::int64_t account);  ///< nothing chosen: the default
void save_choice(Connection&, std::int64_t account, const ReaderChoice&);

std::optional<ReadingPlace> find_place(Connection&, std::int64_t account, WorkId);
/// The last one first.
std::vector<ReadingPlace> list_places(Connection&, std::int64_t account);
void save_place(Connection&, std::int64_t account, const ReadingPlace&);
void forget_place(Connection&, std::int64_t account, WorkId);
void forget_places(Connection&, std::int64_t account);

}  // namespace solander
