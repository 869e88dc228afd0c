// SPDX-License-Identifier: GPL-3.0-or-later
// The database interface over SQLite: pragmas, prepared statements kept, busy handling, trace.
#include "catalogue/db.h"

#include "base/log.h"
#include "base/read_only.h"
#include "catalogue/prepared.h"
#include "catalogue/sqlite_error.h"
#include "catalogue/statement_shelf.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <charconv>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace solander {
namespace {

struct CloseDatabase {
    void operator()(sqlite3* db) const noexcept { sqlite3_close(db); }
};
struct Finalize {
    void operator()(sqlite3_stmt* s) const noexcept { sqlite3_finalize(s); }
};

// Only for a file that is made: the page size cannot change later. Half a page is lost at the end
// of every chapter: 8 KiB cost 4% more disk than 4 and saved 15 us of CPU a story.
constexpr const char* kPragmasOfNewFile = "pragma page_size = 4096;";

// A checkpoint every 16 MB of log, not every 4: while many stories are added, the pages that all of
// them touch (indexes) are copied to the file less often. A longer log made no difference any more.
constexpr const char* kPragmasOfLog = "pragma journal_mode = wal;"
                                      "pragma wal_autocheckpoint = 4096;"
                                      "pragma journal_size_limit = 16777216;";
constexpr const char* kPragmas = "pragma synchronous = full;"
                                 "pragma foreign_keys = on;"
                                 "pragma trusted_schema = off;"
                                 "pragma temp_store = memory;";
// What is deleted is overwritten: it may be a story that was taken down.
constexpr const char* kPragmasOfWriter = "pragma cache_size = -32768; pragma secure_delete = on;";
constexpr const char* kPragmasOfReader = "pragma cache_size = -8192; pragma query_only = on;";

class SqliteStatement final : public PreparedStatement {
  public:
    SqliteStatement(sqlite3* db, const std::string& file, std::string_view sql)
        : db_(db), file_(file) {
        sqlite3_stmt* made = nullptr;
        const int code = sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        handle_.reset(made);
        if (code != SQLITE_OK) throw_sqlite_error(db_, code, file_, sql);
        number_parameters();
    }

    bool in_use = false;

    void bind_integer(int n, std::int64_t value) override {
        check(sqlite3_bind_int64(handle_.get(), index(n), value));
    }
    void bind_real(int n, double value) override {
        check(sqlite3_bind_double(handle_.get(), index(n), value));
    }
    void bind_text(int n, std::string_view value) override {
        // A null pointer would be bound as NULL: an empty text has to be pointed at something.
        check(sqlite3_bind_text64(handle_.get(), index(n), value.empty() ? "" : value.data(),
                                  value.size(), SQLITE_STATIC, SQLITE_UTF8));
    }
    void bind_blob(int n, std::string_view value) override {
        check(sqlite3_bind_blob64(handle_.get(), index(n), value.empty() ? "" : value.data(),
                                  value.size(), SQLITE_STATIC));
    }
    void bind_null(int n) override { check(sqlite3_bind_null(handle_.get(), index(n))); }

    bool step() override {
        if (done_) return false;
        const int code = sqlite3_step(handle_.get());
        if (code == SQLITE_ROW) return true;
        done_ = true;
        if (code != SQLITE_DONE) check(code);
        sqlite3_reset(handle_.get());  // at once: an open cursor would hold the snapshot
        return false;
    }

    bool null(int column) const override {
        return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override {
        return sqlite3_column_int64(handle_.get(), column);
    }
    double real(int column) const override { return sqlite3_column_double(handle_.get(), column); }
    std::string_view text(int column) const override {
        return view(sqlite3_column_text(handle_.get(), column), column);
    }
    std::string_view blob(int column) const override {
        return view(sqlite3_column_blob(handle_.get(), column), column);
    }

    void give_back() noexcept override {
        sqlite3_reset(handle_.get());
        sqlite3_clear_bindings(handle_.get());
        done_ = false;
        in_use = false;
    }

  private:
    // SQLite takes $3 for a name and numbers names by first appearance.
    void number_parameters() {
        const int count = sqlite3_bind_parameter_count(handle_.get());
        for (int i = 1; i <= count; ++i) {
            const char* const name = sqlite3_bind_parameter_name(handle_.get(), i);
            const std::string_view digits = name == nullptr ? "" : std::string_view(name).substr(1);
            unsigned n = 0;
            const auto [end, error] =
                std::from_chars(digits.data(), digits.data() + digits.size(), n);
            if (error != std::errc{} || end != digits.data() + digits.size() || n > 999)
                throw Error(Fault::bug, fmt::format("a parameter is not $1, $2 ...: {}",
                                                    sqlite3_sql(handle_.get())));
            if (indexes_.size() <= n) indexes_.resize(n + 1, 0);
            indexes_[n] = i;
        }
    }

    int index(int n) const {
        const auto at = static_cast<std::size_t>(n);
        if (at >= indexes_.size() || indexes_[at] == 0)
            throw Error(Fault::bug,
                        fmt::format("no parameter ${}: {}", n, sqlite3_sql(handle_.get())));
        return indexes_[at];
    }

    void check(int code) const {
        if (code != SQLITE_OK) throw_sqlite_error(db_, code, file_, sqlite3_sql(handle_.get()));
    }

    // The pointer is fetched before the size, as SQLite asks.
    std::string_view view(const void* bytes, int column) const {
        if (bytes == nullptr) return {};
        return {static_cast<const char*>(bytes),
                static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
    }

    sqlite3* db_;
    const std::string& file_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    std::vector<int> indexes_;
    bool done_ = false;
};

int trace(unsigned, void*, void* statement, void* nanoseconds) {
    log_line(LogLevel::debug, "sql",
             fmt::format("us={} {}", *static_cast<sqlite3_int64*>(nanoseconds) / 1000,
                         sqlite3_sql(static_cast<sqlite3_stmt*>(statement))));
    return 0;
}

class SqliteConnection final : public Connection {
  public:
    SqliteConnection(std::string file, bool create, bool read_only, int busy_ms)
        : file_(std::move(file)), busy_ms_(busy_ms) {
        const auto protected_file = create ? std::nullopt : read_only_uri(file_);
        const int flags =
            SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
            | (protected_file ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE)
            | (create ? SQLITE_OPEN_CREATE : 0);
        sqlite3* opened = nullptr;
        const int code = sqlite3_open_v2((protected_file ? *protected_file : file_).c_str(),
                                         &opened, flags, nullptr);
        db_.reset(opened);
        if (code != SQLITE_OK) throw_sqlite_error(opened, code, file_, "open");
        sqlite3_busy_timeout(opened, busy_ms);
        // Small allocations of running statements come from here, without malloc.
        sqlite3_db_config(opened, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 1200, 200);
        if (log_wanted(LogLevel::debug))
            sqlite3_trace_v2(opened, SQLITE_TRACE_PROFILE, &trace, nullptr);
        if (create) execute_script(kPragmasOfNewFile);
        if (!protected_file) execute_script(kPragmasOfLog);
        execute_script(kPragmas);
        execute_script(read_only ? kPragmasOfReader : kPragmasOfWriter);
    }

    Query query(std::string_view sql) override {
        return Query(statements_.take(sql, [this](std::string_view text) {
            return std::make_unique<SqliteStatement>(db_.get(), file_, text);
        }));
    }

    void execute_script(std::string_view sql) override {
        const std::string text(sql);
        const int code = sqlite3_exec(db_.get(), text.c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) throw_sqlite_error(db_.get(), code, file_, text.substr(0, 200));
    }

    std::string_view engine() const override { return "sqlite"; }
    /// Files made before deleted bytes were overwritten may hold some: those are written anew once.
    void forget_deleted() override {
        bool overwrites = false;
        {
            Query row = query("select value from meta where key = 'overwrites'");
            overwrites = row.step();
        }
        if (!overwrites) {
            query("vacuum").run();
            query("insert into meta(key, value) values('overwrites', '1')"
                  " on conflict(key) do nothing")
                .run();
        }
        empty_log();
    }
    std::string fault() override {
        Query row = query("pragma quick_check(1)");
        if (row.step() && row.text(0) != "ok") return std::string(row.text(0));
        return {};
    }

  protected:
    void begin() override { query("begin").run(); }

    void begin_write(bool waits) override {
        if (!waits) sqlite3_busy_timeout(db_.get(), 0);
        const std::shared_ptr<void> patient(nullptr, [this, waits](void*) {
            if (!waits) sqlite3_busy_timeout(db_.get(), busy_ms_);
        });
        query("begin immediate").run();
        forget_ids_if_others_wrote();
    }

    void commit() override { query("commit").run(); }

    void roll_back() noexcept override {
        // After some failures (disk full) SQLite has rolled back by itself.
        if (sqlite3_get_autocommit(db_.get()) == 0)
            sqlite3_exec(db_.get(), "rollback", nullptr, nullptr, nullptr);
        ids().clear();
    }

    // Not by rolling back: that would disturb queries that are still being read from.
    void end_read() noexcept override {
        try {
            query("commit").run();
        } catch (const Error&) {
            sqlite3_exec(db_.get(), "rollback", nullptr, nullptr, nullptr);
        }
    }

  private:
    /// Old pages are in the log while somebody reads by it.
    void empty_log() {
        for (int i = 0; i < 100; ++i) {
            Query row = query("pragma wal_checkpoint(truncate)");
            if (row.step() && row.integer(0) == 0) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
    void forget_ids_if_others_wrote() {
        Query q = query("pragma data_version");
        q.step();
        if (q.integer(0) != data_version_) ids().clear();
        data_version_ = q.integer(0);
    }

    std::string file_;
    int busy_ms_;
    std::unique_ptr<sqlite3, CloseDatabase> db_;  // closed after the statements below are finalized
    StatementShelf<SqliteStatement> statements_;
    std::int64_t data_version_ = -1;
};

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(std::string file, int busy_ms, std::unique_ptr<Connection> first)
        : file_(std::move(file)), busy_ms_(busy_ms), first_(std::move(first)) {}

    std::unique_ptr<Connection> connect(bool read_only) override {
        if (!read_only) {
            const std::lock_guard lock(mutex_);
            if (first_) return std::move(first_);
        }
        return std::make_unique<SqliteConnection>(file_, false, read_only, busy_ms_);
    }
    std::string_view engine() const override { return "sqlite"; }

  private:
    std::string file_;
    int busy_ms_;
    std::mutex mutex_;
    std::unique_ptr<Connection> first_;  ///< the one it was opened with, for the first who asks
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& file, bool create, int busy_ms) {
    // Before the first use of SQLite by this process; too late is no harm. Its count of memory in
    // use costs a lock shared by all threads at every allocation: 14% of the CPU of saving a story.
    static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)uncounted;
    // Opened once now: a missing file or one that is no database is said at once.
    auto first = std::make_unique<SqliteConnection>(file, create, false, busy_ms);
    return std::make_unique<SqliteDatabase>(file, busy_ms, std::move(first));
}

}  // namespace solander
