// SPDX-License-Identifier: GPL-3.0-or-later
// Mailboxes, single messages, news batches and digests, message by message.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "source/format.h"
#include "source/peel.h"

namespace solander {

/// "mbox", "rnews", "mmdf", "babyl", "mail", "digest" ...; empty when bytes are none of them.
std::string_view mail_kind(std::string_view bytes);

/// Who takes what comes out. `inside` is the path within the mailbox: "message 12",
/// "message 12/story.txt"; empty for a file that is one message.
class MailSink {
  public:
    virtual ~MailSink() = default;
    virtual void part(Part&& part, const std::string& inside) = 0;
    /// An attachment; `head` is what its message says of it: who sent it, and when.
    virtual void member(const std::string& name, std::string_view bytes, const std::string& inside,
                        std::vector<Stated> head) = 0;
    virtual void tell(std::string_view kind, const std::string& inside, std::string_view what) = 0;
    virtual bool stopped() const = 0;
};

/// Two passes: the heads, for parts of one story that belong together; then the texts. Memory is
/// bounded by the biggest message, the biggest story (Limits::max_gathered_bytes) and 64 bytes for
/// each message that is numbered "2/5".
///
/// Parts of a story that are not in the same mailbox become one work later (archive/joining.h).
void read_mail_pile(std::string_view kind, std::string_view bytes, const PeelOptions&, MailSink&);

}  // namespace solander
