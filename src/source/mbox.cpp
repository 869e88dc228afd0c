// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/mbox.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr std::string_view kFrom = "From ";
constexpr std::string_view kRnews = "#! rnews ";
constexpr std::string_view kMmdf = "\1\1\1\1";
constexpr std::string_view kBabylEnd = "\n\x1F";  // of a message; a form feed begins the next
constexpr std::string_view kBabylHead = "*** EOOH ***";

/// "12:34" with a digit on both sides.
bool has_clock(std::string_view line) {
    for (std::size_t at = line.find(':'); at != std::string_view::npos; at = line.find(':', at + 1))
        if (at > 0 && at + 2 < line.size() && is_ascii_digit(line[at - 1])
            && is_ascii_digit(line[at + 1]) && is_ascii_digit(line[at + 2]))
            return true;
    return false;
}

bool has_year(std::string_view line) {
    for (std::size_t at = 4; at <= line.size(); ++at) {
        const std::string_view four = line.substr(at - 4, 4);
        if ((four.starts_with("19") || four.starts_with("20")) && is_ascii_digit(four[2])
            && is_ascii_digit(four[3]))
            return true;
    }
    return false;
}

bool has_weekday(std::string_view line) {
    for (const std::string_view day : {" Mon", " Tue", " Wed", " Thu", " Fri", " Sat", " Sun"})
        if (line.find(day) != std::string_view::npos) return true;
    return false;
}

/// "From kat@host Mon Jan  1 00:00:00 2001": nobody writes that into a story.
bool is_dated(std::string_view line) {
    constexpr std::size_t kLongest = 500;
    return line.size() < kLongest && has_clock(line) && has_year(line) && has_weekday(line);
}

bool begins_head(std::string_view text) {
    std::size_t at = 0;
    const std::string_view line = take_line(text, at);
    return mail_name_length(line) > 1 || line.starts_with(">From ");
}

/// Whether a separator stands at `at`, the start of a line that begins with "From ".
bool is_separator(std::string_view bytes, std::size_t at) {
    std::size_t next = at;
    const std::string_view line = take_line(bytes, next);
    const bool head = begins_head(bytes.substr(next));
    const bool dated = is_dated(line);
    if (at == 0) return head || dated;
    const bool blank_above = bytes[at - 1] == '\n'
                             && (at < 2 || bytes[at - 2] == '\n'
                                 || (at > 2 && bytes[at - 2] == '\r' && bytes[at - 3] == '\n'));
    if (dated)
        return head
               || (blank_above
                   && (next >= bytes.size() || bytes[next] == '\n' || bytes[next] == '\r'));
    // Without a date ("From ???@???", "From - "): a head that has more than one line.
    if (!head || !blank_above) return false;
    const std::size_t sender_to = line.find(' ', kFrom.size());
    const std::string_view sender = line.substr(kFrom.size(), sender_to - kFrom.size());
    const bool address = sender.find('@') != std::string_view::npos || sender == "-";
    std::size_t second = next;
    take_line(bytes, second);
    return address && begins_head(bytes.substr(second));
}

/// Behind the marks at `at`, and behind the "From " line that some programs write below them.
std::size_t behind_marks(std::string_view bytes, std::size_t at) {
    while (bytes.substr(at).starts_with(kMmdf)) take_line(bytes, at);
    if (bytes.substr(at).starts_with(kFrom)) take_line(bytes, at);
    return at;
}

}  // namespace

bool looks_like_mbox(std::string_view bytes) {
    if (!bytes.starts_with(kFrom)) return false;
    std::size_t at = 0;
    const std::string_view line = take_line(bytes, at);
    constexpr std::size_t kLongest = 500;
    if (line.size() > kLongest) return false;
    return begins_head(bytes.substr(at))
           && (is_dated(line) || looks_like_message(bytes.substr(at)));
}

bool looks_like_rnews(std::string_view bytes) {
    return bytes.starts_with(kRnews) && bytes.size() > kRnews.size()
           && is_ascii_digit(bytes[kRnews.size()]);
}

bool looks_like_mmdf(std::string_view bytes) {
    return bytes.starts_with(kMmdf) && begins_head(bytes.substr(behind_marks(bytes, 0)));
}

bool looks_like_babyl(std::string_view bytes) { return bytes.starts_with("BABYL OPTIONS:"); }

Mailbox::Mailbox(std::string_view bytes)
    : bytes_(bytes), kind_(looks_like_rnews(bytes)   ? Kind::rnews
                           : looks_like_mmdf(bytes)  ? Kind::mmdf
                           : looks_like_babyl(bytes) ? Kind::babyl
                                                     : Kind::mbox) {
    // What stands above the first message of a Babyl file are its options.
    if (kind_ == Kind::babyl) at_ = std::min(bytes_.find(kBabylEnd), bytes_.size());
}

/// Offset of the next separator line at or behind `at`, which is the start of a line.
std::size_t Mailbox::separator_from(std::size_t at) const {
    if (bytes_.substr(at).starts_with(kFrom) && is_separator(bytes_, at)) return at;
    for (std::size_t found = bytes_.find("\nFrom ", at); found != std::string_view::npos;
         found = bytes_.find("\nFrom ", found + 1))
        if (is_separator(bytes_, found + 1)) return found + 1;
    return bytes_.size();
}

std::optional<BoxedMessage> Mailbox::next() {
    if (at_ >= bytes_.size()) return std::nullopt;
    if (kind_ == Kind::rnews) return next_article();
    if (kind_ == Kind::mmdf) return next_between_marks();
    if (kind_ == Kind::babyl) return next_of_babyl();
    std::size_t from = at_;
    if (bytes_.substr(from).starts_with(kFrom)) take_line(bytes_, from);
    BoxedMessage message;
    std::size_t end = std::string_view::npos;
    const std::size_t by_scan = separator_from(from);
    const MailHead head = read_message_head(bytes_.substr(from, by_scan - from));
    if (head.has(MailKey::content_length)) {
        std::uint64_t length = 0;
        const std::string_view digits = head[MailKey::content_length];
        std::size_t seen = 0;
        while (seen < digits.size() && seen < 12 && is_ascii_digit(digits[seen]))
            length = length * 10 + static_cast<std::uint64_t>(digits[seen++] - '0');
        std::size_t behind = from + head.body;
        const bool fits = seen > 0 && length <= bytes_.size() - behind;
        if (fits) {
            behind += length;
            // Up to two line ends stand between the body and the next separator.
            for (int blank = 0; blank < 2 && behind < bytes_.size(); ++blank) {
                if (bytes_[behind] == '\r' && behind + 1 < bytes_.size()) ++behind;
                if (bytes_[behind] == '\n') ++behind;
            }
        }
        const bool leads =
            fits
            && (behind >= bytes_.size()
                || (behind > 0 && bytes_[behind - 1] == '\n'
                    && bytes_.substr(behind).starts_with(kFrom) && is_separator(bytes_, behind)));
        if (leads) {
            end = behind;
            message.unquote = end <= by_scan;
        }
        message.lying_length = !leads;
    }
    if (end == std::string_view::npos) end = by_scan;
    at_ = end;
    std::size_t to = end;
    // The blank line above a separator belongs to the mailbox, and one at its end.
    if (to > from && bytes_[to - 1] == '\n') {
        --to;
        if (to > from && bytes_[to - 1] == '\r') --to;
        if (to == from || bytes_[to - 1] != '\n') to = end;
    }
    message.bytes = bytes_.substr(from, to - from);
    if (message.unquote) {
        // Raw "From " lines in a text: whoever wrote this mailbox quoted none of them.
        message.unquote = message.bytes.find("\nFrom ") == std::string_view::npos;
    }
    return message;
}

std::optional<BoxedMessage> Mailbox::next_article() {
    std::size_t from = at_;
    const std::string_view line = take_line(bytes_, from);
    std::uint64_t length = 0;
    for (std::size_t i = kRnews.size(); i < line.size() && i < kRnews.size() + 12; ++i)
        if (is_ascii_digit(line[i]))
            length = length * 10 + static_cast<std::uint64_t>(line[i] - '0');
    BoxedMessage message;
    message.unquote = false;
    std::size_t end = length <= bytes_.size() - from ? from + length : bytes_.size() + 1;
    if (end > bytes_.size() || (end < bytes_.size() && !looks_like_rnews(bytes_.substr(end)))) {
        message.lying_length = true;
        const std::size_t found = bytes_.find("\n#! rnews ", from == 0 ? 0 : from - 1);
        end = found == std::string_view::npos ? bytes_.size() : found + 1;
    }
    message.bytes = bytes_.substr(from, end - from);
    at_ = end;
    return message;
}

std::optional<BoxedMessage> Mailbox::next_between_marks() {
    at_ = behind_marks(bytes_, at_);
    if (at_ >= bytes_.size()) return std::nullopt;
    const std::size_t mark = bytes_.find("\n\1\1\1\1", at_);
    const std::size_t end = mark == std::string_view::npos ? bytes_.size() : mark + 1;
    BoxedMessage message;
    message.bytes = bytes_.substr(at_, end - at_);
    message.unquote = false;
    at_ = end;
    return message;
}

/// A line of flags, the head as it came where that was pruned, "*** EOOH ***", head and text as
/// they are shown: those are the message.
std::optional<BoxedMessage> Mailbox::next_of_babyl() {
    at_ = std::min(at_ + kBabylEnd.size(), bytes_.size());
    while (at_ < bytes_.size() && (bytes_[at_] == '\f' || is_ascii_space(bytes_[at_]))) ++at_;
    if (at_ >= bytes_.size()) return std::nullopt;
    const std::size_t end = std::min(bytes_.find(kBabylEnd, at_), bytes_.size());
    std::size_t from = at_;
    const std::size_t shown = bytes_.substr(0, end).find(kBabylHead, at_);
    if (shown != std::string_view::npos) from = shown;
    take_line(bytes_, from);  // that line, or the flags
    BoxedMessage message;
    message.bytes = bytes_.substr(std::min(from, end), end - std::min(from, end));
    message.unquote = false;
    at_ = end;
    return message;
}

}  // namespace solander
