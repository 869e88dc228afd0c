// SPDX-License-Identifier: GPL-3.0-or-later
// Statement, ledger and settings to a visibility, and visibility to what each kind of viewer may
// do.
#include "consent/policy.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::array<std::string_view, kVisibilities> kNames = {"open", "members", "listed",
                                                                "kept", "joined",  "removed"};

constexpr std::string_view kWords[] = {"stated",  "asked",      "reminded",  "granted", "members",
                                       "refused", "conditions", "withdrawn", "claimed", "orphaned",
                                       "removed", "no-mail",    "undone"};

constexpr std::array<std::pair<std::string_view, Visibility ConsentPolicy::*>, 7> kPolicyRows = {
    {{"any", &ConsentPolicy::any},
     {"any_notify", &ConsentPolicy::any_notify},
     {"ask", &ConsentPolicy::ask},
     {"unclear", &ConsentPolicy::unclear},
     {"unstated", &ConsentPolicy::unstated},
     {"link_only", &ConsentPolicy::link_only},
     {"none", &ConsentPolicy::none}}};

/// Of two, the one that shows less; the values of Visibility stand in that order.
Visibility less(Visibility a, Visibility b) { return std::max(a, b); }

/// What the ledger says last. Later words win over earlier ones, a removal over all.
enum class LastWord : std::uint8_t { silent, granted, members, waits, refused, removed };

LastWord last_word(const std::vector<LedgerEvent>& events) {
    // RFC 3339 in UTC sorts as text. An event without a time stands where it was recorded. One of
    // which only the year or day is known stands at its end, but a leave at its beginning: in front
    // of all that may have been said after it. A leave for members stands between.
    constexpr std::size_t kWholeTime = sizeof "2003-02-14T12:00:00Z" - 1;
    constexpr std::string_view kAfterAll = "~~";
    std::vector<std::pair<std::string, std::string_view>> ordered;  // when, what
    ordered.reserve(events.size());
    for (const LedgerEvent& event : events) {
        std::string when = event.when;
        if (when.empty() && !ordered.empty())
            when = ordered.back().first;
        else if (!when.empty() && when.size() < kWholeTime && event.what != "granted")
            when += event.what == "members" ? kAfterAll.substr(1) : kAfterAll;
        ordered.emplace_back(std::move(when), event.what);
    }
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    LastWord word = LastWord::silent;
    for (const auto& [when, what] : ordered) {
        if (what == "removed") return LastWord::removed;
        if (what == "granted")
            word = LastWord::granted;
        else if (what == "members")
            word = LastWord::members;
        else if (what == "refused" || what == "withdrawn")
            word = LastWord::refused;
        else if (what == "conditions" && (word == LastWord::granted || word == LastWord::members))
            word = LastWord::waits;  // for a person's "granted", who has seen to them
    }
    return word;
}

/// For comparing: letters and digits only, "the" before it and "archive" behind it off.
std::string bare_name(std::string_view name) {
    const std::string folded = fold(name);
    std::string_view rest = folded;
    if (rest.substr(0, 4) == "the ") rest.remove_prefix(4);
    for (std::string_view ending : {" archive", " archives"})
        if (rest.size() > ending.size() && rest.substr(rest.size() - ending.size()) == ending)
            rest.remove_suffix(ending.size());
    std::string made;
    for (char c : rest)
        if (is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80)
            made += c;
    return made;
}

/// A leave is for this archive only when it is named so; a refusal already when it could be meant.
bool names_this(const ListedArchive& one, const std::string& bare) {
    if (bare.empty()) return false;
    const std::string who = bare_name(one.who);
    // The author's own site and the list's archive: an archive that happens to be called "Self" or
    // "List" takes no leave from them, though a refusal may be meant for it.
    const bool marker = one.who == "SELF" || one.who == "LIST";
    if (who == bare) return !marker || one.grant == "no" || one.grant == "ask";
    if (marker) return false;
    constexpr std::size_t kTelling = 4;  // bytes: shorter pieces are in every name
    return (one.grant == "no" || one.grant == "ask")
           && ((who.size() >= kTelling && bare.find(who) != std::string::npos)
               || (bare.size() >= kTelling && who.find(bare) != std::string::npos));
}

Visibility by_default(Permission permission, const ConsentPolicy& policy) {
    switch (permission) {
    case Permission::any:
        return policy.any;
    case Permission::any_notify:
        return policy.any_notify;
    case Permission::ask:
        return policy.ask;
    case Permission::link_only:
        return policy.link_only;
    case Permission::none:
        return policy.none;
    case Permission::unstated:
        return policy.unstated;
    case Permission::unclear:
        break;
    }
    return policy.unclear;
}

/// What the statement gives this archive by name, or by default when it does not name it.
Visibility by_statement(const Statement& statement, const ConsentPolicy& policy) {
    const std::string name = bare_name(policy.archive_name);
    const ListedArchive* strictest = nullptr;
    const auto rank = [](const ListedArchive& one) {
        return one.grant == "yes"       ? 4
               : one.grant == "notify"  ? 3
               : one.grant == "already" ? 2
               : one.grant == "ask"     ? 1
                                        : 0;
    };
    for (const ListedArchive& one : statement.listed)
        if (names_this(one, name) && (strictest == nullptr || rank(one) < rank(*strictest)))
            strictest = &one;
    if (strictest == nullptr || strictest->grant == "already")
        return by_default(statement.by_default, policy);
    if (strictest->grant == "yes") return policy.any;
    if (strictest->grant == "notify") return policy.any_notify;
    if (strictest->grant == "ask") return less(policy.ask, Visibility::kept);
    return less(policy.none, Visibility::kept);
}

}  // namespace

std::string_view name_of(Visibility visibility) {
    return kNames[static_cast<std::size_t>(visibility)];
}

std::optional<Visibility> visibility_from_name(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Visibility>(i);
    return std::nullopt;
}

Visibility standing(const Statement& statement, const std::vector<LedgerEvent>& events,
                    const ConsentPolicy& policy) {
    switch (last_word(events_that_hold(events))) {
    case LastWord::removed:
        return Visibility::removed;
    case LastWord::refused:
        return less(policy.none, Visibility::kept);
    case LastWord::granted:
        return policy.any;
    case LastWord::members:
        return less(policy.any, Visibility::members);
    case LastWord::waits:
        return less(by_statement(statement, policy), Visibility::kept);
    case LastWord::silent:
        break;
    }
    const Visibility said = by_statement(statement, policy);
    return statement.embargo.empty() ? said : less(said, Visibility::kept);
}

std::span<const std::string_view> ledger_words() { return kWords; }

std::int64_t undone_row(const LedgerEvent& event) {
    constexpr std::string_view kRow = "row ";
    std::int64_t row = 0;
    const std::string_view said = event.evidence;
    if (event.what == "undone" && said.starts_with(kRow))
        std::from_chars(said.data() + kRow.size(), said.data() + said.size(), row);
    return row;
}

std::vector<LedgerEvent> events_that_hold(const std::vector<LedgerEvent>& events) {
    std::vector<std::int64_t> undone;
    for (const LedgerEvent& event : events)
        if (const std::int64_t row = undone_row(event); row != 0) undone.push_back(row);
    std::vector<LedgerEvent> hold;
    for (const LedgerEvent& event : events)
        if (event.what != "undone"
            && std::find(undone.begin(), undone.end(), event.number) == undone.end())
            hold.push_back(event);
    return hold;
}

Visibility joint_standing(const Statement& statement, const WorkLedger& ledger,
                          const std::vector<ConsentPolicy>& policies) {
    std::vector<std::vector<LedgerEvent>> voices;  // each with what was said of the work itself
    for (const std::vector<LedgerEvent>& author : ledger.of_authors) {
        std::vector<LedgerEvent>& voice = voices.emplace_back(ledger.of_work);
        voice.insert(voice.end(), author.begin(), author.end());
        std::stable_sort(
            voice.begin(), voice.end(),
            [](const LedgerEvent& a, const LedgerEvent& b) { return a.number < b.number; });
    }
    if (voices.empty()) voices.push_back(ledger.of_work);
    Visibility strictest = Visibility::open;
    for (const ConsentPolicy& policy : policies)
        for (const std::vector<LedgerEvent>& voice : voices)
            strictest = less(strictest, standing(statement, voice, policy));
    return policies.empty() ? less(strictest, Visibility::kept) : strictest;
}

std::string policy_text(const ConsentPolicy& policy) {
    std::string text;
    for (const auto& [name, member] : kPolicyRows)
        text += std::string(name) + "=" + std::string(name_of(policy.*member)) + " ";
    return text + "name=" + squeeze(policy.archive_name);
}

std::optional<ConsentPolicy> policy_from_text(std::string_view text) {
    ConsentPolicy policy;
    for (const auto& [name, member] : kPolicyRows) {
        const std::size_t end = text.find(' ');
        const std::size_t equals = text.find('=');
        if (end == std::string_view::npos || equals >= end || text.substr(0, equals) != name)
            return std::nullopt;
        const auto value = visibility_from_name(text.substr(equals + 1, end - equals - 1));
        if (!value) return std::nullopt;
        policy.*member = *value;
        text.remove_prefix(end + 1);
    }
    constexpr std::string_view kName = "name=";
    if (!text.starts_with(kName)) return std::nullopt;
    policy.archive_name = text.substr(kName.size());
    return policy;
}

bool is_keeper(Viewer viewer) { return viewer == Viewer::owner || viewer == Viewer::staff; }

bool may(Viewer viewer, Act act, Visibility visibility) {
    if (visibility == Visibility::removed || visibility == Visibility::joined) return false;
    if (is_keeper(viewer)) return true;
    switch (visibility) {
    case Visibility::open:
        return true;
    case Visibility::members:
        return viewer == Viewer::member;
    case Visibility::listed:
        return act == Act::list || act == Act::count;
    case Visibility::kept:
    case Visibility::joined:
    case Visibility::removed:
        break;
    }
    return false;
}

std::uint8_t visible_to(Viewer viewer, Act act) {
    std::uint8_t set = 0;
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (may(viewer, act, static_cast<Visibility>(i)))
            set = static_cast<std::uint8_t>(set | (1U << i));
    return set;
}

bool behind_notice(Viewer viewer, Rating rating) {
    return viewer == Viewer::stranger && rating != Rating::general && rating != Rating::teen;
}

Rating gate_rating(const Statement& statement, Rating rating) {
    const bool checked =
        std::find(statement.conditions.begin(), statement.conditions.end(), "adult_gate")
        != statement.conditions.end();
    return checked && !behind_notice(Viewer::stranger, rating) ? Rating::mature : rating;
}

std::uint8_t ratings_without_notice(Viewer viewer) {
    std::uint8_t set = 0;
    for (unsigned i = 0; i <= static_cast<unsigned>(Rating::explicit_); ++i)
        if (!behind_notice(viewer, static_cast<Rating>(i)))
            set = static_cast<std::uint8_t>(set | (1U << i));
    return set;
}

}  // namespace solander
