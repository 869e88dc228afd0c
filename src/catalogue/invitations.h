// SPDX-License-Identifier: GPL-3.0-or-later
// Links by which somebody may make an account, as rows. Writing calls must be inside a
// WriteTransaction.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "account/role.h"
#include "catalogue/db.h"

namespace solander {

struct InvitationRow {
    std::string digest;  ///< account/secret.h
    Role role = Role::reader;
    std::string made_by;
    std::int64_t expires_at = 0;  ///< seconds since 1970
};

void add_invitation(Connection&, const InvitationRow&);
std::optional<InvitationRow> find_invitation(Connection&, const std::string& digest,
                                             std::int64_t now);
/// False when it is not there (any more): of two who use it at once one does.
bool take_invitation(Connection&, const std::string& digest, std::int64_t now);
/// Those that are still good, the last to end first; drops the others.
std::vector<InvitationRow> list_invitations(Connection&, std::int64_t now);

}  // namespace solander
