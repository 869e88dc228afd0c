// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of /account: codes of a second device, keys for programs.
#pragma once
#include "base/markup.h"
#include "web/app.h"

namespace solander {

void write_codes(Markup&, const App&, const Call&);
void write_tokens(Markup&, App&, const Call&);

}  // namespace solander
