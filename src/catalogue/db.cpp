// SPDX-License-Identifier: GPL-3.0-or-later
// What is the same for every engine: Query, the cache of ids, the pool of connections.
#include "catalogue/db.h"

#include "catalogue/prepared.h"

#include <mutex>
#include <vector>

namespace solander {

Query::~Query() {
    if (s_ != nullptr) s_->give_back();
}

Query& Query::bind(std::int64_t value) {
    s_->bind_integer(next_++, value);
    return *this;
}

Query& Query::bind(double value) {
    s_->bind_real(next_++, value);
    return *this;
}

Query& Query::bind(std::string_view value) {
    s_->bind_text(next_++, value);
    return *this;
}

Query& Query::bind(Blob value) {
    s_->bind_blob(next_++, value.bytes);
    return *this;
}

Query& Query::bind(std::nullptr_t) {
    s_->bind_null(next_++);
    return *this;
}

Query& Query::ahead() {
    s_->send_ahead();
    return *this;
}

bool Query::step() { return s_->step(); }

void Query::run() {
    while (s_->step()) {}
}

bool Query::null(int column) const { return s_->null(column); }
std::int64_t Query::integer(int column) const { return s_->integer(column); }
double Query::real(int column) const { return s_->real(column); }
std::string_view Query::text(int column) const { return s_->text(column); }
std::string_view Query::blob(int column) const { return s_->blob(column); }

std::optional<std::int64_t> Query::integer_or_null(int column) const {
    if (s_->null(column)) return std::nullopt;
    return s_->integer(column);
}

const std::string& IdCache::key(char kind, std::string_view name) {
    key_.assign(1, kind);
    key_.append(name);
    return key_;
}

const IdCache::Entry* IdCache::find(char kind, std::string_view name) {
    const auto found = entries_.find(key(kind, name));
    return found == entries_.end() ? nullptr : &found->second;
}

void IdCache::put(char kind, std::string_view name, Entry entry) {
    // About 20 MB: the names of an archive of a million works are mostly rare ones.
    constexpr std::size_t kMost = 200'000;
    if (entries_.size() >= kMost) entries_.clear();
    entries_.insert_or_assign(key(kind, name), entry);
}

struct ConnectionPool::Inside {
    Database& database;
    bool read_only;
    std::mutex mutex;
    std::vector<std::unique_ptr<Connection>> idle;
};

ConnectionPool::ConnectionPool(Database& db, bool read_only)
    : inside_(new Inside{db, read_only, {}, {}}) {}

ConnectionPool::~ConnectionPool() = default;

std::unique_ptr<Connection> ConnectionPool::take() {
    {
        const std::lock_guard lock(inside_->mutex);
        if (!inside_->idle.empty()) {
            auto connection = std::move(inside_->idle.back());
            inside_->idle.pop_back();
            return connection;
        }
    }
    return inside_->database.connect(inside_->read_only);
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
    // More than this at once was a rush; each idle connection keeps pages in memory.
    constexpr std::size_t kMostIdle = 16;
    if (!connection->worth_keeping()) return;
    const std::lock_guard lock(inside_->mutex);
    if (inside_->idle.size() < kMostIdle) inside_->idle.push_back(std::move(connection));
}

ConnectionPool::Loan ConnectionPool::borrow() { return Loan(*this, take()); }

ConnectionPool::Loan::~Loan() { pool_.give_back(std::move(c_)); }

}  // namespace solander
