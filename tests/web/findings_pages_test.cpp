// SPDX-License-Identifier: GPL-3.0-or-later
// A finding in the browser: its place beside the fields as they stand; accepted, mended, split,
// and taken back.
#include "tests/web/live_server.h"

namespace solander {
namespace {

class FindingsPages : public testing::Test {
  protected:
    FindingsPages() {
        const auto pile = folder_.path() / "pile";
        std::filesystem::create_directories(pile);
        std::string file = story_file("The Weir", "Ada Marsh", 1, "Archive: Anywhere\n");
        file.replace(file.find("PG-13"), 5, "NC-13");
        write_file(pile / "1.txt", file);
        file = story_file("The Ford", "Ada Marsh", 2, "Archive: Well, you know me\n");
        file.replace(file.find("PG-13"), 5, "NC-13");
        write_file(pile / "2.txt", file);
        write_file(pile / "3.txt", story_file("First Lock", "Ada Marsh", 3, "") + "\n\n"
                                       + story_file("Second Lock", "J. Weir", 4, ""));
        make_archive(library());
        Archive archive(library());
        Progress progress;
        archive.add({pile}, {}, progress);
        for (const FindingRow& row : archive.findings_of_kind(Viewer::owner, "rating-doubt", 10))
            doubts_.push_back(row.id);
        for (const FindingRow& row : archive.findings_of_kind(Viewer::owner, "second-header", 10))
            second_ = row.id;
    }
    std::filesystem::path library() const { return folder_.path() / "library"; }
    static std::string path(std::int64_t finding) {
        return "/admin/findings/" + std::to_string(finding);
    }
    static std::string leads_to(const Answer& answer) {
        const std::size_t at = answer.head.find("Location: ");
        return at == std::string::npos
                   ? ""
                   : answer.head.substr(at + 10, answer.head.find("\r\n", at) - at - 10);
    }
    /// What the form of that page sends when nothing was changed but `field`.
    static std::string mended(const Answer& page, const std::string& field) {
        const std::size_t at = page.body.find("name=\"state\" value=\"");
        const std::string rest = page.body.substr(at + 20);
        std::string state = rest.substr(0, rest.find("\">"));
        std::string sent;
        for (std::size_t i = 0; i < state.size(); ++i) {
            const bool quote = state.compare(i, 6, "&quot;") == 0;
            sent += quote ? "%22" : std::string(1, state[i]);
            if (quote) i += 5;
        }
        return "do=mend&state=" + sent + "&" + field;
    }
    TemporaryFolder folder_;
    std::vector<std::int64_t> doubts_;
    std::int64_t second_ = 0;
};

TEST_F(FindingsPages, show_the_place_beside_the_fields_as_they_stand) {
    ASSERT_EQ(doubts_.size(), 2U);
    const LiveServer server(library(), false);
    const Answer page = server.get(path(doubts_[0]));
    EXPECT_EQ(page.status, 200);
    const std::size_t mark = page.body.find("<mark>");
    ASSERT_NE(mark, std::string::npos) << page.body;
    EXPECT_NE(page.body.substr(mark, 40).find("NC-13"), std::string::npos);
    EXPECT_TRUE(page.has("id=\"found\""));
    EXPECT_TRUE(page.has("href=\"#found\""));
    EXPECT_TRUE(page.has("value=\"The Weir\""));
    EXPECT_LT(page.body.find("name=\"rating\""), page.body.find("name=\"title\""))
        << "what it is about comes first";
    EXPECT_FALSE(page.has(" style="));
    EXPECT_EQ(server.get(path(999)).status, 404);
    EXPECT_TRUE(server.get("/works/1").has("href=\"" + path(doubts_[0]) + "\""));
}

TEST_F(FindingsPages, what_points_nowhere_is_shown_where_the_value_was_said) {
    const auto unclear =
        Archive(library()).findings_of_kind(Viewer::owner, "permission-unclear", 1);
    ASSERT_EQ(unclear.size(), 1U);
    const LiveServer server(library(), false);
    const Answer page = server.get(path(unclear[0].id));
    EXPECT_TRUE(page.has("<mark>Well, you know me</mark>")) << page.body;
    EXPECT_LT(page.body.find("name=\"permission\""), page.body.find("name=\"title\""));
}

TEST_F(FindingsPages, a_mended_field_settles_it_and_leads_to_the_next) {
    const LiveServer server(library(), false);
    const Answer before = server.get(path(doubts_[0]));
    const std::string form = mended(before, "rating=mature&title=The+Weir");
    const Answer done = server.request("POST", path(doubts_[0]), "", form);
    EXPECT_EQ(done.status, 303) << done.body;
    EXPECT_EQ(leads_to(done), path(doubts_[1]) + "?done=" + std::to_string(doubts_[0]));
    EXPECT_TRUE(server.get(leads_to(done)).has("role=\"status\""));
    EXPECT_TRUE(server.get("/works/1.json").has("\"rating\":\"mature\""));
    const Archive archive(library());
    EXPECT_EQ(archive.edits(Viewer::owner, 1).size(), 1U)
        << "what was not changed is no correction";
    EXPECT_EQ(server.request("POST", path(doubts_[0]), "", form).status, 409)
        << "the work is not as that page showed it";
    const Answer now = server.get(path(doubts_[1]));
    EXPECT_EQ(server.request("POST", path(doubts_[1]), "", mended(now, "title=The+Ford")).status,
              400)
        << "nothing was mended";
    EXPECT_EQ(server.request("POST", path(doubts_[1]), "", "do=settle&to=/works").status, 303);
    EXPECT_TRUE(server.get("/admin/findings?kind=rating-doubt").has("Nothing is left."));
}

TEST_F(FindingsPages, what_was_settled_is_listed_and_reopened) {
    const LiveServer server(library(), false);
    EXPECT_EQ(server.request("POST", path(doubts_[0]), "", "do=settle&to=/admin/findings").status,
              303);
    EXPECT_TRUE(server.get("/admin/findings?settled=yes").has("href=\"" + path(doubts_[0])));
    EXPECT_TRUE(server.get(path(doubts_[0])).has("Reopen it"));
    EXPECT_EQ(leads_to(server.request("POST", path(doubts_[0]), "", "do=reopen")),
              path(doubts_[0]));
    EXPECT_TRUE(server.get(path(doubts_[0])).has("It is right as it is"));
    EXPECT_EQ(server.request("POST", path(doubts_[0]), "", "do=reopen").status, 303)
        << "it is open already";
    EXPECT_EQ(server.request("POST", path(999), "", "do=reopen").status, 404);
}

TEST_F(FindingsPages, two_works_in_one_file_are_split_where_it_says) {
    ASSERT_NE(second_, 0);
    const LiveServer server(library(), false);
    EXPECT_TRUE(server.get(path(second_)).has("Two works: split here"));
    const Answer done = server.request("POST", path(second_), "", "do=split");
    EXPECT_EQ(done.status, 303) << done.body;
    EXPECT_TRUE(server.get("/works/4").has("Second Lock"));
    EXPECT_FALSE(server.get("/admin/findings").has("\"" + path(second_) + "\""));
}

TEST_F(FindingsPages, are_not_for_strangers) {
    const LiveServer strangers(library(), true);
    EXPECT_EQ(strangers.get(path(doubts_[0])).status, 404);
    EXPECT_EQ(strangers.request("POST", path(doubts_[0]), "", "do=settle").status, 404);
}

}  // namespace
}  // namespace solander
