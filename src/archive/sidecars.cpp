// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/sidecars.h"

#include <fmt/format.h>

#include <filesystem>

#include "original/digest.h"

namespace solander {
namespace {

constexpr std::string_view kLists =
    "select r.path, o.digest from receipt r join original o on o.id = r.original "
    "where o.class = 'list' order by r.path";
constexpr std::string_view kPaths = "select path from receipt where original = $1 order by path";

}  // namespace

bool Sidecars::take(const std::string& path, std::string_view bytes, const Exists& exists) {
    auto sidecar = read_sidecar(bytes);
    if (!sidecar) return false;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    std::uint64_t found = 0, missing = 0;
    std::string first;
    for (SidecarRow& row : sidecar->rows) {
        bool here = false;
        for (const std::string& file : row.files) {
            if (file.find('\0') != std::string::npos) continue;
            const std::string whole = (folder / file).lexically_normal().native();
            if (whole == path || !exists(whole)) continue;
            here = true;
            stated_.try_emplace(whole, std::move(row.stated));
            break;
        }
        ++(here ? found : missing);
        if (!here && first.empty() && !row.files.empty()) first = row.files.front();
    }
    if (found == 0) return false;
    std::vector<Finding> findings = std::move(sidecar->findings);
    if (missing > 0)
        findings.push_back({"listed-not-here",
                            fmt::format("{} of the files that this list names are not here, the "
                                        "first is {}",
                                        missing, first),
                            {}});
    lists_.emplace(path, std::move(findings));
    return true;
}

const std::vector<Stated>* Sidecars::of(const std::string& path) const {
    const auto at = stated_.find(path);
    return at == stated_.end() ? nullptr : &at->second;
}

const std::vector<Finding>* Sidecars::findings_of(const std::string& list) const {
    const auto at = lists_.find(list);
    return at == lists_.end() ? nullptr : &at->second;
}

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
        if (const auto bytes = inside.originals.read(digest))
            sidecars.take(path, *bytes, [&](const std::string& file) {
                return find_receipt(connection, file).has_value();
            });
    return sidecars;
}

const std::vector<Stated>* stated_of(const Sidecars& sidecars, Connection& connection,
                                     std::int64_t original) {
    Query query = connection.query(kPaths);
    query.bind(original);
    while (query.step())
        if (const std::vector<Stated>* stated = sidecars.of(std::string(query.blob(0))))
            return stated;
    return nullptr;
}

}  // namespace solander
