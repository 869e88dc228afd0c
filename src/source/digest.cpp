// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/digest.h"

#include "base/text.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr std::size_t kMasthead = 2048;  // bytes

/// A line of nothing but dashes (28 or more), or underscores or equals signs (60 or more).
bool is_separator(std::string_view line) {
    line = trim(line);
    if (line.size() < 28 || (line[0] != '-' && line[0] != '_' && line[0] != '=')) return false;
    return line.find_first_not_of(line[0]) == std::string_view::npos
           && (line[0] == '-' || line.size() >= 60);
}

/// "Message: 3", "Message 3 of 12": Yahoo's and Mailman's own line above a head.
bool is_count(std::string_view line) {
    line = trim(line);
    return starts_with_ignoring_ascii_case(line, "message")
           && line.find_first_of("0123456789") != std::string_view::npos && line.size() < 40;
}

bool blank(std::string_view line) { return trim(line).empty(); }

/// The head of a message that begins behind a separator, or npos. `at` is behind the separator.
std::size_t head_behind(std::string_view text, std::size_t at) {
    for (int guard = 0; guard < 8 && at < text.size(); ++guard) {
        std::size_t next = at;
        const std::string_view line = take_line(text, next);
        if (!blank(line) && !is_separator(line) && !is_count(line)) break;
        at = next;
    }
    const std::size_t head = at;
    bool sender = false;
    std::size_t known = 0;
    for (int lines = 0; lines < 40 && at < text.size(); ++lines) {
        std::string_view line = take_line(text, at);
        if (blank(line)) break;
        const std::string_view name = trim(line);
        const std::size_t length = mail_name_length(name);
        if (length == 0) {
            if (line.front() != ' ' && line.front() != '\t') return std::string_view::npos;
            continue;
        }
        const std::string low = ascii_lowered(name.substr(0, length));
        sender = sender || low == "from";
        known += low == "date" || low == "from" || low == "subject" || low == "to"
                 || low == "reply-to" || low == "message-id";
    }
    return sender && known >= 2 ? head : std::string_view::npos;
}

bool has_masthead(std::string_view text) {
    const std::string_view top = text.substr(0, kMasthead);
    for (std::size_t at = 0; at < top.size();) {
        const std::string low = ascii_lowered(take_line(top, at));
        const std::size_t found = low.find("digest");
        if (found == std::string::npos) continue;
        if (low.find_first_of("0123456789") != std::string::npos
            && (low.find("vol") != std::string::npos || low.find("issue") != std::string::npos
                || low.find("number") != std::string::npos || low.find('#') != std::string::npos
                || low.find(" v") != std::string::npos))
            return true;
        if (low.find("topics in this digest") != std::string::npos) return true;
    }
    return false;
}

bool is_trailer(std::string_view text, std::size_t at) {
    for (int guard = 0; guard < 6 && at < text.size(); ++guard) {
        const std::string_view line = trim(take_line(text, at));
        if (line.empty() || is_separator(line)) continue;
        return starts_with_ignoring_ascii_case(line, "end of ")
               || starts_with_ignoring_ascii_case(line, "your use of yahoo");
    }
    return false;
}

}  // namespace

bool mentions_digest(std::string_view text) {
    const std::string_view top = text.substr(0, kMasthead);
    for (std::size_t at = top.find("igest"); at != std::string_view::npos;
         at = top.find("igest", at + 1))
        if (at > 0 && ascii_lower(top[at - 1]) == 'd') return true;
    return top.find("DIGEST") != std::string_view::npos;
}

Digest read_digest(std::string_view text, bool said) {
    Digest digest;
    if (!said && !(mentions_digest(text) && has_masthead(text))) return digest;
    bool trailer = false;
    std::size_t open = std::string_view::npos;  // start of the message that is being read
    const auto close = [&](std::size_t to) {
        if (open == std::string_view::npos) return;
        digest.messages.push_back({open, to});
        open = std::string_view::npos;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t line_at = at;
        const std::string_view line = take_line(text, at);
        if (line.size() > 2 && line.starts_with("- -")) digest.stuffed = true;
        if (line.size() < 28 || !is_separator(line)) continue;
        if (is_trailer(text, at)) {
            close(line_at);
            trailer = true;
            break;
        }
        const std::size_t head = head_behind(text, at);
        if (head == std::string_view::npos) continue;
        close(line_at);
        open = at = head;
    }
    close(text.size());
    if (digest.messages.size() < 2 && !(trailer && !digest.messages.empty()))
        digest.messages.clear();
    return digest;
}

std::string digest_message(std::string_view text, const Digest& digest, std::size_t index) {
    const Span where = digest.messages[index];
    const std::string_view message = text.substr(where.from, where.size());
    std::string out;
    out.reserve(message.size());
    bool head = true;
    for (std::size_t at = 0; at < message.size();) {
        const std::size_t from = at;
        std::string_view line = take_line(message, at);
        std::string_view whole = message.substr(from, at - from);
        if (head && blank(line)) head = false;
        if (head && mail_name_length(trim(line)) > 0)
            whole.remove_prefix(static_cast<std::size_t>(trim(line).data() - line.data()));
        else if (digest.stuffed && line.starts_with("- -"))
            whole.remove_prefix(2);
        out += whole;
    }
    return out;
}

}  // namespace solander
