// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/label_line.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "document/marks.h"
#include "header/decoration.h"

namespace solander {

namespace {

constexpr std::size_t kLook = 120;         // bytes of a line that are looked at
constexpr std::size_t kLongestLabel = 64;  // bytes; letter-spaced and Cyrillic labels are long
constexpr std::size_t kLongestUnknown = 32;
constexpr int kMostUnknownWords = 4;
constexpr std::string_view kWideColon = "：";

struct Colon {
    std::size_t from, to;
};

bool is_letter_start(std::string_view text) {
    return !text.empty() && (is_ascii_alpha(text[0]) || (text[0] & 0x80) != 0 || text[0] == '(');
}

/// A smiley, a clock or a URL, where a colon separates nothing.
bool colon_is_other(std::string_view line, std::size_t at) {
    const char before = at > 0 ? line[at - 1] : ' ';
    const char next = at + 1 < line.size() ? line[at + 1] : ' ';
    const char after = at + 2 < line.size() ? line[at + 2] : ' ';
    if (is_ascii_digit(before) && is_ascii_digit(next)) return true;
    if (next == '/' && after == '/') return true;
    constexpr std::string_view kMouths = ")(DPpoO|*]";
    if (next == '-' && kMouths.find(after) != std::string_view::npos) return true;
    return is_ascii_space(before) && kMouths.find(next) != std::string_view::npos
           && (is_ascii_space(after) || after == next);
}

std::optional<Colon> find_colon(std::string_view line, std::size_t from) {
    const std::size_t stop = std::min(line.size(), from + kLongestLabel + 24);
    for (std::size_t at = from; at < stop; ++at) {
        if (line[at] == ':') {
            if (colon_is_other(line, at)) return std::nullopt;
            std::size_t to = at + 1;
            while (to < line.size() && line[to] == ':') ++to;
            return Colon{at, to};
        }
        if (line[at] == kWideColon[0] && line.substr(at, 3) == kWideColon) return Colon{at, at + 3};
    }
    return std::nullopt;
}

/// End of the label proper: closing decoration, leader dots and spaces before the separator are not
/// its.
std::size_t trim_label(std::string_view line, std::size_t from, std::size_t to,
                       const Opening& opening, bool& closed) {
    closed = false;
    while (to > from) {
        const std::string_view label = line.substr(from, to - from);
        const char last = label.back();
        if (is_ascii_space(last) || last == '.') {
            --to;
        } else if (const std::size_t tag = formatting_tag_before(label)) {
            to -= tag;
        } else if (opening.has(last) || last == '*' || last == '_' || last == '~' || last == '='
                   || last == '-' || last == '"' || last == '|') {
            closed = closed || opening.has(last) || last == '"';
            --to;
        } else if (last == '\'' && opening.has('\'')) {
            closed = true;
            --to;
        } else if (opening.bracket != 0
                   && closing_bracket(opening.bracket, label.substr(label.size() - 1))
                   && label.find(opening.bracket) == std::string_view::npos) {
            closed = true;
            --to;
        } else if (label.size() >= 3
                   && (label.substr(label.size() - 3) == "…"
                       || label.substr(label.size() - 3) == "\u201D"
                       || label.substr(label.size() - 3) == "\u2019")) {
            closed = closed || label.substr(label.size() - 3) == "\u201D";
            to -= 3;
        } else if (label.size() >= 2 && label.substr(label.size() - 2) == "\xC2\xA0") {
            to -= 2;
        } else if (opening.bracket == 'K' && label.size() >= 3
                   && closing_bracket('K', label.substr(label.size() - 3))) {
            closed = true;
            to -= 3;
        } else {
            break;
        }
    }
    return to;
}

/// Skips what closes the label's decoration, tags and spaces; cuts what closes it at the line's
/// end.
void trim_value(std::string_view line, const Opening& opening, bool closed, LabelHit& hit) {
    std::size_t from = hit.value_from, to = line.size();
    int marks_left = closed ? 0 : 4;
    bool closed_behind = closed;
    while (from < to) {
        const std::string_view value = line.substr(from, to - from);
        if (is_ascii_space(value[0])) {
            ++from;
        } else if (value.substr(0, 2) == "\xC2\xA0") {
            from += 2;
        } else if (const std::size_t tag = formatting_tag(value)) {
            from += tag;
        } else if (marks_left > 0 && opening.has(value[0])) {
            --marks_left;
            closed_behind = true;
            ++from;
        } else if (!closed_behind && opening.quoted && value[0] == '"') {
            closed_behind = true;
            ++from;
        } else if (!closed_behind && opening.bracket != 0
                   && closing_bracket(opening.bracket, value)) {
            closed_behind = true;
            from += closing_bracket(opening.bracket, value);
        } else {
            break;
        }
    }
    while (from < to) {
        const std::string_view value = line.substr(from, to - from);
        const char last = value.back();
        if (is_ascii_space(last)) {
            --to;
        } else if (const std::size_t tag = formatting_tag_before(value)) {
            to -= tag;
        } else if (!closed_behind && opening.has(last)
                   && std::strchr("*_~#+=|/", last) != nullptr) {
            --to;
        } else if (!closed_behind && opening.bracket != 0
                   && closing_bracket(opening.bracket, value.substr(value.size() - 1))
                   && value.find(opening.bracket) == std::string_view::npos) {
            --to;
            closed_behind = true;
        } else if ((opening.bullet == '*' || opening.bullet == '|' || opening.bullet == '#')
                   && last == opening.bullet && value.size() > 2
                   && (value[value.size() - 2] == ' ' || value[value.size() - 2] == '\t')) {
            --to;  // the right wall of a box
        } else {
            break;
        }
    }
    hit.value_from = static_cast<std::uint32_t>(from);
    hit.value_to = static_cast<std::uint32_t>(std::max(from, to));
}

constexpr std::string_view kSpeech[] = {
    "said",  "says",    "asked",    "asks",   "replied",  "whispered", "thought", "read", "reads",
    "wrote", "shouted", "answered", "added",  "muttered", "and",       "but",     "is",   "was",
    "are",   "were",    "had",      "saying", "thinking", "it",        "he",      "she",  "they",
    "him",   "her",     "them",     "that",   "this",     "me",        "to",      "of",   "the",
};

/// "Chapter Song", "Spice level", not "He said", "Mulder, then" or half a sentence.
bool unknown_label_fits(std::string_view label, std::string_view value) {
    if (label.empty() || label.size() > kLongestUnknown || is_ascii_digit(label.front()))
        return false;
    if (label.find_first_of(".,!;\"@<>{}[]=") != std::string_view::npos) return false;
    int words = 1;
    for (const char c : label) words += c == ' ' ? 1 : 0;
    if (words > kMostUnknownWords) return false;
    const std::size_t space = label.rfind(' ');
    const std::string last =
        ascii_lowered(space == std::string_view::npos ? label : label.substr(space + 1));
    if (std::find(std::begin(kSpeech), std::end(kSpeech), last) != std::end(kSpeech)) return false;
    return value.empty()
           || (value[0] != '"' && value[0] != '\'' && value.substr(0, 3) != "\u201C"
               && value.substr(0, 3) != "\u2018" && value.substr(0, 2) != "\u00AB");
}

std::optional<LabelHit> read_colon(std::string_view line, const Opening& opening,
                                   LabelSearch search) {
    const std::size_t from = opening.length;
    const auto colon = find_colon(line, from);
    if (!colon || colon->from == from) return std::nullopt;
    LabelHit hit;
    bool closed = false;
    const std::size_t to = trim_label(line, from, colon->from, opening, closed);
    if (to == from || to - from > kLongestLabel) return std::nullopt;
    // Speech with a colon in it, not a quoted label: "Warning: do not," she read.
    if (opening.quoted && !closed && line.substr(colon->to, 1) != "\""
        && line.substr(colon->to, 3) != "\u201D")
        return std::nullopt;
    const std::string_view label = line.substr(from, to - from);
    hit.label_from = static_cast<std::uint32_t>(from);
    hit.label_to = static_cast<std::uint32_t>(to);
    hit.value_from = static_cast<std::uint32_t>(colon->to);
    hit.sign = LabelSign::colon;
    hit.match = search.table->match(label, search.typos);
    trim_value(line, opening, closed, hit);
    if (hit.known()) return hit;
    if (!search.unknown || opening.quoted || chapter_mark(line)
        || !unknown_label_fits(label, line.substr(hit.value_from, hit.value_to - hit.value_from)))
        return std::nullopt;
    return hit;
}

constexpr std::string_view kFixedBlank = "\u00A0";

/// Bytes of the blanks that `rest` begins with, when there are two or more: a column. Pages hold
/// them apart by &nbsp;.
std::size_t column_gap(std::string_view rest) {
    std::size_t at = 0, blanks = 0;
    for (; at < rest.size(); ++blanks)
        if (rest[at] == ' ')
            ++at;
        else if (rest.substr(at, kFixedBlank.size()) == kFixedBlank)
            at += kFixedBlank.size();
        else
            break;
    return blanks >= 2 ? at : 0;
}

/// Bytes of a weak separator at `at`; 0 if there is none. `label_end` is set when the label ends
/// earlier.
std::size_t weak_sign(std::string_view line, std::size_t at, char opened) {
    const auto rest = line.substr(at);
    const char c = rest[0];
    if (is_ascii_alpha(c)) return 0;
    const char before = at > 0 ? line[at - 1] : ' ';
    const auto run = [&rest](char mark) {
        std::size_t n = 0;
        while (n < rest.size() && rest[n] == mark) ++n;
        return n;
    };
    if (c == '\t' || c == '=' || c == '|' || (c == '>' && opened != '<')) return run(c);
    if (c == ' ' || c == kFixedBlank[0])
        if (const std::size_t gap = column_gap(rest)) return gap;
    if (c == ';' || c == '?') return rest.size() == 1 || rest[1] == ' ' ? 1 : 0;
    if (c == '.' && run('.') >= 3) return run('.');
    if (c == '-' || c == '~') {
        const std::size_t dashes = run(c);
        const char behind = dashes < rest.size() ? rest[dashes] : ' ';
        const bool arrow = behind == '>';
        if (dashes >= 2 || is_ascii_space(before) || is_ascii_space(behind) || arrow)
            return dashes + (arrow ? 1 : 0);
        return 0;
    }
    if ((c & 0x80) == 0) return 0;
    if (rest.substr(0, 2) == "»") return 2;
    const std::string_view three = rest.substr(0, 3);
    if (three == "–" || three == "—" || three == "―" || three == "…" || three == "→"
        || three == "\u2212")
        return 3;
    return 0;
}

/// "Archive? - No", "Archive? | No".
bool sign_behind(std::string_view line, std::size_t at) {
    std::size_t to = at;
    while (to < line.size() && line[to] == ' ') ++to;
    return to < line.size() && to <= at + 1 && line[to] != '?' && line[to] != '.'
           && weak_sign(line, to, 0) > 0;
}

void skip_weak_residue(std::string_view line, LabelHit& hit) {
    while (hit.value_from < line.size()) {
        const std::string_view rest = line.substr(hit.value_from);
        const char c = rest[0];
        const bool single = c == '-' || c == '~' || c == '=' || c == '|' || c == '>' || c == ':';
        if (is_ascii_space(c)
            || (single && (rest.size() < 2 || is_ascii_space(rest[1]) || rest[1] == c)))
            ++hit.value_from;
        else if (rest.substr(0, 3) == "–" || rest.substr(0, 3) == "—")
            hit.value_from += 3;
        else
            break;
    }
}

std::optional<LabelHit> finish_weak(std::string_view line, const Opening& opening, std::size_t to,
                                    std::size_t value_from, LabelSign sign,
                                    const LabelSearch& search) {
    const std::size_t from = opening.length;
    bool closed = false;
    to = trim_label(line, from, to, opening, closed);
    if (to == from || to - from > 40) return std::nullopt;
    const std::string_view label = line.substr(from, to - from);
    LabelHit hit;
    hit.match = search.table->match(label, false);
    // A faint word, or one letter, needs its capital: "for - as she said".
    const bool faint = hit.known() && hit.strength() == LabelStrength::faint;
    if (!hit.known() || (faint && is_ascii_lower(label[0]) && !search.small_letters))
        return std::nullopt;
    hit.label_from = static_cast<std::uint32_t>(from);
    hit.label_to = static_cast<std::uint32_t>(to);
    hit.value_from = static_cast<std::uint32_t>(value_from);
    hit.sign = sign;
    hit.mark = sign == LabelSign::bracket ? (opening.bracket != 0     ? opening.bracket
                                             : opening.mark_count > 0 ? opening.marks[0]
                                                                      : '<')
               : sign == LabelSign::alone ? 'a'
                                          : line[std::min(value_from - 1, line.size() - 1)];
    if (hit.mark == kFixedBlank.back()) hit.mark = ' ';
    if (sign == LabelSign::weak) skip_weak_residue(line, hit);
    trim_value(line, opening, closed || sign == LabelSign::bracket, hit);
    return hit;
}

std::optional<LabelHit> read_weak(std::string_view line, const Opening& opening,
                                  const LabelSearch& search) {
    const std::size_t from = opening.length;
    const std::size_t stop = std::min(line.size(), from + 44);
    int words = 1;
    for (std::size_t at = from + 1; at < stop; ++at) {
        const std::string_view rest = line.substr(at);
        if (opening.bracket != 0)
            if (const std::size_t close = closing_bracket(opening.bracket, rest))
                return finish_weak(line, opening, at, at + close, LabelSign::bracket, search);
        const char c = line[at];
        if (opening.mark_count > 0 && opening.has(c) && c != '\'' && c != '-') {
            std::size_t end = at;
            while (end < line.size() && opening.has(line[end])) ++end;
            return end == line.size() || is_ascii_space(line[end])
                       ? finish_weak(line, opening, at, end, LabelSign::bracket, search)
                       : std::nullopt;
        }
        if (c == '<' || (c == '[' && opening.bracket == 0))
            if (const std::size_t tag = formatting_tag(rest))
                return finish_weak(line, opening, at, at + tag, LabelSign::bracket, search);
        if (opening.quoted) continue;
        if (const std::size_t sign = weak_sign(line, at, opening.bracket)) {
            const char mark = line[at] == kFixedBlank[0] ? ' ' : line[at];
            // "Archive? = Ask first": the sign behind the question is the block's.
            if (mark == '?' && sign_behind(line, at + 1)) continue;
            // "Archive? Ask first": only where the label is a question people ask.
            auto hit = finish_weak(line, opening, at, at + sign, LabelSign::weak, search);
            if (hit && mark == '?' && !hit->match.can_be(FieldId::archive)
                && !hit->match.can_be(FieldId::feedback) && !hit->match.can_be(FieldId::status))
                return std::nullopt;
            if (hit || mark != ' ') return hit;
        }
        words += c == ' ' ? 1 : 0;
        if (words > 6) return std::nullopt;
    }
    return std::nullopt;
}

/// "Disclaimer" or "~ Author's Notes ~" on a line of its own.
std::optional<LabelHit> read_alone(std::string_view line, const Opening& opening,
                                   const LabelSearch& search) {
    if (line.size() > 48 || opening.quoted) return std::nullopt;
    auto hit = finish_weak(line, opening, line.size(), line.size(), LabelSign::alone, search);
    if (!hit || hit->strength() == LabelStrength::faint || hit->match.fit == LabelFit::typo
        || hit->label_to - hit->label_from < 5)
        return std::nullopt;
    hit->value_from = hit->value_to = hit->label_to;
    return hit;
}

}  // namespace

bool may_be_label(std::string_view line) {
    const std::size_t look = std::min<std::size_t>(line.size(), kLook);
    if (std::memchr(line.data(), ':', look) != nullptr) return true;
    return line.substr(0, look).find(kWideColon) != std::string_view::npos;
}

std::optional<LabelHit> read_label(std::string_view line, LabelSearch search) {
    std::uint8_t quote = 0;
    std::size_t skipped = 0;
    while (skipped < line.size() && line[skipped] == '>' && quote < 100) {
        ++quote;
        ++skipped;
        while (skipped < line.size() && line[skipped] == ' ') ++skipped;
    }
    std::string_view rest = line.substr(skipped);
    // "Rating: PG > Archive" aside, '>' before a label is quoting, and `>Title<` is not seen.
    const Opening opening = read_opening(rest.substr(0, std::min(rest.size(), kLook)));
    if (!is_letter_start(rest.substr(std::min(rest.size(), opening.length)))) return std::nullopt;
    auto hit = read_colon(rest, opening, search);
    if (!hit && search.weak_signs) {
        hit = read_weak(rest, opening, search);
        if (!hit) hit = read_alone(rest, opening, search);
    }
    if (!hit) return std::nullopt;
    hit->quote = quote;
    const auto shift = static_cast<std::uint32_t>(skipped);
    hit->label_from += shift;
    hit->label_to += shift;
    hit->value_from += shift;
    hit->value_to += shift;
    return hit;
}

}  // namespace solander
