// SPDX-License-Identifier: GPL-3.0-or-later
// A mailbox cut into its messages: mbox of every quoting kind, and batches of news (rnews).
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace solander {

/// "From kat@host Mon Jan  1 00:00:00 2001" above a head: the first line of an mbox.
bool looks_like_mbox(std::string_view bytes);
/// "#! rnews 1234" above an article.
bool looks_like_rnews(std::string_view bytes);

struct BoxedMessage {
    std::string_view bytes;     ///< head and body, without separator and the blank line it brings
    bool unquote = true;        ///< ">From " in it was "From "; not where raw "From " lines stand
    bool lying_length = false;  ///< Content-Length led nowhere
};

/// Message by message, in linear time and without memory of its own. A "From " line in a text is
/// told from a separator by its date, the blank line above and the head below; Content-Length
/// (mboxcl, mboxcl2) is believed where it leads to the next separator.
class Mailbox {
  public:
    explicit Mailbox(std::string_view bytes);
    std::optional<BoxedMessage> next();

  private:
    std::optional<BoxedMessage> next_article();
    std::size_t separator_from(std::size_t at) const;

    std::string_view bytes_;
    std::size_t at_ = 0;  ///< of a separator line, or the end
    bool rnews_ = false;
};

}  // namespace solander
