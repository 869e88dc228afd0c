// SPDX-License-Identifier: GPL-3.0-or-later
// The statements over the catalogue's rows that filters are made of. Longer than most files: the
// first loading and following a change fill the same arrays, and have to agree.
#include "search/filters_load.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/date.h"
#include "search/compare.h"

namespace solander {
namespace {

#define SOLANDER_FILTER_COLUMNS                                                                    \
    "select id, title_key, rating, visibility, permission, language, words, chapters, complete,"   \
    " published, updated, added_at from work "
constexpr std::string_view kAllWorks = SOLANDER_FILTER_COLUMNS "order by id";
constexpr std::string_view kOneWork = SOLANDER_FILTER_COLUMNS "where id = $1";
#undef SOLANDER_FILTER_COLUMNS

constexpr std::string_view kAllTags = "select id, kind, name, key from tag order by id";
constexpr std::string_view kAllSeries = "select id, name, key from series order by id";
constexpr std::string_view kAllCreators = "select id, name, key from creator order by id";
constexpr std::string_view kAllWorkTags = "select work, tag from work_tag order by work, tag";
constexpr std::string_view kAllWorkSeries =
    "select work, series from work_series order by work, place";
constexpr std::string_view kAllWorkCreators =
    "select work, creator from work_creator order by work, place";
constexpr std::string_view kTagsOf =
    "select t.id, t.kind, t.name, t.key from work_tag wt join tag t on t.id = wt.tag"
    " where wt.work = $1 order by wt.tag";
constexpr std::string_view kSeriesOf =
    "select s.id, s.name, s.key from work_series ws join series s on s.id = ws.series"
    " where ws.work = $1 order by ws.place";
constexpr std::string_view kCreatorsOf =
    "select c.id, c.name, c.key from work_creator wc join creator c on c.id = wc.creator"
    " where wc.work = $1 order by wc.place";

constexpr std::size_t kTagTable = 0, kSeriesTable = 1, kCreatorTable = 2;

NameKind tag_kind(std::string_view name) {
    if (name == "fandom") return NameKind::fandom;
    if (name == "relationship") return NameKind::relationship;
    if (name == "character") return NameKind::character;
    if (name == "category") return NameKind::category;
    if (name == "warning") return NameKind::warning;
    return NameKind::freeform;
}

Days read_days(std::string_view date) {
    Days result;
    if (const auto range = date.empty() ? std::nullopt : days_of(date)) {
        result.first = static_cast<std::int32_t>(range->low);
        result.last = static_cast<std::int32_t>(range->high);
    }
    return result;
}

/// "2024-01-02T03:04:05Z" -> seconds since 1970; 0 when it is not such a time.
std::int64_t read_time(std::string_view time) {
    const auto day = PartialDate::from_text(time.substr(0, 10));
    if (!day) return 0;
    std::int64_t seconds = static_cast<std::int64_t>(day->first_day()) * 86400;
    const auto two = [&](std::size_t at) {
        if (at + 2 > time.size()) return 0;
        const int high = time[at] - '0', low = time[at + 1] - '0';
        return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : 0;
    };
    seconds += two(11) * 3600 + two(14) * 60 + two(17);
    return seconds;
}

std::uint32_t clamp32(std::int64_t n) {
    return n < 0 ? 0 : n > 0xFFFFFFFF ? 0xFFFFFFFFU : static_cast<std::uint32_t>(n);
}

std::string_view complete_value(Query& row, int column) {
    if (row.null(column)) return "unknown";
    return row.integer(column) != 0 ? "yes" : "no";
}

/// The first eight bytes as a number that sorts as they do.
std::uint64_t leading(std::string_view text) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i)
        key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return key;
}

}  // namespace

Bitmap& FilterLoader::own(std::shared_ptr<const Bitmap>& bitmap) {
    if (!bitmap || owned_.count(bitmap.get()) == 0) {
        bitmap = bitmap ? std::make_shared<Bitmap>(*bitmap) : std::make_shared<Bitmap>();
        owned_.insert(bitmap.get());
    }
    return const_cast<Bitmap&>(*bitmap);  // made here, not yet shared
}

void FilterLoader::put_choice(Choice& choice, std::uint32_t slot, std::string_view value) {
    std::size_t i = 0;
    while (i < choice.values.size() && choice.values[i] != value) ++i;
    if (i == choice.values.size()) {
        choice.values.emplace_back(value);
        choice.works.emplace_back();
    }
    own(choice.works[i]).add(slot);
    choice.of.resize(f_.slots());
    choice.of[slot] = static_cast<std::uint16_t>(i);
}

void FilterLoader::drop_choice(Choice& choice, std::uint32_t slot) {
    if (slot < choice.of.size()) own(choice.works[choice.of[slot]]).remove(slot);
}

void FilterLoader::add_slot(std::int64_t id) {
    const auto slot = static_cast<std::uint32_t>(f_.ids.size());
    f_.ids.push_back(id);
    // Ids are handed out one after the other; only a strange catalogue has big holes.
    const auto dense = static_cast<std::uint64_t>(id) < f_.ids.size() * 8 + 100000;
    if (id >= 0 && dense && !f_.sparse_) {
        f_.slot_of_id_.resize(static_cast<std::size_t>(id) + 1, kNoSlot);
        f_.slot_of_id_[static_cast<std::size_t>(id)] = slot;
    } else {
        f_.sparse_ = true;
    }
    f_.words.push_back(0);
    f_.chapters.push_back(0);
    f_.published.emplace_back();
    f_.updated.emplace_back();
    f_.added_day.push_back(0);
    f_.added.push_back(0);
    f_.title_key.emplace_back();
    f_.creator_key.emplace_back();
}

void FilterLoader::put_row(Query& row, std::uint32_t slot) {
    f_.alive.add(slot);
    f_.title_key[slot] = row.text(1);
    put_choice(f_.rating, slot, row.text(2));
    put_choice(f_.visibility, slot, row.text(3));
    put_choice(f_.permission, slot, row.text(4));
    put_choice(f_.language, slot, row.text(5));
    f_.words[slot] = clamp32(row.integer(6));
    f_.chapters[slot] = clamp32(row.integer(7));
    put_choice(f_.complete, slot, complete_value(row, 8));
    f_.published[slot] = read_days(row.text(9));
    f_.updated[slot] = read_days(row.text(10));
    if (!f_.updated[slot].known()) f_.updated[slot] = f_.published[slot];
    f_.added[slot] = read_time(row.text(11));
    f_.added_day[slot] = static_cast<std::int32_t>(f_.added[slot] / 86400);
}

std::uint32_t FilterLoader::put_name(std::size_t table, std::int64_t id, NameKind kind,
                                     std::string_view name, std::string_view key) {
    const auto next = static_cast<std::uint32_t>(f_.names.size());
    const auto [place, fresh] = f_.number_of_[table].emplace(id, next);
    if (fresh) {
        f_.names.emplace_back();
        f_.names.back().id = id;
        f_.names.back().kind = kind;
    }
    Name& entry = f_.names[place->second];
    if (fresh || entry.name != name) {
        new_names_ = true;
        entry.name = name;
        entry.key = key;
    }
    return place->second;
}

void FilterLoader::load_names(Connection& c) {
    for (Query q = c.query(kAllTags); q.step();)
        put_name(kTagTable, q.integer(0), tag_kind(q.text(1)), q.text(2), q.text(3));
    for (Query q = c.query(kAllSeries); q.step();)
        put_name(kSeriesTable, q.integer(0), NameKind::series, q.text(1), q.text(2));
    for (Query q = c.query(kAllCreators); q.step();)
        put_name(kCreatorTable, q.integer(0), NameKind::creator, q.text(1), q.text(2));
}

/// Three lists by work, walked side by side, so that each slot's names lie together.
void FilterLoader::load_links(Connection& c) {
    constexpr std::string_view kLists[] = {kAllWorkTags, kAllWorkSeries, kAllWorkCreators};
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> lists(3);  // slot, name
    for (std::size_t table = 0; table < 3; ++table) {
        for (Query q = c.query(kLists[table]); q.step();) {
            const std::uint32_t slot = f_.slot_of(q.integer(0));
            const auto name = f_.number_of_[table].find(q.integer(1));
            if (slot != kNoSlot && name != f_.number_of_[table].end())
                lists[table].emplace_back(slot, name->second);
        }
    }
    std::size_t next[3] = {};
    f_.names_from.reserve(f_.slots() + 1);
    f_.names_of.reserve(lists[0].size() + lists[1].size() + lists[2].size());
    for (std::uint32_t slot = 0; slot < f_.slots(); ++slot) {
        f_.names_from.push_back(static_cast<std::uint32_t>(f_.names_of.size()));
        for (std::size_t table = 0; table < 3; ++table) {
            bool first = true;
            for (auto& i = next[table]; i < lists[table].size() && lists[table][i].first == slot;
                 ++i) {
                const std::uint32_t number = lists[table][i].second;
                if (first && table == kCreatorTable) f_.creator_key[slot] = f_.names[number].key;
                first = false;
                f_.names_of.push_back(number);
                own(f_.names[number].works).add(slot);
            }
        }
    }
    f_.names_from.push_back(static_cast<std::uint32_t>(f_.names_of.size()));
    for (Name& name : f_.names)
        if (!name.works) name.works = std::make_shared<Bitmap>();
}

bool FilterLoader::known(std::size_t order, std::uint32_t slot) const {
    switch (static_cast<Sort>(order)) {
    case Sort::date:
        return f_.updated[slot].known();
    case Sort::title:
        return !f_.title_key[slot].empty();
    case Sort::creator:
        return !f_.creator_key[slot].empty();
    default:
        return true;
    }
}

/// Whether a stands before b in the usual direction; both known, or neither.
bool FilterLoader::before(std::size_t order, std::uint32_t a, std::uint32_t b) const {
    switch (static_cast<Sort>(order)) {
    case Sort::date:
        if (f_.updated[a].first != f_.updated[b].first)
            return f_.updated[a].first > f_.updated[b].first;
        break;
    case Sort::added:
        if (f_.added[a] != f_.added[b]) return f_.added[a] > f_.added[b];
        break;
    case Sort::words:
        if (f_.words[a] != f_.words[b]) return f_.words[a] > f_.words[b];
        break;
    case Sort::title:
        if (const int d = f_.title_key[a].compare(f_.title_key[b]); d != 0) return d < 0;
        break;
    case Sort::creator:
        if (const int d = f_.creator_key[a].compare(f_.creator_key[b]); d != 0) return d < 0;
        if (const int d = f_.title_key[a].compare(f_.title_key[b]); d != 0) return d < 0;
        break;
    case Sort::best:
        break;
    }
    return a < b;
}

void FilterLoader::sort_all() {
    const auto n = static_cast<std::uint32_t>(f_.slots());
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed(n);
    for (std::size_t o = 1; o < f_.order.size(); ++o) {
        auto& order = f_.order[o];
        // A number that sorts as the column does, or as far as eight bytes go.
        for (std::uint32_t slot = 0; slot < n; ++slot) {
            std::uint64_t key = 0;
            switch (static_cast<Sort>(o)) {
            case Sort::date:
                key = static_cast<std::uint64_t>(-std::int64_t{f_.updated[slot].first})
                      + (std::uint64_t{1} << 40);
                break;
            case Sort::added:
                key = static_cast<std::uint64_t>(-f_.added[slot]) + (std::uint64_t{1} << 62);
                break;
            case Sort::words:
                key = ~std::uint64_t{f_.words[slot]};
                break;
            case Sort::title:
                key = leading(f_.title_key[slot]);
                break;
            default:
                key = leading(f_.creator_key[slot]);
            }
            keyed[slot] = {known(o, slot) ? key : ~std::uint64_t{0}, slot};
        }
        const bool text = o == static_cast<std::size_t>(Sort::title)
                          || o == static_cast<std::size_t>(Sort::creator);
        std::sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
            if (a.first != b.first) return a.first < b.first;
            if (!text) return a.second < b.second;
            const bool ka = known(o, a.second), kb = known(o, b.second);
            if (ka != kb) return ka;
            return before(o, a.second, b.second);
        });
        order.slots.resize(n);
        order.rank.resize(n);
        order.known = 0;
        for (std::uint32_t i = 0; i < n; ++i) {
            order.slots[i] = keyed[i].second;
            order.rank[keyed[i].second] = i;
            order.known += known(o, keyed[i].second) ? 1 : 0;
        }
    }
}

void FilterLoader::load(Connection& c) {
    for (Query q = c.query(kAllWorks); q.step();) {
        add_slot(q.integer(0));
        put_row(q, static_cast<std::uint32_t>(f_.slots() - 1));
    }
    load_names(c);
    load_links(c);
    file(c);
    sort_all();
    measure();
}

void FilterLoader::take_names_of(Connection& c, std::int64_t work, std::vector<std::uint32_t>& out,
                                 std::string& creator_key) {
    {
        Query q = c.query(kTagsOf);
        for (q.bind(work); q.step();)
            out.push_back(
                put_name(kTagTable, q.integer(0), tag_kind(q.text(1)), q.text(2), q.text(3)));
    }
    {
        Query q = c.query(kSeriesOf);
        for (q.bind(work); q.step();)
            out.push_back(
                put_name(kSeriesTable, q.integer(0), NameKind::series, q.text(1), q.text(2)));
    }
    Query q = c.query(kCreatorsOf);
    creator_key.clear();
    for (q.bind(work); q.step();) {
        if (creator_key.empty()) creator_key = q.text(2);
        out.push_back(
            put_name(kCreatorTable, q.integer(0), NameKind::creator, q.text(1), q.text(2)));
    }
}

void FilterLoader::measure() {
    double sum = 0;
    for (const std::uint32_t n : f_.words) sum += n;
    f_.mean_words_ = f_.words.empty() ? 0 : sum / static_cast<double>(f_.words.size());
}

/// The orders with the changed slots taken out and put in again where they now belong.
void FilterLoader::merge_orders(const std::vector<std::uint32_t>& changed) {
    std::vector<bool> moved(f_.slots());
    for (const std::uint32_t slot : changed) moved[slot] = true;
    for (std::size_t o = 1; o < f_.order.size(); ++o) {
        auto& order = f_.order[o];
        const auto less = [&](std::uint32_t a, std::uint32_t b) {
            const bool ka = known(o, a), kb = known(o, b);
            return ka != kb ? ka : before(o, a, b);
        };
        std::vector<std::uint32_t> still, placed = changed;
        still.reserve(order.slots.size());
        for (const std::uint32_t slot : order.slots)
            if (!moved[slot]) still.push_back(slot);
        std::sort(placed.begin(), placed.end(), less);
        order.slots.resize(still.size() + placed.size());
        std::merge(still.begin(), still.end(), placed.begin(), placed.end(), order.slots.begin(),
                   less);
        order.rank.resize(order.slots.size());
        order.known = 0;
        for (std::uint32_t i = 0; i < order.slots.size(); ++i) {
            order.rank[order.slots[i]] = i;
            order.known += known(o, order.slots[i]) ? 1 : 0;
        }
    }
}

void FilterLoader::change(Connection& c, const std::vector<std::int64_t>& works) {
    std::vector<std::uint32_t> changed;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> names_now;
    for (const std::int64_t work : works) {
        Query q = c.query(kOneWork);
        const bool there = q.bind(work).step();
        std::uint32_t slot = f_.slot_of(work);
        if (slot == kNoSlot) {
            if (!there) continue;
            add_slot(work);  // `works` rise, and new ids are above all that were there
            slot = static_cast<std::uint32_t>(f_.slots() - 1);
        } else if (f_.alive.contains(slot)) {
            for (Choice* choice :
                 {&f_.rating, &f_.language, &f_.visibility, &f_.permission, &f_.complete})
                drop_choice(*choice, slot);
            if (slot + 1 < f_.names_from.size())
                for (std::uint32_t i = f_.names_from[slot]; i < f_.names_from[slot + 1]; ++i) {
                    own(f_.names[f_.names_of[i]].works).remove(slot);
                    f_.under(f_.names_of[i], [&](std::uint32_t name) {
                        if (f_.names[name].filed) own(f_.names[name].filed).remove(slot);
                    });
                }
            f_.alive.remove(slot);
        }
        changed.push_back(slot);
        auto& names = names_now[slot];
        if (!there) continue;
        put_row(q, slot);
        take_names_of(c, work, names, f_.creator_key[slot]);
        for (const std::uint32_t name : names) {
            own(f_.names[name].works).add(slot);
            f_.under(name, [&](std::uint32_t under) {
                if (f_.names[under].filed) own(f_.names[under].filed).add(slot);
            });
        }
    }
    std::vector<std::uint32_t> from, of;
    from.reserve(f_.slots() + 1);
    of.reserve(f_.names_of.size() + names_now.size() * 8);
    for (std::uint32_t slot = 0; slot < f_.slots(); ++slot) {
        from.push_back(static_cast<std::uint32_t>(of.size()));
        if (const auto now = names_now.find(slot); now != names_now.end()) {
            of.insert(of.end(), now->second.begin(), now->second.end());
        } else {
            of.insert(of.end(), f_.names_of.begin() + f_.names_from[slot],
                      f_.names_of.begin() + f_.names_from[slot + 1]);
        }
    }
    from.push_back(static_cast<std::uint32_t>(of.size()));
    f_.names_from = std::move(from);
    f_.names_of = std::move(of);
    for (Name& name : f_.names)
        if (!name.works) name.works = std::make_shared<Bitmap>();
    merge_orders(changed);
    measure();
}

}  // namespace solander
