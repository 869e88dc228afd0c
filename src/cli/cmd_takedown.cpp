// SPDX-License-Identifier: GPL-3.0-or-later
// solander takedown: a work, or all of a person's, gone at once from every way out.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/name_verbs.h"
#include "cli/terminal.h"
#include "cli/work_id.h"

namespace solander {
namespace {

std::string_view name_of(TakenOriginal::What what) {
    switch (what) {
    case TakenOriginal::What::sealed:
        return "sealed";
    case TakenOriginal::What::destroyed:
        return "destroyed";
    case TakenOriginal::What::missing:
        break;
    }
    return "missing";
}

class TakedownCommand final : public Command {
    std::string id_, author_, reason_, by_;
    bool dry_run_ = false, open_ = false, destroy_ = false, undo_ = false;

    void setup(Options& options) override {
        options.argument("ID", id_, "the work's number", false)
            .option("--author", author_,
                    "all that this person wrote or translated; nothing of hers comes in again",
                    "NAME")
            .option("--reason", reason_, "why; it is kept")
            .flag("--dry-run", dry_run_, "what would go")
            .option("--by", by_, "who says so (default: $USER)")
            .flag("--open", open_, "the sealed original of a work that was taken down, to stdout")
            .flag("--destroy", destroy_,
                  "destroy the key of that original: nobody can open it then")
            .flag("--undo", undo_, "everything is back as it was, while it is sealed")
            .examples(
                "  solander takedown 12 --reason \"the author's letter of 3 May\"\n"
                "  solander takedown --author \"Ann Reed\" --reason \"her letter\" --dry-run\n"
                "  solander takedown 12 --undo --reason \"a mistake\"\n"
                "  solander takedown 12 --destroy\n");
    }

    int run(const Context& context) override {
        if (id_.empty() == author_.empty())
            throw Error(Fault::usage, "say what goes: the number of a work, or --author NAME",
                        "solander takedown --help");
        Archive archive(context.archive());
        if (open_ || destroy_) return afterwards(archive);
        Takedown wish{{}, {}, reason_, who_says(by_)};
        if (!id_.empty())
            wish.work = work_id(id_);
        else if (!(wish.author = archive.name_called(NameList::creator, author_)))
            throw Error(Fault::not_found, "nobody is called '" + author_ + "' on any work",
                        "solander people lists everybody");
        if (undo_) return undo(context, archive, wish);
        const auto done = archive.take_down(wish, dry_run_);
        if (!done) throw done.error();
        if (context.json) {
            print_json(*done);
            return 0;
        }
        for (const TakenDown::Work& work : done->works)
            fmt::print("{:>6}  {}{}\n", work.id, work.title,
                       work.copy ? quiet("  (the same words)") : "");
        for (const TakenOriginal& original : done->originals) {
            fmt::print("        {}: {}\n", original.name,
                       dry_run_ ? std::string_view("would be taken away") : name_of(original.what));
            if (!original.others.empty())
                fmt::print("        {} in it stay; they can be read again while its key is there\n",
                           counted(original.others.size(), "other work"));
        }
        fmt::print(stderr, "{} {}.\n", counted(done->works.size(), "work"),
                   dry_run_ ? "would be taken down" : "taken down");
        return 0;
    }

    static int undo(const Context& context, Archive& archive, const Takedown& wish) {
        const auto back = archive.undo_takedown({wish.work, wish.author, wish.reason, wish.by});
        if (!back) throw back.error();
        if (context.json) {
            JsonWriter json;
            json.object().key("works").array();
            for (const WorkId work : *back) json.number(work);
            fmt::print("{}\n", json.end().end().take());
            return 0;
        }
        for (const WorkId work : *back)
            if (const auto record = archive.work(Viewer::owner, work))
                fmt::print("{:>6}  {}\n", work, record->title);
        fmt::print(stderr, "{} back.\n", counted(back->size(), "work"));
        return 0;
    }

    int afterwards(Archive& archive) const {
        const WorkId work = work_id(id_);
        if (destroy_) {
            if (const auto gone = archive.destroy_sealed(work); !gone) throw gone.error();
            fmt::print(stderr, "The key is destroyed.\n");
            return 0;
        }
        const auto bytes = archive.open_sealed(work);
        if (!bytes) throw bytes.error();
        std::fwrite(bytes->data(), 1, bytes->size(), stdout);
        return 0;
    }

    void print_json(const TakenDown& done) const {
        JsonWriter json;
        json.object().key("dry_run").boolean(dry_run_).key("works").array();
        for (const TakenDown::Work& work : done.works)
            json.object().key("id").number(work.id).key("copy").boolean(work.copy).end();
        json.end().key("originals").array();
        for (const TakenOriginal& original : done.originals) {
            json.object().key("sha256").string(original.sha256);
            if (!dry_run_) json.key("became").string(name_of(original.what));
            json.key("others").array();
            for (const WorkId other : original.others) json.number(other);
            json.end().end();
        }
        fmt::print("{}\n", json.end().end().take());
    }
};

}  // namespace

std::unique_ptr<Command> make_takedown() { return std::make_unique<TakedownCommand>(); }

}  // namespace solander
