// SPDX-License-Identifier: GPL-3.0-or-later
// solander serve: the library in a browser.
#include <fmt/format.h>

#include "archive/archive.h"
#include "cli/command.h"
#include "web/serve.h"

namespace solander {
namespace {

class ServeCommand final : public Command {
    static constexpr std::uint32_t kAsSet =
        0xFFFFFFFF;  ///< nothing said: the archive's settings hold
    std::string address_;
    std::uint32_t port_ = kAsSet, threads_ = 0;
    bool public_ = false;

    void setup(Options& options) override {
        options
            .option("--address", address_,
                    "the address to listen on (default: serve.address, 127.0.0.1)")
            .option("--port", port_, "the port (default: serve.port, 8080; 0 = any free one)")
            .option("--threads", threads_, "threads that make pages (default: one a core)")
            .flag("--public", public_, "the rules for readers: only what authors allow is shown")
            .examples("  solander --archive lib serve\n"
                      "  solander --archive lib serve --public --address 0.0.0.0   (put a proxy "
                      "with TLS in front)\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive(), [](const Error& e) {
            fmt::print(stderr, "Waiting for the database: {}\n", e.message);
        });
        const Settings& settings = archive.settings();
        if (port_ == kAsSet) port_ = static_cast<std::uint32_t>(settings.number("serve.port"));
        if (address_.empty()) address_ = settings.text("serve.address");
        public_ = public_ || settings.flag("serve.public");
        if (port_ > 65535)
            throw Error(Fault::usage, fmt::format("{} is no port", port_), "1 to 65535, or 0");
        ServeOptions options;
        options.address = address_;
        options.port = static_cast<std::uint16_t>(port_);
        options.threads = threads_;
        options.for_readers = public_;
        return serve(archive, options, [&](const std::string& url) {
            fmt::print(stderr, "The library is at {}\n{}Ctrl-C ends it.\n", url,
                       public_ ? "Strangers see what the authors allow, and nothing else.\n"
                               : "You are its one owner and see everything.\n");
        });
    }
};

}  // namespace

std::unique_ptr<Command> make_serve() { return std::make_unique<ServeCommand>(); }

}  // namespace solander
