// SPDX-License-Identifier: GPL-3.0-or-later
// Links and addresses as the catalogue knows them; for the files of this folder only.
#pragma once
#include <string>
#include <string_view>

#include "archive/inside.h"
#include "catalogue/claim_links.h"

namespace solander {

/// The row of a new link; until when is a setting.
ClaimLinkRow new_claim_link(const Archive::Inside&, std::string_view secret, std::int64_t author,
                            std::string_view address, std::string_view by);
/// "https://lamp.example/claim/..."; a path when the archive has no public address.
std::string claim_url(const Archive::Inside&, std::string_view secret);
/// Of the address in lower case: 32 bytes.
std::string digest_of_address(std::string_view address);

/// What authors took away longer ago than it can be undone goes, where the settings have it
/// destroyed.
void destroy_old_removals(Archive::Inside&, Connection&);

}  // namespace solander
