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
        for (const std::string& problem : result.problems)
            fmt::print(stderr, "solander: {}\n", problem);
        summarise(result);
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
        json.key("archives_passed_over").number(static_cast<std::int64_t>(r.archives.size()));
        json.key("seconds").number(r.seconds).end();
        return json.take();
    }

    void summarise(const AddResult& r) const {
        const std::uint64_t read = r.counts.files - r.counts.unreadable;
        fmt::print(stderr, "{} {}, {}, in {}.\n",
                   add_.dry_run ? "Read, keeping nothing:" : "Received", counted(read, "file"),
                   human_bytes(r.counts.bytes), human_seconds(r.seconds));
        struct Row {
            std::uint64_t count;
            const char *one, *many;
        };
        const Row rows[] = {{r.counts.stories_added, "story", "stories"},
                            {r.counts.versions_added, "new version of a story held",
                             "new versions of stories held"},
                            {r.counts.already_held, "already held", "already held"},
                            {r.counts.not_stories, "not a story (kept all the same)",
                             "not stories (kept all the same)"},
                            {r.counts.unreadable, "unreadable", "unreadable"},
                            {r.linked_folders.size(), "link to a folder, not followed",
                             "links to folders, not followed"},
                            {r.counts.findings, "finding: a thing a person should look at",
                             "findings: things a person should look at"}};
        std::vector<std::pair<std::string, std::string>> shown;
        for (const Row& row : rows) {
            std::string what = row.count == 1 ? row.one : row.many;
            if (&row == rows) what += add_.dry_run ? " would be added" : " added";
            if (row.count > 0 || &row == rows)
                shown.emplace_back(with_separators(row.count), std::move(what));
        }
        print_pairs(stderr, shown);
        constexpr std::size_t kNamed = 5;
        for (std::size_t i = 0; i < r.linked_folders.size() && i < kNamed; ++i)
            fmt::print(stderr,
                       "{} is a link to a folder: name it itself to have what it leads to.\n",
                       r.linked_folders[i].string());
        for (std::size_t i = 0; i < r.archives.size() && i < kNamed; ++i)
            fmt::print(stderr, "{} is an archive: passed over, nothing in it was taken.\n",
                       r.archives[i].string());
        if (read == 0 && r.counts.unreadable == 0)
            fmt::print(stderr, "There was no file in what was named.\n");
        if (add_.dry_run || read == 0) return;
        if (!add_.encoding.empty() && r.counts.already_held > 0)
            fmt::print(stderr,
                       "What was held already was not read again; for one work: solander edit ID "
                       "encoding={}\n",
                       add_.encoding);
        fmt::print(stderr, "Next: solander find WORDS · solander findings{} · solander serve\n",
                   r.counts.not_stories > 0 ? " · solander findings --not-stories" : "");
    }
};

}  // namespace

std::unique_ptr<Command> make_add() { return std::make_unique<AddCommand>(); }

}  // namespace solander
