// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/tag_rows.h"

namespace solander {
namespace {

constexpr std::string_view kAllTags =
    "select id, kind, name, key from tag where name <> '' order by id";
constexpr std::string_view kTag = "select kind, name from tag where id = $1";

}  // namespace

TagBook load_book(Connection& c) {
    TagBook book;
    for (Query q = c.query(kAllTags); q.step();)
        if (const auto kind = tag_kind_from_name(q.text(1)))
            book.put({q.integer(0), *kind, std::string(q.text(2))}, q.text(3));
    return book;
}

std::optional<TagName> load_tag(Connection& c, std::int64_t id) {
    Query q = c.query(kTag);
    if (!q.bind(id).step()) return std::nullopt;
    const auto kind = tag_kind_from_name(q.text(0));
    if (!kind) return std::nullopt;
    return TagName{id, *kind, std::string(q.text(1))};
}

}  // namespace solander
