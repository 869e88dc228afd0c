// SPDX-License-Identifier: GPL-3.0-or-later
// People and series in the browser: gathered, in order, joined and taken back.
#include "tests/web/live_server.h"

namespace solander {
namespace {

class NamesPages : public WebTest {
  protected:
    Answer post(const std::string& path, const std::string& form) {
        return server_.request("POST", path, "Sec-Fetch-Site: same-origin\r\n", form);
    }
    static bool leads_to(const Answer& answer, const std::string& path) {
        return answer.head.find("Location: " + path + "\r\n") != std::string::npos;
    }
    std::string person(const std::string& name) {
        return std::to_string(Archive(library()).name_called(NameList::creator, name).value());
    }
    void correct(WorkId work, const std::string& field, const std::string& value) {
        ASSERT_TRUE(Archive(library()).edit(work, {{field, value}}, "Kat"));
    }
    LiveServer server_{library(), false};
};

TEST_F(NamesPages, a_joined_name_leads_to_the_page_that_gathers_all) {
    const std::string ada = person("Ada Marsh"), nobody = person("Nobody Else");
    EXPECT_FALSE(server_.get("/people/" + ada).has("Hidden Ford"));
    EXPECT_TRUE(
        leads_to(post("/admin/people", "do=join&a=Ada+Marsh&b=" + nobody), "/admin/people"));
    EXPECT_TRUE(server_.get("/people/" + ada).has("Hidden Ford"));
    EXPECT_TRUE(server_.get("/people/" + ada).has("Also as Nobody Else"));
    EXPECT_TRUE(leads_to(server_.get("/people/" + nobody), "/people/" + ada));
    EXPECT_TRUE(server_.get("/api/v1/people/" + nobody).has("\"name\":\"Ada Marsh\""));
    EXPECT_TRUE(server_.get("/admin/people").has("Nobody Else is Ada Marsh"));
    const LiveServer strangers(library(), true);
    EXPECT_TRUE(strangers.get("/people/" + ada).has("The Weir"));
    for (const char* secret : {"Nobody Else", "Hidden Ford"}) {
        EXPECT_FALSE(strangers.get("/people/" + ada).has(secret));
        EXPECT_FALSE(strangers.get("/api/v1/people/" + ada).has(secret));
        EXPECT_FALSE(strangers.get("/works?q=by:%22Ada+Marsh%22").has(secret));
    }
    EXPECT_EQ(strangers.get("/people/" + nobody).status, 404);
    EXPECT_EQ(strangers.get("/api/v1/people/" + nobody).status, 404);
    EXPECT_TRUE(strangers.get("/api/v1/works?q=by:%22Nobody+Else%22").has("\"total\":0"));
    EXPECT_EQ(strangers.request("POST", "/admin/people", "", "do=undo&act=1").status, 404);
    EXPECT_TRUE(leads_to(post("/admin/people", "do=undo&act=1"), "/admin/people"));
    EXPECT_EQ(server_.get("/people/" + nobody).status, 200);
    EXPECT_EQ(post("/admin/people", "do=join&a=Ada+Marsh&b=Somebody").status, 400);
    EXPECT_EQ(post("/admin/people", "do=dance&a=1&b=2").status, 400);
}

TEST_F(NamesPages, anonymous_is_shown_and_has_no_page) {
    correct(1, "creators", "anonymous");
    EXPECT_TRUE(server_.get("/works/1").has("by Anonymous"));
    EXPECT_EQ(server_.get("/people/" + person("anonymous")).status, 404);
}

TEST_F(NamesPages, a_series_stands_in_order_with_its_gaps_and_works_lead_to_each_other) {
    correct(1, "series", "Rivers #1");
    correct(2, "series", "Rivers #2");
    correct(5, "series", "Rivers #3; Mills #0.5");
    correct(5, "rating", "general");
    const std::string rivers =
        std::to_string(Archive(library()).name_called(NameList::series, "Rivers").value());
    const Answer all = server_.get("/series/" + rivers);
    EXPECT_TRUE(all.has("A series of 3 works here."));
    EXPECT_LT(all.body.find("The Weir"), all.body.find("Hidden Ford"));
    EXPECT_LT(all.body.find("Hidden Ford"), all.body.find("Grown Mill"));
    EXPECT_TRUE(server_.get("/works/1").has("Hidden Ford →"));
    const LiveServer strangers(library(), true);
    const Answer seen = strangers.get("/series/" + rivers);
    EXPECT_TRUE(seen.has("A series of 2 works here. Part 2 is not here."));
    EXPECT_TRUE(seen.has("<p class=\"gap\">Part 2 is not here."));
    EXPECT_FALSE(seen.has("Hidden Ford"));
    EXPECT_TRUE(strangers.get("/works/1").has("Grown Mill →"));
    EXPECT_TRUE(strangers.get("/works/1/chapters/1").has("Grown Mill →"))
        << "at the end of reading";
    EXPECT_TRUE(strangers.get("/works/5").has("← The Weir"));
    EXPECT_TRUE(strangers.get("/api/v1/series/" + rivers).has("\"missing\":[2]"));
    EXPECT_TRUE(server_.get("/admin/series").has("Rivers"));
    EXPECT_EQ(strangers.get("/admin/series").status, 404);
    EXPECT_TRUE(
        leads_to(post("/admin/series", "do=rename&a=Mills&name=Mill+Tales"), "/admin/series"));
    EXPECT_TRUE(strangers.get("/series/" + rivers).has("Grown Mill"));
}

TEST_F(NamesPages, a_work_is_moved_on_the_page_of_its_series_and_moved_back_beside_its_original) {
    correct(5, "series", "Hills #1");
    const std::string id =
        std::to_string(Archive(library()).name_called(NameList::series, "Hills").value());
    EXPECT_TRUE(server_.get("/series/" + id).has("action=\"/admin/series/" + id + "\""));
    EXPECT_TRUE(
        leads_to(post("/admin/series/" + id, "do=move&work=5&position=2.5"), "/series/" + id));
    EXPECT_TRUE(server_.get("/works/5").has(", part 2.5"));
    EXPECT_EQ(post("/admin/series/" + id, "do=move&work=4&position=1").status, 303);
    EXPECT_TRUE(server_.get("/series/" + id).has("Asking Sluice"));
    for (const char* form : {"do=move&work=5&position=x", "do=move&work=5&position=inf",
                             "do=move&work=5&position=-1", "do=dance&work=5"})
        EXPECT_EQ(post("/admin/series/" + id, form).status, 400) << form;
    EXPECT_EQ(post("/admin/series/" + id, "do=move&work=99&position=1").status, 404);
    const auto edits = Archive(library()).edits(Viewer::owner, 5);
    ASSERT_FALSE(edits.empty());
    EXPECT_TRUE(server_.get("/admin/review/5").has("series: Hills #2.5"));
    const std::string undo = "do=undo-edit&edit=" + std::to_string(edits.back().id);
    EXPECT_TRUE(leads_to(post("/admin/review/5", undo), "/admin/review/5"));
    EXPECT_TRUE(server_.get("/works/5").has(", part 1"));
    EXPECT_TRUE(server_.get("/admin/review/5").has("; taken back 20"));
    EXPECT_EQ(post("/admin/review/5", undo).status, 404);
    const LiveServer strangers(library(), true);
    EXPECT_FALSE(strangers.get("/series/" + id).has("Move it"));
    EXPECT_EQ(strangers.request("POST", "/admin/series/" + id, "", "do=move&work=5").status, 404);
}

}  // namespace
}  // namespace solander
