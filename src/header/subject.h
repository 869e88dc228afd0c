// SPDX-License-Identifier: GPL-3.0-or-later
// What subject lines and file names say about a story: the weakest evidence, used only to fill
// gaps.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "header/values.h"

namespace solander {

/// NEW VOY "Title" 1/3 [PG-13] (J/C)     BUFFYFIC: The Weapon: Part VII/?     [fic] Title [1/?]
/// [lemon]
struct SubjectReading {
    std::string title;   ///< empty when nothing is left
    std::string author;  ///< "Title by Author"
    std::optional<PartNumber> part;
    std::string rating;  ///< token as typed: "PG-13"
    std::vector<std::string>
        codes;               ///< what stood in brackets or behind the title: "J/C", "lemon", "VOY"
    bool reply = false;      ///< "Re:": feedback, unless the body has an unquoted header
    bool forwarded = false;  ///< "Fwd:"
    bool fiction = false;    ///< marked FIC, NEW, REPOST, [fic] ...
    bool not_fiction = false;  ///< ADMIN, OT, DISC, digest, "unsubscribe"
    bool revised = false;      ///< REVISED, REPOST, RESEND, REV
    double confidence = 0;
};
SubjectReading read_subject(std::string_view subject);

/// "Kat - Snow Falls.epub", "title_1of3.html", "sre-dark.txt", "snow%20falls.txt", "quarter.c19".
/// Only a title of two or more words is trusted above 0.3; DOS 8.3 names give part numbers at best.
SubjectReading read_file_name(std::string_view name);

}  // namespace solander
