// SPDX-License-Identifier: GPL-3.0-or-later
// A person's word on pen names and series: joined, parted, renamed, and taken back. What stands on
// the works is never changed by it.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/meet.h"
#include "archive/standing.h"
#include "base/text.h"
#include "catalogue/names.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

std::string_view what_of(NameList list) { return list == NameList::series ? "series" : "pen name"; }

Result<std::string> there(Connection& connection, NameList list, std::int64_t id) {
    auto name = listed_name(connection, list, id);
    if (!name) return fail(Fault::not_found, fmt::format("there is no {} {}", what_of(list), id));
    if (list == NameList::creator && names_nobody(*name))
        return fail(Fault::usage,
                    fmt::format("\"{}\" names nobody, so many people: it is not joined, parted or "
                                "renamed",
                                *name));
    return std::move(*name);
}

NameWord word(NameList list, std::int64_t subject, std::string_view act,
              std::optional<std::int64_t> other = {}, std::string value = {}) {
    return {list, subject, std::string(act), other, std::move(value)};
}

/// "apart" of a name holds as a whole: what was said before is said again.
void add_apart(Connection& connection, NameList list, std::int64_t subject,
               std::optional<std::int64_t> with, std::optional<std::int64_t> without,
               std::vector<NameWord>& words) {
    std::vector<std::int64_t> others = kept_apart(connection, list, subject);
    if (without) std::erase(others, *without);
    if (with && std::find(others.begin(), others.end(), *with) == others.end())
        others.push_back(*with);
    for (const std::int64_t other : others) words.push_back(word(list, subject, "apart", other));
    if (others.empty()) words.push_back(word(list, subject, "apart"));
}

/// What was said of all works of a person is said of other works, or of fewer, since these words.
void settle_named(Connection& connection, NameList list, const std::vector<NameWord>& words) {
    if (list != NameList::creator || creators_in_ledger(connection).empty()) return;
    std::set<std::int64_t> names;
    for (const NameWord& one : words) {
        for (const std::int64_t name : name_group(connection, list, one.subject))
            names.insert(name);
        if (one.other)
            for (const std::int64_t name : name_group(connection, list, *one.other))
                names.insert(name);
    }
    settle_works_of(connection, {names.begin(), names.end()});
}

/// In a transaction. The number of the act.
std::int64_t say_apart(Connection& connection, NameList list, std::int64_t id, std::int64_t other,
                       std::string_view by) {
    const std::vector<std::int64_t> group = name_group(connection, list, id);
    std::vector<NameWord> words;
    if (std::find(group.begin(), group.end(), other) != group.end()) {
        // The one that stands for the others stays with them.
        const std::int64_t leaves = other == group.front() ? id : other;
        words.push_back(word(list, leaves, "unsettled"));
        if (group.size() == 2) words.push_back(word(list, group.front(), "unsettled"));
    }
    add_apart(connection, list, std::min(id, other), std::max(id, other), {}, words);
    const std::int64_t batch = record_words(connection, words, by, now_text());
    for (const std::int64_t name : group)
        settle_named(connection, list, {{list, name, "", {}, {}}});
    settle_named(connection, list, words);
    return batch;
}

bool said_apart(Connection& connection, NameList list, std::int64_t a, std::int64_t b) {
    const std::vector<std::int64_t> others = kept_apart(connection, list, a);
    return std::find(others.begin(), others.end(), b) != others.end();
}

}  // namespace

Result<std::int64_t> Archive::join_names(NameList list, std::int64_t id, std::int64_t other,
                                         std::string_view by) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    for (const std::int64_t one : {id, other})
        if (const auto name = there(*connection, list, one); !name)
            return tl::unexpected<Error>(name.error());
    const std::vector<std::int64_t> group = name_group(*connection, list, id);
    const std::int64_t head = group.front();
    if (std::find(group.begin(), group.end(), other) != group.end())
        return fail(Fault::conflict,
                    fmt::format("{} {} and {} are one already", what_of(list), id, other));
    std::vector<NameWord> words{word(list, head, "canonical")};
    for (const std::int64_t name : name_group(*connection, list, other))
        words.push_back(word(list, name, "synonym", head));
    for (const auto& [a, b] : {std::pair{id, other}, {other, id}})
        if (said_apart(*connection, list, a, b)) add_apart(*connection, list, a, {}, b, words);
    const std::int64_t batch = record_words(*connection, words, by, now_text());
    settle_named(*connection, list, words);
    transaction.commit();
    inside_->search().catch_up();
    return batch;
}

Result<std::int64_t> Archive::part_names(NameList list, std::int64_t id, std::int64_t other,
                                         std::string_view by) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    for (const std::int64_t one : {id, other})
        if (const auto name = there(*connection, list, one); !name)
            return tl::unexpected<Error>(name.error());
    if (id == other)
        return fail(Fault::usage, "a name and itself are no two",
                    list == NameList::creator
                        ? "two spellings of one name: both as they stand on the works"
                        : "");
    const std::int64_t batch = say_apart(*connection, list, id, other, by);
    transaction.commit();
    inside_->search().catch_up();
    return batch;
}

Result<std::int64_t> Archive::part_spellings(std::int64_t id, std::string_view spelling,
                                             std::string_view other, std::string_view by) {
    constexpr NameList kList = NameList::creator;
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    const auto name = there(*connection, kList, id);
    if (!name) return tl::unexpected<Error>(name.error());
    const std::string stays = squeeze(*name == squeeze(other) ? other : spelling);
    const std::string leaves = squeeze(*name == squeeze(other) ? spelling : other);
    if (stays == leaves) return fail(Fault::usage, "a name and itself are no two");
    const std::vector<NameUse> uses = uses_of(*connection, kList, id);
    for (const std::string& one : {stays, leaves})
        if (std::none_of(uses.begin(), uses.end(),
                         [&](const NameUse& use) { return use.written == one; }))
            return fail(Fault::not_found, fmt::format("no work bears \"{}\", spelled so", one),
                        "solander people NAME shows the spellings");
    const std::int64_t parted = part_spelling(*connection, id, leaves);
    // What was said of all works of the one name was said of these works too.
    std::vector<LedgerEntry> said;
    for (LedgerEvent& event : events_that_hold(ledger_of_creator(*connection, id))) {
        event.evidence += fmt::format("; said of \"{}\" before the two were parted", event.name);
        event.name = leaves;
        said.push_back({{}, parted, std::move(event)});
    }
    add_to_ledger(*connection, said, now_text());
    // They were one until now: that is what holds again when the parting is taken back.
    const std::int64_t head = name_group(*connection, kList, id).front();
    record_words(*connection,
                 {word(kList, head, "canonical"), word(kList, parted, "synonym", head)}, by,
                 now_text());
    const std::int64_t batch = say_apart(*connection, kList, id, parted, by);
    transaction.commit();
    inside_->search().catch_up();
    return batch;
}

Result<std::int64_t> Archive::rename(NameList list, std::int64_t id, std::string_view name,
                                     std::string_view by) {
    const std::string now_called = squeeze(name);
    if (now_called.empty() || names_nobody(now_called))
        return fail(Fault::usage, fmt::format("a {} cannot be called '{}'", what_of(list), name));
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    const auto before = there(*connection, list, id);
    if (!before) return tl::unexpected<Error>(before.error());
    if (*before == now_called)
        return fail(Fault::conflict, fmt::format("it is called {} already", now_called));
    const std::vector<std::int64_t> group = name_group(*connection, list, id);
    std::vector<NameWord> words;
    const auto known = name_with_key(*connection, list, now_called);
    if (known == id) {  // another spelling of the same
        spell_name(*connection, list, id, now_called);
        words = {word(list, id, "spelled", {}, *before),
                 word(list, id, "spelling", {}, now_called)};
    } else {
        if (known && std::find(group.begin(), group.end(), *known) == group.end())
            return fail(
                Fault::conflict,
                fmt::format("there is a {} {} already: {}", what_of(list), now_called, *known),
                fmt::format("if the two are one, join {} {}", *known, id));
        const NamedRow row = list == NameList::series ? series_row(*connection, now_called)
                                                      : creator_row(*connection, now_called);
        words.push_back(word(list, row.id, "canonical"));
        for (const std::int64_t one : group)
            if (one != row.id) words.push_back(word(list, one, "synonym", row.id));
    }
    const std::int64_t batch = record_words(*connection, words, by, now_text());
    settle_named(*connection, list, words);
    transaction.commit();
    inside_->search().catch_up();
    return batch;
}

Result<NameAct> Archive::undo_names(NameList list, std::optional<std::int64_t> batch) {
    const std::vector<NameAct> acts = name_acts(list);
    const auto act = std::find_if(acts.begin(), acts.end(), [&](const NameAct& one) {
        return batch ? one.batch == *batch : one.undone_at.empty();
    });
    if (act == acts.end() || !act->undone_at.empty())
        return fail(Fault::not_found, batch ? fmt::format("there is no act {} to take back", *batch)
                                            : std::string("nothing is left to take back"));
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    for (const NameWordRow& row : words_of_batch(*connection, act->batch))
        if (row.word.act == "spelled")
            spell_name(*connection, list, row.word.subject, row.word.value);
    if (!undo_words(*connection, act->batch, now_text()))
        return fail(Fault::conflict, fmt::format("act {} is taken back already", act->batch));
    for (const NameWordRow& row : words_of_batch(*connection, act->batch))
        settle_named(*connection, list, {row.word});
    transaction.commit();
    inside_->search().catch_up();
    return *act;
}

std::vector<NameAct> Archive::name_acts(NameList list) const {
    constexpr std::int64_t kMost = 1000;
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<NameAct> acts;
    const auto called = [&](std::int64_t id) {
        return listed_name(*connection, list, id).value_or(fmt::format("({})", id));
    };
    for (const WordBatch& batch : word_batches(*connection, list, kMost)) {
        NameAct act{batch.batch, {}, batch.made_by, batch.made_at, batch.undone_at};
        for (const NameWordRow& row : words_of_batch(*connection, batch.batch)) {
            std::string words;
            if (row.word.act == "synonym" && row.word.other)
                words = fmt::format("{} is {}", called(row.word.subject), called(*row.word.other));
            else if (row.word.act == "apart" && row.word.other)
                words =
                    fmt::format("{} is not {}", called(row.word.subject), called(*row.word.other));
            else if (row.word.act == "spelling")
                words = fmt::format("{} is spelled so", row.word.value);
            if (!words.empty()) act.words += (act.words.empty() ? "" : "; ") + words;
        }
        acts.push_back(std::move(act));
    }
    return acts;
}

}  // namespace solander
