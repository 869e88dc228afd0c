// SPDX-License-Identifier: GPL-3.0-or-later
// solander add: receive files and folders; a short honest summary at the end.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class AddCommand final : public Command {
    std::vector<std::string> paths_;
    AddOptions add_;
    std::uint32_t jobs_ = 0;

    void setup(Options& options) override {
        options.arguments("PATH", paths_, "files and folders, read recursively; never changed")
            .flag("--dry-run", add_.dry_run, "read and count, keep nothing")
            .option("--jobs", jobs_, "reading threads (default: one a core)")
            .option("--from", add_.given_by, "who gave this material; kept with the accession")
            .option("--encoding", add_.encoding,
                    "read every text in this charset instead of deciding", "NAME")
            .examples("  solander --archive lib add ~/old-stories\n"
                      "  solander --archive lib add --from 'M., list owner 1998-2004' dump.zip\n"
                      "\nAdding the same material again adds nothing; an interrupted add is "
                      "completed by the next.\n");
    }

    int run(const Context& context) override {
        add_.jobs = jobs_;
        Archive archive(context.archive());
        Progress progress;
        AddResult result;
        {
            const CancelOnSignal cancel(progress);
            const ProgressView view(progress, add_.dry_run ? "read" : "added");
            result = archive.add({paths_.begin(), paths_.end()}, add_, progress);
        }
        if (context.json) fmt::print("{}\n", json_of(result));
        summarise(result);
        for (const std::string& problem : result.problems)
            fmt::print(stderr, "solander: {}\n", problem);
        if (result.cancelled) {
            fmt::print(
                stderr,
                "Stopped as asked. What was added is kept; the same command goes on from here.\n");
            return 1;
        }
        return result.problems.empty() ? 0 : 1;
    }

    static std::string json_of(const AddResult& r) {
        JsonWriter json;
        json.object().key("accession");
        if (r.accession == 0)
            json.null();
        else
            json.number(r.accession);
        const std::pair<const char*, std::uint64_t> counts[] = {
            {"files", r.counts.files},
            {"stories_added", r.counts.stories_added},
            {"versions_added", r.counts.versions_added},
            {"already_held", r.counts.already_held},
            {"not_stories", r.counts.not_stories},
            {"unreadable", r.counts.unreadable},
            {"findings", r.counts.findings},
            {"bytes", r.counts.bytes}};
        for (const auto& [name, count] : counts)
            json.key(name).number(static_cast<std::int64_t>(count));
        json.key("linked_folders").number(static_cast<std::int64_t>(r.linked_folders.size()));
        json.key("seconds").number(r.seconds).end();
        return json.take();
    }

    void summarise(const AddResult& r) const {
        const auto n = [](std::uint64_t count) { return with_separators(count); };
        fmt::print(stderr, "{} {} files, {}, in {}.\n",
                   add_.dry_run ? "Read, keeping nothing:" : "Received", n(r.counts.files),
                   human_bytes(r.counts.bytes), human_seconds(r.seconds));
        std::vector<std::pair<std::string, std::string>> rows = {
            {n(r.counts.stories_added), add_.dry_run ? "stories would be added" : "stories added"}};
        const std::pair<std::uint64_t, const char*> others[] = {
            {r.counts.versions_added, "new versions of stories held"},
            {r.counts.already_held, "already held"},
            {r.counts.not_stories, "not stories (kept all the same)"},
            {r.counts.unreadable, "unreadable"},
            {r.linked_folders.size(), "links to folders, not followed"},
            {r.counts.findings, "findings: things a person should look at"}};
        for (const auto& [count, what] : others)
            if (count > 0) rows.emplace_back(n(count), what);
        print_pairs(stderr, rows);
        constexpr std::size_t kNamed = 5;
        for (std::size_t i = 0; i < r.linked_folders.size() && i < kNamed; ++i)
            fmt::print(stderr,
                       "{} is a link to a folder: name it itself to have what it leads to.\n",
                       r.linked_folders[i].string());
        if (add_.dry_run) return;
        if (!add_.encoding.empty() && r.counts.already_held > 0)
            fmt::print(stderr,
                       "What was held already was not read again; for one work: solander edit ID "
                       "encoding={}\n",
                       add_.encoding);
        fmt::print(stderr, "Next: solander find WORDS · solander findings · solander serve\n");
    }
};

}  // namespace

std::unique_ptr<Command> make_add() { return std::make_unique<AddCommand>(); }

}  // namespace solander
