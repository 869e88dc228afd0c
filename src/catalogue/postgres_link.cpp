// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_link.h"

#include "catalogue/postgres_address.h"
#include "catalogue/postgres_error.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

namespace solander {
namespace {

constexpr int kBinary = 1;
constexpr int kOldest = 130000;  // what its makers still looked after when this was written
constexpr std::size_t kMostParameters = 200;
constexpr auto kAllBinary = [] {
    std::array<int, kMostParameters> formats{};
    for (int& format : formats) format = kBinary;
    return formats;
}();

// A warning of the server is not for the person, and must not go to stderr.
void no_notice(void*, const PGresult*) {}

// What the address does not say. A peer that is gone is noticed within half a minute; who must not
// wait has it sooner.
constexpr const char* kDefaults[][2] = {
    {"fallback_application_name", "solander"},
    {"connect_timeout", "10"},
    {"keepalives_idle", "15"},
    {"keepalives_interval", "5"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "30000"},
};
constexpr const char* kAtOnce[][2] = {{"connect_timeout", "2"}, {"tcp_user_timeout", "5000"}};
constexpr int kSilent = 20'000;  // milliseconds; a long list begins sooner
constexpr int kSilentReplica = 4'000;

using Pairs = std::vector<std::pair<const char*, const char*>>;

struct Parameters {
    /// `forced` win over what the address says.
    Parameters(const std::string& address, bool at_once, const Pairs& forced = {}) {
        for (const auto& [keyword, value] : kDefaults) add(keyword, value);
        if (at_once)
            for (const auto& [keyword, value] : kAtOnce) add(keyword, value);
        add("dbname", address.c_str());
        add("client_encoding", "UTF8");
        for (const auto& [keyword, value] : forced) add(keyword, value);
        add(nullptr, nullptr);
    }
    void add(const char* keyword, const char* value) {
        keywords.push_back(keyword);
        values.push_back(value);
    }
    PGconn* connect() const { return PQconnectdbParams(keywords.data(), values.data(), 1); }
    PGPing ping() const { return PQpingParams(keywords.data(), values.data(), 1); }

    std::vector<const char*> keywords, values;
};

PGPing ping(const std::string& address, const PgHost& at) {
    Pairs forced{{"connect_timeout", "2"}};
    if (!at.host.empty()) forced.emplace_back("host", at.host.c_str());
    if (!at.hostaddr.empty()) forced.emplace_back("hostaddr", at.hostaddr.c_str());
    if (!at.port.empty()) forced.emplace_back("port", at.port.c_str());
    return Parameters(address, true, forced).ping();
}

}  // namespace

void ClearResult::operator()(PGresult* result) const noexcept { PQclear(result); }
void PostgresLink::Close::operator()(PGconn* connection) const noexcept { PQfinish(connection); }

PostgresLink::PostgresLink(PgOptions options)
    : options_(std::move(options)), shown_(shown_address(options_.address)) {
    connect(false);
}

bool PostgresLink::alive() const { return PQstatus(connection_.get()) == CONNECTION_OK; }

/// After a connection could not be made. libpq's own question goes to the first host alone.
Reach PostgresLink::reach() const {
    auto hosts = hosts_of(options_.address);
    if (hosts.empty()) hosts.emplace_back();
    Reach best = Reach::nobody;
    for (const PgHost& host : hosts) {
        const PGPing answer = ping(options_.address, host);
        if (answer == PQPING_OK) best = Reach::answers;
        if (answer == PQPING_REJECT && best == Reach::nobody) best = Reach::starting;
    }
    if (best != Reach::answers || !wants_a_kind(options_.address)) return best;
    const Parameters any(options_.address, true, {{"target_session_attrs", "any"}});
    const std::unique_ptr<pg_conn, Close> some(any.connect());
    return PQstatus(some.get()) == CONNECTION_OK ? Reach::other : best;
}

/// `wait_for_answer`: also for a server that does not answer at all, and for a primary.
void PostgresLink::connect(bool wait_for_answer) {
    using Clock = std::chrono::steady_clock;
    const auto give_up = Clock::now() + std::chrono::milliseconds(options_.busy_ms);
    const Parameters p(options_.address, at_once());
    auto pause = std::chrono::milliseconds(50);
    sent_ = 0;
    syncs_ = 0;
    silent_ = false;
    answers_.clear();
    for (;;) {
        connection_.reset(p.connect());
        if (alive()) break;
        // The asking takes time too.
        if (at_once()) throw_cannot_connect(connection_.get(), shown_, Reach::nobody);
        const Reach found = reach();
        const bool may_come =
            found == Reach::starting || (wait_for_answer && found != Reach::answers);
        if (!may_come || Clock::now() + pause > give_up)
            throw_cannot_connect(connection_.get(), shown_, found);
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds(1000));
    }
    // Before anything is asked that an older one does not know.
    if (PQserverVersion(connection_.get()) < kOldest)
        throw Error(Fault::input,
                    fmt::format("{} is PostgreSQL {}: too old", shown_,
                                PQparameterStatus(connection_.get(), "server_version")),
                    "PostgreSQL 13 or newer is needed; Debian 12 has 15");
    PQsetNoticeReceiver(connection_.get(), &no_notice, nullptr);
    ++session_;
    PQenterPipelineMode(connection_.get());
    // Our statements look rows up by their keys: no value asks for another plan, and planning again
    // and again cost more than the work (a list of 20 works: 3 ms, then 1). Pages of an index are
    // as near as others, in memory or on a disk without arms: else tables are read whole while
    // small.
    script(fmt::format("set plan_cache_mode = force_generic_plan; set random_page_cost = 1.1; "
                       "set lock_timeout = {}; set "
                       "default_transaction_read_only = {}; "
                       "set default_transaction_isolation = 'repeatable read'; "
                       "set standard_conforming_strings = on; set statement_timeout = 0",
                       options_.busy_ms, options_.read_only ? "on" : "off"));
}

void PostgresLink::reconnect() {
    if (options_.replica) {
        if (options_.instead.empty()) lost();
        options_.replica = false;
        options_.address = options_.instead;
        shown_ = shown_address(options_.address);
        moved_ = true;
    }
    connect(true);
}

void PostgresLink::script(const std::string& sql) {
    PQexitPipelineMode(connection_.get());
    const PgResult result(PQexec(connection_.get(), sql.c_str()));
    if (!alive()) lost();
    PQenterPipelineMode(connection_.get());
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        throw_postgres_error(result.get(), shown_, std::string_view(sql).substr(0, 200));
}

void PostgresLink::check_sent(int done) {
    if (done == 1) return;
    if (!alive()) lost();
    throw Error(Fault::bug, fmt::format("{}: {}", shown_, PQerrorMessage(connection_.get())));
}

void PostgresLink::prepare(const std::string& name, const std::string& sql,
                           const std::vector<PgType>& types) {
    static_assert(sizeof(PgType) == sizeof(Oid));
    check_sent(PQsendPrepare(connection_.get(), name.c_str(), sql.c_str(),
                             static_cast<int>(types.size()),
                             reinterpret_cast<const Oid*>(types.data())));
    answers_.push_back(nullptr);
    ++sent_;
}

void PostgresLink::send(const std::string& name, const PgValues& values, PgResult* answer) {
    if (values.bytes.size() > kMostParameters)
        throw Error(Fault::bug, "a statement with too many parameters");
    check_sent(PQsendQueryPrepared(connection_.get(), name.c_str(),
                                   static_cast<int>(values.bytes.size()), values.bytes.data(),
                                   values.sizes.data(), kAllBinary.data(), kBinary));
    answers_.push_back(answer);
    ++sent_;
}

void PostgresLink::sync() {
    check_sent(PQpipelineSync(connection_.get()));
    sent_ = 0;
    ++syncs_;
}

void PostgresLink::push() {
    if (sent_ > 0) sync();
}

[[noreturn]] void PostgresLink::lost() {
    if (silent_) throw_silent(shown_);
    throw_lost_connection(connection_.get(), shown_);
}

/// Until there is something to read. False: it took too long, and the connection was given up.
bool PostgresLink::await_bytes() {
    while (at_once() && PQisBusy(connection_.get()) != 0) {
        pollfd end{PQsocket(connection_.get()), POLLIN, 0};
        const int ready = poll(&end, 1, options_.replica ? kSilentReplica : kSilent);
        if (ready < 0 && errno == EINTR) continue;
        if (ready == 0) {
            connection_.reset();
            silent_ = true;
            return false;
        }
        if (PQconsumeInput(connection_.get()) != 1) return true;  // PQgetResult() tells
    }
    return true;
}

/// One step of what PQgetResult() tells: an answer, the end of one, or the end of a batch. False:
/// the connection is gone.
bool PostgresLink::receive(PgResult& failed) {
    if (!await_bytes()) return false;
    PgResult result(PQgetResult(connection_.get()));
    if (!result) {
        if (!alive()) return false;
        if (!answers_.empty()) answers_.pop_front();
        return true;
    }
    switch (PQresultStatus(result.get())) {
    case PGRES_PIPELINE_SYNC:
        --syncs_;
        break;
    case PGRES_PIPELINE_ABORTED:
        break;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_SINGLE_TUPLE:
        if (!answers_.empty() && answers_.front() != nullptr) *answers_.front() = std::move(result);
        break;
    default:
        if (!failed) failed = std::move(result);
    }
    return true;
}

void PostgresLink::finish(std::string_view doing) {
    sync();
    PgResult failed;
    while (syncs_ > 0 && receive(failed)) {}
    if (!alive()) {
        syncs_ = 0;
        lost();
    }
    if (failed) fail(failed, doing);
}

/// A replica may break off what stands in the way of what it repeats, and may lack what was not
/// repeated yet: whatever it says, the primary knows better.
void PostgresLink::fail(const PgResult& failed, std::string_view doing) {
    if (options_.replica) connection_.reset();
    try {
        throw_postgres_error(failed.get(), shown_, doing);
    } catch (const Error& e) {
        if (connection_) throw;
        throw LostConnection(e.fault, e.message, e.hint);
    }
}

void PostgresLink::settle() noexcept {
    try {
        if (alive() && waiting()) finish({});
    } catch (const Error&) {
        // Said already, or the session is over.
    }
}

bool PostgresLink::own_session() {
    PQexitPipelineMode(connection_.get());
    const PgResult result(PQexec(connection_.get(), "select pg_backend_pid()"));
    if (!alive()) lost();
    PQenterPipelineMode(connection_.get());
    return PQresultStatus(result.get()) == PGRES_TUPLES_OK
           && PQgetvalue(result.get(), 0, 0) == std::to_string(PQbackendPID(connection_.get()));
}

int PostgresLink::socket() const { return PQsocket(connection_.get()); }

bool PostgresLink::take_notices() {
    const bool heard = PQconsumeInput(connection_.get()) == 1;
    bool any = false;
    while (PGnotify* const notice = PQnotifies(connection_.get())) {
        any = true;
        PQfreemem(notice);
    }
    if (!heard || !alive()) lost();
    return any;
}

void PostgresLink::send_for_rows(const std::string& name, const PgValues& values,
                                 std::string_view doing) {
    if (waiting()) finish(doing);
    send(name, values, &row_);
    if (PQsetSingleRowMode(connection_.get()) != 1)
        throw Error(Fault::bug, "rows cannot be read one by one");
    sync();
}

PgResult PostgresLink::next_row(std::string_view doing) {
    PgResult failed;
    while (syncs_ > 0 && receive(failed)) {
        if (!row_) continue;
        // The last answer has no rows: it only says that they have ended.
        if (PQresultStatus(row_.get()) == PGRES_SINGLE_TUPLE) return std::move(row_);
        row_.reset();
    }
    if (!alive()) {
        syncs_ = 0;
        lost();
    }
    if (failed) fail(failed, doing);
    return nullptr;
}

}  // namespace solander
