// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/uuencode.h"

#include <algorithm>

#include "base/text.h"
#include "source/member_name.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr std::string_view kBegin = "begin ";

/// Bytes in a line of code; npos when it is none. Some blanks at its end may be lost.
std::size_t bytes_in(std::string_view line) {
    constexpr std::size_t kLost = 12;
    if (line.empty() || line[0] < ' ' || line[0] > '`') return std::string_view::npos;
    const std::size_t bytes = static_cast<std::size_t>(line[0] - ' ') % 64;
    const std::size_t wanted = (bytes + 2) / 3 * 4;
    if (line.size() > wanted + 2 || line.size() + kLost <= wanted)  // some add a character
        return std::string_view::npos;
    const auto odd = [](char c) { return c < ' ' || c > '`'; };
    if (std::any_of(line.begin(),
                    line.begin() + static_cast<std::ptrdiff_t>(std::min(line.size(), wanted + 1)),
                    odd))
        return std::string_view::npos;
    return bytes;
}

void append_decoded(std::string& out, std::string_view line, std::size_t bytes) {
    const auto six = [&](std::size_t i) {
        return i < line.size() ? static_cast<unsigned>(line[i] - ' ') % 64U : 0U;
    };
    for (std::size_t i = 1, done = 0; done < bytes; i += 4) {
        const unsigned all = six(i) << 18 | six(i + 1) << 12 | six(i + 2) << 6 | six(i + 3);
        for (int shift = 16; shift >= 0 && done < bytes; shift -= 8, ++done)
            out += static_cast<char>(all >> shift & 0xFFU);
    }
}

/// "begin 644 story.txt"; its name.
std::string_view name_in(std::string_view line) {
    std::size_t at = kBegin.size();
    const std::size_t digits = at;
    while (at < line.size() && is_ascii_digit(line[at])) ++at;
    if (at - digits < 3 || at - digits > 4 || at >= line.size() || line[at] != ' ') return {};
    return trim(line.substr(at));
}

}  // namespace

std::optional<UuFile> next_uu_file(std::string_view text, std::size_t at) {
    const auto next_begin = [&](std::size_t from) {  // lines are rarer than words with a b
        const std::size_t line = text.find("\nbegin ", from);
        return line == std::string_view::npos ? line : line + 1;
    };
    const bool here = (at == 0 || (at <= text.size() && text[at - 1] == '\n'))
                      && text.substr(std::min(at, text.size())).starts_with(kBegin);
    for (std::size_t found = here ? at : next_begin(at); found != std::string_view::npos;
         found = next_begin(found)) {
        UuFile file;
        file.from = file.to = found;
        const std::string_view name = name_in(take_line(text, file.to));
        std::size_t behind = file.to;
        const std::size_t first = bytes_in(take_line(text, behind));
        if (name.empty() || first == std::string_view::npos || first == 0) continue;
        file.name = readable_name(leaf_name(name), "windows-1252");
        while (file.to < text.size()) {
            std::size_t next = file.to;
            const std::string_view line = take_line(text, next);
            if (line == "end") {
                file.to = next;
                file.whole = true;
                break;
            }
            const std::size_t bytes = line.empty() ? 0 : bytes_in(line);
            if (bytes == std::string_view::npos) break;
            append_decoded(file.bytes, line, bytes);
            file.to = next;
        }
        return file;
    }
    return std::nullopt;
}

}  // namespace solander
