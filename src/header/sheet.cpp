// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/sheet.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/marks.h"
#include "header/decoration.h"
#include "header/label_key.h"

namespace solander {

namespace {

constexpr std::uint32_t kSample = 256;  // lines looked at for the wrap width
constexpr std::uint32_t kWidest = 110;  // bytes; longer lines are not wrapped by hand
constexpr std::uint32_t kNarrowest = 40;
constexpr std::uint32_t kSpoilerLines = 5;  // this many near-empty lines on end are a spoiler space
constexpr std::uint32_t kHeadLines = 200;
constexpr std::uint32_t kTallestBox = 60;  // lines

// Keys (letters only) of lines that say "now the story". Sorted.
constexpr std::string_view kStarts[] = {
    "andnowonwiththestory",
    "andnowthestory",
    "andsoitbegins",
    "begin",
    "beginfic",
    "beginnen",
    "beginning",
    "beginstory",
    "beginthestory",
    "bonnelecture",
    "buonalettura",
    "disfruten",
    "enjoy",
    "enjoyreading",
    "enjoythefic",
    "enjoythestory",
    "happyreading",
    "hereitis",
    "heresthestory",
    "heregoes",
    "herewego",
    "letsbegin",
    "letsgetstarted",
    "now",
    "nowforthestory",
    "nowthestory",
    "onwards",
    "pleaseenjoy",
    "readon",
    "readonandenjoy",
    "start",
    "starthere",
    "startofstory",
    "startstory",
    "story",
    "storybegins",
    "storybeginshere",
    "storystart",
    "storystarts",
    "storystartshere",
    "storytime",
    "thefic",
    "thestory",
    "thestorybegins",
    "thestorystarts",
    "vielspass",
    "vielspassbeimlesen",
    "withoutfurtherado",
};

bool is_start_key(std::string_view key) {
    if (std::find(std::begin(kStarts), std::end(kStarts), key) != std::end(kStarts)) return true;
    if (key.size() > 44) return false;
    constexpr std::string_view kSubjects[] = {"story",   "fic",   "show",    "tale",
                                              "chapter", "fun",   "reading", "madness",
                                              "part",    "drama", "angst",   "action"};
    const bool about_story =
        std::any_of(std::begin(kSubjects), std::end(kSubjects),
                    [key](std::string_view s) { return key.find(s) != std::string_view::npos; });
    if (!about_story) return false;
    for (const std::string_view opening :
         {"onwith", "ontothe", "nowonto", "nowonwith", "nowtothe", "nowbackto"})
        if (key.find(opening) <= 10) return true;
    return key.size() <= 26
           && (key.rfind("begin", 0) == 0 || key.rfind("start", 0) == 0
               || key.find("begins") != std::string_view::npos);
}

/// Bytes of the wall on both sides of a line of a box: "| SNOWFALL |"; 0 when there is none.
std::size_t wall_of(std::string_view text) {
    if (text.size() < 3) return 0;
    const std::size_t wall =
        (text.front() & 0x80) != 0 ? (text.front() == '\xE2' ? box_character_before(text) : 0)
        : std::string_view("|*#+=!:").find(text.front()) != std::string_view::npos ? 1
                                                                                   : 0;
    if (wall == 0 || text.size() < 2 * wall + 1
        || text.substr(0, wall) != text.substr(text.size() - wall))
        return 0;
    return is_ascii_space(text[wall]) && is_ascii_space(text[text.size() - wall - 1]) ? wall : 0;
}

}  // namespace

Sheet::Sheet(const Lines& lines, const std::vector<Region>& furniture, const LabelTable& labels)
    : lines_(&lines), labels_(&labels), size_(static_cast<std::uint32_t>(lines.lines.size())) {
    for (const Region& region : furniture)
        if (region.first < region.last) taken_.emplace_back(region.first, region.last);
    std::sort(taken_.begin(), taken_.end());
    measure();
    find_boxes();
    find_spoiler_space();
}

void Sheet::measure() {
    if (size_ == 0) return;
    const std::uint32_t step = std::max(1U, size_ / kSample);
    std::array<std::uint32_t, kWidest + 1> lengths{};
    std::uint32_t seen = 0, longer = 0, quoted = 0, with_gap = 0;
    for (std::uint32_t i = 0; i < size_; i += step) {
        const Line& l = line(i);
        const std::uint32_t length = l.to - l.from + std::min<std::uint32_t>(l.indent, 40);
        ++seen;
        if (length > kWidest)
            ++longer;
        else
            ++lengths[length];
        quoted += l.from < l.to && lines_->text[l.from] == '>' ? 1U : 0U;
        with_gap += l.blanks_before > 0 ? 1U : 0U;
    }
    markup_ = line(size_ - 1).block != 0;
    quoted_whole_ = size_ >= 4 && quoted * 10 >= seen * 9;
    std::uint32_t above = longer, most = kWidest;
    while (most > 0 && (above + lengths[most]) * 20 <= seen) {
        above += lengths[most];
        --most;
    }
    std::uint32_t near = 0;
    for (std::uint32_t n = most > 20 ? most - 20 : 0; n <= kWidest; ++n) near += lengths[n];
    const bool wrapped = longer * 20 <= seen && most >= kNarrowest && most < kWidest
                         && near * 100 >= seen * 40 && seen >= 8;
    width_ = wrapped ? most : 0;
    blank_between_ = width_ != 0 ? with_gap * 20 >= seen : with_gap * 2 >= seen;
}

/// "S", "P", "O", "I", "L", "E", "R", or dots and stars. A countdown is story.
bool Sheet::spells_spoiler(std::uint32_t first, std::uint32_t last) const {
    std::string letters;
    for (std::uint32_t i = first; i < last; ++i)
        for (const char c : lines_->of(line(i)))
            if (is_ascii_alpha(c))
                letters += ascii_lower(c);
            else if (is_ascii_digit(c) || (c & 0x80) != 0)
                return false;
    return letters.empty() || letters.find("spoiler") != std::string::npos;
}

// Near-empty lines down the page hide what follows from a careless eye; the rules look over them.
void Sheet::find_spoiler_space() {
    const std::uint32_t end = std::min(size_, kHeadLines);
    for (std::uint32_t i = 0; i < end;) {
        std::uint32_t last = i;
        while (last < end && line(last).to - line(last).from <= 2 && !line(last).rule
               && !taken(last))
            ++last;
        if (last - i >= kSpoilerLines && spells_spoiler(i, last)) spoilers_.emplace_back(i, last);
        i = std::max(last, i + 1);
    }
    taken_.insert(taken_.end(), spoilers_.begin(), spoilers_.end());
    std::sort(taken_.begin(), taken_.end());
}

/// Runs of lines between the same walls, closed by a rule above and below.
void Sheet::find_boxes() {
    for (std::uint32_t i = 0; i < size_;) {
        const std::size_t wall = wall_of(lines_->of(line(i)));
        if (wall == 0 || i == 0 || !is_rule(i - 1)) {
            ++i;
            continue;
        }
        const std::string_view sign = lines_->of(line(i)).substr(0, wall);
        std::uint32_t last = i + 1;
        while (last < size_ && last - i < kTallestBox && gap(last) == 0
               && wall_of(lines_->of(line(last))) == wall
               && lines_->of(line(last)).substr(0, wall) == sign)
            ++last;
        if (last < size_ && gap(last) == 0 && is_rule(last)) boxes_.emplace_back(i, last);
        i = last;
    }
}

namespace {

bool in_ranges(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ranges,
               std::uint32_t i) {
    const auto after =
        std::upper_bound(ranges.begin(), ranges.end(), i,
                         [](std::uint32_t n, const auto& range) { return n < range.first; });
    return after != ranges.begin() && i < std::prev(after)->second;
}

}  // namespace

bool Sheet::taken(std::uint32_t i) const { return in_ranges(taken_, i); }

bool Sheet::boxed(std::uint32_t i) const { return !boxes_.empty() && in_ranges(boxes_, i); }

std::string_view Sheet::text(std::uint32_t i) const {
    std::string_view out = lines_->of(line(i));
    if (quoted_whole_)
        while (!out.empty() && (out.front() == '>' || out.front() == ' ')) out.remove_prefix(1);
    if (boxed(i)) {
        const std::size_t wall = wall_of(out);
        out = trim(out.substr(wall, out.size() - 2 * wall));
    }
    return out;
}

bool Sheet::is_rule(std::uint32_t i) const {
    if (line(i).rule) return true;
    const std::string_view t = text(i);
    if (t.empty() && boxed(i)) return true;
    if (t.size() < 3 || t.size() > 500) return false;
    const char c = t.front();
    if (is_ascii_alpha(c) && c != 'o' && c != 'O' && c != 'x' && c != 'X') return false;
    if (starts_with_ignoring_ascii_case(t, "<hr") || equals_ignoring_ascii_case(t, "[hr]"))
        return true;
    return ornament_of(t) == Ornament::strong;
}

// "one." and "enjoy." at the end of a wrapped note mark nothing.
bool Sheet::is_tail_of_sentence(std::uint32_t i) const {
    return i > 0 && gap(i) == 0 && runs_on(i - 1);
}

bool Sheet::is_start_mark(std::uint32_t i) const {
    const std::string_view t = text(i);
    if (t.size() < 3 || t.size() > 64 || is_tail_of_sentence(i)) return false;
    const LabelKey key = label_key(t);
    return key.size > 2 && is_start_key(key.view());
}

bool Sheet::is_part_mark(std::uint32_t i) const {
    const std::string_view t = text(i);
    if (t.empty() || t.size() > 90 || is_tail_of_sentence(i)) return false;
    const auto mark = chapter_mark(t);
    return mark && (mark->strong || mark->number > 0 || mark->of >= 0);
}

bool Sheet::is_end_mark(std::uint32_t i) const {
    const std::string_view t = text(i);
    return t.size() <= 60 && !is_tail_of_sentence(i) && end_mark(t) != EndMark::none;
}

bool Sheet::runs_on(std::uint32_t i) const {
    if (i + 1 >= size_ || gap(i + 1) > 0 || line(i).rule || line(i + 1).rule
        || line(i).block != line(i + 1).block || boxed(i))
        return false;
    const std::string_view now = text(i), next = text(i + 1);
    if (now.empty() || next.empty()) return false;
    const char last = now.back();
    if (is_ascii_lower(next.front()) && last != '.' && last != '!' && last != '?' && last != ':')
        return true;
    return last == ',' || (last == '-' && now.size() > 40) || is_full(i);
}

bool Sheet::is_full(std::uint32_t i) const {
    if (i + 1 >= size_ || gap(i + 1) > 0 || markup_) return false;
    const std::string_view now = text(i), next = text(i + 1);
    const std::size_t first_word = std::min(next.find(' '), next.size());
    const std::size_t indent = std::min<std::size_t>(line(i).indent, 40);
    // A header may be wrapped narrower than its story; 68 columns and more are never chance.
    const std::size_t full = now.size() + indent + 1 + first_word;
    if (width_ != 0) return full + 2 > width_;
    return now.size() >= 55 && now.size() <= 90 && full >= 68;
}

std::uint32_t Sheet::next_free(std::uint32_t i) const {
    while (i < size_ && taken(i)) ++i;
    return i;
}

std::string Sheet::joined(std::uint32_t first, std::uint32_t last) const {
    std::string out(text_between(first, last));
    for (char& c : out) c = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    return out;
}

std::string_view Sheet::text_between(std::uint32_t first, std::uint32_t last) const {
    if (first >= last) return {};
    return lines_->text.substr(line(first).from, line(last - 1).to - line(first).from);
}

std::optional<LabelHit> Sheet::label(std::uint32_t i, LabelSearch search) const {
    const Line& l = line(i);
    if (l.rule || l.from == l.to) return std::nullopt;
    const std::string_view t = text(i);
    // A table's cell or a <dt> needs no sign: "<th>Title</th><td>Snow</td>".
    if (l.cell && t.size() <= 40 && t.find(':') == std::string_view::npos) {
        const LabelMatch match = labels_->match(t, false);
        if (match && match.fit == LabelFit::exact
            && (match.strength() != LabelStrength::faint || search.small_letters
                || search.unknown)) {
            LabelHit cell;
            cell.match = match;
            cell.label_to = cell.value_from = cell.value_to = static_cast<std::uint32_t>(t.size());
            cell.sign = LabelSign::cell;
            cell.mark = 'c';
            return cell;
        }
    }
    search.table = labels_;
    const std::optional<LabelHit> hit = read_label(t, search);
    return hit || !search.weak_signs ? hit : strong_label(l, t);
}

/// "<b>Title</b> Snow": what is bold is the label, and nothing else says so.
std::optional<LabelHit> Sheet::strong_label(const Line& l, std::string_view text) const {
    constexpr std::size_t kLongestLabel = 32, kLongestSmall = 30;
    if (!l.strong_start || l.strong_to <= l.from || l.strong_to - l.from > kLongestLabel
        || l.strong_to >= l.to || text.size() != l.to - l.from)
        return std::nullopt;
    const std::string_view label = trim(text.substr(0, l.strong_to - l.from));
    const LabelMatch match = labels_->match(label, false);
    if (!match || match.fit != LabelFit::exact || match.strength() == LabelStrength::faint
        || !is_ascii_space(text[l.strong_to - l.from - (label.size() < l.strong_to - l.from)]))
        return std::nullopt;
    LabelHit hit;
    hit.match = match;
    hit.label_to = static_cast<std::uint32_t>(label.size());
    hit.value_from = l.strong_to - l.from;
    hit.value_to = static_cast<std::uint32_t>(text.size());
    while (hit.value_from < hit.value_to && is_ascii_space(text[hit.value_from])) ++hit.value_from;
    // "<b>Notes</b> lay all over the floor": a sentence.
    if (is_ascii_lower(text[hit.value_from]) && hit.value_to - hit.value_from > kLongestSmall)
        return std::nullopt;
    hit.sign = LabelSign::bracket;
    hit.mark = '<';
    return hit;
}

Span Sheet::where(std::string_view piece) const {
    const auto from = static_cast<std::uint64_t>(piece.data() - lines_->text.data());
    const Span span{from, from + piece.size()};
    if (lines_->to_part == nullptr || lines_->to_part->identity()) return span;
    if (span.empty()) {
        const std::uint64_t at = lines_->to_part->to_in(from);
        return {at, at};
    }
    return lines_->to_part->to_in(span);
}

std::string_view Sheet::piece(std::uint32_t i, std::size_t from, std::size_t to) const {
    const auto start = static_cast<std::size_t>(text(i).data() - lines_->text.data());
    return lines_->text.substr(start + from, to - from);
}

Span Sheet::where(std::uint32_t i, std::size_t from, std::size_t to) const {
    return where(piece(i, from, to));
}

}  // namespace solander
