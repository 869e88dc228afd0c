// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/1.1 over sockets (RFC 9112): strict framing, limits, timeouts. A proxy in front does TLS and
// HTTP/2.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "web/http.h"
#include "web/request_reader.h"

namespace solander {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    unsigned handler_threads = 2;
    std::size_t max_connections = 4096;  ///< fewer where descriptors do not suffice
    std::size_t max_waiting = 512;       ///< requests queued for handlers; above it 503 at once
    /// Connections of one visitor, and requests of hers that handlers have; 0: as many as she likes
    std::size_t max_each = 0;
    std::vector<std::string> proxies;  ///< who may have any number of connections
    using Duration = std::chrono::milliseconds;
    Duration head = std::chrono::seconds(15);  ///< its first byte to its last; also for the first
    Duration idle = std::chrono::seconds(60);  ///< between two requests
    Duration body = std::chrono::seconds(60);  ///< of a request, or an answer
    /// Bodies and answers get a second more for as many bytes.
    std::uint64_t slowest_bytes = 4096;
    Duration stop = std::chrono::seconds(10);  ///< what is under way when it is told to stop
};

struct Handlers {
    /// Answers from memory, on the socket's own thread; null = not there, ask `make`. Must not
    /// block.
    std::function<std::shared_ptr<const Response>(const Request&)> quick;
    /// Makes the answer on a handler thread; may block; may throw (a 500 page is sent and the error
    /// logged).
    std::function<std::shared_ptr<const Response>(const Request&)> make;
    RequestLimits limits;
    /// Whether this caller is one of those who may send a long body, of which nothing has been kept
    /// yet; on a handler thread; may block and throw.
    std::function<bool(const Request&)> may_send;
    /// Headers that every response carries (Content-Security-Policy and the like).
    std::vector<std::pair<std::string, std::string>> always;
};

/// Serves until SIGINT or SIGTERM; then takes no more, finishes what is under way, and returns.
/// `ready` gets the bound port. Throws Error{conflict} when the address is taken or not ours.
void run_server(const ServerOptions&, const Handlers&,
                const std::function<void(std::uint16_t)>& ready);

}  // namespace solander
