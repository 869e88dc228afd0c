// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/standing.h"

#include <algorithm>

#include "catalogue/twins.h"

namespace solander {
namespace {

Visibility alone(const Archive::Inside& inside, Connection& connection, const WorkRecord& record) {
    return standing(record.permission, ledger_of(connection, record.id), inside.policy);
}

}  // namespace

Visibility standing_of(const Archive::Inside& inside, Connection& connection,
                       const WorkRecord& record) {
    Visibility follows = alone(inside, connection, record);
    if (follows == Visibility::removed) return follows;
    if (joined_into(connection, record.id) != 0) return Visibility::joined;
    for (const WorkId other : joined_to(connection, record.id))
        if (const auto version = load_record(connection, other))
            // A version that was taken down hides the others; gone for good is it alone.
            follows =
                std::max(follows, std::min(alone(inside, connection, *version), Visibility::kept));
    return follows;
}

void settle_visibility(const Archive::Inside& inside, Connection& connection, WorkId work) {
    auto now = load_record(connection, work);
    if (!now) return;
    const Visibility follows = standing_of(inside, connection, *now);
    if (follows == now->visibility) return;
    now->visibility = follows;
    save_record(connection, *now);
}

}  // namespace solander
