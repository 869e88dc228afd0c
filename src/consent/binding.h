// SPDX-License-Identifier: GPL-3.0-or-later
// Which clause of a statement speaks of which place.
#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "consent/segment.h"

namespace solander {

/// A place that was named, and what was said of it.
struct BoundPlace {
    Target target;
    Polarity polarity = Polarity::unsaid;  ///< unsaid: only named
    std::size_t segment = 0;
};

using Rules = std::vector<std::pair<Polarity, std::size_t>>;  ///< with the segment that said so

struct Binding {
    std::vector<BoundPlace> places;
    Rules general;      ///< said of no place, or of any
    Rules elsewhere;    ///< said of all others; unsaid for a bare "others"
    bool only = false;  ///< "Xyz only"
};

/// In prose, clauses that do not speak of archiving are passed over. Linear.
Binding bind_places(const std::vector<Segment>& segments, bool prose);

}  // namespace solander
