// SPDX-License-Identifier: GPL-3.0-or-later
// Logging in to a server that strangers come to: who may what, and for how long.
#include <fmt/format.h>

#include "archive/accounts.h"
#include "tests/web/live_server.h"
#include "web/routes.h"

namespace solander {
namespace {

constexpr const char* kPassword = "four+words+of+snow";  // as a form sends it

class AccountPages : public WebTest {
  protected:
    static void SetUpTestSuite() {
        WebTest::SetUpTestSuite();
        Archive archive(library());
        Accounts accounts(archive);
        for (const Role role : kRoles)
            ASSERT_TRUE(accounts.add(name_of(role), role, "four words of snow"));
    }
    /// The header line of a browser that has logged in.
    static std::string logged_in(const LiveServer& server, std::string_view name,
                                 std::string_view headers = "") {
        const Answer answer = server.request("POST", "/login", headers,
                                             fmt::format("name={}&password={}", name, kPassword));
        EXPECT_EQ(answer.status, 303) << answer.body;
        const std::string cookie = cookie_of(answer);
        EXPECT_GT(cookie.size(), 40U);
        return "Cookie: session=" + cookie + "\r\n";
    }
    static std::string cookie_of(const Answer& answer) {
        const std::size_t at = answer.head.find("session=");
        if (at == std::string::npos) return {};
        return answer.head.substr(at + 8, answer.head.find(';', at) - at - 8);
    }
    static std::string token_of(const Answer& page) {
        const std::size_t at = page.body.find("name=\"form\" value=\"");
        if (at == std::string::npos) return {};
        return page.body.substr(at + 19, page.body.find('"', at + 19) - at - 19);
    }
};

TEST_F(AccountPages, only_name_and_password_together_let_in) {
    const LiveServer server(library(), true);
    for (const std::string form :
         {"name=reader&password=four+words+of+rain", "name=nobody&password=four+words+of+snow",
          "name=reader&password=", "name=&password=four+words+of+snow"}) {
        const Answer answer = server.request("POST", "/login", "", form);
        EXPECT_EQ(answer.status, 403) << form;
        EXPECT_TRUE(answer.has("not known together")) << form;
        EXPECT_EQ(cookie_of(answer), "") << form;
    }
    const std::string cookie = logged_in(server, "READER");
    EXPECT_TRUE(server.get("/account", cookie).has("Here as reader"));
    EXPECT_TRUE(server.get("/", cookie).has(">reader</a>"));
    EXPECT_FALSE(server.get("/").has(">reader</a>")) << "kept for nobody else";
    EXPECT_EQ(server.get("/account").status, 303);
    EXPECT_EQ(server.get("/account", "Cookie: session=abc\r\n").status, 303);
}

TEST_F(AccountPages, a_login_leads_nowhere_else) {
    const LiveServer server(library(), true);
    for (const std::string to : {"https%3A%2F%2Felsewhere.example%2F", "%2F%2Felsewhere.example",
                                 "%2F%5Celsewhere.example", "%2Fx%0D%0ASet-Cookie%3A+a%3Db"}) {
        const Answer answer = server.request(
            "POST", "/login", "", fmt::format("name=reader&password={}&to={}", kPassword, to));
        EXPECT_EQ(answer.status, 303);
        EXPECT_EQ(answer.head.find("elsewhere"), std::string::npos) << answer.head;
        EXPECT_EQ(answer.head.find("\nSet-Cookie: a"), std::string::npos) << answer.head;
    }
}

TEST_F(AccountPages, every_route_lets_in_whom_its_row_says) {
    const LiveServer server(library(), true);
    for (const Role role : kRoles) {
        const std::string cookie = logged_in(server, name_of(role));
        const std::string token = token_of(server.get("/account", cookie));
        for (const Route& route : routes()) {
            std::string path(route.path);
            for (std::size_t at = 0; (at = path.find('#')) != std::string::npos;)
                path.replace(at, 1, "999999");
            if (route.who == Who::anyone || route.method != "GET") continue;
            const Role needed = route.who == Who::admin       ? Role::admin
                                : route.who == Who::archivist ? Role::archivist
                                : route.who == Who::wrangler  ? Role::wrangler
                                                              : Role::reader;
            const bool numbered = path != route.path;
            const int status = server.get(path, cookie).status;
            if (role < needed) {
                EXPECT_EQ(status, 404) << name_of(role) << ' ' << path;
            } else if (!numbered) {
                EXPECT_EQ(status, 200) << name_of(role) << ' ' << path;
            }
        }
    }
}

TEST_F(AccountPages, members_see_what_strangers_see_and_keepers_see_all) {
    const LiveServer server(library(), true);
    const std::string reader = logged_in(server, "reader"),
                      wrangler = logged_in(server, "wrangler"),
                      archivist = logged_in(server, "archivist");
    EXPECT_EQ(server.get("/works/4", reader).status, 404);
    EXPECT_EQ(server.get("/works/4", wrangler).status, 404) << "while she reads";
    EXPECT_EQ(server.get("/works/4", archivist).status, 200);
    EXPECT_TRUE(server.get("/works/4", archivist).has("SHA-256"));
    EXPECT_FALSE(server.get("/works/1", reader).has("SHA-256"));
    EXPECT_FALSE(server.get("/works/1").has("SHA-256")) << "nothing of hers is kept for others";
    EXPECT_EQ(server.get("/works/5/chapters/1", reader).body.find("go on"), std::string::npos)
        << "no notice before a member";
}

// Nothing of them is read: their lengths alone say too much.
TEST_F(AccountPages, long_bodies_are_taken_from_those_alone_whose_route_it_is) {
    const LiveServer server(library(), true);
    const std::string wrangler = logged_in(server, "wrangler"),
                      reader = logged_in(server, "reader"),
                      none = "Cookie: session=" + std::string(43, 'A') + "\r\n",
                      length = "Content-Length: 30000000\r\n";
    const auto sent = [&](const std::string& headers, std::string_view body = "x") {
        return LiveServer::parsed(
            server.raw("POST /admin/tags/table HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                       + headers + "\r\n" + std::string(body)));
    };
    for (const std::string& who : {std::string(), std::string("Cookie: session=x\r\n"),
                                   std::string("Cookie: xsession=; x=session\r\n"), none, reader})
        EXPECT_EQ(sent(who + length).status, 413) << who;
    EXPECT_EQ(sent(none + "Transfer-Encoding: chunked\r\n", "1000000\r\nx").status, 413);
    EXPECT_EQ(sent(wrangler + length).status, 0) << "it waits for the rest";
    const std::string waits = "Expect: 100-continue\r\n";
    EXPECT_EQ(sent(wrangler + length + waits, "").status, 100);
    EXPECT_EQ(sent(none + length + waits, "").status, 413);
    EXPECT_EQ(
        server.request("POST", "/admin/tags/table", wrangler, std::string(100'000, 'x')).status,
        403)
        << "read, and has no token";
}

TEST_F(AccountPages, names_that_somebody_spoke_under_are_not_a_wranglers_to_join) {
    const LiveServer server(library(), true);
    Archive archive(library());
    const auto ask = [&](const char* role, const std::string& form) {
        const std::string cookie = logged_in(server, role);
        return server
            .request("POST", "/admin/people", cookie,
                     "form=" + token_of(server.get("/account", cookie)) + "&" + form)
            .status;
    };
    const std::string join = "do=join&a=Nobody+Else&b=Secret+Pen";
    EXPECT_EQ(ask("wrangler", join), 303);
    ASSERT_TRUE(archive.undo_names(NameList::creator, {}));
    ASSERT_TRUE(
        archive.record_permission({{}, archive.name_called(NameList::creator, "Secret Pen")},
                                  {"asked", "2001", "Kat", "a letter"}));
    EXPECT_EQ(ask("wrangler", join), 409);
    EXPECT_EQ(ask("wrangler", "do=rename&name=Other+Pen&a=Secret+Pen"), 409);
    EXPECT_EQ(ask("archivist", join), 303);
    EXPECT_EQ(ask("wrangler", "do=part&a=Nobody+Else&b=Secret+Pen"), 409);
    const auto acts = archive.name_acts(NameList::creator);
    ASSERT_FALSE(acts.empty());
    EXPECT_EQ(ask("wrangler", fmt::format("do=undo&act={}", acts.front().batch)), 409);
    EXPECT_EQ(ask("archivist", fmt::format("do=undo&act={}", acts.front().batch)), 303);
}

TEST_F(AccountPages, a_form_without_the_sessions_token_changes_nothing) {
    const LiveServer server(library(), true);
    const std::string cookie = logged_in(server, "archivist");
    const std::string token = token_of(server.get("/admin/twins", cookie));
    ASSERT_FALSE(token.empty());
    for (const std::string& body :
         {std::string("a=b"), "form=" + token.substr(1),
          "form=" + token_of(server.get("/account", logged_in(server, "reader")))})
        EXPECT_EQ(server.request("POST", "/admin/twins", cookie, body).status, 403) << body;
    EXPECT_EQ(server
                  .request("POST", "/admin/twins", cookie + "Origin: http://elsewhere.example\r\n",
                           "form=" + token)
                  .status,
              403);
    EXPECT_EQ(server.request("POST", "/admin/twins", cookie, "form=" + token).status, 303);
    EXPECT_EQ(server.request("POST", "/admin/twins", "", "form=" + token).status, 404);
}

TEST_F(AccountPages, every_form_that_changes_something_has_the_token) {
    const LiveServer server(library(), true);
    const std::string cookie = logged_in(server, "admin");
    for (const char* path :
         {"/account", "/admin/findings", "/admin/review/1", "/admin/twins", "/admin/tags",
          "/admin/tags/table", "/admin/people", "/admin/series"}) {
        const std::string page = server.get(path, cookie).body;
        std::size_t forms = 0, tokens = 0;
        for (std::size_t at = 0; (at = page.find("method=\"post\"", at)) != std::string::npos; ++at)
            ++forms;
        for (std::size_t at = 0; (at = page.find("name=\"form\"", at)) != std::string::npos; ++at)
            ++tokens;
        EXPECT_EQ(forms, tokens) << path;
    }
}

TEST_F(AccountPages, sessions_end_at_once) {
    const LiveServer server(library(), true);
    const std::string one = logged_in(server, "author"), two = logged_in(server, "author");
    const Answer page = server.get("/account", one);
    EXPECT_TRUE(page.has("Log out everywhere else"));
    EXPECT_EQ(server.request("POST", "/account/sessions", one, "form=" + token_of(page)).status,
              303);
    EXPECT_EQ(server.get("/account", two).status, 303);
    EXPECT_EQ(server.get("/account", one).status, 200);
    EXPECT_EQ(server.request("POST", "/logout", one, "form=" + token_of(page)).status, 303);
    EXPECT_EQ(server.get("/account", one).status, 303);

    const std::string three = logged_in(server, "author");
    Archive archive(library());
    ASSERT_TRUE(Accounts(archive).set_locked("author", true));
    EXPECT_EQ(server.get("/account", three).status, 303);
    EXPECT_EQ(
        server.request("POST", "/login", "", fmt::format("name=author&password={}", kPassword))
            .status,
        403);
    ASSERT_TRUE(Accounts(archive).set_locked("author", false));
    const std::string four = logged_in(server, "author");
    ASSERT_TRUE(Accounts(archive).set_role("author", Role::reader));
    EXPECT_EQ(server.get("/account", four).status, 303);
    ASSERT_TRUE(Accounts(archive).set_role("author", Role::author));
}

TEST_F(AccountPages, a_new_login_has_a_new_secret_and_ends_the_old_one) {
    const LiveServer server(library(), true);
    const std::string one = logged_in(server, "reader");
    const std::string two = logged_in(server, "reader", one);
    EXPECT_NE(one, two);
    EXPECT_EQ(server.get("/account", one).status, 303);
    EXPECT_EQ(server.get("/account", two).status, 200);
    // A secret that somebody else has chosen is never taken over.
    const std::string chosen = "Cookie: session=" + std::string(43, 'A') + "\r\n";
    EXPECT_NE(logged_in(server, "reader", chosen), chosen);
    EXPECT_EQ(server.get("/account", chosen).status, 303);
}

TEST_F(AccountPages, another_password_needs_the_one_before) {
    const LiveServer server(library(), true);
    const std::string cookie = logged_in(server, "author"), elsewhere = logged_in(server, "author");
    const std::string token = token_of(server.get("/account", cookie));
    const auto change = [&](const std::string& old, const std::string& next) {
        return server.request("POST", "/account/password", cookie,
                              "form=" + token + "&old=" + old + "&password=" + next);
    };
    EXPECT_EQ(change("wrong", "five+words+of+summer+rain").status, 400);
    EXPECT_EQ(change(kPassword, "short").status, 400);
    const Answer changed = change(kPassword, "five+words+of+summer+rain");
    ASSERT_EQ(changed.status, 303) << changed.body;
    EXPECT_EQ(server.get("/account", cookie).status, 303) << "the secret is another one";
    EXPECT_EQ(server.get("/account", elsewhere).status, 303);
    EXPECT_EQ(server.get("/account", "Cookie: session=" + cookie_of(changed) + "\r\n").status, 200);
    Archive archive(library());
    ASSERT_TRUE(Accounts(archive).set_password("author", "four words of snow"));
}

TEST_F(AccountPages, guessing_is_slowed_down_whatever_is_said_of_the_sender) {
    const LiveServer server(library(), true);
    int status = 0;
    for (int i = 0; i < 6; ++i)
        status =
            server
                .request("POST", "/login", fmt::format("X-Forwarded-For: 198.51.100.{}\r\n", i),
                         fmt::format("name=someone{}&password=wrong", i))
                .status;
    EXPECT_EQ(status, 429);
    const Answer waits =
        server.request("POST", "/login", "", fmt::format("name=reader&password={}", kPassword));
    EXPECT_EQ(waits.status, 429);
    EXPECT_NE(waits.head.find("Retry-After: "), std::string::npos);
}

TEST_F(AccountPages, an_owners_own_library_asks_nobody_to_log_in) {
    const LiveServer server(library(), false);
    EXPECT_EQ(server.get("/login").status, 303);
    EXPECT_EQ(server.get("/account").status, 303);
    EXPECT_FALSE(server.get("/").has("Log in"));
    EXPECT_EQ(server.get("/admin/tags").status, 200);
}

}  // namespace
}  // namespace solander
