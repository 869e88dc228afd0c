// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers may see over a real socket; leak_test.cpp goes through every route.
#include <string>

#include "tests/web/live_server.h"

namespace solander {
namespace {

class Consent : public WebTest {
  protected:
    LiveServer server_{library(), true};
};

TEST_F(Consent, strangers_are_told_that_the_server_is_current_but_no_number_of_changes) {
    EXPECT_EQ(server_.get("/healthz").body, "{\"status\":\"ok\",\"current\":true}\n");
}

TEST_F(Consent, a_hidden_work_answers_like_one_that_is_not_there) {
    for (const char* tail : {"", ".epub", ".json", "/read", "/chapters/1"}) {
        const Answer hidden = server_.get("/works/2" + std::string(tail));
        const Answer absent = server_.get("/works/999" + std::string(tail));
        EXPECT_EQ(hidden.status, 404) << tail;
        EXPECT_EQ(hidden.body, absent.body) << tail;
    }
}

TEST_F(Consent, hidden_works_are_not_even_counted) {
    EXPECT_TRUE(server_.get("/api/v1/works").has("\"total\":3"));
    EXPECT_TRUE(server_.get("/works").has("3 works"));
}

TEST_F(Consent, a_listed_work_shows_its_card_and_not_its_text) {
    EXPECT_EQ(server_.get("/works/3").status, 200);
    EXPECT_TRUE(server_.get("/works/3").has("Listed Lock"));
    for (const char* path :
         {"/works/3/chapters/1", "/works/3/read", "/works/3.epub", "/works/3.txt"})
        EXPECT_EQ(server_.get(path).status, 404) << path;
}

TEST_F(Consent, adult_works_open_behind_a_notice_that_is_remembered) {
    const Answer notice = server_.get("/works/5/chapters/1");
    EXPECT_TRUE(notice.has("I am an adult"));
    EXPECT_FALSE(notice.has("mended the lamp"));
    const Answer yes = server_.request("POST", "/adult", "", "to=/works/5/chapters/1");
    EXPECT_EQ(yes.status, 303);
    EXPECT_NE(yes.head.find("Set-Cookie: adult=yes"), std::string::npos);
    EXPECT_FALSE(server_.get("/works/5/chapters/1", "Cookie: adult=yes\r\n").has("I am an adult"));
    // Only pages of ours are gone on to.
    for (const char* to : {"to=//evil.example/", "to=https://evil.example/", "to=/\\evil.example",
                           "to=javascript:x"})
        EXPECT_NE(server_.request("POST", "/adult", "", to).head.find("Location: /\r\n"),
                  std::string::npos)
            << to;
    EXPECT_EQ(server_.request("POST", "/adult", "Origin: https://evil.example\r\n", "to=/").status,
              403);
}

TEST_F(Consent, no_list_quotes_an_adult_work_before_the_notice) {
    for (const char* list :
         {"/works?q=title:grown+%22on+day%22", "/api/v1/works?q=title:grown+%22on+day%22"}) {
        EXPECT_TRUE(server_.get(list).has("Grown Mill")) << list;
        EXPECT_FALSE(server_.get(list).has("passage")) << list;
        EXPECT_FALSE(server_.get(list).has("\"snippet\"")) << list;
        const Answer grown_up = server_.get(list, "Cookie: adult=yes\r\n");
        EXPECT_TRUE(grown_up.has("passage") || grown_up.has("\"snippet\"")) << list;
    }
}

TEST_F(Consent, strangers_learn_no_digest) {
    Archive archive(library());
    const std::string digest = archive.work(Viewer::owner, 1)->originals[0].sha256;
    for (const char* path : {"/works/1", "/works/1.json", "/works/1.html", "/works/1.txt",
                             "/api/v1/works/1", "/api/v1/works"})
        EXPECT_FALSE(server_.get(path).has(digest)) << path;
}

TEST_F(Consent, addresses_of_people_are_for_the_keeper_alone) {
    TemporaryFolder folder;
    const auto library = folder.path() / "library", file = folder.path() / "1.txt";
    write_file(file, story_file("The Weir", "Kat (kat@host.example)", 1,
                                "E-mail: kat@host.example\nArchive: Anywhere\n")
                         + "\nMara wrote to tobin@ferry.example that night.\n\n" + story_text(2)
                         + "\n\nFeedback to kat AT host DOT example.\n");
    make_archive(library);
    {
        Archive archive(library);
        Progress progress;
        archive.add({file}, {}, progress);
    }
    const LiveServer readers(library, true), keeper(library, false);
    for (const char* path :
         {"/works/1", "/works/1/chapters/1", "/works/1/read", "/works/1.html", "/works/1.txt",
          "/works/1.json", "/api/v1/works/1", "/works?q=feedback+host", "/api/v1/works?q=night"}) {
        const Answer page = readers.get(path);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_FALSE(page.has("kat@")) << path;
        EXPECT_FALSE(page.has("AT host")) << path;
    }
    EXPECT_TRUE(readers.get("/works/1/chapters/1").has("tobin@ferry.example"))
        << "she is of the story";
    EXPECT_TRUE(keeper.get("/works/1/chapters/1").has("AT host DOT"));
}

TEST_F(Consent, originals_are_for_the_owner_alone) {
    EXPECT_EQ(server_.get("/works/1/original").status, 404);
}

TEST_F(Consent, machines_are_asked_to_stay_away) {
    EXPECT_NE(server_.get("/works").head.find("X-Robots-Tag: noindex, noai"), std::string::npos);
    EXPECT_TRUE(server_.get("/robots.txt").has("Disallow: /"));
}

}  // namespace
}  // namespace solander
