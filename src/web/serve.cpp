// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/serve.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "archive/archive.h"
#include "web/app.h"
#include "web/server.h"

namespace solander {

int serve(Archive& archive, const ServeOptions& options, const std::function<void(const std::string&)>& ready) {
    archive.catch_up();
    App app(archive, options.for_readers);
    ServerOptions server;
    server.address = options.address;
    server.port = options.port;
    server.handler_threads = options.threads > 0 ? options.threads : std::max(2U, std::thread::hardware_concurrency());
    Handlers handlers;
    handlers.quick = [&](const Request& request) { return app.quick(request); };
    handlers.make = [&](const Request& request) { return app.make(request); };
    handlers.always = {
        {"Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cache-Control", "private, no-cache"},
    };
    if (options.for_readers) handlers.always.emplace_back("X-Robots-Tag", "noindex, noai, noimageai");
    run_server(server, handlers, [&](std::uint16_t port) {
        const bool six = options.address.find(':') != std::string::npos;
        ready(fmt::format("http://{}{}{}:{}/", six ? "[" : "", options.address, six ? "]" : "", port));
    });
    return 0;
}

}  // namespace solander
