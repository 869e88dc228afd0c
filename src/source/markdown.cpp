// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/markdown.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/text.h"
#include "source/view.h"

namespace solander {
namespace {

constexpr std::size_t kMostLines = 400;  // of a block; a longer one is none

/// Lines one after the other, without their ends.
class FrontLines {
  public:
    FrontLines(std::string_view text, std::size_t at) : text_(text), at_(at) {}
    bool next(std::string_view& line) {
        if (at_ >= text_.size()) return false;
        from_ = at_;
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        line = text_.substr(at_, end - at_);
        at_ = std::min(end + 1, text_.size());
        return true;
    }
    std::size_t from() const { return from_; }  ///< of the last line
    std::size_t behind() const { return at_; }

  private:
    std::string_view text_;
    std::size_t at_, from_ = 0;
};

struct FrontEntry {
    std::string key;
    std::vector<std::string> values;
    Span where{};        ///< its lines
    bool block = false;  ///< ">" or "|": the indented lines below are one value
};

struct FrontMatter {
    std::size_t to = 0;  ///< behind the line that ends it
    std::vector<FrontEntry> entries;
    bool typed = false;  ///< quotes, lists or keys in small letters: nothing people write by hand
};

/// Key and rest of "key: value" or "key = value"; empty key when it is none.
std::pair<std::string_view, std::string_view> key_of(std::string_view line, char sign) {
    const std::size_t at = line.find(sign);
    if (at == std::string_view::npos || at == 0 || at > 40) return {};
    const std::string_view key = trim(line.substr(0, at));
    const bool plain = std::all_of(key.begin(), key.end(), [](char c) {
        return is_ascii_alpha(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == ' ';
    });
    const bool apart = sign == '=' || at + 1 == line.size() || line[at + 1] == ' ';
    if (key.empty() || !plain || !apart || !is_ascii_alpha(key[0])) return {};
    return {key, trim(line.substr(at + 1))};
}

bool is_quoted(std::string_view value) {
    return value.size() >= 2 && (value.front() == '"' || value.front() == '\'')
           && value.back() == value.front();
}

std::string unquoted(std::string_view value) {
    value = trim(value);
    if (!is_quoted(value)) return std::string(value);
    const bool escapes = value.front() == '"';
    std::string out;
    value = value.substr(1, value.size() - 2);
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (escapes && value[i] == '\\' && i + 1 < value.size())
            out += value[++i] == 'n' ? '\n' : value[i];
        else
            out += value[i];
        if (!escapes && value[i] == '\'' && i + 1 < value.size() && value[i + 1] == '\'') ++i;
    }
    return out;
}

/// `[a, "b, c"]` or, where a key means many, "a, b".
std::vector<std::string> pieces_of(std::string_view list) {
    std::vector<std::string> pieces;
    std::size_t from = 0;
    char quote = '\0';
    for (std::size_t i = 0; i <= list.size(); ++i) {
        const char c = i < list.size() ? list[i] : ',';
        if (quote != '\0' && i < list.size()) {
            if (c == quote) quote = '\0';
        } else if ((c == '"' || c == '\'') && trim(list.substr(from, i - from)).empty()) {
            quote = c;
        } else if (c == ',') {
            std::string piece = unquoted(list.substr(from, i - from));
            if (!piece.empty()) pieces.push_back(std::move(piece));
            from = i + 1;
        }
    }
    return pieces;
}

bool means_many(std::string_view key) {
    constexpr std::array<std::string_view, 10> kMany{
        "tags",     "fandoms",  "characters", "genres",        "categories",
        "keywords", "warnings", "authors",    "relationships", "pairings"};
    return std::find(kMany.begin(), kMany.end(), ascii_lowered(key)) != kMany.end();
}

void take_value(FrontEntry& entry, std::string_view value, FrontMatter& matter) {
    if (value.size() >= 2 && value.front() == '[' && value.back() == ']') {
        entry.values = pieces_of(value.substr(1, value.size() - 2));
        matter.typed = true;
    } else if (!value.empty() && (value.front() == '>' || value.front() == '|')
               && value.size() <= 2) {
        entry.block = matter.typed = true;
    } else if (means_many(entry.key) && !is_quoted(value)) {
        entry.values = pieces_of(value);
    } else if (!value.empty()) {
        matter.typed = matter.typed || is_quoted(value);
        entry.values.push_back(unquoted(value));
    }
}

std::optional<FrontMatter> read_front_matter(std::string_view text) {
    const bool toml = text.starts_with("+++\n");
    if (!toml && !text.starts_with("---\n")) return std::nullopt;
    FrontMatter matter;
    matter.typed = toml;
    FrontLines lines(text, 4);
    std::string_view line;
    bool small_keys = true;
    for (std::size_t count = 0; lines.next(line); ++count) {
        if (count == kMostLines) return std::nullopt;
        const std::string_view bare = trim(line);
        if (bare == (toml ? "+++" : "---") || (!toml && line == "...")) {
            matter.to = lines.behind();
            break;
        }
        if (bare.empty() || bare.starts_with('#')) continue;
        if (bare.starts_with("- ") && !matter.entries.empty() && !toml) {
            matter.entries.back().values.push_back(unquoted(bare.substr(2)));
            matter.typed = true;
        } else if (is_ascii_space(line.front()) && !matter.entries.empty()) {
            FrontEntry& entry = matter.entries.back();
            if (entry.values.empty())
                entry.values.emplace_back(bare);
            else
                entry.values.back().append(entry.block ? "\n" : " ").append(bare);
        } else {
            const auto [key, value] = key_of(line, toml ? '=' : ':');
            if (key.empty()) return std::nullopt;
            small_keys = small_keys && std::none_of(key.begin(), key.end(), is_ascii_upper);
            matter.entries.push_back({std::string(key), {}, {lines.from(), lines.from()}, false});
            take_value(matter.entries.back(), value, matter);
        }
        matter.entries.back().where.to = lines.from() + line.size();
    }
    matter.typed = matter.typed || small_keys;
    if (matter.to == 0 || matter.entries.size() < 2 || !matter.typed) return std::nullopt;
    return matter;
}

std::string label_of(std::string key) {
    std::replace(key.begin(), key.end(), '_', ' ');
    if (is_ascii_lower(key[0])) key[0] = static_cast<char>(key[0] - 'a' + 'A');
    return key;
}

struct AtxHeading {
    std::size_t from = 0, to = 0;  ///< its line, and behind it
    std::size_t level = 0;
    std::string title;
    std::size_t title_from = 0;  ///< from the line's beginning
};

/// "## Two ##" -> 2, "Two"; level 0 for other lines.
AtxHeading atx_heading(std::string_view line) {
    AtxHeading heading;
    const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
    if (level == 0 || level > 6 || level == line.size() || line[level] != ' ') return heading;
    std::string_view title = trim(line.substr(level));
    while (title.ends_with('#')) title.remove_suffix(1);
    title = trim(title);
    heading.title = title;
    heading.title_from = static_cast<std::size_t>(title.data() - line.data());
    heading.level = title.empty() ? 0 : level;
    return heading;
}

/// `alone`: only those with an empty line above and below.
std::vector<AtxHeading> headings_behind(std::string_view text, std::size_t at, bool alone) {
    std::vector<AtxHeading> headings;
    FrontLines lines(text, at);
    std::string_view line;
    bool empty_above = true;
    while (lines.next(line)) {
        if (alone && !empty_above && !headings.empty() && headings.back().to == lines.from()
            && !trim(line).empty())
            headings.pop_back();  // words directly below
        AtxHeading heading = atx_heading(line);
        if (heading.level > 0 && (!alone || empty_above)) {
            heading.from = lines.from();
            heading.to = lines.behind();
            headings.push_back(heading);
        }
        empty_above = trim(line).empty();
    }
    return headings;
}

/// A text without the signs that Markdown puts into it for others to see.
class PlainBody {
  public:
    PlainBody(Part& part, std::size_t at)
        : part_(part), view_{std::move(part.text), std::move(part.to_bytes)}, rewrite_(view_),
          at_(at) {}
    ~PlainBody() {
        unescape(view_.text.size());
        rewrite_.finish();
        part_.text = std::move(view_.text);
        part_.to_bytes = std::move(view_.to_bytes);
    }
    PlainBody(const PlainBody&) = delete;
    PlainBody& operator=(const PlainBody&) = delete;

    /// The heading's words as a paragraph; returns where that begins.
    std::uint64_t heading(const AtxHeading& heading) {
        unescape(heading.from);
        const std::string_view text = view_.text;
        const std::size_t title = heading.from + heading.title_from;
        const std::size_t end = title + heading.title.size();
        const bool below = heading.from < 2 || text[heading.from - 2] == '\n';
        replace(heading.from, title, below ? "" : "\n");
        const std::uint64_t at = static_cast<std::uint64_t>(shift_ + std::ptrdiff_t(title));
        const std::size_t behind = std::min(heading.to, text.size());
        const bool above = behind >= text.size() || text[behind] == '\n';
        replace(end, behind, above ? "\n" : "\n\n");
        at_ = behind;
        return at;
    }

  private:
    void replace(std::size_t from, std::size_t to, std::string_view with) {
        rewrite_.replace(from, to, with);
        shift_ += std::ptrdiff_t(with.size()) - std::ptrdiff_t(to - from);
    }
    /// "\*" is a star, and a "\" at a line's end only ends it.
    void unescape(std::size_t to) {
        constexpr std::string_view kMarks = "\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
        const std::string_view text = view_.text;
        while ((at_ = text.find('\\', at_)) < to) {
            const bool mark = at_ + 1 < to && kMarks.find(text[at_ + 1]) != std::string_view::npos;
            if (mark) replace(at_, at_ + 1, "");
            at_ += mark ? 2 : 1;
        }
        at_ = std::min(at_, to);
    }

    Part& part_;
    View view_;
    Rewrite rewrite_;
    std::size_t at_;            ///< everything before it is decided
    std::ptrdiff_t shift_ = 0;  ///< of what stands there
};

/// Chapters begin at the headings but for the title, which may stand once more above them, when
/// there are two.
void take_headings(std::span<const AtxHeading> headings, std::string_view title, std::size_t at,
                   Part& part) {
    std::vector<Section> sections;
    {
        PlainBody body(part, at);
        for (const AtxHeading& heading : headings) {
            const std::uint64_t from = body.heading(heading);
            if (!sections.empty() || title.empty() || fold(heading.title) != title)
                sections.push_back({from, heading.title, {}});
        }
    }
    if (sections.size() < 2) return;
    part.format = "markdown";
    part.sections = std::move(sections);
}

/// Without front matter: two headings of one level, each a paragraph of its own. A single one of a
/// higher level at the top is the title, and left to the reader of headers.
void recognise_by_headings(Part& part) {
    const std::vector<AtxHeading> headings = headings_behind(part.text, 0, true);
    if (headings.size() < 2) return;
    const bool titled = std::none_of(headings.begin() + 1, headings.end(), [&](const auto& one) {
        return one.level <= headings[0].level;
    });
    const std::span<const AtxHeading> rest = std::span(headings).subspan(titled ? 1 : 0);
    const auto alike = std::count_if(rest.begin(), rest.end(), [&](const AtxHeading& one) {
        return one.level == rest[0].level;
    });
    if (alike > 1) take_headings(headings, titled ? fold(headings[0].title) : "", 0, part);
}

}  // namespace

void recognise_markdown(Part& part) {
    if (part.media != Media::text || !part.format.empty()) return;
    const auto matter = read_front_matter(part.text);
    if (!matter) return recognise_by_headings(part);
    part.format = "markdown";
    std::string title;
    for (const FrontEntry& entry : matter->entries)
        for (const std::string& value : entry.values) {
            if (trim(value).empty()) continue;
            part.stated.push_back({label_of(entry.key), value, entry.where});
            if (ascii_lowered(entry.key) == "title") title = fold(value);
        }
    part.zones.push_back({0, matter->to, Zone::Kind::header});
    take_headings(headings_behind(part.text, matter->to, false), title, matter->to, part);
}

}  // namespace solander
