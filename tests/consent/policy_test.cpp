// SPDX-License-Identifier: GPL-3.0-or-later
// Every permission with every short history of the ledger: nothing is shown beyond what they
// justify.
#include "consent/policy.h"

#include <gtest/gtest.h>

#include "tests/consent/summary.h"

namespace solander {
namespace {

constexpr Permission kPermissions[] = {
    Permission::any,  Permission::any_notify, Permission::ask,    Permission::link_only,
    Permission::none, Permission::unstated,   Permission::unclear};
const char* const kEvents[] = {"stated",  "asked",      "reminded",  "granted", "members",
                               "refused", "conditions", "withdrawn", "claimed", "orphaned",
                               "removed", "no-mail",    "undone"};

Statement stating(Permission p) {
    Statement s;
    s.by_default = p;
    return s;
}

LedgerEvent event(const std::string& what, int day) {
    return {what, "2026-01-0" + std::to_string(day) + "T00:00:00Z", "staff", "a letter"};
}

Visibility standing_of(Permission p, const std::vector<LedgerEvent>& events = {}) {
    return standing(stating(p), events, {});
}

TEST(Standing, follows_the_statement_when_the_ledger_is_silent) {
    EXPECT_EQ(standing_of(Permission::any), Visibility::open);
    EXPECT_EQ(standing_of(Permission::any_notify), Visibility::open);
    EXPECT_EQ(standing_of(Permission::ask), Visibility::kept);
    EXPECT_EQ(standing_of(Permission::unclear), Visibility::kept);
    EXPECT_EQ(standing_of(Permission::unstated), Visibility::kept);
    EXPECT_EQ(standing_of(Permission::link_only), Visibility::listed);
    EXPECT_EQ(standing_of(Permission::none), Visibility::kept);
}

TEST(Standing, the_last_answer_wins_by_time_and_a_removal_for_good) {
    const auto of = [](std::vector<LedgerEvent> events) {
        return standing_of(Permission::ask, events);
    };
    EXPECT_EQ(of({event("granted", 1)}), Visibility::open);
    EXPECT_EQ(of({event("granted", 1), event("withdrawn", 2)}), Visibility::kept);
    EXPECT_EQ(of({event("refused", 1), event("granted", 2)}), Visibility::open);
    EXPECT_EQ(of({event("granted", 2), event("refused", 1)}), Visibility::open);
    EXPECT_EQ(of({event("refused", 2), event("granted", 1)}), Visibility::kept);
    EXPECT_EQ(of({event("removed", 1), event("granted", 2)}), Visibility::removed);
    EXPECT_EQ(of({event("granted", 1), event("orphaned", 2)}), Visibility::open);
    EXPECT_EQ(of({event("granted", 1), event("conditions", 2)}), Visibility::kept);
    EXPECT_EQ(of({event("asked", 1), event("reminded", 2)}), Visibility::kept);
    // Without times the order of record holds.
    EXPECT_EQ(of({{"granted", "", "", ""}, {"withdrawn", "", "", ""}}), Visibility::kept);
    EXPECT_EQ(of({{"withdrawn", "", "", ""}, {"granted", "", "", ""}}), Visibility::open);
}

TEST(Standing, a_leave_for_members_is_no_more_than_that) {
    EXPECT_EQ(standing_of(Permission::ask, {event("members", 1)}), Visibility::members);
    EXPECT_EQ(standing_of(Permission::any, {event("members", 1)}), Visibility::members);
    EXPECT_EQ(standing_of(Permission::ask, {event("granted", 1), event("members", 2)}),
              Visibility::members);
    EXPECT_EQ(standing_of(Permission::ask, {event("members", 1), event("granted", 2)}),
              Visibility::open);
    EXPECT_EQ(standing_of(Permission::ask, {event("members", 1), event("conditions", 2)}),
              Visibility::kept);
    ConsentPolicy strict;
    strict.any = Visibility::kept;
    EXPECT_EQ(standing(stating(Permission::ask), {event("members", 1)}, strict), Visibility::kept);
    // Of one year nobody knows the order.
    const LedgerEvent refused{"refused", "2026", "", ""}, some{"members", "2026", "", ""};
    const LedgerEvent all{"granted", "2026", "", ""};
    EXPECT_EQ(standing_of(Permission::any, {refused, some, all}), Visibility::kept);
    EXPECT_EQ(standing_of(Permission::any, {some, all}), Visibility::members);
}

TEST(Standing, what_was_undone_was_never_there) {
    const auto numbered = [](const char* what, int day, std::int64_t number,
                             const char* evidence = "") {
        LedgerEvent made = event(what, day);
        made.number = number;
        if (*evidence != 0) made.evidence = evidence;
        return made;
    };
    const auto refused = numbered("refused", 1, 4), removed = numbered("removed", 2, 5);
    const auto of = [](std::vector<LedgerEvent> events) {
        return standing_of(Permission::any, events);
    };
    EXPECT_EQ(of({refused, numbered("undone", 2, 6, "row 4: by her link")}), Visibility::open);
    EXPECT_EQ(of({refused, removed, numbered("undone", 3, 6, "row 5")}), Visibility::kept);
    EXPECT_EQ(of({refused, numbered("undone", 3, 6, "row 44")}), Visibility::kept);
    EXPECT_EQ(of({refused, numbered("undone", 3, 6, "the row 4")}), Visibility::kept);
    EXPECT_EQ(of({refused, numbered("refused", 3, 6, "row 4")}), Visibility::kept);
    EXPECT_EQ(of({removed, numbered("undone", 3, 6, "row 0")}), Visibility::removed);
}

TEST(Standing, withdrawal_closes_what_was_open_to_all) {
    EXPECT_EQ(standing_of(Permission::any, {event("withdrawn", 1)}), Visibility::kept);
    EXPECT_EQ(standing_of(Permission::any, {event("removed", 1)}), Visibility::removed);
}

TEST(Standing, an_embargo_waits_for_a_grant) {
    Statement s = stating(Permission::any);
    s.embargo = "two weeks";
    EXPECT_EQ(standing(s, {}, {}), Visibility::kept);
    EXPECT_EQ(standing(s, {event("granted", 1)}, {}), Visibility::open);
    s.by_default = Permission::link_only;
    EXPECT_EQ(standing(s, {}, {}), Visibility::kept);
}

TEST(Standing, the_archive_s_own_name_in_the_list_decides) {
    ConsentPolicy policy;
    policy.archive_name = "The Long Shelf";
    const auto of = [&](const char* value) { return standing(read_statement(value), {}, policy); };
    EXPECT_EQ(of("The Long Shelf yes, others ask"), Visibility::open);
    EXPECT_EQ(of("the long shelf only"), Visibility::open);
    EXPECT_EQ(of("XYZ yes, others ask"), Visibility::kept);
    EXPECT_EQ(of("Anywhere except The Long Shelf"), Visibility::kept);
    EXPECT_EQ(of("The Long Shelf, ask first"), Visibility::kept);
    EXPECT_EQ(of("XYZ only"), Visibility::kept);
    EXPECT_EQ(of("Archived at The Long Shelf"), Visibility::kept);
    ConsentPolicy nameless;
    EXPECT_EQ(standing(read_statement("The Long Shelf yes, others ask"), {}, nameless),
              Visibility::kept);
}

TEST(Standing, the_stricter_of_two_grants_for_one_archive_counts) {
    ConsentPolicy policy;
    policy.archive_name = "Shelf";
    Statement s = stating(Permission::any);
    s.listed = {{"Shelf", "yes"}, {"shelf", "no"}};
    EXPECT_EQ(standing(s, {}, policy), Visibility::kept);
}

/// Open only with a leave: a statement that gives it, or a grant that nothing later took back.
bool justified(Permission p, const std::vector<const char*>& history, bool embargo) {
    bool granted = false, refused = false;  // refused: or waiting
    for (const std::string what : history) {
        if (what == "removed") return false;
        if (what == "granted" || what == "members") granted = true, refused = false;
        if (what == "refused" || what == "withdrawn") granted = false, refused = true;
        if (what == "conditions" && granted) granted = false, refused = true;
    }
    const bool said = (p == Permission::any || p == Permission::any_notify) && !embargo;
    return !refused && (granted || said);
}

TEST(Standing, is_never_more_open_than_statement_and_ledger_justify) {
    std::vector<std::vector<const char*>> histories = {{}};
    for (const char* a : kEvents) {
        histories.push_back({a});
        for (const char* b : kEvents) {
            histories.push_back({a, b});
            for (const char* c : kEvents) histories.push_back({a, b, c});
        }
    }
    for (Permission p : kPermissions)
        for (const bool embargo : {false, true})
            for (const auto& history : histories) {
                std::vector<LedgerEvent> events;
                std::string told(name_of(p));
                for (std::size_t i = 0; i < history.size(); ++i) {
                    events.push_back(event(history[i], static_cast<int>(i) + 1));
                    told += std::string(" ") + history[i];
                }
                Statement s = stating(p);
                if (embargo) s.embargo = "one year";
                const Visibility v = standing(s, events, {});
                const bool open = v == Visibility::open || v == Visibility::members;
                EXPECT_EQ(open, justified(p, history, embargo)) << told;
                if (v == Visibility::listed) {
                    EXPECT_EQ(p, Permission::link_only) << told;
                }
                const bool removed = told.find("removed") != std::string::npos;
                EXPECT_EQ(v == Visibility::removed, removed) << told;
            }
}

TEST(May, answers_for_each_viewer) {
    using enum Visibility;
    for (Act act : {Act::read, Act::list, Act::export_, Act::count}) {
        for (Viewer v : {Viewer::stranger, Viewer::member, Viewer::staff, Viewer::owner}) {
            EXPECT_FALSE(may(v, act, removed));
            EXPECT_TRUE(may(v, act, open));
        }
        for (Visibility hidden : {members, listed, kept}) {
            EXPECT_TRUE(may(Viewer::staff, act, hidden));
            EXPECT_TRUE(may(Viewer::owner, act, hidden));
        }
        EXPECT_FALSE(may(Viewer::stranger, act, kept));
        EXPECT_FALSE(may(Viewer::member, act, kept));
        EXPECT_FALSE(may(Viewer::stranger, act, members));
        EXPECT_TRUE(may(Viewer::member, act, members));
    }
    EXPECT_TRUE(may(Viewer::stranger, Act::list, listed));
    EXPECT_TRUE(may(Viewer::stranger, Act::count, listed));
    EXPECT_FALSE(may(Viewer::stranger, Act::read, listed));
    EXPECT_FALSE(may(Viewer::member, Act::export_, listed));
}

TEST(VisibleTo, agrees_with_may_bit_by_bit) {
    for (Act act : {Act::read, Act::list, Act::export_, Act::count})
        for (Viewer viewer : {Viewer::stranger, Viewer::member, Viewer::staff, Viewer::owner})
            for (unsigned bit = 0; bit < 8; ++bit) {
                const bool set = ((visible_to(viewer, act) >> bit) & 1U) != 0;
                EXPECT_EQ(set, bit < 5 && may(viewer, act, static_cast<Visibility>(bit)));
            }
}

TEST(Visibility, names_go_both_ways) {
    for (Visibility v : {Visibility::open, Visibility::members, Visibility::listed,
                         Visibility::kept, Visibility::removed})
        EXPECT_EQ(visibility_from_name(name_of(v)), v);
    EXPECT_FALSE(visibility_from_name("hidden").has_value());
}

TEST(Standing, an_archive_called_list_or_self_takes_no_leave_meant_for_a_list_or_a_site) {
    for (const char* name : {"List", "The List Archive", "Self", "Selfmade"})
        for (const char* marker : {"LIST", "SELF"}) {
            ConsentPolicy policy;
            policy.archive_name = name;
            Statement statement;
            statement.by_default = Permission::ask;
            statement.listed = {{marker, "yes"}};
            EXPECT_EQ(standing(statement, {}, policy), Visibility::kept) << name << marker;
        }
    ConsentPolicy policy;
    policy.archive_name = "List";
    Statement statement;
    statement.by_default = Permission::any;
    statement.listed = {{"LIST", "no"}};
    EXPECT_EQ(standing(statement, {}, policy), Visibility::kept);
}

}  // namespace
}  // namespace solander
