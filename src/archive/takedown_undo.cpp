// SPDX-License-Identifier: GPL-3.0-or-later
// A takedown undone, whole, while what it took is sealed: rows and originals are back as they were.
// Originals first, then one transaction: a kill in between leaves files that `check` takes away.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/standing.h"
#include "archive/taken_down.h"
#include "catalogue/buried_rows.h"
#include "catalogue/name_groups.h"

namespace solander {
namespace {

constexpr std::string_view kDigest = "select digest from original where id = $1";

/// One act of taking down: what went together.
struct TakingAct {
    std::vector<LedgerEntry> rows;  ///< `number` of each is its own
    std::set<WorkId> works;
    std::string author;  ///< empty: it was not about all of hers
};

/// The last that holds, or that one.
std::optional<LedgerEvent> removal_in(const std::vector<LedgerEvent>& events,
                                      std::int64_t number = 0) {
    std::optional<LedgerEvent> last;
    for (const LedgerEvent& event : events_that_hold(events))
        if (event.what == "removed" && (number == 0 || event.number == number)) last = event;
    return last;
}

/// The row of the ledger with which the act began; 0: there was none, or it was undone.
std::int64_t beginning_of(Connection& connection, const TakedownUndo& wish,
                          const std::vector<Tombstone>& stones) {
    std::int64_t act = 0;
    const auto is_meant = [&](const std::optional<LedgerEvent>& removal) {
        return removal && removal->evidence.ends_with(wish.mark);
    };
    if (wish.work) {
        if (!is_meant(removal_in(ledger_of(connection, *wish.work)))) return 0;
        for (const Tombstone& stone : stones)
            if (stone.work == *wish.work) act = std::max(act, stone.act);
        return act;
    }
    for (const std::int64_t name : name_group(connection, NameList::creator, *wish.author))
        if (const auto one = removal_in(ledger_of_creator(connection, name)); is_meant(one))
            act = std::max(act, one->number);
    return act;
}

TakingAct act_of(Connection& connection, std::int64_t beginning,
                 const std::vector<Tombstone>& stones) {
    TakingAct act;
    for (const Tombstone& stone : stones)
        if (stone.act == beginning) act.works.insert(stone.work);
    for (const WorkId work : act.works)
        if (auto event = removal_in(ledger_of(connection, work)))
            act.rows.push_back({work, {}, std::move(*event)});
    for (const std::int64_t name : creators_in_ledger(connection))
        if (auto event = removal_in(ledger_of_creator(connection, name), beginning)) {
            act.author = event->name;
            act.rows.push_back({{}, name, std::move(*event)});
        }
    return act;
}

class Undoing {
  public:
    Undoing(Archive::Inside& inside, Connection& connection, const TakingAct& act,
            const std::vector<Tombstone>& stones)
        : inside_(inside), connection_(connection), act_(act), stones_(stones),
          files_(inside.originals.folder()) {}

    Result<void> put_back() {
        for (const std::int64_t original : originals_to_open())
            if (auto opened = open(original); !opened) return opened;
        for (const WorkId work : act_.works)
            if (auto back = put_rows_of(work); !back) return back;
        files_.commit();
        return {};
    }
    /// Nothing needs them sealed any more.
    void forget_sealed() const {
        for (const Digest& digest : opened_) inside_.sealed.destroy(digest);
    }

  private:
    /// Those that no other takedown needs sealed.
    std::set<std::int64_t> originals_to_open() const {
        std::set<std::int64_t> ours;
        for (const Tombstone& stone : stones_)
            if (act_.works.count(stone.work) != 0) ours.insert(stone.original);
        for (const Tombstone& stone : stones_)
            if (act_.works.count(stone.work) == 0) ours.erase(stone.original);
        return ours;
    }
    Result<void> open(std::int64_t original) {
        std::optional<Digest> digest;
        {
            Query query = connection_.query(kDigest);
            if (query.bind(original).step()) digest = Digest::from_raw(query.blob(0));
        }
        if (!digest) return fail(Fault::storage, "an original has no digest", "solander check");
        auto bytes = inside_.sealed.open(*digest);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        files_.put(*digest, *bytes);
        if (inside_.originals.in_database()) {
            inside_.originals.keep(connection_, original, files_, *digest);
            files_.forget(*digest);
        }
        set_open(connection_, original);
        opened_.push_back(*digest);
        return {};
    }
    Result<void> put_rows_of(WorkId work) {
        std::optional<Digest> kept;
        for (const Tombstone& stone : stones_)
            if (stone.work == work) kept = Digest::from_raw(stone.kept);
        if (!kept)
            return fail(Fault::conflict,
                        fmt::format("what work {} was is not sealed, but destroyed", work),
                        "it cannot be undone; its file may be in a backup");
        auto rows = inside_.sealed.open(*kept);
        if (!rows) return tl::unexpected<Error>(rows.error());
        opened_.push_back(*kept);
        if (auto back = put_rows_back(connection_, *rows); !back) return back;
        remove_tombstones(connection_, work);
        return {};
    }

    Archive::Inside& inside_;
    Connection& connection_;
    const TakingAct& act_;
    const std::vector<Tombstone>& stones_;
    ObjectStore::Batch files_;
    std::vector<Digest> opened_;
};

}  // namespace

Result<std::vector<WorkId>> Archive::undo_takedown(const TakedownUndo& wish) {
    if (wish.reason.empty())
        return fail(Fault::usage, "undoing a takedown needs a reason", "--reason \"a mistake\"");
    auto connection = inside_->writers->borrow();
    const std::string now = now_text();
    WriteTransaction transaction(*connection);
    const std::vector<Tombstone> stones = load_tombstones(*connection);
    const std::int64_t beginning = beginning_of(*connection, wish, stones);
    if (beginning == 0)
        return fail(Fault::not_found, wish.work
                                          ? fmt::format("work {} was not taken down", *wish.work)
                                          : "nothing of all of hers was taken down");
    const TakingAct act = act_of(*connection, beginning, stones);
    if (wish.work && !act.author.empty())
        return fail(
            Fault::conflict,
            fmt::format("it went with everything by {}: that is undone as a whole", act.author),
            fmt::format("solander takedown --undo --author \"{}\"", act.author));
    std::vector<LedgerEntry> entries;
    for (LedgerEntry entry : act.rows) {
        entry.event.what = "undone";
        entry.event.when = now;
        entry.event.who = wish.by;
        entry.event.evidence = fmt::format("row {}: {}", entry.event.number, wish.reason);
        entries.push_back(std::move(entry));
    }
    add_to_ledger(*connection, entries, now);
    Undoing undoing(*inside_, *connection, act, stones);
    if (auto back = undoing.put_back(); !back) return tl::unexpected<Error>(back.error());
    for (const WorkId work : act.works) settle_visibility(*connection, work);
    transaction.commit();
    undoing.forget_sealed();
    inside_->search().catch_up();
    return std::vector<WorkId>(act.works.begin(), act.works.end());
}

}  // namespace solander
