// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace solander {
namespace {

bool colours() {
    static const bool wanted = stdout_is_terminal() && std::getenv("NO_COLOR") == nullptr;
    return wanted;
}

unsigned columns_of(std::string_view text) {
    return static_cast<unsigned>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

}  // namespace

bool stdout_is_terminal() { return isatty(STDOUT_FILENO) == 1; }
bool stderr_is_terminal() { return isatty(STDERR_FILENO) == 1; }

unsigned terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
    return 80;
}

std::string bold(std::string_view text) {
    return colours() ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
}

std::string quiet(std::string_view text) {
    return colours() ? fmt::format("\x1b[2m{}\x1b[0m", text) : std::string(text);
}

std::string human_seconds(double seconds) {
    if (seconds < 60) return fmt::format("{:.1f} s", seconds);
    const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    std::string text = with_separators(count) + " ";
    if (count == 1 || many.empty()) return text.append(one) + (count == 1 ? "" : "s");
    return text.append(many);
}

std::string wrapped(std::string_view text, unsigned indent, unsigned width) {
    const unsigned room = width > indent + 20 ? width - indent : 20;
    std::string out;
    unsigned used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        while (at < text.size() && is_ascii_space(text[at])) ++at;
        std::size_t end = at;
        while (end < text.size() && !is_ascii_space(text[end])) ++end;
        if (end == at) break;
        const std::string_view word = text.substr(at, end - at);
        const unsigned columns = columns_of(word);
        if (used > 0 && used + 1 + columns > room) {
            out += '\n';
            used = 0;
        }
        if (used == 0) {
            out.append(indent, ' ');
        } else {
            out += ' ';
            ++used;
        }
        out += word;
        used += columns;
        at = end;
    }
    return out;
}

void print_pairs(std::FILE* to, const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::size_t widest = 0;
    for (const auto& [name, value] : pairs)
        widest = std::max<std::size_t>(widest, columns_of(name));
    for (const auto& [name, value] : pairs)
        fmt::print(to, "{}{}  {}\n", std::string(widest - columns_of(name) + 2, ' '), name, value);
}

}  // namespace solander
