// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/page.h"

namespace solander {

void recognise_page(Part&) {}

}  // namespace solander
