// SPDX-License-Identifier: GPL-3.0-or-later
// Compares what was understood of one story with what is true of it.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace solander::accuracy {

struct Tally {
    std::uint64_t right = 0;    ///< stated and understood
    std::uint64_t wrong = 0;    ///< understood something that is not so: costs precision
    std::uint64_t missing = 0;  ///< stated and not understood so: costs recall
    void add(const Tally& other);
    double precision() const;
    double recall() const;
    double f1() const;
};

struct Difference {
    std::string field, expected, got;
};

/// How words in and out compare.
struct Words {
    std::int64_t expected = -1, got = -1;  ///< -1: not known
};

struct Score {
    std::map<std::string, Tally> fields;
    std::vector<Difference> differences;
    bool rounded_up = false;  ///< the permission was read as more than the author gave
    Words words;
};

/// `got` null: no story was found in the file at all.
Score compare(const nlohmann::json& truth, const nlohmann::json& got);

}  // namespace solander::accuracy
