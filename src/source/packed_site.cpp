// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/packed_site.h"

#include <algorithm>
#include <cstdint>

#include "source/bundle.h"
#include "source/format.h"
#include "source/member_name.h"
#include "source/sql_dump.h"

namespace solander {
namespace {

/// Calls `each` with the bundle and every file's path, until it returns false.
template <class Each>
void for_each_file(std::string_view container, std::uint64_t most_members, Each&& each) {
    const Format format = recognise(container);
    if (format.reading != Reading::unzip && format.reading != Reading::unpack) return;
    Bundle bundle(container, format.reading == Reading::unzip, "");
    DistinctNames names;
    Bundle::Member member;
    for (; most_members > 0 && bundle.next(member); --most_members) {
        if (member.kind != Bundle::Kind::file) continue;
        if (!each(bundle, names.take(member_name(member.name, format.name)))) return;
    }
}

}  // namespace

SiteSigns site_signs(std::string_view container) {
    constexpr std::uint64_t kMembers = 1000, kBytes = std::uint64_t{64} << 20;
    constexpr std::size_t kHead = 4096;
    SiteSigns signs;
    std::string head;
    for_each_file(container, kMembers, [&](Bundle& bundle, const std::string& path) {
        if (is_chapter_path(path)) {
            signs.chapters = true;
        } else if (!signs.dump) {
            bundle.read_head(head, kHead);
            signs.dump = looks_like_sql(head);
        }
        return bundle.unpacked() < kBytes && !(signs.dump && signs.chapters);
    });
    return signs;
}

void hold_chapters(std::string_view container, const Limits& limits, const std::string& before,
                   HeldFiles& into) {
    const std::uint64_t most =
        std::min(limits.max_total_unpacked,
                 std::max(limits.ratio_floor, container.size() * limits.max_ratio));
    std::string content;
    for_each_file(container, limits.max_members, [&](Bundle& bundle, const std::string& path) {
        if (is_chapter_path(path)
            && bundle.read(content, limits.max_part_bytes) != Bundle::Outcome::too_big)
            into.hold(before + path, content);
        return bundle.unpacked() < most && !into.full();
    });
}

}  // namespace solander
