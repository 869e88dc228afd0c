// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/wrangle_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace solander {
namespace {

using Ids = std::vector<std::int64_t>;

std::string kind_and_key(TagKind kind, std::string_view key) {
    return std::string(1, static_cast<char>('0' + static_cast<int>(kind))).append(key);
}

/// As catalogue/names.cpp has it.
std::string key_of(TagKind kind, std::string_view name) {
    std::string key = tag_key(kind, name);
    return key.empty() ? std::string(name) : key;
}

std::string named(const TagBook& book, std::int64_t id) {
    const TagName* const tag = book.of(id);
    return tag == nullptr ? fmt::format("tag {}", id) : in_words(*tag);
}

/// Names of one kind need not say it.
std::string listed(const TagBook& book, const Ids& ids, TagKind beside) {
    std::string all;
    for (const std::int64_t id : ids) {
        const TagName* const tag = book.of(id);
        if (!all.empty()) all += ", ";
        if (tag == nullptr)
            all += fmt::format("tag {}", id);
        else
            all += tag->kind == beside ? "“" + tag->name + "”" : in_words(*tag);
    }
    return all;
}

std::string state_in_words(const TagBook& book, const TagName& tag, const NameFacts& facts) {
    std::string all(name_of(facts.standing));
    const auto add = [&all](const std::string& more) { all += "; " + more; };
    if (facts.standing == NameStanding::synonym)
        all += " of " + listed(book, facts.synonym_of, tag.kind);
    if (facts.standing == NameStanding::canonical && !facts.metas.empty())
        add("below " + listed(book, facts.metas, tag.kind));
    if (facts.standing != NameStanding::synonym && !facts.fandoms.empty())
        add("in " + listed(book, facts.fandoms, TagKind::fandom));
    if (!facts.category.empty()) add("category: " + facts.category);
    if (!facts.description.empty()) add("description: " + facts.description);
    if (!facts.note.empty()) add("note: " + facts.note);
    return all;
}

std::string fault_in_words(const TagBook& book, const NameFault& fault) {
    std::string one = named(book, fault.name);
    const std::string other = fault.other == 0 ? std::string() : named(book, fault.other);
    switch (fault.what) {
    case NameFault::What::itself:
        return one + " cannot be a synonym, or below, of itself";
    case NameFault::What::not_canonical:
        return fmt::format("{} would hang on {}, which is not canonical", one, other);
    case NameFault::What::no_fandom:
        return fmt::format("{} would be in {}, which is no canonical fandom", one, other);
    case NameFault::What::fandom_of_fandom:
        return one + " is a fandom itself, and in none; it may be below another (sub)";
    case NameFault::What::other_kind:
        return fmt::format("{} would be below {}, which is of another kind", one, other);
    case NameFault::What::circle:
        return one + " would be below itself in the end";
    }
    return one;
}

bool same_fault(const NameFault& a, const NameFault& b) {
    return a.what == b.what && a.name == b.name && a.other == b.other;
}

void add_once(Ids& list, std::int64_t id) {
    if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

/// What was said, made into the state that follows from it.
class Planning {
  public:
    Planning(const NameGraph& before, TagBook& book) : after_(before), book_(book) {}

    void say(const TagWord& word) {
        const std::int64_t id = number(word.tag);
        Ids others;
        for (const TagName& other : word.others) add_once(others, number(other));
        NameFacts& facts = after_.at(id);
        said_.emplace(id, about(word.act));
        if (word.act == "synonym" || word.act == "sub" || word.act == "parent")
            for (const std::int64_t other : others) add_once(leaned_on_, other);
        if (word.act == "sub")
            facts.metas = others;
        else if (word.act == "parent")
            facts.fandoms = others;
        else if (word.act == "note")
            facts.note = trim(word.value);
        else if (word.act == "category")
            facts.category = trim(word.value);
        else if (word.act == "description")
            facts.description = trim(word.value);
        else
            stand(facts, word.act, std::move(others));
    }

    /// What people point at is canonical, unless they said that it is something else.
    void settle_what_is_leaned_on() {
        for (const std::int64_t id : leaned_on_) {
            NameFacts& facts = after_.at(id);
            const bool open = facts.standing == NameStanding::unsettled
                              || facts.standing == NameStanding::ignored;
            if (open && !said_.contains({id, "standing"})) facts.standing = NameStanding::canonical;
        }
    }

    void point_on() {
        Ids names;
        names.reserve(after_.all().size());
        for (const auto& [name, facts] : after_.all()) names.push_back(name);
        for (const std::int64_t name : names) {
            NameFacts& facts = after_.at(name);
            const TagName* const tag = book_.of(name);
            if (facts.standing == NameStanding::synonym) facts.synonym_of = ends(facts.synonym_of);
            const bool below_itself =
                std::find(facts.metas.begin(), facts.metas.end(), name) != facts.metas.end();
            facts.metas = ends(facts.metas, tag == nullptr ? TagKind::fandom : tag->kind);
            if (!below_itself) std::erase(facts.metas, name);
            facts.fandoms = ends(facts.fandoms, TagKind::fandom);
        }
    }

    const NameGraph& after() const { return after_; }
    bool said_of(std::int64_t id) const {
        const auto at = said_.lower_bound({id, std::string_view()});
        return at != said_.end() && at->first == id;
    }

  private:
    std::int64_t number(const TagName& tag) {
        return tag.id != 0 ? tag.id : book_.find_or_new(tag.kind, tag.name);
    }
    static void stand(NameFacts& facts, std::string_view act, Ids others) {
        facts.synonym_of.clear();
        facts.standing = NameStanding::unsettled;
        if (act == "canonical") facts.standing = NameStanding::canonical;
        if (act == "ignored") facts.standing = NameStanding::ignored;
        if (act != "synonym") return;
        facts.standing = NameStanding::synonym;
        facts.synonym_of = std::move(others);
    }
    /// Where synonyms lead to in the end; those in a circle stay what they are, and are a fault.
    Ids ends(const Ids& names, std::optional<TagKind> of_kind = {}) const {
        Ids reached, seen, open(names.rbegin(), names.rend());
        while (!open.empty()) {
            const std::int64_t name = open.back();
            open.pop_back();
            const NameFacts& facts = after_.of(name);
            const bool seen_before = std::find(seen.begin(), seen.end(), name) != seen.end();
            if (facts.standing != NameStanding::synonym || seen_before) {
                const TagName* const tag = book_.of(name);
                const bool moved = std::find(names.begin(), names.end(), name) == names.end();
                if (!moved || !of_kind || tag == nullptr || tag->kind == *of_kind)
                    add_once(reached, name);
                continue;
            }
            seen.push_back(name);
            open.insert(open.end(), facts.synonym_of.rbegin(), facts.synonym_of.rend());
        }
        return reached;
    }

    NameGraph after_;
    TagBook& book_;
    std::set<std::pair<std::int64_t, std::string_view>> said_;
    Ids leaned_on_;
};

void add_words(std::vector<NameWord>& words, std::int64_t id, const NameFacts& was,
               const NameFacts& is) {
    const auto each = [&](std::string_view act, const Ids& others) {
        if (others.empty()) words.push_back({NameList::tag, id, std::string(act)});
        for (const std::int64_t other : others)
            words.push_back({NameList::tag, id, std::string(act), other});
    };
    if (was.standing != is.standing || was.synonym_of != is.synonym_of)
        each(name_of(is.standing), is.synonym_of);
    if (was.metas != is.metas) each("sub", is.metas);
    if (was.fandoms != is.fandoms) each("parent", is.fandoms);
    const auto value = [&](const char* act, const std::string& before, const std::string& now) {
        if (before != now) words.push_back({NameList::tag, id, act, {}, now});
    };
    value("note", was.note, is.note);
    value("category", was.category, is.category);
    value("description", was.description, is.description);
}

WranglePlan compare(const NameGraph& before, const NameGraph& after, const TagBook& book) {
    WranglePlan plan;
    std::set<std::int64_t> ids;
    for (const auto& [id, facts] : before.all())
        if (!(after.of(id) == facts)) ids.insert(id);
    for (const auto& [id, facts] : after.all())
        if (!(before.of(id) == facts)) ids.insert(id);
    for (const std::int64_t id : ids) {
        const TagName* const tag = book.of(id);
        const TagName one = tag == nullptr ? TagName{id, TagKind::freeform, {}} : *tag;
        add_words(plan.words, id, before.of(id), after.of(id));
        TagChange change{one, state_in_words(book, one, before.of(id)),
                         state_in_words(book, one, after.of(id))};
        // What has no effect while it is a synonym is kept, and not worth a line.
        if (change.before != change.after) plan.preview.changes.push_back(std::move(change));
    }
    const auto kind_of = [&book](std::int64_t id) {
        const TagName* const tag = book.of(id);
        return tag == nullptr ? -1 : static_cast<int>(tag->kind);
    };
    const std::vector<NameFault> known = before.faults(kind_of);
    for (const NameFault& fault : after.faults(kind_of)) {
        if (std::any_of(known.begin(), known.end(),
                        [&](const NameFault& before_it) { return same_fault(before_it, fault); }))
            continue;
        const TagName* const tag = book.of(fault.name);
        plan.preview.faults.push_back(
            {tag == nullptr ? TagName{fault.name, TagKind::freeform, {}} : *tag, fault.other,
             fault_in_words(book, fault)});
    }
    return plan;
}

}  // namespace

std::string in_words(const TagName& tag) {
    return fmt::format("{} “{}”", tag.kind == TagKind::freeform ? "tag" : name_of(tag.kind),
                       tag.name);
}

void TagBook::put(const TagName& tag, std::string_view key) {
    by_key_.emplace(kind_and_key(tag.kind, key), tag.id);
    tags_[tag.id] = tag;
}

std::int64_t TagBook::find(TagKind kind, std::string_view name) const {
    const auto found = by_key_.find(kind_and_key(kind, key_of(kind, name)));
    return found == by_key_.end() ? 0 : found->second;
}

std::int64_t TagBook::find_or_new(TagKind kind, std::string_view name) {
    if (const std::int64_t id = find(kind, name)) return id;
    put({--last_new_, kind, std::string(name)}, key_of(kind, name));
    return last_new_;
}

const TagName* TagBook::of(std::int64_t id) const {
    const auto found = tags_.find(id);
    return found == tags_.end() ? nullptr : &found->second;
}

WranglePlan plan_words(const NameGraph& before, TagBook& book, const std::vector<TagWord>& words) {
    Planning planning(before, book);
    for (const TagWord& word : words) planning.say(word);
    planning.settle_what_is_leaned_on();
    planning.point_on();
    WranglePlan plan = compare(before, planning.after(), book);
    for (TagChange& change : plan.preview.changes)
        change.follows = !planning.said_of(change.tag.id);
    return plan;
}

WranglePlan plan_between(const NameGraph& before, const NameGraph& after, const TagBook& book) {
    WranglePlan plan = compare(before, after, book);
    plan.words.clear();
    return plan;
}

}  // namespace solander
