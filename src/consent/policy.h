// SPDX-License-Identifier: GPL-3.0-or-later
// The one function that says who may see a work: statement + ledger + policy -> visibility.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "consent/statement.h"
#include "vocabulary/rating.h"

namespace solander {

enum class Visibility : std::uint8_t {
    open,
    members,
    listed,
    kept,
    joined,  ///< a person said that it is a version of another work: met there, never by itself
    removed
};
inline constexpr unsigned kVisibilities = 6;
std::string_view name_of(Visibility);  ///< also the value in the catalogue
std::optional<Visibility> visibility_from_name(std::string_view);

/// One event of the ledger. Time orders them; where times are equal or missing, the order of
/// record.
struct LedgerEvent {
    std::string what;       ///< one of ledger_words()
    std::string when;       ///< when it was said: RFC 3339, UTC, or "2003", "2003-02", "2003-02-14"
    std::string who;        ///< who recorded it
    std::string evidence;   ///< text, or "sha256:..." of an original
    std::string name = {};  ///< the pen name it is about; empty: about one work, whoever wrote it
    std::string recorded_at = {};  ///< RFC 3339, UTC
    std::int64_t number = 0;       ///< in the order of record; 0: where it stands
    bool of_part = false;          ///< about the part of `name` in one work, not all of hers
};
/// All words, in no order that matters. "members" is a leave for members alone; "no-mail": she
/// wants no letters; "undone": the row that its evidence begins with ("row 12: ...") holds no more.
std::span<const std::string_view> ledger_words();
/// The row that an "undone" takes back; 0 of any other event.
std::int64_t undone_row(const LedgerEvent&);
/// Those that hold: without what was undone later, and without the undoing.
std::vector<LedgerEvent> events_that_hold(const std::vector<LedgerEvent>&);

/// What the ledger says that concerns one work.
struct WorkLedger {
    std::vector<LedgerEvent> of_work;
    /// For each who wrote or translated it what was said of all her works, by whatever pen names,
    /// and of her part in this one.
    std::vector<std::vector<LedgerEvent>> of_authors;
};

struct ConsentPolicy {
    std::string archive_name;  ///< what authors would call this archive in "listed"
    Visibility any = Visibility::open;
    Visibility any_notify = Visibility::open;
    Visibility ask = Visibility::kept;
    Visibility unclear = Visibility::kept;
    Visibility unstated = Visibility::kept;
    Visibility link_only = Visibility::listed;
    Visibility none = Visibility::kept;
    bool operator==(const ConsentPolicy&) const = default;
};
/// On one line, as the catalogue keeps it; nullopt for what policy_text() did not make.
std::string policy_text(const ConsentPolicy&);
std::optional<ConsentPolicy> policy_from_text(std::string_view);

/// Pure. Doubt is the stricter; an embargo keeps the work `kept` until the ledger says granted. The
/// last of granted, members, refused and withdrawn wins over the statement; `removed` wins over
/// everything; asked, reminded, claimed, orphaned and no-mail change nothing; with `conditions`
/// behind it a leave waits for another one; an event that was undone was never there. Of what was
/// said in one year, month or day nobody knows the order: the stricter was last.
Visibility standing(const Statement&, const std::vector<LedgerEvent>&, const ConsentPolicy&);
/// The same, where what was said of a work meets what each of its authors said of all her works: a
/// grant for all of hers is a grant for this one when no other author's silence or word is
/// stricter. Of several policies that are in force the strictest counts.
Visibility joint_standing(const Statement&, const WorkLedger&,
                          const std::vector<ConsentPolicy>& policies);

/// Who is looking. `owner` is a person reading her own collection (serve without --public, the
/// CLI). `adult` is a stranger who has said that she is one, and a stranger in all else.
enum class Viewer : std::uint8_t { stranger, adult, member, staff, owner };
/// Owner and staff: what says where a file came from (names, digests, the file itself) is for them.
bool is_keeper(Viewer);
enum class Act : std::uint8_t { read, list, export_, count };
/// The only place that answers it: pages, feeds, API, exports, counts, facets and snippets all ask
/// here.
bool may(Viewer, Act, Visibility);
/// The visibilities for which may() says yes, as a bit set (bit = enum value): what queries filter
/// by.
std::uint8_t visible_to(Viewer, Act);
/// A stranger meets a notice before the text of a work that is not rated for everybody (mature,
/// explicit, not rated, or nothing said): until then no page, export or snippet shows any of it.
bool behind_notice(Viewer, Rating);
/// What behind_notice() is asked with: a work for everybody whose author wants an adult check
/// before it counts as mature.
Rating gate_rating(const Statement&, Rating);
/// The ratings for which behind_notice() says no, as a bit set (bit = enum value).
std::uint8_t ratings_without_notice(Viewer);

}  // namespace solander
