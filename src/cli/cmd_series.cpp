// SPDX-License-Identifier: GPL-3.0-or-later
// solander series: their works in order, what is missing, and which of them are one.
#include <fmt/format.h>

#include <charconv>

#include "base/markup.h"
#include "cli/command.h"
#include "cli/name_verbs.h"
#include "cli/terminal.h"
#include "cli/work_id.h"

namespace solander {
namespace {

class SeriesCommand final : public Command {
    std::vector<std::string> words_;
    std::string by_;
    bool gaps_ = false;
    std::uint32_t limit_ = 100;

    void setup(Options& options) override {
        options
            .arguments("WHAT", words_,
                       "nothing: all series; NAME or ID: one of them; or one of\n"
                       "  move WORK POSITION [SERIES]   2, 0.5, or none for: without one\n"
                           + std::string(NameVerbs::kHelp),
                       false)
            .flag("--gaps", gaps_, "only series in which works are missing or stand twice")
            .option("--limit", limit_, "how many are listed (default 100; 0 = all)")
            .option("--by", by_, "who says so (default: $USER)")
            .examples("  solander series\n  solander series \"Winter\"\n"
                      "  solander series move 12 0.5\n"
                      "  solander series join \"Winter\" \"The Winter Stories\"\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        NameVerbs verbs(archive, NameList::series, who_says(by_), context.json);
        if (words_.empty()) return print_all(context, archive);
        if (words_[0] == "move" && words_.size() >= 3) return move(context, archive, verbs);
        if (const auto done = verbs.run(words_)) return *done;
        if (words_.size() != 1)
            throw Error(Fault::usage, "'" + words_[0] + "' is not move, join, part, rename or undo",
                        "a name of several words goes in quotes; solander series --help");
        const auto sheet = archive.series(Viewer::owner, verbs.id_of(words_[0]));
        if (!sheet)
            throw Error(Fault::not_found, "no work is in that series",
                        "solander series lists all of them");
        context.json ? print_json(*sheet) : print_card(*sheet);
        return 0;
    }

    int move(const Context& context, Archive& archive, const NameVerbs& verbs) const {
        if (words_.size() > 4) throw Error(Fault::usage, "move wants WORK POSITION [SERIES]");
        std::optional<double> position;
        if (words_[2] != "none") {
            double value = 0;
            const std::string& text = words_[2];
            const auto [end, error] =
                std::from_chars(text.data(), text.data() + text.size(), value);
            if (error != std::errc{} || end != text.data() + text.size() || value < 0)
                throw Error(Fault::usage, "'" + text + "' is no position",
                            "2, 0.5, or none for: without one");
            position = value;
        }
        std::optional<std::int64_t> series;
        if (words_.size() == 4) series = verbs.id_of(words_[3]);
        const WorkId work = work_id(words_[1]);
        const auto moved = archive.move_in_series(work, series, position, who_says(by_));
        if (!moved) throw moved.error();
        const std::vector<Edit> edits = archive.edits(Viewer::owner, work);
        if (context.json) {
            JsonWriter json;
            json.object().key("id").number(work).key("edit").number(edits.back().id);
            fmt::print("{}\n", json.end().take());
        }
        fmt::print(stderr, "Moved. solander edit {} --undo {} takes it back.\n", work,
                   edits.back().id);
        return 0;
    }

    int print_all(const Context& context, const Archive& archive) const {
        std::size_t shown = 0, all = 0;
        for (const SeriesSheet& sheet : archive.all_series(Viewer::owner)) {
            if (gaps_ && !wants_a_look(sheet)) continue;
            ++all;
            if (limit_ != 0 && shown == limit_) continue;
            ++shown;
            if (context.json)
                print_json(sheet);
            else
                fmt::print("{:>6}  {}  {}\n", sheet.id, sheet.name,
                           quiet(counted(sheet.entries.size(), "work")
                                 + (sheet.missing.empty() ? "" : "; " + gaps_in_words(sheet))));
        }
        if (!context.json && shown < all)
            fmt::print(stderr, "{} of {}; --limit 0 shows all.\n", shown,
                       counted(all, "series", "series"));
        return 0;
    }

    static void print_card(const SeriesSheet& sheet) {
        fmt::print("{}  {}\n", bold(sheet.name), quiet(fmt::format("{}", sheet.id)));
        for (const CountedName& name : sheet.names)
            if (sheet.names.size() > 1)
                fmt::print("        as {} ({}): {}\n", name.name, name.id,
                           counted(name.works, "work"));
        for (const SeriesLink& link : sheet.outer)
            fmt::print("        {}part of {} ({})\n",
                       link.position ? fmt::format("{}, ", *link.position) : "", link.series.name,
                       link.series.id);
        for (const SeriesLink& link : sheet.inner)
            fmt::print("        {}holds {} ({}), {}\n",
                       link.position ? fmt::format("{}, ", *link.position) : "", link.series.name,
                       link.series.id, counted(link.series.works, "work"));
        if (!sheet.missing.empty()) fmt::print("        {}\n", gaps_in_words(sheet));
        fmt::print("\n");
        for (const SeriesEntry& entry : sheet.entries)
            fmt::print("  {:>6}  {} {}{}{}\n",
                       entry.position ? fmt::format("{}", *entry.position) : "", entry.title,
                       quiet(fmt::format("({})", entry.work)),
                       entry.again ? "; this place stands twice" : "",
                       entry.missing_parts.empty() ? "" : "; " + entry.missing_parts);
    }

    static void print_json(const SeriesSheet& sheet) {
        JsonWriter json;
        json.object();
        write_series_members(json, sheet);
        fmt::print("{}\n", json.end().take());
    }
};

}  // namespace

std::unique_ptr<Command> make_series() { return std::make_unique<SeriesCommand>(); }

}  // namespace solander
