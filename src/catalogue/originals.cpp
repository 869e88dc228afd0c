// SPDX-License-Identifier: GPL-3.0-or-later
// Received files, and the paths they were received under.
#include "catalogue/records.h"

#include <cstring>

namespace solander {
namespace {

constexpr std::string_view kFind =
    "select id, digest, size, name, class, sealed_at from original where digest = $1";
constexpr std::string_view kAll =
    "select id, digest, size, name, class, sealed_at from original order by id";
constexpr std::string_view kAdd = "insert into original(digest, size, accession, name, class)"
                                  " values($1, $2, $3, $4, $5) returning id";
constexpr std::string_view kSetClass = "update original set class = $1 where id = $2";
constexpr std::string_view kFindReceipt =
    "select original, size, mtime_ns, inode from receipt where path = $1";
constexpr std::string_view kSaveReceipt =
    "insert into receipt(path, original, size, mtime_ns, inode, accession)"
    " values($1, $2, $3, $4, $5, $6) on conflict(path) do update set original = excluded.original,"
    " size = excluded.size, mtime_ns = excluded.mtime_ns, inode = excluded.inode,"
    " accession = excluded.accession";

std::string_view bytes_of(const DigestBytes& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

OriginalRow row_from(const Query& q) {
    OriginalRow row{q.integer(0),
                    {},
                    static_cast<std::uint64_t>(q.integer(2)),
                    std::string(q.text(3)),
                    std::string(q.text(4)),
                    !q.null(5)};
    const std::string_view digest = q.blob(1);
    if (digest.size() != row.digest.size())
        throw Error(Fault::storage, "an original in the catalogue has a digest of "
                                        + std::to_string(digest.size()) + " bytes");
    std::memcpy(row.digest.data(), digest.data(), digest.size());
    return row;
}

}  // namespace

std::optional<OriginalRow> find_original(Connection& c, const DigestBytes& digest) {
    Query q = c.query(kFind);
    if (!q.bind(Blob{bytes_of(digest)}).step()) return std::nullopt;
    return row_from(q);
}

std::int64_t add_original(Connection& c, const DigestBytes& digest, std::uint64_t size,
                          std::int64_t accession, std::string_view name,
                          std::string_view file_class) {
    Query q = c.query(kAdd);
    q.bind(Blob{bytes_of(digest)}).bind(size).bind(accession).bind(name).bind(file_class).step();
    return q.integer(0);
}

void set_original_class(Connection& c, std::int64_t original, std::string_view file_class) {
    c.query(kSetClass).bind(file_class).bind(original).run();
}

void for_each_original(Connection& c, const std::function<void(const OriginalRow&)>& visit) {
    for (Query q = c.query(kAll); q.step();) visit(row_from(q));
}

std::optional<Receipt> find_receipt(Connection& c, std::string_view path_bytes) {
    Query q = c.query(kFindReceipt);
    if (!q.bind(Blob{path_bytes}).step()) return std::nullopt;
    return Receipt{q.integer(0), static_cast<std::uint64_t>(q.integer(1)), q.integer(2),
                   static_cast<std::uint64_t>(q.integer(3))};
}

void save_receipt(Connection& c, std::string_view path_bytes, const Receipt& receipt,
                  std::int64_t accession) {
    Query q = c.query(kSaveReceipt);
    q.bind(Blob{path_bytes}).bind(receipt.original).bind(receipt.size).bind(receipt.mtime_ns);
    q.bind(receipt.inode).bind(accession).run();
}

}  // namespace solander
