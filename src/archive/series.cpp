// SPDX-License-Identifier: GPL-3.0-or-later
// Series: their works in order, what is missing, what is part of what. All of it follows from the
// works that the viewer may know of: a hidden one leaves the gap that an absent one does.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "archive/archive.h"
#include "archive/meet.h"
#include "source/gather.h"
#include "work/edit.h"

namespace solander {
namespace {

constexpr int kHighest = 1000;  ///< gaps of longer series are not named

constexpr std::string_view kMissingParts =
    "select f.text from finding f join version v on v.id = f.version where v.work = $1"
    " and f.kind = 'missing-parts' and f.settled is null order by f.id limit 1";

std::string missing_parts(Connection& connection, WorkId work) {
    Query query = connection.query(kMissingParts);
    return query.bind(work).step() ? std::string(query.text(0)) : std::string();
}

/// Each work once, where it first stands; in the order of the series.
std::vector<SeriesEntry> entries_of(const MetGroup& met) {
    std::vector<std::pair<SeriesEntry, std::string>> found;  // with the title's key
    for (const NameUse& use : met.uses) {
        if (!found.empty() && found.back().first.work == use.work) {
            if (!found.back().first.position) found.back().first.position = use.position;
            continue;
        }
        found.push_back(
            {{use.work, use.title, use.position, false, use.written, use.date, {}}, use.title_key});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        const SeriesEntry &x = a.first, &y = b.first;
        if (x.position.has_value() != y.position.has_value()) return x.position.has_value();
        if (x.position && *x.position != *y.position) return *x.position < *y.position;
        // Without a date after those with one.
        if (x.date.empty() != y.date.empty()) return y.date.empty();
        if (x.date != y.date) return x.date < y.date;
        return a.second < b.second;
    });
    std::vector<SeriesEntry> entries;
    entries.reserve(found.size());
    for (auto& [entry, key] : found) {
        if (!entries.empty() && entry.position && entries.back().position == entry.position)
            entries.back().again = entry.again = true;
        entries.push_back(std::move(entry));
    }
    return entries;
}

void find_gaps(SeriesSheet& sheet) {
    std::set<int> held;
    for (const SeriesEntry& entry : sheet.entries)
        if (entry.position && *entry.position >= 1 && *entry.position <= kHighest
            && std::floor(*entry.position) == *entry.position)
            held.insert(static_cast<int>(*entry.position));
    if (held.empty()) return;
    sheet.highest = *held.rbegin();
    for (int i = 1; i < sheet.highest; ++i)
        if (held.count(i) == 0) sheet.missing.push_back(i);
}

/// Series that works of this one name as its outer or inner ones.
class Nesting {
  public:
    Nesting(Connection& connection, Viewer viewer, const MetGroup& met)
        : connection_(connection), viewer_(viewer), met_(met) {}

    void find(SeriesSheet& sheet) {
        constexpr std::size_t kLookedThrough = 2000;  // places
        for (std::size_t i = 0; i < met_.uses.size() && i < kLookedThrough; ++i) {
            const NameUse& use = met_.uses[i];
            for (const NameUse& other : names_on(connection_, NameList::series, use.work)) {
                if (other.name == use.name) continue;
                if (use.within == other.place) add(outer_, other.name, use.work, other.position);
                if (other.within == use.place) add(inner_, other.name, use.work, use.position);
            }
        }
        sheet.outer = in_order(outer_);
        sheet.inner = in_order(inner_);
    }

  private:
    struct Link {
        std::set<WorkId> works;
        std::optional<double> position;
    };
    using Links = std::map<std::int64_t, Link>;

    static void add(Links& links, std::int64_t series, WorkId work,
                    std::optional<double> position) {
        Link& link = links[series];
        link.works.insert(work);
        if (!link.position) link.position = position;
    }
    std::vector<SeriesLink> in_order(const Links& links) {
        std::vector<SeriesLink> found;
        for (const auto& [id, link] : links)
            if (const auto met = meet(connection_, viewer_, NameList::series, id))
                found.push_back({{met->id, met->name, link.works.size()}, link.position});
        std::stable_sort(found.begin(), found.end(), [](const SeriesLink& a, const SeriesLink& b) {
            return a.position.value_or(kHighest) < b.position.value_or(kHighest);
        });
        return found;
    }

    Connection& connection_;
    Viewer viewer_;
    const MetGroup& met_;
    Links outer_, inner_;
};

SeriesSheet sheet_of(MetGroup&& met) {
    SeriesSheet sheet;
    sheet.id = met.id;
    sheet.name = met.name;
    sheet.entries = entries_of(met);
    find_gaps(sheet);
    sheet.names = std::move(met.names);
    return sheet;
}

}  // namespace

std::optional<SeriesSheet> Archive::series(Viewer viewer, std::int64_t id) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    auto met = meet(*connection, viewer, NameList::series, id);
    if (!met) return std::nullopt;
    SeriesSheet nesting;
    Nesting(*connection, viewer, *met).find(nesting);
    SeriesSheet sheet = sheet_of(std::move(*met));
    sheet.outer = std::move(nesting.outer);
    sheet.inner = std::move(nesting.inner);
    for (SeriesEntry& entry : sheet.entries)
        entry.missing_parts = missing_parts(*connection, entry.work);
    return sheet;
}

std::vector<SeriesNeighbours> Archive::neighbours(Viewer viewer, WorkId work) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    if (!inside_->allows(*connection, viewer, Act::list, work)) return {};
    std::vector<SeriesNeighbours> all;
    std::set<std::int64_t> seen;
    for (const NameUse& use : names_on(*connection, NameList::series, work)) {
        auto met = meet(*connection, viewer, NameList::series, use.name);
        if (!met || !seen.insert(met->id).second) continue;
        const SeriesSheet sheet = sheet_of(std::move(*met));
        const auto here = std::find_if(sheet.entries.begin(), sheet.entries.end(),
                                       [&](const SeriesEntry& e) { return e.work == work; });
        if (here == sheet.entries.end()) continue;
        SeriesNeighbours one{{sheet.id, sheet.name, sheet.entries.size()}, here->position, {}, {}};
        if (here != sheet.entries.begin()) one.before = *std::prev(here);
        if (std::next(here) != sheet.entries.end()) one.after = *std::next(here);
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<SeriesSheet> Archive::all_series(Viewer viewer) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<SeriesSheet> all;
    for (MetGroup& met : meet_all(*connection, viewer, NameList::series))
        all.push_back(sheet_of(std::move(met)));
    return all;
}

Result<WorkRecord> Archive::move_in_series(WorkId work, std::optional<std::int64_t> series,
                                           std::optional<double> position, std::string_view by) {
    std::string said;
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        const auto record = load_record(*connection, work);
        if (!record) return fail(Fault::not_found, fmt::format("no work {} in this archive", work));
        std::vector<std::int64_t> group;
        if (series) group = name_group(*connection, NameList::series, *series);
        const auto meant = [&](const SeriesPlace& place) {
            return !series || std::find(group.begin(), group.end(), place.id) != group.end();
        };
        const auto count = std::count_if(record->series.begin(), record->series.end(), meant);
        if (count == 0 && !series)
            return fail(Fault::usage, fmt::format("work {} is in no series", work),
                        fmt::format("name one: solander series move {} POSITION SERIES", work));
        if (count > 1)
            return fail(Fault::usage, fmt::format("work {} is in {} series", work, count),
                        fmt::format("name one: solander series move {} POSITION SERIES", work));
        const auto add = [&](const std::string& name, std::optional<double> at,
                             const std::string& within) {
            if (!said.empty()) said += "; ";
            said += name;
            if (at) said += fmt::format(" #{}", *at);
            if (!within.empty()) said += " < " + within;
        };
        for (const SeriesPlace& place : record->series)
            add(place.name, meant(place) ? position : place.position, place.within);
        if (count == 0) {
            const auto name = listed_name(*connection, NameList::series, *series);
            if (!name) return fail(Fault::not_found, fmt::format("there is no series {}", *series));
            add(*name, position, {});
        }
        WorkRecord again;
        const bool fits = apply_edit(again, "series", said).has_value()
                          && again.series.size() == record->series.size() + (count == 0 ? 1 : 0);
        if (!fits)
            return fail(
                Fault::usage,
                fmt::format("a series of work {} has a name that cannot be written here", work),
                "rename it: solander series rename ID NAME");
    }
    return edit(work, {{"series", said}}, by);
}

}  // namespace solander
