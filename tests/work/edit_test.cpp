// SPDX-License-Identifier: GPL-3.0-or-later
// A person's correction of one field.
#include <gtest/gtest.h>

#include "work/edit.h"

namespace solander {
namespace {

Error refused(std::string_view field, std::string_view value) {
    WorkRecord record;
    record.title = "before";
    const auto done = apply_edit(record, field, value);
    EXPECT_FALSE(done) << field << "=" << value;
    EXPECT_EQ(record.title, "before");
    return done ? Error(Fault::bug, "") : done.error();
}

WorkRecord edited(std::string_view field, std::string_view value, WorkRecord record = {}) {
    const auto done = apply_edit(record, field, value);
    EXPECT_TRUE(done) << field << "=" << value << ": " << (done ? "" : done.error().message);
    return record;
}

TEST(Edit, a_text_is_trimmed_and_may_be_emptied) {
    WorkRecord record;
    record.summary = "old";
    EXPECT_EQ(edited("summary", "  new \n", record).summary, "new");
    EXPECT_EQ(edited("summary", "", record).summary, "");
}

TEST(Edit, a_list_is_separated_by_semicolons) {
    const std::vector<std::string> expected = {"Harbour Lights", "Tin Star, The"};
    EXPECT_EQ(edited("fandoms", "Harbour Lights; ; Tin Star, The;").fandoms, expected);
    EXPECT_EQ(edited("fandom", "Harbour Lights;Tin Star, The").fandoms, expected);
    WorkRecord record;
    record.tags = {"snow"};
    EXPECT_TRUE(edited("tags", "", record).tags.empty());
}

TEST(Edit, creators_may_have_a_role) {
    const auto creators = edited("creators", "Ann; Bea (translator); Cy (the Great)").creators;
    ASSERT_EQ(creators.size(), 3U);
    EXPECT_EQ(creators[0].role, "author");
    EXPECT_EQ(creators[1].name, "Bea");
    EXPECT_EQ(creators[1].role, "translator");
    EXPECT_EQ(creators[2].name, "Cy (the Great)");
}

TEST(Edit, a_value_is_shown_as_it_is_taken) {
    constexpr std::pair<const char*, const char*> kValues[] = {
        {"title", "Snowfall"},
        {"creators", "Ann; Bea (translator)"},
        {"fandoms", "Harbour Lights; Tin Star, The"},
        {"rating", "not-rated"},
        {"permission", "link_only"},
        {"conditions", "tell me; with my name"},
        {"parts", "1 of 3"},
        {"complete", "no"},
        {"published", "2003-02"},
        {"language", "pt-BR"},
        {"series", "Winter #2 < Seasons; Seasons #1.5; Letters"},
        {"notes", "one\n\ntwo"},
    };
    for (const auto& [field, value] : kValues)
        EXPECT_EQ(edit_value(edited(field, value), field), value) << field;
    for (const std::string_view field : edit_fields())
        if (field != "permission") {
            EXPECT_EQ(edit_value({}, field), "") << field;
        }
    WorkRecord read;
    read.originals.push_back({"", "a.txt", "", "koi8-r", 1});
    EXPECT_EQ(edit_value(read, "encoding"), "koi8-r");
}

TEST(Edit, a_series_may_have_a_place) {
    const auto series = edited("series", "Winter #2; Letters; Odd #x; Half # 1.5").series;
    ASSERT_EQ(series.size(), 4U);
    EXPECT_EQ(series[0].name, "Winter");
    EXPECT_EQ(series[0].position, 2);
    EXPECT_EQ(series[1].position, std::nullopt);
    EXPECT_EQ(series[2].name, "Odd #x");
    EXPECT_EQ(series[3].position, 1.5);
    EXPECT_EQ(refused("series", "#2").fault, Fault::usage);
}

TEST(Edit, dates_have_the_precision_that_is_typed) {
    EXPECT_EQ(edited("published", "2003-02").published, (PartialDate{2003, 2, 0}));
    WorkRecord record;
    record.updated = PartialDate{2003, 0, 0};
    EXPECT_EQ(edited("updated", "", record).updated, std::nullopt);
    for (const std::string_view bad : {"02/14/2003", "2003-13", "2003-02-30", "soon"})
        EXPECT_NE(refused("published", bad).hint.find("2003-02"), std::string::npos);
}

TEST(Edit, complete_is_yes_no_or_not_stated) {
    EXPECT_EQ(edited("complete", "Yes").complete, true);
    EXPECT_EQ(edited("complete", "no").complete, false);
    WorkRecord record;
    record.complete = true;
    EXPECT_EQ(edited("complete", "", record).complete, std::nullopt);
    refused("complete", "perhaps");
}

TEST(Edit, parts_take_a_number_and_a_total) {
    EXPECT_EQ(edited("parts", "1 of 3").part, (PartPlace{1, 3}));
    EXPECT_EQ(edited("part", "2/?").part, (PartPlace{2, std::nullopt}));
    EXPECT_EQ(edited("parts", "1.5").part, (PartPlace{1.5, std::nullopt}));
    for (const std::string_view bad : {"one", "1/", "/3", "1 of many", "-1/3", "1/0"})
        refused("parts", bad);
}

TEST(Edit, ratings_and_permissions_go_by_name) {
    EXPECT_EQ(edited("rating", "Teen").rating, Rating::teen);
    EXPECT_EQ(edited("rating", "").rating, Rating::unknown);
    for (const auto& [said, level] :
         {std::pair{"PG-13", Rating::teen}, {"g", Rating::general}, {"NC-17", Rating::explicit_}}) {
        EXPECT_EQ(edited("rating", said).rating, level) << said;
        EXPECT_EQ(edited("rating", said).rating_as_given, said);
    }
    EXPECT_EQ(edited("rating", "mature (amber)").rating_as_given, "amber");
    EXPECT_EQ(edited("rating", "mature (amber)").rating, Rating::mature);
    EXPECT_EQ(edit_to_keep("rating", "PG-13", programs_words()), "teen (PG-13)");
    EXPECT_EQ(edit_to_keep("rating", "teen (PG-13)", programs_words()), "teen (PG-13)");
    EXPECT_EQ(edit_to_keep("rating", "Teen", programs_words()), "Teen");
    EXPECT_EQ(edit_to_keep("title", "PG-13", programs_words()), "PG-13");
    refused("rating", "PG to R");
    refused("rating", "amber");
    refused("rating", "NC-13");
    WorkRecord record;
    record.permission.as_given = "Ask first";
    record.permission.listed = {{"Gossip Tree", "yes"}};
    const Statement permission = edited("permission", "any_notify", record).permission;
    EXPECT_EQ(permission.by_default, Permission::any_notify);
    EXPECT_EQ(permission.as_given, "Ask first") << "what the author wrote is not ours to change";
    EXPECT_EQ(permission.listed.size(), 1U);
    EXPECT_EQ(edited("permission", "").permission.by_default, Permission::unstated);
    refused("permission", "sure");
}

TEST(Edit, a_language_is_a_code) {
    EXPECT_EQ(edited("language", "pt-BR").language, "pt-BR");
    for (const std::string_view bad : {"English", "e", "en_GB", "en-", "1n"})
        refused("language", bad);
}

TEST(Edit, a_work_keeps_a_title) { refused("title", "  "); }

TEST(Edit, an_unknown_field_is_answered_with_those_there_are) {
    const Error e = refused("colour", "blue");
    EXPECT_EQ(e.fault, Fault::usage);
    for (const std::string_view field : edit_fields())
        EXPECT_NE(e.hint.find(field), std::string::npos) << field;
}

TEST(Edit, what_is_not_text_is_refused) {
    refused("summary", "\xFF");
    refused("summary", std::string_view("a\0b", 3));
}

TEST(Edit, every_field_can_be_emptied_but_the_title) {
    for (const std::string_view field : edit_fields()) {
        if (field != "title") edited(field, "");
    }
}

}  // namespace
}  // namespace solander
