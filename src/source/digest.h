// SPDX-License-Identifier: GPL-3.0-or-later
// Digests (RFC 1153, Majordomo, LISTSERV, Yahoo): one text that holds many messages.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace solander {

struct Digest {
    std::vector<Span> messages;  ///< head and body each; what is between them is the digest's own
    bool stuffed = false;        ///< lines that began with "-" begin with "- -"
};

/// Without messages when `text` is no digest. `said`: a subject or type calls it one; else its
/// masthead must ("X Digest   Monday, August 4 1997   Volume 01 : Number 008"). Linear.
Digest read_digest(std::string_view text, bool said);

/// One message of it, dashes taken off and an indented head moved to the margin.
std::string digest_message(std::string_view text, const Digest& digest, std::size_t index);

/// Whether "digest" stands in the first lines: cheap, for all that are none.
bool mentions_digest(std::string_view text);

}  // namespace solander
