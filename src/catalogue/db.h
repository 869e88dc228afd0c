// SPDX-License-Identifier: GPL-3.0-or-later
// The small database interface that SQLite and PostgreSQL both implement: one text of statements
// for both. Statements use $1, $2 ...; values are integers, reals, text, blobs and null; no
// engine's own functions.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"

namespace solander {

struct Blob {
    std::string_view bytes;
};

/// A prepared statement in use. Bind 1-based, then step() through rows, or run() when there are
/// none. Destroying it resets the statement and gives it back to its connection's cache.
class PreparedStatement;  // the engine's side; catalogue/prepared.h

class Query {
  public:
    explicit Query(PreparedStatement& s) : s_(&s) {}
    Query(Query&& other) noexcept : s_(other.s_), next_(other.next_) { other.s_ = nullptr; }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query();

    Query& bind(std::int64_t);
    Query& bind(int v) { return bind(static_cast<std::int64_t>(v)); }
    Query& bind(std::uint64_t v) { return bind(static_cast<std::int64_t>(v)); }
    Query& bind(std::uint32_t v) { return bind(static_cast<std::int64_t>(v)); }
    Query& bind(bool v) { return bind(static_cast<std::int64_t>(v)); }
    Query& bind(double);
    Query& bind(std::string_view);  ///< the bytes must live until the statement has run
    Query& bind(const char* v) { return bind(std::string_view(v)); }
    Query& bind(const std::string& v) { return bind(std::string_view(v)); }
    Query& bind(Blob);
    Query& bind(std::nullptr_t);
    template <class T>
    Query& bind(const std::optional<T>& v) {
        return v ? bind(*v) : bind(nullptr);
    }

    /// Sends it without waiting for the answer, which the first step() then takes. Of several that
    /// are sent one after the other the answers come in one go. SQLite has nothing to send.
    Query& ahead();
    /// True: a row is there. Throws Error. Inside a WriteTransaction an error of a statement that
    /// gives no rows may be thrown by a later one, or by commit(); and after any error the
    /// transaction can only be rolled back.
    bool step();
    void run();  ///< step() to the end

    // Columns count from 0. Views live until the next step().
    bool null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    std::optional<std::int64_t> integer_or_null(int column) const;

  private:
    PreparedStatement* s_;
    int next_ = 1;
};

/// Ids of rows that are looked up by name again and again (tags, creators, series). Each connection
/// has one, emptied whenever what it holds may no longer be so: after a rollback, and at the start
/// of a write transaction that follows somebody else's.
class IdCache {
  public:
    struct Entry {
        std::int64_t id;
        bool same_name;  ///< the row's display name is the name that was looked up
    };
    const Entry* find(char kind, std::string_view name);
    void put(char kind, std::string_view name, Entry);
    void clear() { entries_.clear(); }

  private:
    const std::string& key(char kind, std::string_view name);
    std::unordered_map<std::string, Entry> entries_;
    std::string key_;
};

/// Where the log of all writes stands: what was written earlier has a smaller one, or the same, on
/// every server of the database. 0: nothing, or an engine without such a log.
using Position = std::uint64_t;

/// One connection; used by one thread at a time.
class Connection {
  public:
    virtual ~Connection() = default;
    /// Prepared once per connection and text; `sql` must be a constant of the program.
    virtual Query query(std::string_view sql) = 0;
    /// Several statements separated by ; without parameters: schema files, pragmas.
    virtual void execute_script(std::string_view sql) = 0;
    virtual std::string_view engine() const = 0;  ///< "sqlite" or "postgres"
    /// To be called when rows have come by the thousand: an engine that plans by what it has
    /// counted counts anew. Outside transactions.
    virtual void take_stock() {}
    /// What was deleted goes from the files too, as far as the engine can do that
    /// (docs/on-disk.md). Outside transactions.
    virtual void forget_deleted() {}
    /// What is wrong with the storage, found by going through all of it; empty when it is sound.
    virtual std::string fault() = 0;
    /// Everything that could be seen before the call lies before it.
    virtual Position position() { return 0; }
    /// What was written before `position` can be read here. Of a replica this is not always so.
    virtual bool has_reached(Position) { return true; }
    /// False: it leads elsewhere than those of its Database, and is of use once.
    virtual bool worth_keeping() const { return true; }
    IdCache& ids() { return ids_; }

  protected:
    friend class ReadTransaction;
    friend class WriteTransaction;
    virtual void begin() = 0;  ///< to read
    virtual void begin_once() { begin(); }
    virtual void begin_write(bool waits) = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    virtual void end_read() noexcept = 0;

  private:
    IdCache ids_;
    int open_ = 0;  // transactions in scope, inner ones too
};

/// A consistent view; ends with the scope. Inside another transaction it is part of that one.
class ReadTransaction {
  public:
    /// `once`: every statement is sent ahead() before the first row of any is looked at. A server
    /// then need not be told where the transaction begins and ends.
    enum class Asks { freely, once };
    explicit ReadTransaction(Connection& c, Asks asks = Asks::freely) : c_(c) {
        if (c_.open_ == 0) asks == Asks::once ? c_.begin_once() : c_.begin();
        ++c_.open_;
    }
    ~ReadTransaction() {
        if (--c_.open_ == 0) c_.end_read();
    }
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

  private:
    Connection& c_;
};

/// Rolled back unless commit() was called. One writer at a time (SQLite waits busy_timeout for its
/// turn). Never inside another transaction.
class WriteTransaction {
  public:
    /// `at_once`: Error{conflict} without a wait when it is somebody else's turn.
    enum class Begins { in_turn, at_once };
    explicit WriteTransaction(Connection& c, Begins begins = Begins::in_turn) : c_(c) {
        if (c_.open_ != 0) throw Error(Fault::bug, "a write transaction inside another one");
        c_.begin_write(begins == Begins::in_turn);
        ++c_.open_;
    }
    ~WriteTransaction() {
        if (!done_) c_.roll_back();
        --c_.open_;
    }
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;
    void commit() {
        c_.commit();
        done_ = true;
    }

  private:
    Connection& c_;
    bool done_ = false;
};

/// For what may as well be written another time: false at once when somebody else is writing.
template <class Change>
bool write_if_free(Connection& connection, Change&& change) {
    try {
        WriteTransaction transaction(connection, WriteTransaction::Begins::at_once);
        change();
        transaction.commit();
        return true;
    } catch (const Error& error) {
        if (error.fault != Fault::conflict) throw;
        return false;
    }
}

/// Tells that somebody may have committed. One thread waits, any may wake it.
class ChangeWatch {
  public:
    virtual ~ChangeWatch() = default;
    /// Returns when somebody committed (true), when wake() was called, and after a while in any
    /// case: what is new is for the caller to ask. Never throws for a server that is away.
    virtual bool wait() = 0;
    /// Whether wait() returns at once for every commit: its caller, having looked since, knows all.
    /// To be called by who calls wait().
    virtual bool hears_all() const = 0;
    virtual void wake() noexcept = 0;
};

/// Opens connections to one database; shared by all folders that need rows.
class Database {
  public:
    virtual ~Database() = default;
    virtual std::unique_ptr<Connection> connect(bool read_only = false) = 0;
    virtual std::string_view engine() const = 0;
    /// From now on connections to read with fail when the database is away, instead of waiting for
    /// it: for who has others waiting.
    virtual void do_not_wait() {}
    /// Null: this engine tells nobody.
    virtual std::unique_ptr<ChangeWatch> watch() { return nullptr; }
    /// Raised after each commit (and each attempt at one) of this process; 0: nobody need know.
    virtual std::uint64_t commits() const { return 0; }
};

/// A server that repeats what the primary writes, some time later, and is only read. What connect()
/// makes goes on at the primary when it is lost, or refuses to answer.
class ReplicaDatabase : public Database {
  public:
    /// A connection that ends when it is lost; asked how far the replica is. Throws Error when it
    /// is away, or no replica of that primary.
    virtual std::unique_ptr<Connection> probe() = 0;
    virtual std::string shown() const = 0;  ///< its address, as people may see it
};

/// `file` is created when `create`, else it must be there. WAL, synchronous=FULL, foreign keys,
/// busy timeout set per connection: who finds the database locked waits so long, then gets
/// Error{conflict}.
std::unique_ptr<Database> open_sqlite(const std::string& file, bool create, int busy_ms = 30'000);

/// `address` is postgresql://user@host:port/name?...; environment and files of PostgreSQL's own
/// (PGPASSWORD, ~/.pgpass) give what it does not say. Checks what the server can do. Who waits for
/// another writer waits `busy_ms`, then gets Error{conflict}; so long a server that went away is
/// waited for, but never inside a transaction.
std::unique_ptr<Database> open_postgres(const std::string& address, int busy_ms = 30'000);

/// Connects to nothing yet. `primary` must be PostgreSQL's, at `primary_address`, and live longer.
std::unique_ptr<ReplicaDatabase> open_postgres_replica(const std::string& address,
                                                       Database& primary,
                                                       const std::string& primary_address,
                                                       int busy_ms = 30'000);

/// Lends connections to many threads; returns them on destruction of the loan.
class ConnectionPool {
  public:
    explicit ConnectionPool(Database& db, bool read_only = true);
    virtual ~ConnectionPool();
    ConnectionPool(const ConnectionPool&) = delete;
    ConnectionPool& operator=(const ConnectionPool&) = delete;
    class Loan {
      public:
        Loan(ConnectionPool& pool, std::unique_ptr<Connection> c) : pool_(pool), c_(std::move(c)) {}
        ~Loan();
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        Connection& operator*() { return *c_; }
        Connection* operator->() { return c_.get(); }

      private:
        ConnectionPool& pool_;
        std::unique_ptr<Connection> c_;
    };
    virtual Loan borrow();
    /// What is lent from now on has reached this; of the one database that is always so.
    virtual void at_least(Position) {}

  protected:
    std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection>);

  private:
    friend class Readers;  // lends of several pools
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace solander
