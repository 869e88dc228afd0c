// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/secret_input.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "base/error.h"

namespace solander {
namespace {

/// The terminal shows nothing of what is typed while this lives.
class Unseen {
  public:
    Unseen() {
        if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~Unseen() {
        if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    termios before_{};
    bool changed_ = false;
};

/// Without the line's end; nothing at the end of input.
bool read_line(std::string& line) {
    constexpr std::size_t kMost = 4096;  // bytes
    line.clear();
    int c = 0;
    while ((c = std::getchar()) != EOF && c != '\n')
        if (line.size() < kMost) line += static_cast<char>(c);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return c != EOF || !line.empty();
}

std::string asked(const std::string& question) {
    fmt::print(stderr, "{}: ", question);
    std::fflush(stderr);
    std::string line;
    const Unseen unseen;
    const bool read = read_line(line);
    fmt::print(stderr, "\n");
    if (!read) throw Error(Fault::usage, "no password was given");
    return line;
}

}  // namespace

std::string read_new_password(const std::string& of_whom) {
    if (isatty(STDIN_FILENO) == 0) {
        std::string line;
        if (!read_line(line))
            throw Error(Fault::usage, "no password was given",
                        "it is read from the keyboard, or as the first line of standard input");
        return line;
    }
    for (;;) {
        std::string first = asked("Password for " + of_whom);
        if (asked("The same again") == first) return first;
        fmt::print(stderr, "They are not the same; once more.\n");
    }
}

}  // namespace solander
