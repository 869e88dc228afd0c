// SPDX-License-Identifier: GPL-3.0-or-later
// A person's corrections: claims of their own, which win over every reading and can be taken back.
#include <fmt/format.h>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/rebuild.h"
#include "archive/standing.h"
#include "source/charset.h"
#include "work/edit.h"

namespace solander {
Result<WorkRecord> Archive::edit(WorkId id,
                                 const std::vector<std::pair<std::string, std::string>>& fields,
                                 std::string_view by) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    auto record = load_record(*connection, id);
    if (!record) return fail(Fault::not_found, fmt::format("no work {} in this archive", id));
    const std::string now = now_text();
    bool other_encoding = false;
    for (const auto& [field, value] : fields) {
        if (auto applied = apply_edit(*record, field, value); !applied)
            return tl::unexpected<Error>(applied.error());
        if (field == "encoding" || field == "charset") {
            add_edit(*connection, id, "encoding", asked_charset(value), by, now);
            other_encoding = true;
        } else {
            add_edit(*connection, id, field, value, by, now);
        }
    }
    record->visibility = standing_of(*inside_, *connection, *record);
    save_record(*connection, *record);
    if (other_encoding) {
        const auto read = read_again(*inside_, *connection, id);
        if (!read) return tl::unexpected<Error>(read.error());
        if (*read == ReadAgain::no_story)
            return fail(Fault::conflict,
                        fmt::format("read in that charset, the original of work {} holds no story: "
                                    "nothing was changed",
                                    id));
    }
    transaction.commit();
    inside_->search().catch_up();
    return load_record(*connection, id).value();
}

Result<WorkRecord> Archive::undo_edit(WorkId id, std::int64_t edit) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    bool mine = false;
    for (const Edit& known : list_edits(*connection, id))
        mine = mine || (known.id == edit && known.undone_at.empty());
    if (!mine || !solander::undo_edit(*connection, edit, now_text()))
        return fail(Fault::not_found, fmt::format("work {} has no correction {} to undo", id, edit),
                    fmt::format("solander show {} --history lists them", id));
    // What the file says is read again from the original; the corrections that are left go on top.
    const auto read = read_again(*inside_, *connection, id);
    if (!read) return tl::unexpected<Error>(read.error());
    if (*read == ReadAgain::no_story)
        return fail(Fault::conflict,
                    fmt::format("the original of work {} holds no story at its place any more, so "
                                "there is nothing to go back to: the correction stays",
                                id),
                    fmt::format("say what the field should be: solander edit {} FIELD=VALUE", id));
    transaction.commit();
    inside_->search().catch_up();
    return load_record(*connection, id).value();
}

Result<void> Archive::settle(std::int64_t finding, bool settled) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    const bool done = settled ? settle_finding(*connection, finding, now_text())
                              : reopen_finding(*connection, finding);
    if (!done)
        return fail(Fault::not_found,
                    fmt::format("there is no {} finding {}", settled ? "open" : "settled", finding),
                    "solander findings lists those that are open, with their numbers");
    transaction.commit();
    return {};
}

}  // namespace solander
