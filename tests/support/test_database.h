// SPDX-License-Identifier: GPL-3.0-or-later
// A database for one test, on the engine the test asks for; gone after it. PostgreSQL is the one
// SOLANDER_TEST_POSTGRES names (./test starts it); each test has a schema of its own there.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/file.h"
#include "catalogue/db.h"

namespace solander {

/// Empty when there is no server to test with.
inline std::string postgres_for_tests() {
    const char* const address = std::getenv("SOLANDER_TEST_POSTGRES");
    return address == nullptr ? "" : address;
}

/// Where it listens on this machine.
inline std::uint16_t port_of_postgres() {
    const auto c = open_postgres(postgres_for_tests())->connect(true);
    Query q = c->query("select cast(current_setting('port') as bigint)");
    q.step();
    return static_cast<std::uint16_t>(q.integer(0));
}

/// For tests that run once on each engine.
inline std::string engine_for_tests() {
    const char* const engine = std::getenv("SOLANDER_TEST_ENGINE");
    return engine == nullptr ? "sqlite" : engine;
}

/// A new schema of that server, and the address that leads into it.
class TestSchema {
  public:
    TestSchema() : name_("t" + std::to_string(getpid()) + "_" + std::to_string(++count())) {
        run("create schema " + name_);
    }
    ~TestSchema() {
        if (made_by_ != getpid()) return;  // a child that was forked
        try {
            run("drop schema if exists " + name_ + " cascade");
        } catch (const Error& e) {
            ADD_FAILURE() << e.message;
        }
    }
    TestSchema(const TestSchema&) = delete;
    TestSchema& operator=(const TestSchema&) = delete;

    const std::string& name() const { return name_; }
    std::string address() const {
        const std::string base = postgres_for_tests();
        return base + (base.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D"
               + name_;
    }

  private:
    static int& count() {
        static int made = 0;
        return made;
    }
    static void run(const std::string& sql) {
        open_postgres(postgres_for_tests())->connect()->execute_script(sql);
    }
    std::string name_;
    pid_t made_by_ = getpid();
};

class TestDatabase {
  public:
    explicit TestDatabase(std::string_view engine) {
        if (engine == "postgres") schema_ = std::make_unique<TestSchema>();
    }
    bool postgres() const { return schema_ != nullptr; }
    /// What errors name.
    std::string place() const { return postgres() ? "postgresql://" : file(); }
    std::unique_ptr<Database> open(int busy_ms = 30'000) {
        if (postgres()) return open_postgres(schema_->address(), busy_ms);
        const bool create = !std::filesystem::exists(file());
        return open_sqlite(file(), create, busy_ms);
    }
    std::string address() const { return schema_->address(); }
    const std::string& schema() const { return schema_->name(); }
    std::string file() const { return (folder_.path() / "a b?#%.db").string(); }

  private:
    TemporaryFolder folder_;
    std::unique_ptr<TestSchema> schema_;
};

/// The parameter of a test is the engine: "sqlite" or "postgres".
class EngineTest : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        if (std::string(GetParam()) == "postgres" && postgres_for_tests().empty())
            GTEST_SKIP() << "no PostgreSQL in SOLANDER_TEST_POSTGRES";
        start();
    }
    virtual void start() {}
};

#define SOLANDER_ON_BOTH_ENGINES(Suite)                                                            \
    INSTANTIATE_TEST_SUITE_P(On, Suite, testing::Values("sqlite", "postgres"),                     \
                             [](const auto& test) { return std::string(test.param); })

}  // namespace solander
