// SPDX-License-Identifier: GPL-3.0-or-later
// Several statements of one file become one, and none of them becomes looser by it.
#include <gtest/gtest.h>

#include "consent/statement.h"
#include "tests/consent/summary.h"

namespace solander {
namespace {

Statement both(const char* a, const char* b) {
    return combine({read_statement(a), read_statement(b)});
}

TEST(Combine, keeps_the_strictest_default_and_every_wording) {
    const Statement s = both("Anywhere", "Ask first");
    EXPECT_EQ(summary(s), "ask");
    EXPECT_EQ(s.as_given, "Anywhere | Ask first");
    EXPECT_EQ(summary(both("Yes", "No")), "none");
    EXPECT_EQ(summary(both("Yes", "just let me know")), "any_notify");
    EXPECT_EQ(summary(both("Link only", "Yes")), "link_only");
}

TEST(Combine, what_says_nothing_does_not_weigh) {
    EXPECT_EQ(summary(both("", "Yes")), "any");
    EXPECT_EQ(summary(both("Archived at http://x.example/", "Yes")),
              "any {http://x.example/:already}");
    EXPECT_EQ(summary(combine({})), "unstated");
}

TEST(Combine, gathers_conditions_and_embargoes) {
    EXPECT_EQ(summary(both("Anywhere, keep headers", "Yes, after June 2004")),
              "any +keep_headers until June 2004");
}

TEST(Combine, a_plain_no_beside_a_list_takes_its_yes_back) {
    EXPECT_EQ(summary(both("Gossamer, XYZ", "Do not archive")), "none {Gossamer:ask} {XYZ:ask}");
    EXPECT_EQ(summary(both("Gossamer yes", "Please don't archive elsewhere")),
              "none {Gossamer:yes}");
    EXPECT_EQ(summary(both("Gossamer yes, others ask", "Gossamer no")), "ask {Gossamer:no}");
}

TEST(Combine, is_never_looser_than_any_of_its_parts) {
    const char* const values[] = {
        "Yes",         "No",       "Ask first",     "Anywhere, tell me",
        "Link only",   "Gossamer", "Gossamer only", "?",
        "if you dare", "",         "my site only",  "XYZ yes, others ask"};
    for (const char* a : values)
        for (const char* b : values) {
            const Statement x = read_statement(a), y = read_statement(b), z = both(a, b);
            for (const Statement* part : {&x, &y})
                if (part->by_default != Permission::unstated) {
                    EXPECT_LE(openness_of(z.by_default), openness_of(part->by_default))
                        << a << " + " << b;
                }
        }
}

TEST(NamedLabel, speaks_for_that_archive_alone) {
    EXPECT_EQ(summary(read_named_statement("Circuit Archive", "yes")),
              "unstated {Circuit Archive:yes}");
    EXPECT_EQ(summary(read_named_statement("Pros-Lib", "no")), "unstated {Pros-Lib:no}");
    EXPECT_EQ(summary(read_named_statement("Pros-Lib", "ask first")), "unstated {Pros-Lib:ask}");
    EXPECT_EQ(summary(read_named_statement("Pros-Lib", "")), "unstated");
}

TEST(Permission, names_go_both_ways) {
    for (Permission p :
         {Permission::any, Permission::any_notify, Permission::ask, Permission::link_only,
          Permission::none, Permission::unstated, Permission::unclear})
        EXPECT_EQ(permission_from_name(name_of(p)), p);
    EXPECT_FALSE(permission_from_name("yes").has_value());
}

}  // namespace
}  // namespace solander
