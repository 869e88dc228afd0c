// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line shows: numbers for people, tables folded to the terminal, a progress bar.
#pragma once
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number.h"
#include "base/progress.h"

namespace solander {

bool stdout_is_terminal();
bool stderr_is_terminal();
unsigned terminal_width();  ///< columns of stdout; 80 when it is no terminal
/// Escape sequences only on a terminal and without NO_COLOR; else the text itself.
std::string bold(std::string_view);
std::string quiet(std::string_view);

std::string human_seconds(double);  ///< "3.2 s", "4 min 10 s"
/// "1 file", "2,104 files"; `many` where an s will not do.
std::string counted(std::uint64_t, std::string_view one, std::string_view many = {});
/// Wraps at spaces; every line begins with `indent` spaces. Width counts code points.
std::string wrapped(std::string_view text, unsigned indent, unsigned width);
/// Two columns, names right aligned: the short summary after long work.
void print_pairs(std::FILE*, const std::vector<std::pair<std::string, std::string>>&);

/// Shows `progress` on stderr until destroyed: a bar redrawn four times a second on a terminal, a
/// line every ten seconds otherwise.
class ProgressView {
  public:
    explicit ProgressView(const Progress& progress, std::string_view verb);
    ~ProgressView();
    ProgressView(const ProgressView&) = delete;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// SIGINT and SIGTERM set progress.cancel while this lives; a second SIGINT ends the process.
class CancelOnSignal {
  public:
    explicit CancelOnSignal(Progress&);
    ~CancelOnSignal();
    CancelOnSignal(const CancelOnSignal&) = delete;
};

}  // namespace solander
