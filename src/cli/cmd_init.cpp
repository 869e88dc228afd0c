// SPDX-License-Identifier: GPL-3.0-or-later
// solander init: an empty archive in a folder of its own.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"

namespace solander {
namespace {

class InitCommand final : public Command {
    std::string folder_, database_;

    void setup(Options& options) override {
        options
            .argument("DIR", folder_,
                      "the folder to make (default: --archive, else the current one)", false)
            .option("--database", database_,
                    "keep the catalogue in PostgreSQL; settings name it from then on", "URL")
            .examples("  solander init lib\n"
                      "  solander init lib --database postgresql://wren@db.example/stories\n");
    }

    int run(const Context& context) override {
        if (folder_.empty())
            folder_ = context.archive_option.empty() ? "." : context.archive_option;
        Archive::init(folder_, database_);
        const std::string where = std::filesystem::absolute(folder_).lexically_normal().string();
        if (context.json) {
            JsonWriter json;
            json.object().key("archive").string(where).end();
            fmt::print("{}\n", json.take());
        }
        fmt::print(stderr, "An empty archive is in {}.\nNext: solander --archive {} add FOLDER\n",
                   where, folder_);
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_init() { return std::make_unique<InitCommand>(); }

}  // namespace solander
