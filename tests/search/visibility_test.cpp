// SPDX-License-Identifier: GPL-3.0-or-later
// What a viewer may not see is not found, not counted, not quoted, not suggested and not hinted at.
#include "tests/search/library.h"

namespace solander {
namespace {

using Ids = std::vector<std::int64_t>;
constexpr std::uint8_t kOpen = 0b00001, kOpenAndListed = 0b00101;

class Visible : public testing::Test {
  protected:
    void SetUp() override {
        const char* names[] = {"open", "members", "listed", "kept", "removed"};
        for (std::int64_t id = 1; id <= 5; ++id) {
            TestWork w;
            w.id = id;
            w.visibility = names[id - 1];
            w.title = "Title " + w.visibility;
            w.chapters = {"The secret word is zeppelin in " + w.visibility + " text."};
            w.tags = {{"fandom", "Shared"}, {"fandom", "Fandom " + w.visibility}};
            w.creators = {"Pen " + w.visibility};
            library_.put(w);
        }
        search_ = library_.open_ready();
    }
    TestLibrary library_;
    std::unique_ptr<Search> search_;
};

TEST_F(Visible, nothing_asked_for_is_nothing_found) {
    EXPECT_EQ(found(*search_, "", 0), Ids{});
    EXPECT_EQ(found(*search_, "zeppelin", 0), Ids{});
}

TEST_F(Visible, hits_and_totals) {
    EXPECT_EQ(found(*search_, "zeppelin", kOpen), Ids{1});
    EXPECT_EQ(search_->find(request_for("zeppelin", kOpen)).total, 1U);
    EXPECT_EQ(found(*search_, "", kOpen), Ids{1});
    EXPECT_EQ(found(*search_, "-nothing", kOpen), Ids{1});
    EXPECT_EQ(found(*search_, "fandom:shared", kOpen), Ids{1});
    EXPECT_EQ(found(*search_, "id:4", kOpen), Ids{});
    EXPECT_EQ(found(*search_, "visibility:kept", kOpen), Ids{});
    EXPECT_EQ(found(*search_, "title:kept OR title:open", kOpen), Ids{1});
    EXPECT_EQ(found(*search_, "title:removed", 0b11111), Ids{});
}

TEST_F(Visible, facets_and_suggestions) {
    auto request = request_for("", kOpen);
    request.facets = true;
    const auto facets = facets_of(search_->find(request));
    EXPECT_EQ(facets.at("fandom"),
              (std::map<std::string, std::uint64_t>{{"Shared", 1}, {"Fandom open", 1}}));
    const auto suggested = search_->suggest("fandom", "fandom", kOpen, 10);
    ASSERT_EQ(suggested.size(), 1U);
    EXPECT_EQ(suggested[0].value, "Fandom open");
    EXPECT_EQ(search_->suggest("fandom", "shared", kOpen, 10)[0].count, 1U);
    EXPECT_TRUE(search_->suggest("creator", "kept", kOpen, 10).empty());
}

TEST_F(Visible, hints_do_not_know_hidden_names) {
    const auto hints = [&](const std::string& query, std::uint8_t visible) {
        return search_->find(request_for(query, visible)).hints;
    };
    EXPECT_EQ(hints("fandom:\"Fandom kept\"", kOpen), hints("fandom:\"Fandom kept\"", kOpen));
    EXPECT_EQ(hints("fandom:\"Fandom kept\"", kOpen),
              std::vector<std::string>{"no fandom is called \"Fandom kept\""});
    EXPECT_EQ(hints("fandom:\"Fandom kepp\"", kOpen),
              std::vector<std::string>{"no fandom is called \"Fandom kepp\""});
    EXPECT_TRUE(hints("fandom:\"Fandom kept\"", kEverything).empty());
}

TEST_F(Visible, listed_works_are_found_by_title_but_not_by_text) {
    EXPECT_EQ(found(*search_, "zeppelin", kOpenAndListed), Ids{1});
    EXPECT_EQ(found(*search_, "title:listed", kOpenAndListed), Ids{3});
    EXPECT_EQ(found(*search_, "listed", kOpenAndListed), Ids{3});
    EXPECT_EQ(found(*search_, "text:listed", kOpenAndListed), Ids{});
    EXPECT_EQ(found(*search_, "title -zeppelin", kOpenAndListed), Ids{3});
    auto request = request_for("listed OR zeppelin", kOpenAndListed);
    for (const Hit& hit : search_->find(request).hits)
        EXPECT_EQ(hit.snippet.text.empty(), hit.work != 1) << hit.work;
    request.readable = kOpenAndListed;
    EXPECT_EQ(search_->find(request).total, 2U);
}

TEST_F(Visible, readable_is_never_more_than_visible) {
    auto request = request_for("zeppelin", kOpen);
    request.readable = kEverything;
    EXPECT_EQ(ids_of(search_->find(request)), Ids{1});
}

TEST_F(Visible, a_work_hidden_since_the_snapshot_is_not_quoted) {
    (void)found(*search_, "", kOpen);
    library_.connection().query("update work set visibility = 'kept' where id = 1").run();
    const SearchPage page = search_->find(request_for("zeppelin", kOpen));  // filters not refreshed
    for (const Hit& hit : page.hits) EXPECT_EQ(hit.snippet.text, "");
}

TEST_F(Visible, a_changed_visibility_is_followed) {
    (void)found(*search_, "", kOpen);
    TestWork w;
    w.id = 1;
    w.visibility = "kept";
    w.title = "Title open";
    w.chapters = {"zeppelin"};
    library_.put(w);
    search_->refresh();
    EXPECT_EQ(found(*search_, "zeppelin", kOpen), Ids{});
    EXPECT_EQ(found(*search_, "", kOpen), Ids{});
}

}  // namespace
}  // namespace solander
