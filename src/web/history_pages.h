// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person with an account was in her works: noted while she reads, shown to her alone.
#pragma once
#include "web/app.h"

namespace solander {

/// She opened a chapter, or (none) the whole work on one page.
void note_place(App&, const Call&, WorkId, std::optional<int> chapter);
/// On the page of a work: where she was, and a way on. Nothing for who keeps no history.
void write_place(Markup&, App&, const Call&, const WorkView&);
/// At the end of a text: a button that says it is read. As above.
void write_done(Markup&, App&, const Call&, WorkId);

}  // namespace solander
