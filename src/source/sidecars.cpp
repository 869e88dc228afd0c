// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/sidecars.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <unordered_set>
#include <utility>

#include "source/bundle.h"
#include "source/member_name.h"

namespace solander {

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

void Sidecars::take_packed(std::string_view container, std::string_view format,
                           const std::string& path, std::uint64_t most_members,
                           std::uint64_t most_unpacked) {
    constexpr std::size_t kBiggest = std::size_t{64} << 20, kHead = 4096;
    if (container.size() > kBiggest) return;
    const auto walk = [&](auto&& visit) {
        Bundle bundle(container, false, "");
        Bundle::Member member;
        DistinctNames names;
        for (std::uint64_t n = 0;
             n < most_members && bundle.unpacked() <= most_unpacked && bundle.next(member); ++n) {
            if (member.kind == Bundle::Kind::folder) continue;
            std::string inside = path.empty() ? path : path + '/';
            inside += names.take(member_name(member.name, format));
            if (member.kind == Bundle::Kind::file) visit(bundle, std::move(inside));
        }
    };
    std::unordered_set<std::string> here, lists;
    std::string content;
    walk([&](Bundle& bundle, std::string&& inside) {
        bundle.read_head(content, kHead);
        if (looks_like_sidecar(content)) lists.insert(inside);
        here.insert(std::move(inside));
    });
    if (lists.empty()) return;
    walk([&](Bundle& bundle, std::string&& inside) {
        if (lists.count(inside) != 0
            && bundle.read(content, std::min<std::uint64_t>(most_unpacked, kBiggest))
                   == Bundle::Outcome::whole)
            take(inside, content, [&](const std::string& file) { return here.count(file) != 0; });
    });
}

void add_stated(Part& part, const std::vector<Stated>& stated) {
    if (part.format.empty()) part.format = "list";
    part.stated.insert(part.stated.end(), stated.begin(), stated.end());
}

}  // namespace solander
