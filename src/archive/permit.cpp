// SPDX-License-Identifier: GPL-3.0-or-later
// Permission as its keeper meets it: recorded, listed, looked back at.
#include "archive/permit.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/policy_in_force.h"
#include "archive/standing.h"
#include "base/date.h"
#include "base/text.h"
#include "catalogue/claim_links.h"
#include "catalogue/name_groups.h"
#include "catalogue/permissions.h"
#include "catalogue/wrangling.h"
#include "original/digest.h"
#include "vocabulary/nobody.h"

namespace solander {
namespace {

constexpr std::string_view kOriginal = "sha256:";
constexpr std::size_t kMostEvidence = std::size_t{64} << 10;  // bytes

Result<void> may_be_recorded(const LedgerEvent& event) {
    if (event.what == "removed" || event.what == "undone")
        return fail(Fault::usage, fmt::format("'{}' is more than a row of the ledger", event.what),
                    "solander takedown --help");
    if (!is_recorded_by_hand(event.what))
        return fail(Fault::usage, fmt::format("'{}' cannot be recorded", event.what),
                    "one of: asked, reminded, granted, members, refused, conditions, withdrawn, "
                    "claimed, orphaned, no-mail");
    if (event.evidence.size() > kMostEvidence)
        return fail(Fault::usage, "the evidence is longer than 64 KiB",
                    "add the letter to the archive, and name it: --original SHA256");
    if (!is_moment(event.when) && !PartialDate::from_text(event.when))
        return fail(Fault::usage, fmt::format("'{}' is no date", event.when),
                    "2003, 2003-02, 2003-02-14 or 2003-02-14T12:00:00Z, in UTC");
    if (event.when > now_text())
        return fail(Fault::usage, fmt::format("{} has not come yet", event.when));
    return {};
}

/// Evidence that is an original must be there to be looked at.
Result<void> is_held(Connection& connection, std::string_view evidence) {
    if (!evidence.starts_with(kOriginal)) return {};
    const auto digest = Digest::from_text(evidence.substr(kOriginal.size()));
    if (!digest)
        return fail(Fault::usage, fmt::format("'{}' is no SHA-256 of 64 digits",
                                              evidence.substr(kOriginal.size())));
    if (!find_original(connection, digest->bytes))
        return fail(Fault::not_found,
                    fmt::format("there is no original {} in this archive", digest->text()),
                    "add the letter first: solander add FILE");
    return {};
}

/// The pen names of a person that the ledger is to speak of: one row is enough.
Result<LedgerEntry> about_author(Connection& connection, std::int64_t author, LedgerEvent event) {
    const auto name = listed_name(connection, NameList::creator, author);
    if (!name) return fail(Fault::not_found, fmt::format("no person {} in this archive", author));
    if (names_nobody(*name))
        return fail(Fault::usage,
                    fmt::format("\"{}\" names nobody, so many people: nothing is recorded of all "
                                "their works",
                                *name));
    event.name = *name;
    return LedgerEntry{{}, author, std::move(event)};
}

/// Of all her pen names.
std::set<WorkId> works_of(Connection& connection, std::int64_t author) {
    std::set<WorkId> works;
    for (const std::int64_t name : name_group(connection, NameList::creator, author))
        works.merge(works_heeding(connection, name));
    return works;
}

std::vector<WorkId> works_about(Connection& connection, const PermitSubject& subject) {
    if (subject.work) return {*subject.work};
    const std::set<WorkId> works = works_of(connection, *subject.author);
    return {works.begin(), works.end()};
}

std::optional<Visibility> visibility_now(Connection& connection, WorkId work) {
    const auto gate = load_gate(connection, work);
    return gate ? std::optional(gate->visibility) : std::nullopt;
}

}  // namespace

bool has_a_say(const Creator& creator) {
    return creator.role == "author" || creator.role == "translator";
}

bool is_recorded_by_hand(std::string_view word) {
    const auto words = ledger_words();
    return std::find(words.begin(), words.end(), word) != words.end() && word != "stated"
           && word != "removed" && word != "undone";
}

bool is_moment(std::string_view text) {
    constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
    return text.size() == kForm.size()
           && std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
                  return form == '0' ? is_ascii_digit(c) : c == form;
              });
}

bool Archive::speak_in_ledger(const std::vector<std::int64_t>& people,
                              std::optional<std::int64_t> act) const {
    auto connection = inside_->readers->borrow_primary();
    const ReadTransaction moment(*connection);
    std::vector<std::int64_t> asked = people;
    if (act)
        for (const NameWordRow& row : words_of_batch(*connection, *act)) {
            asked.push_back(row.word.subject);
            if (row.word.other) asked.push_back(*row.word.other);
        }
    const std::vector<std::int64_t> spoken_of = creators_in_ledger(*connection);
    for (const std::int64_t person : asked)
        for (const std::int64_t name : name_group(*connection, NameList::creator, person))
            if (std::binary_search(spoken_of.begin(), spoken_of.end(), name)
                || !owners_of(*connection, name).empty())
                return true;
    return false;
}

Result<std::vector<VisibilityChange>> Archive::record_permission(const PermitSubject& subject,
                                                                 LedgerEvent event) {
    const std::string now = now_text();
    if (event.when.empty()) event.when = now;
    if (auto fits = may_be_recorded(event); !fits) return tl::unexpected<Error>(fits.error());
    auto connection = inside_->writers->borrow();
    if (auto held = is_held(*connection, event.evidence); !held)
        return tl::unexpected<Error>(held.error());
    if (event.what == "no-mail" && !subject.author)
        return fail(Fault::usage, "letters go to people: say whose", "--author NAME");
    WriteTransaction transaction(*connection);
    LedgerEntry entry{subject.work, {}, event};
    if (subject.author) {
        auto about = about_author(*connection, *subject.author, event);
        if (!about) return tl::unexpected<Error>(about.error());
        entry = std::move(*about);
        if (subject.work && works_of(*connection, *subject.author).count(*subject.work) == 0)
            return fail(Fault::not_found,
                        fmt::format("{} did not write work {}", entry.event.name, *subject.work));
        entry.work = subject.work;
    } else if (!subject.work || !load_gate(*connection, *subject.work)) {
        return fail(Fault::not_found,
                    fmt::format("no work {} in this archive", subject.work.value_or(0)));
    }
    std::vector<std::pair<WorkId, Visibility>> before;
    for (const WorkId work : works_about(*connection, subject)) {
        for (const WorkId one : {work, solander::joined_into(*connection, work)})
            if (const auto was = visibility_now(*connection, one)) before.emplace_back(one, *was);
    }
    add_to_ledger(*connection, {entry}, now);
    std::vector<VisibilityChange> changes;
    for (const auto& [work, was] : before) settle_visibility(*connection, work);
    for (const auto& [work, was] : before)
        if (const auto is = visibility_now(*connection, work); is && *is != was)
            changes.push_back({work, was, *is});
    transaction.commit();
    inside_->search().catch_up();
    return changes;
}

std::vector<PermitRow> Archive::permissions(Viewer viewer, const PermitFilter& filter) const {
    if (!is_keeper(viewer)) return {};
    auto connection = inside_->readers->borrow();
    return list_permissions(*connection, filter);
}

std::optional<PermitHistory> Archive::permit_history(Viewer viewer, WorkId id,
                                                     std::string_view at) const {
    if (!is_keeper(viewer)) return std::nullopt;
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    auto record = load_record(*connection, id);
    if (!record) return std::nullopt;
    PermitHistory history{{}, ledger(viewer, id), {}, {}, {}, {}};
    for (const Edit& edit : list_edits(*connection, id))
        if (edit.field == "permission" && edit.undone_at.empty()) {
            history.corrected_by = edit.made_by;
            history.corrected_at = edit.made_at;
        }
    for (const VersionInfo& version : list_versions(*connection, id))
        if (history.held_since.empty() || version.added_at < history.held_since)
            history.held_since = version.added_at;
    if (!at.empty() && was_by(history.held_since, at))
        history.then = standing_of(*connection, *record, at);
    history.record = std::move(*record);
    return history;
}

std::vector<VisibilityChange> Archive::apply_consent(bool dry_run) {
    std::vector<VisibilityChange> changes;
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    apply_policy(*inside_, *connection, [&](WorkId work, Visibility was, Visibility is) {
        changes.push_back({work, was, is});
    });
    if (dry_run) return changes;
    transaction.commit();
    inside_->search().catch_up();
    return changes;
}

bool Archive::consent_in_force() const {
    auto connection = inside_->readers->borrow();
    return policy_is_in_force(*inside_, *connection);
}

}  // namespace solander
