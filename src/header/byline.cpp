// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/byline.h"

#include <algorithm>

#include "base/text.h"
#include "document/marks.h"
#include "header/decoration.h"
#include "header/label_key.h"
#include "header/values.h"

namespace solander {

namespace {

constexpr std::size_t kLongestTitle = 90;  // bytes
constexpr std::size_t kLongestByline = 120;
constexpr std::size_t kLongestName = 70;

// First words of "by ..." that are no name: "By the time he came", "By morning".
constexpr std::string_view kNoNames[] = {
    "the",    "a",       "an",       "now",     "then",    "my",       "his",     "her",
    "this",   "that",    "all",      "mid",     "noon",    "night",    "day",     "some",
    "chance", "morning", "dawn",     "dusk",    "evening", "midnight", "any",     "our",
    "their",  "its",     "it",       "when",    "what",    "far",      "no",      "one",
    "two",    "three",   "using",    "doing",   "way",     "order",    "god",     "tomorrow",
    "then",   "rights",  "accident", "mistake", "law",     "itself",   "himself", "herself",
};

/// Decoration, tags, outer brackets and dashes off; a piece of `text`.
std::string_view bare(std::string_view text) {
    for (bool again = true; again && !text.empty();) {
        const std::size_t before = text.size();
        text = trim(text);
        if (const std::size_t tag = formatting_tag(text)) text.remove_prefix(tag);
        if (const std::size_t tag = formatting_tag_before(text)) text.remove_suffix(tag);
        if (const std::size_t ornament = ornament_character(text)) text.remove_prefix(ornament);
        while (!text.empty()
               && std::string_view("*_~#+-|=^/").find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
        if (text.size() > 2
            && ((text.front() == '(' && text.back() == ')')
                || (text.front() == '[' && text.back() == ']'))
            && text.find(text.front(), 1) == std::string_view::npos)
            text = text.substr(1, text.size() - 2);
        for (const std::string_view dash : {"–", "—", "•"}) {
            if (text.substr(0, dash.size()) == dash) text.remove_prefix(dash.size());
            if (text.size() >= dash.size() && text.substr(text.size() - dash.size()) == dash)
                text.remove_suffix(dash.size());
        }
        again = text.size() != before;
    }
    return text;
}

struct WordCounts {
    int words = 0, capital = 0, letters = 0, upper = 0, single = 0;
    bool first_lower = false;
};

WordCounts count_words_of(std::string_view text) {
    // Small words stay small in titles and do not count against it.
    constexpr std::string_view kSmall[] = {"a",   "an",   "and",  "as", "at",   "but", "by",
                                           "de",  "for",  "from", "in", "into", "la",  "le",
                                           "nor", "of",   "on",   "or", "the",  "to",  "und",
                                           "von", "with", "y",    "et", "der",  "die", "das"};
    WordCounts counts;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && is_ascii_space(text[at])) ++at;
        std::size_t end = at;
        while (end < text.size() && !is_ascii_space(text[end])) ++end;
        std::string_view word = text.substr(at, end - at);
        at = end;
        if (word.empty()) continue;
        for (std::size_t i = 0; i < word.size();) {
            std::size_t length = 1;
            const char32_t c = first_code_point(word.substr(i), length);
            if (is_upper(c)) ++counts.upper;
            if (is_upper(c) || is_lower(c) || is_cjk(c)) ++counts.letters;
            i += length;
        }
        while (!word.empty() && !is_ascii_alpha(word.front()) && !is_ascii_digit(word.front())
               && (word.front() & 0x80) == 0)
            word.remove_prefix(1);
        if (word.empty()) continue;
        ++counts.words;
        counts.single += word.size() == 1 ? 1 : 0;
        std::size_t length = 1;
        const char32_t c = first_code_point(word, length);
        const bool small =
            std::find(std::begin(kSmall), std::end(kSmall), word) != std::end(kSmall);
        if (is_upper(c) || is_ascii_digit(word.front()) || is_cjk(c) || (small && counts.words > 1))
            ++counts.capital;
        else if (counts.words == 1)
            counts.first_lower = true;
    }
    return counts;
}

bool name_fits(std::string_view name) {
    if (name.empty() || name.size() > kLongestByline) return false;
    std::string plain = without_addresses(name);
    plain = replace_all(std::move(plain), "[address]", "");
    const std::string_view rest = bare(plain);
    if (rest.empty()) return !find_addresses(name).empty();
    if (rest.size() > kLongestName) return false;
    const std::string first = ascii_lowered(rest.substr(0, rest.find(' ')));
    if (std::find(std::begin(kNoNames), std::end(kNoNames), first) != std::end(kNoNames))
        return false;
    if (rest.find_first_of("?;:\"") != std::string_view::npos) return false;
    const char last = rest.back();
    if (last == ',' || (last == '.' && rest.size() > 24)) return false;
    // "by kat and lee9" are names, "by slow degrees he came" are not.
    const PeopleReading people = read_people(rest);
    if (people.people.empty() || people.people.size() > 6)
        return people.none && people.people.empty() && rest.size() < 24;
    return std::all_of(people.people.begin(), people.people.end(), [](const PersonValue& person) {
        const WordCounts counts = count_words_of(person.name);
        return counts.words <= 2 || (counts.words <= 6 && counts.capital * 2 >= counts.words)
               || (person.name[0] & 0x80) != 0;
    });
}

/// Length of "by ", "written by ", "a Snow fic by " at the start; 0 if the line does not begin so.
std::size_t byline_opening(std::string_view text) {
    constexpr std::string_view kOpenings[] = {"by: ",  "by:",    "by ", "von ", "par ",   "por ",
                                              "door ", "przez ", "av ", "af ",  "autor: "};
    for (const std::string_view opening : kOpenings)
        if (starts_with_ignoring_ascii_case(text, opening)) {
            if (opening[0] != 'b' && text.size() > opening.size()
                && is_ascii_lower(text[opening.size()]))
                return 0;
            return opening.size();
        }
    const std::size_t by = ascii_lowered(text.substr(0, 80)).find(" by ");
    if (by == std::string::npos) return 0;
    const std::string before = ascii_lowered(text.substr(0, by));
    const std::size_t space = before.rfind(' ');
    const std::string_view last = space == std::string::npos
                                      ? std::string_view(before)
                                      : std::string_view(before).substr(space + 1);
    constexpr std::string_view kMade[] = {
        "written", "story",  "fic",         "fanfic",    "fanfiction", "fiction",
        "tale",    "novel",  "novella",     "vignette",  "drabble",    "poem",
        "created", "penned", "ficlet",      "parody",    "songfic",    "crossover",
        "posted",  "typed",  "perpetrated", "ramblings", "authored"};
    const bool made = std::find(std::begin(kMade), std::end(kMade), last) != std::end(kMade);
    int words = 1;
    for (const char c : before) words += c == ' ' ? 1 : 0;
    const bool phrase = words == 1 || before.rfind("a ", 0) == 0 || before.rfind("an ", 0) == 0
                        || before.rfind("another ", 0) == 0 || before.rfind("fan", 0) == 0;
    return made && phrase && words <= 8 ? by + 4 : 0;
}

Field make_field(const Sheet& sheet, FieldId id, std::string_view piece, std::string_view rule,
                 double confidence) {
    Field field;
    field.id = id;
    field.raw = std::string(piece);
    field.where = sheet.where(piece);
    field.label_where = {field.where.from, field.where.from};
    field.rule = std::string(rule);
    field.confidence = confidence;
    return field;
}

bool is_address_line(std::string_view text) {
    if (text.size() > 90) return false;
    const auto addresses = find_addresses(text);
    if (addresses.empty()) return false;
    std::size_t covered = 0;
    for (const AddressRange& range : addresses) covered += range.to - range.from;
    return covered * 10 >= bare(text).size() * 7;
}

}  // namespace

std::optional<ByLine> read_byline(std::string_view line) {
    if (line.size() > kLongestByline || line.size() < 4) return std::nullopt;
    const std::string_view text = bare(line);
    ByLine out;
    if (const std::size_t opening = byline_opening(text)) {
        out.name = trim(text.substr(opening));
        if (!name_fits(out.name)) return std::nullopt;
        out.confidence = 0.9;
        return out;
    }
    // "Snowfall by Kat", both in capitals enough.
    const std::size_t by = ascii_lowered(text).rfind(" by ");
    if (by == std::string::npos || by == 0) return std::nullopt;
    out.title = trim(text.substr(0, by));
    out.name = trim(text.substr(by + 4));
    if (!name_fits(out.name) || out.title.size() > kLongestTitle) return std::nullopt;
    const WordCounts title = count_words_of(out.title), name = count_words_of(bare(out.name));
    const std::string_view plain_name = bare(out.name);
    const bool quoted = out.title.front() == '"' || out.title.substr(0, 3) == "\u201C";
    if (title.words == 0 || (title.capital < title.words && !quoted) || title.first_lower)
        return std::nullopt;
    if (!quoted && (name.capital == 0 || equals_ignoring_ascii_case(plain_name, out.title)))
        return std::nullopt;
    const PeopleReading people = read_people(out.name);
    if (people.people.empty() && people.addresses.empty()) return std::nullopt;
    const char last = plain_name.empty() ? ')' : plain_name.back();
    if (last == '.' || last == '!') return std::nullopt;
    out.confidence = quoted || title.upper == title.letters ? 0.85 : 0.65;
    return out;
}

int title_weight(const Sheet& sheet, std::uint32_t i) {
    const Line& line = sheet.line(i);
    std::string_view text = sheet.text(i);
    if (text.empty() || text.size() > kLongestTitle || sheet.is_rule(i) || sheet.is_end_mark(i)
        || sheet.is_start_mark(i))
        return -9;
    const auto numbered = find_part(text);
    const bool number_behind = numbered && numbered->from > 1;  // "Nine Bridges (1/3)"
    if (const auto mark = chapter_mark(text);
        mark && !number_behind && (mark->strong || mark->title.empty()))
        return -9;
    if (read_byline(text) && read_byline(text)->title.empty()) return -9;
    const std::string_view title = bare(text);
    if (title.empty() || !find_addresses(title).empty()
        || title.find("://") != std::string_view::npos)
        return -9;
    const WordCounts counts = count_words_of(title);
    if (counts.letters == 0 || counts.words == 0) return -9;
    // A label, a script's scene line, a place and time over the first scene.
    if (const auto hit = sheet.label(i, {}); hit && hit->known()) return -9;
    for (const std::string_view opening : {"INT.", "EXT.", "INT ", "EXT ", "FADE IN"})
        if (title.substr(0, opening.size()) == opening) return -9;
    const DateReading date = read_date(title, PartialDate{9999, 12, 31});
    const bool dateline = (date.date || date.ambiguous || date.doubtful) && counts.words > 1
                          && !sheet.line(i).heading;
    int weight = dateline ? -2 : 0;
    const bool caps = counts.letters >= 2 && counts.upper == counts.letters;
    const bool spaced = counts.words >= 3 && counts.single == counts.words;
    const auto closes = [](std::string_view t, std::string_view open, std::string_view close) {
        return t.size() > open.size() + close.size() && t.substr(0, open.size()) == open
               && t.substr(t.size() - close.size()) == close
               && t.substr(open.size(), t.size() - open.size() - close.size()).find(close)
                      == std::string_view::npos;
    };
    std::string_view unnumbered = title;
    if (const auto part = find_part(title); part && part->from > 0)
        unnumbered = trim(title.substr(0, part->from));
    const bool quoted = closes(unnumbered, "\"", "\"") || closes(unnumbered, "\u201C", "\u201D")
                        || closes(unnumbered, "«", "»");
    const bool starred =
        title.size() < text.size() && ornament_character(text) > 0 && text.back() != '-';
    const bool underlined =
        i + 1 < sheet.size() && sheet.gap(i + 1) == 0 && is_underline(sheet.text(i + 1));
    // Speech at the start of a story looks like a quoted title, but it ends in punctuation.
    const char last_inside =
        quoted && unnumbered.size() > 2 ? unnumbered[unnumbered.size() - 2] : ' ';
    const bool speech = quoted
                        && std::string_view(",.?!").find(last_inside) != std::string_view::npos
                        && unnumbered.back() == '"';
    if (caps || spaced) weight += 2;
    if (quoted && !speech) weight += 2;
    if (starred) weight += 2;
    if (line.centred || line.heading) weight += 2;
    if (line.indent >= 10 && line.indent != 65535) weight += 1;
    if (underlined) weight += 2;
    if (counts.capital == counts.words && !caps) weight += 1;
    const std::uint32_t next = i + 1;
    if (next < sheet.size() && (sheet.gap(next) > 0 || sheet.line(next).rule)) weight += 1;
    if (!quoted) {
        const char last = title.back();
        const bool dots = title.size() > 3 && title.substr(title.size() - 3) == "...";
        if (last == ',' || last == ';' || last == ':' || (last == '.' && !dots)) weight -= 3;
    }
    if (title.find('"') != std::string_view::npos && !quoted) weight -= 2;
    if (counts.words > 10) weight -= 2;
    if (counts.first_lower) weight -= 1;
    if (sheet.runs_on(i) && !read_byline(sheet.text(i + 1))) weight -= 4;
    return weight;
}

TitlePage read_title_page(const Sheet& sheet, std::uint32_t from, std::uint32_t limit,
                          bool labels_follow) {
    TitlePage page;
    constexpr std::uint32_t kMostLines = 9;
    limit = std::min({limit, sheet.size(), from + kMostLines});
    std::uint32_t i = from;
    while (i < limit && (sheet.is_rule(i) || sheet.taken(i))) ++i;
    if (i >= limit) return page;
    std::optional<std::uint32_t> title_line, author_line;
    std::uint32_t last = i;
    std::vector<Field> fields;
    for (std::uint32_t at = i; at < limit; ++at) {
        if (sheet.taken(at)) continue;
        const std::string_view text = sheet.text(at);
        if (sheet.is_rule(at)) {
            if (last + 1 >= at) last = title_line || author_line ? at + 1 : last;
            continue;
        }
        const auto byline = read_byline(text);
        if (byline && !author_line) {
            const bool next_is_byline = at + 1 < limit && read_byline(sheet.text(at + 1))
                                        && read_byline(sheet.text(at + 1))->title.empty();
            if (byline->title.empty()) {
                // A by-line without a title above it wants labels below.
                if (!title_line && !labels_follow) break;
                fields.push_back(make_field(sheet, FieldId::author, byline->name, "by-line",
                                            byline->confidence));
                author_line = at;
                last = at + 1;
                continue;
            }
            const bool set_apart = at + 1 >= sheet.size() || sheet.gap(at + 1) > 0
                                   || sheet.is_rule(at + 1) || at + 1 == limit;
            if (!title_line && !next_is_byline && set_apart) {
                fields.push_back(make_field(sheet, FieldId::title, byline->title, "title-by-line",
                                            byline->confidence - 0.05));
                fields.push_back(make_field(sheet, FieldId::author, byline->name, "title-by-line",
                                            byline->confidence));
                title_line = author_line = at;
                last = at + 1;
                continue;
            }
        }
        if (!title_line && !author_line) {
            int weight = title_weight(sheet, at);
            bool by_below = false;
            for (std::uint32_t k = at + 1; k < std::min(limit, at + 4); ++k) {
                const auto below = read_byline(sheet.text(k));
                by_below = by_below || (below && below->title.empty());
            }
            if (weight > -9) {
                weight += by_below ? 3 : 0;
                weight += labels_follow ? 1 : 0;
                weight += !labels_follow && at == i ? 1 : 0;
            }
            if (weight < (labels_follow || by_below ? 2 : 3)) break;
            const double confidence = by_below        ? 0.9
                                      : labels_follow ? 0.8
                                      : weight >= 5   ? 0.75
                                      : weight >= 4   ? 0.65
                                                      : 0.5;
            fields.push_back(
                make_field(sheet, FieldId::title, bare(text), "title-line", confidence));
            title_line = at;
            last = at + 1;
            continue;
        }
        if (author_line && is_address_line(text)) {
            const AddressRange range = find_addresses(text).front();
            fields.push_back(make_field(sheet, FieldId::email,
                                        text.substr(range.from, range.to - range.from), "by-line",
                                        0.9));
            last = at + 1;
            continue;
        }
        const auto part = text.size() < 60 ? find_part(bare(text)) : std::nullopt;
        if (labels_follow && part && part->from <= 1) {
            fields.push_back(make_field(sheet, FieldId::part, bare(text), "title-page", 0.8));
            last = at + 1;
            continue;
        }
        break;
    }
    if (!title_line && !author_line) return page;
    page.first = from;
    page.last = last;
    page.fields = std::move(fields);
    return page;
}

}  // namespace solander
