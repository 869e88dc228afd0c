// SPDX-License-Identifier: GPL-3.0-or-later
// The ways in which lists are written down: a Perl hash of hashes, CSV, an array of JSON objects,
// a YAML list of maps.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/finding.h"

namespace solander {

/// One record: column and value, in order; a list has its column several times.
using SidecarCells = std::vector<std::pair<std::string, std::string>>;
using SidecarSink = std::function<void(const SidecarCells&)>;

/// `%FILES = (` at the beginning, comments and `package` lines before it.
bool begins_as_perl_list(std::string_view text);
/// Quotes of either kind, q{}, numbers. A quote that was not escaped ends a value only where a
/// comma, a bracket or the line's end follows. What cannot be read is passed over, with a finding.
void read_perl_list(std::string_view text, const SidecarSink& take, std::vector<Finding>& findings);

/// The names in a CSV's first line, lower case; separated by commas, semicolons or tabs.
std::vector<std::string> csv_names(std::string_view line);
void read_csv(std::string_view text, const SidecarSink& take, std::vector<Finding>& findings);

bool begins_as_json_list(std::string_view text);
/// False when it is no JSON. Values that are no strings, numbers or lists of them are left out.
bool read_json_list(std::string_view text, const SidecarSink& take);

/// The first lines are those of a list of records, or of a record.
bool begins_as_yaml_list(std::string_view text);
/// False where it stops being YAML, on `line`; what came before was taken.
bool read_yaml_list(std::string_view text, const SidecarSink& take, std::size_t& line);

}  // namespace solander
