// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/mime.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr unsigned kMostDepth = 32;
constexpr std::size_t kMostLeaves = 10'000;

struct Entity {
    std::string_view raw;  ///< with its head
    unsigned depth = 0;
    bool digest = false;  ///< in a multipart/digest, where a message is what is not said otherwise
    bool headless = false;
};

struct Shape {
    ContentKind kind;
    Disposition disposition;
    std::string encoding;
    std::string_view body;
};

Shape shape_of(const Entity& entity) {
    if (entity.headless) return {{}, {}, {}, entity.raw};
    const MailHead head = read_message_head(entity.raw);
    Shape shape;
    shape.kind = read_content_type(head[MailKey::content_type]);
    if (entity.digest && !head.has(MailKey::content_type)) {
        shape.kind.type = "message";
        shape.kind.subtype = "rfc822";
    }
    shape.disposition = read_disposition(head[MailKey::disposition]);
    shape.encoding = ascii_lowered(unfolded(head[MailKey::transfer_encoding]));
    shape.encoding.resize(std::min(shape.encoding.find_first_of("; \t("), shape.encoding.size()));
    shape.body = entity.raw.substr(std::min(head.body, entity.raw.size()));
    return shape;
}

struct Pieces {
    std::vector<std::string_view> children;
    std::string_view epilogue;
    bool cut = false;  ///< there were more
};

/// Between "--boundary" lines; a missing last one ends with the text.
Pieces pieces_of(std::string_view body, std::string_view boundary) {
    Pieces pieces;
    std::size_t child = std::string_view::npos;
    const auto close = [&](std::size_t end) {
        if (child == std::string_view::npos) return;
        // The line end before a boundary belongs to the boundary.
        if (end > child && body[end - 1] == '\n') --end;
        if (end > child && body[end - 1] == '\r') --end;
        if (pieces.children.size() < kMostLeaves)
            pieces.children.push_back(body.substr(child, end - child));
        else
            pieces.cut = true;
        child = std::string_view::npos;
    };
    for (std::size_t at = 0; at < body.size();) {
        std::size_t next = at;
        std::string_view line = take_line(body, next);
        if (line.starts_with("--") && line.substr(2).starts_with(boundary)) {
            line.remove_prefix(2 + boundary.size());
            const bool last = line.starts_with("--");
            if (trim(line.substr(last ? 2 : 0)).empty()) {
                close(at);
                if (last) {
                    pieces.epilogue = body.substr(next);
                    return pieces;
                }
                child = next;
            }
        }
        at = next;
    }
    close(body.size());
    return pieces;
}

std::uint64_t words_outside_tags(std::string_view html) {
    std::string text;
    bool tag = false;
    for (const char c : html.substr(0, 65536)) {
        if (c == '<') tag = true;
        if (!tag) text += c;
        if (c == '>') {
            tag = false;
            text += ' ';
        }
    }
    return count_words(text);
}

/// Which of the alternatives is read: plain text, unless it only says "see the HTML".
std::size_t best_of(const std::vector<std::string_view>& children) {
    constexpr std::uint64_t kFewWords = 40;
    std::size_t plain = children.size(), html = children.size(), other = children.size();
    for (std::size_t i = 0; i < children.size(); ++i) {
        const ContentKind kind = shape_of({children[i]}).kind;
        if (kind.is("text", "plain") && plain == children.size()) plain = i;
        if (kind.is("text", "html")) html = i;
        if (kind.is("multipart")) other = i;
    }
    if (html == children.size()) html = other;
    if (plain == children.size()) return html < children.size() ? html : 0;
    if (html == children.size()) return plain;
    const auto text_of = [&](std::size_t i) {
        const Shape shape = shape_of({children[i]});
        MimeLeaf leaf;
        leaf.encoding = shape.encoding;
        leaf.raw = shape.body;
        return leaf.content();
    };
    const std::uint64_t words = count_words(std::string_view(text_of(plain)).substr(0, 4096));
    if (words >= kFewWords) return plain;
    return words_outside_tags(text_of(html)) > words * 2 + 20 ? html : plain;
}

class Walk {
  public:
    MimeBody run(std::string_view message) {
        waiting_.push_back({message});
        while (!waiting_.empty()) {
            const Entity entity = waiting_.back();
            waiting_.pop_back();
            if (out_.leaves.size() >= kMostLeaves) {
                out_.too_many = true;
                break;
            }
            visit(entity);
        }
        return std::move(out_);
    }

  private:
    void visit(const Entity& entity) {
        Shape shape = shape_of(entity);
        if (shape.kind.is("multipart") && !shape.kind.boundary.empty()) {
            if (entity.depth >= kMostDepth) {
                out_.too_deep = true;
            } else {
                const Pieces pieces = pieces_of(shape.body, shape.kind.boundary);
                if (!pieces.children.empty()) return open(entity, shape, pieces);
            }
            shape.kind = {};
            shape.encoding.clear();
        }
        leaf(entity, std::move(shape));
    }

    void open(const Entity& entity, const Shape& shape, const Pieces& pieces) {
        out_.multipart = true;
        out_.too_many = out_.too_many || pieces.cut;
        const bool digest = shape.kind.subtype == "digest";
        // What a list server put behind the last boundary; it has no head of its own.
        if (count_words(pieces.epilogue.substr(0, 65536)) > 0)
            waiting_.push_back({pieces.epilogue, 0, false, true});
        if (shape.kind.subtype == "alternative") {
            waiting_.push_back(
                {pieces.children[best_of(pieces.children)], entity.depth + 1, digest});
            return;
        }
        for (std::size_t i = pieces.children.size(); i-- > 0;)
            waiting_.push_back({pieces.children[i], entity.depth + 1, digest});
    }

    void leaf(const Entity& entity, Shape&& shape) {
        MimeLeaf leaf;
        leaf.name = shape.disposition.name.empty() ? shape.kind.name : shape.disposition.name;
        leaf.encoding = std::move(shape.encoding);
        leaf.raw = shape.body;
        const bool text = shape.kind.is("text");
        if (shape.kind.is("message", "rfc822") || shape.kind.is("message", "news"))
            leaf.role = MimeLeaf::Role::message;
        else if (!text || shape.disposition.attachment || (!leaf.name.empty() && entity.depth > 0))
            leaf.role = MimeLeaf::Role::attachment;
        leaf.kind = std::move(shape.kind);
        out_.leaves.push_back(std::move(leaf));
    }

    MimeBody out_;
    std::vector<Entity> waiting_;
};

}  // namespace

std::string MimeLeaf::content() const {
    if (encoding == "quoted-printable") return from_quoted_printable(raw);
    if (encoding == "base64") return from_base64(raw);
    return std::string(raw);
}

MimeBody read_mime(std::string_view message) { return Walk().run(message); }

std::string unflowed(std::string_view text, bool delete_space) {
    std::string out;
    out.reserve(text.size());
    bool open = false;  // the line before goes on
    std::size_t depth_before = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::string_view line = take_line(text, at);
        std::size_t depth = 0;
        while (depth < line.size() && line[depth] == '>') ++depth;
        line.remove_prefix(depth);
        if (line.starts_with(' ')) line.remove_prefix(1);
        const bool signature = line == "-- ";
        if (!open || depth != depth_before || signature || trim(line).empty()) {
            if (!out.empty()) out += '\n';
            out.append(depth, '>');
            if (depth > 0) out += ' ';
        }
        open = line.ends_with(' ') && !signature && !trim(line).empty();
        if (open && delete_space) line.remove_suffix(1);
        out += line;
        depth_before = depth;
    }
    if (!out.empty()) out += '\n';
    return out;
}

}  // namespace solander
