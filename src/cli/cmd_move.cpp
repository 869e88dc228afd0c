// SPDX-License-Identifier: GPL-3.0-or-later
// solander move: the catalogue from SQLite to PostgreSQL, or back.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class MoveCommand final : public Command {
    std::string to_, originals_;

    void setup(Options& options) override {
        options
            .option("--to", to_, "postgresql://user@host:port/name (an empty database), or sqlite",
                    "WHERE")
            .option("--originals", originals_,
                    "keep originals, those that are there and new ones: database, or folder",
                    "PLACE")
            .examples("  solander --archive lib move --to postgresql://wren@db.example/stories\n"
                      "  solander --archive lib move --to sqlite\n"
                      "  solander --archive lib move --originals database\n");
    }

    int run(const Context& context) override {
        if (to_.empty() == originals_.empty())
            throw Error(Fault::usage, "move needs either --to or --originals",
                        "say --to postgresql://..., or --to sqlite; or --originals database");
        if (!originals_.empty()) return move_originals(context);
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

    int move_originals(const Context& context) const {
        if (originals_ != "database" && originals_ != "folder")
            throw Error(Fault::usage, fmt::format("originals cannot be kept in `{}`", originals_),
                        "say --originals database, or --originals folder");
        const bool to_database = originals_ == "database";
        Progress progress;
        MovedOriginals moved;
        {
            Archive archive(context.archive());
            const CancelOnSignal cancel(progress);
            const ProgressView view(progress, "carried");
            moved = archive.move_originals(to_database, progress);
        }
        if (context.json) {
            JsonWriter json;
            json.object().key("carried").number(static_cast<std::int64_t>(moved.carried));
            json.key("left").number(static_cast<std::int64_t>(moved.left)).end();
            fmt::print("{}\n", json.take());
        }
        fmt::print(stderr,
                   "{} carried into the {}. Start servers again, with the same originals.in "
                   "in their solander.toml.\n",
                   counted(moved.carried, "original"), originals_);
        if (moved.left > 0)
            fmt::print(stderr,
                       "solander: {} could not be read and stayed as they were\nhint: solander "
                       "check names them\n",
                       counted(moved.left, "original"));
        if (to_database)
            fmt::print(stderr, "The files in originals/ are not used any more: when solander check "
                               "finds all as received, they can be put aside.\n");
        return moved.left == 0 ? 0 : 1;
    }
};

}  // namespace

std::unique_ptr<Command> make_move() { return std::make_unique<MoveCommand>(); }

}  // namespace solander
