// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of text it is: story, part, poem, script, MST, reply, index, other.
#pragma once
#include <cstddef>
#include <string_view>

#include "document/document.h"
#include "header/block.h"
#include "work/story.h"

namespace solander {

/// The contract's class. Looks at shapes only; never drops anything. `links`: <a href> in the
/// part's markup; `stated`: a known format describes the work, as a header would.
std::string_view class_of_text(const Document&, const HeaderReading&, const WorkRecord&,
                               std::size_t links, bool stated);

}  // namespace solander
