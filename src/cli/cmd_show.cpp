// SPDX-License-Identifier: GPL-3.0-or-later
// solander show: one work as a catalogue card; its text, its original, its claims, its history.
#include <fmt/format.h>

#include <algorithm>

#include "archive/archive.h"
#include "base/address.h"
#include "base/markup.h"
#include "cli/blurb.h"
#include "cli/command.h"
#include "cli/tag_view.h"
#include "cli/terminal.h"
#include "cli/work_id.h"
#include "export/reading_text.h"
#include "work/record_json.h"

namespace solander {
namespace {

class ShowCommand final : public Command {
    std::string id_;
    bool text_ = false, original_ = false, claims_ = false, history_ = false;

    void setup(Options& options) override {
        options.argument("ID", id_, "the work's number")
            .flag("--text", text_, "the story itself, as plain text")
            .flag("--original", original_, "the received file, byte for byte")
            .flag("--claims", claims_, "every value with the bytes it came from and the rule")
            .flag("--history", history_,
                  "versions, corrections, what was said about permission, and of twins")
            .examples("  solander show 12\n  solander show 12 --original > as-received.txt\n");
    }

    int run(const Context& context) override {
        const WorkId id = work_id(id_);
        const Archive archive(context.archive());
        const auto work = archive.work(Viewer::owner, id);
        if (!work) throw not_there(archive, id);
        if (original_) return write_original(archive.original(Viewer::owner, id));
        if (text_ && !context.json) {
            for (const Chapter& chapter : archive.chapters(Viewer::owner, id))
                fmt::print("{}\n", reading_text(chapter.text));
            return 0;
        }
        if (context.json) {
            print_json(archive, *work);
            return 0;
        }
        print_card(*work, archive.tag_meanings(Viewer::owner, work->id));
        if (claims_) print_claims(archive.claims(Viewer::owner, id));
        if (history_) print_history(archive, id);
        for (const FindingRow& row : archive.findings(Viewer::owner, id, 50))
            fmt::print("finding: {} ({})\n", row.text, row.kind);
        return 0;
    }

    Error not_there(const Archive& archive, WorkId id) const {
        const auto into = archive.joined_into(Viewer::owner, id);
        if (const auto history = archive.permit_history(Viewer::owner, id, "");
            !into && history && history->record.visibility == Visibility::removed)
            return {Fault::not_found, fmt::format("work {} was taken down", id),
                    fmt::format("solander permit history {} says why", id)};
        if (!into) return no_such_work(id_);
        if (archive.was_put_back(Viewer::owner, id))
            return {
                Fault::not_found,
                fmt::format("work {} was split off work {}, and is part of it again", id, *into),
                fmt::format("solander show {} has its text", *into)};
        return {
            Fault::not_found, fmt::format("work {} is a version of work {}", id, *into),
            fmt::format("solander show {0}; solander twins undo {0} {1} parts them", *into, id)};
    }

    int write_original(const std::optional<OriginalFile>& original) const {
        if (!original) throw no_such_work(id_);
        const std::string_view bytes = original->file.bytes();
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
        return 0;
    }

    void print_json(const Archive& archive, const WorkRecord& work) const {
        JsonWriter json;
        json.object();
        write_work_members(json, work);
        write_single_members(json, work, archive.tag_meanings(Viewer::owner, work.id));
        write_claims(json, archive.claims(Viewer::owner, work.id));
        if (text_) {
            json.key("text").array();
            for (const Chapter& chapter : archive.chapters(Viewer::owner, work.id))
                json.object()
                    .key("title")
                    .string(chapter.title)
                    .key("text")
                    .string(reading_text(chapter.text))
                    .end();
            json.end();
        }
        if (history_) {
            json.key("edits").array();
            for (const Edit& edit : archive.edits(Viewer::owner, work.id)) {
                json.object()
                    .key("id")
                    .number(edit.id)
                    .key("field")
                    .string(edit.field)
                    .key("value")
                    .string(edit.value);
                json.key("by").string(edit.made_by).key("at").string(edit.made_at);
                if (!edit.undone_at.empty()) json.key("undone").string(edit.undone_at);
                json.end();
            }
            json.end().key("ledger").array();
            for (const LedgerEvent& event : archive.ledger(Viewer::owner, work.id))
                json.object()
                    .key("what")
                    .string(event.what)
                    .key("at")
                    .string(event.when)
                    .key("who")
                    .string(event.who)
                    .key("evidence")
                    .string(event.evidence)
                    .end();
            json.end().key("twins").array();
            for (const TwinWord& word : archive.twin_words(Viewer::owner, work.id)) {
                json.object().key("work").number(word.work).key("other").number(word.other);
                json.key("said").string(word.joined ? "joined" : "apart");
                json.key("by").string(word.made_by).key("at").string(word.made_at);
                if (!word.undone_at.empty()) json.key("undone").string(word.undone_at);
                json.end();
            }
            json.end();
        }
        json.end();
        fmt::print("{}\n", json.take());
    }

    static void print_card(const WorkRecord& work, const std::vector<TagMeaning>& meanings) {
        fmt::print("{}\n{}\n\n", bold(byline(work)), required_signs(work));
        const auto row = [](std::string_view name, const std::string& value) {
            if (value.empty()) return;
            std::string text = wrapped(value, 16, terminal_width());
            text.replace(0, 16, fmt::format("{:<15} ", name));
            fmt::print("{}\n", text);
        };
        row("fandom", joined(work.fandoms, ", "));
        row("relationship", joined(work.relationships, ", "));
        row("character", joined(work.characters, ", "));
        row("tags", joined(work.tags, ", "));
        for (const TagMeaning& one : meanings) {
            std::string means;
            for (const TagName& tag : one.means)
                means += (means.empty() ? "" : " and ") + in_words(tag);
            row("", quiet(fmt::format("“{}” means {} here", one.written, means)));
        }
        row("rating",
            work.rating_as_given.empty()
                ? ""
                : fmt::format("{} (as given: {})", name_of(work.rating), work.rating_as_given));
        for (const SeriesPlace& series : work.series)
            row("series", series.position ? fmt::format("{}, {}", series.name, *series.position)
                                          : series.name);
        row("language", work.language);
        if (work.updated) row("updated", work.updated->text());
        row("summary", work.summary);
        row("notes", work.notes);
        row("end notes", work.end_notes);
        row("disclaimer", work.disclaimer);
        row("spoilers", work.spoilers);
        row("beta", work.beta);
        for (const Extra& extra : work.extra) row(extra.label, extra.value);
        row("permission", fmt::format("{}{}", name_of(work.permission.by_default),
                                      work.permission.as_given.empty()
                                          ? ""
                                          : " (as given: " + work.permission.as_given + ")"));
        row("visibility", fmt::format("{} when served to the public", name_of(work.visibility)));
        for (const OriginalRef& original : work.originals)
            row("original",
                fmt::format("{}{}{}, {}, {}, sha256 {}", original.name,
                            original.path.empty() ? "" : " in ", original.path,
                            human_bytes(original.bytes), original.encoding, original.sha256));
    }

    static void print_claims(const std::vector<Claim>& claims) {
        fmt::print("\n{}\n", bold("Where each value came from"));
        for (const Claim& claim : claims) {
            fmt::print("  {:<14} {}\n", claim.field, without_addresses(claim.value));
            fmt::print("  {:<14} {}\n", "",
                       quiet(fmt::format("{}{} bytes {}-{}, rule {}, {:.0f} % sure", claim.label,
                                         claim.label.empty() ? "" : ":", claim.where.from,
                                         claim.where.to, claim.rule, claim.confidence * 100)));
        }
    }

    static void print_history(const Archive& archive, WorkId id) {
        fmt::print("\n{}\n", bold("History"));
        std::vector<std::pair<std::string, std::string>> lines;  // when, what
        for (const VersionInfo& version : archive.versions(Viewer::owner, id))
            lines.emplace_back(version.added_at, fmt::format("version {}{} from {}", version.id,
                                                             version.current ? " (read)" : "",
                                                             version.original.name));
        for (const LedgerEvent& event : archive.ledger(Viewer::owner, id))
            lines.emplace_back(event.when,
                               fmt::format("{}: {} ({})", event.what, event.evidence, event.who));
        for (const Edit& edit : archive.edits(Viewer::owner, id))
            lines.emplace_back(
                edit.made_at,
                fmt::format("{} set {} = {}{}", edit.made_by, edit.field, edit.value,
                            edit.undone_at.empty()
                                ? fmt::format("  (undo: solander edit {} --undo {})", id, edit.id)
                                : "  (undone " + edit.undone_at + ")"));
        std::vector<TwinWord> words = archive.twin_words(Viewer::owner, id);
        std::reverse(words.begin(), words.end());  // the first said first
        for (const TwinWord& word : words) {
            const std::string what = without_addresses(in_words(word));
            const bool holds = word.undone_at.empty() && !word.piece;
            lines.emplace_back(
                word.made_at, fmt::format("{} said: {}{}", word.made_by, what,
                                          holds ? fmt::format("  (undo: solander twins undo {} {})",
                                                              word.work, word.other)
                                                : ""));
            if (!word.undone_at.empty())
                lines.emplace_back(word.undone_at, fmt::format("taken back: {}", what));
        }
        // Times are all of one form, so that their letters are in their order.
        std::stable_sort(lines.begin(), lines.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [when, what] : lines) fmt::print("  {}  {}\n", when, what);
    }
};

}  // namespace

std::unique_ptr<Command> make_show() { return std::make_unique<ShowCommand>(); }

}  // namespace solander
