// SPDX-License-Identifier: GPL-3.0-or-later
// A part that a person cut in pieces, because it holds several works.
#pragma once
#include <cstdint>
#include <vector>

#include "source/part.h"

namespace solander {

struct Cut {
    std::uint64_t at = 0;  ///< in the part's own bytes; a piece begins with the line it is in
    /// Which story of its part the piece behind the cut is; the one before the first is 0. Never
    /// given twice, so that cuts that come later change nothing of it.
    int ordinal = 0;
};

/// A piece is a part of its own whose offsets lead to the same bytes. What a format states of the
/// whole (a mail's subject, a page's fields) stays with the first.
struct Piece {
    Part part;
    int ordinal = 0;
};
/// One piece, the part itself, without cuts that lie in it. Linear.
std::vector<Piece> pieces_of(const Part&, std::vector<Cut>);

/// Where in Part::text a piece begins that is cut at this byte of the part.
std::size_t piece_begins(const Part&, std::uint64_t at);

}  // namespace solander
