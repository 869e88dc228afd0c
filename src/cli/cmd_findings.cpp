// SPDX-License-Identifier: GPL-3.0-or-later
// solander findings: what a person should look at.
#include <fmt/format.h>

#include <limits>

#include "archive/archive.h"
#include "archive/not_stories.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/field_values.h"
#include "cli/name_verbs.h"
#include "cli/terminal.h"
#include "cli/work_id.h"

namespace solander {
namespace {

constexpr int kAll = std::numeric_limits<int>::max();

class FindingsCommand final : public Command {
    std::vector<std::string> what_;
    std::string kind_, settle_, reopen_, split_, line_, unsplit_, by_;
    std::uint32_t limit_ = 100;
    bool not_stories_ = false, kinds_ = false, settled_ = false;

    void setup(Options& options) override {
        options
            .arguments("ID", what_,
                       "only of this work; behind --settle: FIELD=VALUE, as edit takes them", false)
            .flag("--not-stories", not_stories_,
                  "instead: everything kept that is no story, and what it was taken for")
            .flag("--kinds", kinds_, "how many there are of each kind")
            .option("--kind", kind_, "only of this kind, the oldest first")
            .option(
                "--settle", settle_,
                "this one is dealt with, and the work mended by what follows: not listed any more",
                "N")
            .option("--reopen", reopen_, "it is not, after all", "N")
            .flag("--settled", settled_, "instead: those that were settled, the last one first")
            .option("--split", split_, "two works in one file: split it where this one says", "N")
            .option("--split-line", line_, "split work ID before this line of its original", "L")
            .option("--unsplit", unsplit_, "put this work together with the one it was split from",
                    "ID")
            .option("--by", by_, "who mends or splits (default: $USER)")
            .option("--limit", limit_, "how many (default 100; 0 = all)")
            .examples("  solander findings\n  solander findings 12\n"
                      "  solander findings --kind mojibake\n  solander findings --settle 31\n"
                      "  solander findings --settle 32 rating=teen 'creators=Ada Marsh'\n"
                      "  solander findings --not-stories --limit 0\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        if (!settle_.empty() || !reopen_.empty()) return deal_with(context, archive);
        if (what_.size() > 1)
            throw Error(Fault::usage, "'" + what_[1] + "' is one ID too many",
                        "solander findings --help");
        if (!split_.empty() || !line_.empty()) return split(context, archive);
        if (!unsplit_.empty()) return unsplit(context, archive);
        if (kinds_) return print_kinds(context, archive);
        std::optional<WorkId> work;
        if (!what_.empty()) work = work_id(what_[0]);
        const int limit = limit_ == 0 || limit_ > kAll ? kAll : static_cast<int>(limit_);
        if (not_stories_) return print_not_stories(context, archive, limit);
        const auto rows = settled_        ? archive.settled_findings(Viewer::owner, limit)
                          : kind_.empty() ? archive.findings(Viewer::owner, work, limit)
                                          : archive.findings_of_kind(Viewer::owner, kind_, limit);
        for (const FindingRow& row : rows) print(context, row);
        if (rows.empty() && !context.json)
            fmt::print(stderr, "{}\n",
                       settled_ ? "None was settled yet." : "No findings: nothing looked odd.");
        return 0;
    }

    static void print(const Context& context, const FindingRow& row) {
        if (!context.json) {
            fmt::print("{}{}{}{}: {} ({}, {})\n", row.work ? fmt::format("{}  ", *row.work) : "",
                       row.original_name, row.path.empty() ? "" : "!", row.path, row.text, row.kind,
                       quiet(fmt::format("no. {}", row.id)));
            return;
        }
        JsonWriter json;
        json.object().key("kind").string(row.kind).key("text").string(row.text);
        json.key("from").number(static_cast<std::int64_t>(row.where.from));
        json.key("to").number(static_cast<std::int64_t>(row.where.to));
        json.key("original").string(row.original_name);
        if (!row.path.empty()) json.key("path").string(row.path);
        if (row.work) json.key("id").number(*row.work);
        json.key("finding").number(row.id);
        if (!row.settled.empty()) json.key("settled").string(row.settled);
        fmt::print("{}\n", json.end().take());
    }

    int deal_with(const Context& context, Archive& archive) const {
        for (const std::string* number : {&settle_, &reopen_}) {
            if (number->empty()) continue;
            const bool settles = number == &settle_;
            const std::int64_t id = work_id_or_zero(*number);
            const auto row = id == 0 ? std::nullopt : archive.finding(Viewer::owner, id);
            if (id == 0)
                throw Error(Fault::usage, "'" + *number + "' is not the number of a finding",
                            "solander findings shows them as no. N");
            if (!settles && !what_.empty())
                throw Error(Fault::usage, "'" + what_[0] + "' is too much beside --reopen",
                            "solander findings --help");
            if (settles && row && !what_.empty()) {
                mend(archive, *row);
            } else if (const auto done = archive.settle(id, settles); !done) {
                throw done.error();
            }
            if (const auto now = archive.finding(Viewer::owner, id)) print(context, *now);
            if (!context.json)
                fmt::print(stderr, "{}. solander findings {} {} takes it back.\n",
                           settles ? "Settled" : "Open again", settles ? "--reopen" : "--settle",
                           id);
        }
        return 0;
    }

    void mend(Archive& archive, const FindingRow& row) const {
        if (!row.work)
            throw Error(Fault::usage, fmt::format("finding {} is about no work to mend", row.id));
        const auto done = archive.edit(*row.work, field_values(what_), who_says(by_), row.id);
        if (!done) throw done.error();
        fmt::print(stderr, "Work {} is mended. solander show {} --history says what was.\n",
                   *row.work, *row.work);
    }

    int split(const Context& context, Archive& archive) const {
        WorkId work = 0;
        std::uint64_t at = 0;
        if (!split_.empty()) {
            const std::int64_t number = work_id_or_zero(split_);
            for (const FindingRow& row : archive.findings(Viewer::owner, std::nullopt, kAll)) {
                if (row.id != number || !row.work) continue;
                work = *row.work;
                at = row.where.from;
            }
            if (work == 0)
                throw Error(Fault::usage, "'" + split_ + "' is no finding about a work",
                            "solander findings --kind second-header shows them as no. N");
        } else {
            work = work_id(what_.empty() ? "" : what_[0]);
            const auto reading = archive.reading(Viewer::owner, work);
            if (!reading) throw Error(Fault::not_found, fmt::format("no work {} to split", work));
            const std::int64_t line = work_id_or_zero(line_);
            const auto begins = reading->byte_of_line(static_cast<std::uint64_t>(line));
            if (!begins)
                throw Error(Fault::usage, "'" + line_ + "' is no line of that original",
                            "solander explain --all-lines numbers them");
            at = *begins;
        }
        const auto piece = archive.split(work, at, who_says(by_));
        if (!piece) throw piece.error();
        say(context, work, *piece);
        return 0;
    }

    int unsplit(const Context& context, Archive& archive) const {
        const WorkId work = work_id(unsplit_);
        const auto whole = archive.undo_split(work, who_says(by_));
        if (!whole) throw whole.error();
        if (context.json)
            say(context, *whole, work);
        else
            fmt::print("Work {} is a part of work {} again.\n", work, *whole);
        return 0;
    }

    static void say(const Context& context, WorkId work, WorkId piece) {
        if (context.json) {
            JsonWriter json;
            json.object().key("work").number(work).key("split_off").number(piece);
            fmt::print("{}\n", json.end().take());
        } else {
            fmt::print("Work {} ends there; what follows is work {}.\n", work, piece);
        }
    }

    static int print_kinds(const Context& context, const Archive& archive) {
        for (const FindingKind& kind : archive.finding_kinds(Viewer::owner)) {
            if (context.json) {
                JsonWriter json;
                json.object().key("kind").string(kind.kind);
                json.key("findings").number(static_cast<std::int64_t>(kind.findings));
                fmt::print("{}\n", json.end().take());
            } else {
                fmt::print("{:>9}  {}\n", with_separators(kind.findings), kind.kind);
            }
        }
        return 0;
    }

    int print_not_stories(const Context& context, const Archive& archive, int limit) const {
        if (!what_.empty())
            throw Error(Fault::usage, "what is no story has no number: an ID and --not-stories",
                        "leave one of them out");
        const auto rows = archive.not_stories(Viewer::owner, limit);
        for (const NotStoryRow& row : rows) {
            if (context.json) {
                JsonWriter json;
                json.object().key("original").string(row.original_name);
                if (!row.path.empty()) json.key("path").string(row.path);
                json.key("class").string(row.class_name).key("sha256").string(row.sha256);
                fmt::print("{}\n", json.end().take());
            } else {
                fmt::print("{}{}{}: {}\n", row.original_name, row.path.empty() ? "" : "!", row.path,
                           described_class(row.class_name));
            }
        }
        if (rows.empty() && !context.json)
            fmt::print(stderr, "There is a story in everything that is kept.\n");
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_findings() { return std::make_unique<FindingsCommand>(); }

}  // namespace solander
