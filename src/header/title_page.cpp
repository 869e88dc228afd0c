// SPDX-License-Identifier: GPL-3.0-or-later
// The lines above or without labels that make a title page.
#include <algorithm>

#include "base/text.h"
#include "document/marks.h"
#include "header/anchors.h"
#include "header/byline.h"
#include "header/decoration.h"
#include "header/imprint.h"
#include "header/line_shape.h"
#include "header/values.h"
#include "vocabulary/rating.h"

namespace solander {

namespace {

constexpr std::size_t kLongestTitle = 90;  // bytes

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

Field make_labelled(const Sheet& sheet, FieldId id, std::string_view label, std::string_view piece,
                    std::string_view rule) {
    Field field = make_field(sheet, id, piece, rule, 0.8);
    field.label = std::string(label);
    field.label_where = sheet.where(label);
    return field;
}

/// "Rated PG", "(rated: R)" on a line of its own: the rating.
std::string_view rated(std::string_view line) {
    constexpr std::size_t kLongest = 24;
    const std::string_view text = undecorated(line);
    if (text.size() > kLongest || !starts_with_ignoring_ascii_case(text, "rated")) return {};
    std::string_view value = trim(text.substr(5));
    if (!value.empty() && value.front() == ':') value = trim(value.substr(1));
    if (!value.empty() && value.back() == '.') value.remove_suffix(1);
    return read_rating(value).level == Rating::unknown ? std::string_view() : value;
}

/// Nothing follows the line directly.
bool set_apart(const Sheet& sheet, std::uint32_t i) {
    return i + 1 >= sheet.size() || sheet.gap(i + 1) > 0 || sheet.is_rule(i + 1);
}

/// "an Inspector Quill story" between the title and "by Kat".
bool is_subtitle(const Sheet& sheet, std::uint32_t i, std::uint32_t limit) {
    constexpr std::size_t kLongest = 70;
    const std::string_view text = sheet.text(i);
    if (text.empty() || text.size() > kLongest || sheet.is_part_mark(i) || read_byline(text)
        || std::string_view(".,;:\"").find(text.back()) != std::string_view::npos)
        return false;
    for (std::uint32_t below = i + 1; below < std::min(limit, i + 4); ++below) {
        if (sheet.is_rule(below)) continue;
        const auto byline = read_byline(sheet.text(below));
        return byline && byline->title.empty();
    }
    return false;
}

bool is_address_line(std::string_view text) {
    if (text.size() > 90) return false;
    const auto addresses = find_addresses(text);
    if (addresses.empty()) return false;
    std::size_t covered = 0;
    for (const AddressRange& range : addresses) covered += range.to - range.from;
    return covered * 10 >= undecorated(text).size() * 7;
}

}  // namespace

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
    if (const auto byline = read_byline(text); byline && byline->title.empty()) return -9;
    if (read_credit(text) || read_rights_notice(text) || begins_letter(sheet, i)) return -9;
    const std::string_view title = undecorated(text);
    if (title.empty() || !find_addresses(title).empty()
        || title.find("://") != std::string_view::npos)
        return -9;
    const WordCounts counts = count_words_of(title);
    if (counts.letters == 0 || counts.words == 0) return -9;
    // What is left of a byte order mark: "o;?".
    if (counts.letters == 1 && title.size() > 1 && !is_ascii_alpha(title.back())
        && !is_ascii_digit(title.back()))
        return -9;
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
        (title.size() < text.size() && ornament_character(text) > 0 && text.back() != '-')
        || sheet.boxed(i);
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
        if (last == ',' || last == ';' || (last == '.' && !dots)) weight -= 3;
        if (last == ':') weight -= 5;  // a heading of what follows, not of all
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
    constexpr std::uint32_t kMostLines = 9, kMostRules = 8;
    limit = std::min({limit, sheet.size(), from + kMostLines + kMostRules});
    std::uint32_t i = from;
    while (i < limit && (sheet.is_rule(i) || sheet.taken(i))) ++i;
    if (i >= limit) return page;
    std::optional<std::uint32_t> title_line, author_line;
    std::uint32_t last = i, lines = 0;
    std::vector<Field> fields;
    bool credited = false;
    std::optional<Field> holder;  // of the rights: the author when nobody else is named
    for (std::uint32_t at = i; at < limit && lines < kMostLines; ++at) {
        if (sheet.taken(at)) continue;
        const std::string_view text = sheet.text(at);
        if (sheet.is_rule(at)) {
            if (last + 1 >= at) last = title_line || author_line ? at + 1 : last;
            continue;
        }
        ++lines;
        if (const auto notice = read_rights_notice(text)) {
            if (!notice->before.empty() && !title_line && !notice->holder.empty()) {
                if (count_words_of(notice->before).capital < count_words_of(notice->before).words)
                    break;
                fields.push_back(
                    make_field(sheet, FieldId::title, notice->before, "title-by-line", 0.6));
                title_line = at;
            }
            fields.push_back(make_labelled(sheet, FieldId::copyright, notice->label,
                                           undecorated(text), "rights-line"));
            if (!notice->holder.empty())
                holder = make_field(sheet, FieldId::author, notice->holder, "rights-line", 0.6);
            credited = credited || holder;
            if (title_line || author_line || (holder && set_apart(sheet, at))) last = at + 1;
            continue;
        }
        if (const auto credit = read_credit(text)) {
            fields.push_back(
                make_labelled(sheet, credit->id, credit->label, credit->name, "credit-line"));
            credited = true;
            if (title_line || author_line || set_apart(sheet, at)) last = at + 1;
            continue;
        }
        if (title_line || author_line)
            if (const std::string_view rating = rated(text); !rating.empty()) {
                fields.push_back(make_field(sheet, FieldId::rating, rating, "title-page", 0.8));
                last = at + 1;
                continue;
            }
        if (title_line && !author_line && is_subtitle(sheet, at, limit)) {
            fields.push_back(
                make_field(sheet, FieldId::extra, undecorated(text), "subtitle-line", 0.6));
            fields.back().label = "Subtitle";
            continue;
        }
        const auto byline = read_byline(text);
        if (byline && !author_line) {
            const bool next_is_byline = at + 1 < limit && read_byline(sheet.text(at + 1))
                                        && read_byline(sheet.text(at + 1))->title.empty();
            if (byline->title.empty()) {
                // A by-line without a title above it wants labels below, or rights above.
                if (!title_line && !labels_follow && fields.empty() && byline->work.empty()) break;
                if (!title_line && !byline->work.empty()) {
                    fields.push_back(
                        make_field(sheet, FieldId::title, byline->work, "title-by-line", 0.6));
                    title_line = at;
                }
                fields.push_back(make_field(sheet, FieldId::author, byline->name, "by-line",
                                            byline->confidence));
                author_line = at;
                last = at + 1;
                continue;
            }
            const bool apart = set_apart(sheet, at) || at + 1 == limit;
            if (!title_line && !next_is_byline && apart) {
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
                make_field(sheet, FieldId::title, undecorated(text), "title-line", confidence));
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
        const auto part = text.size() < 60 ? find_part(undecorated(text)) : std::nullopt;
        if (labels_follow && part && part->from <= 1) {
            fields.push_back(
                make_field(sheet, FieldId::part, undecorated(text), "title-page", 0.8));
            last = at + 1;
            continue;
        }
        break;
    }
    if ((!title_line && !author_line && !credited) || last == i) return page;
    std::erase_if(fields, [&](const Field& field) {
        return field.where.from >= sheet.where(sheet.text(last - 1)).to;
    });
    if (holder && !author_line && holder->where.from < sheet.where(sheet.text(last - 1)).to)
        fields.push_back(std::move(*holder));
    page.first = from;
    page.last = last;
    page.fields = std::move(fields);
    return page;
}

}  // namespace solander
