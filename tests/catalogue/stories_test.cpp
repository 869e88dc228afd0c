// SPDX-License-Identifier: GPL-3.0-or-later
// Works saved and read back.
#include "tests/catalogue/catalogue_fixture.h"

#include <gmock/gmock.h>

namespace solander {
namespace {

using testing::ElementsAre;

class Stories : public CatalogueTest {};

void expect_equal(const Statement& a, const Statement& b) {
    EXPECT_EQ(a.by_default, b.by_default);
    ASSERT_EQ(a.listed.size(), b.listed.size());
    for (std::size_t i = 0; i < a.listed.size(); ++i) {
        EXPECT_EQ(a.listed[i].who, b.listed[i].who);
        EXPECT_EQ(a.listed[i].grant, b.listed[i].grant);
    }
    EXPECT_EQ(a.conditions, b.conditions);
    EXPECT_EQ(a.embargo, b.embargo);
    EXPECT_EQ(a.as_given, b.as_given);
    EXPECT_EQ(a.said_in, b.said_in);
    EXPECT_EQ(a.rule, b.rule);
    EXPECT_EQ(a.confidence, b.confidence);
}

// All but ids and originals.
void expect_equal(const WorkRecord& a, const WorkRecord& b) {
    EXPECT_EQ(a.title, b.title);
    ASSERT_EQ(a.creators.size(), b.creators.size());
    for (std::size_t i = 0; i < a.creators.size(); ++i) {
        EXPECT_EQ(a.creators[i].name, b.creators[i].name);
        EXPECT_EQ(a.creators[i].role, b.creators[i].role);
    }
    EXPECT_EQ(a.fandoms, b.fandoms);
    EXPECT_EQ(a.relationships, b.relationships);
    EXPECT_EQ(a.characters, b.characters);
    EXPECT_EQ(a.categories, b.categories);
    EXPECT_EQ(a.warnings, b.warnings);
    EXPECT_EQ(a.tags, b.tags);
    EXPECT_EQ(a.rating, b.rating);
    EXPECT_EQ(a.rating_as_given, b.rating_as_given);
    EXPECT_EQ(a.summary, b.summary);
    EXPECT_EQ(a.notes, b.notes);
    EXPECT_EQ(a.end_notes, b.end_notes);
    EXPECT_EQ(a.disclaimer, b.disclaimer);
    expect_equal(a.permission, b.permission);
    EXPECT_EQ(a.visibility, b.visibility);
    EXPECT_EQ(a.language, b.language);
    EXPECT_EQ(a.words, b.words);
    EXPECT_EQ(a.chapters, b.chapters);
    EXPECT_EQ(a.scenes, b.scenes);
    EXPECT_EQ(a.part, b.part);
    EXPECT_EQ(a.complete, b.complete);
    EXPECT_EQ(a.published, b.published);
    EXPECT_EQ(a.updated, b.updated);
    ASSERT_EQ(a.series.size(), b.series.size());
    for (std::size_t i = 0; i < a.series.size(); ++i) {
        EXPECT_EQ(a.series[i].name, b.series[i].name);
        EXPECT_EQ(a.series[i].position, b.series[i].position);
    }
    EXPECT_EQ(a.spoilers, b.spoilers);
    EXPECT_EQ(a.beta, b.beta);
    EXPECT_EQ(a.feedback, b.feedback);
    EXPECT_EQ(a.extra, b.extra);
}

SOLANDER_ON_BOTH_ENGINES(Stories);

TEST_P(Stories, a_record_with_everything_comes_back_as_it_was_saved) {
    const WorkId id =
        saved(prepared(full_record(), {"first words", "second words"}, "in/side.txt"));
    const auto record = load_record(c(), id);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->id, id);
    expect_equal(*record, full_record());
    EXPECT_NE(record->creators.at(0).id, 0);
    EXPECT_NE(record->creators.at(0).id, record->creators.at(1).id);
    EXPECT_NE(record->series.at(0).id, 0);
    ASSERT_EQ(record->originals.size(), 1U);
    const OriginalRef& o = record->originals[0];
    EXPECT_EQ(o.sha256.substr(0, 6), "010101");
    EXPECT_EQ(o.sha256.size(), 64U);
    EXPECT_EQ(o.name, "letter.txt");
    EXPECT_EQ(o.path, "in/side.txt");
    EXPECT_EQ(o.encoding, "windows-1252");
    EXPECT_EQ(o.bytes, 4321U);
}

TEST_P(Stories, a_record_with_nothing_stays_empty) {
    WorkRecord bare;
    bare.title = "x";
    const auto record = load_record(c(), saved(prepared(bare, {})));
    ASSERT_TRUE(record);
    expect_equal(*record, bare);
    EXPECT_FALSE(record->part || record->complete || record->published || record->updated);
}

TEST_P(Stories, saving_again_replaces_every_list) {
    const WorkId id = saved(prepared(full_record(), {"words"}));
    WorkRecord changed = full_record();
    changed.id = id;
    changed.title = "Another";
    changed.tags = {"snow"};
    changed.creators = {{"Cy", "author", 0}};
    changed.series.clear();
    changed.extra.clear();
    changed.part = PartPlace{2, std::nullopt};
    changed.complete.reset();
    {
        WriteTransaction transaction(c());
        save_record(c(), changed);
        transaction.commit();
    }
    expect_equal(*load_record(c(), id), changed);
}

TEST_P(Stories, spellings_with_one_key_share_a_row_and_keep_their_letters) {
    WorkRecord a, b;
    a.title = b.title = "t";
    a.creators = {{"Ann O'Neill", "author", 0}};
    b.creators = {{"ANN O’NEILL", "author", 0}};
    a.fandoms = {"Harbour Lights"};
    b.fandoms = {"harbour lights"};
    a.relationships = {"Mara/Tobin"};
    b.relationships = {"Tobin/Mara"};
    a.series = {{"Winter", 1, 0}};
    b.series = {{"WINTER", 2, 0}};
    const auto first = load_record(c(), saved(prepared(a, {"one"}, "a")));
    const auto second = load_record(c(), saved(prepared(b, {"two"}, "b")));
    EXPECT_EQ(first->creators[0].id, second->creators[0].id);
    EXPECT_EQ(first->series[0].id, second->series[0].id);
    expect_equal(*second, b);
    EXPECT_EQ(count_archive(c()).tags, 2);
    EXPECT_EQ(count_archive(c()).creators, 1);
}

TEST_P(Stories, a_rolled_back_story_leaves_no_names_behind) {
    {
        WriteTransaction transaction(c());
        save_work(c(), prepared(full_record(), {"words"}), original, kNow);
    }
    EXPECT_EQ(count_archive(c()).tags, 0);
    const auto record = load_record(c(), saved(prepared(full_record(), {"words"})));
    ASSERT_TRUE(record);
    expect_equal(*record, full_record());
}

TEST_P(Stories, blurbs_come_in_the_order_asked_without_those_missing) {
    WorkRecord r = full_record();
    std::vector<WorkId> ids;
    for (const std::string name : {"a", "b", "c"}) {
        r.title = name;
        ids.push_back(saved(prepared(r, {name}, name)));
    }
    const auto blurbs = load_blurbs(c(), {ids[2], 999, ids[0]});
    ASSERT_EQ(blurbs.size(), 2U);
    EXPECT_EQ(blurbs[0].id, ids[2]);
    EXPECT_EQ(blurbs[0].title, "c");
    EXPECT_EQ(blurbs[1].title, "a");
    EXPECT_EQ(blurbs[1].tags, r.tags);
    EXPECT_EQ(blurbs[1].creators.size(), 2U);
    EXPECT_TRUE(blurbs[1].originals.empty());
    EXPECT_TRUE(blurbs[1].extra.empty());
}

TEST_P(Stories, chapters_claims_and_text_are_those_of_the_current_version) {
    const WorkId id = saved(prepared(full_record(), {"first words", "second words here"}));
    const auto list = list_chapters(c(), id);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[1].number, 2);
    EXPECT_EQ(list[1].title, "Chapter of seco");
    EXPECT_EQ(list[1].words, 3U);
    EXPECT_EQ(load_chapter(c(), id, 1)->text.text, "first words\n");
    EXPECT_FALSE(load_chapter(c(), id, 3));
    EXPECT_FALSE(load_chapter(c(), 999, 1));
    EXPECT_EQ(load_chapters(c(), id).size(), 2U);
    EXPECT_EQ(load_plain_text(c(), id).find("first words"), 0U);
    EXPECT_NE(load_plain_text(c(), id).find("second words here"), std::string::npos);
    const auto claims = load_claims(c(), id);
    ASSERT_EQ(claims.size(), 2U);
    EXPECT_EQ(claims[0].raw, "Snow-\nfall");
    EXPECT_EQ(claims[0].value, "Snowfall");
    EXPECT_EQ(claims[0].where, (Span{7, 16}));
    EXPECT_EQ(claims[0].rule, "label-line");
    EXPECT_EQ(claims[0].confidence, 0.97);
    EXPECT_EQ(claims[0].source, "text");
    EXPECT_EQ(claims[1].value, "R");
    EXPECT_EQ(claims[1].source, "file-name");
}

TEST_P(Stories,
       a_page_of_a_chapter_has_its_head_its_neighbours_and_its_text_when_that_may_be_read) {
    const WorkId id = saved(prepared(full_record(), {"first words", "second words", "third"}));
    const auto all = [](const WorkGate& gate) { return gate.visibility == Visibility::kept; };
    const auto page = load_chapter_page(c(), id, 2, all);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->record.id, id);
    EXPECT_EQ(page->record.title, full_record().title);
    ASSERT_EQ(page->record.creators.size(), 2U);
    EXPECT_EQ(page->record.creators[0].name, "Ann O'Neill");
    EXPECT_EQ(page->record.creators[1].role, "translator");
    EXPECT_NE(page->record.creators[1].id, 0);
    EXPECT_EQ(page->record.rating, Rating::mature);
    EXPECT_EQ(page->record.visibility, Visibility::kept);
    EXPECT_EQ(page->record.language, "en");
    EXPECT_EQ(page->record.part, full_record().part);
    EXPECT_EQ(page->record.complete, false);
    ASSERT_EQ(page->chapters.size(), 3U);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(page->chapters[static_cast<std::size_t>(i)].number, i + 1);
    EXPECT_EQ(page->chapters[2].title, "Chapter of thir");
    EXPECT_EQ(page->chapters[2].words, 1U);
    ASSERT_TRUE(page->chapter);
    EXPECT_EQ(page->chapter->text.text, "second words\n");
    EXPECT_FALSE(load_chapter_page(c(), id, 4, all)->chapter) << "there is none";
    EXPECT_FALSE(load_chapter_page(c(), id, 2, [](const WorkGate&) { return false; })->chapter);
    EXPECT_FALSE(load_chapter_page(c(), id + 1, 1, all));

    WorkRecord bare;
    bare.title = "x";
    const auto empty = load_chapter_page(c(), saved(prepared(bare, {}, "b")), 1,
                                         [](const WorkGate&) { return true; });
    ASSERT_TRUE(empty);
    EXPECT_TRUE(empty->chapters.empty() && empty->record.creators.empty() && !empty->chapter);
}

TEST_P(Stories, a_claim_keeps_raw_and_value_to_the_byte) {
    auto p = prepared(full_record(), {"words"});
    p.story.claims.clear();
    for (const auto& [raw, value] :
         std::vector<std::pair<std::string, std::string>>{{"same", "same"},
                                                          {"wrapped\n   text ", "wrapped text"},
                                                          {" kept ", " kept "},
                                                          {"two  blanks", "two  blanks"},
                                                          {"NC-17", "explicit"},
                                                          {"", ""},
                                                          {"x", ""}})
        p.story.claims.push_back({"notes", "", raw, value, {}, "r", 1, "text"});
    const auto claims = load_claims(c(), saved(p));
    ASSERT_EQ(claims.size(), p.story.claims.size());
    for (std::size_t i = 0; i < claims.size(); ++i) {
        EXPECT_EQ(claims[i].raw, p.story.claims[i].raw);
        EXPECT_EQ(claims[i].value, p.story.claims[i].value);
    }
}

TEST_P(Stories, a_damaged_chapter_is_named) {
    const WorkId id = saved(prepared(full_record(), {"first words"}));
    c().query("update chapter set body = $1").bind(Blob{"garbage"}).run();
    try {
        load_chapter(c(), id, 1);
        FAIL() << "it was read";
    } catch (const Error& e) {
        EXPECT_EQ(e.fault, Fault::storage);
        EXPECT_NE(e.message.find("work 1"), std::string::npos) << e.message;
    }
}

TEST_P(Stories, another_version_is_kept_beside_or_becomes_current) {
    const WorkId id = saved(prepared(full_record(), {"old words"}, "a"));
    WorkRecord revised = full_record();
    revised.title = "Revised";
    WriteTransaction transaction(c());
    save_version(c(), id, prepared(revised, {"new words"}, "b"), original, kNow, false);
    EXPECT_EQ(load_record(c(), id)->title, full_record().title);
    EXPECT_EQ(load_chapter(c(), id, 1)->text.text, "old words\n");
    save_version(c(), id, prepared(revised, {"newest words"}, "c"), original, kNow, true);
    transaction.commit();
    const auto record = load_record(c(), id);
    EXPECT_EQ(record->title, "Revised");
    EXPECT_EQ(load_chapter(c(), id, 1)->text.text, "newest words\n");
    ASSERT_EQ(record->originals.size(), 3U);
    EXPECT_EQ(record->originals[0].path, "c");
    EXPECT_EQ(record->originals[1].path, "a");
    const auto versions = list_versions(c(), id);
    ASSERT_EQ(versions.size(), 3U);
    EXPECT_FALSE(versions[0].current);
    EXPECT_TRUE(versions[2].current);
    EXPECT_EQ(versions[2].file_class, "story");
    EXPECT_EQ(versions[2].original.path, "c");
}

TEST_P(Stories, one_story_of_a_file_is_saved_once) {
    const auto p = prepared(full_record(), {"words"}, "a");
    saved(p);
    WriteTransaction transaction(c());
    EXPECT_THROW(save_work(c(), p, original, kNow), Error);
}

TEST_P(Stories, same_words_are_found_oldest_first) {
    const WorkId a = saved(prepared(full_record(), {"The snow fell, and fell."}, "a"));
    const WorkId b = saved(prepared(full_record(), {"the SNOW fell\nand fell"}, "b"));
    saved(prepared(full_record(), {"the snow fell and melted"}, "c"));
    const auto exact = prepared({}, {"the snow fell and fell"}).likeness.exact;
    EXPECT_THAT(works_with_exact(c(), exact), ElementsAre(a, b));
    EXPECT_TRUE(works_with_exact(c(), exact + 1).empty());
}

TEST_P(Stories, a_reread_replaces_the_reading_in_place) {
    const WorkId id = saved(prepared(full_record(), {"one", "two"}));
    const auto version = list_versions(c(), id).at(0).id;
    WorkRecord better = full_record();
    better.title = "Read better";
    auto p = prepared(better, {"one and two"});
    p.reading = 2;
    p.story.claims.pop_back();
    p.story.findings.clear();
    WriteTransaction transaction(c());
    replace_reading(c(), version, p);
    transaction.commit();
    EXPECT_EQ(load_record(c(), id)->title, "Read better");
    EXPECT_EQ(list_chapters(c(), id).size(), 1U);
    EXPECT_EQ(load_claims(c(), id).size(), 1U);
    EXPECT_TRUE(list_findings(c(), id, 10).empty());
    EXPECT_EQ(list_versions(c(), id).at(0).id, version);
    EXPECT_EQ(list_versions(c(), id).at(0).reading, 2);
    EXPECT_THROW(replace_reading(c(), 999, p), Error);
}

TEST_P(Stories, followers_see_every_change_in_order) {
    EXPECT_EQ(last_change(c()), 0);
    const WorkId a = saved(prepared(full_record(), {"a"}, "a"));
    const WorkId b = saved(prepared(full_record(), {"b"}, "b"));
    {
        WriteTransaction transaction(c());
        auto record = *load_record(c(), a);
        save_record(c(), record);
        EXPECT_TRUE(delete_work(c(), b));
        EXPECT_FALSE(delete_work(c(), 999));
        transaction.commit();
    }
    const auto changes = changes_after(c(), 0, 10);
    ASSERT_EQ(changes.size(), 4U);
    EXPECT_EQ(changes[0].work, a);
    EXPECT_EQ(changes[1].work, b);
    EXPECT_EQ(changes[2].work, a);
    EXPECT_EQ(changes[3].work, b);
    EXPECT_TRUE(changes[3].gone);
    EXPECT_FALSE(changes[2].gone);
    EXPECT_LT(changes[2].seq, changes[3].seq);
    EXPECT_EQ(last_change(c()), changes[3].seq);
    EXPECT_EQ(changes_after(c(), changes[1].seq, 1).at(0).seq, changes[2].seq);
    EXPECT_TRUE(changes_after(c(), changes[3].seq, 10).empty());
}

TEST_P(Stories, a_deleted_work_takes_its_rows_along) {
    const WorkId id = saved(prepared(full_record(), {"a"}));
    {
        WriteTransaction transaction(c());
        add_edit(c(), id, "title", "x", "Wren", kNow);
        add_to_ledger(c(), {{id, {}, {"stated", std::string(kNow), "Wren", "ask"}}}, kNow);
        delete_work(c(), id);
        transaction.commit();
    }
    EXPECT_FALSE(load_record(c(), id));
    for (const std::string table : {"version", "chapter", "claim", "work_tag", "work_creator",
                                    "work_series", "extra", "edit", "finding"}) {
        Query q = c().query("select count(*) from " + table);
        ASSERT_TRUE(q.step());
        EXPECT_EQ(q.integer(0), 0) << table;
    }
    Query q = c().query("select count(*) from ledger");
    ASSERT_TRUE(q.step());
    EXPECT_EQ(q.integer(0), 1) << "the ledger is only ever added to";
}

TEST_P(Stories, titles_sort_without_articles_and_quotes) {
    const auto key = [&](const std::string& title) {
        WorkRecord r;
        r.title = title;
        const WorkId id = saved(prepared(r, {title}, title));
        Query q = c().query("select title_key from work where id = $1");
        q.bind(id).step();
        return std::string(q.text(0));
    };
    EXPECT_EQ(key("The Snow"), "snow");
    EXPECT_EQ(key("\"A Märchen\""), key("Marchen\""));
    EXPECT_EQ(key("The"), "the");
    EXPECT_EQ(key("???"), "???");
}

}  // namespace
}  // namespace solander
