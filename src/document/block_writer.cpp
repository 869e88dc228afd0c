// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/block_writer.h"

#include <cstring>

#include "base/text.h"

namespace solander {

namespace {

/// Bytes of the blank at `at` (ASCII blanks and NBSP); 0 if there is none.
std::size_t blank_at(std::string_view text, std::size_t at) {
    if (is_ascii_space(text[at])) return 1;
    return text[at] == '\xC2' && at + 1 < text.size() && text[at + 1] == '\xA0' ? 2 : 0;
}

/// Whether the eight bytes hold a control character, the first byte of NBSP, or two blanks in a
/// row.
bool has_odd_byte(std::uint64_t bytes) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U, kHighs = 0x8080808080808080U;
    const auto zero_bytes = [](std::uint64_t v) { return (v - kOnes) & ~v & kHighs; };
    const std::uint64_t blanks = zero_bytes(bytes ^ (kOnes * 0x20U));
    const std::uint64_t nbsp = zero_bytes(bytes ^ (kOnes * 0xC2U));
    const std::uint64_t controls = (bytes - kOnes * 0x20U) & ~bytes & kHighs;
    return ((blanks & (blanks >> 8)) | nbsp | controls) != 0;
}

/// The first place that is not plain words with single spaces: two blanks in a row, or a tab.
std::size_t find_odd_blank(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (at + 8 <= text.size()) {
            std::uint64_t bytes = 0;
            std::memcpy(&bytes, text.data() + at, 8);
            if (!has_odd_byte(bytes)) {
                at += 7;  // the last byte again, with its right neighbour
                continue;
            }
        }
        const char c = text[at];
        const bool blank = c == ' ' || (c == '\xC2' && blank_at(text, at) == 2);
        const std::size_t next = at + (c == '\xC2' ? 2 : 1);
        const bool odd =
            blank ? next < text.size() && blank_at(text, next) != 0 : is_ascii_space(c);
        if (odd) return at;
        ++at;
    }
    return text.size();
}

}  // namespace

BlockWriter::BlockWriter(const Lines& lines, const std::vector<Mark>* marks)
    : lines_(lines), marks_(marks) {
    document_.text.reserve(lines.text.size() + lines.lines.size() / 8 + 64);
    document_.blocks.reserve(lines.lines.size() / 2 + 8);
}

void BlockWriter::open(BlockKind kind, Layer layer, std::uint8_t level, bool centred) {
    block_ = {kind, layer, level, centred, static_cast<std::uint32_t>(document_.text.size()), 0};
    runs_.clear();
}

void BlockWriter::take_over_marks(std::uint32_t from, std::uint32_t to, std::uint32_t out) {
    while (next_mark_ < marks_->size() && (*marks_)[next_mark_].to <= from) ++next_mark_;
    for (std::size_t i = next_mark_; i < marks_->size() && (*marks_)[i].from < to; ++i) {
        const Mark& mark = (*marks_)[i];
        const Mark mine{out + (mark.from > from ? mark.from - from : 0),
                        out + ((mark.to < to ? mark.to : to) - from), mark.kinds};
        // One mark cut by a line end or a run of blanks stays one.
        if (!document_.marks.empty() && mark.from < from
            && document_.marks.back().kinds == mark.kinds
            && document_.marks.back().to >= block_.from
            && document_.marks.back().to + 1 >= mine.from)
            document_.marks.back().to = mine.to;
        else
            document_.marks.push_back(mine);
    }
}

void BlockWriter::copy_piece(std::uint32_t from, std::uint32_t to) {
    if (from >= to) return;
    const auto out = static_cast<std::uint32_t>(document_.text.size());
    // Line ends become one blank of one byte, so most copies only go on with the run before.
    if (runs_.empty() || runs_.back().in - runs_.back().out != from - out)
        runs_.push_back({out, from});
    document_.text.append(lines_.text.data() + from, to - from);
    if (marks_ != nullptr) take_over_marks(from, to, out);
}

void BlockWriter::copy(std::uint32_t from, std::uint32_t to, bool exactly) {
    if (exactly) {
        copy_piece(from, to);
        return;
    }
    const std::string_view text = lines_.text.substr(from, to - from);
    std::size_t at = 0;
    for (;;) {
        const std::size_t odd = find_odd_blank(text, at);
        copy_piece(from + static_cast<std::uint32_t>(at), from + static_cast<std::uint32_t>(odd));
        if (odd == text.size()) return;
        at = odd;
        while (at < text.size()) {
            const std::size_t blank = blank_at(text, at);
            if (blank == 0) break;
            at += blank;
        }
        if (at < text.size()) put(' ');
    }
}

void BlockWriter::take_out_emphasis() {
    if (marks_ != nullptr || !habit_.any() || block_.layer == Layer::header
        || block_.layer == Layer::furniture || block_.layer == Layer::toc
        || block_.kind == BlockKind::preformatted || block_.kind == BlockKind::scene_break)
        return;
    finder_.take_out(document_.text, block_.from, habit_, runs_, document_.marks);
}

void BlockWriter::close() {
    if (document_.text.size() == block_.from && block_.kind != BlockKind::scene_break) return;
    take_out_emphasis();
    block_.to = static_cast<std::uint32_t>(document_.text.size());
    document_.text += '\n';
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        const CopyRun& run = runs_[i];
        const std::uint32_t end = i + 1 < runs_.size() ? runs_[i + 1].out : block_.to;
        if (lines_.to_part == nullptr)
            document_.to_part.add(run.out, run.in);
        else
            document_.to_part.add_copy(run.out, *lines_.to_part,
                                       {run.in, run.in + (end - run.out)});
    }
    document_.blocks.push_back(block_);
}

void BlockWriter::empty_break(Layer layer, std::uint32_t at) {
    open(BlockKind::scene_break, layer);
    runs_.push_back({block_.from, at});
    close();
}

bool BlockWriter::just_broke() const {
    return !document_.blocks.empty() && document_.blocks.back().kind == BlockKind::scene_break;
}

void BlockWriter::drop_empty_break() {
    const Block* block = last();
    if (block == nullptr || block->kind != BlockKind::scene_break || block->from != block->to)
        return;
    document_.blocks.pop_back();
    document_.text.pop_back();
}

}  // namespace solander
