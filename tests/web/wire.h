// SPDX-License-Identifier: GPL-3.0-or-later
// Raw requests to a server on this machine.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace solander {

struct Answer {
    int status = 0;
    std::string head, body;
    bool has(std::string_view text) const { return body.find(text) != std::string::npos; }
};

class Caller {
  public:
    /// `seconds`: how long it waits for bytes. `room`: of the socket for what has come; 0: as
    /// usual.
    Caller(std::uint16_t port, int seconds, int room = 0) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{seconds, 0};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (room > 0) setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    Caller(Caller&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)), connected_(other.connected_) {}
    Caller& operator=(Caller&& other) noexcept {
        std::swap(fd_, other.fd_);
        std::swap(connected_, other.connected_);
        return *this;
    }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;
    ~Caller() {
        if (fd_ >= 0) close(fd_);
    }

    bool connected() const { return connected_; }
    bool say(std::string_view bytes) const {
        return send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL)
               == static_cast<ssize_t>(bytes.size());
    }
    /// What comes next; empty when it is closed or the wait is over.
    std::string piece() const {
        std::string buffer(16384, '\0');
        const ssize_t got = recv(fd_, buffer.data(), buffer.size(), 0);
        buffer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return buffer;
    }
    std::string rest() const {
        std::string all;
        for (std::string next = piece(); !next.empty(); next = piece()) all += next;
        return all;
    }
    /// Bytes, or that it was closed.
    bool has_come() const {
        pollfd one{fd_, POLLIN, 0};
        return poll(&one, 1, 0) > 0;
    }
    /// Closed by the server, with nothing to read before.
    bool is_ended() const {
        char byte = 0;
        return recv(fd_, &byte, 1, 0) == 0;
    }

  private:
    int fd_;
    bool connected_ = false;
};

class Wire {
  public:
    Caller open(int seconds, int room = 0) const { return {port_, seconds, room}; }

    /// Sends bytes as they are and reads until the server closes, or the body is whole, or two
    /// seconds pass.
    std::string raw(std::string_view bytes) const {
        const Caller connection = open(2);
        connection.say(bytes);
        return connection.rest();
    }
    Answer request(std::string_view method, std::string_view target, std::string_view headers = "",
                   std::string_view body = "") const {
        std::string text = std::string(method) + " " + std::string(target)
                           + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                           + std::string(headers);
        if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        return parsed(raw(text + "\r\n" + std::string(body)));
    }
    Answer get(std::string_view target, std::string_view headers = "") const {
        return request("GET", target, headers);
    }

    static Answer parsed(const std::string& text) {
        Answer answer;
        const std::size_t gap = text.find("\r\n\r\n");
        if (text.size() < 12 || gap == std::string::npos) return answer;
        answer.status = std::atoi(text.c_str() + 9);
        answer.head = text.substr(0, gap);
        answer.body = text.substr(gap + 4);
        return answer;
    }

  protected:
    std::uint16_t port_ = 0;
};

}  // namespace solander
