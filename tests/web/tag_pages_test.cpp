// SPDX-License-Identifier: GPL-3.0-or-later
// Tags in the browser: what nobody has settled, before and after, done and undone, out and in.
#include "tests/web/live_server.h"
#include "web/form_data.h"

namespace solander {
namespace {

class TagPages : public WebTest {
  protected:
    Answer post(const std::string& path, const std::string& form, const std::string& head = "") {
        return server_.request("POST", path, head, form);
    }
    Answer upload(const std::string& csv, const std::string& act) {
        const std::string body = "--x\r\nContent-Disposition: form-data; name=\"csv\"; "
                                 "filename=\"a;b.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                                 + csv
                                 + "\r\n--x\r\nContent-Disposition: form-data; name=do\r\n\r\n"
                                 + act + "\r\n--x--\r\n";
        return post("/admin/tags/table", body,
                    "Content-Type: multipart/form-data; boundary=\"x\"\r\n");
    }
    LiveServer server_{library(), false};
};

TEST(FormData, parts_are_taken_apart_and_what_is_cut_off_is_left) {
    const std::string body =
        "--b\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n1\r\n--b\r\n"
        "content-disposition: form-data; filename=\"x\"; name=\"two\"\r\n\r\n"
        "a\r\n--\r\nb\r\n--b--\r\n";
    const std::string type = "multipart/form-data; charset=utf-8; boundary=b";
    using Fields = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(parse_form_data(type, body), (Fields{{"one", "1"}, {"two", "a\r\n--\r\nb"}}));
    EXPECT_EQ(parse_form_data(type, body.substr(0, 90)), (Fields{{"one", "1"}}));
    EXPECT_TRUE(parse_form_data(type, "").empty());
    EXPECT_TRUE(parse_form_data("multipart/form-data", body).empty());
    EXPECT_TRUE(parse_form_data("text/plain; boundary=b", body).empty());
    for (std::size_t end = 0; end < body.size(); ++end) parse_form_data(type, body.substr(0, end));
}

TEST_F(TagPages, show_what_would_change_then_change_it_then_undo_it) {
    EXPECT_TRUE(server_.get("/admin/tags").has("Harbour"));
    const std::string said = "tag=fandom%3AHarbour&act=synonym&of=The+%3CLong%3E+Harbour";
    const Answer preview = post("/admin/tags", said + "&do=preview");
    EXPECT_EQ(preview.status, 200);
    EXPECT_TRUE(preview.has("synonym of “The &lt;Long&gt; Harbour”")) << preview.body;
    EXPECT_FALSE(server_.get("/works?fandom=The+%3CLong%3E+Harbour").has("/works/1\""));
    const Answer done = post("/admin/tags", said + "&do=apply");
    EXPECT_EQ(done.status, 303);
    EXPECT_NE(done.head.find("Location: /admin/tags?done=1\r\n"), std::string::npos) << done.head;
    EXPECT_TRUE(server_.get("/works?fandom=The+%3CLong%3E+Harbour").has("/works/1\""));
    EXPECT_TRUE(server_.get("/works/1").has("“Harbour” means ")) << "and is still written so";
    for (const char* path : {"/works/1.json", "/api/v1/works/1"})
        EXPECT_TRUE(server_.get(path).has("\"written\":\"Harbour\",\"means\":[{\"id\":")) << path;
    for (const char* path : {"/admin/tags/history", "/admin/tags/history?batch=1"})
        EXPECT_TRUE(server_.get(path).has(
            "fandom “Harbour” is a synonym of fandom “The &lt;Long&gt; Harbour”"))
            << path;
    EXPECT_EQ(server_.get("/admin/tags/history?batch=99").status, 404);
    EXPECT_TRUE(post("/admin/tags/undo", "batch=1&do=preview").has("unsettled"));
    EXPECT_EQ(post("/admin/tags/undo", "batch=1&do=undo").status, 303);
    EXPECT_FALSE(server_.get("/works/1").has("“Harbour” means "));
    EXPECT_FALSE(server_.get("/works/1.json").has("\"meanings\""));
    EXPECT_EQ(post("/admin/tags/undo", "batch=1&do=undo").status, 409);
    EXPECT_TRUE(server_.get("/admin/tags/history").has("taken back 20"));
}

TEST_F(TagPages, a_note_is_written_where_the_tag_is) {
    EXPECT_TRUE(server_.get("/admin/tags/1").has("value=\"note\""));
    EXPECT_EQ(post("/admin/tags", "tag=1&act=note&value=ask+Mara&to=/admin/tags/1&do=apply").status,
              303);
    const Answer page = server_.get("/admin/tags/1");
    EXPECT_TRUE(page.has("Note: ask Mara"));
    EXPECT_TRUE(page.has("has the note “ask Mara”"));
}

TEST_F(TagPages, what_cannot_be_is_refused_with_a_page) {
    EXPECT_EQ(post("/admin/tags", "do=apply").status, 400);
    EXPECT_EQ(post("/admin/tags", "tag=fandom%3AX&act=burn&do=apply").status, 400);
    EXPECT_EQ(post("/admin/tags", "tag=nobody+wrote+this&act=canonical&do=apply").status, 404);
    EXPECT_EQ(post("/admin/tags", "tag=fandom%3AX&act=canonical&do=apply",
                   "Origin: https://elsewhere.example\r\n")
                  .status,
              403);
    const std::string circle = "say="
                               "tag%3Dfandom%253AA%26act%3Dsub%26of%3DB%0A"
                               "tag%3Dfandom%253AB%26act%3Dsub%26of%3DA";
    EXPECT_TRUE(post("/admin/tags", circle + "&do=preview").has("This cannot be: "));
    EXPECT_EQ(post("/admin/tags", circle + "&do=apply").status, 409);
    EXPECT_EQ(server_.get("/admin/tags/4711").status, 404);
}

TEST_F(TagPages, a_table_goes_out_and_comes_in) {
    const Answer table = server_.get("/admin/tags/tags.csv");
    EXPECT_EQ(table.status, 200);
    EXPECT_TRUE(table.has(",Harbour,Fandom,"));
    EXPECT_TRUE(upload(table.body, "preview").has("Nothing changes."));
    const std::string csv = "Original Tag Name,Original Tag Type,Recommended AO3 Tag,"
                            "Recommended AO3 Type\nHarbour,Fandom,Harbour Lights,Fandom\n";
    const Answer preview = upload(csv + std::string(70'000, '\n'), "preview");
    EXPECT_TRUE(preview.has("synonym of “Harbour Lights”")) << preview.body;
    const Answer faults = upload(csv + "a\"b,,,\n", "apply");
    EXPECT_TRUE(faults.has("Line 3, column 1: ")) << faults.body;
    const Answer done = upload(csv, "apply");
    EXPECT_EQ(done.status, 303) << done.body;
    EXPECT_TRUE(server_.get("/works?fandom=Harbour+Lights").has("/works/1\""));
    // A reader's page of the canonical tag tells its spellings.
    const std::string id = done.head.substr(done.head.find("done=") + 5, 3);
    EXPECT_EQ(
        post("/admin/tags/undo", "do=undo&batch=" + std::to_string(std::atoi(id.c_str()))).status,
        303);
}

TEST_F(TagPages, a_body_that_is_too_long_is_refused_everywhere_else) {
    EXPECT_EQ(post("/admin/tags", std::string(70'000, 'x')).status, 413);
}

TEST_F(TagPages, are_not_for_strangers) {
    const LiveServer strangers(library(), true);
    for (const char* path : {"/admin/tags", "/admin/tags/1", "/admin/tags/history",
                             "/admin/tags/table", "/admin/tags/tags.csv"})
        EXPECT_EQ(strangers.get(path).status, 404) << path;
    for (const char* path : {"/admin/tags", "/admin/tags/undo", "/admin/tags/table"})
        EXPECT_EQ(strangers.request("POST", path, "", "do=apply").status, 404) << path;
    EXPECT_EQ(strangers.request("POST", "/admin/tags/table", "", std::string(70'000, 'x')).status,
              413);
}

}  // namespace
}  // namespace solander
