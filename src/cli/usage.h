// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong usage in the program's own voice: what was not understood, what may have been meant, and
// where to read on.
#pragma once
#include <string_view>

#include "base/error.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace solander {

/// A first word that is no verb.
Error unknown_verb(std::string_view word);
/// `app` as it stands after the failed parse.
Error usage_error(const CLI::ParseError&, const CLI::App& app);

}  // namespace solander
