// SPDX-License-Identifier: GPL-3.0-or-later
// What readers with accounts keep for themselves: off until they say so, and nobody else's.
#include <fcntl.h>
#include <fmt/format.h>

#include "account/secret.h"
#include "archive/reading_history.h"
#include "base/log.h"
#include "catalogue/accounts.h"
#include "tests/web/live_server.h"

namespace solander {
namespace {

class History : public WebTest {
  protected:
    void SetUp() override {
        Archive archive(library());
        for (const Role role : {Role::reader, Role::admin}) {
            const std::string name(name_of(role));
            Accounts accounts(archive);
            (void)accounts.remove(name);
            const auto account = accounts.add(name, role, "four words of snow");
            ASSERT_TRUE(account);
            const auto database = catalogue_of(library());
            const auto c = database->connect();
            WriteTransaction transaction(*c);
            const std::int64_t now = std::time(nullptr);
            add_session(*c, {digest_of_secret("secret of " + name), account->id, now, now});
            transaction.commit();
        }
    }
    /// A browser that is logged in as reader or admin.
    static Answer get(const LiveServer& server, std::string_view path,
                      std::string_view who = "reader") {
        return server.get(path, headers(who));
    }
    static Answer send(const LiveServer& server, std::string_view path, const std::string& form,
                       std::string_view who = "reader") {
        return server.request("POST", path, headers(who),
                              form + "&form=" + form_token(secret(who)));
    }
    static std::string secret(std::string_view who) { return "secret of " + std::string(who); }
    static std::string headers(std::string_view who) {
        return "Cookie: session=" + secret(who) + "\r\n";
    }
    static bool keeps(const LiveServer& server, std::string_view text) {
        return get(server, "/account/reading.json").has(text);
    }
};

TEST_F(History, is_off_until_she_says_otherwise) {
    const LiveServer server(library(), true);
    EXPECT_EQ(get(server, "/works/1/chapters/1").status, 200);
    EXPECT_EQ(get(server, "/account/reading.json").body, "{\"kept\":false,\"reading\":[]}\n");
    EXPECT_TRUE(get(server, "/account/reading").has("Nothing is kept of what you read"));
    EXPECT_FALSE(get(server, "/works/1").has("You were at"));
    EXPECT_EQ(send(server, "/account/reading", "do=done&work=1").status, 303);
    EXPECT_FALSE(keeps(server, "\"id\":1")) << "nothing, also when asked";
    EXPECT_EQ(server.request("POST", "/account/reading", headers("reader"), "do=on").status, 403)
        << "a form of another page";
    EXPECT_FALSE(keeps(server, "\"kept\":true"));
}

TEST_F(History, makes_nobody_wait_for_who_is_writing) {
    const LiveServer server(library(), true);
    EXPECT_EQ(send(server, "/account/reading", "do=on").status, 303);
    const auto database = catalogue_of(library());
    const auto c = database->connect();
    {
        const WriteTransaction long_add(*c);
        EXPECT_EQ(get(server, "/works/1/chapters/1").status, 200);
        EXPECT_FALSE(keeps(server, "\"id\":1"));
    }
    EXPECT_EQ(get(server, "/works/1/chapters/1").status, 200);
    EXPECT_TRUE(keeps(server, "\"id\":1"));
}

TEST_F(History, keeps_the_last_place_in_each_work_and_shows_the_way_back) {
    const LiveServer server(library(), true);
    EXPECT_EQ(send(server, "/account/reading", "do=on").status, 303);
    EXPECT_FALSE(get(server, "/works/1/chapters/1").has("You were at"));
    EXPECT_EQ(get(server, "/works/5/read").status, 200);
    EXPECT_EQ(get(server, "/works/2/chapters/1").status, 404);
    EXPECT_EQ(get(server, "/works/1/chapters/9").status, 404);
    EXPECT_EQ(server.request("HEAD", "/works/1/read", headers("reader")).status, 200);
    EXPECT_EQ(server.get("/works/1/read", headers("reader") + "Sec-Purpose: prefetch\r\n").status,
              200);
    EXPECT_TRUE(keeps(server, "\"id\":1,\"title\":\"The Weir\",\"creators\":[\"Ada Marsh\"],"
                              "\"chapter\":1,\"read\":false"));
    EXPECT_FALSE(keeps(server, "\"id\":2"));
    EXPECT_TRUE(get(server, "/works/1").has("You were at chapter 1"));
    const Answer page = get(server, "/account/reading");
    EXPECT_TRUE(page.has("href=\"/works/1/chapters/1\""));
    EXPECT_TRUE(page.has("href=\"/works/5/read\""));
    EXPECT_LT(page.body.find("Grown Mill"), page.body.find("The Weir")) << "the last one first";
    EXPECT_TRUE(get(server, "/works/1/chapters/1").has("Mark as read"));
    EXPECT_EQ(send(server, "/account/reading", "do=done&work=1&to=/works/1").status, 303);
    EXPECT_FALSE(get(server, "/account/reading").has("The Weir"));
    EXPECT_TRUE(get(server, "/account/reading?done=yes").has("The Weir"));
    EXPECT_TRUE(get(server, "/account/reading.csv").has("1,The Weir,Ada Marsh,1,yes,20"));
    send(server, "/account/reading", "do=off");
    EXPECT_FALSE(get(server, "/works/1").has("You were at"));
    EXPECT_EQ(get(server, "/works/3").status, 200);
    EXPECT_TRUE(keeps(server, "\"id\":1")) << "until she has it forgotten";
    send(server, "/account/reading", "do=forget&work=1");
    EXPECT_FALSE(keeps(server, "\"id\":1"));
    EXPECT_TRUE(keeps(server, "\"id\":5"));
    send(server, "/account/reading", "do=forget-all");
    EXPECT_TRUE(keeps(server, "\"reading\":[]"));
}

TEST_F(History, is_nobody_elses) {
    const LiveServer server(library(), true);
    send(server, "/account/reading", "do=on");
    get(server, "/works/1/chapters/1");
    ASSERT_TRUE(keeps(server, "\"id\":1"));
    EXPECT_FALSE(get(server, "/account/reading.json", "admin").has("\"id\""));
    EXPECT_FALSE(get(server, "/works/1", "admin").has("You were at"));
    send(server, "/account/reading", "do=forget-all", "admin");
    send(server, "/account/reading", "do=forget&work=1", "admin");
    EXPECT_TRUE(keeps(server, "\"id\":1"));
    for (const char* path : {"/account/reading", "/account/reading.csv", "/account/reading.json"}) {
        EXPECT_EQ(server.get(path).status, 303) << path;
        EXPECT_FALSE(server.get(path).has("Weir")) << path;
    }
}

TEST_F(History, tells_of_a_work_that_was_hidden_since_no_more_than_its_number) {
    Archive archive(library());
    const auto account = Accounts(archive).called("reader");
    ReadingHistory history(archive, *account);
    history.turn(true);
    history.reached(2, 1);
    const LiveServer server(library(), true);
    for (const char* path : {"/account/reading", "/account/reading.csv", "/account/reading.json"}) {
        EXPECT_FALSE(get(server, path).has("Hidden Ford")) << path;
        EXPECT_FALSE(get(server, path).has("Nobody Else")) << path;
    }
    EXPECT_TRUE(get(server, "/account/reading").has("Work 2, not shown any more"));
    send(server, "/account/reading", "do=done&work=4");
    send(server, "/account/reading", "do=done&work=999");
    EXPECT_EQ(history.places().size(), 1U) << "only of what she may see";
    ASSERT_TRUE(Accounts(archive).remove("reader"));
    EXPECT_TRUE(history.places().empty()) << "it goes with the account";
}

TEST_F(History, and_what_she_leaves_out_are_kept_with_her_account) {
    const LiveServer server(library(), true);
    EXPECT_TRUE(get(server, "/left-out").has("action=\"/account/left-out\""));
    const Answer done = send(server, "/account/left-out", "rating=explicit&to=/works");
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(done.head.find("left_out="), std::string::npos) << "no cookie";
    EXPECT_FALSE(get(server, "/works").has("Grown Mill"));
    EXPECT_TRUE(get(server, "/works").has("Left out, as you asked: explicit."));
    EXPECT_TRUE(server.get("/works").has("Grown Mill"));
    EXPECT_TRUE(get(server, "/works", "admin").has("Grown Mill"));
    EXPECT_EQ(server.request("POST", "/account/left-out", headers("reader"), "rating=teen").status,
              403);
    EXPECT_FALSE(get(server, "/works").has("Grown Mill"));
}

/// What the server writes to stderr while `act` runs.
template <class Act>
std::string logged(const std::filesystem::path& file, Act&& act) {
    std::fflush(stderr);
    const int kept = dup(2);
    const int to = open(file.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    dup2(to, 2);
    close(to);
    act();
    std::fflush(stderr);
    dup2(kept, 2);
    close(kept);
    return read_file(file, 1 << 24).value();
}

TEST_F(History, and_who_asked_for_what_is_in_no_log) {
    TemporaryFolder folder;
    ASSERT_EQ(setenv("SOLANDER_LOG_LEVEL", "debug", 1), 0);
    const std::string log = logged(folder.path() / "log", [&] {
        const LiveServer server(library(), true);
        send(server, "/account/reading", "do=on");
        get(server, "/works/1/chapters/1");
        get(server, "/works?q=weirword+OR+water&rating=teen");
        get(server, "/account/reading.csv");
        server.request("POST", "/login", "", "name=reader&password=wrongwordsofsnow");
        server.request("POST", "/adult", "", "to=/works/5");
        get(server, "/nothing/secretpath?q=secretquery");
    });
    unsetenv("SOLANDER_LOG_LEVEL");
    set_log_level(LogLevel::warning);
    EXPECT_NE(log.find("debug"), std::string::npos) << "there is a log to look at";
    for (const char* word :
         {"weirword", "The Weir", "secret of", "wrongwords", "secretquery", "secretpath", "reader'",
          "\"reader\"", "name=reader", "=reader", "127.0.0.1", "/works/1/chapters"})
        EXPECT_EQ(log.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace solander
