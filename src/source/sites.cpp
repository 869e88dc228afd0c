// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/sites.h"

#include <algorithm>

#include "base/compress.h"
#include "source/crawl.h"
#include "source/efiction.h"
#include "source/format.h"
#include "source/mbox.h"
#include "source/member_name.h"

namespace solander {
bool read_in_pieces(std::string_view bytes) {
    if (is_warc(bytes) || is_packed_warc(bytes) || is_efiction_dump(bytes) || looks_like_mbox(bytes)
        || looks_like_rnews(bytes))
        return true;
    const Reading reading = recognise(bytes).reading;
    return reading == Reading::unpack || reading == Reading::unzip;
}

bool Sites::hold(std::string_view name, std::string_view bytes, const std::string& path,
                 const Mapped& mapped) {
    if (is_efiction_dump(bytes)) {
        Dump dump{std::string(name), path, {}, {}, {}};
        const bool stays = mapped && mapped->bytes().data() == bytes.data();
        if (stays) dump.mapped = mapped;
        if (path.empty() || stays)
            dump.bytes = bytes;
        else
            dump.packed = compress(bytes);
        dumps_.push_back(std::move(dump));
        return true;
    }
    return !path.empty() && is_chapter_path(path) && files_.hold(path, bytes);
}

Part chapter_part(const std::string& path, std::uint64_t bytes) {
    Part part;
    part.name = readable_name(leaf_name(path), "windows-1252");
    part.media = Media::text;
    part.bytes = bytes;
    part.file_class = "chapter";
    return part;
}

void Sites::finish(const PeelOptions& options, const std::function<void(Part&&)>& give,
                   std::vector<Finding>& findings) {
    std::vector<std::string> folders;
    for (Dump& dump : dumps_) {
        const std::string unpacked = dump.packed.empty() ? "" : decompress(dump.packed);
        const std::string before = dump.path.empty() ? "" : dump.path + '/';
        const Beside* beside = files_.chapter_files().empty() ? options.beside : &files_;
        PeelOptions reading = options;
        reading.let_go = [&] {
            if (options.let_go) options.let_go();
            if (dump.mapped) dump.mapped->let_go();
        };
        const auto sink = [&](Part&& part) {
            part.path.insert(0, before);
            give(std::move(part));
        };
        for (std::string& folder : read_efiction(dump.packed.empty() ? dump.bytes : unpacked,
                                                 reading, beside, sink, findings))
            folders.push_back(std::move(folder));
    }
    for (const std::string& path : files_.chapter_files()) {
        if (options.cancel != nullptr && *options.cancel) return;
        const std::string bytes = files_.read(path).value_or("");
        const bool chapter = std::any_of(folders.begin(), folders.end(), [&](const std::string& f) {
            return path.starts_with(f) && is_chapter_path(path.substr(f.size()));
        });
        Part part =
            chapter ? chapter_part(path, bytes.size()) : read_part(leaf_name(path), bytes, options);
        part.path = path;
        give(std::move(part));
    }
}

}  // namespace solander
