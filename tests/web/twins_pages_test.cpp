// SPDX-License-Identifier: GPL-3.0-or-later
// Twins in the browser: a person looks, compares, and says.
#include "tests/web/live_server.h"

namespace solander {
namespace {

class TwinsPages : public WebTest {
  protected:
    Answer post(const std::string& path, const std::string& form, const std::string& head = "") {
        return server_.request("POST", path, head, form);
    }
    LiveServer server_{library(), false};
};

TEST_F(TwinsPages, show_what_only_one_of_two_says) {
    EXPECT_EQ(server_.get("/admin/twins").status, 200);
    EXPECT_NE(post("/admin/twins", "do=look").head.find("Location: /admin/twins\r\n"),
              std::string::npos);
    const Answer page = server_.get("/admin/twins/1/2");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.has("<del>")) << page.body;
    EXPECT_TRUE(page.has("<ins>"));
    EXPECT_FALSE(page.has("<b>high</b>"));
    EXPECT_EQ(server_.get("/admin/twins/1/1").status, 404);
    EXPECT_EQ(server_.get("/admin/twins/1/99").status, 404);
}

TEST_F(TwinsPages, a_joined_work_leads_to_the_one_it_is_a_version_of) {
    EXPECT_EQ(post("/admin/twins/1/2", "do=join", "Origin: https://elsewhere.example\r\n").status,
              403);
    EXPECT_EQ(post("/admin/twins/1/2", "do=join", "Sec-Fetch-Site: cross-site\r\n").status, 403);
    EXPECT_EQ(server_.get("/works/2").status, 200);
    EXPECT_EQ(post("/admin/twins/1/2", "do=dance").status, 400);
    EXPECT_EQ(post("/admin/twins/1/2", "do=join", "Sec-Fetch-Site: same-origin\r\n").status, 303);
    const Answer moved = server_.get("/works/2");
    EXPECT_EQ(moved.status, 303);
    EXPECT_NE(moved.head.find("Location: /works/1\r\n"), std::string::npos);
    EXPECT_EQ(server_.get("/works/2/chapters/1").status, 404);
    EXPECT_EQ(server_.get("/works/2.epub").status, 404);
    EXPECT_EQ(server_.get("/admin/twins/1/2").status, 404);
}

TEST_F(TwinsPages, a_join_is_said_where_the_work_is_and_undone_there) {
    EXPECT_FALSE(server_.get("/works/4").has("Versions"));
    EXPECT_EQ(post("/admin/twins/4/5", "do=join").status, 303);
    const Answer work = server_.get("/works/4");
    EXPECT_TRUE(work.has("“Grown Mill” (5) is a version of “Asking Sluice” (4)")) << work.body;
    EXPECT_TRUE(work.has(" · of work 5"));
    EXPECT_TRUE(work.has("action=\"/admin/twins/4/5\""));
    EXPECT_TRUE(server_.get("/admin/twins").has("“Grown Mill” (5) is a version of"));
    const Answer undone = post("/admin/twins/4/5", "do=undo&to=/works/4");
    EXPECT_NE(undone.head.find("Location: /works/4\r\n"), std::string::npos);
    EXPECT_EQ(server_.get("/works/5").status, 200);
    const Answer after = server_.get("/works/5");
    EXPECT_TRUE(after.has("; taken back 20"));
    EXPECT_FALSE(after.has("Part them again"));
    EXPECT_EQ(post("/admin/twins/4/5", "do=undo").status, 404);
}

TEST_F(TwinsPages, are_not_for_strangers) {
    const LiveServer strangers(library(), true);
    EXPECT_EQ(strangers.get("/admin/twins").status, 404);
    EXPECT_FALSE(strangers.get("/works/1").has("Versions"));
    EXPECT_EQ(strangers.request("POST", "/admin/twins/1/3", "", "do=join").status, 404);
    EXPECT_EQ(server_.get("/works/3").status, 200);
}

}  // namespace
}  // namespace solander
