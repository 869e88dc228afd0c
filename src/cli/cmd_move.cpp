// SPDX-License-Identifier: GPL-3.0-or-later
// solander move: the catalogue from SQLite to PostgreSQL, or back.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"

namespace solander {
namespace {

class MoveCommand final : public Command {
    std::string to_;

    void setup(Options& options) override {
        options
            .option("--to", to_, "postgresql://user@host:port/name (an empty database), or sqlite",
                    "WHERE")
            .examples("  solander --archive lib move --to postgresql://wren@db.example/stories\n"
                      "  solander --archive lib move --to sqlite\n");
    }

    int run(const Context& context) override {
        if (to_.empty())
            throw Error(Fault::usage, "move needs --to",
                        "say --to postgresql://..., or --to sqlite");
        Progress progress;
        std::uint64_t rows = 0;
        {
            Archive archive(context.archive());
            rows = archive.move_to(to_, progress);
        }
        if (context.json) {
            JsonWriter json;
            json.object().key("rows").number(static_cast<std::int64_t>(rows)).end();
            fmt::print("{}\n", json.take());
        }
        fmt::print(stderr, "{} rows are in their new place. Start servers of this archive again.\n",
                   rows);
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_move() { return std::make_unique<MoveCommand>(); }

}  // namespace solander
