// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers may see over a real socket; leak_test.cpp goes through every route.
#include <fmt/format.h>

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

std::string cookie_of(const Answer& answer, std::string_view name) {
    const std::string line = "Set-Cookie: " + std::string(name) + "=";
    const std::size_t at = answer.head.find(line);
    if (at == std::string::npos) return {};
    const std::size_t from = at + line.size();
    return answer.head.substr(from, answer.head.find(';', from) - from);
}

constexpr const char* kWaysIn[] = {
    "/works/5/chapters/1", "/works/5/read", "/works/5.epub", "/works/5.html",
    "/works/5.txt",        "/works/5.json", "/works/5"};

TEST_F(Consent, every_way_to_the_text_of_an_adult_work_meets_the_notice) {
    const Answer yes = server_.request("POST", "/adult", "", "to=/");
    const std::string cookie = "Cookie: adult=" + cookie_of(yes, "adult") + "\r\n";
    for (const char* path : kWaysIn) {
        const Answer notice = server_.get(path);
        EXPECT_TRUE(notice.has("I am an adult")) << path;
        EXPECT_TRUE(notice.has("<h1>Grown Mill</h1>")) << path;
        EXPECT_TRUE(notice.has("Explicit")) << path;
        EXPECT_TRUE(notice.has("None stated")) << path;
        EXPECT_FALSE(notice.has("mended the lamp")) << path;
        const bool is_file = std::string_view(path).find('.') != std::string_view::npos;
        EXPECT_EQ(notice.status, is_file ? 403 : 200) << path;
        const Answer open = server_.get(path, cookie);
        EXPECT_EQ(open.status, 200) << path;
        EXPECT_FALSE(open.has("I am an adult")) << path;
    }
}

TEST_F(Consent, the_api_gives_no_more_than_the_notice) {
    Archive archive(library());
    ASSERT_TRUE(archive.edit(5, {{"notes", "Between the two of us"}}, "Kat"));
    {
        const LiveServer server(library(), true);
        const std::string adult =
            "Cookie: adult=" + cookie_of(server.request("POST", "/adult", "", "to=/"), "adult")
            + "\r\n";
        for (const char* path : {"/api/v1/works/5", "/api/v1/works?q=Grown"}) {
            EXPECT_TRUE(server.get(path).has("Grown Mill")) << path;
            EXPECT_FALSE(server.get(path).has("Between the two")) << path;
            EXPECT_TRUE(server.get(path, adult).has("Between the two")) << path;
        }
    }
    for (const Edit& edit : archive.edits(Viewer::owner, 5)) {
        if (edit.undone_at.empty()) {
            EXPECT_TRUE(archive.undo_edit(5, edit.id));
        }
    }
}

TEST_F(Consent, who_asks_for_an_adult_check_has_the_notice_whatever_the_rating) {
    Archive archive(library());
    ASSERT_TRUE(archive.edit(1, {{"rating", "general"}}, "Kat"));
    EXPECT_FALSE(LiveServer(library(), true).get("/works/1").has("I am an adult"));
    ASSERT_TRUE(archive.edit(1, {{"conditions", "adult_gate"}}, "Kat"));
    {
        const LiveServer server(library(), true);
        for (const char* path :
             {"/works/1", "/works/1/read", "/works/1/chapters/1", "/works/1.txt"}) {
            const Answer notice = server.get(path);
            EXPECT_TRUE(notice.has("I am an adult")) << path;
            EXPECT_TRUE(notice.has("asks for this notice")) << path;
            EXPECT_FALSE(notice.has("mended the lamp")) << path;
        }
        EXPECT_FALSE(server.get("/works?q=weir+mended").has("<mark>"));
        const Answer yes = server.request("POST", "/adult", "", "to=/");
        const std::string cookie = "Cookie: adult=" + cookie_of(yes, "adult") + "\r\n";
        EXPECT_TRUE(server.get("/works/1/read", cookie).has("mended the lamp"));
    }
    for (const Edit& edit : archive.edits(Viewer::owner, 1)) {
        if (edit.undone_at.empty()) {
            EXPECT_TRUE(archive.undo_edit(1, edit.id));
        }
    }
}

TEST_F(Consent, an_answer_to_the_notice_that_is_not_ours_or_too_old_is_none) {
    const std::string secret = Archive(library()).secret();
    const std::int64_t now = std::time(nullptr), year = std::int64_t{365} * 86'400;
    const std::string good = signed_text(secret, "adult", "yes", now - year + 600);
    const auto asks = [&](const std::string& cookie) {
        return server_.get("/works/5/read", "Cookie: adult=" + cookie + "\r\n")
            .has("I am an adult");
    };
    EXPECT_FALSE(asks(good));
    std::string longer = good;  // the time stands between the dots, in hex
    longer.replace(longer.find('.') + 1, 8, fmt::format("{:x}", now));
    ASSERT_EQ(longer.size(), good.size());
    for (const std::string& bad :
         {std::string("yes"), longer, good + "A", good.substr(0, good.size() - 1),
          signed_text("another secret", "adult", "yes", now),
          signed_text(secret, "left_out", "yes", now), signed_text(secret, "adult", "no", now),
          signed_text(secret, "adult", "yes", now - year - 1),
          signed_text(secret, "adult", "yes", now + 3600)})
        EXPECT_TRUE(asks(bad)) << bad;
}

TEST_F(Consent, an_answer_to_the_notice_holds_after_a_restart_and_can_be_taken_back) {
    const std::string cookie =
        "Cookie: adult=" + cookie_of(server_.request("POST", "/adult", "", "to=/"), "adult")
        + "\r\n";
    const LiveServer again(library(), true);
    EXPECT_FALSE(again.get("/works/5/read", cookie).has("I am an adult"));
    EXPECT_TRUE(again.get("/left-out", cookie).has("Ask me again"));
    const Answer no = again.request("POST", "/adult", cookie, "adult=no&to=/left-out");
    EXPECT_EQ(no.status, 303);
    EXPECT_NE(no.head.find("Set-Cookie: adult=; Path=/; Max-Age=0;"), std::string::npos) << no.head;
}

TEST_F(Consent, adult_works_open_behind_a_notice_that_is_remembered) {
    const Answer yes = server_.request("POST", "/adult", "", "to=/works/5/chapters/1");
    EXPECT_EQ(yes.status, 303);
    for (const char* part : {"Max-Age=31536000", "SameSite=Lax", "HttpOnly"})
        EXPECT_NE(yes.head.find(part), std::string::npos) << yes.head;
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
        const Answer grown_up = server_.get(list, adult_cookie(library()));
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
    for (const char* path : {"/", "/works", "/works/1", "/works/1/chapters/1", "/works/1.epub",
                             "/api/v1/works", "/api/v1/works/1", "/login", "/nothing", "/healthz"})
        EXPECT_NE(server_.get(path).head.find("X-Robots-Tag: noindex, noai, noimageai\r\n"),
                  std::string::npos)
            << path;
    EXPECT_TRUE(
        server_.get("/works/1").has("name=\"robots\" content=\"noindex, noai, noimageai\""));
    EXPECT_EQ(server_.get("/robots.txt").body, "User-agent: *\nDisallow: /\n");
}

TEST(ConsentOfRobots, opens_by_the_settings_what_a_stranger_may_read_and_no_author_refused) {
    TemporaryFolder folder;
    const auto library = folder.path() / "library";
    make_archive(library);
    const auto settings = library / "solander.toml";
    write_file(settings,
               read_file(settings, 1 << 20).value()
                   + "\n[robots]\nsearch = [\"Harbourbot\", \"bad\\nname\"]\n",
               true);
    {
        Archive archive(library);
        Progress progress;
        const char* heads[] = {"Archive: Anywhere\n",
                               "Archive: Anywhere, but no search engines and no AI\n",
                               "Archive: Link only\n"};
        for (int n = 0; n < 4; ++n) {
            std::string text = story_file("Tale " + std::to_string(n), "Mara", n, heads[n % 3]);
            if (n == 3) text.replace(text.find("PG-13"), 5, "NC-17");
            write_file(folder.path() / (std::to_string(n) + ".txt"), text);
            archive.add({folder.path() / (std::to_string(n) + ".txt")}, {}, progress);
        }
        ASSERT_EQ(archive.work(Viewer::owner, 1)->visibility, Visibility::open);
    }
    const LiveServer server(library, true);
    const auto tag = [](const Answer& answer) {
        const std::size_t at = answer.head.find("X-Robots-Tag: ") + 14;
        return answer.head.substr(at, answer.head.find('\r', at) - at);
    };
    for (const char* path : {"/", "/works", "/works/1", "/works/1/chapters/1", "/people/1"}) {
        EXPECT_EQ(tag(server.get(path)), "noai, noimageai") << path;
        EXPECT_TRUE(server.get(path).has("content=\"noai, noimageai\"")) << path;
    }
    for (const char* path :
         {"/works?q=day", "/works/1/read", "/works/1.epub", "/works/1.html", "/api/v1/works",
          "/api/v1/works/1", "/works/2", "/works/2/chapters/1", "/works/3", "/works/4",
          "/works/4/chapters/1", "/works/99", "/login", "/left-out", "/healthz"})
        EXPECT_EQ(tag(server.get(path)), "noindex, noai, noimageai") << path;
    const std::string robots = server.get("/robots.txt").body;
    EXPECT_EQ(robots.rfind("User-agent: Harbourbot\nDisallow: /account\n", 0), 0U) << robots;
    EXPECT_TRUE(robots.ends_with("Allow: /\n\nUser-agent: *\nDisallow: /\n")) << robots;
    EXPECT_EQ(robots.find("bad"), std::string::npos);
}

}  // namespace
}  // namespace solander
