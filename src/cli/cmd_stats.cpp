// SPDX-License-Identifier: GPL-3.0-or-later
// solander stats: what the archive holds, in all and by year, fandom, rating ...
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class StatsCommand final : public Command {
    std::string by_;
    std::uint32_t limit_ = 10;

    void setup(Options& options) override {
        options
            .option("--by", by_,
                    "only this table: year, fandom, creator, rating, permission, source, language, "
                    "size, kind, charset")
            .option("--limit", limit_, "rows of a table (default 10; 0 = all)")
            .examples("  solander stats\n  solander stats --by fandom --limit 0\n");
    }

    int run(const Context& context) override {
        const Archive archive(context.archive());
        const ArchiveCounts counts = archive.counts();
        std::vector<StatisticsTable> tables = archive.statistics(Viewer::owner, limit_);
        if (!by_.empty()) {
            std::erase_if(tables, [&](const StatisticsTable& table) { return table.name != by_; });
            if (tables.empty())
                throw Error(Fault::usage, "there is no table '" + by_ + "'",
                            "solander stats --help");
        }
        const std::pair<const char*, std::int64_t> rows[] = {
            {"works", counts.works},         {"versions", counts.versions},
            {"originals", counts.originals}, {"creators", counts.creators},
            {"tags", counts.tags},           {"words", counts.words},
            {"findings", counts.findings}};
        if (context.json) {
            JsonWriter json;
            json.object();
            for (const auto& [name, count] : rows) json.key(name).number(count);
            json.key("by").object();
            for (const StatisticsTable& table : tables) write_table(json, table);
            fmt::print("{}\n", json.end().end().take());
            return 0;
        }
        if (by_.empty()) {
            std::vector<std::pair<std::string, std::string>> lines;
            for (const auto& [name, count] : rows)
                lines.emplace_back(with_separators(static_cast<std::uint64_t>(count)), name);
            print_pairs(stdout, lines);
        }
        for (const StatisticsTable& table : tables) print_table(table);
        return 0;
    }

    static void write_table(JsonWriter& json, const StatisticsTable& table) {
        json.key(table.name).array();
        for (const StatisticsRow& row : table.rows) {
            json.object();
            if (!row.name.empty()) json.key("name").string(row.name);
            json.key("works").number(static_cast<std::int64_t>(row.works));
            json.key("words").number(static_cast<std::int64_t>(row.words)).end();
        }
        json.end();
    }

    static void print_table(const StatisticsTable& table) {
        if (table.rows.empty()) return;
        fmt::print("\n{:>9}  {:>13}  {}\n", "works", "words", bold("by " + table.name));
        for (const StatisticsRow& row : table.rows)
            fmt::print("{:>9}  {:>13}  {}\n", with_separators(row.works),
                       with_separators(row.words),
                       row.name.empty() ? quiet("(not stated)") : row.name);
        if (table.left_out > 0)
            fmt::print(
                "{:>9}  {:>13}  {}\n", "", "",
                quiet(fmt::format("and {} more: --limit 0", with_separators(table.left_out))));
    }
};

}  // namespace

std::unique_ptr<Command> make_stats() { return std::make_unique<StatsCommand>(); }

}  // namespace solander
