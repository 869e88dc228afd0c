// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/sidecars.h"

#include "original/digest.h"

namespace solander {
namespace {

constexpr std::string_view kLists =
    "select r.path, o.digest from receipt r join original o on o.id = r.original "
    "where o.class = 'list' order by r.path";
constexpr std::string_view kPaths = "select path from receipt where original = $1 order by path";

}  // namespace

Sidecars kept_sidecars(const Archive::Inside& inside, Connection& connection) {
    std::vector<std::pair<std::string, Digest>> lists;
    {
        Query query = connection.query(kLists);
        while (query.step())
            if (const auto digest = Digest::from_raw(query.blob(1)))
                lists.emplace_back(query.blob(0), *digest);
    }
    Sidecars sidecars;
    for (const auto& [path, digest] : lists)
        if (const auto bytes = inside.originals.read(connection, digest))
            sidecars.take(path, *bytes, [&](const std::string& file) {
                return find_receipt(connection, file).has_value();
            });
    return sidecars;
}

const std::vector<Stated>* stated_of(const Sidecars& sidecars, Connection& connection,
                                     std::int64_t original) {
    if (sidecars.empty()) return nullptr;
    Query query = connection.query(kPaths);
    query.bind(original);
    while (query.step())
        if (const std::vector<Stated>* stated = sidecars.of(std::string(query.blob(0))))
            return stated;
    return nullptr;
}

}  // namespace solander
