// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of one record: the work's own and those of its tags, creators, series and extras.
#pragma once
#include "catalogue/db.h"
#include "work/story.h"

#include <string_view>

namespace solander {

/// A new row in `work`, with nothing beside it yet.
WorkId insert_work_row(Connection&, const WorkRecord&, std::string_view now);
void update_work_row(Connection&, const WorkRecord&);
/// Tags, creators, series, extra. `replace` takes away what was there.
void save_record_rows(Connection&, WorkId, const WorkRecord&, bool replace);
void add_change(Connection&, WorkId, std::string_view what);

}  // namespace solander
