// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/hearing.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kFirst = 6, kLast = 10;  // paragraphs of the story that are listened to
constexpr std::size_t kBelowHeading = 1;       // and of each part
constexpr std::size_t kLongest = 1200;  // bytes: of a longer paragraph its beginning and its end

/// Labels and values that were read as fields or stated by the format, in order, as spans of
/// Part::text.
std::vector<Span> fields_of(const HeaderReading& header, const Part& part) {
    std::vector<Span> spans;
    for (const Stated& stated : part.stated)
        if (!stated.where.empty()) spans.push_back(stated.where);
    for (const HeaderBlock& block : header.blocks)
        for (const Field& field : block.fields)
            for (const Span& span : {field.label_where, field.where})
                if (!span.empty()) spans.push_back(span);
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.from < b.from; });
    // So that a search by the end finds the first that may overlap.
    for (std::size_t i = 1; i < spans.size(); ++i)
        spans[i].to = std::max(spans[i].to, spans[i - 1].to);
    return spans;
}

bool overlaps(const std::vector<Span>& spans, const Span& one) {
    const auto at = std::partition_point(spans.begin(), spans.end(),
                                         [&](const Span& s) { return s.to <= one.from; });
    return at != spans.end() && at->from < one.to;
}

class Listener {
  public:
    Listener(RecordBuilder& builder, const Document& document)
        : builder_(builder), document_(document) {}

    void hear(std::size_t from, std::size_t to, Voice voice) {
        const std::string_view text = std::string_view(document_.text).substr(from, to - from);
        for (FoundStatement& found : find_statements(text, voice))
            if (restricts(found.statement))
                builder_.add_heard(
                    std::move(found.statement),
                    document_.to_part.to_in(Span{from + found.from, from + found.to}));
    }

    /// A header's lines that no field was made of, neighbours together.
    void hear_leftovers(const Block& block, const std::vector<Span>& fields) {
        const std::string_view text = document_.text_of(block);
        std::size_t from = 0, kept = 0;  // [kept, from): leftover lines not yet heard
        while (from <= text.size()) {
            const std::size_t to = std::min(text.find('\n', from), text.size());
            const Span line = document_.to_part.to_in(Span{block.from + from, block.from + to});
            if (to > from && overlaps(fields, line)) {
                hear(block.from + kept, block.from + from, Voice::author);
                kept = to;
            }
            from = to + 1;
        }
        if (kept < text.size()) hear(block.from + kept, block.to, Voice::author);
    }

    void hear_ends(const Block& block) {
        if (block.to - block.from <= kLongest) return hear(block.from, block.to, Voice::story);
        const std::string_view text = document_.text_of(block);
        const std::size_t first = std::min(text.find_first_of(" \n", kLongest / 2), text.size());
        const std::size_t last =
            std::min(text.find_first_of(" \n", text.size() - kLongest / 2), text.size());
        hear(block.from, block.from + first, Voice::story);
        hear(block.from + std::max(first, last), block.to, Voice::story);
    }

  private:
    RecordBuilder& builder_;
    const Document& document_;
};

}  // namespace

void hear_refusals(RecordBuilder& builder, const Document& document, const HeaderReading& header,
                   const Part& part) {
    Listener listener(builder, document);
    const std::vector<Span> fields = fields_of(header, part);
    std::vector<const Block*> story;
    for (const Block& block : document.blocks) {
        switch (block.layer) {
        case Layer::story:
            if (block.kind != BlockKind::scene_break && block.kind != BlockKind::end_mark)
                story.push_back(&block);
            break;
        case Layer::header:
            listener.hear_leftovers(block, fields);
            break;
        case Layer::note_before:
        case Layer::note_inside:
        case Layer::note_after:
            listener.hear(block.from, block.to, Voice::author);
            break;
        case Layer::toc:
        case Layer::furniture:
            listener.hear(block.from, block.to, Voice::story);
            break;
        }
    }
    std::size_t below = kBelowHeading + 1;  // paragraphs since the last heading
    for (std::size_t i = 0; i < story.size(); ++i) {
        below = story[i]->kind == BlockKind::heading ? 0 : below + 1;
        if (i < kFirst || i + kLast >= story.size() || below <= kBelowHeading)
            listener.hear_ends(*story[i]);
    }
}

}  // namespace solander
