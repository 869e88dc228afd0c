// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/mail_head.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "header/byline.h"
#include "header/subject.h"

namespace solander {

namespace {

constexpr std::uint32_t kMostLines = 80;

constexpr std::string_view kCommon[] = {"from", "to",   "cc",       "date", "subject",
                                        "subj", "sent", "reply-to", "bcc"};
constexpr std::string_view kTechnical[] = {
    "message-id",
    "newsgroups",
    "path",
    "organization",
    "organisation",
    "lines",
    "references",
    "in-reply-to",
    "sender",
    "received",
    "return-path",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
    "delivered-to",
    "mailing-list",
    "list-id",
    "list-unsubscribe",
    "list-post",
    "precedence",
    "nntp-posting-host",
    "nntp-posting-date",
    "xref",
    "user-agent",
    "followup-to",
    "approved",
    "archive-name",
    "errors-to",
    "distribution",
    "resent-from",
    "resent-to",
    "content-length",
    "status",
    "keywords",
    "summary",
    "expires",
    "supersedes",
    "posted-by",
};

template <class List>
bool contains(const List& list, std::string_view word) {
    return std::any_of(std::begin(list), std::end(list), [word](std::string_view known) {
        return equals_ignoring_ascii_case(known, word);
    });
}

/// Length of the name before the colon of a mail header line; 0 if it is none.
std::size_t mail_name(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && at < 40
           && (is_ascii_alpha(text[at]) || is_ascii_digit(text[at]) || text[at] == '-'))
        ++at;
    return at > 1 && at < text.size() && text[at] == ':' && text.substr(at, 3) != "://" ? at : 0;
}

bool is_clock(std::string_view value) {
    for (std::size_t at = value.find(':'); at != std::string_view::npos;
         at = value.find(':', at + 1))
        if (at > 0 && at + 2 < value.size() && is_ascii_digit(value[at - 1])
            && is_ascii_digit(value[at + 1]) && is_ascii_digit(value[at + 2]))
            return true;
    return false;
}

}  // namespace

HeaderBlock read_mail_head(const Sheet& sheet, std::uint32_t at) {
    HeaderBlock block;
    block.first = block.last = at;
    block.mail = true;
    bool technical = false, sender = false, dated = false, subject = false, fiction = false;
    std::uint32_t i = at;
    // mbox separator: "From kat@host Mon Jan  1 00:00:00 2001"
    if (i < sheet.size() && sheet.text(i).substr(0, 5) == "From " && is_clock(sheet.text(i))) {
        technical = true;
        ++i;
    }
    const std::uint32_t end = std::min(sheet.size(), at + kMostLines);
    while (i < end && !sheet.taken(i)) {
        const std::string_view text = sheet.text(i);
        if (i > at && sheet.gap(i) > 0) break;
        const std::size_t name_size = mail_name(text);
        const std::string_view name = text.substr(0, name_size);
        const bool extension =
            name_size > 2 && (name[0] == 'X' || name[0] == 'x') && name[1] == '-';
        const bool common = contains(kCommon, name);
        const bool technic = extension || contains(kTechnical, name);
        if (name_size == 0 || (!common && !technic)) {
            // A folded line belongs to the one above.
            if (!block.fields.empty() && sheet.line(i).indent > 0 && name_size == 0
                && sheet.line(i).indent != 65535) {
                Field& field = block.fields.back();
                field.raw += field.raw.empty() ? "" : " ";
                field.raw += text;
                field.where.to = sheet.where(text).to;
                ++i;
                continue;
            }
            break;
        }
        // These are story labels as well; among mail headers only they are mail headers.
        if (technic && !extension
            && contains(std::initializer_list<std::string_view>{"status", "keywords", "summary",
                                                                "distribution"},
                        name)
            && !technical)
            break;
        const std::string_view value = trim(text.substr(name_size + 1));
        Field field;
        field.id = FieldId::mail_header;
        field.label = std::string(name);
        field.raw = std::string(value);
        field.label_where = sheet.where(name);
        field.where = sheet.where(value.empty() ? text.substr(text.size()) : value);
        field.rule = "mail-header";
        field.confidence = 0.9;
        block.fields.push_back(std::move(field));
        technical = technical || technic;
        if (equals_ignoring_ascii_case(name, "from"))
            sender = sender || value.find('@') != std::string_view::npos;
        if (equals_ignoring_ascii_case(name, "date") || equals_ignoring_ascii_case(name, "sent"))
            dated = dated || is_clock(value);
        if (equals_ignoring_ascii_case(name, "subject")
            || equals_ignoring_ascii_case(name, "subj")) {
            subject = true;
            const SubjectReading reading = read_subject(value);
            fiction = reading.fiction || reading.reply || (reading.part && reading.part->of > 0)
                      || !reading.rating.empty();
        }
        ++i;
    }
    if (block.fields.size() < 2 || (!sender && !subject && !technical)) {
        block.fields.clear();
        return block;
    }
    bool backed = technical || (sender && dated) || (subject && fiction && (sender || dated));
    if (!backed && (subject || sender)) {
        // A story's own header below makes it a post.
        int labels = 0;
        const std::uint32_t below = std::min(sheet.size(), i + 12);
        for (std::uint32_t k = i; k < below; ++k)
            if (const auto hit = sheet.label(k, {}))
                labels += hit->strength() == LabelStrength::strong ? 2
                          : hit->strength() == LabelStrength::weak ? 1
                                                                   : 0;
        backed = labels >= 2 && i < sheet.size() && sheet.gap(i) > 0;
    }
    if (!backed) {
        block.fields.clear();
        return block;
    }
    block.last = i;
    return block;
}

}  // namespace solander
