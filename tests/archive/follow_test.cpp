// SPDX-License-Identifier: GPL-3.0-or-later
// An archive in PostgreSQL that is followed: what may be taken as known, and is never old.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "archive/archive.h"
#include "base/file.h"
#include "base/log.h"
#include "tests/archive/pile.h"
#include "tests/support/gate.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

class Followed : public testing::Test {
  protected:
    void SetUp() override {
        if (postgres_for_tests().empty()) GTEST_SKIP() << "no PostgreSQL in SOLANDER_TEST_POSTGRES";
        schema_ = std::make_unique<TestSchema>();
        fs::create_directories(pile());
        write_file(pile() / "1.txt", story_file("The Weir", "Ada Marsh", 1, "Archive: Anywhere\n"));
        write_file(pile() / "2.txt", story_file("The Ford", "J. Weir", 2, "Archive: Anywhere\n"));
        Archive::init(library(), schema_->address());
        archive_ = std::make_unique<Archive>(library());
        Progress progress;
        archive_->add({pile()}, {}, progress);
        archive_->follow();
        ASSERT_EQ(found("the"), 2U);
    }
    void TearDown() override { set_log_level(LogLevel::warning); }
    fs::path pile() const { return folder_.path() / "pile"; }
    fs::path library() const { return folder_.path() / "library"; }
    std::uint64_t found(const std::string& title) const {
        SearchRequest request;
        request.query = parse_query("title:\"" + title + "\"").value();
        return archive_->find(Viewer::owner, request).total;
    }
    /// Whether `holds` within five seconds.
    template <class Condition>
    static bool soon(const Condition& holds) {
        for (int i = 0; i < 500; ++i) {
            if (holds()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    bool known() const {
        return soon([&] { return archive_->look_for_changes(); });
    }

    std::unique_ptr<TestSchema> schema_;
    TemporaryFolder folder_;
    std::unique_ptr<Archive> archive_;
};

TEST_F(Followed, is_not_asked_again_and_again_whether_there_is_something_new) {
    ASSERT_TRUE(known());
    set_log_level(LogLevel::debug);
    testing::internal::CaptureStderr();
    for (int i = 0; i < 20; ++i) EXPECT_EQ(found("the"), 2U);
    set_log_level(LogLevel::warning);
    const std::string log = testing::internal::GetCapturedStderr();
    std::size_t asked = 0;
    for (std::size_t at = 0; (at = log.find("max(seq)", at)) != std::string::npos; ++at) ++asked;
    EXPECT_LT(asked, 5U) << log;
}

TEST_F(Followed, shows_what_was_written_here_at_once) {
    for (int i = 0; i < 8; ++i) {
        EXPECT_TRUE(i % 4 != 0 || known());
        const std::string title = "Tale " + std::string(1, static_cast<char>('a' + i)) + "x";
        ASSERT_TRUE(archive_->edit(1, {{"title", title}}, "Kat"));
        EXPECT_EQ(found(title), 1U);
    }
    EXPECT_TRUE(known());
}

TEST_F(Followed, shows_what_was_written_elsewhere_once_it_was_told) {
    ASSERT_TRUE(known());
    Archive other(library());
    int changes = 0;
    std::mutex mutex;
    archive_->on_change([&] {
        const std::lock_guard lock(mutex);
        ++changes;
    });
    ASSERT_TRUE(other.edit(2, {{"title", "The Bridge"}}, "Kat"));
    EXPECT_TRUE(soon([&] { return found("The Bridge") == 1; }));
    EXPECT_TRUE(known());
    EXPECT_EQ(found("The Ford"), 0U);
    archive_->on_change({});
    EXPECT_GE(changes, 2) << "pages kept are let go before and after words have followed";
}

TEST_F(Followed, is_asked_as_long_as_nobody_tells) {
    Gate gate(port_of_postgres());
    gate.set_guard([](std::string_view sent) {
        return sent.find("'listen") == std::string_view::npos ? Gate::Pass::on : Gate::Pass::cut;
    });
    const fs::path second = folder_.path() / "second";
    fs::create_directories(second);
    write_file(second / "solander.toml", "[database]\naddress = \"" + schema_->address()
                                             + "&host=127.0.0.1&sslmode=disable&port="
                                             + std::to_string(gate.port()) + "\"\n");
    Archive deaf(second);
    deaf.catch_up();
    deaf.follow();
    for (const std::string title : {"Song ax", "Song bx", "Song cx"}) {
        ASSERT_TRUE(archive_->edit(2, {{"title", title}}, "Kat"));
        SearchRequest request;
        request.query = parse_query("").value();
        request.sort.by = Sort::title;
        const SearchPage page = deaf.find(Viewer::owner, request);
        EXPECT_EQ(page.hits.at(0).work, 2);
        EXPECT_FALSE(deaf.look_for_changes());
        ASSERT_TRUE(archive_->edit(2, {{"title", "Zymurgy"}}, "Kat"));
        EXPECT_EQ(deaf.find(Viewer::owner, request).hits.at(0).work, 1)
            << "filters are new at once";
    }
}

}  // namespace
}  // namespace solander
