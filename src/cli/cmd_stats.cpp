// SPDX-License-Identifier: GPL-3.0-or-later
// solander stats: what the archive holds.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class StatsCommand final : public Command {
    void setup(Options& options) override { options.examples("  solander --archive lib stats\n"); }

    int run(const Context& context) override {
        const Archive archive(context.archive());
        const ArchiveCounts counts = archive.counts();
        const std::pair<const char*, std::int64_t> rows[] = {
            {"works", counts.works},         {"versions", counts.versions},
            {"originals", counts.originals}, {"creators", counts.creators},
            {"tags", counts.tags},           {"words", counts.words},
            {"findings", counts.findings}};
        if (context.json) {
            JsonWriter json;
            json.object();
            for (const auto& [name, count] : rows) json.key(name).number(count);
            fmt::print("{}\n", json.end().take());
            return 0;
        }
        std::vector<std::pair<std::string, std::string>> table;
        for (const auto& [name, count] : rows)
            table.emplace_back(with_separators(static_cast<std::uint64_t>(count)), name);
        print_pairs(stdout, table);
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_stats() { return std::make_unique<StatsCommand>(); }

}  // namespace solander
