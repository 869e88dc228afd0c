// SPDX-License-Identifier: GPL-3.0-or-later
// Ratings and warnings that a reader does not want to meet.
#include "web/left_out.h"

#include <fmt/format.h>

#include "tests/web/live_server.h"
#include "web/app.h"

namespace solander {
namespace {

TEST(LeftOutText, is_read_as_it_was_written_and_nothing_else_is) {
    const LeftOut one = LeftOut::from_text(
        "rating=explicit&rating=unstated&warning=Major+Character+Death&rating=explicit");
    EXPECT_EQ(one.ratings, (std::vector<std::string>{"explicit", "unstated"}));
    EXPECT_EQ(one.warnings, std::vector<std::string>{"Major Character Death"});
    EXPECT_EQ(LeftOut::from_text(one.text()).text(), one.text());
    EXPECT_EQ(one.in_words(), "explicit, no rating stated, Major Character Death");
    for (const char* none :
         {"", "rating=", "rating=purple", "fandom=Harbour", "warning=%FF%FE", "rating", "&&&=&"})
        EXPECT_TRUE(LeftOut::from_text(none).empty()) << none;
}

TEST(LeftOutText, has_an_end) {
    std::string text = "warning=" + std::string(101, 'x');
    for (int i = 0; i < 5000; ++i) text += fmt::format("&warning={:090}", i);
    const LeftOut much = LeftOut::from_text(text);
    EXPECT_LE(much.warnings.size(), 40U);
    EXPECT_LT(much.text().size(), 3000U) << "it must fit into a cookie";
    EXPECT_FALSE(much.empty());
    EXPECT_TRUE(much.query()) << "and yet can be asked for";
    const LeftOut odd = LeftOut::from_text("warning=%22&warning=%22%22+%22&warning=)+OR+(&"
                                           "warning=-*&warning=a%5C&rating=explicit");
    EXPECT_TRUE(odd.query());
    EXPECT_EQ(odd.ratings.size(), 1U);
}

class LeftOutPages : public WebTest {
  protected:
    LiveServer server_{library(), true};
    std::string leaving_out(const std::string& form) const {
        const Answer answer = server_.request("POST", "/left-out", "", form);
        EXPECT_EQ(answer.status, 303);
        const std::string line = "Set-Cookie: left_out=";
        const std::size_t at = answer.head.find(line);
        if (at == std::string::npos) return {};
        const std::size_t from = at + line.size();
        return "Cookie: left_out=" + answer.head.substr(from, answer.head.find(';', from) - from)
               + "\r\n";
    }
};

TEST_F(LeftOutPages, every_list_leaves_them_out_and_says_so) {
    const std::string cookie = leaving_out("rating=explicit&warning=Nothing+has+this&to=/works");
    for (const char* list : {"/", "/works", "/people/1", "/works?q=day", "/works?sort=title"}) {
        EXPECT_TRUE(server_.get(list).has("Grown Mill")) << list;
        const Answer answer = server_.get(list, cookie);
        EXPECT_FALSE(answer.has("Grown Mill")) << list;
        EXPECT_TRUE(answer.has("The Weir")) << list;
        EXPECT_TRUE(answer.has("Left out, as you asked: explicit, Nothing has this.")) << list;
        EXPECT_FALSE(answer.has("class=\"hint\"")) << list << ": what no work has is no news";
    }
    EXPECT_TRUE(server_.get("/works", cookie).has("2 works"));
    EXPECT_TRUE(server_.get("/works").has("3 works")) << "for this browser alone";
}

TEST_F(LeftOutPages, one_list_shows_them_when_asked) {
    const std::string cookie = leaving_out("rating=explicit");
    EXPECT_TRUE(server_.get("/works?q=day", cookie).has("href=\"/works?q=day&amp;all=yes\""));
    const Answer all = server_.get("/works?all=yes", cookie);
    EXPECT_TRUE(all.has("Grown Mill"));
    EXPECT_TRUE(all.has("Leave it out"));
    EXPECT_TRUE(all.has("all=yes&amp;sort") || all.has("sort=title&amp;all=yes"))
        << "the next page of the list is of the same list";
    EXPECT_TRUE(server_.get("/works?rating=explicit", cookie).has("Grown Mill"))
        << "asked for by name";
    EXPECT_EQ(server_.get("/works/5", cookie).status, 200) << "its own address leads there";
}

TEST_F(LeftOutPages, the_choice_is_shown_and_taken_back) {
    const std::string cookie = leaving_out("rating=mature&warning=Spiders&warning=");
    const Answer page = server_.get("/left-out?to=/works%3Fq%3Dday", cookie);
    EXPECT_TRUE(page.has("value=\"mature\" checked"));
    EXPECT_TRUE(page.has("value=\"Spiders\" checked"));
    EXPECT_FALSE(page.has("value=\"explicit\" checked"));
    EXPECT_TRUE(page.has("href=\"/works?q=day\""));
    const Answer none = server_.request("POST", "/left-out", cookie, "to=/works?q=day");
    EXPECT_NE(none.head.find("left_out=; Path=/; Max-Age=0"), std::string::npos) << none.head;
    EXPECT_NE(none.head.find("Location: /works?q=day\r\n"), std::string::npos) << none.head;
    EXPECT_NE(server_.request("POST", "/left-out", "", "to=//elsewhere.example/")
                  .head.find("Location: /works\r\n"),
              std::string::npos);
    EXPECT_EQ(
        server_.request("POST", "/left-out", "Origin: https://elsewhere.example\r\n", "rating=teen")
            .status,
        403);
}

TEST_F(LeftOutPages, a_cookie_that_is_not_ours_leaves_nothing_out) {
    EXPECT_TRUE(server_.get("/works", "Cookie: left_out=rating=explicit\r\n").has("Grown Mill"));
    EXPECT_TRUE(
        server_.get("/works", adult_cookie(library()).replace(8, 5, "left_out")).has("Grown Mill"));
}

}  // namespace
}  // namespace solander
