// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers with commas and k, dates with their precision, choices with their everyday names.
#include "search/compare.h"

#include "base/date.h"
#include "base/text.h"
#include "vocabulary/rating.h"

namespace solander {
namespace {

constexpr std::int64_t kMost = 1'000'000'000'000;

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    bool digits = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_ascii_digit(c)) {
            value = value * 10 + (c - '0');
            digits = true;
        } else if ((c == 'k' || c == 'K') && digits && i + 1 == text.size()) {
            value *= 1000;
        } else if (c != ',' || !digits) {
            return std::nullopt;
        }
        if (value > kMost) return std::nullopt;
    }
    if (!digits) return std::nullopt;
    return value;
}

std::optional<ValueRange> days(const PartialDate& date) {
    PartialDate next = date;
    if (date.day != 0) {
        const std::int64_t day = date.first_day();
        return ValueRange{day, day};
    }
    if (date.month == 0)
        ++next.year;
    else if (++next.month > 12) {
        next.month = 1;
        ++next.year;
    }
    return ValueRange{date.first_day(), next.first_day() - 1};
}

/// Two ends apart by ".." or, where `dash_splits` says so, by "-"; an end may be missing with "..".
struct Ends {
    std::string_view low, high;
    bool range = false;
};
Ends split_range(std::string_view value, bool dash_splits) {
    if (const auto dots = value.find(".."); dots != std::string_view::npos)
        return {value.substr(0, dots), value.substr(dots + 2), true};
    if (const auto dash = value.find('-'); dash_splits && dash != std::string_view::npos)
        return {value.substr(0, dash), value.substr(dash + 1), true};
    return {value, value, false};
}

template <class One>
std::optional<ValueRange> range_of(std::string_view op, std::string_view value, bool dash_splits,
                                   One one) {
    ValueRange result;
    if (op == ":") {
        const Ends ends = split_range(value, dash_splits);
        const bool open = ends.range && (ends.low.empty() != ends.high.empty());
        if (!open || !ends.low.empty()) {
            const auto low = one(ends.low);
            if (!low) return std::nullopt;
            result.low = low->low;
        }
        if (!open || !ends.high.empty()) {
            const auto high = one(ends.high);
            if (!high) return std::nullopt;
            result.high = high->high;
        }
        if (result.low > result.high) return std::nullopt;
        return result;
    }
    const auto bound = one(value);
    if (!bound) return std::nullopt;
    if (op == ">") result.low = bound->high + 1;
    if (op == ">=") result.low = bound->low;
    if (op == "<") result.high = bound->low - 1;
    if (op == "<=") result.high = bound->high;
    return result;
}

struct Alias {
    std::string_view field, typed, means;
};
constexpr Alias kAliases[] = {
    {"complete", "true", "yes"},
    {"complete", "complete", "yes"},
    {"complete", "completed", "yes"},
    {"complete", "finished", "yes"},
    {"complete", "t", "yes"},
    {"complete", "y", "yes"},
    {"complete", "false", "no"},
    {"complete", "wip", "no"},
    {"complete", "incomplete", "no"},
    {"complete", "unfinished", "no"},
    {"complete", "in progress", "no"},
    {"complete", "in-progress", "no"},
    {"complete", "f", "no"},
    {"complete", "n", "no"},
    {"rating", "not rated", "not-rated"},
    {"rating", "unrated", "not-rated"},
    {"permission", "notify", "any_notify"},
    {"permission", "link", "link_only"},
};

bool is_choice(const QueryField& field, std::string_view value) {
    for (const std::string_view choice : split(field.choices, ' '))
        if (choice == value) return true;
    return false;
}

}  // namespace

std::optional<ValueRange> number_range(std::string_view op, std::string_view value) {
    return range_of(op, value, true, [](std::string_view text) -> std::optional<ValueRange> {
        const auto n = number(text);
        if (!n) return std::nullopt;
        return ValueRange{*n, *n};
    });
}

std::optional<ValueRange> days_of(std::string_view date) {
    const auto parsed = PartialDate::from_text(date);
    if (!parsed) return std::nullopt;
    return days(*parsed);
}

std::optional<ValueRange> date_range(std::string_view op, std::string_view value) {
    const bool two_years = value.size() == 9 && value[4] == '-';
    return range_of(op, value, two_years, days_of);
}

std::optional<std::string> normal_value(const QueryField& field, std::string_view op,
                                        std::string_view value) {
    if (field.kind == FieldKind::number) {
        if (!number_range(op, value)) return std::nullopt;
        if (op != ":") return std::to_string(*number(value));
        const Ends ends = split_range(value, true);
        if (!ends.range) return std::to_string(*number(value));
        std::string out;
        if (!ends.low.empty()) out += std::to_string(*number(ends.low));
        out += ends.low.empty() || ends.high.empty() ? ".." : "-";
        if (!ends.high.empty()) out += std::to_string(*number(ends.high));
        return out;
    }
    if (field.kind == FieldKind::date) {
        if (!date_range(op, value)) return std::nullopt;
        return std::string(value);
    }
    const std::string typed = ascii_lowered(squeeze(value));
    if (is_choice(field, typed)) return typed;
    for (const Alias& alias : kAliases)
        if (alias.field == field.name && alias.typed == typed) return std::string(alias.means);
    if (field.name == "rating") {
        const RatingReading reading = read_rating(value);
        if (reading.level != Rating::unknown) return std::string(name_of(reading.level));
    }
    if (field.name == "language") {
        for (const char c : typed)
            if (!is_ascii_alpha(c) && !is_ascii_digit(c) && c != '-') return std::nullopt;
        if (!typed.empty() && typed.size() <= 35) return typed;
    }
    return std::nullopt;
}

}  // namespace solander
