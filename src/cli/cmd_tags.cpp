// SPDX-License-Identifier: GPL-3.0-or-later
// solander tags: which tags mean the same, which are below which, and what nobody has settled yet.
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <charconv>

#include "archive/archive.h"
#include "base/file.h"
#include "base/markup.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/name_verbs.h"
#include "cli/tag_view.h"
#include "cli/terminal.h"

namespace solander {
namespace {

std::int64_t batch_number(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number <= 0)
        throw Error(Fault::usage, "'" + text + "' is no number", "solander tags --help");
    return number;
}

class TagsCommand final : public Command {
    std::vector<std::string> what_;
    std::string by_, kind_;
    std::uint32_t limit_ = 50;
    bool unwrangled_ = false, dry_run_ = false, yes_ = false;

    void setup(Options& options) override {
        options
            .arguments(
                "WHAT", what_,
                "nothing: how many tags there are, and what they are; or one of\n"
                "  show TAG             what it is, its synonyms, what was said of it\n"
                "  canonical TAG...     they stand for others, and are found by filters\n"
                "  synonym TAG OF...    TAG means OF; of several, all of them at once\n"
                "  sub TAG META...      TAG is found under META too; no META: under none\n"
                "  parent TAG FANDOM... TAG belongs to FANDOM; no FANDOM: to none\n"
                "  ignore TAG...        they stay as they are, and are not asked about\n"
                "  unsettle TAG...      as if nobody had said what they are\n"
                "  note TAG TEXT...     a word for other people\n"
                "  history [TAG]        what was said, with numbers\n"
                "  undo NUMBER          takes back all that was said under the number\n"
                "  export FILE.csv      every tag, a row each, for a spreadsheet (-: stdout)\n"
                "  import FILE.csv      what was filled in there\n"
                "A TAG is its number, its name, or KIND:NAME (fandom:BtVS)",
                false)
            .flag("--unwrangled", unwrangled_, "tags that nobody has settled, most used first")
            .choice("--kind", kind_,
                    {"fandom", "relationship", "character", "category", "warning", "freeform"},
                    "only tags of this kind")
            .flag("--dry-run", dry_run_, "show what would change, and change nothing")
            .flag("--yes", yes_, "import without asking")
            .option("--limit", limit_, "lines shown (default 50; 0 = all)")
            .option("--by", by_, "who says so (default: $USER)")
            .examples("  solander tags --unwrangled --kind fandom\n"
                      "  solander tags canonical \"fandom:The Long Watch\"\n"
                      "  solander tags synonym fandom:TLW \"fandom:The Long Watch\"\n"
                      "  solander tags undo 12\n"
                      "  solander tags export tags.csv\n"
                      "  solander tags import tags.csv --dry-run\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        if (what_.empty()) return unwrangled_ ? list(context, archive) : totals(context, archive);
        struct Row {
            std::string_view verb;
            std::size_t least, most;  // names behind it
            int (TagsCommand::*run)(const Context&, Archive&);
        };
        constexpr std::size_t kMany = 100000;
        constexpr std::array kVerbs = std::to_array<Row>({
            {"show", 1, 1, &TagsCommand::show},
            {"canonical", 1, kMany, &TagsCommand::say_of_each},
            {"ignore", 1, kMany, &TagsCommand::say_of_each},
            {"unsettle", 1, kMany, &TagsCommand::say_of_each},
            {"synonym", 2, kMany, &TagsCommand::say_of_one},
            {"sub", 1, kMany, &TagsCommand::say_of_one},
            {"parent", 1, kMany, &TagsCommand::say_of_one},
            {"note", 1, kMany, &TagsCommand::note},
            {"accept", 1, 2, &TagsCommand::accept},
            {"history", 0, 1, &TagsCommand::history},
            {"undo", 1, 1, &TagsCommand::undo},
            {"export", 1, 1, &TagsCommand::export_csv},
            {"import", 1, 1, &TagsCommand::import_csv},
        });
        for (const Row& row : kVerbs) {
            if (row.verb != what_[0]) continue;
            if (what_.size() <= row.least || what_.size() > row.most + 1)
                throw Error(Fault::usage,
                            fmt::format("tags {} wants {}", row.verb,
                                        row.least == 2  ? "a tag and what it means"
                                        : row.most == 1 ? "one thing"
                                                        : "a tag"),
                            "solander tags --help");
            return (this->*row.run)(context, archive);
        }
        throw Error(Fault::usage, "'" + what_[0] + "' is nothing that tags can do",
                    "solander tags --help");
    }

    std::size_t most() const { return limit_ == 0 ? static_cast<std::size_t>(-1) : limit_; }
    std::optional<TagKind> kind() const { return tag_kind_from_name(kind_); }

    static TagName named(const Archive& archive, const std::string& text) {
        auto tag = archive.tag_named(text);
        if (!tag) throw tag.error();
        return *tag;
    }
    std::vector<TagName> named_from(const Archive& archive, std::size_t first) const {
        std::vector<TagName> tags;
        for (std::size_t i = first; i < what_.size(); ++i) tags.push_back(named(archive, what_[i]));
        return tags;
    }

    int totals(const Context& context, const Archive& archive) const {
        std::uint64_t open = 0;
        if (!context.json)
            fmt::print("{:<14}{:>10}{:>11}{:>11}{:>10}{:>13}\n", "", "tags", "canonical",
                       "synonyms", "ignored", "unsettled");
        for (const TagTotals& row : archive.tag_totals()) {
            if (kind() && *kind() != row.kind) continue;
            open += row.unsettled;
            if (!context.json) {
                fmt::print("{:<14}{:>10}{:>11}{:>11}{:>10}{:>13}\n", name_of(row.kind),
                           with_separators(row.tags), with_separators(row.canonical),
                           with_separators(row.synonyms), with_separators(row.ignored),
                           with_separators(row.unsettled));
                continue;
            }
            JsonWriter json;
            json.object().key("kind").string(name_of(row.kind));
            json.key("tags").number(static_cast<std::int64_t>(row.tags));
            json.key("canonical").number(static_cast<std::int64_t>(row.canonical));
            json.key("synonyms").number(static_cast<std::int64_t>(row.synonyms));
            json.key("ignored").number(static_cast<std::int64_t>(row.ignored));
            json.key("unsettled").number(static_cast<std::int64_t>(row.unsettled));
            fmt::print("{}\n", json.end().take());
        }
        if (!context.json && open > 0)
            fmt::print(stderr, "solander tags --unwrangled lists what nobody has settled.\n");
        return 0;
    }

    int list(const Context& context, const Archive& archive) const {
        const UnsettledTags page = archive.unsettled_tags(kind(), 0, most());
        for (const UnsettledTag& one : page.tags) {
            if (context.json) {
                fmt::print("{}\n", unsettled_json(one));
                continue;
            }
            fmt::print("{:>8}  {} {}\n", with_separators(one.tag.works), bold(one.tag.tag.name),
                       quiet(fmt::format("{} {}", name_of(one.tag.tag.kind), one.tag.tag.id)));
            int number = 0;
            for (const TagProposal& proposal : one.proposals)
                fmt::print("{:>8}  {} {}: {}\n", "", ++number, proposal.says, quiet(proposal.why));
        }
        if (!context.json)
            fmt::print(stderr, "{} that nobody has settled{}.\n", counted(page.total, "tag"),
                       page.tags.size() < page.total
                           ? fmt::format("; the {} most used are shown", page.tags.size())
                           : "");
        return 0;
    }

    int show(const Context& context, Archive& archive) {
        const TagName tag = named(archive, what_[1]);
        const auto sheet = archive.tag_sheet(Viewer::owner, tag.id);
        if (!sheet)
            throw Error(Fault::not_found, "nobody has written " + in_words(tag),
                        "solander tags --unwrangled lists what was");
        if (context.json)
            fmt::print("{}\n", sheet_json(*sheet));
        else
            print_sheet(*sheet, archive.tag_history(tag.id));
        return 0;
    }

    int say_of_each(const Context& context, Archive& archive) {
        const std::string act = what_[0] == "ignore"     ? "ignored"
                                : what_[0] == "unsettle" ? "unsettled"
                                                         : "canonical";
        std::vector<TagWord> words;
        for (TagName& tag : named_from(archive, 1)) words.push_back({std::move(tag), act});
        return say(context, archive, words);
    }
    int say_of_one(const Context& context, Archive& archive) {
        return say(context, archive,
                   {{named(archive, what_[1]), what_[0], named_from(archive, 2)}});
    }
    int note(const Context& context, Archive& archive) {
        std::string text;
        for (std::size_t i = 2; i < what_.size(); ++i) text += (i > 2 ? " " : "") + what_[i];
        return say(context, archive, {{named(archive, what_[1]), "note", {}, text}});
    }

    int say(const Context& context, Archive& archive, const std::vector<TagWord>& words) {
        if (dry_run_) {
            const auto preview = archive.preview_tags(words);
            if (!preview) throw preview.error();
            return would(context, *preview);
        }
        const auto done = archive.wrangle_tags(words, who_says(by_));
        if (!done) throw done.error();
        tell(context, *done);
        if (done->batch == 0)
            fmt::print(stderr, "That is so already; nothing was changed.\n");
        else if (!done->changes.empty())
            fmt::print(stderr, "{} changed. solander tags undo {}\n",
                       counted(done->changes.size(), "tag"), done->batch);
        else
            fmt::print(
                stderr, "Noted{}. solander tags undo {}\n",
                words.front().act == "sub"
                    ? "; it has an effect as soon as the sub tag is canonical (solander tags "
                      "canonical TAG)"
                    : "",
                done->batch);
        return 0;
    }

    int would(const Context& context, const TagsPreview& preview) {
        for (const TagChange& change : preview.changes)
            if (context.json) fmt::print("{}\n", change_json(change));
        if (!context.json) print_changes(preview.changes, most());
        for (const TagFault& fault : preview.faults)
            fmt::print(stderr, "solander: {}\n", fault.what);
        fmt::print(stderr, "{} would be changed; nothing was.\n",
                   counted(preview.changes.size(), "tag"));
        return preview.faults.empty() ? 0 : 1;
    }

    void tell(const Context& context, const TagsDone& done) const {
        if (!context.json) return print_changes(done.changes, most());
        for (const TagChange& change : done.changes) fmt::print("{}\n", change_json(change));
        JsonWriter json;
        json.object().key("batch").number(done.batch).key("changes");
        json.number(static_cast<std::int64_t>(done.changes.size()));
        fmt::print("{}\n", json.end().take());
    }

    int accept(const Context& context, Archive& archive) {
        const TagName tag = named(archive, what_[1]);
        if (tag.id == 0) throw Error(Fault::not_found, "nobody has written " + in_words(tag));
        const auto proposals = archive.tag_proposals(tag);
        const auto number = static_cast<std::size_t>(what_.size() > 2 ? batch_number(what_[2]) : 1);
        if (number > proposals.size())
            throw Error(
                Fault::not_found,
                fmt::format("there are {} proposals for {}", proposals.size(), in_words(tag)),
                "say it yourself: solander tags synonym TAG OF, or canonical TAG");
        return say(context, archive, proposals[number - 1].words);
    }

    int history(const Context& context, Archive& archive) {
        if (what_.size() == 2) {
            for (const TagHistory& row : archive.tag_history(named(archive, what_[1]).id)) {
                if (!context.json) {
                    fmt::print("{}\n", said(row));
                    continue;
                }
                JsonWriter json;
                json.object().key("batch").number(row.batch);
                write_said(json, row);
                json.key("made_by").string(row.made_by).key("made_at").string(row.made_at);
                if (!row.undone_at.empty()) json.key("undone_at").string(row.undone_at);
                fmt::print("{}\n", json.end().take());
            }
            return 0;
        }
        constexpr std::int64_t kAll = 1'000'000'000;
        constexpr std::int64_t kWords = 5;  // of one number
        const std::int64_t limit = limit_ == 0 ? kAll : limit_;
        for (const TagBatch& batch :
             archive.tag_batches(limit, context.json || limit_ == 0 ? kAll : kWords))
            context.json ? print_json(batch) : print(batch);
        return 0;
    }

    static void print(const TagBatch& batch) {
        fmt::print("{:>6}  {} said {}{}\n", batch.batch, batch.made_by, batch.made_at,
                   batch.undone_at.empty() ? "" : "; taken back " + batch.undone_at);
        for (const TagHistory& row : batch.said) fmt::print("        {}\n", in_words(row));
        if (batch.left > 0)
            fmt::print("        and {} more; --limit 0 shows all\n", with_separators(batch.left));
    }

    static void print_json(const TagBatch& batch) {
        JsonWriter json;
        json.object().key("batch").number(batch.batch);
        json.key("words").number(static_cast<std::int64_t>(batch.words));
        json.key("made_by").string(batch.made_by).key("made_at").string(batch.made_at);
        if (!batch.undone_at.empty()) json.key("undone_at").string(batch.undone_at);
        json.key("said").array();
        for (const TagHistory& row : batch.said) {
            write_said(json.object(), row);
            json.end();
        }
        json.end();
        fmt::print("{}\n", json.end().take());
    }

    int undo(const Context& context, Archive& archive) {
        const std::int64_t batch = batch_number(what_[1]);
        if (dry_run_) {
            const auto preview = archive.preview_undo_tags(batch);
            if (!preview) throw preview.error();
            return would(context, *preview);
        }
        const auto done = archive.undo_tags(batch);
        if (!done) throw done.error();
        tell(context, *done);
        fmt::print(stderr, "What was said under {} is taken back.\n", batch);
        return 0;
    }

    int export_csv(const Context&, Archive& archive) {
        const std::string csv = archive.export_tags();
        if (what_[1] == "-") {
            std::fwrite(csv.data(), 1, csv.size(), stdout);
            return 0;
        }
        write_file(what_[1], csv);
        fmt::print(stderr,
                   "{} is written. Fill in the columns \"Recommended AO3 Tag\" and \"... "
                   "Type\"; then: solander tags import {}\n",
                   what_[1], what_[1]);
        return 0;
    }

    int import_csv(const Context& context, Archive& archive) {
        constexpr std::size_t kLargest = std::size_t{256} << 20;
        const auto csv = read_file(what_[1], kLargest);
        if (!csv) throw Error(Fault::not_found, "cannot read " + what_[1]);
        TagsImport import = archive.import_tags(*csv);
        for (const TagCsvNote& note : import.notes) print_note(context, "note", note);
        for (const TagCsvNote& fault : import.faults) print_note(context, "fault", fault);
        for (const TagChange& change : import.changes)
            if (context.json) fmt::print("{}\n", change_json(change));
        if (!context.json) print_changes(import.changes, most());
        if (!import.faults.empty()) {
            fmt::print(stderr, "solander: {} in {}; nothing was changed\n",
                       counted(import.faults.size(), "fault"), what_[1]);
            return 1;
        }
        fmt::print(stderr, "{} read; {} would be changed.\n", counted(import.rows, "row"),
                   counted(import.changes.size(), "tag"));
        if (dry_run_ || import.changes.empty()) return 0;
        if (!yes_ && !asked()) {
            fmt::print(stderr, "Nothing was changed. With --yes it is.\n");
            return 1;
        }
        import = archive.import_tags(*csv, who_says(by_));
        if (!import.faults.empty())
            throw Error(Fault::conflict,
                        "the archive has changed meanwhile: " + import.faults.front().what);
        if (context.json) tell(context, {import.batch, {}});
        fmt::print(stderr, "{} changed. solander tags undo {}\n",
                   counted(import.changes.size(), "tag"), import.batch);
        return 0;
    }

    static bool asked() {
        if (!stderr_is_terminal() || isatty(STDIN_FILENO) == 0) return false;
        fmt::print(stderr, "Change them? [y/N] ");
        char answer[16] = {};
        return std::fgets(answer, sizeof answer, stdin) != nullptr
               && (answer[0] == 'y' || answer[0] == 'Y');
    }

    void print_note(const Context& context, std::string_view kind, const TagCsvNote& note) const {
        if (context.json) {
            JsonWriter json;
            json.object().key(kind).string(note.what);
            json.key("line").number(static_cast<std::int64_t>(note.line));
            if (!note.column.empty()) json.key("column").string(note.column);
            fmt::print("{}\n", json.end().take());
            return;
        }
        fmt::print(stderr, "{}: line {}{}: {}\n", what_[1], note.line,
                   note.column.empty() ? "" : ", " + note.column, note.what);
    }
};

}  // namespace

std::unique_ptr<Command> make_tags() { return std::make_unique<TagsCommand>(); }

}  // namespace solander
