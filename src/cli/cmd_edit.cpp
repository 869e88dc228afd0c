// SPDX-License-Identifier: GPL-3.0-or-later
// solander edit: a person's correction, which wins over every reading and can be undone.
#include <fmt/format.h>

#include <cstdlib>

#include "archive/archive.h"
#include "base/markup.h"
#include "cli/blurb.h"
#include "cli/command.h"
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
        if (by_.empty()) {
            const char* user = std::getenv("USER");
            by_ = user != nullptr && *user != 0 ? user : "owner";
        }
        for (const std::string& change : changes_)
            if (change.find('=') == std::string::npos || change.front() == '=')
                throw Error(Fault::usage, "'" + change + "' is not FIELD=VALUE",
                            "for example rating=teen");
        Archive archive(context.archive());
        if (!archive.work(Viewer::owner, id)) throw no_such_work(id_);
        Result<WorkRecord> record = fail(Fault::bug, "nothing to do");
        if (!undo_.empty()) {
            record = archive.undo_edit(id, work_id(undo_));
            if (!record) throw record.error();
        } else {
            std::vector<std::pair<std::string, std::string>> fields;
            for (const std::string& change : changes_) {
                const std::size_t equals = change.find('=');
                fields.emplace_back(change.substr(0, equals), change.substr(equals + 1));
            }
            record = archive.edit(id, fields, by_);
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
