// SPDX-License-Identifier: GPL-3.0-or-later
// What many, slow, and half-done connections do to the server, and what it does when it is told to
// stop.
#include "web/server.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "tests/support/test_archive.h"
#include "tests/web/wire.h"

namespace solander {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

/// A server in a process of its own. /quick answers from memory, /made from a handler, /held when
/// open() was said, /big with 16 MB.
class OwnServer : public Wire {
  public:
    explicit OwnServer(ServerOptions options) {
        int ends[2];
        if (pipe(ends) != 0) std::abort();
        child_ = fork();
        if (child_ == 0) {
            close(ends[0]);
            run(std::move(options), ends[1]);
            _exit(0);
        }
        close(ends[1]);
        if (read(ends[0], &port_, sizeof port_) != sizeof port_) port_ = 0;
        close(ends[0]);
    }
    ~OwnServer() {
        open_gate();
        if (child_ > 0) {
            stop();
            EXPECT_TRUE(ended_well());
        }
    }

    void stop() const { kill(child_, SIGTERM); }
    bool ended_well() {
        int status = 1;
        waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    void open_gate() const { std::ofstream(gate()).put('x'); }
    /// A handler has begun with /held so many times.
    void wait_for_held(std::uintmax_t times) const {
        for (int i = 0; i < 500; ++i) {
            std::error_code none;
            if (const auto size = fs::file_size(begun(), none); !none && size >= times) return;
            std::this_thread::sleep_for(milliseconds(10));
        }
        ADD_FAILURE() << "/held was not asked for " << times << " times";
    }
    bool is_done() const { return fs::exists(folder_.path() / "done"); }

  private:
    fs::path gate() const { return folder_.path() / "gate"; }
    fs::path begun() const { return folder_.path() / "begun"; }

    static std::shared_ptr<const Response> text(std::string body) {
        auto response = std::make_shared<Response>();
        response->body = std::move(body);
        return response;
    }
    void run(ServerOptions options, int ready) const {
        options.port = 0;
        Handlers handlers;
        handlers.quick = [](const Request& request) {
            return request.path == "/quick" ? text("quick") : nullptr;
        };
        handlers.make = [this](const Request& request) {
            if (request.path == "/big") return text(std::string(16'000'000, 'b'));
            if (request.path == "/held") {
                std::ofstream(begun(), std::ios::app).put('x');
                while (!fs::exists(gate())) std::this_thread::sleep_for(milliseconds(5));
                std::ofstream(folder_.path() / "done").put('x');
            }
            return text("made " + request.body);
        };
        handlers.limits.body_bytes = [](const Request& request) {
            const std::uint64_t most = 1'000'000;
            return RequestLimits::Body{request.path == "/asks" ? 10U : most, most};
        };
        handlers.may_send = [](const Request& request) {
            if (request.header("says") == "throw") throw std::runtime_error("away");
            return request.header("says") == "yes";
        };
        run_server(options, handlers, [ready](std::uint16_t port) {
            if (write(ready, &port, sizeof port) != sizeof port) _exit(3);
        });
    }

    TemporaryFolder folder_;
    pid_t child_ = -1;
};

std::string asks(std::string_view target, std::string_view headers = "") {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(headers)
           + "\r\n";
}
int status_of(const std::string& answer) { return Wire::parsed(answer).status; }
bool says_when_to_come_back(const std::string& answer) {
    return Wire::parsed(answer).head.find("\r\nRetry-After: ") != std::string::npos;
}
/// Until the server has seen what happened before.
template <class Condition>
bool soon(Condition condition) {
    for (int i = 0; i < 500; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(milliseconds(20));
    }
    return false;
}

TEST(Server, one_connection_too_many_is_told_so_at_once_and_there_is_room_again_later) {
    ServerOptions options;
    options.max_connections = 3;
    const OwnServer server(options);
    std::vector<Caller> held;
    for (int i = 0; i < 3; ++i) {
        held.push_back(server.open(5));
        held.back().say(asks("/quick"));
        EXPECT_EQ(status_of(held.back().piece()), 200);
    }
    const std::string answer = server.open(5).rest();  // it has not even asked
    EXPECT_EQ(status_of(answer), 503);
    EXPECT_TRUE(says_when_to_come_back(answer));
    held[1].say(asks("/made"));
    EXPECT_EQ(status_of(held[1].piece()), 200) << "who is there is served";
    held.pop_back();
    EXPECT_TRUE(soon([&] { return server.get("/quick").status == 200; }));
}

TEST(Server, one_request_too_many_is_told_so_at_once_and_all_others_are_answered) {
    ServerOptions options;
    options.handler_threads = 1;
    options.max_waiting = 2;
    const OwnServer server(options);
    std::vector<Caller> callers;
    callers.push_back(server.open(5));
    callers.back().say(asks("/held"));
    server.wait_for_held(1);
    for (int i = 0; i < 6; ++i) {
        callers.push_back(server.open(5));
        callers.back().say(asks("/made"));
    }
    std::size_t refused = 0;
    EXPECT_TRUE(soon([&] {
        refused += std::erase_if(callers, [](const Caller& caller) {
            if (!caller.has_come()) return false;
            const std::string answer = caller.piece();
            EXPECT_EQ(status_of(answer), 503);
            EXPECT_TRUE(says_when_to_come_back(answer));
            return true;
        });
        return refused == 4;
    }));
    EXPECT_EQ(server.get("/quick").status, 200) << "what needs no handler is answered meanwhile";
    server.open_gate();
    for (const Caller& caller : callers) EXPECT_EQ(status_of(caller.piece()), 200);
    EXPECT_EQ(callers.size(), 3U);
    EXPECT_EQ(server.get("/made").status, 200);
}

TEST(Server, one_visitor_cannot_have_all_places) {
    ServerOptions options;
    options.max_each = 2;
    const OwnServer server(options);
    std::vector<Caller> held;
    for (int i = 0; i < 2; ++i) {
        held.push_back(server.open(5));
        held.back().say(asks("/quick"));
        EXPECT_EQ(status_of(held.back().piece()), 200);
    }
    const std::string answer = server.open(5).rest();
    EXPECT_EQ(status_of(answer), 429);
    EXPECT_TRUE(says_when_to_come_back(answer));
}

TEST(Server, whom_a_proxy_speaks_for_is_counted_and_not_the_proxy) {
    ServerOptions options;
    options.max_each = 2;
    options.handler_threads = 1;
    options.proxies = {"127.0.0.1"};
    const OwnServer server(options);
    std::vector<Caller> held;
    for (int i = 0; i < 2; ++i) {
        held.push_back(server.open(5));
        // Whoever stands before the last may have been invented.
        held.back().say(
            asks("/held", "X-Forwarded-For: 9.9.9." + std::to_string(i) + ", 7.7.7.7\r\n"));
    }
    server.wait_for_held(1);
    EXPECT_TRUE(soon([&] {
        const Caller third = server.open(5);
        third.say(asks("/made", "X-Forwarded-For: 7.7.7.7\r\n"));
        return soon([&] { return third.has_come(); }) && status_of(third.piece()) == 429;
    }));
    const Caller other = server.open(5);
    other.say(asks("/made", "X-Forwarded-For: 8.8.8.8\r\n"));
    server.open_gate();
    EXPECT_EQ(status_of(other.piece()), 200);
}

TEST(Server, who_waits_to_write_leaves_a_thread_to_those_who_read) {
    ServerOptions options;
    options.handler_threads = 2;
    const OwnServer server(options);
    std::vector<Caller> writers;
    for (int i = 0; i < 3; ++i) {
        writers.push_back(server.open(5));
        writers.back().say("POST /held HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
    }
    server.wait_for_held(1);
    EXPECT_EQ(server.get("/made").status, 200);
    server.open_gate();
    for (const Caller& caller : writers) EXPECT_EQ(status_of(caller.piece()), 200);
}

TEST(Server, slow_readers_hold_no_thread_and_are_left_in_the_end) {
    ServerOptions options;
    options.handler_threads = 1;
    options.body = milliseconds(300);
    options.slowest_bytes = 1U << 30;
    const OwnServer server(options);
    std::vector<Caller> slow;
    for (int i = 0; i < 8; ++i) {
        slow.push_back(server.open(5, 4096));
        slow.back().say(asks("/big"));
    }
    for (const Caller& caller : slow) EXPECT_TRUE(soon([&] { return caller.has_come(); }));
    EXPECT_EQ(server.get("/made").status, 200);
    std::this_thread::sleep_for(milliseconds(1000));
    for (const Caller& caller : slow) EXPECT_LT(caller.rest().size(), 16'000'000U);
}

TEST(Server, a_reader_who_goes_on_gets_all_of_it_however_long_that_takes) {
    ServerOptions options;
    options.body = milliseconds(200);
    const OwnServer server(options);
    const Caller caller = server.open(5, 65536);
    caller.say(asks("/big", "Connection: close\r\n"));
    std::string answer = caller.piece();
    std::this_thread::sleep_for(milliseconds(300));
    answer += caller.rest();
    EXPECT_EQ(Wire::parsed(answer).body.size(), 16'000'000U);
}

TEST(Server, heads_and_bodies_that_trickle_are_not_waited_for) {
    ServerOptions options;
    options.head = milliseconds(400);
    options.body = milliseconds(0);
    options.idle = milliseconds(400);
    options.slowest_bytes = 1U << 30;
    const OwnServer server(options);
    const Caller silent = server.open(10), head = server.open(10), body = server.open(10),
                 idle = server.open(10);
    head.say("GET /made HTTP/1.1\r\n");
    body.say("POST /made HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    idle.say(asks("/quick"));
    EXPECT_EQ(status_of(idle.piece()), 200);
    for (int i = 0; i < 8; ++i) {
        (void)head.say("X: y\r\n");
        (void)body.say("x");
        std::this_thread::sleep_for(milliseconds(100));
    }
    for (const Caller* caller : {&silent, &head, &body, &idle})
        EXPECT_TRUE(soon([&] { return caller->has_come(); }) && caller->piece().empty())
            << "closed, without a word";
}

TEST(Server, requests_sent_together_are_answered_in_their_order) {
    const OwnServer server(ServerOptions{});
    std::string all;
    for (int i = 0; i < 20; ++i)
        all += "POST " + std::string(i % 3 == 0 ? "/quick" : "/made")
               + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
               + (i == 19 ? "Connection: close\r\n\r\n" : "\r\n") + std::to_string(10 + i);
    const std::string answers = server.raw(all);
    std::size_t at = 0;
    for (int i = 0; i < 20; ++i) {
        at = answers.find(i % 3 == 0 ? "quick" : "made " + std::to_string(10 + i), at);
        ASSERT_NE(at, std::string::npos) << i;
        ++at;
    }
}

TEST(Server, who_sends_too_much_still_reads_why_it_was_refused) {
    const OwnServer server(ServerOptions{});
    const std::string body(3'000'000, 'x');
    EXPECT_EQ(
        status_of(server.raw("POST /made HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n"
                             + body.substr(0, 600'000))),
        413);
}

TEST(Server, a_long_body_is_read_from_who_may_send_it) {
    const OwnServer server(ServerOptions{});
    const auto answer = [&](const std::string& says) {
        return Wire::parsed(
            server.raw("POST /asks HTTP/1.1\r\nHost: a\r\nConnection: close\r\nSays: " + says
                       + "\r\nContent-Length: 12\r\n\r\nand it is so"));
    };
    EXPECT_EQ(answer("yes").body, "made and it is so");
    EXPECT_EQ(answer("no").status, 413);
    EXPECT_EQ(answer("throw").status, 503);
}

TEST(Server, what_was_begun_is_finished_before_it_stops) {
    ServerOptions options;
    options.handler_threads = 1;
    OwnServer server(options);
    std::optional<Caller> fresh(server.open(5));
    const Caller idle = server.open(5);
    std::vector<Caller> asking;
    for (int i = 0; i < 3; ++i) asking.push_back(server.open(5));
    const Caller &working = asking[0], &waiting = asking[1], &half = asking[2];
    idle.say(asks("/quick"));
    EXPECT_EQ(status_of(idle.piece()), 200);
    half.say("GET /made HTTP/1.1\r\nHo");
    working.say(asks("/held"));
    server.wait_for_held(1);
    waiting.say(asks("/made"));
    server.stop();
    EXPECT_TRUE(idle.is_ended());
    fresh->say(asks("/quick"));
    EXPECT_EQ(status_of(fresh->piece()), 200);
    fresh.reset();
    EXPECT_TRUE(soon([&] { return !server.open(1).connected(); })) << "nobody new is taken";
    half.say("st: a\r\n\r\n");
    EXPECT_FALSE(server.is_done());
    server.open_gate();
    for (const Caller& caller : asking) {
        const std::string answer = caller.rest();
        EXPECT_EQ(status_of(answer), 200);
        EXPECT_NE(answer.find("\r\nConnection: close\r\n"), std::string::npos);
    }
    asking.clear();
    EXPECT_TRUE(server.ended_well());
    EXPECT_TRUE(server.is_done());
}

TEST(Server, who_never_finishes_does_not_keep_it_from_stopping) {
    ServerOptions options;
    options.stop = milliseconds(200);
    OwnServer server(options);
    const Caller half = server.open(5), slow = server.open(5, 4096);
    half.say("GET /made HT");
    slow.say(asks("/big"));
    EXPECT_TRUE(soon([&] { return slow.has_come(); }));
    server.stop();
    EXPECT_TRUE(server.ended_well());
}

TEST(Server, a_second_signal_stops_at_once) {
    ServerOptions options;
    options.stop = std::chrono::minutes(10);
    OwnServer server(options);
    const Caller half = server.open(5);
    half.say("GET /made HT");
    EXPECT_EQ(server.get("/made").status, 200);
    server.stop();
    EXPECT_TRUE(soon([&] { return !server.open(1).connected(); }));
    server.stop();
    EXPECT_TRUE(server.ended_well());
}

}  // namespace
}  // namespace solander
