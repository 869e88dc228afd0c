// SPDX-License-Identifier: GPL-3.0-or-later
// What list servers, mail services and sites put around a story (story-files 15). Only whole lines,
// and away from the edges only what nobody writes into a story.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/embedded.h"
#include "base/text.h"
#include "document/structure.h"

namespace solander {

namespace {

constexpr std::size_t kTail = 60;       // lines from the end that "tail" means
constexpr std::size_t kEdge = 8;        // and "edge", from either end
constexpr std::size_t kOpenLines = 30;  // an opened footer is not longer
constexpr std::size_t kAdvert = 30;     // lines of a sponsor's block
constexpr std::size_t kMailWidth = 200;

// What the further paragraphs of a list's footer speak of.
constexpr std::string_view kFooterWords[] = {"subscri", "mailing list", "yahoo",    "digest",
                                             "list-",   "e-mail",       "moderator"};

enum class Where : unsigned char { any, tail, edge };
enum class How : unsigned char { is, starts, has, open };
struct Pattern {
    Where where;
    How how;
    std::string_view text;
};

struct Patterns {
    std::unordered_map<std::string_view, std::vector<Pattern>>
        by_word;                    ///< anchored ones, by first word
    std::vector<Pattern> anywhere;  ///< `has`
};

std::string_view first_word_of(std::string_view text) {
    const WordRange word = next_word(text, 0);
    return text.substr(word.from, word.to - word.from);
}

const Patterns& patterns() {
    static const Patterns loaded = [] {
        Patterns out;
        for (const std::string_view line : split(embedded("data/furniture.tsv"), '\n')) {
            const std::vector<std::string_view> cells = split(line, '\t');
            if (line.starts_with('#') || cells.size() != 3) continue;
            Pattern pattern{Where::any, How::is, cells[2]};
            pattern.where = cells[0] == "tail"   ? Where::tail
                            : cells[0] == "edge" ? Where::edge
                                                 : Where::any;
            pattern.how = cells[1] == "starts" ? How::starts
                          : cells[1] == "has"  ? How::has
                          : cells[1] == "open" ? How::open
                                               : How::is;
            if (pattern.how == How::has)
                out.anywhere.push_back(pattern);
            else
                out.by_word[first_word_of(pattern.text)].push_back(pattern);
        }
        return out;
    }();
    return loaded;
}

std::string_view without_quoting(std::string_view line) {
    while (!line.empty() && (line.front() == '>' || line.front() == ' ')) line.remove_prefix(1);
    return line;
}

std::size_t count_of(std::string_view line, char c) {
    return static_cast<std::size_t>(std::count(line.begin(), line.end(), c));
}

/// Marks lines as furniture; from the marks come the regions.
class Finder {
  public:
    explicit Finder(const Lines& lines) : lines_(lines), taken_(lines.lines.size(), 0) {}

    std::vector<Region> find() {
        for (std::size_t i = 0; i < lines_.lines.size(); ++i) {
            const std::string_view line = without_quoting(lines_.of(lines_.lines[i]));
            if (line.empty() || line.size() > kMailWidth || taken_[i] != 0) continue;
            const char c = line.front();
            if (c == '-' || c == '=' || c == '_')
                drawn(i, line);
            else
                worded(i, line);
        }
        take_links();
        spoiler_space();
        return regions();
    }

  private:
    std::size_t size() const { return lines_.lines.size(); }
    bool in_tail(std::size_t i) const { return i + kTail >= size(); }
    void take(std::size_t first, std::size_t last) {
        std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(first),
                  taken_.begin() + static_cast<std::ptrdiff_t>(std::min(last, size())), char{1});
    }
    std::string_view line(std::size_t i) const {
        return without_quoting(lines_.of(lines_.lines[i]));
    }

    /// First line from `i` on, within `most`, for which `is` holds; size() if none.
    template <class Is>
    std::size_t find_line(std::size_t i, std::size_t most, Is&& is) const {
        for (std::size_t end = std::min(size(), i + most); i < end; ++i)
            if (is(line(i))) return i;
        return size();
    }

    void drawn(std::size_t i, std::string_view text) {
        const std::size_t dashes = count_of(text, '-');
        // "---- Yahoo! Groups Sponsor ----~-->" to "----_->"; counts of dashes drift.
        const bool sponsor = dashes >= 28 && text.find("ponsor") != std::string_view::npos;
        const bool egroups = dashes >= 50 && text.find("<e|-") != std::string_view::npos;
        if (sponsor || egroups) {
            const std::size_t close = find_line(i + 1, kAdvert, [](std::string_view l) {
                return count_of(l, '-') >= 50 && (l.ends_with("->") || l.ends_with("|e>-"));
            });
            if (close < size()) take(i, close + 1);
            return;
        }
        if (text.starts_with("-----BEGIN PGP SIGNED MESSAGE")) {
            take(i, i + 1);
            if (i + 1 < size() && line(i + 1).starts_with("Hash:")) take(i + 1, i + 2);
        } else if (text.starts_with("-----BEGIN PGP")) {
            const std::size_t close = find_line(
                i + 1, 80, [](std::string_view l) { return l.starts_with("-----END PGP"); });
            if (close < size()) take(i, close + 1);
        } else if (dashes >= 68 && dashes == text.size()) {
            // A rule, an advert's link, a rule.
            const std::size_t close =
                find_line(i + 1, 12, [](std::string_view l) { return count_of(l, '-') >= 68; });
            const std::size_t link = find_line(i + 1, 12, [](std::string_view l) {
                return l.find("click.egroups.com") != std::string_view::npos;
            });
            if (link < close && close < size()) take(i, close + 1);
        } else if (text == "--" && size() - i <= 10) {
            signature(i);
        } else if ((count_of(text, '_') >= 40 || text.starts_with("==^====")) && in_tail(i)
                   && size() - i <= kOpenLines) {
            // Mailman's footer: a rule, the list's name, an address.
            const std::size_t address = find_line(i + 1, 4, [](std::string_view l) {
                return l.find("mailing list") != std::string_view::npos
                       || l.find("listinfo") != std::string_view::npos
                       || l.find("unsubscribe") != std::string_view::npos
                       || l.find("UNSUBSCRIBE") != std::string_view::npos;
            });
            if (address < size()) take_footer(i);
        }
    }

    /// "-- " with its blank, and a few short lines to the end. A bare "--" is a scene break.
    void signature(std::size_t i) {
        const Line& dashes = lines_.lines[i];
        if (dashes.to >= lines_.text.size() || lines_.text[dashes.to] != ' ') return;
        for (std::size_t k = i + 1; k < size(); ++k)
            if (lines_.lines[k].blanks_before > 1 || line(k).size() > 80) return;
        take(i, size());
    }

    void worded(std::size_t i, std::string_view text) {
        char lowered[16];
        std::size_t at = 0, length = 0;
        while (at < text.size() && at < 8 && !is_ascii_alpha(text[at])) ++at;
        for (; at < text.size() && length < sizeof lowered
               && (is_ascii_alpha(text[at]) || text[at] == '-' || text[at] == '\'');
             ++at)
            lowered[length++] = ascii_lower(text[at]);
        const auto found = patterns().by_word.find(std::string_view(lowered, length));
        // What is looked for inside a line holds an address or a list's name.
        const bool near_end = in_tail(i)
                              && (text.find_first_of("@/") != std::string_view::npos
                                  || text.find("list") != std::string_view::npos);
        if (found == patterns().by_word.end() && !near_end) return;
        const std::string squeezed = ascii_lowered(squeeze(text));
        if (found != patterns().by_word.end())
            for (const Pattern& pattern : found->second) apply(i, pattern, squeezed);
        if (near_end)
            for (const Pattern& pattern : patterns().anywhere) apply(i, pattern, squeezed);
    }

    void apply(std::size_t i, const Pattern& pattern, std::string_view text) {
        const bool edge = i < kEdge || i + kEdge >= size();
        if ((pattern.where == Where::tail && !in_tail(i))
            || (pattern.where == Where::edge && !edge))
            return;
        switch (pattern.how) {
        case How::is:
            // "[Home] | Back": the words between bars and brackets, on a line of their own.
            if (!stands_alone(i)) break;
            if (all_navigation(text, pattern.where)
                || (trim_signs(text) == pattern.text && pattern.where != Where::edge))
                take(i, i + 1);
            else if (trim_signs(text) == pattern.text)
                links_.push_back(i);
            break;
        case How::starts:
            if (text.starts_with(pattern.text))
                take_with_address(i, text.size() - pattern.text.size());
            break;
        case How::has:
            if (text.size() <= 100 && text.find(pattern.text) != std::string_view::npos)
                take(i, i + 1);
            break;
        case How::open:
            if (text.starts_with(pattern.text) && size() - i <= kOpenLines) take_footer(i);
            break;
        }
    }

    /// "Home" on a line of its own is a link as the first or last line of all, or next to another
    /// one; elsewhere it may be what somebody said.
    void take_links() {
        const auto one = [&](std::size_t i) {
            const bool above = i == 0 || taken_[i - 1] != 0;
            const bool below = i + 1 == size() || taken_[i + 1] != 0;
            if (above || below) take(i, i + 1);
        };
        for (std::size_t k = 0; k + 1 < links_.size(); ++k)
            if (links_[k] + 1 == links_[k + 1]) take(links_[k], links_[k] + 2);
        std::for_each(links_.begin(), links_.end(), one);
        std::for_each(links_.rbegin(), links_.rend(), one);
    }

    /// First line behind the paragraph that line `i` is in.
    std::size_t paragraph_end(std::size_t i) const {
        for (++i; i < size() && lines_.lines[i].blanks_before == 0
                  && lines_.lines[i].block == lines_.lines[i - 1].block;)
            ++i;
        return i;
    }

    static bool has_address(std::string_view text) {
        return text.find("://") != std::string_view::npos
               || text.find("www.") != std::string_view::npos
               || text.find('@') != std::string_view::npos;
    }

    static bool of_a_footer(std::string_view text) {
        if (has_address(text) || is_rule(text)) return true;
        const std::string low = ascii_lowered(text);
        return std::any_of(std::begin(kFooterWords), std::end(kFooterWords),
                           [&](std::string_view word) { return low.find(word) != low.npos; });
    }

    /// A footer of which nobody knows the last line: it holds an address in its first two
    /// paragraphs, and goes on as long as each paragraph speaks of lists and mail. What follows is
    /// somebody's text again.
    void take_footer(std::size_t i) {
        std::size_t end = paragraph_end(i);
        const std::size_t second = end < size() ? paragraph_end(end) : end;
        if (find_line(i, second - i, has_address) >= second) return;
        while (end < size()) {
            const std::size_t next = paragraph_end(end);
            if (find_line(end, next - end, of_a_footer) >= next) break;
            end = next;
        }
        take(i, end);
    }

    /// "[Home] [Next]", "Back | Index": several of the table's words, and nothing else.
    static bool all_navigation(std::string_view text, Where where) {
        if (text.size() > 80 || text.find_first_of("[]|<>{}") == std::string_view::npos)
            return false;
        while (!text.empty()) {
            const std::size_t from = text.find_first_not_of("[]|<>{} ");
            if (from == std::string_view::npos) break;
            text.remove_prefix(from);
            const std::size_t to = std::min(text.find_first_of("[]|<>{}"), text.size());
            const std::string_view piece = trim(text.substr(0, to));
            const auto found = patterns().by_word.find(first_word_of(piece));
            if (found == patterns().by_word.end()
                || std::none_of(found->second.begin(), found->second.end(), [&](const Pattern& p) {
                       return p.how == How::is && p.where == where && p.text == piece;
                   }))
                return false;
            text.remove_prefix(to);
        }
        return true;
    }

    /// Capitalised, no end of a sentence, nothing right above: not the last word of a paragraph.
    bool stands_alone(std::size_t i) const {
        const std::string_view text = line(i);
        const auto letter = std::find_if(text.begin(), text.end(), is_ascii_alpha);
        return letter != text.end() && is_ascii_upper(*letter)
               && std::string_view(".,!?;\"'").find(text.back()) == std::string_view::npos
               && (i == 0 || lines_.lines[i].blanks_before > 0 || taken_[i - 1] != 0
                   || lines_.lines[i].cell || lines_.lines[i].block != lines_.lines[i - 1].block);
    }

    static std::string_view trim_signs(std::string_view text) {
        const auto sign = [](char c) { return !is_ascii_alpha(c) && (c & 0x80) == 0; };
        while (!text.empty() && sign(text.front())) text.remove_prefix(1);
        while (!text.empty() && sign(text.back())) text.remove_suffix(1);
        return text;
    }

    /// The line, and a next line that holds nothing but the address it announces.
    void take_with_address(std::size_t i, std::size_t rest) {
        take(i, i + 1);
        if (rest > 12 || i + 1 >= size() || lines_.lines[i + 1].blanks_before > 1) return;
        const std::string_view next = line(i + 1);
        const bool address = next.find(' ') == std::string_view::npos
                             && (next.find('@') != std::string_view::npos
                                 || next.find("://") != std::string_view::npos);
        if (address) take(i + 1, i + 2);
    }

    /// S, P, O, I, L, E, R down the page; rows of dots. Eight lines or more.
    void spoiler_space() {
        constexpr std::size_t kFewest = 7;
        for (std::size_t i = 0; i < size();) {
            std::size_t end = i;
            std::string letters;
            bool dots = true;
            while (end < size() && !lines_.lines[end].rule && line(end).size() <= 1
                   && end - i < 200) {
                if (!line(end).empty()) {
                    letters += ascii_lower(line(end).front());
                    dots = dots && !is_ascii_alpha(line(end).front());
                }
                ++end;
            }
            const bool spelled = letters.find("spoil") != std::string::npos
                                 || letters.find("space") != std::string::npos;
            if (end - i >= kFewest && (dots || spelled)) take(i, end);
            i = std::max(end, i + 1);
        }
    }

    static bool is_rule(std::string_view text) {
        return text.size() >= 20 && text.find_first_not_of("-_=~*") == std::string_view::npos;
    }

    std::vector<Region> regions() const {
        std::vector<Region> out;
        for (std::uint32_t i = 0; i < size(); ++i) {
            if (taken_[i] == 0) continue;
            if (!out.empty() && out.back().last == i) {
                ++out.back().last;
                continue;
            }
            // A rule drawn right above a footer belongs to it.
            const bool ruled = i > 0 && taken_[i - 1] == 0 && in_tail(i) && is_rule(line(i - 1));
            out.push_back({ruled ? i - 1 : i, i + 1, Layer::furniture});
        }
        return out;
    }

    const Lines& lines_;
    std::vector<char> taken_;
    std::vector<std::size_t> links_;  // lines that may be navigation, by what stands around them
};

}  // namespace

std::vector<Region> find_furniture(const Lines& lines) { return Finder(lines).find(); }

}  // namespace solander
