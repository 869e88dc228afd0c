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
namespace {

/// The connection may be lost with the answer to a commit: then `saved` looks on a new one whether
/// it came to be.
template <class Saved>
void commit(std::optional<WriteTransaction>& transaction, const Saved& saved) {
    try {
        transaction->commit();
        transaction.reset();
    } catch (const Error& e) {
        if (e.fault != Fault::away) throw;
        transaction.reset();
        bool was_saved = false;
        try {
            was_saved = saved();
        } catch (const Error&) {
            throw e;  // it did not come back: nothing is known
        }
        if (!was_saved)
            throw Error(Fault::away, "the database went away; nothing was changed",
                        "say it once more");
    }
}

const Edit* find_edit(const std::vector<Edit>& edits, std::int64_t id) {
    for (const Edit& edit : edits)
        if (edit.id == id) return &edit;
    return nullptr;
}

tl::unexpected<Error> no_such_finding(std::int64_t finding, std::string_view which) {
    return fail(Fault::not_found, fmt::format("there is no {} {}", which, finding),
                "solander findings lists those that are open, with their numbers");
}

}  // namespace

Result<WorkRecord> Archive::edit(WorkId id,
                                 const std::vector<std::pair<std::string, std::string>>& fields,
                                 std::string_view by, std::optional<std::int64_t> settles) {
    auto connection = inside_->writers->borrow();
    std::optional<WriteTransaction> transaction(std::in_place, *connection);
    auto record = load_record(*connection, id);
    if (!record) return fail(Fault::not_found, fmt::format("no work {} in this archive", id));
    const WorkRecord before = *record;
    const std::string now = now_text();
    if (settles) {  // before the original is read again: what is settled stays so
        const auto finding = find_finding(*connection, *settles);
        if (!finding || finding->work != id || !settle_finding(*connection, *settles, now))
            return no_such_finding(*settles, fmt::format("open finding about work {}:", id));
    }
    bool other_encoding = false;
    std::int64_t last = 0;
    const auto own = inside_->own_vocabulary.now();
    for (const auto& [field, said] : fields) {
        const std::string value = edit_to_keep(field, said, *own->values);
        if (auto applied = apply_edit(*record, field, value); !applied)
            return tl::unexpected<Error>(applied.error());
        if (field == "encoding" || field == "charset") {
            last = add_edit(*connection, id, "encoding", asked_charset(value), by, now);
            other_encoding = true;
        } else {
            last = add_edit(*connection, id, field, value, by, now);
        }
    }
    note_names_gone(*connection, before, *record, now);
    record->visibility = standing_of(*connection, *record);
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
    commit(transaction, [&] {
        const auto edits = list_edits(*connection, id);
        const Edit* const mine = find_edit(edits, last);
        return mine != nullptr && mine->made_at == now && mine->made_by == by;
    });
    inside_->search().catch_up();
    return load_record(*connection, id).value();
}

Result<WorkRecord> Archive::undo_edit(WorkId id, std::int64_t edit) {
    auto connection = inside_->writers->borrow();
    std::optional<WriteTransaction> transaction(std::in_place, *connection);
    const auto edits = list_edits(*connection, id);
    const Edit* const mine = find_edit(edits, edit);
    if (mine == nullptr || !mine->undone_at.empty()
        || !solander::undo_edit(*connection, edit, now_text()))
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
    commit(transaction, [&] {
        const auto now = list_edits(*connection, id);
        const Edit* const undone = find_edit(now, edit);
        return undone != nullptr && !undone->undone_at.empty();
    });
    inside_->search().catch_up();
    return load_record(*connection, id).value();
}

Result<FindingRow> Archive::settle(std::int64_t finding, bool settled) {
    auto connection = inside_->writers->borrow();
    WriteTransaction transaction(*connection);
    const bool done = settled ? settle_finding(*connection, finding, now_text())
                              : reopen_finding(*connection, finding);
    auto row = find_finding(*connection, finding);
    if (!done || !row)
        return no_such_finding(finding, settled ? "open finding" : "settled finding");
    transaction.commit();
    return std::move(*row);
}

}  // namespace solander
