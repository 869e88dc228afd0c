// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/1.1 over sockets (RFC 9112): strict framing, limits, timeouts. A proxy in front does TLS and
// HTTP/2.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "web/http.h"

namespace solander {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    unsigned handler_threads = 2;
    std::size_t max_connections = 4096;
    std::uint32_t max_header_bytes = 16 * 1024;
    std::uint64_t max_body_bytes = 32 * 1024 * 1024;  ///< of any; less where `body_limit` says so
    unsigned read_seconds = 15;     ///< for a whole request, and for an idle connection
    unsigned write_seconds = 60;    ///< for one response
    std::size_t max_waiting = 512;  ///< requests queued for handlers; above it 503 at once
};

struct Handlers {
    /// Answers from memory, on the socket's own thread; null = not there, ask `make`. Must not
    /// block.
    std::function<std::shared_ptr<const Response>(const Request&)> quick;
    /// Makes the answer on a handler thread; may block; may throw (a 500 page is sent and the error
    /// logged).
    std::function<std::shared_ptr<const Response>(const Request&)> make;
    /// Bytes that a request to this target may bring, as far as its head tells.
    std::function<std::uint64_t(std::string_view method, std::string_view target,
                                std::string_view cookies)>
        body_limit;
    /// Headers that every response carries (Content-Security-Policy and the like).
    std::vector<std::pair<std::string, std::string>> always;
};

/// Serves until SIGINT or SIGTERM, finishes what is under way. `ready` gets the bound port. Throws
/// Error{conflict} when the address is taken or not ours.
void run_server(const ServerOptions&, const Handlers&,
                const std::function<void(std::uint16_t)>& ready);

}  // namespace solander
