// SPDX-License-Identifier: GPL-3.0-or-later
// A message's body as its leaves (RFC 2045, 2046): texts, attachments, messages inside.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/mail_words.h"

namespace solander {

/// A piece of content that holds no others.
struct MimeLeaf {
    enum class Role : unsigned char { text, attachment, message };
    Role role = Role::text;
    ContentKind kind;
    std::string name;      ///< of an attachment, as its sender called it; may be empty
    std::string encoding;  ///< Content-Transfer-Encoding, lower case
    std::string_view raw;  ///< views the message

    bool encoded() const { return encoding == "quoted-printable" || encoding == "base64"; }
    /// Its bytes; `raw` itself where nothing encodes it.
    std::string content() const;
};

struct MimeBody {
    std::vector<MimeLeaf> leaves;  ///< in order; of alternatives the one that is read
    bool too_deep = false;         ///< what lay deeper is one leaf, as it stands
    bool too_many = false;
    bool multipart = false;
};

/// `message` with its head. Time is linear for each level of depth, and those are limited.
MimeBody read_mime(std::string_view message);

/// Lines of format=flowed joined to paragraphs again, quoted ones with their quotes.
std::string unflowed(std::string_view text, bool delete_space);

}  // namespace solander
