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
/// "12: kim said 2026-11-23T14:05:00Z: fandom “X” is a synonym of fandom “Y”"
std::string said(const TagHistory&);
/// Its members.
void write_said(JsonWriter&, const TagHistory&);

}  // namespace solander
