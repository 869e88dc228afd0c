// SPDX-License-Identifier: GPL-3.0-or-later
// What a tag may mean is suggested with why, likeliest first, and never out of nothing.
#include "catalogue/wrangling.h"
#include "tests/search/library.h"

namespace solander {
namespace {

class Suggested : public testing::Test {
  protected:
    void SetUp() override {
        canon_.add_own(TagKind::fandom, "The Tin Star\tfilm\tTTS\nThe Long Watch\tradio\tTLW\n");
        canon_.add_own(TagKind::character, "The Tin Star\tTobin Ashe\tToby\n");
    }
    void put(std::vector<std::pair<std::string, std::string>> tags, int times = 1) {
        for (int i = 0; i < times; ++i) {
            TestWork work;
            work.id = ++last_;
            work.tags = tags;
            library_.put(work);
        }
    }
    std::int64_t tag(const std::string& kind, const std::string& name) {
        Query q = library_.connection().query("select id from tag where kind = $1 and name = $2");
        EXPECT_TRUE(q.bind(kind).bind(name).step()) << name;
        return q.integer(0);
    }
    void say(const std::vector<NameWord>& words) {
        WriteTransaction transaction(library_.connection());
        record_words(library_.connection(), words, "Kat", "2026-01-01T00:00:00Z");
        transaction.commit();
    }
    /// "canonical: why" or "NAME + NAME: why", a line each.
    std::string suggested(const std::string& kind, const std::string& name,
                          std::uint8_t visible = kEverything) {
        const auto search = library_.open();
        std::string all;
        const auto suggestions = search->suggest_meanings({tag(kind, name)}, canon_, visible);
        for (const TagSuggestion& one : suggestions.front()) {
            std::string of = one.canonical ? "canonical" : "";
            for (const TagName& means : one.of) of += (of.empty() ? "" : " + ") + means.name;
            for (const TagName& fandom : one.fandoms) of += " in " + fandom.name;
            all += of + ": " + one.why + "\n";
        }
        return all;
    }
    TestLibrary library_;
    Canon canon_;
    std::int64_t last_ = 0;
};

TEST_F(Suggested, other_spellings_lead_to_the_one_most_used) {
    put({{"fandom", "Harbour-Lights"}});
    put({{"fandom", "The Harbour Lights"}}, 3);
    put({{"fandom", "Harbor Lights"}});
    put({{"character", "Mara Reed"}}, 2);
    put({{"character", "Reed, Mara"}});
    EXPECT_EQ(suggested("fandom", "Harbour-Lights"),
              "The Harbour Lights: the same but for signs, blanks or “the”\n");
    EXPECT_EQ(suggested("fandom", "The Harbour Lights"),
              "canonical: the most used of 2 spellings\n");
    EXPECT_EQ(suggested("character", "Reed, Mara"), "Mara Reed: the same words in another order\n");
}

TEST_F(Suggested, a_canonical_name_wins_and_a_synonym_leads_on) {
    put({{"fandom", "Harbour Lights"}}, 5);
    put({{"fandom", "Harbour-Lights"}});
    put({{"fandom", "harbourlights"}});
    put({{"fandom", "HL"}});
    say({{NameList::tag, tag("fandom", "HL"), "canonical"},
         {NameList::tag, tag("fandom", "Harbour-Lights"), "synonym", tag("fandom", "HL")}});
    EXPECT_EQ(suggested("fandom", "harbourlights").substr(0, 3), "HL:");
    say({{NameList::tag, tag("fandom", "harbourlights"), "canonical"}});
    EXPECT_EQ(suggested("fandom", "Harbour Lights").substr(0, 14), "harbourlights:");
}

TEST_F(Suggested, a_slip_leads_to_the_name_that_is_known_and_never_back) {
    put({{"fandom", "The Long Wacth"}}, 3);
    EXPECT_EQ(suggested("fandom", "The Long Wacth"),
              "The Long Watch: your own list has it, but for one or two letters\n");
    put({{"fandom", "The Long Watch"}});
    EXPECT_EQ(suggested("fandom", "The Long Wacth"),
              "The Long Watch: one or two letters differ, and the other name is known\n")
        << "however often it was written";
    EXPECT_EQ(suggested("fandom", "The Long Watch"), "canonical: your own list has it\n");
    put({{"fandom", "Harbour Ligths"}});
    put({{"fandom", "Harbour Lights"}}, 2);
    EXPECT_EQ(suggested("fandom", "Harbour Ligths"), "Harbour Lights: one or two letters differ\n");
    EXPECT_EQ(suggested("fandom", "Harbour Lights"), "");
    put({{"fandom", "Harbour Ligths"}}, 4);
    say({{NameList::tag, tag("fandom", "Harbour Lights"), "canonical"}});
    EXPECT_EQ(suggested("fandom", "Harbour Lights"), "");
    EXPECT_EQ(suggested("fandom", "Harbour Ligths"),
              "Harbour Lights: one or two letters differ, and the other name is known\n");
}

TEST_F(Suggested, numbers_make_another_name_however_near) {
    put({{"fandom", "Space Station 7"}}, 3);
    put({{"fandom", "Space Station 8"}});
    EXPECT_EQ(suggested("fandom", "Space Station 8"), "");
    put({{"fandom", "Sun"}, {"fandom", "Son"}});
    EXPECT_EQ(suggested("fandom", "Sun"), "") << "too short to be a slip";
}

TEST_F(Suggested, an_archives_own_list_is_asked_and_what_is_not_here_yet_is_named) {
    put({{"fandom", "TLW"}, {"fandom", "TLW/TTS"}});
    EXPECT_EQ(suggested("fandom", "TLW"), "The Long Watch: your own list has it\n");
    EXPECT_EQ(suggested("fandom", "TLW/TTS"),
              "The Long Watch + The Tin Star: several fandoms in one\n");
    put({{"fandom", "The Tin Star"}, {"character", "Toby"}}, 3);
    EXPECT_EQ(suggested("fandom", "The Tin Star"), "canonical: your own list has it\n");
    EXPECT_EQ(suggested("character", "Toby"),
              "Tobin Ashe in The Tin Star: your own list has it in “The Tin Star”\n");
}

TEST_F(Suggested, the_company_a_name_keeps_says_who_it_is) {
    put({{"fandom", "Harbour"}, {"character", "Mara Reed"}}, 3);
    put({{"fandom", "Moor"}, {"character", "Mara Pike"}}, 3);
    put({{"fandom", "Harbour"}, {"character", "Mara"}}, 4);
    put({{"fandom", "Harbour"}, {"character", "Wren"}}, 2);
    say({{NameList::tag, tag("fandom", "Harbour"), "canonical"},
         {NameList::tag, tag("character", "Mara Reed"), "canonical"},
         {NameList::tag, tag("character", "Mara Pike"), "canonical"}});
    EXPECT_EQ(suggested("character", "Mara"),
              "Mara Reed: it holds all the words; 4 of its 4 works are in “Harbour”\n"
              "canonical in Harbour: 4 of its 4 works are in “Harbour”\n");
    EXPECT_EQ(suggested("character", "Wren"),
              "canonical in Harbour: 2 of its 2 works are in “Harbour”\n");
}

TEST_F(Suggested, a_free_tag_may_be_a_fandom) {
    put({{"fandom", "Harbour Lights"}});
    put({{"freeform", "harbour lights"}, {"freeform", "snow"}});
    EXPECT_EQ(suggested("freeform", "harbour lights"), "Harbour Lights: a fandom is called so\n");
    EXPECT_EQ(suggested("freeform", "snow"), "");
}

}  // namespace
}  // namespace solander
