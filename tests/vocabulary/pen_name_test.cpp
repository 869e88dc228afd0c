// SPDX-License-Identifier: GPL-3.0-or-later
// Which pen names are one name, and which two.
#include "vocabulary/pen_name.h"

#include "base/text.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

TEST(PenName, capitals_blanks_and_apostrophes_make_no_other_name) {
    EXPECT_EQ(pen_name_key("Ann  REED"), pen_name_key("ann reed "));
    EXPECT_EQ(pen_name_key("Ann Reed"), "ann reed");
    EXPECT_EQ(pen_name_key("ZOË O’LUND"), pen_name_key("zoe\u0308\u00A0o'lund"));
    EXPECT_EQ(pen_name_key("ΣΑΣ"), pen_name_key("σας"));
    EXPECT_EQ(pen_name_key("Ann\u200B Reed"), pen_name_key("Ann Reed"));
    EXPECT_EQ(pen_name_key("Åse–Marit"), pen_name_key("åse-marit"));
}

TEST(PenName, accents_and_anything_more_do) {
    EXPECT_NE(pen_name_key("Zoe"), pen_name_key("Zoë"));
    EXPECT_NE(pen_name_key("Ørn"), pen_name_key("Orn"));
    EXPECT_NE(pen_name_key("Weiß"), pen_name_key("Weiss"));
    EXPECT_NE(pen_name_key("A. Reed"), pen_name_key("A.Reed"));
    EXPECT_TRUE(pen_name_key("Zoë").starts_with(fold("Zoë"))) << "it stands where it stood";
    EXPECT_LT(pen_name_key("Zoë"), pen_name_key("Zoe Lund"));
}

TEST(PenName, a_spelling_has_a_key_of_its_own) {
    EXPECT_NE(spelled_key("KAT"), spelled_key("Kat"));
    EXPECT_TRUE(is_spelled_key(spelled_key("Zoë")));
    EXPECT_FALSE(is_spelled_key(pen_name_key("Zoë")));
    EXPECT_FALSE(is_spelled_key(pen_name_key("a = b")));
}

}  // namespace
}  // namespace solander
