// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/coded_file.h"

#include <algorithm>

#include "base/text.h"
#include "source/member_name.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr std::string_view kBegin = "begin ", kYenc = "=ybegin ";

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

/// `text` from `from` on begins with kBegin.
std::optional<CodedFile> uu_file(std::string_view text, std::size_t from) {
    CodedFile file;
    file.from = file.to = from;
    const std::string_view name = name_in(take_line(text, file.to));
    std::size_t behind = file.to;
    const std::size_t first = bytes_in(take_line(text, behind));
    if (name.empty() || first == std::string_view::npos || first == 0) return std::nullopt;
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

/// Each byte is 42 more than it means; "=" stands before one that is 64 more again. The name is all
/// that stands behind "name=", since it may hold blanks.
std::optional<CodedFile> yenc_file(std::string_view text, std::size_t from) {
    CodedFile file;
    file.from = file.to = from;
    const std::string_view head = take_line(text, file.to);
    const std::size_t name = head.find(" name=");
    if (name == std::string_view::npos || head.find(" size=") > name) return std::nullopt;
    file.name = readable_name(leaf_name(trim(head.substr(name + 6))), "windows-1252");
    file.piece = head.substr(0, name).find(" part=") != std::string_view::npos;
    while (file.to < text.size() && !file.whole) {
        const std::string_view line = take_line(text, file.to);
        if (line.starts_with("=ypart ")) continue;
        file.whole = line.starts_with("=yend");
        for (std::size_t i = 0; i < line.size() && !file.whole; ++i) {
            const bool escaped = line[i] == '=' && i + 1 < line.size();
            if (escaped) ++i;
            file.bytes += static_cast<char>(line[i] - 42 - (escaped ? 64 : 0));
        }
    }
    return file;
}

}  // namespace

std::optional<CodedFile> next_coded_file(std::string_view text, std::size_t at) {
    constexpr std::size_t kSign = 2;  // "=y"
    for (std::size_t found = text.find(kBegin, at); found != std::string_view::npos;
         found = text.find(kBegin, found + 1)) {
        const auto begins = [&](std::size_t from) {
            return from >= at && (from == 0 || text[from - 1] == '\n');
        };
        std::optional<CodedFile> file;
        if (begins(found))
            file = uu_file(text, found);
        else if (found >= kSign && begins(found - kSign)
                 && text.substr(found - kSign).starts_with(kYenc))
            file = yenc_file(text, found - kSign);
        if (file) return file;
    }
    return std::nullopt;
}

}  // namespace solander
