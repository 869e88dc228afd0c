// SPDX-License-Identifier: GPL-3.0-or-later
// solander edit: a person's correction, which wins over every reading and can be undone.
#include <fmt/format.h>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/blurb.h"
#include "cli/command.h"
#include "cli/field_values.h"
#include "cli/name_verbs.h"
#include "cli/work_id.h"
#include "work/record_json.h"

namespace solander {
namespace {

class EditCommand final : public Command {
    std::string id_, by_, undo_;
    std::vector<std::string> changes_;

    void setup(Options& options) override {
        options.argument("ID", id_, "the work's number")
            .arguments("FIELD=VALUE", changes_,
                       "title, creators, fandoms, rating, summary ...; lists with ; between", false)
            .option("--by", by_, "who corrects (default: $USER)")
            .option("--undo", undo_,
                    "take back the correction of this number (solander show ID --history)", "N")
            .examples("  solander edit 12 rating=teen 'creators=Ada Marsh; J. Weir'\n  solander "
                      "edit 12 --undo 3\n");
    }

    int run(const Context& context) override {
        const WorkId id = work_id(id_);
        if (changes_.empty() == undo_.empty())
            throw Error(Fault::usage, "say either FIELD=VALUE or --undo N", "solander edit --help");
        const auto fields = field_values(changes_);
        Archive archive(context.archive());
        if (!archive.work(Viewer::owner, id)) throw no_such_work(id_);
        Result<WorkRecord> record = fail(Fault::bug, "nothing to do");
        if (!undo_.empty()) {
            record = archive.undo_edit(id, work_id(undo_));
            if (!record) throw record.error();
        } else {
            record = archive.edit(id, fields, who_says(by_));
            if (!record) throw record.error();
        }
        if (context.json) {
            JsonWriter json;
            json.object();
            write_work_members(json, *record);
            fmt::print("{}\n", json.end().take());
        } else {
            fmt::print("{}", blurb(*record, 80));
        }
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_edit() { return std::make_unique<EditCommand>(); }

}  // namespace solander
