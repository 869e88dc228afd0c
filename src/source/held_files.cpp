// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/held_files.h"

#include "base/compress.h"

namespace solander {
namespace {
constexpr std::size_t kMostHeld = std::size_t{192} << 20;  // compressed
}

bool HeldFiles::full() const { return held_ > kMostHeld; }

bool HeldFiles::hold(const std::string& path, std::string_view bytes) {
    if (full()) return false;
    const auto [at, fresh] = packed_.try_emplace(path);
    if (!fresh) return false;
    at->second = compress(bytes);
    held_ += at->second.size() + path.size();
    paths_.push_back(path);
    return true;
}

std::optional<std::string> HeldFiles::read(const std::string& path) const {
    const auto at = packed_.find(path);
    if (at == packed_.end()) return std::nullopt;
    return decompress(at->second);
}

}  // namespace solander
