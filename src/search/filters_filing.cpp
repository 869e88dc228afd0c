// SPDX-License-Identifier: GPL-3.0-or-later
// What people said of names, turned into where works are filed: worked out once here, so that a
// query on a canonical name is one bitmap, and a count one step more for each name of a work.
#include <algorithm>
#include <limits>

#include "catalogue/wrangling.h"
#include "search/filters_load.h"

namespace solander {
namespace {

constexpr std::string_view kTag = "select kind, name, key from tag where id = $1";
constexpr std::string_view kSeries = "select 'series', name, key from series where id = $1";
constexpr std::string_view kCreator = "select 'creator', name, key from creator where id = $1";

// As FilterLoader numbers its tables.
struct ListTable {
    NameList list;
    std::string_view one;
};
constexpr ListTable kTables[] = {
    {NameList::tag, kTag}, {NameList::series, kSeries}, {NameList::creator, kCreator}};

/// What a name gives to those right above it. Synonyms give first, then canonical names, the one
/// that has the most above it first: what is given was complete by then.
struct Step {
    std::size_t depth;
    std::uint32_t name;
    std::vector<std::uint32_t> above;
};
constexpr std::size_t kAnyDepth = std::numeric_limits<std::size_t>::max();

}  // namespace

/// kNoSlot when no row has this id.
std::uint32_t FilterLoader::number_of(Connection& c, std::size_t table, std::int64_t id) {
    if (const auto known = f_.number_of_[table].find(id); known != f_.number_of_[table].end())
        return known->second;
    Query q = c.query(kTables[table].one);
    if (!q.bind(id).step()) return kNoSlot;
    const std::size_t kind = name_kind_of_field(q.text(0) == "freeform" ? "tag" : q.text(0));
    if (kind == kNameKinds) return kNoSlot;
    const std::uint32_t number =
        put_name(table, id, static_cast<NameKind>(kind), q.text(1), q.text(2));
    f_.names[number].works = std::make_shared<Bitmap>();
    return number;
}

void FilterLoader::file(Connection& c) {
    auto filing = std::make_shared<Filing>();
    std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> lists;  // by name number
    std::vector<Step> steps;
    std::vector<std::pair<std::uint32_t, NameStanding>> standings;
    for (std::size_t table = 0; table < std::size(kTables); ++table) {
        const NameGraph graph = load_graph(c, kTables[table].list);
        const auto numbers = [&](const std::vector<std::int64_t>& ids) {
            std::vector<std::uint32_t> found;
            found.reserve(ids.size());
            for (const std::int64_t id : ids)
                if (const std::uint32_t number = number_of(c, table, id); number != kNoSlot)
                    found.push_back(number);
            return found;
        };
        for (const auto& [id, facts] : graph.all()) {
            const std::uint32_t number = number_of(c, table, id);
            if (number == kNoSlot) continue;
            standings.emplace_back(number, facts.standing);
            std::vector<std::uint32_t> under = numbers(graph.filed_under(id));
            if (under.empty()) continue;
            const bool synonym = facts.standing == NameStanding::synonym;
            if (synonym) filing->meant.emplace(number, numbers(facts.synonym_of));
            steps.push_back({synonym ? kAnyDepth : under.size(), number,
                             numbers(synonym ? facts.synonym_of : facts.metas)});
            lists.emplace_back(number, std::move(under));
        }
    }
    std::sort(lists.begin(), lists.end());
    filing->standing.resize(f_.names.size());
    for (const auto& [number, standing] : standings) filing->standing[number] = standing;
    filing->from.assign(1, 0);
    for (const auto& [number, under] : lists) {
        filing->from.resize(number + 1, static_cast<std::uint32_t>(filing->under.size()));
        filing->under.insert(filing->under.end(), under.begin(), under.end());
        filing->from.push_back(static_cast<std::uint32_t>(filing->under.size()));
    }
    for (Name& name : f_.names) name.filed.reset();
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
        return a.depth != b.depth ? a.depth > b.depth : a.name < b.name;
    });
    for (const Step& step : steps)
        for (const std::uint32_t above : step.above) {
            const bool synonym = step.depth == kAnyDepth;
            if (above == step.name
                || (!synonym && filing->standing[above] != NameStanding::canonical))
                continue;
            Name& name = f_.names[above];
            if (!name.filed) {  // a set of its own, also while `works` is still being filled
                name.filed = std::make_shared<Bitmap>(*name.works);
                owned_.insert(name.filed.get());
            }
            const Name& below = f_.names[step.name];
            const Bitmap& given = synonym ? *below.works : below.found();
            if (!given.isEmpty()) own(name.filed) |= given;
        }
    f_.filing = std::move(filing);
}

}  // namespace solander
