// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/throttle.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(Throttle, lets_a_few_try_and_then_makes_them_wait_longer_and_longer) {
    Throttle throttle;
    const auto now = Throttle::Clock::now();
    for (int i = 0; i < 4; ++i) {
        throttle.failed("kat", now);
        EXPECT_EQ(throttle.wait("kat", now), seconds(0)) << i;
    }
    throttle.failed("kat", now);
    EXPECT_EQ(throttle.wait("kat", now), seconds(2));
    EXPECT_EQ(throttle.wait("kat", now + seconds(2)), seconds(0));
    throttle.failed("kat", now + seconds(2));
    EXPECT_EQ(throttle.wait("kat", now + seconds(2)), seconds(4));
    for (int i = 0; i < 20; ++i) throttle.failed("kat", now);
    EXPECT_EQ(throttle.wait("kat", now), minutes(15)) << "and no longer";
    EXPECT_EQ(throttle.wait("ada", now), seconds(0));
}

TEST(Throttle, forgets_after_a_while_and_when_the_password_was_right) {
    Throttle throttle;
    const auto now = Throttle::Clock::now();
    for (int i = 0; i < 6; ++i) throttle.failed("kat", now);
    throttle.failed("kat", now + minutes(40));
    EXPECT_EQ(throttle.wait("kat", now + minutes(40)), seconds(0));
    for (int i = 0; i < 6; ++i) throttle.failed("kat", now + minutes(40));
    throttle.succeeded("kat");
    EXPECT_EQ(throttle.wait("kat", now + minutes(40)), seconds(0));
}

TEST(Throttle, of_many_keys_keeps_those_that_wait) {
    Throttle throttle;
    const auto now = Throttle::Clock::now();
    for (int i = 0; i < 8; ++i) throttle.failed("kat", now);
    for (int i = 0; i < 30000; ++i) throttle.failed(std::to_string(i), now);
    EXPECT_GT(throttle.wait("kat", now), seconds(0));
}

}  // namespace
}  // namespace solander
