// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/serve.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "archive/archive.h"
#include "base/text.h"
#include "web/app.h"
#include "web/server.h"

namespace solander {

int serve(Archive& archive, const ServeOptions& options,
          const std::function<void(const std::string&)>& ready) {
    if (options.for_readers && !archive.consent_in_force())
        throw Error(Fault::storage,
                    "the settings of consent are not in force, and the archive cannot be written",
                    "let it be written once: solander permit policy");
    archive.catch_up();
    std::vector<std::string> own_names;
    const bool loopback = options.address.starts_with("127.") || options.address == "::1"
                          || options.address == "localhost";
    if (!options.for_readers && loopback) {
        own_names = {"localhost", "127.0.0.1", "[::1]", options.address};
        for (const std::string_view name : split(archive.settings().text("serve.names"), ','))
            if (!trim(name).empty()) own_names.emplace_back(trim(name));
    }
    App app(archive, options.for_readers, std::move(own_names));
    archive.follow();
    ServerOptions server;
    server.address = options.address;
    server.port = options.port;
    server.handler_threads =
        options.threads > 0 ? options.threads : std::max(2U, std::thread::hardware_concurrency());
    server.max_connections =
        std::max<std::uint64_t>(1, archive.settings().number("serve.connections"));
    if (options.for_readers) {
        server.max_each = archive.settings().number("serve.connections_each");
        server.proxies = archive.settings().list("serve.proxies");
    }
    Handlers handlers;
    handlers.quick = [&](const Request& request) { return app.quick(request); };
    handlers.make = [&](const Request& request) { return app.make(request); };
    handlers.limits.body_bytes = [&](const Request& request) { return app.body_limit(request); };
    handlers.may_send = [&](const Request& request) { return app.may_send(request); };
    handlers.always = {
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action "
         "'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy",
         "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"},
        {"Cache-Control", "private, no-cache"},
    };
    if (options.for_readers)
        handlers.always.emplace_back("X-Robots-Tag", "noindex, noai, noimageai");
    run_server(server, handlers, [&](std::uint16_t port) {
        const bool six = options.address.find(':') != std::string::npos;
        ready(fmt::format("http://{}{}{}:{}/", six ? "[" : "", options.address, six ? "]" : "",
                          port));
    });
    return 0;
}

}  // namespace solander
