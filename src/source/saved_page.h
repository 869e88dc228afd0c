// SPDX-License-Identifier: GPL-3.0-or-later
// Where a page that a browser saved came from.
#pragma once
#include "source/page_facts.h"

namespace solander {

/// States "Source URL": the page's canonical link, or the address in the comment that browsers
/// write above a page ("saved from url=(0043)https://...").
void say_saved_from(PageFacts&);

}  // namespace solander
