// SPDX-License-Identifier: GPL-3.0-or-later
// Every combination of statement, ledger, authors and policy against a table of rules.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "consent/policy.h"

namespace solander {
namespace {

using enum Visibility;

/// The last that was said: of the work itself, or of all works of one of its authors.
enum class Said : std::uint8_t { nothing, leave, leave_with_conditions, no, gone, any_of_these };
enum class Order : std::uint8_t { authors_first, authors_last, either };
/// What one author's voice comes to.
enum class Comes : std::uint8_t { statement, open, waits, no, gone };

struct Rule {
    Said of_work, of_author;
    Order order;
    Comes to;
};
using enum Said;
/// The first row that fits holds.
constexpr Rule kRules[] = {
    {gone, any_of_these, Order::either, Comes::gone},
    {any_of_these, gone, Order::either, Comes::gone},
    {any_of_these, no, Order::authors_last, Comes::no},
    {any_of_these, leave, Order::authors_last, Comes::open},
    {no, any_of_these, Order::either, Comes::no},
    {leave, any_of_these, Order::either, Comes::open},
    {leave_with_conditions, any_of_these, Order::either, Comes::waits},
    {nothing, no, Order::authors_first, Comes::no},
    {nothing, leave, Order::authors_first, Comes::open},
    {nothing, nothing, Order::either, Comes::statement},
};

Comes voice(Said work, Said author, Order order) {
    for (const Rule& rule : kRules)
        if ((rule.of_work == any_of_these || rule.of_work == work)
            && (rule.of_author == any_of_these || rule.of_author == author)
            && (rule.order == Order::either || rule.order == order))
            return rule.to;
    ADD_FAILURE() << "no rule";
    return Comes::gone;
}

struct PolicyRow {
    ConsentPolicy policy;
    std::array<Visibility, 7> by_default;  ///< of each Permission in its order
};
ConsentPolicy policy_of(std::array<Visibility, 7> p) {
    return {"Lamp Room", p[0], p[1], p[2], p[6], p[5], p[3], p[4]};
}

struct ListedRow {
    const char *who, *grant;
    int as;  ///< index of the Permission it counts as; -1: the default's
    bool at_least_kept;
};
constexpr ListedRow kListed[] = {
    {"", "", -1, false},
    {"Lamp Room", "yes", 0, false},
    {"Lamp Room", "notify", 1, false},
    {"Lamp Room", "ask", 2, true},
    {"Lamp Room", "no", 4, true},
    {"Lamp Room", "already", -1, false},
    {"Gossip Tree", "yes", -1, false},
};

std::vector<LedgerEvent> events(Said said, int day, std::int64_t& number) {
    const auto event = [&](const char* what, int hour) {
        LedgerEvent made{
            what, "2026-01-0" + std::to_string(day) + "T0" + std::to_string(hour) + ":00:00Z",
            "staff", "a letter"};
        made.number = ++number;
        return made;
    };
    switch (said) {
    case nothing:
        return {event("asked", 1), event("claimed", 2)};
    case leave:
        return {event("refused", 1), event("granted", 2)};
    case leave_with_conditions:
        return {event("granted", 1), event("conditions", 2)};
    case no:
        return {event("granted", 1), event("withdrawn", 2)};
    case gone:
        return {event("removed", 1), event("granted", 2)};
    case any_of_these:
        break;
    }
    return {};
}

Visibility visibility_of(Comes comes, Visibility stated, const PolicyRow& row) {
    switch (comes) {
    case Comes::statement:
        return stated;
    case Comes::open:
        return row.by_default[0];
    case Comes::waits:
        return std::max(stated, kept);
    case Comes::no:
        return std::max(row.by_default[4], kept);
    case Comes::gone:
        break;
    }
    return removed;
}

TEST(StandingTable, holds_for_every_combination) {
    const std::array<Visibility, 7> defaults[] = {
        // any, any_notify, ask, link_only, none, unstated, unclear
        {open, open, kept, listed, kept, kept, kept},
        {members, kept, kept, kept, kept, kept, kept},
        {open, members, listed, listed, listed, open, members},
    };
    constexpr Said kSaid[] = {nothing, leave, leave_with_conditions, no, gone};
    constexpr Said kAuthors[] = {nothing, leave, no, gone, any_of_these};  // the last: no such
    std::uint64_t tried = 0, wrong = 0;
    for (const auto& by_default : defaults)
        for (unsigned permission = 0; permission < 7; ++permission)
            for (const bool embargo : {false, true})
                for (const ListedRow& listing : kListed)
                    for (const Said work : kSaid)
                        for (const Said first : kAuthors)
                            for (const Said second : kAuthors)
                                for (const Order order :
                                     {Order::authors_first, Order::authors_last}) {
                                    const PolicyRow row{policy_of(by_default), by_default};
                                    Statement statement;
                                    statement.by_default = static_cast<Permission>(permission);
                                    if (*listing.who != 0)
                                        statement.listed = {{listing.who, listing.grant}};
                                    if (embargo) statement.embargo = "two weeks";
                                    std::int64_t number = 0;
                                    const int day = order == Order::authors_first ? 1 : 9;
                                    WorkLedger ledger{events(work, 5, number), {}};
                                    Visibility stated =
                                        by_default[listing.as < 0
                                                       ? permission
                                                       : static_cast<unsigned>(listing.as)];
                                    if (listing.at_least_kept || embargo)
                                        stated = std::max(stated, kept);
                                    Visibility expected = open;
                                    for (const Said author : {first, second}) {
                                        if (author == any_of_these) continue;
                                        ledger.of_authors.push_back(events(author, day, number));
                                        expected = std::max(
                                            expected,
                                            visibility_of(voice(work, author, order), stated, row));
                                    }
                                    if (ledger.of_authors.empty())
                                        expected = visibility_of(
                                            voice(work, nothing, Order::authors_first), stated,
                                            row);
                                    ++tried;
                                    if (joint_standing(statement, ledger, {row.policy}) == expected)
                                        continue;
                                    if (++wrong < 10)
                                        ADD_FAILURE()
                                            << name_of(statement.by_default) << " " << listing.who
                                            << " " << listing.grant << (embargo ? " embargo " : " ")
                                            << int(work) << int(first) << int(second) << int(order)
                                            << ": "
                                            << name_of(
                                                   joint_standing(statement, ledger, {row.policy}))
                                            << ", not " << name_of(expected);
                                }
    EXPECT_EQ(wrong, 0U);
    EXPECT_EQ(tried, 3U * 7 * 2 * 7 * 5 * 5 * 5 * 2);
}

TEST(StandingTable, of_two_policies_the_stricter_counts_and_none_shows_nothing) {
    Statement anywhere;
    anywhere.by_default = Permission::any;
    ConsentPolicy strict;
    strict.any = members;
    EXPECT_EQ(joint_standing(anywhere, {}, {ConsentPolicy{}, strict}), members);
    EXPECT_EQ(joint_standing(anywhere, {}, {strict, ConsentPolicy{}}), members);
    EXPECT_EQ(joint_standing(anywhere, {}, {}), kept);
}

TEST(StandingTable, of_one_day_whose_hours_nobody_knows_the_stricter_was_last) {
    Statement ask;
    ask.by_default = Permission::ask;
    const auto of = [&](std::vector<LedgerEvent> events) { return standing(ask, events, {}); };
    EXPECT_EQ(of({{"granted", "2005", "", ""}, {"withdrawn", "2005-03", "", ""}}), kept);
    EXPECT_EQ(of({{"withdrawn", "2005", "", ""}, {"granted", "2005-11-02", "", ""}}), kept);
    EXPECT_EQ(of({{"withdrawn", "2005", "", ""}, {"granted", "2006", "", ""}}), open);
    EXPECT_EQ(of({{"granted", "2005-03-01T10:00:00Z", "", ""}, {"refused", "2005-03-01", "", ""}}),
              kept);
}

TEST(StandingTable, a_policy_comes_back_from_its_text) {
    ConsentPolicy policy{"The Lamp=Room two", members, listed, kept, open, kept, listed, kept};
    EXPECT_EQ(policy_from_text(policy_text(policy)), policy);
    EXPECT_EQ(policy_from_text("any=open name=x"), std::nullopt);
    EXPECT_EQ(policy_from_text(""), std::nullopt);
}

}  // namespace
}  // namespace solander
