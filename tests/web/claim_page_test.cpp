// SPDX-License-Identifier: GPL-3.0-or-later
// The page behind an author's private link: hers and nothing else, what she says holds at once and
// can be undone, and a link that leads nowhere is like any address that does.
#include <fmt/format.h>

#include "archive/accounts.h"
#include "archive/author_claims.h"
#include "tests/web/live_server.h"

namespace solander {
namespace {

/// Works of WebTest: Ada Marsh has 1 (open), 3 (listed) and 5 (open, adult); others 2 and 4.
class ClaimPages : public WebTest {
  protected:
    void SetUp() override {
        Archive archive(library());
        AuthorClaims claims(archive);
        link_ = claims.make_link(id(archive, "Ada Marsh"), "Kat").value().url;
        other_ = claims.make_link(id(archive, "Secret Pen"), "Kat").value().url;
    }
    static std::int64_t id(const Archive& archive, const char* name) {
        return archive.name_called(NameList::creator, name).value();
    }
    /// The number behind the first button "Undo".
    static std::string act_of(const Answer& page) {
        constexpr std::string_view kAct = "name=\"act\" value=\"";
        const std::size_t at = page.body.find(kAct);
        if (at == std::string::npos) return {};
        return page.body.substr(at + kAct.size(),
                                page.body.find('"', at + kAct.size()) - at - kAct.size());
    }
    void say(const LiveServer& server, const std::string& form, int status = 303) const {
        const Answer answer = server.request("POST", link_, "", form);
        EXPECT_EQ(answer.status, status) << form << answer.body;
    }
    void undo(const LiveServer& server) const {
        say(server, "do=undo&act=" + act_of(server.get(link_)));
    }
    std::string link_, other_;
};

TEST_F(ClaimPages, show_what_is_hers_hidden_or_not_and_nothing_else) {
    const LiveServer server(library(), true);
    const Answer page = server.get(link_);
    ASSERT_EQ(page.status, 200);
    for (const char* title : {"The Weir", "Listed Lock", "Grown Mill"})
        EXPECT_TRUE(page.has(title)) << title;
    EXPECT_FALSE(page.has("Hidden Ford"));
    EXPECT_FALSE(page.has("Asking Sluice"));
    EXPECT_FALSE(page.has("Secret Pen"));
    EXPECT_TRUE(server.get(other_).has("Asking Sluice"));
    EXPECT_FALSE(server.get(other_).has("The Weir"));
    for (const char* head : {"Cache-Control: no-store", "Referrer-Policy: no-referrer",
                             "X-Robots-Tag: noindex, nofollow, noarchive"})
        EXPECT_NE(page.head.find(head), std::string::npos) << head;
    EXPECT_FALSE(page.has("<script>"));
}

TEST_F(ClaimPages, links_that_lead_nowhere_are_like_any_address_that_does) {
    {
        Archive archive(library());
        AuthorClaims claims(archive);
        const auto revoked = claims.make_link(id(archive, "Ada Marsh"), "Kat").value();
        ASSERT_TRUE(claims.revoke_link(claims.links(id(archive, "Ada Marsh")).front().id));
        const auto old = claims.make_link(id(archive, "Ada Marsh"), "Kat").value();
        {
            const auto database = catalogue_of(library());
            const auto c = database->connect();
            WriteTransaction transaction(*c);
            c->query("update claim_link set until = '2020-01-01T00:00:00Z' where id ="
                     " (select max(id) from claim_link)")
                .run();
            transaction.commit();
        }
        const LiveServer server(library(), true);
        const auto without_date = [](const Answer& answer) {
            const std::size_t at = answer.head.find("\r\nDate:");
            return answer.head.substr(0, at) + answer.head.substr(answer.head.find("\r\n", at + 2));
        };
        const Answer nothing = server.get("/there/is/nothing");
        for (const std::string& path :
             {revoked.url, old.url, "/claim/" + std::string(43, 'x'), std::string("/claim/x")}) {
            const Answer answer = server.get(path);
            EXPECT_EQ(answer.status, 404);
            EXPECT_EQ(answer.body, nothing.body);
            EXPECT_EQ(without_date(answer), without_date(nothing));
        }
        EXPECT_EQ(server.request("POST", old.url, "", "do=say&choice=open").status, 404);
        EXPECT_EQ(server.get(link_).status, 200);
        for (int i = 0; i < 5; ++i) server.get("/claim/" + std::string(43, 'y'));
        EXPECT_EQ(server.get("/claim/" + std::string(43, 'z')).status, 429) << "who tries them all";
    }
}

TEST_F(ClaimPages, what_she_says_holds_at_once_and_can_be_undone) {
    const LiveServer server(library(), true);
    EXPECT_EQ(server.get("/works/3/read").status, 404);
    struct Case {
        const char* form;
        int card, text;  // of work 3 for a stranger, which was listed
    };
    for (const Case& one :
         {Case{"choice=open", 200, 200}, Case{"choice=condition&condition=my+name+stays", 404, 404},
          Case{"choice=members", 404, 404}, Case{"choice=refuse", 404, 404},
          Case{"choice=orphan", 200, 200}, Case{"choice=nameless", 200, 200},
          Case{"choice=remove", 404, 404}}) {
        say(server, fmt::format("do=say&work=3&{}", one.form));
        EXPECT_EQ(server.get("/works/3").status, one.card) << one.form;
        EXPECT_EQ(server.get("/works/3/read").status, one.text) << one.form;
        EXPECT_EQ(server.get("/works/1").status, 200) << "the others stay";
        if (std::string_view(one.form) == "choice=nameless") {
            EXPECT_FALSE(server.get("/works/3").has("Ada Marsh"));
            EXPECT_TRUE(server.get(link_).has("Listed Lock")) << "hers still";
        }
        undo(server);
        EXPECT_EQ(server.get("/works/3").status, 200) << one.form;
        EXPECT_EQ(server.get("/works/3/read").status, 404) << one.form;
        EXPECT_TRUE(server.get("/works/3").has("Ada Marsh")) << one.form;
        EXPECT_EQ(act_of(server.get(link_)), "") << one.form;
    }
    Archive archive(library());
    const auto events = archive.ledger(Viewer::owner, 3);
    ASSERT_GE(events.size(), 2U);
    EXPECT_EQ(events.back().what, "undone");
    EXPECT_NE(events.back().who.find("the author, by claim link "), std::string::npos);
    bool told = false;
    for (const LedgerEvent& event : events)
        told = told || event.evidence.ends_with(": my name stays");
    EXPECT_TRUE(told);
    Progress progress;
    EXPECT_TRUE(archive.check(progress).ok());
}

TEST_F(ClaimPages, speak_for_nobody_who_wrote_it_too) {
    Archive archive(library());
    ASSERT_TRUE(archive.edit(3, {{"creators", "Ada Marsh; Nobody Else"}}, "Kat"));
    const std::string hers = link_;
    AuthorClaims claims(archive);
    const std::string theirs = claims.make_link(id(archive, "Nobody Else"), "Kat").value().url;
    {
        const LiveServer server(library(), true);
        EXPECT_TRUE(server.get(hers).has("Nobody Else wrote it, too."));
        for (const char* choice : {"open", "members", "orphan", "nameless"}) {
            say(server, fmt::format("do=say&work=3&choice={}", choice));
            EXPECT_EQ(server.get("/works/3/read").status, 404) << choice;
            undo(server);
        }
        say(server, "do=say&choice=open");
        EXPECT_EQ(server.get("/works/3/read").status, 404) << "another's leave is not hers to give";
        link_ = theirs;
        say(server, "do=say&work=3&choice=open");
        EXPECT_EQ(server.get("/works/3/read").status, 200) << "both gave theirs";
        say(server, "do=say&work=3&choice=refuse");
        EXPECT_EQ(server.get("/works/3").status, 404) << "one no is enough";
        undo(server);
        EXPECT_EQ(server.get("/works/3/read").status, 200);
        undo(server);
        link_ = hers;
        undo(server);
        // What one took down the other does not put back.
        say(server, "do=say&work=3&choice=remove");
        undo(server);
        link_ = theirs;
        say(server, "do=say&work=3&choice=remove");
        EXPECT_EQ(server.get("/works/3").status, 404);
        EXPECT_EQ(act_of(server.get(hers)), "");
        undo(server);
        EXPECT_EQ(server.get("/works/3").status, 200);
        link_ = hers;
    }
    Progress progress;
    EXPECT_TRUE(archive.check(progress).ok());
    for (const Edit& edit : archive.edits(Viewer::owner, 3)) {
        if (edit.field == "creators" && edit.undone_at.empty()) {
            EXPECT_TRUE(archive.undo_edit(3, edit.id));
        }
    }
}

TEST_F(ClaimPages, what_she_said_stays_when_her_name_goes) {
    const LiveServer server(library(), true);
    // Of all of hers; then one gets another name, and heeds her all the same.
    say(server, "do=say&choice=refuse");
    EXPECT_EQ(server.get("/works/1").status, 404);
    say(server, "do=correct&work=1&title=The+Weir&name=Somebody+New");
    EXPECT_TRUE(server.get(link_).has("Somebody New"));
    EXPECT_EQ(server.get("/works/1").status, 404) << "her no goes with it";
    say(server, "do=say&choice=open");
    EXPECT_EQ(server.get("/works/1").status, 200) << "and so does her leave";
    undo(server);
    EXPECT_EQ(server.get("/works/1").status, 404);
    while (!act_of(server.get(link_)).empty()) undo(server);
    say(server, "do=say&choice=nameless");
    EXPECT_EQ(server.get("/works/3/read").status, 200) << "her leave, without her name";
    EXPECT_FALSE(server.get("/works/3").has("Ada Marsh"));
    {
        Archive archive(library());
        const auto file = folder_->path() / "later.txt";
        write_file(file, story_file("A later one", "Ada Marsh", 71, "Archive: Ask first\n"));
        Progress progress;
        ASSERT_EQ(archive.add({file}, {}, progress).counts.stories_added, 1U);
    }
    EXPECT_FALSE(server.get("/works").has("A later one")) << "it bears her name";
    say(server, "do=say&choice=never");
    for (const int work : {1, 3, 5})
        EXPECT_EQ(server.get(fmt::format("/works/{}", work)).status, 404) << "nameless or not";
    undo(server);
    say(server, "do=say&choice=refuse");
    for (const int work : {1, 3, 5})
        EXPECT_EQ(server.get(fmt::format("/works/{}", work)).status, 404) << "nameless or not";
    undo(server);
    EXPECT_EQ(server.get("/works/3/read").status, 200);
    while (!act_of(server.get(link_)).empty()) undo(server);
    EXPECT_EQ(server.get("/works/3/read").status, 404);
    EXPECT_TRUE(server.get("/works/3").has("Ada Marsh"));
}

TEST_F(ClaimPages, a_keepers_correction_opens_nothing_and_her_undo_puts_back_what_she_took) {
    const LiveServer server(library(), true);
    Archive archive(library());
    say(server, "do=say&choice=refuse");
    ASSERT_TRUE(archive.edit(1, {{"creators", "Somebody Else"}}, "Kat"));
    EXPECT_EQ(server.get("/works/1").status, 404);
    for (const Edit& edit : archive.edits(Viewer::owner, 1)) {
        if (edit.undone_at.empty()) {
            EXPECT_TRUE(archive.undo_edit(1, edit.id));
        }
    }
    undo(server);
    EXPECT_EQ(server.get("/works/1").status, 200);

    say(server, "do=say&work=1&choice=remove");
    const std::string act = act_of(server.get(link_));
    ASSERT_TRUE(archive.undo_takedown({1, {}, "a mistake", "Kat"}));
    ASSERT_TRUE(archive.take_down({1, {}, "court order", "Kat", true}, false));
    say(server, "do=undo&act=" + act);
    EXPECT_EQ(server.get("/works/1").status, 404) << "the keeper's word stands";
    ASSERT_TRUE(archive.undo_takedown({1, {}, "for the next test", "Kat"}));
    EXPECT_EQ(server.get("/works/1").status, 200);
}

TEST_F(ClaimPages, all_of_hers_at_once) {
    const LiveServer server(library(), true);
    say(server, "do=say&choice=never");
    for (const char* work : {"1", "3", "5"})
        EXPECT_EQ(server.get(fmt::format("/works/{}", work)).status, 404) << work;
    EXPECT_TRUE(server.get(link_).has("Nothing of yours is here now"));
    {
        Archive archive(library());
        const auto file = folder_->path() / "again.txt";
        write_file(file, story_file("One more", "Ada Marsh", 70, "Archive: Anywhere\n"));
        Progress progress;
        EXPECT_EQ(archive.add({file}, {}, progress).counts.stories_added, 0U);
    }
    undo(server);
    EXPECT_EQ(server.get("/works/1").status, 200);
    EXPECT_TRUE(server.get("/works/1/read").has("on day"));
    say(server, "do=say&choice=refuse");
    EXPECT_EQ(server.get("/works/1").status, 404);
    undo(server);
    EXPECT_EQ(server.get("/works/1").status, 200);
    say(server, "do=say&choice=no-mail");
    EXPECT_TRUE(server.get(link_).has("We do not write to you any more"));
    undo(server);
    EXPECT_FALSE(server.get(link_).has("We do not write to you any more"));
}

TEST_F(ClaimPages, details_are_put_right) {
    const LiveServer server(library(), true);
    const std::string same = "&fandoms=Harbour&notes=";
    say(server, "do=correct&work=1&title=The+Old+Weir&name=A.+Marsh&summary=Low+water" + same);
    const Answer page = server.get("/works/1");
    EXPECT_TRUE(page.has("The Old Weir"));
    EXPECT_TRUE(page.has("A. Marsh"));
    EXPECT_FALSE(page.has("Ada Marsh")) << "not where the values came from either";
    say(server, "do=correct&work=1&title=&name=&summary=" + same, 400);
    undo(server);
    EXPECT_TRUE(server.get("/works/1").has("Ada Marsh"));
    EXPECT_FALSE(server.get("/works/1").has("Old Weir"));
}

TEST_F(ClaimPages, are_made_and_revoked_on_the_permission_card) {
    const LiveServer own(library(), false);
    const std::string card = "/admin/permission/3";
    const Answer made = own.request("POST", card, "", "do=link&about=Ada+Marsh");
    ASSERT_EQ(made.status, 200);
    const std::size_t at = made.body.find("/claim/");
    ASSERT_NE(at, std::string::npos);
    const std::string url = made.body.substr(at, made.body.find('<', at) - at);
    EXPECT_EQ(own.request("POST", card, "", "do=link&about=No+One").status, 400);
    const LiveServer server(library(), true);
    EXPECT_TRUE(server.get(url).has("Listed Lock"));
    const Answer page = own.get(card);
    EXPECT_FALSE(page.has(url)) << "shown once";
    Archive archive(library());
    std::int64_t last = 0;
    for (const ClaimLink& one : AuthorClaims(archive).links(id(archive, "Ada Marsh")))
        last = std::max(last, one.id);
    EXPECT_TRUE(page.has(fmt::format("name=\"link\" value=\"{}\"", last)));
    EXPECT_EQ(own.request("POST", card, "", fmt::format("do=revoke&link={}", last)).status, 303);
    EXPECT_EQ(server.get(url).status, 404);
    EXPECT_EQ(server.get(link_).status, 200) << "the other one";
    EXPECT_EQ(own.request("POST", card, "", "do=revoke&link=999").status, 404);
}

TEST_F(ClaimPages, forms_that_are_not_hers_change_nothing) {
    const LiveServer server(library(), true);
    say(server, "do=say&work=2&choice=open", 404);
    say(server, "do=say&work=999&choice=open", 404);
    say(server, "do=correct&work=2&title=Mine", 404);
    say(server, "do=undo&act=999", 404);
    say(server, "do=say&work=3", 400);
    say(server, "do=say&work=3&choice=condition&condition=+", 400);
    say(server, "do=say&work=-3&choice=open", 400);
    say(server, "do=what", 400);
    say(server, "do=claim", 400);
    const Answer other =
        server.request("POST", link_, "Sec-Fetch-Site: cross-site\r\n", "do=say&choice=never");
    EXPECT_EQ(other.status, 403);
    EXPECT_EQ(
        server
            .request("POST", link_, "Origin: https://elsewhere.example\r\n", "do=say&choice=never")
            .status,
        403);
    EXPECT_EQ(server.request("POST", link_, "Origin: null\r\n", "do=what").status, 400)
        << "as browsers say it of a page without a referrer";
    EXPECT_EQ(server.request("POST", "/login", "Origin: null\r\n", "name=x").status, 403);
    EXPECT_EQ(server.get("/works/1").status, 200);
    EXPECT_EQ(server.get("/works/2").status, 404);
}

TEST_F(ClaimPages, are_claimed_into_an_account) {
    {
        Archive archive(library());
        const Accounts accounts(archive);
        if (!accounts.called("ada")) {
            ASSERT_TRUE(Accounts(archive).add("ada", Role::author, "four words of snow"));
        }
    }
    const LiveServer server(library(), true);
    const Answer login =
        server.request("POST", "/login", "", "name=ada&password=four+words+of+snow");
    const std::size_t at = login.head.find("session=");
    ASSERT_NE(at, std::string::npos);
    const std::string cookie =
        "Cookie: " + login.head.substr(at, login.head.find(';', at) - at) + "\r\n";
    EXPECT_TRUE(server.get("/account/stories", cookie).has("No pen name is claimed"));
    const Answer page = server.get(link_, cookie);
    const std::size_t token = page.body.find("name=\"form\" value=\"");
    ASSERT_NE(token, std::string::npos);
    const std::string form =
        "do=claim&form="
        + page.body.substr(token + 19, page.body.find('"', token + 19) - token - 19);
    EXPECT_EQ(server.request("POST", link_, cookie, "do=claim").status, 400) << "without its token";
    EXPECT_EQ(server.request("POST", link_, cookie, form).status, 303);
    const Answer names = server.get("/account/stories", cookie);
    const std::size_t href = names.body.find("/account/stories/");
    ASSERT_NE(href, std::string::npos) << names.body;
    const std::string own = names.body.substr(href, names.body.find('"', href) - href);
    EXPECT_TRUE(server.get(own, cookie).has("The Weir"));
    EXPECT_EQ(server.get(own + "9", cookie).status, 404);
    EXPECT_EQ(server.get(own).status, 303) << "to the login";
    undo(server);
    EXPECT_EQ(server.get(own, cookie).status, 404);
}

}  // namespace
}  // namespace solander
