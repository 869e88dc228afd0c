// SPDX-License-Identifier: GPL-3.0-or-later
// One mail or news message as a part: its head above its text, and what hangs on it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "source/peel.h"

namespace solander {

struct Attachment {
    std::string name;      ///< for display; never empty, not yet unique
    std::string bytes;     ///< decoded from its transfer encoding
    bool message = false;  ///< a message inside this one
};

struct Message {
    /// format "mail": head and body in `text`, the head a zone, its lines in `stated`. composed
    /// unless the text is the message's bytes but for charset and damage.
    Part part;
    std::size_t body = 0;  ///< where the body begins in part.text
    std::vector<Attachment> attachments;
    bool too_deep = false, too_many = false;  ///< MIME beyond the limits: text as it stands
};

struct MessageOptions {
    bool unquote = false;  ///< mbox: ">From " was "From "
    bool decoded = false;  ///< it stood in a text that is UTF-8 already (a digest)
    bool with_attachments = true;
};

/// Never fails; bytes without a head are all body.
Message read_message(std::string_view bytes, const PeelOptions&, const MessageOptions&);

/// "reply", "index" or "other" where subject, threading and quotes make it sure; else empty.
std::string class_of_message(const Part& part, std::size_t body);

}  // namespace solander
