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
            write_digests(json.key("missing"), result.missing);
            write_digests(json.key("altered"), result.altered);
            json.key("stray").array();
            for (const std::string& path : result.stray) json.string(path);
            json.end();
            json.key("damaged").array();
            for (const auto* list : {&result.missing, &result.altered}) write_named(json, *list);
            json.end();
            json.key("unfinished").number(static_cast<std::int64_t>(result.unfinished.size()));
            json.key("catalogue").string(result.catalogue).key("words").string(result.words);
            json.key("ledger").string(result.ledger);
            if (result.ledger == "ok")
                json.key("ledger_rows")
                    .number(static_cast<std::int64_t>(result.ledger_end.rows))
                    .key("ledger_chain")
                    .string(result.ledger_end.chain);
            json.key("left_behind").array();
            for (const std::string& left : result.left_behind) json.string(left);
            json.end().end();
            fmt::print("{}\n", json.take());
        }
        for (const DamagedOriginal& one : result.missing) tell("missing", one);
        for (const DamagedOriginal& one : result.altered) tell("altered", one);
        for (const std::string& name : result.stray)
            fmt::print(stderr, "solander: not of this archive: {}\n", name);
        if (result.catalogue != "ok")
            fmt::print(stderr, "solander: catalogue: {}\n", result.catalogue);
        if (result.words != "ok")
            fmt::print(stderr,
                       "solander: words: {}\nhint: remove the folder words; it is made again from "
                       "the catalogue\n",
                       result.words);
        for (const std::string& left : result.left_behind)
            fmt::print(stderr, "solander: left of what was taken down: {}\n", left);
        if (result.ledger != "ok")
            fmt::print(stderr,
                       "solander: {}\nhint: something else than Solander wrote to it; compare it "
                       "with a backup: solander dump\n",
                       result.ledger);
        for (const auto& path : result.unfinished)
            fmt::print(stderr,
                       "solander: an add was stopped while it read a container; to go on: solander "
                       "--archive {} add {}\n",
                       archive.folder().string(), path.string());
        if (!result.missing.empty() || !result.altered.empty())
            fmt::print(stderr, "hint: bring those files back from a backup into originals/; "
                               "the works can be read all the same, nothing else was changed\n");
        fmt::print(stderr, "{} {}: {}.\n", counted(result.originals, "original"),
                   quick_ ? "looked up" : "read",
                   result.ok() ? "all as received; catalogue, ledger and words agree"
                               : "something is wrong");
        return result.ok() ? 0 : 1;
    }

    static void write_digests(JsonWriter& json, const std::vector<DamagedOriginal>& list) {
        json.array();
        for (const DamagedOriginal& one : list) json.string(one.sha256);
        json.end();
    }

    static void write_named(JsonWriter& json, const std::vector<DamagedOriginal>& list) {
        for (const DamagedOriginal& one : list) {
            json.object().key("sha256").string(one.sha256).key("original").string(one.name);
            json.key("ids").array();
            for (const WorkId id : one.works) json.number(id);
            json.end().end();
        }
    }

    static void tell(const char* what, const DamagedOriginal& one) {
        constexpr std::size_t kNamed = 5;  // a container may hold thousands
        std::string works;
        for (std::size_t i = 0; i < one.works.size() && i < kNamed; ++i)
            works += fmt::format("{}{}", i > 0 ? ", " : "", one.works[i]);
        if (one.works.size() > kNamed)
            works += fmt::format(" and {} more", with_separators(one.works.size() - kNamed));
        fmt::print(stderr, "solander: original {}: {} ({}), sha256 {}\n", what, one.name,
                   one.works.empty() ? "no work"
                                     : (one.works.size() == 1 ? "work " : "works ") + works,
                   one.sha256);
        for (const std::string& path : one.came_from)
            fmt::print(stderr, "  it came from {}; look whether it is there still\n", path);
    }
};

}  // namespace

std::unique_ptr<Command> make_check() { return std::make_unique<CheckCommand>(); }

}  // namespace solander
