// SPDX-License-Identifier: GPL-3.0-or-later
// Tags as the command line shows them: lines for people, JSON for programs.
#pragma once
#include <string>

#include "archive/archive.h"
#include "base/markup.h"

namespace solander {

void write_tag(JsonWriter&, const TagName&);
void write_use(JsonWriter&, const TagUse&);
void print_sheet(const TagSheet&, const std::vector<TagHistory>&);
std::string sheet_json(const TagSheet&);
std::string unsettled_json(const UnsettledTag&);
/// Before and after, a pair of lines each; "follows" beside what nobody asked for by itself.
void print_changes(const std::vector<TagChange>&, std::size_t most);
std::string change_json(const TagChange&);
/// "synonym of fandom “X”" as history has it.
std::string said(const TagHistory&);

}  // namespace solander
