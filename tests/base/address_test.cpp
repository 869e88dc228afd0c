// SPDX-License-Identifier: GPL-3.0-or-later
// E-mail addresses in running text, spam-proofed and not.
#include <gtest/gtest.h>

#include "base/text.h"

#include "base/address.h"

namespace solander {
namespace {

TEST(Address, is_masked_in_every_clear_spelling) {
    for (const std::string_view text : {"kat@host.example",
                                        "kat.b+c@mail.host.co.uk",
                                        "kat @ host.com",
                                        "kat@ host.com",
                                        "kat @ host . com",
                                        "kat AT host DOT com",
                                        "kat at host dot com",
                                        "kat (at) host (dot) com",
                                        "kat[at]host.com",
                                        "kat{at}host{dot}com",
                                        "kat -at- host -dot- com",
                                        "kat_at_host.com",
                                        "kat AT host.com",
                                        "kat(@)host.com",
                                        "kat@NOSPAMhost.com",
                                        "kat@aol",
                                        "kat@somewhere",
                                        "kat@...",
                                        "kat@\u2026",
                                        "\u00E9mile@h\u00F4te.fr",
                                        "kat AT host DOT example"})
        EXPECT_EQ(without_addresses(text), "[address]") << text;
}

TEST(Address, leaves_what_stands_around_it) {
    EXPECT_EQ(without_addresses("Write to <kat@host.com>, or kat2@host.org."),
              "Write to <[address]>, or [address].");
    EXPECT_EQ(without_addresses("mailto:kat@host.com?subject=x"), "mailto:[address]?subject=x");
    EXPECT_EQ(without_addresses("*kat@host.com*"), "*[address]*");
    EXPECT_EQ(without_addresses("kat@host.com... please"), "[address]... please");
    EXPECT_EQ(without_addresses("kat@host.com. Next"), "[address]. Next");
}

TEST(Address, leaves_what_is_none) {
    for (const std::string_view text :
         {"", "@", "kat@", "@kat", "a@b", "M@ry met J@ne", "Archived at host.com",
          "It is posted at host dot com.", "look at that. Dot com was new", "At last DOT com",
          "meet me @ school . Then we go", "she is good at chess", "we met at noon. Then we left",
          "kat AT aol", " @ .com"})
        EXPECT_EQ(without_addresses(text), text) << text;
}

TEST(Address, is_found_with_its_bytes) {
    const auto found = find_addresses("by Kat (kat@host.com) and bea AT host DOT org");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].from, 8U);
    EXPECT_EQ(found[0].to, 20U);
    EXPECT_EQ(found[1].from, 26U);
    EXPECT_EQ(found[1].to, 45U);
}

TEST(Address, takes_time_that_grows_with_the_text_only) {
    // 600,000 bytes each; a quadratic reader would not end while anyone waits.
    std::string at_signs, spaces, names;
    for (int i = 0; i < 200'000; ++i) {
        at_signs += "a@@";
        spaces += "at ";
        names += "aaa";
    }
    EXPECT_EQ(without_addresses(at_signs), at_signs);
    EXPECT_EQ(without_addresses(spaces), spaces);
    EXPECT_EQ(without_addresses(names + "@").size(), names.size() + 1);
}

TEST(Address, never_cuts_a_character) {
    std::string bars;
    for (int i = 0; i < 60; ++i) bars += "\xE2\x94\xBC";
    for (const char* before : {"", "a", "ab"})
        for (const char* after : {"", "x", "xy"})
            EXPECT_TRUE(valid_utf8(without_addresses(before + bars + "@host." + after + bars)))
                << before << "|" << after;
    EXPECT_TRUE(valid_utf8(without_addresses(bars + "@aol.com")));
}

}  // namespace
}  // namespace solander
