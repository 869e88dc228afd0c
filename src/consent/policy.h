// SPDX-License-Identifier: GPL-3.0-or-later
// The one function that says who may see a work: statement + ledger + policy -> visibility.
#pragma once
#include <cstdint>
#include <optional>
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
    std::string what;  ///< "stated" "asked" "reminded" "granted" "refused" "conditions" "withdrawn"
                       ///< "claimed" "orphaned" "removed"
    std::string when;  ///< RFC 3339, UTC
    std::string who;   ///< who recorded it
    std::string evidence;  ///< text, or "sha256:..." of an original
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
};

/// Pure. Doubt is the stricter; an embargo keeps the work `kept` until the ledger says granted. The
/// last of granted, refused and withdrawn wins over the statement; `removed` wins over everything,
/// for good; asked, reminded, claimed and orphaned change nothing; `conditions` set a grant before
/// them back.
Visibility standing(const Statement&, const std::vector<LedgerEvent>&, const ConsentPolicy&);

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
/// The ratings for which behind_notice() says no, as a bit set (bit = enum value).
std::uint8_t ratings_without_notice(Viewer);

}  // namespace solander
