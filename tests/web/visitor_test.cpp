// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/visitor.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

Request from(std::string peer, std::vector<std::string> forwarded, std::string proto = "https") {
    Request request;
    request.peer = std::move(peer);
    for (std::string& line : forwarded)
        request.headers.emplace_back("x-forwarded-for", std::move(line));
    request.headers.emplace_back("x-forwarded-proto", std::move(proto));
    return request;
}

const std::vector<std::string> kProxies = {"127.0.0.1", "10.0.0.2", "2001:db8::1"};

TEST(Visitor, is_the_peer_unless_that_is_a_proxy_of_ours) {
    EXPECT_EQ(origin_of(from("198.51.100.7", {"10.9.9.9"}), kProxies).address, "198.51.100.7");
    EXPECT_FALSE(origin_of(from("198.51.100.7", {"10.9.9.9"}), kProxies).https);
    EXPECT_EQ(origin_of(from("127.0.0.1", {"198.51.100.7"}), {}).address, "127.0.0.1");
    EXPECT_TRUE(origin_of(from("127.0.0.1", {"198.51.100.7"}), kProxies).https);
    EXPECT_FALSE(origin_of(from("127.0.0.1", {}, "http"), kProxies).https);
}

TEST(Visitor, cannot_choose_whom_she_is_counted_as) {
    // What stands before the nearest address that is no proxy was written by anybody.
    EXPECT_EQ(origin_of(from("127.0.0.1", {"1.2.3.4, 5.6.7.8, 198.51.100.7, 10.0.0.2"}), kProxies)
                  .address,
              "198.51.100.7");
    EXPECT_EQ(origin_of(from("127.0.0.1", {"1.2.3.4", "198.51.100.7"}), kProxies).address,
              "198.51.100.7");
    EXPECT_EQ(origin_of(from("127.0.0.1", {"1.2.3.4, nonsense"}), kProxies).address, "127.0.0.1");
    EXPECT_EQ(
        origin_of(from("::ffff:127.0.0.1", {"[2001:db8::1]", "2001:DB8:0::9"}), kProxies).address,
        "2001:db8::9");
    EXPECT_EQ(origin_of(from("", {"1.2.3.4"}), kProxies).address, "");
}

TEST(Visitor, of_one_network_is_counted_as_one) {
    EXPECT_EQ(counted_as("2001:db8:1:2:3:4:5:6"), counted_as("2001:db8:1:2::9"));
    EXPECT_NE(counted_as("2001:db8:1:2::9"), counted_as("2001:db8:1:3::9"));
    EXPECT_EQ(counted_as("198.51.100.7"), "198.51.100.7");
    EXPECT_EQ(counted_as("nonsense"), "nonsense");
}

TEST(Visitor, has_a_cookie_that_scripts_and_other_sites_cannot_use) {
    const std::string cookie = session_cookie("abc", true);
    for (const char* part :
         {"session=abc;", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"})
        EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
    EXPECT_EQ(session_cookie("abc", false).find("Secure"), std::string::npos);
    EXPECT_NE(session_cookie("", false).find("Max-Age=0"), std::string::npos);
}

}  // namespace
}  // namespace solander
