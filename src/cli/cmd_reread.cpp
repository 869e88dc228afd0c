// SPDX-License-Identifier: GPL-3.0-or-later
// solander reread: the kept originals understood anew, shown first; a person's corrections win.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace solander {
namespace {

/// So many works are changed without being shown first.
constexpr std::uint64_t kFew = 100;
constexpr std::size_t kShown = 20;  ///< works
constexpr std::size_t kLine = 200;  ///< bytes of a value

class RereadCommand final : public Command {
    bool all_ = false, dry_run_ = false, yes_ = false;

    void setup(Options& options) override {
        options.flag("--all", all_, "also what was read by today's rules already")
            .flag("--dry-run", dry_run_, "show what would change, and write nothing")
            .flag("--yes", yes_, "change works at once, however many")
            .examples("  solander reread --dry-run\n  solander reread\n  solander reread --yes\n\n"
                      "When more than 100 works would change, it shows them and changes none; "
                      "--yes then does.\nThe originals are not touched. Corrections made with "
                      "edit stay.\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        Progress progress;
        RereadOptions options{all_, dry_run_, {}, {}};
        if (!yes_ && !dry_run_) options.at_most = kFew;
        std::vector<WorkChange> shown;
        options.told = [&](const WorkChange& change) {
            if (context.json)
                print_json(change);
            else if (shown.size() < kShown)
                shown.push_back(change);
        };
        RereadResult result;
        {
            const CancelOnSignal cancel(progress);
            const ProgressView view(progress, "read");
            result = archive.reread(progress, options);
        }
        if (context.json)
            print_json(result);
        else
            for (const WorkChange& change : shown) print(change);
        sum_up(result, shown.size());
        for (const std::string& problem : result.problems)
            fmt::print(stderr, "solander: {}\n", problem);
        return progress.cancel || !result.problems.empty() ? 1 : 0;
    }

    static void print(const WorkChange& change) {
        const std::string number = change.work == 0 ? "new" : std::to_string(change.work);
        fmt::print("{:>6}  {}\n", number, bold(change.title));
        if (change.what == WorkChange::What::appears)
            fmt::print("        a story that was not seen before, in {}\n", change.file);
        if (change.what == WorkChange::What::vanishes)
            fmt::print("        no story is seen there any more; it stays as it is\n");
        for (const FieldChange& field : change.fields) {
            const std::string after = shortened(squeeze(field.after), kLine);
            if (is_told(field))
                fmt::print("        {}: {}\n", quiet(field.field), after);
            else
                fmt::print("        {}\n          - {}\n          + {}\n", quiet(field.field),
                           shortened(squeeze(field.before), kLine), after);
        }
        fmt::print("\n");
    }

    static void print_json(const WorkChange& change) {
        JsonWriter json;
        json.object();
        if (change.work != 0) json.key("id").number(change.work);
        json.key("title").string(change.title);
        if (change.what == WorkChange::What::appears) json.key("appears").string(change.file);
        if (change.what == WorkChange::What::vanishes) json.key("vanishes").boolean(true);
        if (!change.fields.empty()) {
            json.key("fields").object();
            for (const FieldChange& field : change.fields) {
                json.key(field.field).object().key("before").string(field.before);
                json.key("after").string(field.after).end();
            }
            json.end();
        }
        fmt::print("{}\n", json.end().take());
    }

    void print_json(const RereadResult& result) const {
        const auto number = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
        JsonWriter json;
        json.object().key("read").number(number(result.read));
        json.key("changed").number(number(result.changed));
        json.key("appeared").number(number(result.appeared));
        json.key("no_story").number(number(result.no_story));
        json.key("fields").object();
        for (const auto& [field, works] : result.fields) json.key(field).number(number(works));
        json.end().key("applied").boolean(!dry_run_ && !result.waits);
        fmt::print("{}\n", json.end().take());
    }

    void sum_up(const RereadResult& result, std::size_t shown) const {
        const bool would = dry_run_ || result.waits;
        fmt::print(stderr, "{} read anew; {} {}understood differently",
                   counted(result.read, "text"), with_separators(result.changed),
                   would ? "would be " : "");
        if (result.appeared > 0)
            fmt::print(stderr, "; {} new", counted(result.appeared, "story", "stories"));
        fmt::print(stderr, ".\n");
        for (const auto& [field, works] : result.fields)
            fmt::print(stderr, "{:>8}  {}\n", with_separators(works), field);
        const std::uint64_t all = result.changed + result.appeared + result.no_story;
        if (shown > 0 && shown < all)
            fmt::print(stderr, "The first {} are shown; --json names all.\n", shown);
        if (result.waits)
            fmt::print(stderr, "So many works were left as they are, for you to look first. "
                               "solander reread --yes changes them.\n");
    }
};

}  // namespace

std::unique_ptr<Command> make_reread() { return std::make_unique<RereadCommand>(); }

}  // namespace solander
