// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of an owner's library over a real socket.
#include "tests/web/live_server.h"

namespace solander {
namespace {

class Pages : public WebTest {
  protected:
    LiveServer server_{library(), false};
};

TEST_F(Pages, every_page_answers) {
    for (const char* path :
         {"/", "/works", "/works/1", "/works/1/chapters/1", "/works/1/read", "/people/1",
          "/works?q=lamp", "/robots.txt", "/healthz", "/api/v1/works", "/api/v1/works/1",
          "/works/1.epub", "/works/1.html", "/works/1.txt", "/works/1.json", "/works/1/original"})
        EXPECT_EQ(server_.get(path).status, 200) << path;
}

TEST_F(Pages, health_says_to_the_owner_how_many_changes_are_still_to_be_followed) {
    EXPECT_EQ(server_.get("/healthz").body, "{\"status\":\"ok\",\"current\":true,\"behind\":0}\n");
}

TEST_F(Pages, when_descriptors_run_out_the_server_waits_and_goes_on) {
    const LiveServer scarce(library(), false, 40);
    std::vector<Caller> held;
    for (int i = 0; i < 60; ++i) held.push_back(scarce.open(1));
    const long before = scarce.cpu_ticks();
    ASSERT_GE(before, 0);
    sleep(1);
    EXPECT_LT(scarce.cpu_ticks() - before, 20) << "of 100: it must not try again at once";
    held.clear();
    // What waited in the queue is taken and found closed; then it is our turn.
    Answer answer;
    for (int i = 0; i < 50 && answer.status != 200; ++i) {
        answer = scarce.get("/healthz");
        usleep(100'000);  // a database that is away for want of a descriptor is tried again soon
    }
    EXPECT_EQ(answer.status, 200);
}

TEST_F(Pages, text_is_escaped_and_every_page_has_one_heading) {
    for (const char* path : {"/", "/works", "/works/1", "/works/1/chapters/1"}) {
        const Answer page = server_.get(path);
        const std::size_t first = page.body.find("<h1");
        ASSERT_NE(first, std::string::npos) << path;
        EXPECT_EQ(page.body.find("<h1", first + 1), std::string::npos) << path;
        EXPECT_TRUE(page.has("<main id=\"main\">")) << path;
        EXPECT_FALSE(page.has("<b>high</b>")) << path;
        EXPECT_FALSE(page.has(" style=")) << path;
        EXPECT_FALSE(page.has("onclick")) << path;
    }
    EXPECT_TRUE(server_.get("/works/1").has("Water &lt;b&gt;high&lt;/b&gt; &amp; rising."));
}

TEST_F(Pages, security_headers_are_on_every_answer) {
    for (const char* path : {"/works", "/nothing", "/works/1.epub", "/assets/solander-x.css"}) {
        const Answer page = server_.get(path);
        EXPECT_NE(page.head.find("Content-Security-Policy: default-src 'none'"), std::string::npos)
            << path;
        EXPECT_NE(page.head.find("X-Content-Type-Options: nosniff"), std::string::npos) << path;
    }
    EXPECT_NE(server_.get("/works/1/original").head.find("Content-Security-Policy: sandbox"),
              std::string::npos);
    EXPECT_NE(server_.get("/works/1/original").head.find("attachment"), std::string::npos);
}

TEST_F(Pages, an_original_that_is_damaged_is_said_to_be_and_not_given_out) {
    namespace fs = std::filesystem;
    const std::string digest = Archive(library()).work(Viewer::owner, 1)->originals.front().sha256;
    const fs::path held =
        library() / "originals" / digest.substr(0, 2) / digest.substr(2, 2) / digest;
    const std::string bytes = read_file(held).value();
    fs::remove(held);
    write_file(held, bytes + "!");
    const Answer page = server_.get("/works/1/original");
    EXPECT_EQ(page.status, 500);
    EXPECT_TRUE(page.has("The original of this work is damaged")) << page.body;
    EXPECT_TRUE(page.has("solander check"));
    EXPECT_EQ(server_.get("/works/1").status, 200);
    EXPECT_EQ(LiveServer(library(), true).get("/works/1/original").status, 404);
    fs::remove(held);  // the library is one for all tests
    write_file(held, bytes);
}

TEST_F(Pages, filters_and_search_say_what_they_show) {
    EXPECT_TRUE(server_.get("/works?rating=explicit").has("Grown Mill"));
    EXPECT_FALSE(server_.get("/works?not.rating=explicit").has("Grown Mill"));
    EXPECT_TRUE(server_.get("/works?q=%22mended+the+lamp%22").has("<mark>"));
    const Answer wrong = server_.get("/works?q=%22open");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_TRUE(wrong.has("^")) << "the place is pointed at";
}

TEST_F(Pages, the_mark_at_a_corrected_value_leads_to_who_corrected_it) {
    {
        Archive archive(library());
        ASSERT_TRUE(archive.edit(1, {{"rating", "mature"}}, "keeper"));
    }
    const std::string page = server_.get("/works/1").body;
    const std::size_t rating = page.find("<dt>Rating");
    ASSERT_NE(rating, std::string::npos);
    const std::size_t from = page.find("#claim-", rating) + 1;
    const std::string claim = page.substr(from, page.find('"', from) - from);
    const std::size_t row = page.find("id=\"" + claim + "\"");
    ASSERT_NE(row, std::string::npos);
    EXPECT_NE(page.substr(row, page.find("</tr>", row) - row).find("a person"), std::string::npos);
}

TEST_F(Pages, filters_and_orders_of_a_persons_page_stay_on_it) {
    const Answer page = server_.get("/people/1");
    EXPECT_TRUE(page.has("href=\"/people/1?sort=title\""));
    EXPECT_TRUE(page.has("href=\"/people/1?rating=explicit\""));
    EXPECT_TRUE(page.has("<form action=\"/people/1\">"));
    const Answer filtered = server_.get("/people/1?rating=explicit");
    EXPECT_TRUE(filtered.has("Grown Mill"));
    EXPECT_FALSE(filtered.has("The Weir"));
}

TEST_F(Pages, a_known_page_is_not_sent_twice) {
    const Answer first = server_.get("/works/1");
    const std::size_t at = first.head.find("ETag: ");
    ASSERT_NE(at, std::string::npos);
    const std::string tag = first.head.substr(at + 6, first.head.find("\r\n", at) - at - 6);
    const Answer second = server_.get("/works/1", "If-None-Match: " + tag + "\r\n");
    EXPECT_EQ(second.status, 304);
    EXPECT_TRUE(second.body.empty());
}

TEST_F(Pages, head_is_get_without_a_body) {
    const Answer head = server_.request("HEAD", "/works");
    EXPECT_EQ(head.status, 200);
    EXPECT_TRUE(head.body.empty());
}

TEST_F(Pages, strange_addresses_are_refused_kindly) {
    for (const char* path : {"/works/0", "/works/-1", "/works/1x", "/works/99999999999999999999",
                             "/works/1/chapters/9", "/works/1.exe", "/people/77", "/tags/77",
                             "/series/77", "//", "/WORKS"})
        EXPECT_EQ(server_.get(path).status, 404) << path;
    for (const char* path :
         {"/../etc/passwd", "/works/%2e%2e/x", "/works/%00", "/works/%zz", "/%5c..%5cx"})
        EXPECT_EQ(server_.get(path).status, 400) << path;
    EXPECT_EQ(server_.request("POST", "/works", "", "a=b").status, 405);
    EXPECT_EQ(server_.request("BREW", "/").status, 501);
}

TEST_F(Pages, requests_that_could_be_read_two_ways_are_refused) {
    const char* const kTwoWays[] = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: b\r\n\r\n",
        "POST /adult HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: "
        "4\r\n\r\nabc",
        "POST /adult HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5x\r\n\r\nabcde",
        "POST /adult HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: "
        "3\r\n\r\n0\r\n\r\n",
        "POST /adult HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, "
        "chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    };
    for (const char* request : kTwoWays) {
        const Answer answer = LiveServer::parsed(server_.raw(request));
        EXPECT_TRUE(answer.status == 400 || answer.status == 501)
            << request << " got " << answer.status;
        EXPECT_NE(answer.head.find("Connection: close"), std::string::npos) << request;
    }
    const std::string long_head =
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(40000, 'x') + "\r\n\r\n";
    EXPECT_EQ(LiveServer::parsed(server_.raw(long_head)).status, 431);
    EXPECT_EQ(server_.request("POST", "/adult", "", std::string(100000, 'x')).status, 413);
}

TEST_F(Pages, a_name_of_another_site_that_leads_here_gets_nothing) {
    for (const char* host : {"evil.example", "evil.example:8080", "127.0.0.1.evil.example"}) {
        const Answer answer = LiveServer::parsed(server_.raw(
            "GET /works HTTP/1.1\r\nHost: " + std::string(host) + "\r\nConnection: close\r\n\r\n"));
        EXPECT_EQ(answer.status, 421) << host;
        EXPECT_FALSE(answer.has("The Weir"));
    }
    for (const char* host : {"localhost:9", "LOCALHOST", "127.0.0.1:8080", "[::1]:80"})
        EXPECT_EQ(LiveServer::parsed(server_.raw("GET /works HTTP/1.1\r\nHost: " + std::string(host)
                                                 + "\r\nConnection: close\r\n\r\n"))
                      .status,
                  200)
            << host;
}

TEST_F(Pages, two_requests_on_one_connection_get_two_answers) {
    const std::string both =
        server_.raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET http://localhost/healthz "
                    "HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const std::size_t first = both.find("HTTP/1.1 200");
    ASSERT_NE(first, std::string::npos);
    EXPECT_NE(both.find("HTTP/1.1 200", first + 1), std::string::npos);
}

TEST_F(Pages, a_correction_shows_at_once) {
    EXPECT_TRUE(server_.get("/works/1").has("The Weir"));
    {
        Archive archive(library());
        ASSERT_TRUE(archive.edit(1, {{"title", "The New Weir"}}, "Kat"));
    }
    usleep(600'000);  // a server looks for changes four times a second
    EXPECT_TRUE(server_.get("/works/1").has("The New Weir"));
    Archive archive(library());
    ASSERT_TRUE(archive.undo_edit(1, archive.edits(Viewer::owner, 1)[0].id));
}

}  // namespace
}  // namespace solander
