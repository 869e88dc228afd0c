// SPDX-License-Identifier: GPL-3.0-or-later
// A QR code (ISO/IEC 18004) as an inline picture, made by libqrencode.
#pragma once
#include <string>
#include <string_view>

#include "base/markup.h"

namespace solander {

/// <svg role="img">; nothing when the text is too long for one (2,331 bytes). Black on white in
/// dark pages, too: cameras want it so.
void write_qr(Markup&, const std::string& text, std::string_view label);

}  // namespace solander
