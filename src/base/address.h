// SPDX-License-Identifier: GPL-3.0-or-later
// E-mail addresses in running text: private wherever they stand.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// An e-mail address, spam-proofed ones too: "kat AT host DOT example", "kat@NOSPAMhost.example", "kat@...".
struct AddressRange {
    std::size_t from, to;
};
std::vector<AddressRange> find_addresses(std::string_view text);
/// The text with every address replaced by "[address]": for anything that is shown.
std::string without_addresses(std::string_view text);

}  // namespace solander
