// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/signed_text.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

constexpr std::int64_t kNow = 1'800'000'000;

std::optional<std::string> read(std::string_view from, std::int64_t now = kNow,
                                std::string_view purpose = "adult",
                                std::string_view secret = "snow") {
    return text_signed(secret, purpose, from, now, 100);
}

TEST(SignedText, comes_back_as_it_was_until_its_time_is_over) {
    for (const std::string text : {"", "yes", "rating=explicit&warning=Ünglück; \x01"}) {
        const std::string cookie = signed_text("snow", "adult", text, kNow);
        EXPECT_EQ(read(cookie), text);
        EXPECT_EQ(read(cookie, kNow + 99), text);
        EXPECT_EQ(read(cookie, kNow + 100), std::nullopt);
        EXPECT_EQ(read(cookie, kNow - 1), std::nullopt) << "from a time that is not yet";
        EXPECT_EQ(cookie.find_first_of("=; ,\"\\"), std::string::npos) << cookie;
    }
}

TEST(SignedText, of_another_archive_or_for_another_purpose_is_none) {
    const std::string cookie = signed_text("snow", "adult", "yes", kNow);
    EXPECT_EQ(read(cookie, kNow, "adult", "rain"), std::nullopt);
    EXPECT_EQ(read(cookie, kNow, "leave_out"), std::nullopt);
    EXPECT_EQ(read(cookie, kNow, "adul"), std::nullopt);
}

TEST(SignedText, that_was_altered_anywhere_is_none) {
    const std::string cookie = signed_text("snow", "adult", "yes", kNow);
    for (std::size_t i = 0; i < cookie.size(); ++i)
        for (const char c : {'0', 'A', '.', '~'}) {
            std::string other = cookie;
            if (other[i] == c) continue;
            other[i] = c;
            EXPECT_EQ(read(other), std::nullopt) << other;
            other = cookie;
            other.insert(i, 1, c);
            EXPECT_EQ(read(other), std::nullopt) << other;
        }
    for (std::size_t i = 0; i < cookie.size(); ++i)
        EXPECT_EQ(read(cookie.substr(0, i)), std::nullopt);
    // Lengthened: the mark of an older day beside today's.
    const std::string old = signed_text("snow", "adult", "yes", kNow - 1000);
    const std::string mixed = cookie.substr(0, cookie.rfind('.')) + old.substr(old.rfind('.'));
    EXPECT_EQ(read(mixed), std::nullopt);
}

TEST(SignedText, that_anybody_may_have_written_is_read_without_harm) {
    for (const std::string& from :
         {std::string(), std::string("yes"), std::string("."), std::string(".."),
          std::string("..."), std::string(1 << 20, '.'), std::string("\0.\0.\0", 5)})
        EXPECT_EQ(read(from), std::nullopt);
}

}  // namespace
}  // namespace solander
