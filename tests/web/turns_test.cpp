// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/turns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace solander {
namespace {

class Waiting : public testing::Test {
  protected:
    void add(const std::string& visitor, const std::string& what, bool writes = false) {
        turns_.add(visitor, {[this, what] { done_ += what + " "; }, writes});
    }
    /// What may begin now, all of it.
    std::string begin() {
        done_.clear();
        while (auto task = turns_.next()) {
            task->work();
            if (task->writes) writing_.push_back(*task);
        }
        return done_;
    }
    Turns turns_{1};
    std::vector<Turns::Task> writing_;
    std::string done_;
};

TEST_F(Waiting, who_asks_for_much_waits_for_herself) {
    for (const char* what : {"a1", "a2", "a3", "a4"}) add("ada", what);
    add("bea", "b1");
    add("bea", "b2");
    add("cy", "c1");
    EXPECT_EQ(begin(), "a1 b1 c1 a2 b2 a3 a4 ");
    add("ada", "a5");
    EXPECT_EQ(begin(), "a5 ");
}

TEST_F(Waiting, those_who_write_never_have_all_threads) {
    add("ada", "w1", true);
    add("bea", "w2", true);
    add("bea", "r2");
    add("cy", "r3");
    EXPECT_EQ(begin(), "w1 r2 r3 ");
    EXPECT_EQ(begin(), "");
    ASSERT_EQ(writing_.size(), 1U);
    EXPECT_TRUE(turns_.done(writing_[0]));
    EXPECT_EQ(begin(), "w2 ");
    EXPECT_FALSE(turns_.done(writing_[1])) << "nobody waits";
    EXPECT_FALSE(turns_.done({[] {}, false}));
}

}  // namespace
}  // namespace solander
