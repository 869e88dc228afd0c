// SPDX-License-Identifier: GPL-3.0-or-later
// Reading our own tables (data/*.tsv): one row a line, columns set apart by tabs.
#pragma once
#include <string_view>
#include <vector>

#include "base/text.h"

namespace solander {

/// Calls `sink(const std::vector<std::string_view>& columns)` for each row. Lines that are empty or
/// begin with '#' are left out; columns are trimmed; a row has as many columns as it was given.
template <class Sink>
void for_each_row(std::string_view table, Sink&& sink) {
    for (std::string_view line : split(table, '\n')) {
        if (trim(line).empty() || line.front() == '#') continue;
        std::vector<std::string_view> columns = split(line, '\t');
        for (std::string_view& column : columns) column = trim(column);
        sink(columns);
    }
}

}  // namespace solander
