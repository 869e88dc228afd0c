// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "source/charset.h"
#include "source/coded_file.h"
#include "source/format.h"
#include "source/list_archive.h"
#include "source/mail_subject.h"
#include "source/message_head.h"
#include "source/mime.h"
#include "source/repair.h"

namespace solander {
namespace {

/// Where a mailbox put a ">" before "From ", or (mboxrd) before ">From ": calls `sink(at)` for each
/// behind `start`, where a line begins. A line among quoted ones is one of them.
template <class Sink>
void for_each_from_quote(std::string_view text, std::size_t start, Sink&& sink) {
    constexpr std::string_view kQuoted = ">From ";
    const auto is_quoted = [](std::string_view line) {
        if (!line.starts_with('>')) return false;
        line.remove_prefix(std::min(line.find_first_not_of('>'), line.size()));
        return !line.starts_with("From ");
    };
    text.remove_prefix(std::min(start, text.size()));
    for (std::size_t at = text.find(kQuoted); at != std::string_view::npos;
         at = text.find(kQuoted, at + 1)) {
        std::size_t from = at;
        while (from > 0 && text[from - 1] == '>') --from;
        if (from > 0 && text[from - 1] != '\n') continue;
        const std::size_t above = from < 2 ? 0 : text.rfind('\n', from - 2) + 1;  // npos + 1 == 0
        std::size_t below = from;
        take_line(text, below);
        if (!is_quoted(text.substr(above, from - above)) && !is_quoted(text.substr(below)))
            sink(start + from);
    }
}

void unquote_from(View& view) {
    Rewrite rewrite(view);
    for_each_from_quote(view.text, read_message_head(view.text).body,
                        [&](std::size_t at) { rewrite.replace(at, at + 1, ""); });
    rewrite.finish();
}

std::string without_from_quotes(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    for_each_from_quote(text, 0, [&](std::size_t at) {
        out += text.substr(done, at - done);
        done = at + 1;
    });
    return out += text.substr(done);
}

/// Nobody's head is as long; what is over it stays in the original and is not shown.
constexpr std::size_t kMostOfHead = std::size_t{1} << 20;
constexpr std::size_t kMostOfField = std::size_t{1} << 16;

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
}

class MessageReader {
  public:
    MessageReader(std::string_view bytes, const PeelOptions& options, const MessageOptions& how)
        : bytes_(bytes), options_(options), how_(how), head_(read_message_head(bytes)) {}

    Message run() {
        Part& part = out_.part;
        part.format = "mail";
        part.bytes = bytes_.size();
        part.media = Media::text;
        if (!read_as_it_stands()) read_mime_body();
        if (out_.part.media == Media::text || out_.part.media == Media::html) {
            state_head();
            part.file_class = class_of_message(part, out_.body);
        }
        return std::move(out_);
    }

  private:
    CharsetWish wish(std::string_view declared) const {
        if (how_.decoded) return {"utf-8", {}};
        return {options_.encoding, declared};
    }

    void note_encoding(Decoded& decoded) {
        if (!out_.part.encoding.empty()) return;
        out_.part.encoding = std::move(decoded.encoding);
        out_.part.encoding_why = std::move(decoded.why);
    }

    /// Text without encodings: every place of it leads back to the message's bytes.
    bool read_as_it_stands() {
        if (head_.body > kMostOfHead) return false;
        const ContentKind kind = read_content_type(head_[MailKey::content_type]);
        const std::string encoding = ascii_lowered(trim(head_[MailKey::transfer_encoding]));
        const std::string_view head = bytes_.substr(0, head_.body);
        if (kind.is("multipart") || kind.is("message") || kind.flowed
            || !(kind.is("text", "plain") || (kind.is("text") && kind.subtype != "html"))
            || encoding.starts_with("quoted") || encoding.starts_with("base64")
            || head.find("=?") != std::string_view::npos)
            return false;
        const Disposition disposition = read_disposition(head_[MailKey::disposition]);
        if (disposition.attachment || next_coded_file(bytes_, head_.body)) return false;
        Decoded decoded = decode(bytes_, wish(kind.charset));
        const Media media = text_media(std::string_view(decoded.view.text)
                                           .substr(std::min(head_.body, decoded.view.text.size())));
        if (media == Media::html) return false;
        Part& part = out_.part;
        part.media = media;
        note_encoding(decoded);
        part.findings = std::move(decoded.findings);
        if (media != Media::text) return true;
        if (how_.unquote) unquote_from(decoded.view);
        repair(decoded.view, false, part.findings);
        part.text = std::move(decoded.view.text);
        part.to_bytes = std::move(decoded.view.to_bytes);
        return true;
    }

    /// Text out of leaves; what is no text of the message itself hangs on it.
    void read_mime_body() {
        const MimeBody body = read_mime(bytes_);
        out_.too_deep = body.too_deep;
        out_.too_many = body.too_many;
        const auto is_text = [](const MimeLeaf& leaf) { return leaf.role == MimeLeaf::Role::text; };
        const MimeLeaf* first = nullptr;
        for (const MimeLeaf& leaf : body.leaves)
            if (first == nullptr && is_text(leaf)) first = &leaf;
        // A text that has a name, and no other text beside it, is the message's own.
        if (first == nullptr && body.leaves.size() == 1 && body.leaves[0].kind.is("text"))
            first = body.leaves.data();
        std::string text;
        bool html = false;
        for (const MimeLeaf& leaf : body.leaves) {
            const bool mine = &leaf == first || is_text(leaf);
            if (!mine) {
                attach(leaf);
                continue;
            }
            View view = text_of(leaf);
            const bool marked =
                leaf.kind.is("text", "html") || text_media(view.text) == Media::html;
            if (&leaf == first) {
                html = marked;
                const Media media = text_media(view.text);
                if (media != Media::html && media != Media::text) out_.part.media = media;
            } else if (html != marked) {
                attach(leaf);
                continue;
            }
            repair(view, marked, out_.part.findings);
            if (leaf.kind.flowed && !marked)
                view.text = unflowed(view.text, leaf.kind.delete_space);
            if (!text.empty()) text += html ? "\n<p></p>\n" : "\n\n";
            text += view.text;
        }
        compose(text, html);
    }

    View text_of(const MimeLeaf& leaf) {
        const bool decoded_already = how_.decoded && !leaf.encoded();
        std::string declared = leaf.kind.charset;
        std::string content = content_of(leaf);
        take_coded_files(content);
        if (declared.empty()) declared = declared_charset(content);
        Decoded decoded =
            decode(content, decoded_already ? wish({}) : CharsetWish{options_.encoding, declared});
        for (Finding& finding : decoded.findings) out_.part.findings.push_back(std::move(finding));
        View view = std::move(decoded.view);
        note_encoding(decoded);
        return view;
    }

    /// Files that stand in the text as code hang on the message like any other.
    void take_coded_files(std::string& content) {
        std::string rest;
        std::size_t done = 0;
        while (auto file = next_coded_file(content, done)) {
            rest.append(content, done, file->from - done);
            done = file->to;
            if (file->piece) {
                out_.part.findings.push_back(
                    {"split-container",
                     fmt::format("{} in it is a piece of a file in several messages (yEnc); kept, "
                                 "not read",
                                 file->name),
                     {}});
                continue;
            }
            if (!file->whole)
                out_.part.findings.push_back(
                    {"damaged-member",
                     fmt::format("{} in it has no end; what could be read was kept", file->name),
                     {}});
            if (how_.with_attachments)
                out_.attachments.push_back({std::move(file->name), std::move(file->bytes), false});
        }
        if (done > 0) content = rest.append(content, done);
    }

    /// A mailbox quotes what it is given: lines that may be encoded still.
    std::string content_of(const MimeLeaf& leaf) const {
        if (!how_.unquote || leaf.encoding == "base64") return leaf.content();
        const std::string plain = without_from_quotes(leaf.raw);
        MimeLeaf same = leaf;
        same.raw = plain;
        return same.content();
    }

    void attach(const MimeLeaf& leaf) {
        if (!how_.with_attachments) return;
        Attachment attachment;
        attachment.message = leaf.role == MimeLeaf::Role::message;
        attachment.name = leaf.name;
        if (attachment.name.empty()) attachment.name = attachment.message ? "message" : "part";
        attachment.bytes = content_of(leaf);
        out_.attachments.push_back(std::move(attachment));
    }

    void compose(std::string_view body, bool html) {
        Part& part = out_.part;
        part.composed = true;
        const Media media = part.media;
        if (media != Media::text) return;  // uuencoded: kept, not shown
        part.media = html ? Media::html : Media::text;
        const ContentKind kind = read_content_type(head_[MailKey::content_type]);
        const std::string_view declared = how_.decoded ? std::string_view("utf-8") : kind.charset;
        MailFields fields(bytes_);
        MailField field;
        View head;
        if (html) head.text = "<div>";
        while (fields.next(field)) {
            if (head.text.size() > kMostOfHead) {
                part.findings.push_back(
                    {"too-big",
                     fmt::format("a head of {} bytes; its beginning is read", head_.body),
                     {}});
                break;
            }
            const std::string value =
                shortened(header_text(field.value.substr(0, kMostOfField), declared), kMostOfField);
            head.text.append(field.name).append(": ");
            if (html) {
                append_escaped(head.text, value);
                head.text += "<br>\n";
            } else {
                head.text.append(value).append("\n");
            }
        }
        std::vector<Finding> of_head;  // a mailer's, not the text's
        repair(head, html, of_head);
        head.text += html ? "</div>\n" : "\n";
        part.text = std::move(head.text);
        out_.body = part.text.size();
        part.text += body;
        part.bytes = part.text.size();
        for (Finding& finding : part.findings) finding.where = {};
    }

    /// The head as a zone, and its lines as statements; a letter's words stay letters.
    void state_head() {
        Part& part = out_.part;
        const std::string_view text = part.text;
        std::size_t skip = 0;
        if (part.media == Media::html) {
            skip = 5;  // <div>
            state_html_head(text.substr(0, out_.body), skip);
        } else {
            MailFields fields(text);
            MailField field;
            while (fields.next(field)) state(field, unfolded(field.value));
            out_.body = fields.body();
        }
        if (out_.body > 0) part.zones.push_back({0, out_.body, Zone::Kind::header});
        if (part.media != Media::text) return;
        const std::vector<Zone> notices = scrubbed_notices(part.text, out_.body);
        part.zones.insert(part.zones.end(), notices.begin(), notices.end());
    }

    void state_html_head(std::string_view head, std::size_t at) {
        while (at < head.size()) {
            const std::string_view line = take_line(head, at);
            const std::size_t name = mail_name_length(line);
            if (name == 0) break;
            MailField field{line.substr(0, name), trim(line.substr(name + 1))};
            if (field.value.ends_with("<br>")) field.value.remove_suffix(4);
            std::string value = replace_all(std::string(field.value), "&lt;", "<");
            state(field, replace_all(std::move(value), "&amp;", "&"));
        }
    }

    void state(const MailField& field, const std::string& value) {
        if (!is_stated(field.name) || value.empty()) return;
        constexpr std::size_t kLongest = 2000;  // To: lines of a whole list
        const auto from = static_cast<std::uint64_t>(field.value.data() - out_.part.text.data());
        Stated stated{std::string(field.name),
                      shortened(with_at_sign(value), kLongest),
                      {from, from + field.value.size()}};
        stated.mail = true;
        if (equals_ignoring_ascii_case(field.name, "subject")
            && read_part_subject(stated.value).revised)
            out_.part.posted = Posted::again;
        out_.part.stated.push_back(std::move(stated));
    }

    std::string_view bytes_;
    const PeelOptions& options_;
    const MessageOptions& how_;
    MailHead head_;
    Message out_;
};

}  // namespace

Message read_message(std::string_view bytes, const PeelOptions& options,
                     const MessageOptions& how) {
    return MessageReader(bytes, options, how).run();
}

}  // namespace solander
