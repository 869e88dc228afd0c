// SPDX-License-Identifier: GPL-3.0-or-later
// solander people: who wrote what, under which pen names, and which of them are one person.
#include <fmt/format.h>

#include "base/markup.h"
#include "cli/blurb.h"
#include "cli/command.h"
#include "cli/name_verbs.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class PeopleCommand final : public Command {
    std::vector<std::string> words_;
    std::string by_;
    bool suggest_ = false;
    std::uint32_t limit_ = 100;

    void setup(Options& options) override {
        options
            .arguments("WHAT", words_,
                       "nothing: everybody; NAME or ID: one person; or one of\n"
                           + std::string(NameVerbs::kHelp),
                       false)
            .flag("--suggest", suggest_, "pen names that may be one person, and why")
            .option("--limit", limit_, "how many are listed (default 100; 0 = all)")
            .option("--by", by_, "who says so (default: $USER)")
            .examples(
                "  solander people\n  solander people \"Ann Reed\"\n"
                "  solander people --suggest\n  solander people join \"Ann Reed\" \"A. Reed\"\n"
                "  solander people undo\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        NameVerbs verbs(archive, NameList::creator, who_says(by_), context.json);
        if (suggest_) return print_suggestions(context, archive);
        if (words_.empty()) return print_all(context, archive);
        if (const auto done = verbs.run(words_)) return *done;
        if (words_.size() != 1)
            throw Error(Fault::usage, "'" + words_[0] + "' is not join, part, rename or undo",
                        "a name of several words goes in quotes; solander people --help");
        return print_one(context, archive, verbs.id_of(words_[0]));
    }

    int print_all(const Context& context, const Archive& archive) const {
        std::vector<CountedName> people = archive.names(Viewer::owner, NameList::creator);
        const std::size_t all = people.size();
        if (limit_ != 0 && people.size() > limit_) people.resize(limit_);
        for (const CountedName& person : people) {
            if (context.json) {
                JsonWriter json;
                write_name_members(json.object(), person);
                fmt::print("{}\n", json.end().take());
            } else {
                fmt::print("{:>6}  {}  {}\n", person.id, person.name,
                           quiet(counted(person.works, "work")));
            }
        }
        if (!context.json && people.size() < all)
            fmt::print(stderr, "{} of {}; --limit 0 shows all.\n", people.size(),
                       counted(all, "person", "people"));
        return 0;
    }

    static int print_one(const Context& context, const Archive& archive, std::int64_t id) {
        const auto person = archive.person(Viewer::owner, id);
        if (!person)
            throw Error(Fault::not_found, fmt::format("no person {} is named on any work", id),
                        "solander people lists everybody");
        if (context.json) {
            JsonWriter json;
            write_person_members(json.object(), *person);
            fmt::print("{}\n", json.end().take());
            return 0;
        }
        fmt::print("{}  {}\n", bold(person->name), quiet(fmt::format("{}", person->id)));
        for (const CountedName& name : person->names)
            if (person->names.size() > 1)
                fmt::print("        as {} ({}): {}\n", name.name, name.id,
                           counted(name.works, "work"));
        for (const CountedName& name : person->spellings)
            fmt::print("        spelled {} ({}): {}\n", name.name, name.id,
                       counted(name.works, "work"));
        if (person->with_others > 0)
            fmt::print("        {} with others{}\n", person->with_others,
                       in_line(person->co_authors));
        if (!person->series.empty()) fmt::print("        series{}\n", in_line(person->series));
        fmt::print("\n");
        for (const WorkRecord& work : archive.blurbs(Viewer::owner, person->wrote))
            fmt::print("{:>6}  {}\n", work.id, byline(work));
        for (const Person::Other& other : person->others)
            for (const WorkRecord& work : archive.blurbs(Viewer::owner, {other.work}))
                fmt::print("{:>6}  {}  {}\n", work.id, byline(work), quiet("as " + other.role));
        return 0;
    }

    static std::string in_line(const std::vector<CountedName>& names) {
        std::string line;
        for (const CountedName& name : names)
            line += fmt::format("{}{} ({})", line.empty() ? ": " : ", ", name.name, name.works);
        return line;
    }

    int print_suggestions(const Context& context, const Archive& archive) const {
        const std::vector<NamePair> pairs = archive.suggested_people(Viewer::owner);
        std::size_t shown = 0;
        for (const NamePair& pair : pairs) {
            if (limit_ != 0 && shown++ == limit_) break;
            if (context.json) {
                JsonWriter json;
                json.object().key("a").number(pair.a.id).key("a_name").string(pair.a.name);
                json.key("b").number(pair.b.id).key("b_name").string(pair.b.name);
                json.key("why").array();
                for (const NamePair::Reason& reason : pair.reasons)
                    json.object()
                        .key("kind")
                        .string(name_of(reason.what))
                        .key("words")
                        .string(reason.words)
                        .end();
                fmt::print("{}\n", json.end().end().take());
                continue;
            }
            fmt::print("{:>6}  {}  {}\n{:>6}  {}  {}\n", pair.a.id, bold(pair.a.name),
                       quiet(counted(pair.a.works, "work")), pair.b.id, bold(pair.b.name),
                       quiet(counted(pair.b.works, "work")));
            for (const NamePair::Reason& reason : pair.reasons)
                fmt::print("        {}\n",
                           quiet(fmt::format("{}: {}", name_of(reason.what), reason.words)));
            fmt::print("\n");
        }
        if (!context.json)
            fmt::print(stderr, "{}. solander people join A B, or part A B.\n",
                       pairs.empty() ? "Nothing speaks for two names being one"
                                     : counted(pairs.size(), "pair"));
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_people() { return std::make_unique<PeopleCommand>(); }

}  // namespace solander
