// SPDX-License-Identifier: GPL-3.0-or-later
// A mailbox cut into its messages: mbox of every quoting kind, MMDF, Babyl, batches of news
// (rnews).
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace solander {

/// "From kat@host Mon Jan  1 00:00:00 2001" above a head: the first line of an mbox.
bool looks_like_mbox(std::string_view bytes);
/// "#! rnews 1234" above an article.
bool looks_like_rnews(std::string_view bytes);
/// Four ^A on a line around each message (MMDF).
bool looks_like_mmdf(std::string_view bytes);
/// "BABYL OPTIONS:", Emacs' RMAIL.
bool looks_like_babyl(std::string_view bytes);

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
    std::optional<BoxedMessage> next_between_marks();
    std::optional<BoxedMessage> next_of_babyl();
    std::size_t separator_from(std::size_t at) const;

    enum class Kind : unsigned char { mbox, rnews, mmdf, babyl };
    std::string_view bytes_;
    std::size_t at_ = 0;  ///< of a separator line, or the end
    Kind kind_ = Kind::mbox;
};

}  // namespace solander
