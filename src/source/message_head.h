// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a mail or news message (RFC 5322, RFC 1036): its lines, and those that are looked at.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace solander {

/// One header field; views of the head it was read from.
struct MailField {
    std::string_view name, value;  ///< value as it stands, folds and all, trimmed
};

/// Walks over the fields of a message from its first byte. Linear.
class MailFields {
  public:
    explicit MailFields(std::string_view message) : text_(message) {}
    /// False at the blank line, or at a line that is none of a head; then body() is known.
    bool next(MailField& field);
    /// Where the body begins, behind the blank line.
    std::size_t body() const { return at_; }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

enum class MailKey : unsigned char {
    from,
    subject,
    date,
    message_id,
    in_reply_to,
    references,
    newsgroups,
    path,
    received,
    return_path,
    delivered_to,
    list_id,
    mime_version,
    content_type,
    transfer_encoding,
    disposition,
    content_length,
    x_no_archive,
    count,
};

/// The first field of each kind, and where the body begins.
struct MailHead {
    std::array<std::string_view, static_cast<std::size_t>(MailKey::count)> values;
    std::size_t fields = 0, body = 0;
    std::string_view operator[](MailKey key) const { return values[static_cast<std::size_t>(key)]; }
    bool has(MailKey key) const { return (*this)[key].data() != nullptr; }
};
MailHead read_message_head(std::string_view message);

/// MailKey::count for all others.
MailKey mail_key(std::string_view name);

/// Whether a field becomes a claim of its message.
bool is_stated(std::string_view name);

/// Length of "Name" where a line begins with "Name:", else 0. Letters, digits and - only.
std::size_t mail_name_length(std::string_view line);

/// Folds become one space: "a\r\n\tb" -> "a b".
std::string unfolded(std::string_view value);

/// A message by itself: header lines to the first blank line, one of which only mailers write.
bool looks_like_message(std::string_view bytes);

/// First line of `text` from `at` on, without its end; `at` moves behind the end.
std::string_view take_line(std::string_view text, std::size_t& at);

}  // namespace solander
