// SPDX-License-Identifier: GPL-3.0-or-later
// One line an event, key=value, to stderr. No story text, no addresses, no tokens.
#pragma once
#include <string_view>

namespace solander {

enum class LogLevel { debug, info, warning, error };

void set_log_level(LogLevel);
bool log_wanted(LogLevel);
/// `domain` is a folder's name: "import", "web". Writes one line at once, whole.
void log_line(LogLevel, std::string_view domain, std::string_view message);

}  // namespace solander
