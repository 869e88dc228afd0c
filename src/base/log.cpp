// SPDX-License-Identifier: GPL-3.0-or-later
// Writes each line with one write(2), so that lines of several threads never mix.
#include "base/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <iterator>
#include <string>

namespace solander {
namespace {

// The one piece of program-wide state: how much of stderr is wanted.
std::atomic<LogLevel> wanted{LogLevel::warning};

constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};

}  // namespace

void set_log_level(LogLevel level) { wanted = level; }
bool log_wanted(LogLevel level) { return level >= wanted.load(std::memory_order_relaxed); }

void log_line(LogLevel level, std::string_view domain, std::string_view message) {
    if (!log_wanted(level)) return;
    std::string line = fmt::format("{} {}: ", kNames[static_cast<std::size_t>(level)], domain);
    for (const char c : message) line += (c >= 0 && c < ' ') || c == 0x7F ? ' ' : c;
    line += '\n';
    // A log that cannot be written has nobody to complain to.
    [[maybe_unused]] const auto put = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace solander
