// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/resolve.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "header/values.h"

namespace solander {

namespace {

constexpr std::size_t kLook = 240;  // bytes of the value

// Sorted.
constexpr std::string_view kOrientations[] = {
    "f/f",  "f/m",  "femmeslash", "femslash", "gen",  "general",   "het",      "lesbian",
    "m/f",  "m/m",  "multi",      "other",    "poly", "pre-slash", "preslash", "slash",
    "yaoi", "yuri", "гет",        "джен",     "слэш", "слеш",      "фемслэш",
};
// ASC's series codes.
constexpr std::string_view kSeriesCodes[] = {"AMA", "DS9", "DSN", "ENT", "INF", "MAJ", "MIS",
                                             "OCC", "TNG", "TOS", "VGR", "VOY", "TAS"};
constexpr PartialDate kAnyDay{9999, 12, 31};

template <class Table>
bool in(const Table& table, std::string_view word) {
    return std::find(std::begin(table), std::end(table), word) != std::end(table);
}

/// Any word of the value is in the table; words are cut at spaces and at , ; ( ).
template <class Table>
bool has_word(const Table& table, std::string_view value) {
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find_first_of(" ,;()[].!&", at), value.size());
        if (in(table, value.substr(at, end - at))) return true;
        at = end + 1;
    }
    return false;
}

bool is_date(std::string_view value) {
    if (value.size() > 40) return false;
    const DateReading date = read_date(value, kAnyDay);
    return date.date || date.ambiguous;
}

bool pairs_people(std::string_view value) {
    return value.find('/') != std::string_view::npos || value.find('&') != std::string_view::npos
           || value.find(" x ") != std::string_view::npos;
}

bool is_address_only(std::string_view value) {
    const auto found = find_addresses(value);
    return !found.empty() && (found.back().to - found.front().from) * 10 >= value.size() * 6;
}

bool wants_comments(std::string_view low) {
    for (const std::string_view word :
         {"@", "please", "welcome", "appreciated", "feedback", "always", "yes", "love", "gladly",
          "send", "bitte", "gerne"})
        if (low.find(word) != std::string_view::npos) return true;
    return false;
}

}  // namespace

FieldId resolve_id(const LabelMeanings& meanings, std::string_view value, FieldSet in_block) {
    if (meanings.count < 2) return meanings.ids[0];
    value = value.substr(0, kLook);
    const std::string low = ascii_lowered(value);
    const auto can = [&meanings](FieldId id) { return meanings.can_be(id); };
    const auto both = [&can](FieldId a, FieldId b) { return can(a) && can(b); };
    const auto has = [in_block](FieldId id) { return (in_block & set_of(id)) != 0; };

    if (both(FieldId::title, FieldId::author))
        return has(FieldId::title) && !has(FieldId::author) ? FieldId::author : FieldId::title;
    if (can(FieldId::category) && (can(FieldId::genre) || can(FieldId::warning)))
        return has_word(kOrientations, low) ? FieldId::category
               : can(FieldId::warning)      ? FieldId::warning
                                            : FieldId::genre;
    if (both(FieldId::relationship, FieldId::author))
        return pairs_people(value) ? FieldId::relationship : FieldId::author;
    if (both(FieldId::relationship, FieldId::character))
        return pairs_people(value) ? FieldId::relationship : FieldId::character;
    if (both(FieldId::fandom, FieldId::series))
        return has(FieldId::fandom) ? FieldId::series : FieldId::fandom;
    if (both(FieldId::notes, FieldId::feedback))
        return wants_comments(low) ? FieldId::feedback : FieldId::notes;
    if (both(FieldId::email, FieldId::feedback))
        return is_address_only(value) ? FieldId::email : FieldId::feedback;
    if (both(FieldId::archive, FieldId::date_published))
        return is_date(value) ? FieldId::date_published : FieldId::archive;
    if (both(FieldId::status, FieldId::date_written))
        return is_date(value) ? FieldId::date_written : FieldId::status;
    if (both(FieldId::spoilers, FieldId::part))
        return read_part(value) ? FieldId::part : FieldId::spoilers;
    return meanings.ids[0];
}

FieldId resolve_value(FieldId id, std::string_view value, FieldSet in_block) {
    value = trim(value.substr(0, kLook));
    if (id == FieldId::series && (in_block & set_of(FieldId::fandom)) == 0 && value.size() >= 3
        && has_word(kSeriesCodes, value.substr(0, 12)))
        return FieldId::fandom;
    if (id == FieldId::copyright && count_words(value) > 9) return FieldId::disclaimer;
    return id;
}

}  // namespace solander
