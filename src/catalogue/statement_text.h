// SPDX-License-Identifier: GPL-3.0-or-later
// What was stated about archiving as the text kept in work.statement: one thing a line.
#pragma once
#include "consent/statement.h"

#include <string>
#include <string_view>

namespace solander {

/// Everything but `by_default` and `as_given`, which have columns of their own. Empty when there is
/// nothing.
///     listed yes Gossamer
///     condition keep_headers
///     embargo two weeks
std::string statement_text(const Statement&);
/// Fills the same members; lines it does not know are passed over (a newer program wrote them).
void read_statement_text(std::string_view text, Statement& into);

}  // namespace solander
