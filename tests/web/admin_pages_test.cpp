// SPDX-License-Identifier: GPL-3.0-or-later
// A curator's pages: what wants attention, the original beside its reading, what the library holds.
#include "tests/web/live_server.h"

namespace solander {
namespace {

class AdminPages : public WebTest {
  protected:
    LiveServer server_{library(), false};
};

TEST_F(AdminPages, answer_the_owner_with_one_heading) {
    for (const char* path : {"/admin", "/admin/findings", "/admin/findings?kind=mojibake",
                             "/admin/review/1", "/admin/stats", "/admin/twins"}) {
        const Answer page = server_.get(path);
        EXPECT_EQ(page.status, 200) << path;
        const std::size_t first = page.body.find("<h1");
        ASSERT_NE(first, std::string::npos) << path;
        EXPECT_EQ(page.body.find("<h1", first + 1), std::string::npos) << path;
        EXPECT_FALSE(page.has("<b>high</b>")) << path;
        EXPECT_FALSE(page.has(" style=")) << path;
    }
    EXPECT_TRUE(server_.get("/admin").has("href=\"/admin/tags\""));
    EXPECT_TRUE(server_.get("/tags/1").has("href=\"/admin/tags/1\""));
    EXPECT_TRUE(server_.get("/admin/review/1").has("class=\"taken\""));
    EXPECT_TRUE(server_.get("/admin/stats").has("<svg"));
    EXPECT_EQ(server_.get("/admin/review/99").status, 404);
}

TEST_F(AdminPages, a_mended_field_is_mended) {
    EXPECT_EQ(
        server_.request("POST", "/admin/review/1", "", "field=title&value=The+Mended+Weir").status,
        303);
    EXPECT_TRUE(server_.get("/works/1").has("The Mended Weir"));
    EXPECT_EQ(server_.request("POST", "/admin/review/1", "", "field=nonsense&value=x").status, 400);
    EXPECT_EQ(server_.request("POST", "/admin/findings/999", "", "do=settle").status, 404);
    EXPECT_EQ(server_.request("POST", "/admin/findings/999", "", "do=dance").status, 400);
}

}  // namespace
}  // namespace solander
