// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/password.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include "account/role.h"
#include "account/secret.h"

namespace solander {
namespace {

TEST(Password, is_kept_by_argon2id_each_time_anew) {
    const std::string hash = hash_password("four words of snow");
    EXPECT_EQ(hash.rfind("$argon2id$v=19$m=65536,t=2,p=1$", 0), 0U) << hash;
    EXPECT_NE(hash, hash_password("four words of snow"));
    EXPECT_EQ(verify_password(hash, "four words of snow"), PasswordAnswer::right);
    EXPECT_EQ(verify_password(hash, "four words of snov"), PasswordAnswer::wrong);
    EXPECT_EQ(verify_password(hash, ""), PasswordAnswer::wrong);
}

TEST(Password, of_nobody_and_one_that_is_no_hash_are_wrong) {
    EXPECT_EQ(verify_password("", ""), PasswordAnswer::wrong);
    EXPECT_EQ(verify_password("", "four words of snow"), PasswordAnswer::wrong);
    EXPECT_EQ(verify_password("plain", "plain"), PasswordAnswer::wrong);
    EXPECT_EQ(verify_password(hash_password("x"), std::string(5000, 'x')), PasswordAnswer::wrong);
}

TEST(Password, that_will_not_do_is_said_why) {
    EXPECT_EQ(password_fault("four words of snow", "kat"), "");
    EXPECT_EQ(password_fault("двенадцать бу", "kat"), "") << "characters, not bytes";
    for (const std::string bad : {"", "elevenchars", "aaaaaaaaaaaaaaa", "Katherine of Aragon"})
        EXPECT_NE(password_fault(bad, "katherine  of aragon"), "") << bad;
    EXPECT_NE(password_fault("\xFF\xFE not text at all", "kat"), "");
    EXPECT_NE(password_fault(std::string(600, 'a') + std::string(600, 'b'), "kat"), "");
}

TEST(Secret, is_long_random_and_kept_as_a_digest) {
    const std::string one = new_secret(), two = new_secret();
    EXPECT_EQ(one.size(), 43U);
    EXPECT_NE(one, two);
    EXPECT_EQ(digest_of_secret(one).size(), 32U);
    EXPECT_EQ(digest_of_secret(one), digest_of_secret(one));
    EXPECT_NE(form_token(one), form_token(two));
    EXPECT_EQ(form_token(one).find(one), std::string::npos);
    EXPECT_TRUE(same_secret(one, one));
    EXPECT_FALSE(same_secret(one, two));
    EXPECT_FALSE(same_secret(one, one.substr(1)));
}

TEST(Role, has_one_name_each) {
    for (const Role role : kRoles) EXPECT_EQ(role_from_name(name_of(role)), role);
    EXPECT_FALSE(role_from_name("owner"));
}

}  // namespace
}  // namespace solander
