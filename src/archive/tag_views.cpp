// SPDX-License-Identifier: GPL-3.0-or-later
// What a tag is: to those who wrangle, with what may be said of it; and to readers.
#include <algorithm>
#include <unordered_map>

#include "archive/archive.h"
#include "archive/inside.h"
#include "archive/tag_rows.h"
#include "base/log.h"
#include "catalogue/wrangling.h"

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

bool has_fandom(Connection& c, std::int64_t tag) {
    const std::vector<NameWordRow> words = words_that_hold(c, NameList::tag, tag);
    return std::any_of(words.begin(), words.end(), [](const NameWordRow& row) {
        return row.word.act == "parent" && row.word.other;
    });
}

TagProposal proposal(Connection& c, const TagName& tag, const TagSuggestion& one) {
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
    if (!one.fandoms.empty() && head.kind != TagKind::fandom && !has_fandom(c, head.id)) {
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

std::vector<TagTotals> Archive::tag_totals() const {
    inside_->refresh_filters();
    return inside_->search().tag_totals(visible_to(Viewer::owner, Act::list));
}

UnsettledTags Archive::unsettled_tags(std::optional<TagKind> kind, std::size_t from,
                                      std::size_t most) const {
    // Categories and warnings have fixed words: asked for by name alone.
    std::vector<TagKind> kinds = {TagKind::fandom, TagKind::relationship, TagKind::character,
                                  TagKind::freeform};
    if (kind) kinds = {*kind};
    inside_->refresh_filters();
    const UnsettledCounts counts =
        inside_->search().unsettled_tags(kinds, visible_to(Viewer::owner, Act::list), from, most);
    UnsettledTags page;
    page.total = counts.all;
    {
        auto connection = inside_->readers->borrow();
        for (const TagCount& count : counts.tags)
            if (auto tag = load_tag(*connection, count.id))
                page.tags.push_back({{std::move(*tag), count.works, count.found}, {}});
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
    const auto own = inside_->own_vocabulary.now();
    for (const std::string& fault : own->faults) log_line(LogLevel::warning, "tags", fault);
    const auto suggested =
        inside_->search().suggest_meanings(tags, own->names, visible_to(Viewer::owner, Act::list));
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<std::vector<TagProposal>> all;
    all.reserve(tags.size());
    for (std::size_t i = 0; i < tags.size(); ++i) {
        std::vector<TagProposal>& proposals = all.emplace_back();
        const auto tag = load_tag(*connection, tags[i]);
        if (!tag) continue;
        for (const TagSuggestion& one : suggested[i])
            proposals.push_back(proposal(*connection, *tag, one));
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

std::vector<TagMeaning> Archive::tag_meanings(Viewer viewer, WorkId work) const {
    auto connection = inside_->readers->borrow();
    if (!inside_->allows(*connection, viewer, Act::list, work)) return {};
    return meanings_of_work(*connection, work);
}

}  // namespace solander
