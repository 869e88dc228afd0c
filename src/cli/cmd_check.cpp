// SPDX-License-Identifier: GPL-3.0-or-later
// solander check: every original read and hashed again; catalogue and words compared with it.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class CheckCommand final : public Command {
    bool quick_ = false;

    void setup(Options& options) override {
        options
            .flag("--quick", quick_,
                  "do not read the originals again: only that they are there, with their size")
            .examples("  solander --archive lib check\n\nExit code 1 when anything is missing, "
                      "altered, stray or does not agree.\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        Progress progress;
        CheckResult result;
        {
            const CancelOnSignal cancel(progress);
            const ProgressView view(progress, "checked");
            result = archive.check(progress, !quick_);
        }
        if (progress.cancel) throw Error(Fault::cancelled, "stopped before everything was read");
        if (context.json) {
            JsonWriter json;
            json.object().key("originals").number(static_cast<std::int64_t>(result.originals));
            const std::pair<const char*, const std::vector<std::string>*> lists[] = {
                {"missing", &result.missing},
                {"altered", &result.altered},
                {"stray", &result.stray}};
            for (const auto& [name, list] : lists) {
                json.key(name).array();
                for (const std::string& item : *list) json.string(item);
                json.end();
            }
            json.key("unfinished").number(static_cast<std::int64_t>(result.unfinished.size()));
            json.key("catalogue").string(result.catalogue).key("words").string(result.words).end();
            fmt::print("{}\n", json.take());
        }
        for (const std::string& name : result.missing)
            fmt::print(stderr, "solander: original missing: {}\n", name);
        for (const std::string& name : result.altered)
            fmt::print(stderr, "solander: original altered: {}\n", name);
        for (const std::string& name : result.stray)
            fmt::print(stderr, "solander: not of this archive: {}\n", name);
        if (result.catalogue != "ok")
            fmt::print(stderr, "solander: catalogue: {}\n", result.catalogue);
        if (result.words != "ok")
            fmt::print(stderr,
                       "solander: words: {}\nhint: remove the folder words; it is made again from "
                       "the catalogue\n",
                       result.words);
        for (const auto& path : result.unfinished)
            fmt::print(stderr,
                       "solander: an add was stopped while it read a container; to go on: solander "
                       "--archive {} add {}\n",
                       archive.folder().string(), path.string());
        if (!result.missing.empty() || !result.altered.empty())
            fmt::print(stderr, "hint: bring those files back from a backup into originals/; "
                               "nothing else was changed\n");
        fmt::print(stderr, "{} originals {}: {}.\n", with_separators(result.originals),
                   quick_ ? "looked up" : "read",
                   result.ok() ? "all as received; catalogue and words agree"
                               : "something is wrong");
        return result.ok() ? 0 : 1;
    }
};

}  // namespace

std::unique_ptr<Command> make_check() { return std::make_unique<CheckCommand>(); }

}  // namespace solander
