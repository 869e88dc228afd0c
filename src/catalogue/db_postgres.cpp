// SPDX-License-Identifier: GPL-3.0-or-later
// The database interface over PostgreSQL. In a write transaction, statements that give no rows are
// only sent: the server works on them while we go on, and what goes wrong with one of them is
// thrown by the next statement that gives rows, or by commit(). Reads that found the connection
// gone are asked again on a new one, as long as nothing of their transaction was seen.
#include "catalogue/db.h"

#include "base/log.h"
#include "catalogue/postgres_address.h"
#include "catalogue/postgres_check.h"
#include "catalogue/postgres_error.h"
#include "catalogue/postgres_replica.h"
#include "catalogue/postgres_rows.h"
#include "catalogue/postgres_statement.h"
#include "catalogue/postgres_watch.h"
#include "catalogue/statement_shelf.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <type_traits>
#include <vector>

namespace solander {
namespace {

// The catalogue has one writer at a time. The snapshot of each statement is taken after the lock
// was given, so no writer ever meets rows of another that it did not see. The lock is that of the
// schema (several archives may live in one database), and ends with the transaction, however that
// ends. The server gives it to the next writer only when everybody can see what this one did, so
// the numbers of the change log become visible in their order, here and on replicas: whoever asks
// for `seq > the last I saw` misses none. A number is never drawn outside a write transaction.
constexpr std::string_view kBeginWrite = "begin isolation level read committed read write";
constexpr std::string_view kTakeTurn =
    "select pg_advisory_xact_lock(1397312580, hashtext(current_schema()))";
// The shortest that there is, in milliseconds, until the transaction ends.
constexpr std::string_view kBeImpatient = "set local lock_timeout = 1";
// Turns are numbered: if ours has the number after our last, nobody wrote between. 0: a database
// that is being made.
constexpr std::string_view kNumber = "select case when to_regclass('write_turn') is null then 0"
                                     " else nextval(to_regclass('write_turn')) end";
// Sent with every commit: the server tells those who listen once the transaction can be seen.
constexpr std::string_view kTell =
    "select pg_notify('solander_' || coalesce(hashtext(current_schema()), 0), '')";
constexpr std::string_view kBeginRead = "begin isolation level repeatable read read only";

// Where the log stands. A commit can be seen only when its record is in the log, so what was seen
// before lies before the end of the log asked for afterwards; and a replica that has repeated the
// log up to there shows it.
constexpr std::string_view kPosition =
    "select cast(case when pg_is_in_recovery()"
    " then coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0)"
    " else pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') end as bigint)";
// A replica that was promoted goes its own way: it has reached nothing.
constexpr std::string_view kReplayed =
    "select cast(case when pg_is_in_recovery()"
    " then coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0) else 0 end as bigint)";

constexpr std::size_t kMostSent = 4000;  // statements the server is given before we wait for it

class PostgresConnection final : public Connection, public PostgresRunner {
  public:
    PostgresConnection(PgOptions options, std::shared_ptr<std::atomic<std::uint64_t>> commits)
        : replica_(options.replica), link_(std::move(options)), commits_(std::move(commits)) {}

    Query query(std::string_view sql) override {
        return Query(statements_.take(sql, [this](std::string_view text) {
            return std::make_unique<PostgresStatement>(*this, text, ++names_);
        }));
    }

    void execute_script(std::string_view sql) override {
        free_link();
        if (link_.waiting()) finish(sql.substr(0, 200));
        if (state_ == State::outside && !link_.alive()) link_.reconnect();
        link_.script(std::string(sql));
    }

    std::string_view engine() const override { return "postgres"; }
    /// Autovacuum does the same a minute later, or five; until then plans are those of empty
    /// tables.
    void take_stock() override { execute_script("analyze"); }
    std::string fault() override { return postgres_fault(*this); }
    const std::string& shown() const { return link_.shown(); }

    Position position() override {
        Query q = query(replica_ && !link_.moved() ? kReplayed : kPosition);
        q.step();
        return static_cast<Position>(q.integer(0));
    }
    bool has_reached(Position wanted) override {
        if (!replica_ || link_.moved()) return true;
        if (known_position_ < wanted || known_session_ != link_.session()) {
            known_position_ = position();
            known_session_ = link_.session();
        }
        return link_.moved() || known_position_ >= wanted;
    }
    bool worth_keeping() const override { return !link_.moved(); }

    void run(PostgresStatement& statement) override {
        if (!log_wanted(LogLevel::debug)) return run_quietly(statement);
        const auto start = std::chrono::steady_clock::now();
        run_quietly(statement);
        const auto took = std::chrono::steady_clock::now() - start;
        log_line(LogLevel::debug, "sql",
                 fmt::format("us={} {}",
                             std::chrono::duration_cast<std::chrono::microseconds>(took).count(),
                             statement.sql()));
    }

    void send_ahead(PostgresStatement& statement) override {
        free_link();
        if (statement.is_ahead()) return;
        begin_reading();
        send(statement);
        statement.set_ahead(true);
        ahead_.push_back(&statement);
    }

    void let_go(PostgresStatement& statement) noexcept override {
        if (streaming_ == &statement) streaming_ = nullptr;
        if (!statement.is_ahead()) return;
        try {  // nobody wants it, but its answer must have come before it may be bound anew
            collect(statement);
        } catch (const Error&) {
            statement.set_ahead(false);
        }
    }

  protected:
    void begin() override {  // sent with the first statement
        state_ = State::reading;
        begun_ = seen_ = false;
    }

    void begin_write(bool waits) override {
        free_link();
        const std::int64_t number = take_turn(waits);
        if (number == 0 || number != last_number_ + 1) ids().clear();
        last_number_ = number;
        state_ = State::writing;
    }

    /// What is sent between two syncs is one transaction by itself.
    void begin_once() override {
        state_ = State::reading_once;
        begun_ = seen_ = false;
    }

    void commit() override {
        free_link();
        // When it is not known whether it was saved it may have been.
        const std::shared_ptr<void> counted(nullptr, [this](void*) { ++*commits_; });
        try {
            send(tell_);
            send(commit_);
            finish(commit_.sql());
        } catch (const BrokenOff&) {
            throw;
        } catch (const LostConnection& e) {
            throw LostConnection(
                e.fault, e.message + "; it is not known whether the last change was saved", e.hint);
        }
        state_ = State::outside;
    }

    void roll_back() noexcept override {
        state_ = State::outside;
        ids().clear();
        abandon();
    }

    void end_read() noexcept override {
        state_ = State::outside;
        if (!begun_) return;
        begun_ = false;
        try {
            free_link();
            send(commit_);
            link_.push();  // whatever the answer is
        } catch (const Error&) {
            // The session is over, and the transaction with it.
        }
    }

  private:
    enum class State { outside, reading, reading_once, writing };

    std::int64_t take_turn(bool waits) {
        for (bool again = false;; again = true) {
            try {
                if (!link_.alive()) link_.reconnect();
                send(begin_write_);
                if (!waits) send(be_impatient_);
                send(take_turn_);
                send(number_);
                finish(take_turn_.sql());
                number_.answered();
                number_.rows().next();
                return number_.rows().integer(0);
            } catch (const LostConnection&) {
                if (again) throw;
            } catch (const Error&) {
                abandon();
                throw;
            }
        }
    }

    /// Whatever the server was doing for us: back to before the transaction.
    void abandon() noexcept {
        try {
            free_link();
            link_.settle();
            for (PostgresStatement* const statement : unsure_) statement->forget();
            unsure_.clear();
            if (!link_.alive()) return;
            send(roll_back_);
            finish(roll_back_.sql());
        } catch (const Error&) {
            // The session is over, and the transaction with it.
        }
    }

    void run_quietly(PostgresStatement& statement) {
        free_link();
        if (state_ == State::writing && !statement.gives_rows()) {
            send(statement);
            if (link_.sent() >= kMostSent) finish(statement.sql());
            return;
        }
        for (bool again = false;; again = true) {
            try {
                if (statement.reads_whole_tables())
                    stream(statement);
                else
                    ask(statement);
                return;
            } catch (const LostConnection&) {
                if (again || !may_be_asked_again(statement)) throw;
                reconnect();
            }
        }
    }

    void ask(PostgresStatement& statement) {
        if (statement.is_ahead() || !ahead_.empty()) {
            send_ahead(statement);
            return collect(statement);
        }
        begin_reading();
        send(statement);
        finish(statement.sql());
        statement.answered();
    }

    /// All that were sent ahead get their answers.
    void collect(PostgresStatement& wanted) {
        std::vector<PostgresStatement*> all = std::exchange(ahead_, {});
        for (bool again = false;; again = true) {
            try {
                if (again) {
                    reconnect();
                    begin_reading();
                    for (PostgresStatement* const statement : all) send(*statement);
                }
                finish(wanted.sql());
                for (PostgresStatement* const statement : all) statement->answered();
                return;
            } catch (const LostConnection&) {
                if (!again && may_be_asked_again(wanted)) continue;
                for (PostgresStatement* const statement : all) statement->set_ahead(false);
                throw;
            } catch (const Error&) {
                for (PostgresStatement* const statement : all) statement->set_ahead(false);
                throw;
            }
        }
    }

    void stream(PostgresStatement& statement) {
        if (!ahead_.empty()) collect(statement);
        begin_reading();
        prepare(statement);
        streaming_ = sure([&] {
            link_.send_for_rows(statement.name(), statement.values(), statement.sql());
            statement.rows().take_stream(link_, statement.sql());
            return &statement;
        });
        seen_ = true;
    }

    void begin_reading() {
        if (state_ == State::writing || begun_) return;
        if (!link_.alive()) link_.reconnect();
        if (state_ == State::outside) return;
        if (state_ == State::reading_once) {
            if (seen_) throw Error(Fault::bug, "a statement behind the answers of its transaction");
            return;
        }
        send(begin_read_);
        begun_ = true;
    }

    void reconnect() {
        link_.reconnect();
        begun_ = false;
    }

    bool may_be_asked_again(const PostgresStatement& statement) const {
        if (state_ == State::outside) return statement.only_reads();
        return state_ != State::writing && !seen_;
    }

    void send(PostgresStatement& statement) {
        prepare(statement);
        link_.send(statement.name(), statement.values(), statement.answer());
    }

    void prepare(PostgresStatement& statement) {
        if (statement.prepare(link_)) unsure_.push_back(&statement);
    }

    void finish(std::string_view doing) {
        sure([&] {
            link_.finish(doing);
            return true;
        });
        seen_ = true;
    }

    /// What was to be prepared may not have been when something goes wrong.
    template <class Wait>
    std::invoke_result_t<Wait> sure(const Wait& wait) {
        try {
            std::invoke_result_t<Wait> answer = wait();
            unsure_.clear();
            return answer;
        } catch (const Error&) {
            for (PostgresStatement* const statement : unsure_) statement->forget();
            unsure_.clear();
            if (!link_.alive()) begun_ = false;
            throw;
        }
    }

    /// One statement may be giving row after row: it gets the rest at once.
    void free_link() {
        PostgresStatement* const statement = std::exchange(streaming_, nullptr);
        if (statement != nullptr) statement->rows().keep_rest();
    }

    const bool replica_;
    PostgresLink link_;
    std::shared_ptr<std::atomic<std::uint64_t>> commits_;  // of the whole process
    Position known_position_ = 0;
    int known_session_ = 0;  // in which it was asked
    State state_ = State::outside;
    bool begun_ = false;  // reading: the server knows of the transaction
    bool seen_ = false;   // reading: something of it was answered
    PostgresStatement* streaming_ = nullptr;
    std::vector<PostgresStatement*> ahead_;   // sent, to be stepped later
    std::vector<PostgresStatement*> unsure_;  // sent to be prepared, nothing heard yet
    std::int64_t last_number_ = -1;
    unsigned names_ = 10;
    PostgresStatement begin_write_{*this, kBeginWrite, 1}, take_turn_{*this, kTakeTurn, 2},
        number_{*this, kNumber, 3}, begin_read_{*this, kBeginRead, 4}, commit_{*this, "commit", 5},
        roll_back_{*this, "rollback", 6}, tell_{*this, kTell, 7},
        be_impatient_{*this, kBeImpatient, 8};
    StatementShelf<PostgresStatement> statements_;
};

class PostgresDatabase final : public Database {
  public:
    PostgresDatabase(std::string address, int busy_ms)
        : address_(std::move(address)), busy_ms_(busy_ms) {
        auto first = make(false);
        check_postgres(*first, first->shown());
        first_ = std::move(first);
    }

    std::unique_ptr<Connection> connect(bool read_only) override {
        if (!read_only) {
            const std::lock_guard lock(mutex_);
            if (first_) return std::move(first_);
        }
        return make(read_only);
    }
    void do_not_wait() override { *at_once_ = true; }
    std::string_view engine() const override { return "postgres"; }
    std::unique_ptr<ChangeWatch> watch() override { return watch_postgres(address_); }
    std::uint64_t commits() const override { return *commits_; }

  private:
    std::unique_ptr<PostgresConnection> make(bool read_only) {
        return std::make_unique<PostgresConnection>(
            PgOptions{address_, read_only, busy_ms_, read_only ? at_once_ : nullptr}, commits_);
    }
    std::string address_;
    int busy_ms_;
    std::shared_ptr<std::atomic<bool>> at_once_ = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<std::atomic<std::uint64_t>> commits_ =
        std::make_shared<std::atomic<std::uint64_t>>(0);
    std::mutex mutex_;
    std::unique_ptr<Connection> first_;  // made to look at the server; the first who asks has it
};

class PostgresReplica final : public ReplicaDatabase {
  public:
    PostgresReplica(std::string address, Database& primary, std::string primary_address,
                    int busy_ms)
        : address_(std::move(address)), shown_(shown_address(address_)), primary_(primary),
          primary_address_(std::move(primary_address)), busy_ms_(busy_ms) {}

    std::unique_ptr<Connection> connect(bool) override { return make(primary_address_); }
    std::unique_ptr<Connection> probe() override { return make({}); }
    std::string_view engine() const override { return "postgres"; }
    std::string shown() const override { return shown_; }

  private:
    std::unique_ptr<Connection> make(const std::string& instead) {
        auto made = std::make_unique<PostgresConnection>(
            PgOptions{address_, true, busy_ms_, at_once_, true, instead}, nullptr);
        check_replica(*made, identity(), shown_);
        return made;
    }
    std::string identity() {
        const std::lock_guard lock(mutex_);
        if (identity_.empty()) identity_ = postgres_identity(*primary_.connect(true));
        return identity_;
    }
    std::string address_, shown_;
    Database& primary_;
    std::string primary_address_;
    int busy_ms_;
    std::shared_ptr<const std::atomic<bool>> at_once_ = std::make_shared<std::atomic<bool>>(true);
    std::mutex mutex_;
    std::string identity_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& address, int busy_ms) {
    return std::make_unique<PostgresDatabase>(address, busy_ms);
}

std::unique_ptr<ReplicaDatabase> open_postgres_replica(const std::string& address,
                                                       Database& primary,
                                                       const std::string& primary_address,
                                                       int busy_ms) {
    return std::make_unique<PostgresReplica>(address, primary, primary_address, busy_ms);
}

}  // namespace solander
