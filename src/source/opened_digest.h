// SPDX-License-Identifier: GPL-3.0-or-later
// A digest that came as a message, by its text or by MIME, and the messages in it.
#pragma once
#include <string>
#include <string_view>

#include "source/digest.h"
#include "source/message.h"
#include "source/message_head.h"

namespace solander {

class OpenedDigest {
  public:
    /// Whether to look: a subject, a type or the first lines speak of a digest.
    static bool is_said(const MailHead& head, std::string_view bytes);

    OpenedDigest(std::string_view bytes, bool unquote, const PeelOptions& options);
    /// A file that is a digest without a mail head.
    OpenedDigest(Part&& whole, const PeelOptions& options);

    /// 0: it is none.
    std::size_t size() const { return mime_.empty() ? digest_.messages.size() : mime_.size(); }
    /// The digest itself: masthead, contents, what stands between and behind.
    Message take_own();
    /// The bytes of one message in it, and that message read.
    std::string bytes(std::size_t index) const;
    Message read(std::size_t index) const;

  private:
    const PeelOptions& options_;
    Message own_;
    std::string text_, encoding_, why_;
    Digest digest_;
    std::vector<std::string> mime_;  ///< of a multipart/digest
};

}  // namespace solander
