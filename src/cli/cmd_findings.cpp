// SPDX-License-Identifier: GPL-3.0-or-later
// solander findings: what a person should look at.
#include <fmt/format.h>

#include <limits>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "cli/work_id.h"

namespace solander {
namespace {

constexpr int kAll = std::numeric_limits<int>::max();

class FindingsCommand final : public Command {
    std::string id_;
    std::uint32_t limit_ = 100;

    void setup(Options& options) override {
        options.argument("ID", id_, "only of this work", false)
            .option("--limit", limit_, "how many (default 100; 0 = all)");
    }

    int run(const Context& context) override {
        const Archive archive(context.archive());
        std::optional<WorkId> work;
        if (!id_.empty()) work = work_id(id_);
        const auto rows = archive.findings(
            Viewer::owner, work, limit_ == 0 || limit_ > kAll ? kAll : static_cast<int>(limit_));
        for (const FindingRow& row : rows) {
            if (context.json) {
                JsonWriter json;
                json.object().key("kind").string(row.kind).key("text").string(row.text);
                json.key("from").number(static_cast<std::int64_t>(row.where.from));
                json.key("to").number(static_cast<std::int64_t>(row.where.to));
                json.key("original").string(row.original_name);
                if (!row.path.empty()) json.key("path").string(row.path);
                if (row.work) json.key("id").number(*row.work);
                fmt::print("{}\n", json.end().take());
            } else {
                fmt::print("{}{}{}{}: {} ({})\n", row.work ? fmt::format("{}  ", *row.work) : "",
                           row.original_name, row.path.empty() ? "" : "!", row.path, row.text,
                           row.kind);
            }
        }
        if (rows.empty() && !context.json) fmt::print(stderr, "No findings: nothing looked odd.\n");
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_findings() { return std::make_unique<FindingsCommand>(); }

}  // namespace solander
