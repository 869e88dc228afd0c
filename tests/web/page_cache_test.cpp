// SPDX-License-Identifier: GPL-3.0-or-later
// Which forms have kept pages made anew.
#include "archive/accounts.h"
#include "tests/web/live_server.h"
#include "web/app.h"

namespace solander {
namespace {

class KeptPages : public WebTest {
  protected:
    static Request request(std::string method, const std::string& target, std::string body = "") {
        Request made;
        EXPECT_TRUE(parse_target(target, made));
        made.method = std::move(method);
        made.headers = {{"host", "127.0.0.1"}};
        made.peer = "127.0.0.1";
        made.body = std::move(body);
        return made;
    }
};

TEST_F(KeptPages, no_form_of_a_stranger_has_them_made_anew) {
    Archive archive(library());
    ASSERT_TRUE(Accounts(archive).add("ada", Role::reader, "four words of snow"));
    App app(archive, true);
    const Request page = request("GET", "/works");
    EXPECT_EQ(app.quick(page), nullptr);
    (void)app.make(page);
    ASSERT_NE(app.quick(page), nullptr);
    const auto sent = [&](const std::string& path, const std::string& form) {
        return app.make(request("POST", path, form))->status;
    };
    EXPECT_EQ(sent("/login", "name=ada&password=four+words+of+rain"), 403U);
    EXPECT_EQ(sent("/login", "name=ada&password=four+words+of+snow"), 303U);
    EXPECT_EQ(sent("/claim/" + std::string(43, 'x'), "choice=grant"), 404U);
    EXPECT_EQ(sent("/left-out", "rating=explicit"), 303U);
    EXPECT_EQ(sent("/adult", "to=%2F"), 303U);
    EXPECT_EQ(sent("/admin/series", "do=join"), 404U);
    EXPECT_NE(app.quick(page), nullptr);
}

TEST_F(KeptPages, what_the_keeper_writes_she_sees_on_the_next_page) {
    Archive archive(library());
    App app(archive, false);
    const Request page = request("GET", "/works/1");
    (void)app.make(page);
    ASSERT_NE(app.quick(page), nullptr);
    EXPECT_EQ(
        app.make(request("POST", "/admin/review/1", "field=title&value=The+Mended+Weir"))->status,
        303U);
    EXPECT_EQ(app.quick(page), nullptr);
}

}  // namespace
}  // namespace solander
