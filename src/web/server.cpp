// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/server.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <atomic>
#include <optional>
#include <thread>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"

namespace solander {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

/// A response body that is shared with the page cache, not copied.
struct SharedBody {
    using value_type = std::shared_ptr<const Response>;
    static std::uint64_t size(const value_type& value) { return value->body->size(); }
    class writer {
      public:
        using const_buffers_type = asio::const_buffer;
        template <bool isRequest, class Fields>
        writer(const http::header<isRequest, Fields>&, const value_type& value) : value_(value) {}
        void init(beast::error_code& ec) { ec = {}; }
        boost::optional<std::pair<const_buffers_type, bool>> get(beast::error_code& ec) {
            ec = {};
            return {{const_buffers_type(value_->body->data(), value_->body->size()), false}};
        }

      private:
        const value_type& value_;
    };
};

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

struct Shared {
    const ServerOptions& options;
    const Handlers& handlers;
    asio::thread_pool& pool;
    std::atomic<std::size_t> connections{0}, waiting{0};
    std::atomic<bool> stopping{false};
};

std::shared_ptr<const Response> plain(unsigned status, std::string_view text) {
    auto response = std::make_shared<Response>();
    response->status = status;
    response->type = "text/plain; charset=utf-8";
    response->body = std::make_shared<const std::string>(std::string(text) + "\n");
    return response;
}

std::shared_ptr<const Response> too_much() {
    auto response =
        std::make_shared<Response>(*plain(503, "too much at once; try again in a moment"));
    response->headers.emplace_back("Retry-After", "5");
    return response;
}

/// One connection: read a request, answer it, again.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket&& socket, Shared& shared) : stream_(std::move(socket)), shared_(shared) {
        ++shared_.connections;
        beast::error_code gone;
        const tcp::endpoint end = stream_.socket().remote_endpoint(gone);
        if (!gone) peer_ = end.address().to_string();
    }
    ~Session() { --shared_.connections; }

    void read_next() {
        parser_.emplace();
        parser_->header_limit(shared_.options.max_header_bytes);
        parser_->body_limit(shared_.options.max_body_bytes);
        stream_.expires_after(std::chrono::seconds(shared_.options.read_seconds));
        http::async_read_header(stream_, buffer_, *parser_,
                                beast::bind_front_handler(&Session::on_header, shared_from_this()));
    }

  private:
    using Parser = http::request_parser<http::string_body>;

    void on_header(beast::error_code error, std::size_t) {
        if (error) return refuse(error);
        const auto& message = parser_->get();
        if (message.version() != 11 && message.version() != 10)
            return answer_and_close(plain(505, "HTTP/1.1 is spoken here"));
        if (message.count(http::field::host) > 1
            || (message.version() == 11 && message.count(http::field::host) != 1))
            return answer_and_close(plain(400, "a request names exactly one Host"));
        if (message.count(http::field::transfer_encoding) > 0) {
            const bool chunked = message.count(http::field::transfer_encoding) == 1
                                 && equals_ignoring_ascii_case(
                                     view(message[http::field::transfer_encoding]), "chunked");
            // RFC 9112 section 6.1: what cannot be framed surely ends the connection.
            if (!chunked || message.count(http::field::content_length) > 0)
                return answer_and_close(
                    plain(chunked ? 400 : 501, "this transfer coding is not understood"));
        }
        method_ = message.method();
        if (method_ != http::verb::get && method_ != http::verb::head
            && method_ != http::verb::post)
            return answer_and_close(plain(501, "only GET, HEAD and POST are understood"));
        const std::uint64_t most =
            shared_.handlers.body_limit(view(message.method_string()), view(message.target()),
                                        view(message[http::field::cookie]));
        if (const auto length = parser_->content_length(); length && *length > most)
            return answer_and_close(plain(413, "the request's body is too long"));
        parser_->body_limit(most);
        if (message.count(http::field::expect) > 0) {
            if (!equals_ignoring_ascii_case(view(message[http::field::expect]), "100-continue"))
                return answer_and_close(plain(417, "this expectation cannot be met"));
            auto go_on =
                std::make_shared<http::response<http::empty_body>>(http::status::continue_, 11);
            http::async_write(stream_, *go_on,
                              [self = shared_from_this(), go_on](beast::error_code e, std::size_t) {
                                  if (!e) self->read_body();
                              });
            return;
        }
        read_body();
    }

    void read_body() {
        if (parser_->is_done()) return on_request({}, 0);
        http::async_read(stream_, buffer_, *parser_,
                         beast::bind_front_handler(&Session::on_request, shared_from_this()));
    }

    void refuse(beast::error_code error) {
        if (error == http::error::end_of_stream) return close();
        if (error == http::error::header_limit)
            return answer_and_close(plain(431, "the request's head is too long"));
        if (error == http::error::body_limit)
            return answer_and_close(plain(413, "the request's body is too long"));
        if (error == beast::error::timeout || error == asio::error::operation_aborted
            || error == asio::error::connection_reset || error == http::error::partial_message)
            return;
        if (error.category() == http::make_error_code(http::error::bad_method).category())
            return answer_and_close(plain(400, "this is not an HTTP request"));
    }

    void on_request(beast::error_code error, std::size_t) {
        if (error) return refuse(error);
        auto& message = parser_->get();
        keep_alive_ = message.keep_alive() && !shared_.stopping;
        request_ = {};
        request_.method = std::string(view(message.method_string()));
        std::string_view target = view(message.target());
        for (const std::string_view scheme :
             {"http://", "https://"})  // absolute form: the authority says nothing new
            if (starts_with_ignoring_ascii_case(target, scheme)) {
                target.remove_prefix(scheme.size());
                target.remove_prefix(std::min(target.find('/'), target.size()));
                if (target.empty()) target = "/";
            }
        if (!parse_target(target, request_))
            return send(plain(400, "this address is not well formed"));
        for (const auto& field : message) {
            std::string name = ascii_lowered(view(field.name_string()));
            request_.headers.emplace_back(std::move(name), std::string(view(field.value())));
        }
        request_.body = std::move(message.body());
        request_.peer = peer_;
        std::shared_ptr<const Response> ready;
        try {
            ready = shared_.handlers.quick(request_);
        } catch (const std::exception&) {
            // make() meets the same trouble, says so in the log and answers.
        }
        if (ready) return send(ready);
        if (shared_.waiting >= shared_.options.max_waiting) return send(too_much());
        ++shared_.waiting;
        stream_.expires_never();
        asio::post(shared_.pool, [self = shared_from_this()] {
            --self->shared_.waiting;
            std::shared_ptr<const Response> response;
            try {
                response = self->shared_.handlers.make(self->request_);
            } catch (const std::exception& problem) {
                log_line(LogLevel::error, "web",
                         fmt::format("path={} error={}", self->request_.path, problem.what()));
                response = plain(500, "Something went wrong here. Nothing was lost; the keeper of "
                                      "the library finds it in the log.");
            }
            asio::post(self->stream_.get_executor(),
                       [self, response = std::move(response)] { self->send(response); });
        });
    }

    void answer_and_close(const std::shared_ptr<const Response>& response) {
        keep_alive_ = false;
        request_ = {};
        send(response);
    }

    void send(const std::shared_ptr<const Response>& response) {
        const bool head = method_ == http::verb::head;
        const bool unchanged = response->status == 200 && !response->etag.empty()
                               && (request_.header("if-none-match") == response->etag
                                   || request_.header("if-none-match") == "*");
        if (unchanged || head) {
            empty_.emplace();
            fill(*empty_, *response, unchanged ? 304 : response->status);
            if (!unchanged) empty_->content_length(response->body->size());
            write(*empty_);
        } else {
            full_.emplace();
            full_->body() = response;
            fill(*full_, *response, response->status);
            full_->content_length(response->body->size());
            write(*full_);
        }
    }

    template <class Message>
    void fill(Message& message, const Response& response, unsigned status) const {
        message.version(11);
        message.result(status);
        message.set(http::field::content_type, response.type);
        if (!response.etag.empty()) message.set(http::field::etag, response.etag);
        for (const auto& [name, value] : response.headers) message.insert(name, value);
        for (const auto& [name, value] : shared_.handlers.always)
            if (message.find(name) == message.end()) message.insert(name, value);
        message.keep_alive(keep_alive_);
    }

    template <class Message>
    void write(Message& message) {
        stream_.expires_after(std::chrono::seconds(shared_.options.write_seconds));
        http::async_write(stream_, message,
                          beast::bind_front_handler(&Session::on_written, shared_from_this()));
    }

    void on_written(beast::error_code error, std::size_t) {
        full_.reset();
        if (error) return;
        if (!keep_alive_) return close();
        read_next();
    }

    void close() {
        beast::error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    beast::tcp_stream stream_;
    Shared& shared_;
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    Request request_;
    std::string peer_;
    http::verb method_ = http::verb::get;
    bool keep_alive_ = false;
    std::optional<http::response<SharedBody>> full_;
    std::optional<http::response<http::empty_body>> empty_;
};

class Listener {
  public:
    Listener(asio::io_context& io, Shared& shared, const tcp::endpoint& at)
        : io_(io), shared_(shared), acceptor_(io), retry_(io) {
        acceptor_.open(at.protocol());
        acceptor_.set_option(asio::socket_base::reuse_address(true));
        acceptor_.bind(at);
        acceptor_.listen(1024);
    }
    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    void accept() {
        acceptor_.async_accept(
            asio::make_strand(io_), [this](beast::error_code error, tcp::socket socket) {
                if (error == asio::error::operation_aborted || shared_.stopping) return;
                if (error) return try_later(error);
                beast::error_code ignored;
                socket.set_option(tcp::no_delay(true), ignored);
                if (shared_.connections < shared_.options.max_connections)
                    std::make_shared<Session>(std::move(socket), shared_)->read_next();
                accept();
            });
    }
    void close() {
        beast::error_code ignored;
        acceptor_.close(ignored);
    }

  private:
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

}  // namespace

void run_server(const ServerOptions& options, const Handlers& handlers,
                const std::function<void(std::uint16_t)>& ready) {
    // Sessions live in io and count themselves in shared: io goes first.
    asio::thread_pool pool(std::max(1U, options.handler_threads));
    Shared shared{options, handlers, pool, {}, {}, {}};
    asio::io_context io(2);
    std::optional<Listener> listener;
    boost::system::error_code unclear;
    const auto address = asio::ip::make_address(options.address, unclear);
    if (unclear)
        throw Error(Fault::usage, fmt::format("'{}' is no address to listen on", options.address),
                    "give numbers: --address 127.0.0.1 for this machine alone, 0.0.0.0 or :: for "
                    "every network it is in");
    try {
        listener.emplace(io, shared, tcp::endpoint(address, options.port));
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
    asio::signal_set signals(io, SIGINT, SIGTERM);
    asio::steady_timer patience(io);
    signals.async_wait([&](beast::error_code error, int) {
        if (error) return;
        shared.stopping = true;
        listener->close();
        // Answers under way get a moment; idle connections are not waited for.
        patience.expires_after(std::chrono::seconds(shared.waiting > 0 ? 5 : 1));
        patience.async_wait([&](beast::error_code) { io.stop(); });
        if (shared.connections == 0) io.stop();
    });
    listener->accept();
    ready(listener->port());
    std::thread second([&] { io.run(); });
    io.run();
    second.join();
    pool.join();
}

}  // namespace solander
