// SPDX-License-Identifier: GPL-3.0-or-later
// Typing of header values that need no vocabulary: people, dates, part numbers, status, sizes,
// languages, titles.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.h"  // find_addresses, without_addresses: implemented in base/address.cpp
#include "base/date.h"

namespace solander {

// --- people
// ------------------------------------------------------------------------------------------

struct PersonValue {
    std::string name;             ///< never an e-mail address
    std::string role = "author";  ///< "author" or "translator"
    std::vector<std::string>
        also;  ///< "aka", "formerly", name in parentheses: private unless a person says so
};
struct PeopleReading {
    std::vector<PersonValue> people;
    std::vector<std::string> addresses;  ///< as typed, always private
    bool none =
        false;  ///< "unknown", "anonymous", "me", "see below": said nobody, and nobody is invented
    double confidence = 0;
    bool one_or_two = false;  ///< "Tarrow, Bess": given as it stands, as one; header/name_order.h
};
PeopleReading read_people(std::string_view value);

// --- dates
// -------------------------------------------------------------------------------------------

struct DateReading {
    std::optional<PartialDate>
        date;                ///< only the precision that was said; year alone when d/m or m/d
    bool ambiguous = false;  ///< "12/11/2000"
    /// A person should look: "probably 1999", a range, a date after `today` or before 1960 (then no
    /// date).
    bool doubtful = false;
};
DateReading read_date(std::string_view value, PartialDate today);

// --- part numbers
// ------------------------------------------------------------------------------------

struct PartNumber {
    int number = 0;                ///< 0 when only the total was said; also of a "0/5" header post
    int last = 0;                  ///< "11-15/20": 15; otherwise equal to number
    char sub = 0;                  ///< 'a' of "1a/5"
    int of = 0;                    ///< 0 when not said or "?"
    bool open = false;             ///< "2/?", "3/x", "2/5+": more is meant to come
    bool header = false;           ///< "0/5"
    std::size_t from = 0, to = 0;  ///< bytes of the text it was read from, brackets included
};
/// The value of a Part: label: "2", "1/3", "Two of Five", "VII/?", "3 (revised)".
std::optional<PartNumber> read_part(std::string_view value);
/// The value of a Parts: or Chapters: label, where a lone number is the total: "5" -> of 5; "3/?"
/// -> 3, open.
std::optional<PartNumber> read_part_count(std::string_view value);
/// Inside a title or subject: "Snow (1/3)", "Snow, Part Two of Five", "Snow - ch 3". A number alone
/// is not one.
std::optional<PartNumber> find_part(std::string_view text);

// --- titles and series
// -------------------------------------------------------------------------------

struct TitleReading {
    std::string title;               ///< quotes, stars and part number off
    std::vector<std::string> also;   ///< "(formerly Y)", "aka Y"
    std::optional<PartNumber> part;  ///< offsets in the given value
    bool none = false;  ///< "untitled", "none", "?", "TBA": kept raw, no title invented
};
TitleReading read_title(std::string_view value);

struct SeriesValue {
    std::string name;
    std::optional<double> position = {};
    int of = 0;
    std::string within = {};  ///< the series that this one is a part of; follows as the next
};
/// "0.5", "12"; how many bytes it takes.
std::optional<double> position_at(std::string_view text, std::size_t& length);
/// "Snow #3", "Snow, part 2 of 5", "third in the Snow series", "Snow (2/5); Ice #1", "Snow #0.5",
/// "part 3 of the Snow arc, book two of Winters". Empty for "none", "no", "n/a".
std::vector<SeriesValue> read_series(std::string_view value);

// --- claims
// ------------------------------------------------------------------------------------------

/// Status: true complete, false not, nothing when it does not say. "Complete (1/1)", "WIP", "Yes"
/// after Complete:.
std::optional<bool> read_complete(std::string_view value);

struct SizeClaim {
    std::optional<std::uint64_t> words;  ///< "approx. 3,000 words", "12,034", "drabble (100)"
    std::optional<std::uint64_t> bytes;  ///< "45K", "32kb", "1.2 MB"
};
/// `bare_is_words`: what "3,000" means without a unit (true under Words:, false under Size:).
SizeClaim read_size(std::string_view value, bool bare_is_words = true);

/// BCP 47 code of a language named in English or in itself: "German", "Deutsch", "pt-br" -> "de",
/// "de", "pt-BR".
std::optional<std::string> language_code(std::string_view name);

/// Nothing was said: "", "none", "n/a", "no", "-", "nil", "nope", "not provided".
bool means_none(std::string_view value);

}  // namespace solander
