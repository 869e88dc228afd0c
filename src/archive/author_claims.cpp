// SPDX-License-Identifier: GPL-3.0-or-later
// Longer than most files: each choice and the way back from it stand side by side.
#include "archive/author_claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "account/secret.h"
#include "archive/claim_secrets.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/permit.h"
#include "archive/standing.h"
#include "archive/taken_down.h"
#include "base/address.h"
#include "base/text.h"
#include "catalogue/accounts.h"
#include "catalogue/name_groups.h"
#include "catalogue/twins.h"
#include "original/digest.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

constexpr std::size_t kLongestCondition = 4000;  // bytes
constexpr std::int64_t kDay = 86400;

/// What a choice writes into the ledger, in this order.
struct ChoiceRow {
    ClaimChoice choice;
    std::string_view name;
    std::array<std::string_view, 2> words;  // empty: none
};
constexpr ChoiceRow kChoices[] = {
    {ClaimChoice::open, "open", {"granted", ""}},
    {ClaimChoice::condition, "condition", {"granted", "conditions"}},
    {ClaimChoice::members, "members", {"members", ""}},
    {ClaimChoice::refuse, "refuse", {"refused", ""}},
    {ClaimChoice::orphan, "orphan", {"granted", "orphaned"}},
    {ClaimChoice::nameless, "nameless", {"granted", "orphaned"}},
    {ClaimChoice::remove, "remove", {"", ""}},
    {ClaimChoice::never, "never", {"", ""}},
    {ClaimChoice::no_mail, "no-mail", {"no-mail", ""}},
};

std::array<std::string_view, 2> words_of(ClaimChoice choice) {
    for (const ChoiceRow& row : kChoices)
        if (row.choice == choice) return row.words;
    return {};
}

std::string speaker(const Claimant& claimant) { return "the author, by " + claimant.evidence; }

/// Ends the reason of what she takes down: what another took down since is not hers to put back.
std::string mark_of(std::int64_t batch) { return fmt::format(", act {}", batch); }

std::string undo_since() { return time_text(-AuthorClaims::kUndoSeconds); }

/// All that people did under any of her names, the newest first.
std::vector<ClaimActRow> acts_of(Connection& connection, std::int64_t author) {
    std::vector<ClaimActRow> acts;
    for (const std::int64_t name : name_group(connection, NameList::creator, author))
        for (ClaimActRow& act : list_claim_acts(connection, name)) acts.push_back(std::move(act));
    std::sort(acts.begin(), acts.end(),
              [](const ClaimActRow& a, const ClaimActRow& b) { return a.id > b.id; });
    return acts;
}

/// Hers, hidden ones too; and those that she spoke of, whatever they are called now.
std::set<WorkId> works_of(Connection& connection, std::int64_t author) {
    std::set<WorkId> works;
    for (const std::int64_t name : name_group(connection, NameList::creator, author))
        for (const NameUse& use : uses_of(connection, NameList::creator, name))
            if (has_a_say({.name = {}, .role = use.role})) works.insert(use.work);
    for (const ClaimActRow& act : acts_of(connection, author))
        if (act.work) works.insert(*act.work);
    std::erase_if(works, [&](WorkId work) {
        const auto gate = load_gate(connection, work);
        return !gate || gate->visibility == Visibility::removed;
    });
    return works;
}

Error not_hers() { return {Fault::not_found, "there is no such work of yours here"}; }

Result<void> may_go_on(Connection& connection, const Claimant& claimant) {
    const std::string since = time_text(-kDay);
    std::set<std::int64_t> today;
    for (const ClaimActRow& act : acts_of(connection, claimant.author))
        if (act.made_at > since) today.insert(act.batch);
    if (today.size() >= AuthorClaims::kMostActsADay)
        return fail(Fault::conflict, "too much was changed today; go on tomorrow, or write to us");
    return {};
}

void note_act(Connection& connection, const Claimant& claimant, std::int64_t& batch,
              std::optional<WorkId> work, std::string_view what, std::optional<std::int64_t> ledger,
              std::optional<std::int64_t> edit, const std::string& now) {
    batch = add_claim_act(
        connection, {0, batch, claimant.author, work, std::string(what), ledger, edit, now, {}});
}

}  // namespace

std::string_view name_of(ClaimChoice choice) {
    for (const ChoiceRow& row : kChoices)
        if (row.choice == choice) return row.name;
    return {};
}

std::optional<ClaimChoice> claim_choice_from_name(std::string_view name) {
    for (const ChoiceRow& row : kChoices)
        if (row.name == name) return row.choice;
    return std::nullopt;
}

ClaimLinkRow new_claim_link(const Archive::Inside& inside, std::string_view secret,
                            std::int64_t author, std::string_view address, std::string_view by) {
    ClaimLinkRow row;
    row.digest = digest_of_secret(secret);
    row.creator = author;
    if (!address.empty()) row.address = digest_of_address(address);
    row.made_by = by;
    row.made_at = now_text();
    row.until = time_text(static_cast<std::int64_t>(inside.settings.number("ask.days")) * kDay);
    return row;
}

std::string claim_url(const Archive::Inside& inside, std::string_view secret) {
    std::string_view address = inside.settings.text("archive.address");
    while (address.ends_with('/')) address.remove_suffix(1);
    return fmt::format("{}/claim/{}", address, secret);
}

std::string digest_of_address(std::string_view address) {
    return std::string(digest_of(ascii_lowered(trim(address))).raw());
}

void destroy_old_removals(Archive::Inside& inside, Connection& connection) {
    if (become_of_originals(inside) != Become::destroyed) return;
    const std::vector<WorkId> works = removed_by_claim(connection, undo_since());
    if (works.empty()) return;
    WriteTransaction transaction(connection);
    for (const WorkId work : works) destroy_sealed_of(inside, connection, work);
    transaction.commit();
}

Result<MadeClaimLink> AuthorClaims::make_link(std::int64_t author, std::string_view by) {
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    const auto name = listed_name(*connection, NameList::creator, author);
    if (!name) return fail(Fault::not_found, "there is no such person");
    if (names_nobody(*name))
        return fail(Fault::usage, fmt::format("\"{}\" names nobody, so many people", *name));
    const std::string secret = new_secret();
    const ClaimLinkRow row = new_claim_link(inside_, secret, author, {}, by);
    const std::int64_t id = add_claim_link(*connection, row);
    LedgerEvent event{"asked", row.made_at, std::string(by),
                      fmt::format("claim link {}, handed over", id)};
    event.name = *name;
    add_to_ledger(*connection, {{{}, author, std::move(event)}}, row.made_at);
    transaction.commit();
    return MadeClaimLink{claim_url(inside_, secret), row.until};
}

std::vector<ClaimLink> AuthorClaims::links(std::optional<std::int64_t> author) const {
    auto connection = inside_.readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<ClaimLink> links;
    const auto add = [&](std::optional<std::int64_t> name) {
        for (const ClaimLinkRow& row : list_claim_links(*connection, name))
            links.push_back({row.id, row.creator,
                             listed_name(*connection, NameList::creator, row.creator).value_or(""),
                             row.made_by, row.made_at, row.until, row.revoked_at});
    };
    if (!author) add({});
    if (author)
        for (const std::int64_t name : name_group(*connection, NameList::creator, *author))
            add(name);
    return links;
}

Result<void> AuthorClaims::revoke_link(std::int64_t id) {
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    if (!revoke_claim_link(*connection, id, now_text()))
        return fail(Fault::not_found, fmt::format("there is no link {} to revoke", id),
                    "solander permit links");
    transaction.commit();
    return {};
}

Result<void> AuthorClaims::note_no_mail(std::optional<std::int64_t> author,
                                        std::string_view address, std::string_view by) {
    const std::string now = now_text();
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    if (author) {
        const auto name = listed_name(*connection, NameList::creator, *author);
        if (!name) return fail(Fault::not_found, "there is no such person");
        LedgerEvent event{"no-mail", now, std::string(by), "she wants no letters"};
        event.name = *name;
        add_to_ledger(*connection, {{{}, author, std::move(event)}}, now);
    }
    if (!address.empty()) {
        const auto found = find_addresses(address);
        if (found.size() != 1)
            return fail(Fault::usage, fmt::format("'{}' is not one address", address));
        add_no_mail(*connection,
                    digest_of_address(address.substr(found[0].from, found[0].to - found[0].from)),
                    by, now);
    }
    transaction.commit();
    return {};
}

std::optional<Claimant> AuthorClaims::of_link(std::string_view secret) const {
    if (secret.empty()) return std::nullopt;
    // Of the primary: a link that was revoked is revoked on every server at once.
    auto connection = inside_.writers->borrow();
    const auto row = find_claim_link(*connection, digest_of_secret(secret));
    if (!row || !row->revoked_at.empty() || row->until < now_text()) return std::nullopt;
    return Claimant{row->creator,
                    listed_name(*connection, NameList::creator, row->creator).value_or(""),
                    fmt::format("claim link {}", row->id), row->address};
}

std::vector<Claimant> AuthorClaims::of_account(const Account& account) const {
    auto connection = inside_.writers->borrow();
    std::vector<Claimant> names;
    for (const std::int64_t name : owned_names(*connection, account.id))
        names.push_back({name,
                         listed_name(*connection, NameList::creator, name).value_or(""),
                         "account " + account.name,
                         {}});
    return names;
}

ClaimView AuthorClaims::view(const Claimant& claimant) const {
    auto connection = inside_.writers->borrow();  // what was just said is seen
    const ReadTransaction moment(*connection);
    ClaimView view;
    const std::set<WorkId> works = works_of(*connection, claimant.author);
    std::vector<LedgerEvent> of_all;
    const auto names = name_group(*connection, NameList::creator, claimant.author);
    const std::set<std::int64_t> hers(names.begin(), names.end());
    for (const std::int64_t name : names) {
        for (LedgerEvent& event : events_that_hold(ledger_of_creator(*connection, name)))
            of_all.push_back(std::move(event));
        for (const std::int64_t account : owners_of(*connection, name))
            for (const AccountRow& row : list_accounts(*connection))
                if (row.id == account) view.accounts.push_back(row.name);
    }
    for (const LedgerEvent& event : of_all)
        if (event.what == "no-mail") view.no_mail = true;
    for (const WorkId work : works) {
        // A version is met in its work, when that is hers as well.
        if (works.count(joined_into(*connection, work)) != 0) continue;
        auto record = load_record(*connection, work);
        if (!record) continue;
        std::vector<LedgerEvent> events;
        for (LedgerEntry& row : ledger_rows(*connection, work))
            if (!row.creator || hers.count(*row.creator) != 0)
                events.push_back(std::move(row.event));
        events = events_that_hold(events);
        events.insert(events.end(), of_all.begin(), of_all.end());
        const LedgerEvent* last = nullptr;
        for (const LedgerEvent& event : events)
            if (event.what != "stated" && event.what != "asked" && event.what != "reminded"
                && event.what != "no-mail" && event.what != "claimed"
                && (last == nullptr || event.number > last->number))
                last = &event;
        std::string said;
        if (last != nullptr) said = last->what + " " + last->when.substr(0, 10);
        std::vector<std::string> others;
        for (const Creator& creator : record->creators)
            if (has_a_say(creator) && hers.count(creator.id) == 0 && !names_nobody(creator.name))
                others.push_back(creator.name);
        view.works.push_back({std::move(*record), std::move(said), std::move(others)});
    }
    std::sort(view.works.begin(), view.works.end(), [](const auto& a, const auto& b) {
        return fold(a.record.title) < fold(b.record.title);
    });
    const std::string since = undo_since();
    for (const ClaimActRow& act : acts_of(*connection, claimant.author)) {
        if (!act.undone_at.empty() || act.made_at < since) continue;
        if (!view.acts.empty() && view.acts.back().batch == act.batch) {
            // Of several effects the first says what was chosen, and whether it was all of hers.
            if (!act.work) view.acts.back().work.reset();
            view.acts.back().what = act.what;
            continue;
        }
        view.acts.push_back({act.batch, act.what, act.work, {}, act.made_at});
    }
    for (ClaimView::Act& act : view.acts)
        if (act.work)
            if (const auto record = load_record(*connection, *act.work)) act.title = record->title;
    return view;
}

std::vector<WorkId> AuthorClaims::works_meant(Connection& connection, const Claimant& claimant,
                                              std::optional<WorkId> work) const {
    const std::set<WorkId> works = works_of(connection, claimant.author);
    if (!work) return {works.begin(), works.end()};
    return works.count(*work) != 0 ? std::vector<WorkId>{*work} : std::vector<WorkId>();
}

Result<void> AuthorClaims::say(const Claimant& claimant, ClaimChoice choice,
                               std::optional<WorkId> work, std::string_view text) {
    {
        auto connection = inside_.writers->borrow();
        destroy_old_removals(inside_, *connection);
        if (auto may = may_go_on(*connection, claimant); !may) return may;
        if (work && works_meant(*connection, claimant, work).empty())
            return tl::unexpected<Error>(not_hers());
    }
    if (choice == ClaimChoice::condition && trim(text).empty())
        return fail(Fault::usage, "Say what the condition is.");
    if (text.size() > kLongestCondition)
        return fail(Fault::usage, "That condition is too long; write to us about it.");
    if (choice == ClaimChoice::remove || choice == ClaimChoice::never)
        return take_away(claimant, choice, work);
    return say_in_ledger(claimant, choice, work, text);
}

Result<void> AuthorClaims::say_in_ledger(const Claimant& claimant, ClaimChoice choice,
                                         std::optional<WorkId> work, std::string_view text) {
    const std::string now = now_text();
    auto connection = inside_.writers->borrow();
    std::int64_t batch = 0;
    const std::vector<WorkId> meant = works_meant(*connection, claimant, work);
    // Her name goes before her leave comes: at no moment is anything open under it by this.
    const bool nameless = choice == ClaimChoice::nameless;
    if (nameless) {
        WriteTransaction transaction(*connection);
        note_act(*connection, claimant, batch, work, "nameless", {}, {}, now);
        transaction.commit();
        for (const WorkId one : meant)
            if (auto done = correct_in(batch, claimant, one, {{"name", "Anonymous"}}); !done)
                return done;
    }
    {
        WriteTransaction transaction(*connection);
        // Without a name it is said of each: what comes later would bear it.
        std::vector<std::optional<WorkId>> about{choice == ClaimChoice::no_mail ? std::nullopt
                                                                                : work};
        if (nameless) about.assign(meant.begin(), meant.end());
        for (const std::optional<WorkId>& one : about)
            for (const std::string_view word : words_of(choice)) {
                if (word.empty()) continue;
                LedgerEvent event{std::string(word), now, speaker(claimant), claimant.evidence};
                event.name = claimant.name;
                if (word == "conditions") event.evidence += ": " + std::string(trim(text));
                if (nameless && word == "orphaned") event.evidence += ": without her name";
                add_to_ledger(*connection, {{one, claimant.author, std::move(event)}}, now);
                note_act(*connection, claimant, batch, one, word, last_ledger_row(*connection), {},
                         now);
            }
        if (choice == ClaimChoice::no_mail && !claimant.address_digest.empty())
            add_no_mail(*connection, claimant.address_digest, speaker(claimant), now);
        for (const WorkId one : meant) settle_visibility(*connection, one);
        transaction.commit();
    }
    inside_.search().catch_up();
    return {};
}

Result<void> AuthorClaims::take_away(const Claimant& claimant, ClaimChoice choice,
                                     std::optional<WorkId> work) {
    auto connection = inside_.writers->borrow();
    std::vector<WorkId> meant = works_meant(*connection, claimant, work);
    const std::string now = now_text();
    std::int64_t batch = 0;
    {
        // Noted first: what is gone without a note could not be undone by her.
        WriteTransaction transaction(*connection);
        if (choice == ClaimChoice::never)
            note_act(*connection, claimant, batch, {}, "removed", {}, {}, now);
        for (const WorkId one : meant)
            note_act(*connection, claimant, batch, one, "removed", {}, {}, now);
        transaction.commit();
    }
    if (choice == ClaimChoice::never) {
        const auto done = archive_.take_down({{},
                                              claimant.author,
                                              claimant.evidence + ": never again" + mark_of(batch),
                                              speaker(claimant),
                                              true},
                                             false);
        if (!done) return tl::unexpected<Error>(done.error());
        return {};
    }
    for (const WorkId one : meant) {
        const auto gate = load_gate(*connection, one);
        if (!gate || gate->visibility == Visibility::removed) continue;  // with one before it
        const auto done = archive_.take_down(
            {one, {}, claimant.evidence + ": remove" + mark_of(batch), speaker(claimant), true},
            false);
        if (!done) return tl::unexpected<Error>(done.error());
    }
    return {};
}

Result<void> AuthorClaims::correct(const Claimant& claimant, WorkId work,
                                   const std::vector<std::pair<std::string, std::string>>& fields) {
    if (auto may = may_go_on(*inside_.writers->borrow(), claimant); !may) return may;
    std::int64_t batch = 0;
    return correct_in(batch, claimant, work, fields);
}

Result<void>
AuthorClaims::correct_in(std::int64_t& batch, const Claimant& claimant, WorkId work,
                         const std::vector<std::pair<std::string, std::string>>& fields) {
    auto connection = inside_.writers->borrow();
    if (works_meant(*connection, claimant, work).empty()) return tl::unexpected<Error>(not_hers());
    const auto record = load_record(*connection, work);
    if (!record) return tl::unexpected<Error>(not_hers());
    std::vector<std::pair<std::string, std::string>> edits;
    for (const auto& [field, value] : fields) {
        if (field != "name") {
            edits.emplace_back(field, value);
            continue;
        }
        const auto hers = name_group(*connection, NameList::creator, claimant.author);
        const auto is_hers = [&](const Creator& creator) {
            const auto id = name_with_key(*connection, NameList::creator, creator.name);
            return id && std::find(hers.begin(), hers.end(), *id) != hers.end();
        };
        std::string name(trim(value)), all;
        std::replace(name.begin(), name.end(), ';', ',');  // which would make two of one
        if (name.empty()) return fail(Fault::usage, "A name has letters.");
        if (std::none_of(record->creators.begin(), record->creators.end(), is_hers))
            continue;  // it is off already
        for (const Creator& creator : record->creators) {
            if (!all.empty()) all += "; ";
            all += is_hers(creator) ? name : creator.name;
            if (creator.role != "author") all += " (" + creator.role + ")";
        }
        edits.emplace_back("creators", all);
    }
    if (edits.empty()) return {};
    const auto changed = archive_.edit(work, edits, speaker(claimant));
    if (!changed) return tl::unexpected<Error>(changed.error());
    WriteTransaction transaction(*connection);
    std::vector<Edit> made = list_edits(*connection, work);
    std::sort(made.begin(), made.end(), [](const Edit& a, const Edit& b) { return a.id > b.id; });
    made.resize(std::min(made.size(), edits.size()));
    const std::string now = now_text();
    LedgerEvent event{"claimed", now, speaker(claimant), claimant.evidence + ": corrected"};
    for (const auto& [field, value] : edits) event.evidence += " " + field;
    event.name = claimant.name;
    add_to_ledger(*connection, {{work, claimant.author, std::move(event)}}, now);
    note_act(*connection, claimant, batch, work, "corrected", last_ledger_row(*connection), {},
             now);
    for (const Edit& edit : made)
        note_act(*connection, claimant, batch, work, "corrected", {}, edit.id, now);
    transaction.commit();
    return {};
}

Result<void> AuthorClaims::claim_into(const Claimant& claimant, const Account& account) {
    const std::string now = now_text();
    auto connection = inside_.writers->borrow();
    WriteTransaction transaction(*connection);
    if (!add_owner(*connection, account.id, claimant.author, now)) return {};
    LedgerEvent event{"claimed", now, speaker(claimant),
                      fmt::format("{}: into the account \"{}\"", claimant.evidence, account.name)};
    event.name = claimant.name;
    add_to_ledger(*connection, {{{}, claimant.author, std::move(event)}}, now);
    std::int64_t batch = 0;
    note_act(*connection, claimant, batch, {}, "claimed", last_ledger_row(*connection), {}, now);
    transaction.commit();
    return {};
}

Result<void> AuthorClaims::undo(const Claimant& claimant, std::int64_t batch) {
    auto connection = inside_.writers->borrow();
    std::vector<ClaimActRow> acts = acts_of(*connection, claimant.author);
    const std::string since = undo_since(), now = now_text();
    std::erase_if(acts, [&](const ClaimActRow& act) {
        return act.batch != batch || !act.undone_at.empty() || act.made_at < since;
    });
    if (acts.empty()) return fail(Fault::not_found, "there is nothing of that to undo");
    const std::string reason = claimant.evidence + ": undone";
    // First what is done in transactions of its own: whoever is stopped in between undoes it again.
    const bool all_removed = std::any_of(acts.begin(), acts.end(), [](const ClaimActRow& act) {
        return act.what == "removed" && !act.work;
    });
    if (all_removed) {
        const auto back = archive_.undo_takedown(
            {{}, claimant.author, reason, speaker(claimant), mark_of(batch)});
        if (!back && back.error().fault != Fault::not_found)
            return tl::unexpected<Error>(back.error());
    }
    for (const ClaimActRow& act : acts) {
        if (act.what != "removed" || !act.work || all_removed) continue;
        const auto back =
            archive_.undo_takedown({act.work, {}, reason, speaker(claimant), mark_of(batch)});
        if (!back && back.error().fault != Fault::not_found)
            return tl::unexpected<Error>(back.error());
    }
    {
        WriteTransaction transaction(*connection);
        for (const ClaimActRow& act : acts) {
            if (!act.ledger) continue;
            LedgerEvent event{"undone", now, speaker(claimant),
                              fmt::format("row {}: {}", *act.ledger, reason)};
            event.name = listed_name(*connection, NameList::creator, act.creator).value_or("");
            add_to_ledger(*connection, {{act.work, act.creator, std::move(event)}}, now);
        }
        for (const WorkId work : works_of(*connection, claimant.author))
            settle_visibility(*connection, work);
        transaction.commit();
    }
    // After the leave that came without it: a name that is back is back under what holds then.
    for (const ClaimActRow& act : acts) {
        if (!act.edit || !act.work) continue;
        const auto undone = archive_.undo_edit(*act.work, *act.edit);
        if (!undone && undone.error().fault != Fault::not_found)
            return tl::unexpected<Error>(undone.error());
    }
    {
        WriteTransaction transaction(*connection);
        for (const ClaimActRow& act : acts) {
            if (act.what == "no-mail" && !claimant.address_digest.empty())
                remove_no_mail(*connection, claimant.address_digest);
            if (act.what == "claimed" && !act.work)
                remove_owners(*connection, act.creator, act.made_at);
        }
        undo_claim_acts(*connection, batch, now);
        transaction.commit();
    }
    inside_.search().catch_up();
    return {};
}

}  // namespace solander
