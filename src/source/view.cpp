// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/view.h"

#include <fmt/format.h>

#include <cassert>

#include "base/text.h"

namespace solander {

void Rewrite::keep(std::size_t to) {
    if (to == done_) return;
    map_.add_copy(text_.size(), view_.to_bytes, {done_, to});
    text_.append(view_.text, done_, to - done_);
    done_ = to;
}

void Rewrite::replace(std::size_t from, std::size_t to, std::string_view with) {
    assert(from >= done_ && to >= from && to <= view_.text.size());
    if (edits_++ == 0) text_.reserve(view_.text.size() + 64);
    keep(from);
    if (!with.empty()) {
        const Span bytes = view_.to_bytes.to_in(Span{from, to});
        map_.add(text_.size(), bytes.from, static_cast<std::uint32_t>(with.size()),
                 static_cast<std::uint32_t>(bytes.size()));
        text_ += with;
    }
    done_ = to;
}

void Rewrite::finish() {
    if (edits_ == 0) return;
    keep(view_.text.size());
    view_.text = std::move(text_);
    view_.to_bytes = std::move(map_);
    edits_ = 0;
}

void Tally::tell(std::vector<Finding>& findings, std::string_view kind,
                 std::string_view text) const {
    if (count_ == 0) return;
    findings.push_back({std::string(kind),
                        fmt::format("{} ({} {})", text, count_, count_ == 1 ? "place" : "places"),
                        first_});
}

char32_t code_point_before(std::string_view text, std::size_t at) {
    if (at == 0) return 0;
    std::size_t from = at - 1;
    while (from > 0 && at - from < 4 && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80)
        --from;
    std::size_t n = 0;
    return first_code_point(text.substr(from), n);
}

char32_t code_point_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    std::size_t n = 0;
    return first_code_point(text.substr(at), n);
}

}  // namespace solander
