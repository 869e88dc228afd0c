// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of originals as rows, in pieces: what is in memory at once is a piece or two, however
// big the original.
#pragma once
#include "catalogue/db.h"
#include "catalogue/records.h"

#include <functional>
#include <map>
#include <string_view>

namespace solander {

inline constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

bool has_pieces(Connection&, std::int64_t original);
/// Inside a WriteTransaction. There must be none yet. `let_go`, when given, is called after each
/// piece.
void put_pieces(Connection&, std::int64_t original, std::string_view bytes,
                const std::function<void()>& let_go = {});
void remove_pieces(Connection&, std::int64_t original);
/// One after the other, in their order, until `take` returns false. False when there are none.
bool read_pieces(Connection&, const DigestBytes&,
                 const std::function<bool(std::string_view)>& take);
/// How many bytes there are of each original that has pieces, by its number.
std::map<std::int64_t, std::uint64_t> sizes_in_pieces(Connection&);
/// Every piece of every original, by their numbers. `visit` must ask nothing of the connection.
void for_each_piece(
    Connection&, const std::function<void(std::int64_t original, std::string_view bytes)>& visit);
/// Inside a WriteTransaction of `to`, after the rows of `original`.
void copy_pieces(Connection& from, Connection& to);

}  // namespace solander
