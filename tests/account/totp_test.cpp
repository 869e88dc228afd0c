// SPDX-License-Identifier: GPL-3.0-or-later
// Codes as RFC 6238, appendix B, gives them for its key (the last six of its eight digits), and
// keys as RFC 4648, section 10, writes them.
#include <gtest/gtest.h>

#include "account/secret.h"
#include "account/totp.h"

namespace solander {
namespace {

constexpr const char* kKey = "12345678901234567890";

TEST(Totp, codes_are_those_of_the_standard) {
    const std::pair<std::int64_t, const char*> rows[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [time, code] : rows) EXPECT_EQ(totp_code(kKey, time / kTotpSeconds), code);
}

TEST(Totp, a_code_holds_for_a_minute_and_a_half_and_counts_once) {
    const std::int64_t now = 1234567890, step = now / kTotpSeconds;
    for (const std::int64_t beside : {-1, 0, 1})
        EXPECT_EQ(totp_step_of(kKey, totp_code(kKey, step + beside), now, 0), step + beside);
    for (const std::int64_t beside : {-2, 2})
        EXPECT_EQ(totp_step_of(kKey, totp_code(kKey, step + beside), now, 0), std::nullopt);
    EXPECT_EQ(totp_step_of(kKey, "005 924", now, step - 1), step);
    EXPECT_EQ(totp_step_of(kKey, "005924", now, step), std::nullopt) << "used before";
    for (const char* wrong : {"", "5924", "0059240", "005925", "\xD9\xA0\xD9\xA0"})
        EXPECT_EQ(totp_step_of(kKey, wrong, now, 0), std::nullopt) << wrong;
    EXPECT_EQ(totp_step_of("", totp_code("", step), now, 0), std::nullopt) << "no key, no code";
}

TEST(Totp, keys_are_typed_in_letters) {
    const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                        {"f", "MY"},
                                                        {"fo", "MZXQ"},
                                                        {"foo", "MZXW6"},
                                                        {"foob", "MZXW6YQ"},
                                                        {"fooba", "MZXW6YTB"},
                                                        {"foobar", "MZXW6YTBOI"}};
    for (const auto& [bytes, text] : rows) {
        EXPECT_EQ(base32(bytes), text);
        EXPECT_EQ(bytes_of_base32(text), bytes);
    }
    EXPECT_EQ(bytes_of_base32("mzxw 6ytb oi"), "foobar");
    EXPECT_EQ(bytes_of_base32("MZXW1"), std::nullopt);
    const std::string key = new_totp_key();
    EXPECT_EQ(key.size(), 20U);
    EXPECT_EQ(bytes_of_base32(base32(key)), key);
    EXPECT_EQ(totp_address("My library", "Kåt", "foobar"),
              "otpauth://totp/My%20library:K%C3%A5t?secret=MZXW6YTBOI&issuer=My%20library");
}

TEST(Secret, base64_is_read_as_programs_send_it) {
    EXPECT_EQ(bytes_of_base64("a2F0OmtleQ=="), "kat:key");
    EXPECT_EQ(bytes_of_base64("a2F0OmtleQ"), "kat:key");
    for (const char* none : {"", "=", "*", "a2F0OmtleQ===x"}) EXPECT_EQ(bytes_of_base64(none), "");
}

}  // namespace
}  // namespace solander
