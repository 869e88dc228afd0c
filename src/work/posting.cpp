// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/posting.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "header/values.h"
#include "work/builder.h"

namespace solander {
namespace {

constexpr int kHighest = 9999;  ///< part

/// Letters and digits of a title or a file's name, folded.
std::string letters_of(std::string_view text) {
    std::string letters;
    for (const char c : fold(text))
        if (is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) > 0x7F)
            letters += c;
    return letters;
}

constexpr std::uint64_t kBasis = 0xCBF29CE484222325ULL;

std::uint64_t hashed(std::string_view text, std::uint64_t h) {
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return (h ^ 0xFF) * 0x100000001B3ULL;
}

/// The first number in a heading; -1 when there is none.
int number_in(std::string_view heading) {
    const std::size_t from = heading.find_first_of("0123456789");
    if (from == std::string_view::npos) return -1;
    int number = 0;
    for (std::size_t i = from; i < heading.size() && i < from + 4 && is_ascii_digit(heading[i]);
         ++i)
        number = number * 10 + (heading[i] - '0');
    return number;
}

/// By more than the name of a file.
bool is_said(const Story& story, std::string_view field) {
    return std::any_of(story.claims.begin(), story.claims.end(), [&](const Claim& claim) {
        return claim.field == field && claim.source != "file-name" && !claim.value.empty();
    });
}

/// 15 of "11-15/20", where that is what was said of the part; else `number`.
int last_of(const Story& story, int number) {
    for (const Claim& claim : story.claims) {
        const bool label = claim.field == "parts";
        const bool subject = equals_ignoring_ascii_case(claim.label, "subject");
        if (!label && !subject && claim.field != "title") continue;
        const auto part = label ? read_part(claim.raw) : find_part(claim.raw);
        if (part && part->number == number && part->last > number) return part->last;
    }
    return number;
}

/// Parts `number` to `last`, in the chapters from `first` on.
void add_parts(std::vector<Posting>& parts, int number, char sub, int last, int first) {
    parts.push_back({number, sub, first});
    while (number < std::min(last, kHighest)) parts.push_back({++number, 0, 0});
}

template <class List, class Same>
void add_missing(List& to, const List& from, Same&& same) {
    for (const auto& one : from)
        if (std::none_of(to.begin(), to.end(), [&](const auto& held) { return same(held, one); }))
            to.push_back(one);
}

}  // namespace

Statement strictest(const Statement& a, const Statement& b) {
    Statement both = combine({a, b});
    if (a.as_given.find(b.as_given) != std::string::npos) both.as_given = a.as_given;
    return both;
}

Postings postings_by_name(std::string_view folder, const Part& part, const Story& story) {
    Postings out;
    if (!part.format.empty()) return out;
    std::string_view name = part.name;
    name = name.substr(0, name.rfind('.'));
    std::size_t digits = name.size();
    while (digits > 0 && is_ascii_digit(name[digits - 1])) --digits;
    const std::string_view number = name.substr(digits);
    constexpr std::size_t kLongest = 3;
    if (number.empty() || number.size() > kLongest || digits == 0) return out;
    std::string stem = letters_of(name.substr(0, digits));
    const int which = number_in(number);
    const bool titled = is_said(story, "title"), signed_by = is_said(story, "creators");
    const auto& said = story.record.part;
    if (said && said->number != which) return out;
    if (stem.size() < 2 || which < 1 || (which == 1 ? !titled || !signed_by : titled || signed_by))
        return out;
    out.stem = std::move(stem);
    out.counted =
        said || (!story.chapters.empty() && number_in(story.chapters.front().title) == which);
    out.parts.push_back({which, 0, 1});
    out.story = hashed(out.stem, hashed(folder, kBasis ^ 1));
    return out;
}

bool stem_fits(const Postings& postings, std::string_view title) {
    constexpr std::string_view kCounting[] = {"part", "pt", "chapter", "chap", "ch", "page"};
    constexpr std::size_t kEnough = 4;
    const std::string& stem = postings.stem;
    if (postings.counted
        || std::find(std::begin(kCounting), std::end(kCounting), stem) != std::end(kCounting))
        return true;
    return stem.size() >= kEnough && letters_of(title).find(stem) != std::string::npos;
}

Postings postings_of(const Part& part, const Story& story) {
    Postings out;
    const WorkRecord& record = story.record;
    const bool mail = part.format == "mail";
    if (!mail && !part.format.empty() && part.format != "list") return out;
    if (record.title.empty() || record.creators.empty() || !is_said(story, "title")
        || !is_said(story, "creators"))
        return out;
    if (is_gathered(part)) {
        if (part.sections.size() != story.chapters.size()) return out;
        for (std::size_t i = 0; i < part.sections.size(); ++i)
            if (const Section& section = part.sections[i]; section.number >= 0)
                add_parts(out.parts, section.number, section.sub, section.last,
                          static_cast<int>(i) + 1);
        out.total = part.total;
    } else if (record.part) {
        const double number = record.part->number;
        if (number < 0 || number > kHighest || number != std::floor(number)) return out;
        add_parts(out.parts, static_cast<int>(number), 0, last_of(story, static_cast<int>(number)),
                  1);
        out.total = std::clamp(record.part->of.value_or(0), 0, kHighest);
    } else if (mail) {
        out.parts.push_back({kWholeStory, 0, 1});
    }
    if (out.parts.empty()) return out;
    out.posted = part.posted;
    out.story =
        hashed(letters_of(record.title), hashed(letters_of(record.creators.front().name), kBasis));
    return out;
}

WorkRecord merged(WorkRecord first, const WorkRecord& later) {
    const auto fill = [](std::string& to, const std::string& from) {
        if (to.empty()) to = from;
    };
    fill(first.title, later.title);
    fill(first.summary, later.summary);
    fill(first.notes, later.notes);
    fill(first.disclaimer, later.disclaimer);
    fill(first.language, later.language);
    fill(first.spoilers, later.spoilers);
    fill(first.beta, later.beta);
    fill(first.feedback, later.feedback);
    if (!later.end_notes.empty()) first.end_notes = later.end_notes;
    if (later.rating > first.rating) {
        first.rating = later.rating;
        first.rating_as_given = later.rating_as_given;
    }
    for (const auto list :
         {&WorkRecord::fandoms, &WorkRecord::relationships, &WorkRecord::characters,
          &WorkRecord::categories, &WorkRecord::warnings, &WorkRecord::tags})
        for (const std::string& name : later.*list) add_name(first.*list, name);
    add_missing(first.creators, later.creators, [](const Creator& a, const Creator& b) {
        return a.role == b.role && fold(a.name) == fold(b.name);
    });
    add_missing(first.series, later.series, [](const SeriesPlace& a, const SeriesPlace& b) {
        return fold(a.name) == fold(b.name);
    });
    add_missing(first.extra, later.extra, [](const Extra& a, const Extra& b) { return a == b; });
    first.permission = strictest(first.permission, later.permission);
    if (later.complete) first.complete = later.complete;
    if (!first.published) first.published = later.published;
    if (later.updated)
        first.updated = later.updated;
    else if (later.published)
        first.updated = later.published;
    return first;
}

}  // namespace solander
