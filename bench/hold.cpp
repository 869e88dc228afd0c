// SPDX-License-Identifier: GPL-3.0-or-later
// Holds many connections to a server of this machine at once, and says what became of them:
//     hold PORT --idle 2000 --busy 200 --slow 50 --seconds 10 PATH...
// Idle ones ask once at the beginning and once at the end. Busy ones ask for one PATH after the
// other, waiting for each answer. Slow ones take one byte a second of their answer.
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

enum class Kind : std::uint8_t { idle, busy, slow };

struct Held {
    Kind kind = Kind::idle;
    int fd = -1;
    std::string come;
    std::size_t asked = 0, wanted = 0;  ///< paths so far; bytes of the answer, 0 until known
    Clock::time_point since{}, next{};
    bool waits = false;
};

struct Plan {
    std::uint16_t port = 8080;
    std::size_t idle = 2000, busy = 200, slow = 50;
    int seconds = 10;
    std::vector<std::string> paths;
};

struct Outcome {
    std::map<int, std::size_t> statuses;        ///< of busy ones; 0: closed without an answer
    std::vector<double> milliseconds, refused;  ///< of those with 200, and of all others
    std::size_t idle_kept = 0, slow_kept = 0;
};

int connected(std::uint16_t port, bool slow) {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    const int small = 2048;
    if (slow) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

void ask(Held& held, const Plan& plan) {
    const std::string& path = plan.paths[held.asked++ % plan.paths.size()];
    const std::string text = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    held.come.clear();
    held.wanted = 0;
    held.since = Clock::now();
    held.waits = send(held.fd, text.data(), text.size(), MSG_NOSIGNAL) > 0;
}

/// Takes what has come; true when the answer is whole or the connection ended.
bool take(Held& held) {
    char buffer[65536];
    const ssize_t got = recv(held.fd, buffer, held.kind == Kind::slow ? 1 : sizeof buffer, 0);
    if (got <= 0) {
        close(held.fd);
        held.fd = -1;
        return true;
    }
    held.come.append(buffer, static_cast<std::size_t>(got));
    if (held.wanted == 0) {
        const std::size_t gap = held.come.find("\r\n\r\n");
        if (gap == std::string::npos) return false;
        const std::size_t length = held.come.find("\r\nContent-Length: ");
        const std::size_t body =
            length < gap ? std::strtoul(held.come.c_str() + length + 18, nullptr, 10) : 0;
        held.wanted = gap + 4 + body;
    }
    return held.come.size() >= held.wanted;
}

int status_of(const Held& held) {
    return held.come.size() < 12 ? 0 : std::atoi(held.come.c_str() + 9);
}

void step(Held& held, const Plan& plan, Outcome& outcome) {
    if (!take(held)) {
        held.next = Clock::now() + std::chrono::seconds(1);
        return;
    }
    held.waits = false;
    if (held.kind != Kind::busy) return;
    ++outcome.statuses[status_of(held)];
    const std::chrono::duration<double, std::milli> took = Clock::now() - held.since;
    (status_of(held) == 200 ? outcome.milliseconds : outcome.refused).push_back(took.count());
    if (held.fd >= 0 && held.come.find("\r\nConnection: close\r\n") != std::string::npos) {
        close(held.fd);
        held.fd = -1;
    }
    if (held.fd < 0) held.fd = connected(plan.port, false);
    if (held.fd >= 0) ask(held, plan);
}

Outcome hold(const Plan& plan) {
    std::vector<Held> all;
    const auto add = [&](Kind kind, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            Held held;
            held.kind = kind;
            held.asked = i;
            held.fd = connected(plan.port, kind == Kind::slow);
            if (held.fd >= 0) ask(held, plan);
            all.push_back(std::move(held));
        }
    };
    Outcome outcome;
    add(Kind::idle, plan.idle);
    add(Kind::slow, plan.slow);
    add(Kind::busy, plan.busy);
    const auto run = [&](Clock::time_point until) {
        std::vector<pollfd> polled(all.size());
        while (Clock::now() < until) {
            const auto now = Clock::now();
            for (std::size_t i = 0; i < all.size(); ++i) {
                const bool wanted = all[i].waits && all[i].fd >= 0
                                    && (all[i].kind != Kind::slow || all[i].next <= now);
                polled[i] = {wanted ? all[i].fd : -1, POLLIN, 0};
            }
            if (poll(polled.data(), polled.size(), 100) <= 0) continue;
            for (std::size_t i = 0; i < all.size(); ++i)
                if (polled[i].revents != 0) step(all[i], plan, outcome);
        }
    };
    run(Clock::now() + std::chrono::seconds(plan.seconds));
    // Idle ones are still there when they are answered once more.
    for (Held& held : all) {
        if (held.kind == Kind::busy) {
            held.waits = false;
        } else if (held.kind == Kind::slow) {
            outcome.slow_kept += held.fd >= 0 ? 1U : 0U;
            held.waits = false;
        } else if (held.fd >= 0 && !held.waits) {
            ask(held, plan);
        }
    }
    run(Clock::now() + std::chrono::seconds(3));
    for (const Held& held : all)
        if (held.kind == Kind::idle && held.fd >= 0 && !held.waits && status_of(held) == 200)
            ++outcome.idle_kept;
    return outcome;
}

Plan plan_of(int argc, char** argv) {
    Plan plan;
    plan.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
    for (int i = 2; i < argc; ++i) {
        const std::string_view word = argv[i];
        const bool has_number = i + 1 < argc;
        if (word == "--idle" && has_number)
            plan.idle = std::strtoul(argv[++i], nullptr, 10);
        else if (word == "--busy" && has_number)
            plan.busy = std::strtoul(argv[++i], nullptr, 10);
        else if (word == "--slow" && has_number)
            plan.slow = std::strtoul(argv[++i], nullptr, 10);
        else if (word == "--seconds" && has_number)
            plan.seconds = std::atoi(argv[++i]);
        else
            plan.paths.emplace_back(word);
    }
    if (plan.paths.empty()) plan.paths.emplace_back("/");
    return plan;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr,
                   "usage: hold PORT [--idle N] [--busy N] [--slow N] [--seconds N] [PATH...]\n");
        return 2;
    }
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    const Plan plan = plan_of(argc, argv);
    Outcome outcome = hold(plan);
    const std::size_t count = outcome.milliseconds.size() + outcome.refused.size();
    const auto spread = [](std::vector<double>& values) {
        std::sort(values.begin(), values.end());
        const auto at = [&](double share) {
            return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
        };
        return values.empty() ? std::string("none")
                              : fmt::format("p50 {:.1f} ms, p99 {:.1f} ms", at(0.5), at(0.99));
    };
    std::string statuses;
    for (const auto& [status, number] : outcome.statuses)
        statuses += fmt::format(" {}x{}", status, number);
    fmt::print("{:.0f} answers a second, {}", static_cast<double>(count) / plan.seconds,
               spread(outcome.milliseconds));
    if (!outcome.refused.empty()) fmt::print("; refused: {}", spread(outcome.refused));
    fmt::print(";{}", statuses);
    if (plan.idle > 0) fmt::print("; idle kept {} of {}", outcome.idle_kept, plan.idle);
    if (plan.slow > 0) fmt::print("; slow kept {} of {}", outcome.slow_kept, plan.slow);
    fmt::print("\n");
    return 0;
}
