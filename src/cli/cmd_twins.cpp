// SPDX-License-Identifier: GPL-3.0-or-later
// solander twins: works that may be one story, what speaks for it, and a person's word on it.
#include <fmt/format.h>

#include <array>

#include "archive/archive.h"
#include "base/markup.h"
#include "base/text.h"
#include "cli/blurb.h"
#include "cli/command.h"
#include "cli/name_verbs.h"
#include "cli/terminal.h"
#include "cli/work_id.h"

namespace solander {
namespace {

std::string percent(double share) {
    // Not rounded to "100 %" while a word differs.
    return fmt::format("{:.0f} %", share >= 1 ? 100.0 : std::min(99.0, share * 100));
}

std::string evidence(TwinKind kind, const Overlap& shared) {
    switch (kind) {
    case TwinKind::same_text:
        return "the same words";
    case TwinKind::revised:
        return fmt::format("{} of the text in both", percent(shared.alike));
    case TwinKind::inside:
        return fmt::format("one holds {} of the other", percent(shared.held));
    case TwinKind::same_name:
        return fmt::format("the same title and authors; {} of the text in both",
                           percent(shared.alike));
    }
    return {};
}

std::string after(std::string_view text, std::size_t words) {
    std::size_t at = 0;
    for (; words > 0 && at < text.size(); --words) at = next_word(text, at).to;
    return squeeze(text.substr(0, at));
}

/// The last words; looks at no more than the end of the text.
std::string before(std::string_view text, std::size_t words) {
    constexpr std::size_t kLook = 400;  // bytes
    if (text.size() > kLook) text.remove_prefix(text.size() - kLook);
    std::vector<WordRange> places;
    for (WordRange w = next_word(text, 0); w.from < w.to; w = next_word(text, w.to))
        places.push_back(w);
    if (places.empty()) return {};
    const std::size_t first = places.size() > words ? places.size() - words : 0;
    return squeeze(text.substr(places[first].from));
}

std::string_view part(const std::string& text, const Span& span) {
    return std::string_view(text).substr(span.from, span.size());
}

class TwinsCommand final : public Command {
    std::vector<std::string> what_;
    std::string by_;
    std::uint32_t limit_ = 100;
    bool apart_ = false;

    void setup(Options& options) override {
        options
            .arguments("WHAT", what_,
                       "nothing: all pairs; ID: those of one work; or one of\n"
                       "  compare A B   what only one of them says\n"
                       "  join A B      B is a version of A, and shown there\n"
                       "  apart A B     they are two works\n"
                       "  undo A B      take back what was said of the two",
                       false)
            .flag("--apart", apart_, "pairs too that were kept apart")
            .option("--limit", limit_, "pairs or differences shown (default 100; 0 = all)")
            .option("--by", by_, "who says so (default: $USER)")
            .examples("  solander twins\n  solander twins compare 12 40\n"
                      "  solander twins join 12 40\n  solander twins undo 12 40\n");
    }

    int run(const Context& context) override {
        if (what_.size() <= 1) return list(context);
        if (what_.size() != 3)
            throw Error(Fault::usage, "two works are needed: A and B", "solander twins --help");
        const WorkId a = work_id(what_[1]), b = work_id(what_[2]);
        Archive archive(context.archive());
        if (what_[0] == "compare") return compare(context, archive, a, b);
        using Act = Result<void> (TwinsCommand::*)(Archive&, WorkId, WorkId);
        struct Row {
            std::string_view name;
            Act act;
        };
        constexpr std::array kActs = std::to_array<Row>({{"join", &TwinsCommand::join},
                                                         {"apart", &TwinsCommand::keep_apart},
                                                         {"undo", &TwinsCommand::undo}});
        for (const Row& row : kActs) {
            if (row.name != what_[0]) continue;
            if (const auto done = (this->*row.act)(archive, a, b); !done) throw done.error();
            return 0;
        }
        throw Error(Fault::usage, "'" + what_[0] + "' is not compare, join, apart or undo",
                    "solander twins --help");
    }

    Result<void> join(Archive& archive, WorkId a, WorkId b) {
        auto done = archive.join(a, b, who_says(by_));
        if (done)
            fmt::print(stderr, "Work {} is a version of work {} now. solander twins undo {} {}\n",
                       b, a, a, b);
        return done;
    }
    Result<void> keep_apart(Archive& archive, WorkId a, WorkId b) {
        return archive.keep_apart(a, b, who_says(by_));
    }
    Result<void> undo(Archive& archive, WorkId a, WorkId b) { return archive.undo_twins(a, b); }

    int list(const Context& context) {
        std::optional<WorkId> work;
        if (!what_.empty()) work = work_id(what_[0]);
        Archive archive(context.archive());
        Progress progress;
        {
            const CancelOnSignal cancel(progress);
            const ProgressView view(progress, "compared");
            archive.look_for_twins(progress);
        }
        const TwinList twins = archive.twins(Viewer::owner, work, apart_, limit_);
        for (const TwinPair& pair : twins.pairs) {
            if (context.json)
                print_json(pair);
            else
                print_card(pair);
        }
        if (context.json) return 0;
        if (twins.pairs.empty())
            fmt::print(stderr, "No twins: no two works have a text or a name in common.\n");
        else
            fmt::print(stderr, "{}{}. solander twins compare A B shows what differs.\n",
                       twins.pairs.size() < twins.all ? fmt::format("{} of ", twins.pairs.size())
                                                      : "",
                       counted(twins.all, "pair"));
        return 0;
    }

    static void print_card(const TwinPair& pair) {
        fmt::print(
            "{:>6}  {}\n{:>6}  {}\n        {}\n\n", pair.work.id, bold(byline(pair.work)),
            pair.other.id, bold(byline(pair.other)),
            quiet(fmt::format("{}: {}{}", name_of(pair.kind), evidence(pair.kind, pair.shared),
                              pair.apart ? "; kept apart" : "")));
    }

    static void print_json(const TwinPair& pair) {
        JsonWriter json;
        json.object().key("id").number(pair.work.id).key("other").number(pair.other.id);
        json.key("kind").string(name_of(pair.kind));
        json.key("alike").number(pair.shared.alike).key("held").number(pair.shared.held);
        json.key("title").string(pair.work.title).key("other_title").string(pair.other.title);
        json.key("apart").boolean(pair.apart);
        fmt::print("{}\n", json.end().take());
    }

    int compare(const Context& context, const Archive& archive, WorkId a, WorkId b) {
        const auto both = archive.compare(Viewer::owner, a, b);
        if (!both)
            throw Error(Fault::not_found, fmt::format("works {} and {} cannot be compared", a, b),
                        "a number is wrong, or one is a version of another work already: solander "
                        "show ID says so");
        std::size_t differences = 0;
        for (const DiffRun& run : both->runs) differences += run.same ? 0 : 1;
        if (!context.json)
            fmt::print("{}; {}\n\n",
                       both->kind ? fmt::format("{}: {}", name_of(*both->kind),
                                                evidence(*both->kind, both->shared))
                                  : fmt::format("two stories: {} of the text in both",
                                                percent(both->shared.alike)),
                       counted(differences, "difference"));
        std::size_t shown = 0;
        for (const DiffRun& run : both->runs) {
            if (run.same) continue;
            if (limit_ != 0 && shown == limit_) break;
            ++shown;
            const std::string gone = squeeze(part(both->text, run.a)),
                              come = squeeze(part(both->other, run.b));
            if (context.json) {
                JsonWriter json;
                json.object().key("only").string(gone).key("only_other").string(come);
                json.key("at").number(static_cast<std::int64_t>(run.a.from));
                json.key("other_at").number(static_cast<std::int64_t>(run.b.from));
                fmt::print("{}\n", json.end().take());
                continue;
            }
            constexpr std::size_t kWordsAround = 6;
            const std::string_view text = both->text;
            const std::string_view behind = text.substr(run.a.to);
            const bool space = !behind.empty() && is_ascii_space(behind.front());
            fmt::print(
                "  {} {}{}{}{}{}\n\n", quiet(before(text.substr(0, run.a.from), kWordsAround)),
                gone.empty() ? "" : "[-" + gone + "-]", gone.empty() || come.empty() ? "" : " ",
                come.empty() ? "" : "{+" + come + "+}", space ? " " : "",
                quiet(after(behind, kWordsAround)));
        }
        if (!context.json && shown < differences)
            fmt::print(stderr, "{} of {} differences; --limit 0 shows all.\n", shown, differences);
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_twins() { return std::make_unique<TwinsCommand>(); }

}  // namespace solander
