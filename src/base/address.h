// SPDX-License-Identifier: GPL-3.0-or-later
// E-mail addresses in running text: private wherever they stand.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// An e-mail address, spam-proofed ones too:
///     kat@host.example   kat @ host.com   kat AT host DOT example   kat(at)host.com
///     kat@NOSPAMhost.com   kat@...
/// "posted at host.com" is none: a small "at" without brackets wants a spelled "dot" after it, and
/// no word such as "posted" before it.
struct AddressRange {
    std::size_t from, to;
};
/// In order, never overlapping. Linear.
std::vector<AddressRange> find_addresses(std::string_view text);
/// The text with every address replaced by "[address]": for anything that is shown.
std::string without_addresses(std::string_view text);

}  // namespace solander
