// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of tags: planned, shown before it applies, recorded, undone.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/tag_csv.h"
#include "archive/tag_rows.h"
#include "base/text.h"
#include "catalogue/names.h"
#include "catalogue/wrangling.h"

namespace solander {
namespace {

constexpr std::string_view kTagsWithKey = "select id, kind, name from tag where key = $1";

/// Of characters and relationships, where all their works name the same fandom.
constexpr std::string_view kOnlyFandoms =
    "select x.tag, min(f.tag) from work_tag x join tag t on t.id = x.tag"
    " join work_tag f on f.work = x.work join tag g on g.id = f.tag"
    " where t.kind in ('character', 'relationship') and g.kind = 'fandom'"
    " group by x.tag having min(f.tag) = max(f.tag)";

constexpr std::array<std::string_view, 9> kActs = {"canonical", "synonym",  "ignored",
                                                   "unsettled", "sub",      "parent",
                                                   "note",      "category", "description"};

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
    count_works(done.changes);
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
    count_works(done.changes);
    return done;
}

std::string Archive::export_tags() const {
    TagBook book;
    NameGraph graph;
    std::unordered_map<std::int64_t, std::int64_t> parents;
    {
        auto connection = inside_->readers->borrow();
        const ReadTransaction moment(*connection);
        book = load_book(*connection);
        graph = load_graph(*connection, NameList::tag);
        Query query = connection->query(kOnlyFandoms);
        while (query.step()) parents.emplace(query.integer(0), query.integer(1));
    }
    std::vector<std::int64_t> ids;
    ids.reserve(book.all().size());
    for (const auto& [id, tag] : book.all()) ids.push_back(id);
    inside_->refresh_filters();
    std::unordered_set<std::int64_t> used;
    for (const TagCount& count :
         inside_->search().tag_counts(ids, visible_to(Viewer::owner, Act::list)))
        if (count.works > 0) used.insert(count.id);
    return tags_to_csv(
        book, graph, [&](std::int64_t id) { return used.contains(id); }, parents);
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

}  // namespace solander
