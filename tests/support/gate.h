// SPDX-License-Identifier: GPL-3.0-or-later
// A way to a server that a test can shut, cut or stop: what happens to a network, and to a machine.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace solander {

/// Listens on a port of 127.0.0.1 and passes every connection on to another port there.
class Gate {
  public:
    enum class Pass {
        on,
        on_then_cut,  ///< the server hears it and answers, but the answer never comes
        cut,
    };
    /// Asked with what a client sends, by the thread of that connection.
    using Guard = std::function<Pass(std::string_view sent)>;

    explicit Gate(std::uint16_t to) : to_(to), listening_(listen_at(0)) {
        sockaddr_in at{};
        socklen_t size = sizeof at;
        getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size);
        port_ = ntohs(at.sin_port);
        threads_.emplace_back([this] { accept_all(); });
    }
    ~Gate() {
        end_ = true;
        for (std::size_t i = 0;; ++i) {  // the first adds others until it has ended
            std::thread next;
            {
                const std::lock_guard lock(mutex_);
                if (i == threads_.size()) break;
                next = std::move(threads_[i]);
            }
            next.join();
        }
        close(listening_);
    }
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    std::uint16_t port() const { return port_; }
    /// Connections break, and new ones are broken at once.
    void shut(bool on) { shut_ = on; }
    /// Nothing breaks, but nothing is passed on either.
    void stop(bool on) { stopped_ = on; }
    void set_guard(Guard guard) {
        const std::lock_guard lock(mutex_);
        guard_ = std::move(guard);
    }

    /// What the server says is altered before it is passed on.
    void set_voice(std::function<void(std::string& said)> voice) {
        const std::lock_guard lock(mutex_);
        voice_ = std::move(voice);
    }

  private:
    static sockaddr_in local(std::uint16_t port) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return at;
    }
    static int listen_at(std::uint16_t port) {
        const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in at = local(port);
        EXPECT_EQ(bind(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at), 0);
        EXPECT_EQ(listen(fd, 64), 0);
        return fd;
    }
    static bool ready(int fd) {
        pollfd end{fd, POLLIN, 0};
        return poll(&end, 1, 5) > 0;
    }

    void accept_all() {
        while (!end_) {
            if (!ready(listening_)) continue;
            const int client = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) continue;
            if (shut_) {
                close(client);
                continue;
            }
            const std::lock_guard lock(mutex_);
            threads_.emplace_back([this, client] { relay(client); });
        }
    }

    Pass ask_guard(std::string_view sent) {
        const std::lock_guard lock(mutex_);
        return guard_ ? guard_(sent) : Pass::on;
    }

    void alter(std::string& said) {
        const std::lock_guard lock(mutex_);
        if (voice_) voice_(said);
    }

    void relay(int client) {
        const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in at = local(to_);
        bool good = connect(server, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
        bool cut = false;
        std::array<char, 65536> bytes{};
        while (good && !end_ && !shut_) {
            std::array<pollfd, 2> ends{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
            if (poll(ends.data(), ends.size(), 5) <= 0 || stopped_) {
                if (stopped_) std::this_thread::sleep_for(std::chrono::milliseconds(5));
                continue;
            }
            if (ends[0].revents != 0) {
                const ssize_t got = recv(client, bytes.data(), bytes.size(), 0);
                if (got <= 0) break;
                const Pass pass =
                    ask_guard(std::string_view(bytes.data(), static_cast<std::size_t>(got)));
                if (pass == Pass::cut) break;
                cut = cut || pass == Pass::on_then_cut;
                good =
                    send(server, bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
            }
            if (ends[1].revents != 0) {
                const ssize_t got = recv(server, bytes.data(), bytes.size(), 0);
                if (got <= 0 || cut) break;
                std::string said(bytes.data(), static_cast<std::size_t>(got));
                alter(said);
                good = send(client, said.data(), said.size(), MSG_NOSIGNAL)
                       == static_cast<ssize_t>(said.size());
            }
        }
        close(client);
        close(server);
    }

    std::uint16_t to_, port_ = 0;
    int listening_;
    std::atomic<bool> shut_{false}, stopped_{false}, end_{false};
    std::mutex mutex_;
    Guard guard_;
    std::function<void(std::string&)> voice_;
    std::vector<std::thread> threads_;
};

}  // namespace solander
