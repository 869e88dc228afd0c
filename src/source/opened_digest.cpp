// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/opened_digest.h"

#include <algorithm>
#include <utility>

namespace solander {

bool OpenedDigest::is_said(const MailHead& head, std::string_view bytes) {
    return mentions_digest(head[MailKey::subject]) || mentions_digest(head[MailKey::content_type])
           || mentions_digest(bytes.substr(std::min(head.body, bytes.size())));
}

OpenedDigest::OpenedDigest(std::string_view bytes, bool unquote, const PeelOptions& options)
    : options_(options) {
    const MailHead head = read_message_head(bytes);
    MessageOptions how;
    how.unquote = unquote;
    own_ = read_message(bytes, options, how);
    const bool said =
        mentions_digest(head[MailKey::subject]) || mentions_digest(head[MailKey::content_type]);
    if (said && own_.part.media == Media::text) digest_ = read_digest(own_.part.text, true);
    if (!said && own_.part.media == Media::text) {
        // The masthead is looked for below the head.
        const std::string_view body = std::string_view(own_.part.text).substr(own_.body);
        digest_ = read_digest(body, false);
        for (Span& span : digest_.messages) {
            span.from += own_.body;
            span.to += own_.body;
        }
    }
    if (digest_.messages.empty() && said) {
        std::vector<Attachment> others;
        for (Attachment& attachment : own_.attachments)
            if (attachment.message)
                mime_.push_back(std::move(attachment.bytes));
            else
                others.push_back(std::move(attachment));
        own_.attachments = std::move(others);
    }
    text_ = own_.part.text;
    encoding_ = own_.part.encoding;
    why_ = own_.part.encoding_why;
}

OpenedDigest::OpenedDigest(Part&& whole, const PeelOptions& options) : options_(options) {
    digest_ = read_digest(whole.text, false);
    text_ = whole.text;
    encoding_ = whole.encoding;
    why_ = whole.encoding_why;
    own_.part = std::move(whole);
    own_.part.format = "mail";
}

Message OpenedDigest::take_own() {
    // Its messages are parts of their own: what is left is the masthead and the foot.
    Part& part = own_.part;
    part.file_class = "index";
    if (!digest_.messages.empty()) {
        const std::uint64_t first = digest_.messages.front().from;
        part.text.resize(first);
        // What else it was taken for reached over its messages.
        std::erase_if(part.zones, [&](const Zone& zone) { return zone.from >= first; });
        for (Zone& zone : part.zones) zone.to = std::min(zone.to, first);
        part.sections.clear();
        for (Stated& stated : part.stated)
            if (stated.where.to > first) stated.where = {};
        if (digest_.messages.back().to < text_.size())
            part.text.append(text_, digest_.messages.back().to);
        part.composed = true;
        part.to_bytes = {};
        part.bytes = part.text.size();
        for (Finding& finding : part.findings) finding.where = {};
    }
    return std::move(own_);
}

std::string OpenedDigest::bytes(std::size_t index) const {
    return mime_.empty() ? digest_message(text_, digest_, index) : mime_[index];
}

Message OpenedDigest::read(std::size_t index) const {
    MessageOptions how;
    how.decoded = mime_.empty();
    Message message = read_message(bytes(index), options_, how);
    if (how.decoded && message.part.encoding_why == "asked") {
        message.part.encoding = encoding_;
        message.part.encoding_why = why_;
    }
    return message;
}

}  // namespace solander
