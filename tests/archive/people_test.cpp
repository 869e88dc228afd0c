// SPDX-License-Identifier: GPL-3.0-or-later
// Pen names joined and parted by a person; what hidden works bear is not told of.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "archive/archive.h"
#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;
using Ids = std::vector<WorkId>;

constexpr const char* kOpen = "Archive: Anywhere\n";
constexpr const char* kHidden = "Archive: Do not archive\n";

class People : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(pile());
        add("1", "The Weir", "Ann Reed", kOpen);
        add("2", "The Ford", "A.Reed", kOpen);
        add("3", "The Lock", "Bea Marsh", kHidden);
        add("4", "The Mill", "Ann Reed and Cy Holm", kOpen);
        add("5", "The Dam", "Dora Vale (aka Bea Marsh)", kOpen);
        make_archive(library());
        archive_ = std::make_unique<Archive>(library());
        Progress progress;
        archive_->add({pile()}, {}, progress);
    }
    void add(const std::string& number, const std::string& title, const std::string& author,
             const std::string& more) {
        write_file(pile() / (number + ".txt"), story_file(title, author, std::stoi(number), more));
    }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    std::int64_t id(const std::string& name) {
        return archive_->name_called(NameList::creator, name).value_or(0);
    }
    std::int64_t join(const std::string& a, const std::string& b) {
        return archive_->join_names(NameList::creator, id(a), id(b), "Kat").value();
    }
    Names titles(Viewer viewer, const std::string& query) {
        SearchRequest request;
        request.query = parse_query(query).value();
        const SearchPage page = archive_->find(viewer, request);
        hints_ = page.hints;
        Ids ids;
        for (const Hit& hit : page.hits) ids.push_back(hit.work);
        Names names;
        for (const WorkRecord& work : archive_->blurbs(viewer, ids)) names.push_back(work.title);
        std::sort(names.begin(), names.end());
        return names;
    }
    Names names_of(const Person& person) {
        Names names;
        for (const CountedName& name : person.names) names.push_back(name.name);
        return names;
    }

    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
    Names hints_;
};

TEST_F(People, two_pen_names_are_one_person_when_somebody_says_so_and_only_then) {
    ASSERT_EQ(archive_->person(Viewer::owner, id("Ann Reed"))->wrote, (Ids{1, 4}));
    const std::int64_t act = join("Ann Reed", "A.Reed");
    const auto person = archive_->person(Viewer::owner, id("A.Reed"));
    ASSERT_TRUE(person);
    EXPECT_EQ(person->id, id("Ann Reed")) << "the old address leads to the page";
    EXPECT_EQ(names_of(*person), (Names{"Ann Reed", "A.Reed"}));
    EXPECT_EQ(person->wrote, (Ids{1, 2, 4}));
    EXPECT_EQ(titles(Viewer::owner, "by:\"Ann Reed\""),
              (Names{"The Ford", "The Mill", "The Weir"}));
    EXPECT_EQ(titles(Viewer::owner, "by:\"A.Reed\""), (Names{"The Ford", "The Mill", "The Weir"}));
    EXPECT_EQ(archive_->work(Viewer::owner, 2)->creators[0].name, "A.Reed")
        << "the work keeps the name that stands on it";
    Progress progress;
    archive_->reread(progress, {.all = true});
    EXPECT_EQ(archive_->person(Viewer::owner, id("Ann Reed"))->wrote, (Ids{1, 2, 4}));
    ASSERT_TRUE(archive_->undo_names(NameList::creator, act));
    EXPECT_EQ(archive_->person(Viewer::owner, id("Ann Reed"))->wrote, (Ids{1, 4}));
    EXPECT_EQ(titles(Viewer::owner, "by:\"A.Reed\""), (Names{"The Ford"}));
    EXPECT_FALSE(archive_->undo_names(NameList::creator, act)) << "twice is once too often";
}

TEST_F(People, who_is_joined_brings_along_whoever_was_joined_to_her) {
    join("A.Reed", "Cy Holm");
    join("Ann Reed", "Cy Holm");
    EXPECT_EQ(archive_->person(Viewer::owner, id("Cy Holm"))->name, "Ann Reed");
    EXPECT_EQ(archive_->person(Viewer::owner, id("A.Reed"))->wrote, (Ids{1, 2, 4}));
    EXPECT_FALSE(archive_->join_names(NameList::creator, id("Cy Holm"), id("A.Reed"), "Kat"));
    ASSERT_TRUE(archive_->part_names(NameList::creator, id("Ann Reed"), id("Cy Holm"), "Kat"));
    EXPECT_EQ(archive_->person(Viewer::owner, id("Cy Holm"))->wrote, (Ids{4}));
    EXPECT_EQ(archive_->person(Viewer::owner, id("A.Reed"))->wrote, (Ids{1, 2, 4}));
}

TEST_F(People, works_with_others_are_told_apart_and_translations_are_somebody_elses) {
    ASSERT_TRUE(archive_->edit(2, {{"creators", "A.Reed; Ann Reed (translator)"}}, "Kat"));
    const auto person = archive_->person(Viewer::owner, id("Ann Reed"));
    EXPECT_EQ(person->wrote, (Ids{1, 4}));
    EXPECT_EQ(person->with_others, 1U);
    ASSERT_EQ(person->co_authors.size(), 1U);
    EXPECT_EQ(person->co_authors[0].name, "Cy Holm");
    ASSERT_EQ(person->others.size(), 1U);
    EXPECT_EQ(person->others[0].work, 2);
    EXPECT_EQ(person->others[0].role, "translator");
}

TEST_F(People, are_renamed_and_works_keep_what_stands_on_them) {
    ASSERT_TRUE(archive_->rename(NameList::creator, id("A.Reed"), "Annabel Reed", "Kat"));
    EXPECT_EQ(archive_->person(Viewer::stranger, id("A.Reed"))->name, "Annabel Reed");
    EXPECT_EQ(archive_->work(Viewer::owner, 2)->creators[0].name, "A.Reed");
    EXPECT_EQ(titles(Viewer::stranger, "by:\"Annabel Reed\""), (Names{"The Ford"}));
    ASSERT_TRUE(archive_->undo_names(NameList::creator, {}));
    EXPECT_EQ(archive_->person(Viewer::owner, id("A.Reed"))->name, "A.Reed");
    ASSERT_TRUE(archive_->rename(NameList::creator, id("Ann Reed"), "ann REED", "Kat"));
    EXPECT_EQ(archive_->person(Viewer::owner, id("Ann Reed"))->name, "ann REED");
    EXPECT_EQ(archive_->work(Viewer::owner, 1)->creators[0].name, "Ann Reed");
    ASSERT_TRUE(archive_->undo_names(NameList::creator, {}));
    EXPECT_EQ(archive_->person(Viewer::owner, id("Ann Reed"))->name, "Ann Reed");
    EXPECT_FALSE(archive_->rename(NameList::creator, id("Ann Reed"), "Cy Holm", "Kat"))
        << "somebody else is called so";
}

TEST_F(People, a_name_that_only_hidden_works_bear_is_unknown_to_readers) {
    join("Bea Marsh", "Ann Reed");
    EXPECT_EQ(archive_->person(Viewer::owner, id("Ann Reed"))->name, "Bea Marsh");
    const auto person = archive_->person(Viewer::stranger, id("Ann Reed"));
    ASSERT_TRUE(person);
    EXPECT_EQ(person->name, "Ann Reed");
    EXPECT_EQ(names_of(*person), (Names{"Ann Reed"}));
    EXPECT_EQ(person->wrote, (Ids{1, 4}));
    EXPECT_FALSE(archive_->person(Viewer::stranger, id("Bea Marsh")));
    // Nor does a search tell that the two are one.
    EXPECT_EQ(titles(Viewer::owner, "by:\"Bea Marsh\"").size(), 3U);
    EXPECT_EQ(titles(Viewer::stranger, "by:\"Bea Marsh\""), Names{});
    EXPECT_EQ(titles(Viewer::stranger, "by:Marsh"), Names{});
    EXPECT_EQ(titles(Viewer::stranger, "by:\"Ann Reed\""), (Names{"The Mill", "The Weir"}));
    for (const std::string& hint : hints_) EXPECT_EQ(hint.find("Bea"), std::string::npos) << hint;
    for (const FacetValue& value : archive_->suggest(Viewer::stranger, "creator", "", 100))
        EXPECT_EQ(value.value.find("Bea Marsh"), std::string::npos) << value.value;
    for (const CountedName& name : archive_->names(Viewer::stranger, NameList::creator))
        EXPECT_NE(name.name, "Bea Marsh");
}

TEST_F(People, other_capitals_are_spellings_and_an_accent_makes_another_name) {
    write_file(pile() / "6.txt", story_file("Six", "Zoë O'Lund", 6, kOpen));
    write_file(pile() / "7.txt", story_file("Seven", "ZOË  O’LUND", 7, kOpen));
    write_file(pile() / "8.txt", story_file("Eight", "Zoe O'Lund", 8, kOpen));
    Progress progress;
    archive_->add({pile()}, {}, progress);
    const std::int64_t zoe = id("Zoë O'Lund");
    EXPECT_EQ(id("zoë o’lund"), zoe);
    EXPECT_NE(id("Zoe O'Lund"), zoe);
    auto person = archive_->person(Viewer::stranger, zoe);
    EXPECT_EQ(person->wrote, (Ids{6, 7}));
    ASSERT_EQ(person->spellings.size(), 1U);
    EXPECT_EQ(person->spellings[0].name, "ZOË O’LUND");
    EXPECT_EQ(person->spellings[0].works, 1U);
    Names pairs;
    for (const NamePair& pair : archive_->suggested_people(Viewer::owner))
        pairs.push_back(pair.a.name + "/" + pair.b.name);
    EXPECT_EQ(pairs, (Names{"Bea Marsh/Dora Vale", "Zoë O'Lund/Zoe O'Lund"}));
}

TEST_F(People, two_spellings_of_one_name_are_parted_by_a_person_and_nothing_is_shown_more_by_it) {
    write_file(pile() / "6.txt", story_file("Six", "Kat", 6, kOpen));
    write_file(pile() / "7.txt", story_file("Seven", "KAT", 7, kOpen));
    Progress progress;
    archive_->add({pile()}, {}, progress);
    const std::int64_t kat = id("Kat");
    ASSERT_EQ(id("KAT"), kat);
    ASSERT_TRUE(archive_->record_permission({{}, kat}, {"refused", "2020", "Kat", "a letter"}));
    EXPECT_EQ(titles(Viewer::stranger, "by:kat"), Names{});
    const auto part = [&](std::string_view a, std::string_view b) {
        return archive_->part_spellings(kat, a, b, "Kat");
    };
    EXPECT_FALSE(part("Kat", "Kat"));
    EXPECT_FALSE(part("Kat", "kat")) << "no work bears that";
    const auto act = part("KAT", "Kat");
    ASSERT_TRUE(act);
    EXPECT_NE(id("KAT"), kat);
    EXPECT_EQ(id("Kat"), kat);
    EXPECT_EQ(id("kAt"), kat);
    const auto wrote = [&](const std::string& name) {
        return archive_->person(Viewer::owner, id(name))->wrote;
    };
    EXPECT_EQ(wrote("Kat"), Ids{6});
    EXPECT_EQ(wrote("KAT"), Ids{7});
    EXPECT_EQ(titles(Viewer::owner, "by:\"KAT\""), Names{"Seven"});
    EXPECT_EQ(titles(Viewer::stranger, "by:kat"), Names{}) << "refused by both";
    archive_->reread(progress, {.all = true});
    EXPECT_EQ(wrote("KAT"), Ids{7});
    EXPECT_EQ(archive_->work(Viewer::owner, 7)->creators[0].name, "KAT");
    ASSERT_TRUE(archive_->undo_names(NameList::creator, *act));
    EXPECT_EQ(wrote("Kat"), (Ids{6, 7})) << "one person, as before";
    ASSERT_TRUE(archive_->part_names(NameList::creator, kat, id("KAT"), "Kat"));
    EXPECT_EQ(wrote("Kat"), Ids{6});
    EXPECT_EQ(titles(Viewer::stranger, "by:kat"), Names{});
    Progress checking;
    EXPECT_TRUE(archive_->check(checking).ok());
}

TEST_F(People, anonymous_is_nobody) {
    ASSERT_TRUE(archive_->edit(1, {{"creators", "Anonymous"}}, "Kat"));
    ASSERT_TRUE(archive_->edit(2, {{"creators", "Anonymous"}}, "Kat"));
    ASSERT_NE(id("Anonymous"), 0);
    EXPECT_FALSE(archive_->person(Viewer::owner, id("Anonymous")));
    EXPECT_FALSE(archive_->join_names(NameList::creator, id("Cy Holm"), id("Anonymous"), "Kat"));
    EXPECT_FALSE(archive_->rename(NameList::creator, id("Cy Holm"), "Author unknown", "Kat"));
    for (const CountedName& name : archive_->names(Viewer::owner, NameList::creator))
        EXPECT_NE(name.name, "Anonymous");
}

TEST_F(People, that_may_be_one_are_suggested_with_why_until_somebody_says_that_they_are_two) {
    ASSERT_TRUE(archive_->edit(1, {{"creators", "Ann Reed"}}, "Kat"));
    const auto kinds = [&] {
        Names said;
        for (const NamePair& pair : archive_->suggested_people(Viewer::owner))
            for (const NamePair::Reason& reason : pair.reasons)
                said.push_back(pair.a.name + "/" + pair.b.name + ": "
                               + std::string(name_of(reason.what)));
        return said;
    };
    write_file(pile() / "6.txt", story_file("Six", "Ann  Reed", 6));
    write_file(pile() / "7.txt", story_file("Seven", "A. Reed", 7));
    write_file(pile() / "8.txt", story_file("Eight", "Eva Lund <eva@host.example>", 8));
    write_file(pile() / "9.txt", story_file("Nine", "evlun <eva@host.example>", 9));
    Progress progress;
    archive_->add({pile()}, {}, progress);
    const Names found = kinds();
    const auto has = [](const Names& all, std::string_view one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    for (const std::string& one : found) SCOPED_TRACE(one);
    EXPECT_TRUE(has(found, "A.Reed/A. Reed: spelling")) << found.size();
    EXPECT_TRUE(has(found, "Eva Lund/evlun: address"));
    EXPECT_TRUE(has(found, "Bea Marsh/Dora Vale: aka"));
    EXPECT_TRUE(archive_->suggested_people(Viewer::stranger).empty());
    ASSERT_TRUE(archive_->part_names(NameList::creator, id("A. Reed"), id("A.Reed"), "Kat"));
    ASSERT_TRUE(archive_->part_names(NameList::creator, id("A. Reed"), id("evlun"), "Kat"));
    EXPECT_FALSE(has(kinds(), "A.Reed/A. Reed: spelling")) << "both words hold";
    ASSERT_TRUE(archive_->undo_names(NameList::creator, {}));
    ASSERT_TRUE(archive_->undo_names(NameList::creator, {}));
    EXPECT_TRUE(has(kinds(), "A.Reed/A. Reed: spelling"));
    join("Eva Lund", "evlun");
    EXPECT_FALSE(has(kinds(), "Eva Lund/evlun: address"));
}

}  // namespace
}  // namespace solander
