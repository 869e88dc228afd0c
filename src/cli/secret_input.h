// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords come by the keyboard, unseen, or by standard input; never by the command line, which
// other people of the machine can read.
#pragma once
#include <string>

namespace solander {

/// On a terminal asks twice, without echo, until both are the same; otherwise takes the first line
/// of standard input. Throws Error{usage} when there is none.
std::string read_new_password(const std::string& of_whom);

}  // namespace solander
