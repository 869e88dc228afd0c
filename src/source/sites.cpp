// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/sites.h"

#include <algorithm>

#include "base/compress.h"
#include "source/crawl.h"
#include "source/efiction.h"
#include "source/mbox.h"
#include "source/member_name.h"

namespace solander {
namespace {
/// Compressed. What is over it is read as if there were no site.
constexpr std::size_t kMostHeld = std::size_t{192} << 20;
}  // namespace

bool read_in_pieces(std::string_view bytes) {
    return is_warc(bytes) || is_packed_warc(bytes) || is_efiction_dump(bytes)
           || looks_like_mbox(bytes) || looks_like_rnews(bytes);
}

bool Sites::hold(std::string_view name, std::string_view bytes, const std::string& path) {
    if (is_efiction_dump(bytes)) {
        Dump dump{std::string(name), path, {}, {}};
        if (path.empty())
            dump.bytes = bytes;
        else
            held_ += (dump.packed = compress(bytes)).size();
        dumps_.push_back(std::move(dump));
        return true;
    }
    if (path.empty() || held_ > kMostHeld || !is_chapter_path(path)) return false;
    const auto [at, fresh] = packed_.try_emplace(path);
    if (!fresh) return false;
    at->second = compress(bytes);
    held_ += at->second.size() + path.size();
    paths_.push_back(path);
    return true;
}

std::optional<std::string> Sites::read(const std::string& path) const {
    const auto at = packed_.find(path);
    if (at == packed_.end()) return std::nullopt;
    return decompress(at->second);
}

void Sites::finish(const PeelOptions& options, const std::function<void(Part&&)>& give,
                   std::vector<Finding>& findings) {
    std::vector<std::string> folders;
    for (Dump& dump : dumps_) {
        const std::string unpacked = dump.packed.empty() ? "" : decompress(dump.packed);
        const std::string before = dump.path.empty() ? "" : dump.path + '/';
        const Beside* beside = paths_.empty() ? options.beside : this;
        const auto sink = [&](Part&& part) {
            part.path.insert(0, before);
            give(std::move(part));
        };
        for (std::string& folder : read_efiction(dump.packed.empty() ? dump.bytes : unpacked,
                                                 options, beside, sink, findings))
            folders.push_back(std::move(folder));
    }
    for (const std::string& path : paths_) {
        if (options.cancel != nullptr && *options.cancel) return;
        const std::string bytes = decompress(packed_.at(path));
        const bool chapter = std::any_of(folders.begin(), folders.end(), [&](const std::string& f) {
            return path.starts_with(f) && is_chapter_path(path.substr(f.size()));
        });
        Part part;
        if (chapter) {
            part.name = readable_name(leaf_name(path), "windows-1252");
            part.media = Media::text;
            part.bytes = bytes.size();
            part.file_class = "chapter";
        } else {
            part = read_part(leaf_name(path), bytes, options);
        }
        part.path = path;
        give(std::move(part));
    }
}

}  // namespace solander
