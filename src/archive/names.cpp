// SPDX-License-Identifier: GPL-3.0-or-later
// Names of tags for their pages: only when the viewer may see a work that bears them.
#include "archive/archive.h"
#include "archive/inside.h"

namespace solander {
namespace {

constexpr std::string_view kTag =
    "select t.name, w.visibility, t.kind from tag t join work_tag wt on wt.tag = t.id "
    "join work w on w.id = wt.work where t.id = $1 group by t.name, w.visibility, t.kind";

bool visible(Viewer viewer, std::string_view visibility) {
    const auto known = visibility_from_name(visibility);
    return known && may(viewer, Act::list, *known);
}

}  // namespace

std::optional<std::pair<std::string, std::string>> Archive::tag_name(Viewer viewer,
                                                                     std::int64_t id) const {
    auto connection = inside_->readers->borrow();
    Query query = connection->query(kTag);
    query.bind(id);
    while (query.step())
        if (visible(viewer, query.text(1)))
            return std::pair(std::string(query.text(2)), std::string(query.text(0)));
    return std::nullopt;
}

}  // namespace solander
