// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/original_pieces.h"

#include <algorithm>

namespace solander {
namespace {

constexpr std::string_view kHas = "select 1 from original_piece where original = $1 and place = 0";
constexpr std::string_view kPut =
    "insert into original_piece(original, place, bytes) values($1, $2, $3)";
constexpr std::string_view kRemove = "delete from original_piece where original = $1";
// With each, whether it is the last: of a small original that is all there is to ask.
constexpr std::string_view kRead =
    "select p.bytes, (select max(m.place) from original_piece m where m.original = p.original)"
    " from original o join original_piece p on p.original = o.id"
    " where o.digest = $1 and p.place = $2";
constexpr std::string_view kSizes = "select original, cast(sum(length(bytes)) as bigint)"
                                    " from original_piece group by original order by original";
constexpr std::string_view kAll =
    "select original, place, bytes from original_piece order by original, place";

}  // namespace

bool has_pieces(Connection& c, std::int64_t original) {
    return c.query(kHas).bind(original).step();
}

void put_pieces(Connection& c, std::int64_t original, std::string_view bytes,
                const std::function<void()>& let_go) {
    std::int64_t place = 0;
    do {  // an empty original is one empty piece
        const std::string_view piece = bytes.substr(0, kPieceBytes);
        c.query(kPut).bind(original).bind(place++).bind(Blob{piece}).run();
        bytes.remove_prefix(piece.size());
        if (let_go) let_go();
    } while (!bytes.empty());
}

void remove_pieces(Connection& c, std::int64_t original) { c.query(kRemove).bind(original).run(); }

bool read_pieces(Connection& c, const DigestBytes& digest,
                 const std::function<bool(std::string_view)>& take) {
    const std::string_view key(reinterpret_cast<const char*>(digest.data()), digest.size());
    for (std::int64_t place = 0;; ++place) {
        Query q = c.query(kRead);
        if (!q.bind(Blob{key}).bind(place).step()) return place > 0;
        const bool last = q.integer(1) <= place;
        if (!take(q.blob(0)) || last) return true;
    }
}

std::map<std::int64_t, std::uint64_t> sizes_in_pieces(Connection& c) {
    std::map<std::int64_t, std::uint64_t> sizes;
    for (Query q = c.query(kSizes); q.step();)
        sizes.emplace(q.integer(0), static_cast<std::uint64_t>(q.integer(1)));
    return sizes;
}

void for_each_piece(Connection& c,
                    const std::function<void(std::int64_t, std::string_view)>& visit) {
    for (Query q = c.query(kAll); q.step();) visit(q.integer(0), q.blob(2));
}

void copy_pieces(Connection& from, Connection& to) {
    for (Query q = from.query(kAll); q.step();)
        to.query(kPut).bind(q.integer(0)).bind(q.integer(1)).bind(Blob{q.blob(2)}).run();
}

}  // namespace solander
