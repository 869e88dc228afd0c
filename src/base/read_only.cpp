// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/read_only.h"

#include <unistd.h>

#include "base/text.h"

namespace solander {

namespace fs = std::filesystem;

bool can_write_in(const fs::path& folder) { return ::access(folder.c_str(), W_OK | X_OK) == 0; }

std::optional<std::string> read_only_uri(const fs::path& file) {
    std::error_code problem;
    const fs::path path = fs::absolute(file, problem);
    const bool there = fs::exists(path, problem);
    if (can_write_in(path.parent_path()) && (!there || ::access(path.c_str(), W_OK) == 0))
        return std::nullopt;
    std::string uri = "file:";
    constexpr char kHex[] = "0123456789ABCDEF";
    for (const char c : path.native()) {
        if (is_ascii_alpha(c) || is_ascii_digit(c) || c == '/' || c == '.' || c == '-') {
            uri += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            uri += '%';
            uri += kHex[byte >> 4];
            uri += kHex[byte & 15];
        }
    }
    // Without its log the file is whole only when the log was emptied.
    const std::uintmax_t log = fs::file_size(path.native() + "-wal", problem);
    const bool has_log = !problem;
    const bool companions = has_log && fs::exists(path.native() + "-shm", problem);
    uri += companions || (has_log && log > 0) ? "?mode=ro" : "?immutable=1";
    return uri;
}

}  // namespace solander
