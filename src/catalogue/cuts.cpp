// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/cuts.h"

namespace solander {
namespace {

constexpr std::string_view kCuts =
    "select path, at_byte, ordinal from cut where original = $1 and undone_at is null"
    " order by path, at_byte";
constexpr std::string_view kCutAt =
    "select ordinal, undone_at from cut where original = $1 and path = $2 and at_byte = $3";
/// Above all that the part ever had.
constexpr std::string_view kNextOrdinal =
    "select 1 + max(n) from (select coalesce(max(ordinal), 0) as n from cut where original = $1"
    " and path = $2 union all select coalesce(max(ordinal), 0) as n from version where original = "
    "$1"
    " and path = $2) as used";
constexpr std::string_view kAddCut =
    "insert into cut(original, path, at_byte, ordinal, made_by, made_at)"
    " values($1, $2, $3, $4, $5, $6)";
constexpr std::string_view kCutAgain =
    "update cut set undone_at = null, made_by = $4, made_at = $5 where original = $1 and path = $2"
    " and at_byte = $3";
constexpr std::string_view kUndoCut =
    "update cut set undone_at = $4 where original = $1 and path = $2 and ordinal = $3"
    " and undone_at is null returning ordinal";
constexpr std::string_view kUndone = "select 1 from cut where original = $1 and path = $2 and "
                                     "ordinal = $3 and undone_at is not null";
constexpr std::string_view kPutBack =
    "select 1 from version v join cut k on k.original = v.original and k.path = v.path"
    " and k.ordinal = v.ordinal where v.work = $1 and k.undone_at is not null limit 1";

}  // namespace

std::vector<CutRow> list_cuts(Connection& c, std::int64_t original) {
    std::vector<CutRow> cuts;
    Query q = c.query(kCuts);
    for (q.bind(original); q.step();)
        cuts.push_back({std::string(q.text(0)), static_cast<std::uint64_t>(q.integer(1)),
                        static_cast<int>(q.integer(2))});
    return cuts;
}

std::optional<int> add_cut(Connection& c, std::int64_t original, std::string_view path,
                           std::uint64_t at, std::string_view by, std::string_view now) {
    std::optional<int> before;
    {
        Query q = c.query(kCutAt);
        if (q.bind(original).bind(path).bind(at).step()) {
            if (q.null(1)) return std::nullopt;
            before = static_cast<int>(q.integer(0));
        }
    }
    if (before) {
        c.query(kCutAgain).bind(original).bind(path).bind(at).bind(by).bind(now).run();
        return before;
    }
    int ordinal = 0;
    {
        Query q = c.query(kNextOrdinal);
        q.bind(original).bind(path).step();
        ordinal = static_cast<int>(q.integer(0));
    }
    Query q = c.query(kAddCut);
    q.bind(original).bind(path).bind(at).bind(ordinal).bind(by).bind(now).run();
    return ordinal;
}

bool undo_cut(Connection& c, std::int64_t original, std::string_view path, int ordinal,
              std::string_view now) {
    Query q = c.query(kUndoCut);
    return q.bind(original).bind(path).bind(ordinal).bind(now).step();
}

bool cut_was_undone(Connection& c, std::int64_t original, std::string_view path, int ordinal) {
    Query q = c.query(kUndone);
    return q.bind(original).bind(path).bind(ordinal).step();
}

bool is_put_back(Connection& c, std::int64_t work) {
    Query q = c.query(kPutBack);
    return q.bind(work).step();
}

}  // namespace solander
