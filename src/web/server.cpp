// SPDX-License-Identifier: GPL-3.0-or-later
// Longer than most files: what a connection is at, and how all of them come to an end, is one walk.
#include "web/server.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_set>

#include "base/error.h"
#include "base/log.h"
#include "web/descriptors.h"
#include "web/tally.h"
#include "web/turns.h"
#include "web/visitor.h"

namespace solander {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr std::size_t kHeadPiece = 2048, kBodyPiece = 65536;
constexpr std::size_t kTurnedAwayAtOnce = 256;
constexpr seconds kLeaving{2};

class Session;

struct Shared {
    const ServerOptions& options;
    const Handlers& handlers;
    std::size_t max_connections;
    asio::thread_pool& pool;
    std::function<void()> all_gone = {};
    std::atomic<std::size_t> connections{0}, turned_away{0}, waiting{0};
    std::atomic<bool> stopping{false};   ///< nothing new is taken
    std::atomic<bool> abandoned{false};  ///< what has not begun is not begun
    Tally connected{}, asking{};
    Turns turns;
    std::atomic<bool> told{false};

    std::mutex mutex{};
    std::unordered_set<Session*> sessions{};
    std::vector<std::shared_ptr<Session>> all();
};

std::shared_ptr<const Response> plain(unsigned status, std::string_view text,
                                      std::string_view retry_after = {}) {
    auto response = std::make_shared<Response>();
    response->status = status;
    response->type = "text/plain; charset=utf-8";
    response->body = std::string(text) + "\n";
    if (!retry_after.empty()) response->headers.emplace_back("Retry-After", retry_after);
    return response;
}

std::shared_ptr<const Response> too_much() {
    return plain(503, "too much at once; try again in a moment", "5");
}

/// One connection: read a request, answer it, again.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket&& socket, Shared& shared)
        : stream_(std::move(socket)), shared_(shared), reader_(shared.handlers.limits) {
        beast::error_code gone;
        const tcp::endpoint end = stream_.socket().remote_endpoint(gone);
        if (!gone) peer_ = end.address().to_string();
        const std::lock_guard lock(shared_.mutex);
        shared_.sessions.insert(this);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() {
        if (taken_) --shared_.connections;
        if (turned_away_) --shared_.turned_away;
        const std::lock_guard lock(shared_.mutex);
        shared_.sessions.erase(this);
        if (shared_.stopping && shared_.sessions.empty()) shared_.all_gone();
    }

    /// Reads the first request, or says why none is taken.
    void start() {
        since_ = Clock::now();
        const bool is_free = is_proxy(peer_, shared_.options.proxies);
        if (shared_.connections >= shared_.max_connections) return turn_away(too_much());
        if (!is_free) {
            place_ = shared_.connected.enter(counted_as(peer_), shared_.options.max_each);
            if (!place_) {
                if (!shared_.told.exchange(true))
                    log_line(LogLevel::warning, "server",
                             "one address has all connections that serve.connections_each allows; "
                             "a proxy is named in serve.proxies");
                return turn_away(plain(429, "too many connections from one place", "5"));
            }
        }
        taken_ = true;
        ++shared_.connections;
        read();
    }

    /// The server stops: who has asked for something gets it, all others go.
    void stop() {
        asio::post(stream_.get_executor(), [self = shared_from_this()] {
            if (self->at_ == At::fresh || self->at_ == At::idle) self->stream_.cancel();
        });
    }

  private:
    enum class At : std::uint8_t { fresh, idle, reading, asking, making, writing, leaving };
    using Step = RequestReader::Step;

    void turn_away(std::shared_ptr<const Response> response) {
        turned_away_ = true;
        if (++shared_.turned_away <= kTurnedAwayAtOnce) return send(std::move(response), true);
        // So many that nobody waits until it is read.
        beast::error_code ignored;
        std::string answer =
            head_text(*response, response->status, shared_.handlers.always, "close");
        answer += response->body.bytes();
        stream_.socket().non_blocking(true, ignored);
        stream_.socket().write_some(asio::buffer(answer), ignored);
    }

    Clock::time_point deadline() const {
        const ServerOptions& options = shared_.options;
        const auto paid = seconds(
            static_cast<seconds::rep>(moved_ / std::max<std::uint64_t>(1, options.slowest_bytes)));
        switch (at_) {
        case At::fresh:
            return shared_.stopping ? Clock::now() + seconds(1) : since_ + options.head;
        case At::idle:
            return since_ + options.idle;
        case At::reading:
            return since_ + options.head + (reader_.in_body() ? options.body + paid : seconds(0));
        case At::asking:
        case At::making:
        case At::writing:
            return since_ + (turned_away_ ? seconds(1) : options.body) + paid;
        case At::leaving:
            break;
        }
        return since_ + kLeaving;
    }

    void be(At at) {
        at_ = at;
        since_ = Clock::now();
        moved_ = 0;
    }

    void read() {
        // What has come already was asked before we stopped.
        if (shared_.stopping && at_ == At::idle) {
            beast::error_code gone;
            if (stream_.socket().available(gone) == 0 || gone) return;
        }
        piece_.resize(reader_.in_body() || at_ == At::leaving ? kBodyPiece : kHeadPiece);
        stream_.expires_at(deadline());
        stream_.async_read_some(asio::buffer(piece_),
                                beast::bind_front_handler(&Session::on_read, shared_from_this()));
    }

    void on_read(beast::error_code error, std::size_t bytes) {
        const bool waits = at_ == At::fresh || at_ == At::idle;
        if (error == asio::error::operation_aborted && shared_.stopping && waits
            && !asked_to_stop_) {
            asked_to_stop_ = true;
            return read();
        }
        if (error) return;
        if (at_ == At::leaving) {
            moved_ += bytes;
            if (moved_ < (1U << 20)) read();
            return;
        }
        if (waits) be(At::reading);
        if (reader_.in_body()) moved_ += bytes;
        go(reader_.take({piece_.data(), bytes}));
    }

    void go(Step step) {
        switch (step) {
        case Step::more:
            return read();
        case Step::go_on:
            return go_on();
        case Step::ask:
            return ask();
        case Step::whole:
            return answer();
        case Step::refused:
            return send(plain(reader_.status(), reader_.why()), true);
        }
    }

    void go_on() {
        static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
        stream_.expires_at(deadline());
        asio::async_write(stream_, asio::buffer(kGoOn.data(), kGoOn.size()),
                          [self = shared_from_this()](beast::error_code error, std::size_t) {
                              if (!error) self->go(self->reader_.more());
                          });
    }

    void answer() {
        be(At::making);
        std::vector<char>().swap(piece_);
        const Request& request = reader_.request();
        reader_.request().peer = peer_;
        std::shared_ptr<const Response> ready;
        try {
            ready = shared_.handlers.quick(request);
        } catch (const std::exception&) {
            // make() meets the same trouble, says so in the log and answers.
        }
        if (ready) return send(std::move(ready));
        in_turn([this] { return [this, response = made()] { send(response); }; });
    }

    /// Whether the caller may send what is longer than anybody may.
    void ask() {
        be(At::asking);
        reader_.request().peer = peer_;
        in_turn([this] {
            const auto may = may_send();
            return [this, may] {
                if (!may) return send(plain(503, "this cannot be answered just now", "5"), true);
                be(At::reading);
                go(reader_.allow(*may));
            };
        });
    }

    /// `work` is done on a handler thread, what it returns then here again.
    template <class Work>
    void in_turn(Work work) {
        const bool last = at_ == At::asking;  // the rest of the request is not read then
        const std::string visitor =
            counted_as(origin_of(reader_.request(), shared_.options.proxies).address);
        auto place = shared_.asking.enter(visitor, shared_.options.max_each);
        if (!place) return send(plain(429, "too many requests from one place at once", "5"), last);
        if (shared_.waiting >= shared_.options.max_waiting) return send(too_much(), last);
        ++shared_.waiting;
        stream_.expires_never();
        const bool writes = at_ == At::making && reader_.request().method == "POST";
        // Kept until the answer is on its way: a std::function wants to be copied.
        auto held = std::make_shared<Tally::Place>(std::move(*place));
        shared_.turns.add(
            visitor, {[self = shared_from_this(), held = std::move(held), work = std::move(work),
                       io = asio::make_work_guard(stream_.get_executor())]() mutable {
                          --self->shared_.waiting;
                          if (self->shared_.abandoned) return;
                          auto then = work();
                          held.reset();
                          asio::post(self->stream_.get_executor(),
                                     [self, then = std::move(then)] { then(); });
                      },
                      writes});
        take_a_turn(shared_);
    }

    /// One for every task, and one more when a task that writes makes room for another.
    static void take_a_turn(Shared& shared) {
        asio::post(shared.pool, [&shared] {
            const auto task = shared.turns.next();
            if (!task) return;
            task->work();
            if (shared.turns.done(*task)) take_a_turn(shared);
        });
    }

    std::optional<bool> may_send() {
        try {
            return shared_.handlers.may_send(reader_.request());
        } catch (const std::exception& problem) {
            log_line(
                LogLevel::error, "web",
                fmt::format("path={} error={}", path_for_log(reader_.request()), problem.what()));
        }
        return std::nullopt;
    }

    std::shared_ptr<const Response> made() {
        try {
            return shared_.handlers.make(reader_.request());
        } catch (const std::exception& problem) {
            log_line(
                LogLevel::error, "web",
                fmt::format("path={} error={}", path_for_log(reader_.request()), problem.what()));
        }
        return plain(500, "Something went wrong here. Nothing was lost; the keeper of the library "
                          "finds it in the log.");
    }

    void send(std::shared_ptr<const Response> response, bool last = false) {
        be(At::writing);
        last_ = last || !reader_.keep_alive() || shared_.stopping;
        const std::string_view known = reader_.request().header("if-none-match");
        const bool unchanged = response->status == 200 && !response->etag.empty()
                               && (known == response->etag || known == "*");
        head_ = head_text(*response, unchanged ? 304 : response->status, shared_.handlers.always,
                          last_                   ? "close"
                          : reader_.old_version() ? "keep-alive"
                                                  : "");
        with_body_ = !unchanged && reader_.request().method != "HEAD";
        response_ = std::move(response);
        write();
    }

    void write() {
        const std::string_view body = with_body_ ? response_->body.bytes() : "";
        const std::size_t of_head = std::min<std::size_t>(moved_, head_.size());
        const std::size_t of_body = static_cast<std::size_t>(moved_) - of_head;
        if (of_head == head_.size() && of_body == body.size()) return written();
        const std::array<asio::const_buffer, 2> left = {
            asio::buffer(head_) + of_head, asio::buffer(body.data(), body.size()) + of_body};
        stream_.expires_at(deadline());
        stream_.async_write_some(
            left, [self = shared_from_this()](beast::error_code error, std::size_t bytes) {
                self->moved_ += bytes;
                if (!error) self->write();
            });
    }

    void written() {
        response_.reset();
        head_.clear();
        if (last_) return leave();
        const Step step = reader_.next();
        be(reader_.is_idle() && step == Step::more ? At::idle : At::reading);
        go(step);
    }

    /// A socket closed with bytes unread takes the answer with it that is still on its way.
    void leave() {
        be(At::leaving);
        beast::error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        read();
    }

    beast::tcp_stream stream_;
    Shared& shared_;
    RequestReader reader_;
    std::string peer_;
    std::optional<Tally::Place> place_;
    std::vector<char> piece_;
    At at_ = At::fresh;
    Clock::time_point since_{};  ///< what it is at
    std::uint64_t moved_ = 0;    ///< bytes, since then
    bool taken_ = false, turned_away_ = false, asked_to_stop_ = false;

    std::shared_ptr<const Response> response_;
    std::string head_;
    bool with_body_ = false, last_ = false;
};

std::vector<std::shared_ptr<Session>> Shared::all() {
    const std::lock_guard lock(mutex);
    std::vector<std::shared_ptr<Session>> held;
    for (Session* session : sessions)
        if (auto one = session->weak_from_this().lock()) held.push_back(std::move(one));
    return held;
}

using Turn = asio::strand<asio::io_context::executor_type>;

class Listener {
  public:
    /// `turn`: what the listener and those who stop it run on, one at a time.
    Listener(asio::io_context& io, const Turn& turn, Shared& shared, const tcp::endpoint& at)
        : io_(io), shared_(shared), acceptor_(turn), retry_(turn) {
        acceptor_.open(at.protocol());
        acceptor_.set_option(asio::socket_base::reuse_address(true));
        acceptor_.bind(at);
        acceptor_.listen(asio::socket_base::max_listen_connections);
    }
    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    void accept() {
        acceptor_.async_accept(asio::make_strand(io_),
                               [this](beast::error_code error, tcp::socket socket) {
                                   if (error == asio::error::operation_aborted || shared_.stopping)
                                       return;
                                   if (error) return try_later(error);
                                   take(std::move(socket));
                                   accept();
                               });
    }
    /// Those who came before are taken yet.
    void close() {
        beast::error_code error;
        acceptor_.non_blocking(true, error);
        while (!error) {
            tcp::socket socket(asio::make_strand(io_));
            acceptor_.accept(socket, error);
            if (!error) take(std::move(socket));
        }
        acceptor_.close(error);
        retry_.cancel();
    }

  private:
    void take(tcp::socket&& socket) {
        beast::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        std::make_shared<Session>(std::move(socket), shared_)->start();
    }

    /// No descriptors, no memory: the next accept would fail at once, and the one after it.
    void try_later(const beast::error_code& error) {
        if (!told_)
            log_line(LogLevel::warning, "server",
                     "cannot take more connections for now: " + error.message());
        told_ = true;
        retry_.expires_after(std::chrono::milliseconds(100));
        retry_.async_wait([this](beast::error_code stopped) {
            if (!stopped && !shared_.stopping) accept();
        });
    }

    asio::io_context& io_;
    Shared& shared_;
    tcp::acceptor acceptor_;
    asio::steady_timer retry_;
    bool told_ = false;
};

void open_listener(std::optional<Listener>& listener, asio::io_context& io, const Turn& turn,
                   Shared& shared, const ServerOptions& options) {
    boost::system::error_code unclear;
    const auto address = asio::ip::make_address(options.address, unclear);
    if (unclear)
        throw Error(Fault::usage, fmt::format("'{}' is no address to listen on", options.address),
                    "give numbers: --address 127.0.0.1 for this machine alone, 0.0.0.0 or :: for "
                    "every network it is in");
    try {
        listener.emplace(io, turn, shared, tcp::endpoint(address, options.port));
    } catch (const boost::system::system_error& problem) {
        const bool no_such = problem.code() == boost::system::errc::address_not_available
                             || problem.code() == asio::error::address_family_not_supported;
        const bool not_allowed = problem.code() == asio::error::access_denied;
        throw Error(Fault::conflict,
                    fmt::format("cannot listen on {}:{}: {}", options.address, options.port,
                                problem.code().message()),
                    no_such
                        ? "this machine has no such address: --address 127.0.0.1 for itself alone, "
                          "0.0.0.0 for every network it is in"
                    : not_allowed ? "ports below 1024 are for the system: --port 8080"
                                  : "name another port: --port 8081, or 0 for any free one");
    }
}

}  // namespace

void run_server(const ServerOptions& options, const Handlers& handlers,
                const std::function<void(std::uint16_t)>& ready) {
    // Sessions live in io and count themselves in shared: io goes first.
    asio::thread_pool pool(std::max(1U, options.handler_threads));
    Shared shared{.options = options,
                  .handlers = handlers,
                  .max_connections = room_for_connections(options.max_connections),
                  .pool = pool,
                  .turns = Turns(std::max(2U, options.handler_threads) - 1)};
    asio::io_context io(2);
    const Turn turn = asio::make_strand(io);
    std::optional<Listener> listener;
    open_listener(listener, io, turn, shared, options);

    asio::signal_set signals(turn, SIGINT, SIGTERM);
    asio::steady_timer patience(turn);
    shared.all_gone = [&] {
        asio::post(turn, [&] {
            patience.cancel();
            signals.cancel();
        });
    };
    const auto give_up = [&](beast::error_code error) {
        if (error) return;
        shared.abandoned = true;
        io.stop();
    };
    signals.async_wait([&](beast::error_code error, int) {
        if (error) return;
        shared.stopping = true;
        listener->close();
        patience.expires_after(options.stop);
        patience.async_wait(give_up);
        signals.async_wait([&](beast::error_code again, int) { give_up(again); });
        const auto sessions = shared.all();
        for (const auto& session : sessions) session->stop();
        if (sessions.empty()) shared.all_gone();
    });
    listener->accept();
    ready(listener->port());
    std::thread second([&] { io.run(); });
    io.run();
    second.join();
    pool.join();
    shared.all_gone = [] {};
}

}  // namespace solander
