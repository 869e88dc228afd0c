// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of one story that were posted message by message, found by author, title and number.
#pragma once
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "source/mail_subject.h"

namespace solander {

/// A message whose subject says "Title 2/5"; what the first pass over a mailbox keeps of it.
struct PostedPart {
    std::uint64_t key = 0;               ///< of author and title
    std::uint64_t offset = 0, size = 0;  ///< of the message (or its digest) in the mailbox
    std::uint64_t weight = 0;            ///< bytes of the part itself
    std::uint32_t message = 0;           ///< its number, from 1
    std::uint32_t item = 0;              ///< number in a digest, from 1; 0: no digest
    std::int16_t number = 0, of = 0;
    std::int16_t last = 0;  ///< 15 of "11-15/20"; 0: one part
    char sub = 0;
    bool open = false, unquote = false;
    bool reply = false;  ///< "Re:": a part only where nothing else is that part
};

struct GatheredStory {
    std::vector<PostedPart> parts;  ///< by number; postings of the same number in file order
    int of = 0;                     ///< the total said, 0 when none was
    bool open = false;              ///< the last word on the total is "?"
};

/// Who sent it, as a key: the address in lower case, with the name where a list hides addresses.
std::string sender_key(std::string_view from);
/// The same for the same words: letters and digits alone, since another mailer's line ends and
/// quoting make no other text. Adds their number to `size`.
std::uint64_t key_of_words(std::string_view text, std::size_t& size);
std::uint64_t part_key(std::string_view sender, std::string_view title);

/// Stories with at least two different parts. Never on doubt: where totals contradict each other,
/// parts go together only with those of the same total, and parts without one stay alone.
std::vector<GatheredStory> gather_parts(std::vector<PostedPart> parts);

/// Numbers from 1 that are not in `held`: all up to `of`, or up to the highest when none is said.
std::vector<int> missing_numbers(const std::set<int>& held, int of);
/// "part 2", "part 1a", "parts 11 to 15".
std::string part_name(int number, char sub, int last);
/// "2", "2 and 4", "2, 4 and 7 to 9".
std::string number_list(const std::vector<int>& numbers);

}  // namespace solander
