// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `permit` that go to authors: letters, and their private links.
#pragma once
#include <string>

#include "archive/archive.h"
#include "cli/command.h"

namespace solander {

struct AskWish {
    LetterWish letters;
    std::string folder;  ///< where letters are written; empty: nowhere
    bool send = false;   ///< by the mail server of the settings
    std::string by;
};
/// Each returns what the program ends with.
int ask_authors(const Context&, Archive&, const AskWish&);
int make_link(const Context&, Archive&, std::int64_t author, const std::string& by);
int list_links(const Context&, Archive&, std::optional<std::int64_t> author);

}  // namespace solander
