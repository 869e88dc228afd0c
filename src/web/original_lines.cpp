// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/original_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/address.h"
#include "base/number.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kLines = 3000;      // on one page
constexpr std::size_t kLineBytes = 2000;  // of one line
constexpr std::size_t kInSight = 8;       // above the one that is marked
constexpr std::size_t kFolded = 1000;     // above those

struct OriginalLine {
    Span text, where;  ///< without its end; bytes of the part with it
};

std::vector<OriginalLine> lines_of(const Explained& one) {
    std::vector<OriginalLine> lines;
    const std::string_view text = one.text;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back({{at, end}, one.to_bytes.to_in(Span{at, std::max(end, at + 1)})});
        at = end + 1;
    }
    return lines;
}

bool meets(Span a, Span b) { return a.from < b.to && b.from < a.to; }

/// The first character within `in` that stands for `byte` of the part, or for one behind it.
std::size_t text_at(const Explained& one, Span in, std::uint64_t byte) {
    std::size_t from = in.from, to = in.to;
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        if (one.to_bytes.to_in(middle) < byte)
            from = middle + 1;
        else
            to = middle;
    }
    while (from > in.from && from < in.to
           && (static_cast<unsigned char>(one.text[from]) & 0xC0) == 0x80)
        --from;
    return from;
}

class Original {
  public:
    Original(Markup& html, const Explained& one, Span at, std::string_view doubt)
        : html_(html), one_(one), at_(at), doubt_(doubt), lines_(lines_of(one)) {}

    void write() {
        const auto found =
            std::find_if(lines_.begin(), lines_.end(), [&](const OriginalLine& line) {
                return !at_.empty() && meets(line.where, at_);
            });
        found_ = static_cast<std::size_t>(found - lines_.begin());
        const bool marks = found != lines_.end();
        std::size_t from = 0;
        if (marks && found_ > 2 * kInSight) {
            const std::size_t sight = found_ - kInSight;
            from = sight > kFolded ? sight - kFolded : 0;
            html_.open("details");
            html_.element("summary", fmt::format("Lines {} to {}", from + 1, sight));
            write(from, sight);
            html_.close();
            from = sight;
        }
        const std::size_t to = std::min(lines_.size(), from + kLines);
        write(from, to);
        if (to < lines_.size() || (marks && found_ > kFolded + kInSight))
            html_.element("p", fmt::format("Not all of its {} lines are shown.",
                                           with_separators(lines_.size())));
    }

  private:
    void write(std::size_t from, std::size_t to) {
        html_.open("ol").attr("class", "lines");
        html_.attr("start", static_cast<std::int64_t>(from) + 1);
        for (std::size_t i = from; i < to; ++i) write_line(i);
        html_.close();
    }
    void write_line(std::size_t number) {
        const OriginalLine& line = lines_[number];
        const bool marked = !at_.empty() && meets(line.where, at_);
        const std::string what = taken_for(line);
        html_.open("li");
        if (marked && number == found_) html_.attr("id", "found");
        if (marked)
            html_.attr("class", what.empty() ? "found" : "taken found");
        else if (!what.empty())
            html_.attr("class", "taken");
        if (!what.empty()) html_.attr("title", what);
        if (marked)
            write_marked(line, number == found_);
        else
            piece(line.text);
        html_.close();
    }
    void write_marked(const OriginalLine& line, bool first) {
        const std::size_t from = text_at(one_, line.text, at_.from);
        const std::size_t to = std::max(from, text_at(one_, line.text, at_.to));
        piece({line.text.from, from});
        html_.open("mark");
        piece({from, to});
        html_.close();
        piece({to, line.text.to});
        if (first && !doubt_.empty())
            html_.open("span").attr("class", "doubt").text(without_addresses(doubt_)).close();
    }
    void piece(Span text) {
        const std::string_view bytes = std::string_view(one_.text).substr(text.from, text.size());
        html_.text(without_addresses(shortened(bytes, kLineBytes)));
    }
    /// Empty for story, and where nothing is. Lines are asked for in their order.
    std::string taken_for(const OriginalLine& line) {
        const auto& taken = one_.story.taken;
        while (taken_ < taken.size() && taken[taken_].where.to <= line.where.from) ++taken_;
        if (taken_ == taken.size() || taken[taken_].where.from >= line.where.to) return {};
        const std::string_view text = one_.text;
        if (trim(text.substr(line.text.from, line.text.size())).empty()) return {};
        return taken[taken_].what == "story" ? std::string() : taken[taken_].what;
    }

    Markup& html_;
    const Explained& one_;
    const Span at_;
    const std::string_view doubt_;
    const std::vector<OriginalLine> lines_;
    std::size_t found_ = 0, taken_ = 0;
};

}  // namespace

std::optional<std::uint64_t> line_of_byte(const Explained& one, std::uint64_t byte) {
    const std::vector<OriginalLine> lines = lines_of(one);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (meets(lines[i].where, {byte, byte + 1})) return i + 1;
    return std::nullopt;
}

void write_original(Markup& html, const Explained& one, Span at, std::string_view doubt) {
    Original(html, one, at, doubt).write();
}

}  // namespace solander
