// SPDX-License-Identifier: GPL-3.0-or-later
// Letters that ask authors for leave: whom to write to, about what, and the letter itself.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "work/story.h"

namespace solander {

struct LetterWish {
    std::string from;  ///< "Wren <wren@lamp.example>": who asks; empty: the setting
    /// Template with {name} {what} {works} {archive} {from} {link}; empty: ours. A paragraph with
    /// {link} is left out where the archive has no public address.
    std::string text;
    std::string author;   ///< her alone; empty: everybody who is to be asked
    bool remind = false;  ///< instead: those who were asked a month ago or longer, and never again
};

struct Letter {
    std::int64_t author = 0;  ///< row of the pen name she is known by
    std::string name, address;
    std::vector<WorkId> works;
    std::string eml;     ///< RFC 5322, to be opened in a mail program and sent
    std::string secret;  ///< of the link in it; empty: there is none. Counts from link_letters() on
};
/// Somebody whose works wait, and who is not written to.
struct PassedOver {
    std::int64_t author = 0;
    std::string name, why;
};

struct LettersPlan {
    std::string from;                     ///< the address that answers go to
    std::vector<Letter> letters;          ///< by name
    std::vector<Letter> without_address;  ///< no address of hers is known, or none that is plain
    std::vector<PassedOver> left_out;     ///< by name
};

}  // namespace solander
