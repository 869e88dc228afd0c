// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/pieces.h"

#include <algorithm>

#include "base/text.h"

namespace solander {
namespace {

/// Nothing but tags and white space.
bool says_nothing(std::string_view text) {
    bool tag = false;
    for (const char c : text) {
        if (c == '<') tag = true;
        if (!tag && !is_ascii_space(c)) return false;
        if (c == '>') tag = false;
    }
    return true;
}

template <class Item>
std::vector<Item> within(const std::vector<Item>& all, std::size_t from, std::size_t to) {
    std::vector<Item> out;
    for (const Item& item : all)
        if (item.from >= from && item.from < to) {
            out.push_back(item);
            out.back().from -= from;
        }
    return out;
}

Part slice_of(const Part& part, std::size_t from, std::size_t to) {
    Part piece;
    piece.name = part.name;
    piece.path = part.path;
    piece.media = part.media;
    piece.bytes = part.bytes;
    piece.text = part.text.substr(from, to - from);
    piece.to_bytes.add_copy(0, part.to_bytes, Span{from, to});
    piece.encoding = part.encoding;
    piece.encoding_why = part.encoding_why;
    piece.format = part.format;
    piece.zones = within(part.zones, from, to);
    for (Zone& zone : piece.zones) zone.to = std::min<std::uint64_t>(zone.to, to) - from;
    piece.sections = within(part.sections, from, to);
    piece.posted = part.posted;
    piece.withheld = part.withheld;
    piece.composed = part.composed;
    const Span bytes = part.to_bytes.to_in(Span{from, to});
    for (const Finding& finding : part.findings)
        if (finding.where.from >= bytes.from && finding.where.from < bytes.to)
            piece.findings.push_back(finding);
    if (from > 0) return piece;
    piece.stated = part.stated;
    piece.form = part.form;
    piece.total = part.total;
    return piece;
}

}  // namespace

std::size_t piece_begins(const Part& part, std::uint64_t at) {
    std::size_t low = 0, high = part.text.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (part.to_bytes.to_in(middle) < at)
            low = middle + 1;
        else
            high = middle;
    }
    const std::size_t end = low == 0 ? std::string::npos : part.text.rfind('\n', low - 1);
    const std::size_t line = end == std::string::npos ? 0 : end + 1;
    const std::string_view before = std::string_view(part.text).substr(line, low - line);
    // In HTML several works may stand in one line.
    return part.media != Media::html || says_nothing(before) ? line : low;
}

std::vector<Piece> pieces_of(const Part& part, std::vector<Cut> cuts) {
    struct Begin {
        std::size_t at;
        int ordinal;
    };
    std::vector<Begin> begins{{0, 0}};
    std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.at < b.at; });
    for (const Cut& cut : cuts) {
        const std::size_t at = piece_begins(part, cut.at);
        if (at > begins.back().at && at < part.text.size()) begins.push_back({at, cut.ordinal});
    }
    std::vector<Piece> pieces;
    if (begins.size() == 1) {
        pieces.push_back({part, 0});
        return pieces;
    }
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const std::size_t to = i + 1 < begins.size() ? begins[i + 1].at : part.text.size();
        pieces.push_back({slice_of(part, begins[i].at, to), begins[i].ordinal});
    }
    return pieces;
}

}  // namespace solander
