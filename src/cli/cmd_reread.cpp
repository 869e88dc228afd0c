// SPDX-License-Identifier: GPL-3.0-or-later
// solander reread: the kept originals understood anew; a person's corrections win.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class RereadCommand final : public Command {
    bool all_ = false;

    void setup(Options& options) override {
        options.flag("--all", all_, "also what was read by today's rules already")
            .examples("  solander --archive lib reread\n\nThe originals are not touched. "
                      "Corrections made with edit stay.\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        Progress progress;
        RereadResult result;
        {
            const CancelOnSignal cancel(progress);
            const ProgressView view(progress, "read");
            result = archive.reread(progress, all_);
        }
        if (context.json) {
            JsonWriter json;
            json.object()
                .key("read")
                .number(static_cast<std::int64_t>(result.read))
                .key("changed")
                .number(static_cast<std::int64_t>(result.changed))
                .key("no_story")
                .number(static_cast<std::int64_t>(result.no_story))
                .end();
            fmt::print("{}\n", json.take());
        }
        fmt::print(stderr, "{} texts read anew, {} understood differently.\n",
                   with_separators(result.read), with_separators(result.changed));
        for (const std::string& problem : result.problems)
            fmt::print(stderr, "solander: {}\n", problem);
        return progress.cancel || !result.problems.empty() ? 1 : 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_reread() { return std::make_unique<RereadCommand>(); }

}  // namespace solander
