// SPDX-License-Identifier: GPL-3.0-or-later
// A server whose database goes away: it says so at once, to everybody, until it is back.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "tests/support/gate.h"
#include "tests/web/live_server.h"

namespace solander {
namespace {

using Clock = std::chrono::steady_clock;

class WebAway : public testing::Test {
  protected:
    void SetUp() override {
        if (postgres_for_tests().empty()) GTEST_SKIP() << "no PostgreSQL in SOLANDER_TEST_POSTGRES";
        schema_ = std::make_unique<TestSchema>();
        gate_ = std::make_unique<Gate>(port_of_postgres());
        const auto pile = folder_.path() / "pile", library = folder_.path() / "library";
        std::filesystem::create_directories(pile);
        write_file(pile / "1.txt", story_file("The Weir", "Ada Marsh", 1, "Archive: Anywhere\n"));
        Archive::init(library, schema_->address() + "&host=127.0.0.1&sslmode=disable&port="
                                   + std::to_string(gate_->port()));
        {
            Progress progress;
            Archive(library).add({pile}, {}, progress);
        }
        owner_ = std::make_unique<LiveServer>(library, false);
        strangers_ = std::make_unique<LiveServer>(library, true);
    }
    /// Every page and /healthz answer so within ten seconds, and from then on at once.
    void expect_everywhere(int status) {
        for (const LiveServer* const server : {owner_.get(), strangers_.get()}) {
            for (int i = 0; i < 100 && server->get("/healthz").status != status; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
            for (const char* const path :
                 {"/", "/works", "/works/1", "/works/1/chapters/1", "/api/v1/works", "/healthz"}) {
                const auto before = Clock::now();
                EXPECT_EQ(server->get(path).status, status) << path;
                EXPECT_LT(Clock::now() - before, std::chrono::seconds(1)) << path;
            }
        }
    }

    TemporaryFolder folder_;
    std::unique_ptr<TestSchema> schema_;
    std::unique_ptr<Gate> gate_;
    std::unique_ptr<LiveServer> owner_, strangers_;
};

TEST_F(WebAway, pages_and_health_say_so_at_once_and_come_back) {
    expect_everywhere(200);
    gate_->shut(true);
    expect_everywhere(503);
    const Answer page = owner_->get("/works/1");
    EXPECT_NE(page.head.find("Retry-After: 5"), std::string::npos) << page.head;
    EXPECT_TRUE(page.has("cannot connect to postgresql://")) << page.body;
    EXPECT_TRUE(owner_->get("/healthz").has("{\"status\":\"away\",\"error\":\"cannot connect"));
    EXPECT_EQ(strangers_->get("/healthz").body,
              "{\"status\":\"away\",\"error\":\"the catalogue does not answer\"}\n");
    EXPECT_FALSE(strangers_->get("/works/1").has("postgresql"));
    EXPECT_TRUE(strangers_->get("/works/1").has("Nothing was lost"));
    EXPECT_EQ(strangers_->get("/works/1/original").status, 404) << "as ever";
    EXPECT_EQ(owner_->get("/robots.txt").status, 200) << "what needs no catalogue is there";
    gate_->shut(false);
    expect_everywhere(200);
}

TEST_F(WebAway, a_database_that_has_fallen_silent_holds_nobody_up) {
    expect_everywhere(200);
    gate_->stop(true);
    expect_everywhere(503);
    gate_->stop(false);
    expect_everywhere(200);
}

}  // namespace
}  // namespace solander
