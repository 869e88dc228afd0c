// SPDX-License-Identifier: GPL-3.0-or-later
#include "consent/robots.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

constexpr RobotsLeave kAll{true, true};

TEST(Robots, may_nothing_where_nobody_said_otherwise) {
    EXPECT_EQ(robots_words({}), "noindex, noai, noimageai");
    EXPECT_EQ(robots_words({true, false}), "noai, noimageai");
    EXPECT_EQ(robots_words({false, true}), "noindex");
    EXPECT_EQ(robots_words(kAll), "all");
    EXPECT_EQ(robots_leave({}, "Take it, index it, train on it"), RobotsLeave{});
}

TEST(Robots, may_no_more_than_the_author_says) {
    struct Row {
        const char* words;
        bool index, train;
    };
    for (const Row& row : {
             Row{"", true, true},
             {"Archive: Anywhere. For Mara, who waited in the rain.", true, true},
             {"Please no AI training.", true, false},
             {"noai", true, false},
             {"(No-AI!)", true, false},
             {"Do not feed this to machine\nlearning", true, false},
             {"no scraping, please", true, false},
             {"Keep it off search engines", false, true},
             {"ROBOTS: NOINDEX", false, false},
             {"No bots.", false, false},
             {"She paid for the paint and said nothing", true, true},
             {"the bottom of the scraped-out boat", true, false},
         })
        EXPECT_EQ(robots_leave(kAll, row.words), (RobotsLeave{row.index, row.train})) << row.words;
    EXPECT_EQ(robots_leave({true, false}, "no ai"), (RobotsLeave{true, false}));
}

}  // namespace
}  // namespace solander
