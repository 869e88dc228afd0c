// SPDX-License-Identifier: GPL-3.0-or-later
// Who wrote at one server is shown it by the next, however late that hears of changes.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"
#include "web/app.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Wrote : public testing::Test {
  protected:
    void SetUp() override {
        make_archive(one_);
        write_file(folder_.path() / "1.txt", story_file("The Weir", "Ada Marsh", 1));
        Archive archive(one_);
        Progress progress;
        archive.add({folder_.path() / "1.txt"}, {}, progress);
        // Another server's folder. SQLite has no other: it stays the same one.
        fs::create_directories(two_);
        if (engine_for_tests() == "sqlite")
            two_ = one_;
        else
            fs::copy_file(one_ / Settings::kFileName, two_ / Settings::kFileName);
    }
    static Request page(const std::string& cookie) {
        Request request;
        request.method = "GET";
        request.path = request.target = "/works/1";
        if (!cookie.empty()) request.headers.emplace_back("cookie", cookie);
        return request;
    }
    /// What a form leaves with the browser; empty: nothing.
    static std::string cookie_of(App& app, const std::string& path, const std::string& form) {
        Request request;
        request.method = "POST";
        request.path = request.target = path;
        request.body = form;
        const auto answer = app.make(request);
        for (const auto& [name, value] : answer->headers)
            if (name == "Set-Cookie") return value.substr(0, value.find(';'));
        return {};
    }
    static bool shows(App& app, const Request& request, std::string_view text) {
        auto response = app.quick(request);
        if (!response) response = app.make(request);
        return response->body.bytes().find(text) != std::string_view::npos;
    }

    TemporaryFolder folder_;
    fs::path one_ = folder_.path() / "one", two_ = folder_.path() / "two";
};

TEST_F(Wrote, a_page_kept_by_another_server_is_not_shown_to_who_wrote_since) {
    Archive here(one_), there(two_);
    App app(there, false);
    ASSERT_TRUE(shows(app, page({}), "The Weir"));
    ASSERT_TRUE(here.edit(1, {{"title", "The Old Weir"}}, "Kat"));
    const Position position = here.newest();
    if (engine_for_tests() == "sqlite") {
        EXPECT_EQ(position, 0U) << "there are no other servers";
        return;
    }
    // The other looks for changes four times a second: until then it has the old page.
    if (shows(app, page({}), "The Old Weir")) GTEST_SKIP() << "this machine was too slow to tell";
    EXPECT_TRUE(shows(app, page(fmt::format("adult=no; wrote={:x}", position)), "The Old Weir"));
    EXPECT_TRUE(shows(app, page({}), "The Old Weir")) << "and then to all";
}

TEST_F(Wrote, a_form_that_changed_something_says_so_to_every_server) {
    Archive here(one_), there(two_);
    App writer(here, false), reader(there, false);
    ASSERT_TRUE(shows(reader, page({}), "The Weir"));
    EXPECT_EQ(cookie_of(writer, "/admin/findings/999", "do=settle"), "") << "nothing was changed";
    const std::string cookie =
        cookie_of(writer, "/admin/review/1", "field=title&value=The+Old+Weir");
    if (engine_for_tests() == "sqlite") {
        EXPECT_EQ(cookie, "") << "there are no other servers";
        return;
    }
    ASSERT_TRUE(cookie.starts_with("wrote=")) << cookie;
    EXPECT_TRUE(shows(reader, page(cookie), "The Old Weir"));
}

TEST_F(Wrote, a_cookie_that_nobody_gave_out_changes_nothing) {
    Archive there(two_);
    App app(there, false);
    for (const char* cookie : {"wrote=ffffffffffffffff", "wrote=", "wrote=-1", "wrote=zz",
                               "wrote=1ffffffffffffffff", "wrote"})
        EXPECT_TRUE(shows(app, page(cookie), "The Weir")) << cookie;
    EXPECT_FALSE(there.shows(~Position{0}) && engine_for_tests() == "postgres");
}

TEST_F(Wrote, commits_are_counted_where_others_must_see_them) {
    Archive here(one_);
    const auto before = here.commits();
    ASSERT_TRUE(here.edit(1, {{"title", "The Old Weir"}}, "Kat"));
    EXPECT_EQ(here.commits() - before, engine_for_tests() == "sqlite" ? 0U : 1U);
}

}  // namespace
}  // namespace solander
