// SPDX-License-Identifier: GPL-3.0-or-later
// What a tag is: to those who wrangle, with what may be said of it; and to readers.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "archive/archive.h"
#include "archive/inside.h"
#include "archive/tag_rows.h"
#include "base/file.h"
#include "base/log.h"
#include "catalogue/wrangling.h"
#include "vocabulary/canon.h"

namespace solander {
namespace {

constexpr std::string_view kWhoPoints = "select distinct subject from wrangling where list = 'tag'"
                                        " and other = $1 and undone_at is null order by subject";

/// What is said of a tag, and of those that point at it; not the whole of it all.
NameGraph graph_around(Connection& c, std::int64_t tag) {
    std::vector<std::int64_t> names = {tag};
    {
        Query q = c.query(kWhoPoints);
        for (q.bind(tag); q.step();)
            if (q.integer(0) != tag) names.push_back(q.integer(0));
    }
    NameGraph graph;
    for (const std::int64_t name : names)
        for (const NameWordRow& row : words_that_hold(c, NameList::tag, name))
            graph.say(name, row.word.act, row.word.other.value_or(0), row.word.value);
    return graph;
}

/// In the order of `ids`.
std::vector<TagUse> uses(const std::unordered_map<std::int64_t, TagUse>& all,
                         const std::vector<std::int64_t>& ids) {
    std::vector<TagUse> list;
    list.reserve(ids.size());
    for (const std::int64_t id : ids)
        if (const auto found = all.find(id); found != all.end()) list.push_back(found->second);
    return list;
}

/// The program's lists of names, and the archive's own beside them.
Canon own_canon(const std::filesystem::path& folder) {
    struct Row {
        TagKind kind;
        const char* file;
    };
    constexpr Row kFiles[] = {{TagKind::fandom, "fandoms.tsv"},
                              {TagKind::character, "characters.tsv"},
                              {TagKind::relationship, "relationships.tsv"}};
    constexpr std::size_t kLargest = std::size_t{16} << 20;
    Canon canon;
    for (const Row& row : kFiles) {
        const std::filesystem::path file = folder / "vocabulary" / row.file;
        std::error_code ignored;
        if (!std::filesystem::exists(file, ignored)) continue;
        const auto table = read_file(file, kLargest);
        if (!table) {
            log_line(LogLevel::warning, "tags", table.error().message);
            continue;
        }
        for (const Canon::Fault& fault : canon.add_own(row.kind, *table))
            log_line(LogLevel::warning, "tags",
                     fmt::format("vocabulary/{} line {}: {}", row.file, fault.line, fault.what));
    }
    return canon;
}

TagProposal proposal(const NameGraph& graph, const TagName& tag, const TagSuggestion& one) {
    TagProposal made;
    made.why = one.why;
    const TagName& head = one.canonical ? tag : one.of.front();
    if (one.canonical) {
        made.words.push_back({tag, "canonical"});
        made.says = "stands for itself";
    } else {
        made.words.push_back({tag, "synonym", one.of});
        for (const TagName& of : one.of) {
            made.says += made.says.empty() ? "means " : " and ";
            made.says += of.kind == tag.kind ? "“" + of.name + "”" : in_words(of);
        }
    }
    // What somebody said of its fandoms stays.
    if (!one.fandoms.empty() && head.kind != TagKind::fandom && graph.of(head.id).fandoms.empty()) {
        made.words.push_back({head, "parent", one.fandoms});
        if (one.canonical) made.says += ", in “" + one.fandoms.front().name + "”";
    }
    return made;
}

void by_use(std::vector<TagUse>& list) {
    std::sort(list.begin(), list.end(), [](const TagUse& a, const TagUse& b) {
        if (a.found != b.found) return a.found > b.found;
        return a.tag.name < b.tag.name;
    });
}

}  // namespace

std::optional<TagSheet> Archive::tag_sheet(Viewer viewer, std::int64_t id) const {
    if (!is_keeper(viewer)) return std::nullopt;
    TagSheet sheet;
    std::vector<std::int64_t> synonyms, subs, in_it, ids = {id};
    std::unordered_map<std::int64_t, TagUse> all;
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        const NameGraph graph = graph_around(*connection, id);
        sheet.facts = graph.of(id);
        for (const auto& [name, facts] : graph.all()) {
            const auto points = [n = id](const std::vector<std::int64_t>& list) {
                return std::find(list.begin(), list.end(), n) != list.end();
            };
            if (facts.standing == NameStanding::synonym) {
                if (points(facts.synonym_of)) synonyms.push_back(name);
                continue;
            }
            if (facts.standing == NameStanding::canonical && points(facts.metas))
                subs.push_back(name);
            if (points(facts.fandoms)) in_it.push_back(name);
        }
        for (const auto* list : {&sheet.facts.synonym_of, &sheet.facts.metas, &sheet.facts.fandoms,
                                 &synonyms, &subs, &in_it})
            ids.insert(ids.end(), list->begin(), list->end());
        for (const std::int64_t one : ids)
            if (auto tag = load_tag(*connection, one)) all.emplace(one, TagUse{*tag});
    }
    if (!all.contains(id)) return std::nullopt;
    inside_->refresh_filters();
    for (const TagCount& count : inside_->search().tag_counts(ids, visible_to(viewer, Act::list)))
        if (const auto found = all.find(count.id); found != all.end()) {
            found->second.works = count.works;
            found->second.found = count.found;
        }
    sheet.tag = all.at(id);
    sheet.synonym_of = uses(all, sheet.facts.synonym_of);
    sheet.metas = uses(all, sheet.facts.metas);
    sheet.fandoms = uses(all, sheet.facts.fandoms);
    sheet.synonyms = uses(all, synonyms);
    sheet.subs = uses(all, subs);
    sheet.in_it = uses(all, in_it);
    for (auto* list : {&sheet.synonyms, &sheet.subs, &sheet.in_it}) by_use(*list);
    return sheet;
}

std::vector<TagHistory> Archive::tag_history(std::int64_t id) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<TagHistory> history;
    for (NameWordRow& row : words_on(*connection, NameList::tag, id)) {
        const auto tag = load_tag(*connection, row.word.subject);
        std::optional<TagName> other;
        if (row.word.other) other = load_tag(*connection, *row.word.other);
        history.push_back({row.batch, tag.value_or(TagName{row.word.subject, {}, {}}),
                           std::move(row.word.act), std::move(other), std::move(row.word.value),
                           std::move(row.made_by), std::move(row.made_at),
                           std::move(row.undone_at)});
    }
    return history;
}

std::vector<TagBatch> Archive::tag_batches(std::int64_t limit) const {
    auto connection = inside_->readers->borrow();
    std::vector<TagBatch> batches;
    for (WordBatch& batch : word_batches(*connection, NameList::tag, limit))
        batches.push_back({batch.batch, static_cast<std::uint64_t>(batch.words),
                           std::move(batch.made_by), std::move(batch.made_at),
                           std::move(batch.undone_at)});
    return batches;
}

std::vector<TagTotals> Archive::tag_totals() const {
    std::vector<TagTotals> totals;
    for (const TagKind kind : kTagKinds) totals.push_back({kind});
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        const NameGraph graph = load_graph(*connection, NameList::tag);
        const TagBook book = load_book(*connection);
        for (const auto& [id, tag] : book.all()) {
            TagTotals& total = totals[static_cast<std::size_t>(tag.kind)];
            ++total.tags;
            switch (graph.of(id).standing) {
            case NameStanding::canonical:
                ++total.canonical;
                break;
            case NameStanding::synonym:
                ++total.synonyms;
                break;
            case NameStanding::ignored:
                ++total.ignored;
                break;
            case NameStanding::unsettled:
                break;
            }
        }
    }
    inside_->refresh_filters();
    const std::uint8_t visible = visible_to(Viewer::owner, Act::list);
    for (TagTotals& total : totals)
        total.unsettled = inside_->search().unsettled_tags(total.kind, visible).size();
    return totals;
}

UnsettledTags Archive::unsettled_tags(std::optional<TagKind> kind, std::size_t from,
                                      std::size_t most) const {
    // Categories and warnings have fixed words: asked for by name alone.
    constexpr std::array kOpenKinds = {TagKind::fandom, TagKind::relationship, TagKind::character,
                                       TagKind::freeform};
    inside_->refresh_filters();
    const std::uint8_t visible = visible_to(Viewer::owner, Act::list);
    std::vector<TagCount> counts;
    for (const TagKind one : kTagKinds) {
        const bool open = std::find(kOpenKinds.begin(), kOpenKinds.end(), one) != kOpenKinds.end();
        if (kind ? *kind != one : !open) continue;
        const auto more = inside_->search().unsettled_tags(one, visible);
        counts.insert(counts.end(), more.begin(), more.end());
    }
    std::stable_sort(counts.begin(), counts.end(),
                     [](const TagCount& a, const TagCount& b) { return a.works > b.works; });
    UnsettledTags page;
    page.total = counts.size();
    {
        auto connection = inside_->readers->borrow();
        for (std::size_t i = from; i < counts.size() && i - from < most; ++i)
            if (auto tag = load_tag(*connection, counts[i].id))
                page.tags.push_back({{std::move(*tag), counts[i].works, counts[i].found}, {}});
    }
    std::vector<std::int64_t> ids;
    ids.reserve(page.tags.size());
    for (const UnsettledTag& one : page.tags) ids.push_back(one.tag.tag.id);
    auto proposals = propose(ids);
    for (std::size_t i = 0; i < page.tags.size(); ++i)
        page.tags[i].proposals = std::move(proposals[i]);
    return page;
}

std::vector<TagProposal> Archive::tag_proposals(const TagName& tag) const {
    inside_->refresh_filters();
    return std::move(propose({tag.id}).front());
}

std::vector<std::vector<TagProposal>>
Archive::propose(const std::vector<std::int64_t>& tags) const {
    const Canon canon = own_canon(inside_->folder);
    const auto suggested =
        inside_->search().suggest_meanings(tags, canon, visible_to(Viewer::owner, Act::list));
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    const NameGraph graph = load_graph(*connection, NameList::tag);
    std::vector<std::vector<TagProposal>> all;
    all.reserve(tags.size());
    for (std::size_t i = 0; i < tags.size(); ++i) {
        std::vector<TagProposal>& proposals = all.emplace_back();
        const auto tag = load_tag(*connection, tags[i]);
        if (!tag) continue;
        for (const TagSuggestion& one : suggested[i])
            proposals.push_back(proposal(graph, *tag, one));
    }
    return all;
}

std::optional<TagView> Archive::tag_view(Viewer viewer, std::int64_t id) const {
    TagView view;
    std::vector<std::int64_t> ids = {id}, synonyms, subs;
    NameFacts facts;
    std::unordered_map<std::int64_t, TagName> names;
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        const NameGraph graph = graph_around(*connection, id);
        facts = graph.of(id);
        const auto points = [id](const std::vector<std::int64_t>& list) {
            return std::find(list.begin(), list.end(), id) != list.end();
        };
        for (const auto& [name, its] : graph.all()) {
            if (its.standing == NameStanding::synonym && points(its.synonym_of))
                synonyms.push_back(name);
            if (its.standing == NameStanding::canonical && points(its.metas)) subs.push_back(name);
        }
        if (facts.standing != NameStanding::canonical) facts.metas.clear();
        for (const auto* list : {&facts.synonym_of, &facts.metas, &facts.fandoms, &synonyms, &subs})
            ids.insert(ids.end(), list->begin(), list->end());
        for (const std::int64_t one : ids)
            if (auto tag = load_tag(*connection, one)) names.emplace(one, std::move(*tag));
    }
    inside_->refresh_filters();
    std::unordered_map<std::int64_t, TagCount> counts;
    for (const TagCount& count : inside_->search().tag_counts(ids, visible_to(viewer, Act::list)))
        counts.emplace(count.id, count);
    // A synonym by the works that bear it, everything else by those that are filed there.
    const bool synonym = facts.standing == NameStanding::synonym;
    if (!names.contains(id) || (synonym ? counts.at(id).works : counts.at(id).found) == 0)
        return std::nullopt;
    view.tag = names.at(id);
    const auto known = [&](const std::vector<std::int64_t>& list, std::uint64_t TagCount::*by) {
        std::vector<TagName> all;
        for (const std::int64_t one : list)
            if (names.contains(one) && counts.at(one).*by > 0) all.push_back(names.at(one));
        std::sort(all.begin(), all.end(),
                  [](const TagName& a, const TagName& b) { return a.name < b.name; });
        return all;
    };
    view.means = known(facts.synonym_of, &TagCount::found);
    view.metas = known(facts.metas, &TagCount::found);
    view.fandoms = known(facts.fandoms, &TagCount::found);
    view.subs = known(subs, &TagCount::found);
    view.synonyms = known(synonyms, &TagCount::works);
    return view;
}

std::vector<WorkTagMeaning> Archive::tag_meanings(Viewer viewer, WorkId work) const {
    auto connection = inside_->readers->borrow();
    if (!inside_->allows(*connection, viewer, Act::list, work)) return {};
    return meanings_of_work(*connection, work);
}

}  // namespace solander
