// SPDX-License-Identifier: GPL-3.0-or-later
// The key by which parts of one story posted one by one are found: title and "2/5" of a subject.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// `title` is a key, not for display: lower-case letters and digits only. Empty when nothing, or
/// nothing that could name one story, is left ("Untitled", "Fic").
///     [list] FIC: Snow Falls (2/5) [PG] A/B  ->  "snowfalls", 2 of 5
struct PartSubject {
    std::string title;
    int number = -1;       ///< -1: no part number
    int last = 0;          ///< 15 of "11-15/20"; 0: one part
    char sub = 0;          ///< 'a' of "1a/5"
    int of = 0;            ///< 0 when not said or "?"
    bool open = false;     ///< "2/?"
    bool reply = false;    ///< "Re:"
    bool revised = false;  ///< REPOST, REVISED, RESEND
};
PartSubject read_part_subject(std::string_view subject);

/// What a list's own or a member's post is about, by its first words: "ADMIN:", "[OT]", "REC:".
enum class PostKind : unsigned char { any, administration, off_topic, recommendation };
PostKind kind_of_post(std::string_view subject);

}  // namespace solander
