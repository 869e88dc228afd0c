// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/edit.h"

#include "base/text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace solander {
namespace {

Result<void> wrong(std::string_view field, std::string_view value, std::string hint) {
    return fail(Fault::usage, fmt::format("{} cannot be '{}'", field, value), std::move(hint));
}

std::vector<std::string> items(std::string_view value) {
    std::vector<std::string> list;
    for (const std::string_view piece : split(value, ';')) {
        if (const auto item = trim(piece); !item.empty()) list.emplace_back(item);
    }
    return list;
}

template <class Number>
bool read_number(std::string_view text, Number& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc{} && end == text.data() + text.size();
}

using Setter = Result<void> (*)(WorkRecord&, std::string_view field, std::string_view value);

template <std::string WorkRecord::*member>
Result<void> set_text(WorkRecord& r, std::string_view, std::string_view value) {
    r.*member = trim(value);
    return {};
}

template <std::vector<std::string> WorkRecord::*member>
Result<void> set_list(WorkRecord& r, std::string_view, std::string_view value) {
    r.*member = items(value);
    return {};
}

template <std::optional<PartialDate> WorkRecord::*member>
Result<void> set_date(WorkRecord& r, std::string_view field, std::string_view value) {
    const auto date = PartialDate::from_text(value);
    if (!date && !value.empty())
        return wrong(field, value, "a date is written 2003, 2003-02 or 2003-02-14");
    r.*member = date;
    return {};
}

Result<void> set_title(WorkRecord& r, std::string_view field, std::string_view value) {
    if (value.empty()) return wrong(field, value, "a work has to be called something");
    r.title = value;
    return {};
}

Result<void> set_creators(WorkRecord& r, std::string_view, std::string_view value) {
    constexpr std::string_view kRoles[] = {"author", "translator", "editor"};
    r.creators.clear();
    for (std::string& item : items(value)) {
        Creator creator{std::move(item), "author", 0};
        for (const std::string_view role : kRoles) {
            const std::string ending = fmt::format(" ({})", role);
            const std::size_t length = creator.name.size();
            if (length <= ending.size()) continue;
            if (!equals_ignoring_ascii_case(
                    std::string_view(creator.name).substr(length - ending.size()), ending))
                continue;
            creator.name.resize(length - ending.size());
            creator.role = role;
            break;
        }
        r.creators.push_back(std::move(creator));
    }
    return {};
}

/// "Name #2", "Name": no entry when it names nothing.
std::optional<SeriesPlace> series_place(std::string_view text) {
    const std::size_t mark = text.rfind('#');
    double position = 0;
    if (mark == std::string_view::npos || !read_number(trim(text.substr(mark + 1)), position))
        return trim(text).empty() ? std::nullopt
                                  : std::optional(SeriesPlace{std::string(trim(text)), {}, 0});
    const std::string_view name = trim(text.substr(0, mark));
    if (name.empty()) return std::nullopt;
    return SeriesPlace{std::string(name), position, 0};
}

// "Winter #2; Short Ones", and "Winter #2 < Seasons #1" where Winter is the first of Seasons.
Result<void> set_series(WorkRecord& r, std::string_view field, std::string_view value) {
    std::vector<SeriesPlace> series;
    const auto add = [&](SeriesPlace&& place) {
        const std::string key = fold(place.name);
        for (SeriesPlace& held : series) {
            if (fold(held.name) != key) continue;
            if (!held.position) held.position = place.position;
            if (held.within.empty()) held.within = place.within;
            return;
        }
        series.push_back(std::move(place));
    };
    for (const std::string& item : items(value)) {
        const std::vector<std::string_view> nested = split(item, '<');
        for (std::size_t i = 0; i < nested.size(); ++i) {
            auto place = series_place(nested[i]);
            const auto outer = i + 1 < nested.size() ? series_place(nested[i + 1]) : std::nullopt;
            if (!place || (i + 1 < nested.size() && !outer))
                return wrong(field, value,
                             "a series is written: Name #2; Other Name; Inner #1 < Outer #3");
            if (outer) place->within = outer->name;
            add(std::move(*place));
        }
    }
    r.series = std::move(series);
    return {};
}

/// "teen (PG-13)": the level, and the word of another scheme that it was said in.
struct SaidRating {
    Rating level;
    std::string_view word;
};
std::optional<SaidRating> level_and_word(std::string_view value) {
    const std::size_t open = value.find(" (");
    if (open == std::string_view::npos || value.back() != ')') return std::nullopt;
    const auto level = rating_from_name(ascii_lowered(value.substr(0, open)));
    const std::string_view word = trim(value.substr(open + 2, value.size() - open - 3));
    if (!level || word.empty()) return std::nullopt;
    return SaidRating{*level, word};
}

Result<void> set_rating(WorkRecord& r, std::string_view field, std::string_view value) {
    if (const auto level = rating_from_name(ascii_lowered(value)); level || value.empty()) {
        r.rating = level.value_or(Rating::unknown);
        return {};
    }
    const std::string kept = edit_to_keep(field, value, programs_words());
    const auto said = level_and_word(kept);
    if (!said)
        return wrong(field, value,
                     "ratings: general, teen, mature, explicit, not-rated; or one word that means "
                     "one of them, such as PG-13");
    r.rating = said->level;
    r.rating_as_given = said->word;
    return {};
}

Result<void> set_permission(WorkRecord& r, std::string_view field, std::string_view value) {
    const auto permission =
        value.empty() ? Permission::unstated : permission_from_name(ascii_lowered(value));
    if (!permission)
        return wrong(field, value,
                     "permissions: any, any_notify, ask, link_only, none, unstated, unclear");
    r.permission.by_default = *permission;
    r.permission.rule = "edit";
    r.permission.confidence = 1;
    return {};
}

Result<void> set_embargo(WorkRecord& r, std::string_view, std::string_view value) {
    r.permission.embargo = value;
    return {};
}

Result<void> set_conditions(WorkRecord& r, std::string_view, std::string_view value) {
    r.permission.conditions = items(value);
    return {};
}

Result<void> set_complete(WorkRecord& r, std::string_view field, std::string_view value) {
    const std::string word = ascii_lowered(value);
    if (word == "yes" || word == "true" || word == "1")
        r.complete = true;
    else if (word == "no" || word == "false" || word == "0")
        r.complete = false;
    else if (word.empty())
        r.complete.reset();
    else
        return wrong(field, value, "yes, no, or nothing for: not stated");
    return {};
}

// "1 of 3", "1/3", "2/?", "2".
Result<void> set_parts(WorkRecord& r, std::string_view field, std::string_view value) {
    if (value.empty()) {
        r.part.reset();
        return {};
    }
    constexpr std::string_view kHint = "parts are written: 1 of 3, or 2/? where nobody knows";
    std::size_t bar = value.find('/');
    std::size_t after = bar + 1;
    if (bar == std::string_view::npos) {
        bar = value.find(" of ");
        after = bar + 4;
    }
    PartPlace part;
    if (!read_number(trim(value.substr(0, bar)), part.number) || part.number < 0)
        return wrong(field, value, std::string(kHint));
    if (bar != std::string_view::npos) {
        const std::string_view rest = trim(value.substr(after));
        int of = 0;
        if (rest != "?") {
            if (!read_number(rest, of) || of < 1) return wrong(field, value, std::string(kHint));
            part.of = of;
        }
    }
    r.part = part;
    return {};
}

// A BCP 47 tag by its shape: "en", "pt-BR", "zh-Hant".
Result<void> set_language(WorkRecord& r, std::string_view field, std::string_view value) {
    bool well_formed = true, first = true;
    for (const std::string_view piece : split(value, '-')) {
        well_formed = well_formed && !piece.empty() && piece.size() <= 8
                      && (!first || (piece.size() >= 2 && piece.size() <= 3));
        for (const char c : piece)
            well_formed = well_formed && (is_ascii_alpha(c) || (!first && is_ascii_digit(c)));
        first = false;
    }
    if (!well_formed && !value.empty())
        return wrong(field, value, "a language is written by its code: en, de, pt-BR");
    r.language = value;
    return {};
}

/// How the bytes are read, not what the record says: the archive reads the original again with it.
Result<void> set_encoding(WorkRecord&, std::string_view, std::string_view) { return {}; }

struct Field {
    std::string_view name, also;
    Setter set;
};

constexpr Field kFields[] = {
    {"title", "", set_title},
    {"creators", "creator", set_creators},
    {"fandoms", "fandom", set_list<&WorkRecord::fandoms>},
    {"relationships", "relationship", set_list<&WorkRecord::relationships>},
    {"characters", "character", set_list<&WorkRecord::characters>},
    {"categories", "category", set_list<&WorkRecord::categories>},
    {"warnings", "warning", set_list<&WorkRecord::warnings>},
    {"tags", "tag", set_list<&WorkRecord::tags>},
    {"rating", "", set_rating},
    {"summary", "", set_text<&WorkRecord::summary>},
    {"notes", "", set_text<&WorkRecord::notes>},
    {"end_notes", "", set_text<&WorkRecord::end_notes>},
    {"disclaimer", "", set_text<&WorkRecord::disclaimer>},
    {"permission", "", set_permission},
    {"conditions", "condition", set_conditions},
    {"embargo", "", set_embargo},
    {"language", "", set_language},
    {"parts", "part", set_parts},
    {"complete", "", set_complete},
    {"published", "", set_date<&WorkRecord::published>},
    {"updated", "", set_date<&WorkRecord::updated>},
    {"series", "", set_series},
    {"spoilers", "", set_text<&WorkRecord::spoilers>},
    {"beta", "", set_text<&WorkRecord::beta>},
    {"feedback", "", set_text<&WorkRecord::feedback>},
    {"encoding", "charset", set_encoding},
};

}  // namespace

std::string edit_to_keep(std::string_view field, std::string_view value, const ValueWords& words) {
    const std::string_view said = trim(value);
    if (field != "rating" || rating_from_name(ascii_lowered(said)) || level_and_word(said))
        return std::string(value);
    const RatingReading reading = read_rating(said, words);
    if (reading.level == Rating::unknown || reading.doubtful) return std::string(value);
    return fmt::format("{} ({})", name_of(reading.level), said);
}

Result<void> apply_edit(WorkRecord& record, std::string_view field, std::string_view value) {
    if (!valid_utf8(value) || value.find('\0') != std::string_view::npos)
        return fail(Fault::usage, fmt::format("the value for {} is not text in UTF-8", field));
    for (const Field& known : kFields) {
        if (field == known.name || (!known.also.empty() && field == known.also))
            return known.set(record, known.name, trim(value));
    }
    return fail(Fault::usage, fmt::format("no field is called '{}'", field),
                fmt::format("fields: {}", fmt::join(edit_fields(), ", ")));
}

std::vector<std::string_view> edit_fields() {
    std::vector<std::string_view> names;
    for (const Field& known : kFields) names.push_back(known.name);
    return names;
}

}  // namespace solander
