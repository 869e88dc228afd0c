// SPDX-License-Identifier: GPL-3.0-or-later
// How each kind of header field is typed into the record; builder.cpp has the table that leads
// here.
#include <fmt/format.h>

#include <algorithm>

#include "base/address.h"
#include "base/text.h"
#include "header/values.h"
#include "vocabulary/codes.h"
#include "vocabulary/relationship.h"
#include "vocabulary/tag.h"
#include "work/builder.h"

namespace solander {
namespace {

bool warnings_too(std::string_view label) {
    return ascii_lowered(label).find("warn") != std::string::npos;
}

std::string part_text(const PartPlace& part) {
    return part.of ? fmt::format("{}/{}", part.number, *part.of) : fmt::format("{}", part.number);
}

/// "Authors:", "Autoren:"; not "Author(s):".
bool says_several(std::string_view label) {
    const std::string low = fold(label);
    for (const std::string_view word : {"authors", "writers", "creators", "autoren", "auteurs",
                                        "autores", "autori", "autrici", "autorinnen", "авторы"})
        if (low.find(word) != std::string::npos) return true;
    return false;
}

/// "Part 2 of Salt, Sea, and Sky", as sites say it: what follows is one name. Else the whole is
/// one, when `any`.
std::optional<SeriesValue> stated_place(std::string_view value, bool any) {
    std::size_t length = 0;
    const bool part = starts_with_ignoring_ascii_case(value, "part ");
    const auto position = part ? position_at(value.substr(5), length) : std::nullopt;
    if (position && value.substr(5 + length, 4) == " of ")
        return SeriesValue{squeeze(value.substr(length + 9)), position};
    if (!any || trim(value).empty()) return std::nullopt;
    return SeriesValue{squeeze(value)};
}

/// "Part 3 of Inner < Part 2 of Outer" where a site has series in series. Empty: not said so.
std::vector<SeriesValue> stated_series(std::string_view value) {
    constexpr std::string_view kWithin = " < ";
    std::vector<SeriesValue> all;
    const bool nested = value.find(kWithin) != std::string_view::npos;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(kWithin), value.size());
        auto place = stated_place(value.substr(0, end), nested);
        if (!place) return {};
        if (!all.empty()) all.back().within = place->name;
        all.push_back(std::move(*place));
        value.remove_prefix(std::min(end + kWithin.size(), value.size()));
    }
    return all;
}

}  // namespace

std::string RecordBuilder::take_title(const Field& field, Evidence evidence) {
    TitleReading title = read_title(field.raw);
    // "The Room at Number Four" is a whole title where a format states titles.
    if (evidence == Evidence::container && title.part
        && std::none_of(field.raw.begin(), field.raw.end(), is_ascii_digit)) {
        title.part.reset();
        title.title = squeeze(field.raw);
    }
    if (!record_.title.empty() && fold(record_.title) == fold(field.raw)) return record_.title;
    if (title.part && !record_.part) note_part(*title.part, evidence);
    if (title.none || title.title.empty()) return "";
    if (record_.title.empty()) {
        record_.title = title.title;
        for (const std::string& also : title.also) record_.extra.push_back({"Also called", also});
    } else if (fold(record_.title) != fold(title.title)) {
        if (evidence <= Evidence::tail && field.rule != "title-line")
            conflict(field, "The title", record_.title, evidence);
    }
    return title.title;
}

std::string RecordBuilder::take_people(const Field& field, Evidence evidence) {
    PeopleReading people = read_people(field.raw);
    // "Salt and Vinegar" is one pen name where a format states each of them by itself.
    if (evidence == Evidence::container && !people.people.empty()
        && field.raw.find_first_of("@<,;") == std::string::npos) {
        people.people.resize(1);
        people.people[0].name = squeeze(field.raw);
    }
    if (people.one_or_two && says_several(field.label)) {
        // "Authors: Kat, Lee"
        const std::vector<std::string> names = split_list(people.people[0].name);
        people.people.resize(names.size());
        for (std::size_t i = 0; i < names.size(); ++i) people.people[i].name = names[i];
    } else if (people.one_or_two && field.rule != "mail-from"  // which names one person
               && !(part_.form && evidence == Evidence::container)) {
        note_doubtful_name(field, people.people[0].name, evidence);
    }
    std::string value;
    // Who wrote it is said once; a weaker source only fills the gap (a translator is somebody
    // else).
    const bool same_source = evidence == Evidence::container && creators_from_ == evidence;
    const bool filled = evidence > Evidence::inside && !record_.creators.empty() && !same_source
                        && field.id == FieldId::author;
    if (record_.creators.empty()) creators_from_ = evidence;
    for (const PersonValue& person : people.people) {
        const std::string role = field.id == FieldId::translator ? "translator" : person.role;
        if (!value.empty()) value += "; ";
        value += person.name;
        bool held = filled;
        for (const Creator& creator : record_.creators)
            held = held || (fold(creator.name) == fold(person.name) && creator.role == role);
        if (!held) record_.creators.push_back({person.name, role, 0});
    }
    return value;
}

/// Genres keep the author's word ("AU", "h/c"); only letters written together ("SRA") are spelled
/// out.
void RecordBuilder::add_genres(std::string_view piece, bool letters_allowed,
                               std::vector<std::string>& said) {
    std::vector<std::string> tags;
    if (letters_allowed && read_genres(piece, false, rules_.words()).empty())
        tags = read_genres(piece, true, rules_.words());
    if (tags.empty()) tags.emplace_back(trim(piece));
    for (const std::string& tag : tags) {
        add_name(record_.tags, tag);
        said.push_back(tag);
    }
}

std::string RecordBuilder::take_category(const Field& field, Evidence evidence) {
    if (means_none(field.raw)) return "";
    std::vector<std::string> said;
    for (const std::string& piece : values_of(field, evidence)) {
        const std::vector<std::string> categories = read_categories(piece, rules_.words());
        for (const std::string& category : categories) {
            add_name(record_.categories, category);
            said.push_back(category);
        }
        if (categories.empty()) add_genres(piece, true, said);
    }
    return joined(said);
}

std::string RecordBuilder::take_tags(const Field& field, Evidence evidence) {
    if (means_none(field.raw)) return "";
    if (evidence == Evidence::container && field.id == FieldId::keywords) {
        add_name(record_.tags, field.raw);
        return field.raw;
    }
    std::vector<std::string> said;
    for (const std::string& piece : values_of(field, evidence)) {
        // "slash" among the genres says a category; "General" is a genre like any other.
        const std::vector<std::string> categories = read_categories(piece, rules_.words());
        const bool says_gen =
            categories.size() == 1 && categories.front() == "Gen" && fold(piece) != "gen";
        if (categories.empty() || says_gen)
            add_genres(piece, field.id == FieldId::genre, said);
        else
            for (const std::string& category : categories) add_name(record_.categories, category);
    }
    return joined(said);
}

std::string RecordBuilder::take_codes(const Field& field, Evidence evidence) {
    const CodesReading codes = read_codes(field.raw, rules_.words());
    for (const Relationship& relationship : codes.relationships)
        add_name(record_.relationships, relationship.display());
    for (const std::string& category : codes.categories) add_name(record_.categories, category);
    for (const std::string& warning : codes.warnings) add_name(record_.warnings, warning);
    for (const std::string& genre : codes.genres) add_name(record_.tags, genre);
    for (const std::string& other : codes.other) add_name(record_.tags, other);
    if (!codes.rating.empty() && highest_ == Rating::unknown) {
        Field rating = field;
        rating.raw = codes.rating;
        take_rating(rating, evidence);
    }
    return field.raw;
}

std::string RecordBuilder::take_rating(const Field& field, Evidence evidence) {
    const RatingReading rating = read_rating(field.raw, rules_.words());
    if (rating.doubtful)
        add_finding("rating-doubt",
                    fmt::format("the rating \"{}\" {}", brief(field.raw),
                                rating.level == Rating::unknown
                                    ? "is none that is known"
                                    : "was read as " + std::string(name_of(rating.level))),
                    evidence <= Evidence::tail ? field.where : Span{});
    if (rating.level == Rating::unknown) {
        if (record_.rating_as_given.empty()) record_.rating_as_given = field.raw;
        return "";
    }
    compare_ratings(field, rating.level, evidence);
    // Parts of one story may differ; the work is rated as its strongest part.
    if (rating.level > highest_ && (evidence <= Evidence::tail || highest_ == Rating::unknown)) {
        highest_ = rating.level;
        record_.rating = rating.level;
        record_.rating_as_given = field.raw;
    }
    if (field.shared_value && warnings_too(field.label))
        for (const std::string& reason : split_list(rating.reason)) {
            const auto known = archive_warning(reason, rules_.words());
            if (known || !means_none(reason)) add_name(record_.warnings, known ? *known : reason);
        }
    return std::string(name_of(rating.level));
}

/// Parts of one story may differ, and a part from the whole; what is rated once may not.
void RecordBuilder::compare_ratings(const Field& field, Rating level, Evidence evidence) {
    if (evidence > Evidence::tail) return;
    const std::string label = ascii_lowered(field.label);
    for (const std::string_view of : {"part", "chapter", "overall", "series"})
        if (label.find(of) != std::string::npos) return;
    SaidRating& said = evidence == Evidence::inside ? rating_of_part_ : rating_of_whole_;
    if (said.level == level) return;
    if (said.level == Rating::unknown) {
        said = {level, field.raw};
        return;
    }
    const bool stronger = level > said.level;
    add_finding("conflict",
                fmt::format("the rating is said twice: \"{}\" was taken, being the stronger, "
                            "\"{}\" was not",
                            brief(stronger ? field.raw : said.raw),
                            brief(stronger ? said.raw : field.raw)),
                field.where);
    if (stronger) said = {level, field.raw};
}

std::string RecordBuilder::take_warning(const Field& field, Evidence evidence) {
    if (const auto whole = archive_warning(field.raw, rules_.words())) {
        add_name(record_.warnings, *whole);
        return *whole;
    }
    if (means_none(field.raw)) return "none";
    if (field.shared_value && read_rating(field.raw, rules_.words()).level != Rating::unknown)
        return "";
    std::vector<std::string> warnings;
    for (const std::string& piece : values_of(field, evidence)) {
        const auto known = archive_warning(piece, rules_.words());
        warnings.push_back(known ? *known : piece);
        add_name(record_.warnings, warnings.back());
    }
    return joined(warnings);
}

std::string RecordBuilder::take_prose(const Field& field, Evidence evidence) {
    std::string* to = nullptr;
    switch (field.id) {
    case FieldId::summary:
        to = &record_.summary;
        break;
    case FieldId::notes:
        to = evidence == Evidence::tail ? &record_.end_notes : &record_.notes;
        break;
    case FieldId::end_notes:
        to = &record_.end_notes;
        break;
    case FieldId::disclaimer:
        to = &record_.disclaimer;
        break;
    case FieldId::spoilers:
        to = &record_.spoilers;
        break;
    case FieldId::feedback:
        to = &record_.feedback;
        break;
    default:
        to = &record_.beta;
        break;
    }
    const std::string_view value = trim(field.raw);
    if (value.empty()) return "";
    if (field.id == FieldId::feedback && without_addresses(value) == "[address]")
        return std::string(value);
    // Repeated before every part: once is enough.
    if (prose_taken_.emplace(to, value).second) {
        if (!to->empty()) *to += "\n\n";
        *to += value;
    }
    return std::string(value);
}

std::string RecordBuilder::take_archive(const Field& field, Evidence) {
    // "Circuit Archive: yes" is a yes to that archive, "List archive: yes" to the list's own.
    const bool list = fold(field.label) == "list archive";
    Statement statement = list ? read_named_statement("LIST", field.raw)
                          : is_known_archive(field.label)
                              ? read_named_statement(field.label, field.raw)
                              : read_statement(field.raw);
    if (statement.said_in.empty()) statement.said_in = "field";
    std::string value(name_of(statement.by_default));
    // The same words before every chapter are one statement.
    const bool said =
        std::any_of(statements_.begin(), statements_.end(), [&](const Statement& one) {
            return one.as_given == statement.as_given && one.listed.empty()
                   && statement.listed.empty();
        });
    if (!said) statements_.push_back(std::move(statement));
    return value;
}

std::string RecordBuilder::take_series(const Field& field, Evidence evidence) {
    std::string value;
    std::vector<SeriesValue> all;
    if (evidence == Evidence::container) all = stated_series(field.raw);
    if (all.empty()) all = read_series(field.raw);
    for (const SeriesValue& series : all) {
        bool held = false;
        for (SeriesPlace& place : record_.series) {
            if (fold(place.name) != fold(series.name)) continue;
            held = true;
            if (!place.position) place.position = series.position;
            if (place.within.empty()) place.within = series.within;
        }
        if (!held && !series.name.empty())
            record_.series.push_back({series.name, series.position, 0, series.within});
        if (!value.empty()) value += "; ";
        value += series.name;
        if (series.position) value += fmt::format(" #{}", *series.position);
        if (!series.within.empty()) value += " < " + series.within;
    }
    return value;
}

std::string RecordBuilder::take_part(const Field& field, Evidence evidence) {
    const bool total = equals_ignoring_ascii_case(field.label, "Parts")
                       || equals_ignoring_ascii_case(field.label, "Chapters")
                       || starts_with_ignoring_ascii_case(field.label, "Number of");
    const auto part = total ? read_part_count(field.raw) : read_part(field.raw);
    if (!part) return "";
    if (total) {
        // "Chapters: 3/3": how much of it is written, not which part this is.
        if (!record_.complete && part->open) record_.complete = false;
        if (!record_.complete && part->of > 0 && part->number > 0)
            record_.complete = part->number >= part->of;
        return field.raw;
    }
    return note_part(*part, evidence);
}

std::string RecordBuilder::note_part(const PartNumber& part, Evidence) {
    PartPlace place{static_cast<double>(part.number), std::nullopt};
    if (part.of > 0) place.of = part.of;
    if (is_gathered(part_)) return part_text(place);  // it speaks of one message of several
    if (part.number > 0 || part.header) {
        if (!record_.part) record_.part = place;
        if (part.open && !record_.complete) record_.complete = false;
        if (part.number == 1 && part.of == 1 && !record_.complete) record_.complete = true;
    }
    return part_text(place);
}

std::string RecordBuilder::take_status(const Field& field, Evidence evidence) {
    const std::optional<bool> complete = read_complete(field.raw);
    // "WIP (2/5)" says which part this is; "Complete (3/3)" that all of them are here.
    if (const auto part = find_part(field.raw);
        part && part->number > 0 && part->number != part->of && !record_.part) {
        record_.part = PartPlace{static_cast<double>(part->number), std::nullopt};
        if (part->of > 0) record_.part->of = part->of;
    }
    if (!complete) return "";
    if (!record_.complete || evidence == Evidence::head) record_.complete = complete;
    return *complete ? "yes" : "no";
}

std::string RecordBuilder::take_date(const Field& field, Evidence evidence) {
    const DateReading reading = read_date(field.raw, rules_.today);
    if (reading.doubtful)
        add_finding("date-doubt", fmt::format("the date \"{}\" wants a look", brief(field.raw)),
                    evidence <= Evidence::tail ? field.where : Span{});
    if (!reading.date) return "";
    auto& to = field.id == FieldId::date_updated ? record_.updated : record_.published;
    if (!to) to = reading.date;
    return reading.date->text();
}

std::string RecordBuilder::take_words(const Field& field, Evidence evidence) {
    // Ours are counted; what a site counted is kept beside.
    if (evidence == Evidence::container) return take_extra(field, evidence);
    const SizeClaim size = read_size(field.raw, true);
    if (size.words) return fmt::format("{}", *size.words);
    return size.bytes ? fmt::format("{} bytes", *size.bytes) : "";
}

std::string RecordBuilder::take_language(const Field& field, Evidence evidence) {
    std::string code(rules_.words().own_language(field.raw));
    if (code.empty()) code = language_code(field.raw).value_or("");
    if (code.empty()) return take_extra(field, evidence);
    if (record_.language.empty()) record_.language = code;
    return code;
}

std::string RecordBuilder::take_extra(const Field& field, Evidence evidence) {
    const std::string_view value = trim(field.raw);
    // "Circuit Archive: yes", "Gossamer: no": a word about that archive alone.
    if (field.id == FieldId::extra && evidence <= Evidence::tail && names_archive(field.label))
        if (Statement statement = read_named_statement(field.label, value);
            !statement.listed.empty())
            add_statement(std::move(statement), field.raw, field.where, field.confidence);
    if (value.empty() || evidence > Evidence::container) return std::string(value);
    // "(c) 1991 Kat. This file may be copied freely."
    if (field.id == FieldId::copyright)
        if (auto statement = find_statement(value)) {
            const double confidence = statement->confidence;
            const std::string raw = statement->as_given;
            add_statement(std::move(*statement), raw, field.where, confidence);
        }
    for (const Extra& extra : record_.extra)
        if (extra.value == value && fold(extra.label) == fold(field.label))
            return std::string(value);
    record_.extra.push_back({field.label, std::string(value)});
    return std::string(value);
}

std::string RecordBuilder::take_private(const Field& field, Evidence) { return field.raw; }

}  // namespace solander
