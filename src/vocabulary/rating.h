// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings of every scheme, their level kept beside what was written.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace solander {

class ValueWords;

/// The contract's words: general teen mature explicit not-rated. `unknown` is nothing we could
/// read.
enum class Rating : unsigned char { unknown, not_rated, general, teen, mature, explicit_ };
std::string_view name_of(Rating);  ///< "general" ... "explicit", "not-rated"; "" for unknown
std::optional<Rating> rating_from_name(std::string_view);

struct RatingReading {
    Rating level = Rating::unknown;
    std::string scheme;  ///< "mpaa", "ffn", "ao3", "fr", "uk", "words" ...; empty when unknown
    std::string token;   ///< the part of the value it was read from: "PG-13"
    std::string reason;  ///< the rest: "for language"
    double confidence = 0;
    bool doubtful = false;  ///< a person should look ("NC-13", "PG to R" range)
};
/// Whole tokens only; ranges take the highest. Never guesses a level that was not said.
RatingReading read_rating(std::string_view value);
RatingReading read_rating(std::string_view value, const ValueWords&);

}  // namespace solander
