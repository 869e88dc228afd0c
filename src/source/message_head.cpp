// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/message_head.h"

#include "base/text.h"

namespace solander {
namespace {

struct KeyRow {
    std::string_view name;
    MailKey key;
    bool technical;  ///< nobody writes it by hand above a story
};
constexpr KeyRow kKeys[] = {
    {"from", MailKey::from, false},
    {"subject", MailKey::subject, false},
    {"date", MailKey::date, false},
    {"message-id", MailKey::message_id, true},
    {"in-reply-to", MailKey::in_reply_to, true},
    {"references", MailKey::references, true},
    {"newsgroups", MailKey::newsgroups, true},
    {"path", MailKey::path, false},
    {"received", MailKey::received, true},
    {"return-path", MailKey::return_path, true},
    {"delivered-to", MailKey::delivered_to, true},
    {"list-id", MailKey::list_id, true},
    {"mime-version", MailKey::mime_version, true},
    {"content-type", MailKey::content_type, true},
    {"content-transfer-encoding", MailKey::transfer_encoding, true},
    {"content-disposition", MailKey::disposition, true},
    {"content-length", MailKey::content_length, true},
    {"x-no-archive", MailKey::x_no_archive, false},
};

/// What of a head is worth a claim; the rest (Received: and its like) is kept as header text alone.
constexpr std::string_view kStated[] = {"from",    "sender",     "reply-to",    "to",
                                        "cc",      "date",       "subject",     "message-id",
                                        "list-id", "references", "in-reply-to", "x-no-archive",
                                        "archive", "newsgroups", "organization"};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

const KeyRow* row_of(std::string_view name) {
    for (const KeyRow& row : kKeys)
        if (row.name.size() == name.size() && equals_ignoring_ascii_case(row.name, name))
            return &row;
    return nullptr;
}

}  // namespace

std::string_view take_line(std::string_view text, std::size_t& at) {
    const std::size_t from = at;
    const std::size_t end = text.find('\n', from);
    std::size_t to = end == std::string_view::npos ? text.size() : end;
    at = end == std::string_view::npos ? text.size() : end + 1;
    while (to > from && text[to - 1] == '\r') --to;
    return text.substr(from, to - from);
}

std::size_t mail_name_length(std::string_view line) {
    constexpr std::size_t kLongest = 76;
    std::size_t n = 0;
    while (n < line.size() && n < kLongest
           && (is_ascii_alpha(line[n]) || is_ascii_digit(line[n]) || line[n] == '-'))
        ++n;
    return n < line.size() && line[n] == ':' ? n : 0;
}

bool MailFields::next(MailField& field) {
    while (at_ < text_.size()) {
        std::size_t next = at_;
        const std::string_view line = take_line(text_, next);
        if (line.empty()) {
            at_ = next;
            return false;
        }
        // A mailbox that was forwarded or filed twice has its own separator above the head.
        if (line.starts_with(">From ")) {
            at_ = next;
            continue;
        }
        const std::size_t name = mail_name_length(line);
        if (name == 0) return false;
        const std::size_t from = at_ + name + 1;
        at_ = next;
        while (at_ < text_.size() && is_blank(text_[at_])) {
            std::size_t fold = at_;
            if (trim(take_line(text_, fold)).empty()) break;
            at_ = fold;
        }
        field.name = line.substr(0, name);
        field.value = trim(text_.substr(from, at_ - from));
        return true;
    }
    return false;
}

MailKey mail_key(std::string_view name) {
    const KeyRow* row = row_of(name);
    return row == nullptr ? MailKey::count : row->key;
}

bool is_stated(std::string_view name) {
    for (const std::string_view known : kStated)
        if (known.size() == name.size() && equals_ignoring_ascii_case(known, name)) return true;
    return false;
}

MailHead read_message_head(std::string_view message) {
    MailHead head;
    MailFields fields(message);
    MailField field;
    while (fields.next(field)) {
        ++head.fields;
        const MailKey key = mail_key(field.name);
        if (key != MailKey::count && !head.has(key))
            head.values[static_cast<std::size_t>(key)] = field.value;
    }
    head.body = fields.body();
    return head;
}

std::string unfolded(std::string_view value) {
    std::string out;
    out.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\n' && value[i] != '\r') {
            out += value[i];
            continue;
        }
        while (i + 1 < value.size() && (is_ascii_space(value[i + 1]))) ++i;
        if (!out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
}

bool looks_like_message(std::string_view bytes) {
    constexpr std::size_t kMostOfHead = std::size_t{1} << 18;
    MailFields fields(bytes.substr(0, kMostOfHead));
    MailField field;
    bool technical = false, path = false, groups = false, sender = false;
    std::size_t count = 0;
    while (fields.next(field)) {
        ++count;
        const KeyRow* row = row_of(field.name);
        if (row == nullptr) continue;
        technical = technical || row->technical;
        sender = sender || row->key == MailKey::from;
        path = path || row->key == MailKey::path;
        groups = groups || row->key == MailKey::newsgroups;
    }
    // Ended by a blank line, not by prose that follows "Subject: ...".
    const std::size_t end = fields.body();
    const bool ended =
        end > 0 && end <= bytes.size() && (end == bytes.size() || bytes[end - 1] == '\n');
    const bool blank =
        ended && end >= 2 && (bytes[end - 2] == '\n' || (end >= 3 && bytes[end - 3] == '\n'));
    return count >= 3 && technical && (sender || (path && groups))
           && (blank || end == bytes.size() || end >= kMostOfHead);
}

}  // namespace solander
