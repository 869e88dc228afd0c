// SPDX-License-Identifier: GPL-3.0-or-later
// Forms by which curators join, part, rename and take back; the same for people and series.
#pragma once
#include <string_view>
#include <vector>

#include "web/app.h"

namespace solander {

/// Join two by their numbers or names; rename one. `what`: "person", "series".
void write_name_forms(Markup&, std::string_view path, std::string_view what);
/// The last ones, each with its way back.
void write_acts(Markup&, const std::vector<NameAct>&, std::string_view path, std::size_t most);
/// What such a form asks, done; the answer leads to `path`.
Response act_on_names(App&, const Call&, NameList, std::string_view path);
/// 404 for programs.
Response no_such_object(std::string_view what);

}  // namespace solander
