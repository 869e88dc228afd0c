// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of tags: planned, shown before it applies, recorded, undone; and what a tag is.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/tag_csv.h"
#include "archive/wrangle_plan.h"
#include "base/text.h"
#include "catalogue/names.h"
#include "catalogue/wrangling.h"

namespace solander {
namespace {

constexpr std::string_view kAllTags = "select id, kind, name, key from tag order by id";
constexpr std::string_view kTag = "select kind, name from tag where id = $1";
constexpr std::string_view kTagsWithKey = "select id, kind, name from tag where key = $1";

constexpr std::array<std::string_view, 9> kActs = {"canonical", "synonym",  "ignored",
                                                   "unsettled", "sub",      "parent",
                                                   "note",      "category", "description"};

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

Result<void> sayable(const TagBook& book, const std::vector<TagWord>& words) {
    for (const TagWord& word : words) {
        if (std::find(kActs.begin(), kActs.end(), word.act) == kActs.end())
            return fail(Fault::usage, "nothing is said of tags by '" + word.act + "'");
        if (word.act == "synonym" && word.others.empty())
            return fail(Fault::usage, "a synonym is one of something: name that too");
        std::vector<const TagName*> named = {&word.tag};
        for (const TagName& other : word.others) named.push_back(&other);
        for (const TagName* tag : named) {
            if (tag->id != 0 && book.of(tag->id) == nullptr)
                return fail(Fault::not_found, fmt::format("there is no tag {}", tag->id),
                            "solander tags show NAME says its number");
            if (tag->id == 0 && tag->name.empty()) return fail(Fault::usage, "a tag has no name");
        }
    }
    return {};
}

Error refusal(const TagsPreview& preview) {
    std::string what = preview.faults.front().what;
    if (preview.faults.size() > 1) what += fmt::format(" (and {} more)", preview.faults.size() - 1);
    return Error(Fault::conflict, std::move(what), "nothing was changed");
}

/// Rows for the tags that have none yet.
void give_rows(Connection& c, const TagBook& book, std::vector<NameWord>& words) {
    const auto row = [&](std::int64_t id) {
        if (id > 0) return id;
        const TagName* const tag = book.of(id);
        return tag_row(c, tag->kind, tag->name).id;
    };
    for (NameWord& word : words) {
        word.subject = row(word.subject);
        if (word.other) word.other = row(*word.other);
    }
}

Result<void> of_tags(Connection& c, std::int64_t batch) {
    const auto rows = words_of_batch(c, batch);
    if (rows.empty() || rows.front().word.list != NameList::tag)
        return fail(Fault::not_found,
                    fmt::format("nothing was said of tags under number {}", batch),
                    "solander tags history lists what was");
    if (!rows.front().undone_at.empty())
        return fail(Fault::conflict, fmt::format("{} is undone already", batch));
    return {};
}

/// Everything a person may want to know of the tags named, in the order of `ids`.
std::vector<TagUse> uses(const std::unordered_map<std::int64_t, TagUse>& all,
                         const std::vector<std::int64_t>& ids) {
    std::vector<TagUse> list;
    list.reserve(ids.size());
    for (const std::int64_t id : ids)
        if (const auto found = all.find(id); found != all.end()) list.push_back(found->second);
    return list;
}

void by_use(std::vector<TagUse>& list) {
    std::sort(list.begin(), list.end(), [](const TagUse& a, const TagUse& b) {
        if (a.found != b.found) return a.found > b.found;
        return a.tag.name < b.tag.name;
    });
}

}  // namespace

Result<TagName> Archive::tag_named(std::string_view text) const {
    text = trim(text);
    auto connection = inside_->readers->borrow();
    std::string_view digits = text;
    if (digits.starts_with('#')) digits.remove_prefix(1);
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (error == std::errc{} && end == digits.data() + digits.size() && id > 0)
        if (auto tag = load_tag(*connection, id)) return *tag;
    // With its kind before it: it need not be there yet.
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
        const std::string before = ascii_lowered(trim(text.substr(0, colon)));
        if (const auto kind = tag_kind_from_name(before == "tag" ? "freeform" : before)) {
            const std::string_view name = trim(text.substr(colon + 1));
            if (name.empty()) return fail(Fault::usage, "a tag has no name");
            Query q = connection->query(kTagsWithKey);
            const std::string key = tag_key(*kind, name);
            for (q.bind(key.empty() ? name : key); q.step();)
                if (q.text(1) == name_of(*kind))
                    return TagName{q.integer(0), *kind, std::string(q.text(2))};
            return TagName{0, *kind, std::string(name)};
        }
    }
    std::vector<TagName> found;
    for (const TagKind kind : kTagKinds) {
        Query q = connection->query(kTagsWithKey);
        const std::string key = tag_key(kind, text);
        for (q.bind(key.empty() ? text : key); q.step();)
            if (q.text(1) == name_of(kind))
                found.push_back({q.integer(0), kind, std::string(q.text(2))});
    }
    if (found.size() == 1) return found.front();
    if (found.empty())
        return fail(Fault::not_found, fmt::format("no tag is called \"{}\"", text),
                    "to name one that nobody has written yet, put its kind before it: fandom:NAME");
    std::string kinds;
    for (const TagName& tag : found)
        kinds += fmt::format("{}{}:{}", kinds.empty() ? "" : ", ", name_of(tag.kind), tag.name);
    return fail(Fault::conflict, fmt::format("\"{}\" is several tags", text),
                "say which: " + kinds);
}

Result<TagsPreview> Archive::preview_tags(const std::vector<TagWord>& words) const {
    WranglePlan plan;
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        TagBook book = load_book(*connection);
        if (auto can = sayable(book, words); !can) return tl::unexpected<Error>(can.error());
        plan = plan_words(load_graph(*connection, NameList::tag), book, words);
    }
    count_works(plan.preview.changes);
    return std::move(plan.preview);
}

Result<TagsDone> Archive::wrangle_tags(const std::vector<TagWord>& words, std::string_view by) {
    TagsDone done;
    {
        auto connection = inside_->writers->borrow();
        WriteTransaction transaction(*connection);
        TagBook book = load_book(*connection);
        if (auto can = sayable(book, words); !can) return tl::unexpected<Error>(can.error());
        WranglePlan plan = plan_words(load_graph(*connection, NameList::tag), book, words);
        if (!plan.preview.faults.empty()) return tl::unexpected<Error>(refusal(plan.preview));
        if (!plan.words.empty()) {
            give_rows(*connection, book, plan.words);
            done.batch = record_words(*connection, plan.words, by, now_text());
        }
        transaction.commit();
        done.changes = std::move(plan.preview.changes);
    }
    if (done.batch != 0) inside_->search().catch_up();
    return done;
}

Result<TagsPreview> Archive::preview_undo_tags(std::int64_t batch) const {
    WranglePlan plan;
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        if (auto can = of_tags(*connection, batch); !can) return tl::unexpected<Error>(can.error());
        plan = plan_between(load_graph(*connection, NameList::tag),
                            load_graph(*connection, NameList::tag, batch), load_book(*connection));
    }
    count_works(plan.preview.changes);
    return std::move(plan.preview);
}

Result<TagsDone> Archive::undo_tags(std::int64_t batch) {
    TagsDone done;
    {
        auto connection = inside_->writers->borrow();
        WriteTransaction transaction(*connection);
        if (auto can = of_tags(*connection, batch); !can) return tl::unexpected<Error>(can.error());
        WranglePlan plan =
            plan_between(load_graph(*connection, NameList::tag),
                         load_graph(*connection, NameList::tag, batch), load_book(*connection));
        if (!plan.preview.faults.empty()) {
            Error refused = refusal(plan.preview);
            refused.hint = "what was said later stands on it, and has to be undone first: solander "
                           "tags history";
            return tl::unexpected<Error>(std::move(refused));
        }
        undo_words(*connection, batch, now_text());
        transaction.commit();
        done = {batch, std::move(plan.preview.changes)};
    }
    inside_->search().catch_up();
    return done;
}

std::string Archive::export_tags() const {
    TagBook book;
    NameGraph graph;
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        book = load_book(*connection);
        graph = load_graph(*connection, NameList::tag);
    }
    std::vector<std::int64_t> ids;
    ids.reserve(book.all().size());
    for (const auto& [id, tag] : book.all()) ids.push_back(id);
    inside_->refresh_filters();
    std::unordered_set<std::int64_t> used;
    for (const TagCount& count :
         inside_->search().tag_counts(ids, visible_to(Viewer::owner, Act::list)))
        if (count.works > 0) used.insert(count.id);
    return tags_to_csv(book, graph, [&](std::int64_t id) { return used.contains(id); });
}

TagsImport Archive::import_tags(std::string_view csv, std::optional<std::string_view> by) {
    TagsImport made;
    {
        auto connection = inside_->writers->borrow();
        WriteTransaction transaction(*connection);
        TagBook book = load_book(*connection);
        const NameGraph graph = load_graph(*connection, NameList::tag);
        TagCsv said = tags_from_csv(csv, book, graph);
        made.rows = said.rows;
        made.faults = std::move(said.faults);
        made.notes = std::move(said.notes);
        if (!made.faults.empty()) return made;
        WranglePlan plan = plan_words(graph, book, said.words);
        for (TagFault& fault : plan.preview.faults) {
            std::size_t line = 0;
            for (const std::int64_t id : {fault.other, fault.tag.id})
                if (const auto at = said.line_of.find(id); at != said.line_of.end())
                    line = at->second;
            made.faults.push_back({line, {}, std::move(fault.what)});
        }
        made.changes = std::move(plan.preview.changes);
        if (by && made.faults.empty() && !plan.words.empty()) {
            give_rows(*connection, book, plan.words);
            made.batch = record_words(*connection, plan.words, *by, now_text());
            transaction.commit();
        }
    }
    if (made.batch != 0)
        inside_->search().catch_up();
    else
        count_works(made.changes);
    return made;
}

void Archive::count_works(std::vector<TagChange>& changes) const {
    std::vector<std::int64_t> ids;
    ids.reserve(changes.size());
    for (const TagChange& change : changes) ids.push_back(change.tag.id);
    inside_->refresh_filters();
    const auto counts = inside_->search().tag_counts(ids, visible_to(Viewer::owner, Act::list));
    for (std::size_t i = 0; i < changes.size(); ++i) changes[i].works = counts[i].works;
}

std::optional<TagSheet> Archive::tag_sheet(Viewer viewer, std::int64_t id) const {
    if (!is_keeper(viewer)) return std::nullopt;
    TagSheet sheet;
    std::vector<std::int64_t> synonyms, subs, in_it, ids = {id};
    std::unordered_map<std::int64_t, TagUse> all;
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        const NameGraph graph = load_graph(*connection, NameList::tag);
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
    auto connection = inside_->readers->borrow();
    for (std::size_t i = from; i < counts.size() && i - from < most; ++i)
        if (auto tag = load_tag(*connection, counts[i].id))
            page.tags.push_back({{std::move(*tag), counts[i].works, counts[i].found}});
    return page;
}

}  // namespace solander
