// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of a second device, keys for programs, invitations, and the page that keeps accounts.
#include <fmt/format.h>
#include <sodium.h>

#include <chrono>
#include <thread>

#include "account/totp.h"
#include "archive/api_tokens.h"
#include "tests/web/live_server.h"

namespace solander {
namespace {

constexpr const char* kPassword = "four words of snow";
constexpr const char* kSent = "four+words+of+snow";  // as a form sends it

/// The half minute that it is, with ten seconds of it left at least.
std::int64_t step_now() {
    using std::chrono::seconds;
    std::int64_t now = 0;
    do {
        now =
            std::chrono::duration_cast<seconds>(std::chrono::system_clock::now().time_since_epoch())
                .count();
        if (now % kTotpSeconds > 20) std::this_thread::sleep_for(seconds(1));
    } while (now % kTotpSeconds > 20);
    return now / kTotpSeconds;
}

std::string between(const std::string& text, std::string_view before, std::string_view behind) {
    const std::size_t at = text.find(before);
    if (at == std::string::npos) return {};
    const std::size_t from = at + before.size();
    return text.substr(from, text.find(behind, from) - from);
}

class AccountKeys : public WebTest {
  protected:
    void SetUp() override {
        Archive archive(library());
        Accounts accounts(archive);
        for (const Role role : {Role::reader, Role::archivist, Role::admin}) {
            if (accounts.called(name_of(role))) (void)accounts.remove(name_of(role));
            ASSERT_TRUE(accounts.add(name_of(role), role, kPassword));
        }
    }
    void TearDown() override {
        set_setting("accounts", "");
        for (const char* name : {"nell", "otto"}) {
            Archive archive(library());
            (void)Accounts(archive).remove(name);
        }
    }
    /// Replaces the settings of [accounts].
    static void set_setting(const std::string& section, const std::string& lines);

    static std::string cookie(const Answer& answer) {
        return "Cookie: session=" + between(answer.head, "session=", ";") + "\r\n";
    }
    static std::string logged_in(const LiveServer& server, const std::string& name,
                                 const std::string& code = "") {
        const Answer answer = server.request(
            "POST", "/login", "", fmt::format("name={}&password={}&code={}", name, kSent, code));
        EXPECT_EQ(answer.status, 303) << name;
        return cookie(answer);
    }
    static std::string token_of(const Answer& page) {
        return between(page.body, "name=\"form\" value=\"", "\"");
    }
    static std::string basic(const std::string& plain) {
        std::string out(200, '\0');
        sodium_bin2base64(out.data(), out.size(),
                          reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                          sodium_base64_VARIANT_ORIGINAL);
        return fmt::format("Authorization: Basic {}\r\n", out.c_str());
    }
};

void AccountKeys::set_setting(const std::string& section, const std::string& lines) {
    const std::filesystem::path file = library() / "solander.toml";
    static const std::string kept = *read_file(file, 1 << 20);
    write_file(file, kept + (lines.empty() ? "" : fmt::format("\n[{}]\n{}\n", section, lines)));
}

TEST_F(AccountKeys, codes_are_asked_for_once_they_are_set_up) {
    const LiveServer server(library(), true);
    const std::string session = logged_in(server, "reader");
    const Answer page = server.get("/account/codes", session);
    EXPECT_TRUE(page.has("role=\"img\""));
    const std::string key = between(page.body, "name=\"key\" value=\"", "\"");
    const std::string bytes = bytes_of_base32(key).value_or("");
    ASSERT_EQ(bytes.size(), 20U);
    std::string password = kSent;
    const auto send = [&](const std::string& form_key, const std::string& code) {
        return server.request("POST", "/account/codes", session,
                              fmt::format("form={}&key={}&code={}&password={}", token_of(page),
                                          form_key, code, password));
    };
    const std::int64_t step = step_now();
    EXPECT_EQ(send(key, totp_code(bytes, step - 9)).status, 400);
    EXPECT_EQ(send("MZXW6", totp_code("foo", step)).status, 400) << "too short a key";
    EXPECT_FALSE(server.get("/account", session).has("with a code, too"));
    password = "another";
    EXPECT_TRUE(send(key, totp_code(bytes, step - 1)).has("not your password"));
    EXPECT_FALSE(server.get("/account", session).has("with a code, too"));
    password = kSent;
    const std::string elsewhere = logged_in(server, "reader");
    EXPECT_TRUE(server.get("/account", elsewhere).has("Here as reader"));
    // The step before: what follows still has codes of its own.
    EXPECT_EQ(send(key, totp_code(bytes, step - 1)).status, 303);
    EXPECT_TRUE(server.get("/account", session).has("with a code, too"));
    EXPECT_EQ(server.get("/account", elsewhere).status, 303) << "logged out, but here";

    const auto log_in = [&](const std::string& code) {
        return server
            .request("POST", "/login", "",
                     fmt::format("name=reader&password={}&code={}", kSent, code))
            .status;
    };
    EXPECT_EQ(log_in(""), 403);
    EXPECT_EQ(log_in("000000"), 403);
    EXPECT_EQ(log_in(totp_code(bytes, step - 1)), 403) << "counted already";
    EXPECT_EQ(log_in(totp_code(bytes, step)), 303);
    EXPECT_EQ(log_in(totp_code(bytes, step)), 403) << "once";

    EXPECT_EQ(send("", "000000").status, 400);
    EXPECT_TRUE(server.get("/account", session).has("with a code, too"));
    EXPECT_EQ(send("", totp_code(bytes, step + 1)).status, 303);
    EXPECT_EQ(log_in(""), 303);
}

TEST_F(AccountKeys, staff_without_codes_are_readers_where_codes_are_wanted) {
    set_setting("accounts", "codes = \"staff\"");
    const LiveServer server(library(), true);
    const std::string session = logged_in(server, "archivist");
    EXPECT_EQ(server.get("/admin", session).status, 404);
    EXPECT_EQ(server.get("/works/4", session).status, 404);
    const Answer page = server.get("/account/codes", session);
    EXPECT_TRUE(server.get("/account", session).has("you are here as a reader"));
    const std::string key = between(page.body, "name=\"key\" value=\"", "\"");
    EXPECT_EQ(server
                  .request("POST", "/account/codes", session,
                           fmt::format("form={}&key={}&code={}&password={}", token_of(page), key,
                                       totp_code(*bytes_of_base32(key), step_now()), kSent))
                  .status,
              303);
    EXPECT_EQ(server.get("/admin", session).status, 200);
    EXPECT_EQ(server.get("/works/4", session).status, 200);
}

TEST_F(AccountKeys, programs_read_with_keys_and_change_nothing) {
    const LiveServer server(library(), true);
    const std::string session = logged_in(server, "archivist");
    const Answer page = server.get("/account", session);
    const auto make = [&](const std::string& scope) {
        const Answer made =
            server.request("POST", "/account/tokens", session,
                           fmt::format("form={}&name=My+reader&scope={}&days=30&password={}",
                                       token_of(page), scope, kSent));
        EXPECT_EQ(made.status, 200);
        return between(made.body, "<code>", "</code>");
    };
    const std::string reads = make("read"), sees = make("staff");
    ASSERT_EQ(reads.size(), 43U);
    EXPECT_FALSE(server.get("/account", session).has(reads)) << "shown once";
    EXPECT_EQ(server.get("/api/v1/works/4", "Authorization: Bearer " + sees + "\r\n").status, 200);
    EXPECT_EQ(server.get("/api/v1/works/4", basic("archivist:" + sees)).status, 200);
    EXPECT_EQ(server.get("/api/v1/works/4", basic("archivist:" + reads)).status, 404);
    EXPECT_EQ(server.get("/api/v1/works/1", basic("archivist:" + reads)).status, 200);
    EXPECT_EQ(server.get("/api/v1/works/4").status, 404) << "kept for nobody else";
    EXPECT_EQ(server.get("/admin", basic("x:" + reads)).status, 404);
    EXPECT_EQ(server.get("/admin", basic("x:" + sees)).status, 200);
    for (const char* path : {"/account", "/account/codes"})
        EXPECT_EQ(server.get(path, basic("x:" + sees)).status, 403) << path;
    EXPECT_EQ(server.request("POST", "/admin/twins", basic("x:" + sees), "a=b").status, 403);
    EXPECT_EQ(
        server.request("POST", "/account/tokens", basic("x:" + sees), "name=a&scope=staff").status,
        403);
    for (const std::string& wrong :
         {std::string("Authorization: Bearer " + reads + "x\r\n"),
          basic("archivist:" + std::string(kPassword)), std::string("Authorization: Basic *\r\n"),
          std::string("Authorization: Digest a\r\n")}) {
        const Answer answer = server.get("/api/v1/works/1", wrong);
        EXPECT_EQ(answer.status, 401) << wrong;
        EXPECT_NE(answer.head.find("WWW-Authenticate: Basic"), std::string::npos);
    }

    Archive archive(library());
    const Account owner = *Accounts(archive).called("archivist");
    ApiTokens tokens(archive);
    ASSERT_EQ(tokens.list(owner).size(), 2U);
    const std::int64_t id = tokens.list(owner).back().id;
    const std::string other = logged_in(server, "reader");
    const std::string form = "form=" + token_of(server.get("/account", other));
    EXPECT_EQ(server.request("POST", fmt::format("/account/tokens/{}", id), other, form).status,
              404)
        << "another person's";
    EXPECT_EQ(server
                  .request("POST", fmt::format("/account/tokens/{}", id), session,
                           "form=" + token_of(page))
                  .status,
              303);
    EXPECT_EQ(server.get("/api/v1/works/1", basic("x:" + reads)).status, 401);
    ASSERT_TRUE(Accounts(archive).set_role("archivist", Role::reader));
    EXPECT_EQ(server.get("/api/v1/works/4", basic("x:" + sees)).status, 404) << "as her role is";
    ASSERT_TRUE(Accounts(archive).set_locked("archivist", true));
    EXPECT_EQ(server.get("/api/v1/works/1", basic("x:" + sees)).status, 401);
}

TEST_F(AccountKeys, readers_make_no_keys_that_see_more) {
    const LiveServer server(library(), true);
    const std::string session = logged_in(server, "reader");
    const Answer page = server.get("/account", session);
    EXPECT_FALSE(page.has("value=\"staff\""));
    for (const char* form :
         {"name=a&scope=staff&days=1", "name=a&scope=all&days=1", "name=a&scope=read&days=-1",
          "name=&scope=read&days=1", "name=a&scope=read&days=99999"})
        EXPECT_EQ(server
                      .request("POST", "/account/tokens", session,
                               fmt::format("form={}&{}&password={}", token_of(page), form, kSent))
                      .status,
                  400)
            << form;
    for (const char* password : {"", "&password=not+hers"})
        EXPECT_TRUE(server
                        .request("POST", "/account/tokens", session,
                                 fmt::format("form={}&name=a&scope=read&days=1{}", token_of(page),
                                             password))
                        .has("not your password"))
            << password;
}

TEST_F(AccountKeys, an_invitation_makes_one_account) {
    const LiveServer server(library(), true);
    EXPECT_EQ(server.get("/register").status, 404) << "only who is invited";
    const std::string session = logged_in(server, "admin");
    const Answer page = server.get("/admin/accounts", session);
    const Answer made =
        server.request("POST", "/admin/accounts", session,
                       fmt::format("form={}&do=invite&role=wrangler&days=2", token_of(page)));
    const std::string secret = between(made.body, "/register?invite=", "<");
    ASSERT_EQ(secret.size(), 43U);
    EXPECT_FALSE(server.get("/admin/accounts", session).has(secret)) << "shown once";
    EXPECT_TRUE(server.get("/register?invite=" + secret).has("Make an account"));
    EXPECT_EQ(server.get("/register?invite=" + secret.substr(1)).status, 404);
    const auto use = [&](const std::string& name, const std::string& password) {
        return server.request("POST", "/register", "",
                              fmt::format("invite={}&name={}&password={}", secret, name, password));
    };
    EXPECT_TRUE(use("nell", "short").has("12 characters"));
    EXPECT_TRUE(use("reader", kSent).has("already"));
    EXPECT_TRUE(use("The+Owner", kSent).has("looks after the library"));
    const Answer done = use("nell", kSent);
    EXPECT_EQ(done.status, 303);
    EXPECT_TRUE(server.get("/account", cookie(done)).has("Here as wrangler"));
    EXPECT_EQ(use("otto", kSent).status, 404) << "once";
    EXPECT_EQ(server.get("/register?invite=" + secret).status, 404);
}

TEST_F(AccountKeys, of_several_at_once_one_is_let_in_with_an_invitation) {
    std::string secret;
    {
        Archive archive(library());
        secret = Accounts(archive).invite(Role::reader, "test", 1);
    }
    const LiveServer server(library(), true);
    std::vector<Caller> callers;
    for (const char* name : {"uma", "vic", "wim", "xia"}) {
        const std::string form = fmt::format("invite={}&name={}&password={}", secret, name, kSent);
        callers.push_back(server.open(10));
        callers.back().say(fmt::format("POST /register HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                       "Content-Length: {}\r\n\r\n{}",
                                       form.size(), form));
    }
    int let_in = 0;
    for (const Caller& caller : callers) {
        const Answer answer = LiveServer::parsed(caller.rest());
        EXPECT_NE(answer.status, 503);
        if (answer.status != 303) continue;
        ++let_in;
        EXPECT_TRUE(server.get("/account", cookie(answer)).has("Here as reader"));
    }
    EXPECT_EQ(let_in, 1);
}

TEST_F(AccountKeys, names_that_look_like_another_are_none) {
    Archive archive(library());
    Accounts accounts(archive);
    for (const char* name : {"k\xD0\xB0t", "kat\xE2\x80\xAE", "k\xE2\x80\x8B\x61t", "\xCE\x91nna"})
        EXPECT_EQ(accounts.add(name, Role::reader, kPassword).error().fault, Fault::usage) << name;
    for (const char* name : {"Admin", "the  owner", "MODERATOR"})
        EXPECT_FALSE(Accounts::fault_of_own_name(name).empty()) << name;
    for (const char* name : {"Zo\xC3\xAB", "\xD0\xAF\xD0\xBD\xD0\xB0", "modern"})
        EXPECT_TRUE(Accounts::fault_of_own_name(name).empty()) << name;
}

TEST_F(AccountKeys, who_may_make_an_account_is_a_setting) {
    std::string secret;
    {
        Archive archive(library());
        secret = Accounts(archive).invite(Role::reader, "test", 1);
    }
    set_setting("accounts", "open = \"no\"");
    {
        const LiveServer server(library(), true);
        EXPECT_EQ(server.get("/register").status, 404);
        EXPECT_EQ(server.get("/register?invite=" + secret).status, 404);
        EXPECT_FALSE(server.get("/login").has("/register"));
    }
    set_setting("accounts", "open = \"all\"");
    const LiveServer server(library(), true);
    EXPECT_TRUE(server.get("/login").has("/register"));
    const Answer done =
        server.request("POST", "/register", "", fmt::format("name=otto&password={}", kSent));
    EXPECT_EQ(done.status, 303);
    EXPECT_TRUE(server.get("/account", cookie(done)).has("Here as reader"));
    int last = 0;
    for (int i = 0; i < 8; ++i)
        last = server.request("POST", "/register", "", "name=x&password=short").status;
    EXPECT_EQ(last, 429);
}

TEST_F(AccountKeys, admins_keep_accounts_but_do_not_shut_themselves_out) {
    const LiveServer server(library(), true);
    const std::string session = logged_in(server, "admin"), reader = logged_in(server, "reader");
    const Answer page = server.get("/admin/accounts", session);
    for (const char* name : {"reader", "archivist", "admin"}) EXPECT_TRUE(page.has(name));
    const auto act = [&](const std::string& what) {
        return server
            .request("POST", "/admin/accounts", session,
                     fmt::format("form={}&{}", token_of(page), what))
            .status;
    };
    EXPECT_EQ(act("do=lock&name=reader"), 303);
    EXPECT_EQ(server.get("/account", reader).status, 303);
    EXPECT_EQ(act("do=unlock&name=reader"), 303);
    EXPECT_EQ(act("do=role&role=author&name=reader"), 303);
    EXPECT_EQ(act("do=role&role=reader&name=admin"), 400);
    EXPECT_EQ(act("do=lock&name=admin"), 400);
    EXPECT_EQ(act("do=role&role=king&name=reader"), 400);
    EXPECT_EQ(act("do=lock&name=nobody"), 400);
    EXPECT_EQ(act("do=withdraw&invitation=00"), 400);
    EXPECT_EQ(act("do=forget-codes&name=reader"), 303);
    EXPECT_EQ(act("do=forget-codes&name=admin"), 400) << "a code is wanted for that";
    Archive archive(library());
    EXPECT_EQ(Accounts(archive).called("reader")->role, Role::author);
    EXPECT_EQ(Accounts(archive).called("admin")->role, Role::admin);
    for (const std::string& other : {logged_in(server, "archivist"), std::string()})
        EXPECT_EQ(server.get("/admin/accounts", other).status, 404);
}

}  // namespace
}  // namespace solander
