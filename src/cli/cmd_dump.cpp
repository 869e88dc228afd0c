// SPDX-License-Identifier: GPL-3.0-or-later
// solander dump: the whole catalogue as lines of JSON.
#include <fmt/format.h>

#include <cstdio>

#include "archive/archive.h"
#include "base/file.h"
#include "cli/command.h"

namespace solander {
namespace {

class DumpCommand final : public Command {
    std::string file_;

    void setup(Options& options) override {
        options
            .option("-o,--output", file_, "write to this file instead of standard output", "FILE")
            .examples("  solander --archive lib dump -o lib.jsonl\n"
                      "  solander --archive lib dump | zstd >lib.jsonl.zst\n");
    }

    int run(const Context& context) override {
        const Archive archive(context.archive());
        if (file_.empty()) {
            archive.dump([](std::string_view line) { fmt::print("{}\n", line); });
            return 0;
        }
        AtomicFile file(file_);
        std::string lines;
        archive.dump([&](std::string_view line) {
            lines.append(line) += '\n';
            if (lines.size() < (1U << 16)) return;
            file.write(lines);
            lines.clear();
        });
        file.write(lines);
        file.commit();
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_dump() { return std::make_unique<DumpCommand>(); }

}  // namespace solander
