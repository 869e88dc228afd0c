// SPDX-License-Identifier: GPL-3.0-or-later
// "Codes:" and subject-line codes taken apart token by token: "VOY J/C, C/T, h/c, WAFF [PG-13]".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/relationship.h"

namespace solander {

class ValueWords;

struct CodesReading {
    std::vector<Relationship> relationships;
    std::vector<std::string>
        fandoms;  ///< from series codes ("VOY"); empty unless the code is known
    std::vector<std::string> categories;  ///< AO3's six
    std::vector<std::string> warnings;    ///< AO3's wording
    std::vector<std::string> genres;      ///< spelled out
    std::string rating;                   ///< token as written; empty when none
    std::vector<std::string> other;       ///< tokens no table knows, as written
};
CodesReading read_codes(std::string_view value);
CodesReading read_codes(std::string_view value, const ValueWords&);

}  // namespace solander
