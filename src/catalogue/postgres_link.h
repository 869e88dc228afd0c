// SPDX-License-Identifier: GPL-3.0-or-later
// One connection of libpq in pipeline mode: statements are sent without waiting, answers are read
// when somebody needs them. Knows nothing of our transactions; libpq stays behind it.
#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/postgres_error.h"

struct pg_conn;
struct pg_result;

namespace solander {

/// PostgreSQL's numbers of the types we use.
enum class PgType : std::uint32_t {
    none = 0,  ///< the server decides
    boolean = 16,
    bytea = 17,
    int8 = 20,
    int2 = 21,
    int4 = 23,
    text = 25,
    float8 = 701,
};

struct ClearResult {
    void operator()(pg_result*) const noexcept;
};
/// Rows that came back; never null where one is returned.
using PgResult = std::unique_ptr<pg_result, ClearResult>;

/// Values in the server's binary form.
struct PgValues {
    std::vector<const char*> bytes;  ///< null pointer: NULL
    std::vector<int> sizes;
};

struct PgOptions {
    std::string address;  ///< postgresql://...
    bool read_only = false;
    int busy_ms = 0;  ///< how long to wait for locks, and for a server that went away
    /// Whether not to wait for a server that is away, nor long for one that has fallen silent; may
    /// be turned on later. Null: wait.
    std::shared_ptr<const std::atomic<bool>> at_once;
    bool replica = false;  ///< it is given up soon
    /// Of a replica: where a connection that is lost, or refused to answer, goes on. Empty:
    /// nowhere.
    std::string instead = {};
};

class PostgresLink {
  public:
    /// Connects. Waits only for a server that is starting up.
    explicit PostgresLink(PgOptions);

    const std::string& shown() const { return shown_; }
    /// Raised with every connection: what was prepared on an older one is not there.
    int session() const { return session_; }
    bool alive() const;
    bool moved() const { return moved_; }  ///< to what stands instead of a replica
    /// Connects again, waiting until the server answers or busy_ms have passed.
    void reconnect();

    /// Any number of statements without parameters; nothing may be waiting.
    void script(const std::string& sql);

    // Sent; what goes wrong comes out of the next finish().
    void prepare(const std::string& name, const std::string& sql, const std::vector<PgType>&);
    /// The answer goes to `answer`, which must live until the next finish(); null: nobody wants it.
    void send(const std::string& name, const PgValues&, PgResult* answer);
    /// Waits for everything sent. Throws the first error with `doing`, the statement it belongs to
    /// as far as is known; answers behind it stay empty.
    void finish(std::string_view doing);
    /// Pushes what was sent to the server and returns; the next finish() waits for it.
    void push();
    bool waiting() const { return sent_ > 0 || syncs_ > 0; }
    std::size_t sent() const { return sent_; }
    /// After an error: waits for the rest, whatever it is.
    void settle() noexcept;

    /// As send(), then next_row() gives one row after the other, null at the end. Nothing else may
    /// be sent until then; nothing may be waiting.
    void send_for_rows(const std::string& name, const PgValues&, std::string_view doing);
    PgResult next_row(std::string_view doing);

    /// Whether the session is ours alone. A pooler between shows itself by another process number
    /// than the server's; nothing may be waiting.
    bool own_session();
    /// To wait at for what take_notices() reads; nothing may be waiting.
    int socket() const;
    /// What the server told of channels that are listened to; false: nothing. Throws
    /// LostConnection.
    bool take_notices();

  private:
    struct Close {
        void operator()(pg_conn*) const noexcept;
    };
    bool at_once() const { return options_.at_once && *options_.at_once; }
    void connect(bool wait_for_answer);
    Reach reach() const;
    bool await_bytes();
    [[noreturn]] void lost();
    [[noreturn]] void fail(const PgResult& failed, std::string_view doing);
    void check_sent(int done);
    void sync();
    bool receive(PgResult& failed);

    PgOptions options_;
    std::string shown_;
    std::unique_ptr<pg_conn, Close> connection_;
    bool silent_ = false;  // it was given up: no answer came
    int session_ = 0;
    bool moved_ = false;
    std::size_t sent_ = 0;           // since the last sync
    int syncs_ = 0;                  // not yet answered
    PgResult row_;                   // of send_for_rows()
    std::deque<PgResult*> answers_;  // where they go, in the order of what was sent
};

}  // namespace solander
