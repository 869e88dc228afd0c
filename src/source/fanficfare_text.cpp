// SPDX-License-Identifier: GPL-3.0-or-later
// FanFicFare's plain text: title, "by X", labels, TABLE OF CONTENTS, "<tab>Chapter" lines, "End
// file."
#include <algorithm>
#include <string>
#include <unordered_set>

#include "base/text.h"
#include "source/fanficfare.h"

namespace solander {
namespace {

struct TextLine {
    std::uint64_t from = 0, next = 0;
    std::string_view words;  ///< trimmed
    bool tab = false;
    bool empty_above = false;
};

class LineWalk {
  public:
    explicit LineWalk(std::string_view text) : text_(text) {}
    bool next(TextLine& line) {
        if (at_ >= text_.size()) return false;
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        // Where the program wraps its lines it writes a tab as eight blanks.
        line = {at_, std::min(end + 1, text_.size()), trim(text_.substr(at_, end - at_)),
                text_[at_] == '\t' || text_.substr(at_).starts_with("        ")};
        at_ = line.next;
        return true;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

struct TextHead {
    TextLine title, author;
    std::vector<std::pair<std::string, std::vector<TextLine>>> fields;
    std::uint64_t end = 0;       ///< behind the labels
    std::uint64_t contents = 0;  ///< behind the table of contents; 0 without one
    std::unordered_set<std::string_view> chapters;
    int labels = 0;
};

/// "Summary" of "Summary: text".
std::string_view label_of(std::string_view line) {
    const std::size_t colon = line.find(": ");
    constexpr std::size_t kLongest = 24;
    if (colon == std::string_view::npos)
        return line.ends_with(':') ? line.substr(0, line.size() - 1) : std::string_view();
    return colon <= kLongest ? line.substr(0, colon) : std::string_view();
}

TextHead head_of(std::string_view text) {
    constexpr int kMostLines = 200;
    TextHead head;
    LineWalk walk(text);
    TextLine line;
    std::vector<TextLine> more;  // of the summary: its paragraphs, if contents or a chapter follow
    const auto summary_ends = [&] {
        if (more.empty()) return;
        head.end = more.back().next;
        auto& lines = head.fields.back().second;
        lines.insert(lines.end(), more.begin(), more.end());
        more.clear();
    };
    bool empty_above = true, in_contents = false, contents_end = false;
    for (int seen = 0; walk.next(line) && (in_contents || seen < kMostLines); ++seen) {
        if (line.words.empty()) {
            empty_above = true;
            continue;
        }
        line.empty_above = empty_above;
        if (in_contents) {
            // Entries stand alone between empty lines; the first indented one opens chapter one.
            if (line.tab) {
                contents_end = true;
                break;
            }
            head.chapters.insert(line.words);
            head.contents = line.next;
        } else if (head.title.words.empty()) {
            head.title = line;
        } else if (head.author.words.empty()) {
            if (!line.words.starts_with("by ")) break;
            head.author = line;
        } else if (line.words == "TABLE OF CONTENTS") {
            summary_ends();
            in_contents = true;
            head.contents = line.next;
        } else if (line.tab) {
            summary_ends();
            break;
        } else if (!more.empty()) {
            more.push_back(line);
        } else if (const std::string_view label = label_of(line.words);
                   !label.empty() && (is_fanficfare_label(label) || !empty_above)) {
            head.labels += is_fanficfare_label(label) ? 1 : 0;
            head.fields.emplace_back(label, std::vector<TextLine>{line});
            head.end = line.next;
        } else if (!empty_above && !head.fields.empty()) {
            head.fields.back().second.push_back(line);  // wrapped
            head.end = line.next;
        } else if (!head.fields.empty() && head.fields.back().first == "Summary") {
            more.push_back(line);
        } else {
            break;
        }
        empty_above = false;
    }
    if (in_contents && !contents_end) {  // nothing says where they end: all that follows is text
        head.chapters.clear();
        head.contents = head.end;
    }
    return head;
}

}  // namespace

bool read_fanficfare_text(Part& part) {
    const std::string_view text = part.text;
    constexpr std::string_view kLast = "End file.";
    constexpr std::size_t kLongestTitle = 500;
    const std::size_t behind = text.find_last_not_of(" \t\n\r\x1A");
    const bool ended =
        behind != std::string_view::npos && text.substr(0, behind + 1).ends_with(kLast);
    const std::size_t told = ended ? behind + 1 - kLast.size() : text.size();
    TextHead head = head_of(text.substr(0, told));
    const bool packaged = std::any_of(head.fields.begin(), head.fields.end(),
                                      [](auto& field) { return field.first == "Packaged"; });
    const int signs = (ended ? 1 : 0) + (packaged ? 1 : 0) + (head.contents > 0 ? 1 : 0);
    if (head.labels < 4 || signs < 2) return false;

    const auto place_of = [&](std::string_view piece) {
        const auto from = static_cast<std::uint64_t>(piece.data() - text.data());
        return Span{from, from + piece.size()};
    };
    const auto say = [&](std::string_view label, std::string_view value, Span where) {
        for (Stated& one : fanficfare_field(label, value, where))
            part.stated.push_back(std::move(one));
    };
    part.format = "fanficfare-text";
    part.form = true;
    part.stated.push_back({"Title", std::string(head.title.words), place_of(head.title.words)});
    const std::string_view author = trim(head.author.words.substr(3));
    for (std::string_view rest = author; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(", "), rest.size());
        const std::string_view one = trim(rest.substr(0, comma));
        if (!one.empty()) part.stated.push_back({"Author", std::string(one), place_of(one)});
        rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
    for (const auto& field : head.fields) {
        const std::string_view first = field.second[0].words;
        std::string value(first.size() > field.first.size() + 1
                              ? trim(first.substr(field.first.size() + 1))
                              : std::string_view());
        for (std::size_t i = 1; i < field.second.size(); ++i)
            value.append(field.second[i].empty_above ? "\n\n" : " ").append(field.second[i].words);
        const std::string_view last = field.second.back().words;
        const std::uint64_t to = place_of(last).to;
        say(field.first, value, {std::min(place_of(first).from + field.first.size() + 1, to), to});
    }

    const std::uint64_t story = std::max(head.end, head.contents);
    part.zones.push_back({0, head.end, Zone::Kind::header});
    if (head.contents > head.end)
        part.zones.push_back({head.end, head.contents, Zone::Kind::contents});
    LineWalk walk(text.substr(story, told - story));
    TextLine line;
    std::unordered_set<std::string> met;
    for (bool more = walk.next(line); more;) {
        if (!line.tab || line.words.empty()) {
            more = walk.next(line);
            continue;
        }
        const std::uint64_t from = story + line.from;
        std::string title(line.words);  // wrapped over lines in the text, but not in the contents
        while ((more = walk.next(line)) && !line.words.empty() && !line.tab
               && title.size() < kLongestTitle)
            title.append(" ").append(line.words);
        const bool chapter =
            head.chapters.empty() ? part.sections.empty() : head.chapters.count(title) > 0;
        if (chapter && (head.chapters.empty() || met.insert(title).second))
            part.sections.push_back({from, std::move(title), ""});
    }
    if (part.sections.empty()) part.sections.push_back({story, "", ""});
    if (ended) part.zones.push_back({told, text.size(), Zone::Kind::furniture});
    return true;
}

}  // namespace solander
