// SPDX-License-Identifier: GPL-3.0-or-later
// Pages and downloads of known sites (AO3, FanFiction.net, FanFicFare, LiveJournal ...), recognised
// by several independent signs, never by one word.
#pragma once
#include "source/part.h"

namespace solander {

/// Fills format, stated, zones, sections and file_class of an HTML or text part that is a page of a
/// known site; leaves any other part as it is. Works on Part::text alone, so that it may also be
/// called for a page that was composed from a book's documents. Linear.
void recognise_page(Part&);

}  // namespace solander
