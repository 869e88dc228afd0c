// SPDX-License-Identifier: GPL-3.0-or-later
// A single file as a part: recognised, decoded, mended.
#include <fmt/format.h>

#include "source/charset.h"
#include "source/format.h"
#include "source/member_name.h"
#include "source/peel.h"
#include "source/repair.h"

namespace solander {

Part read_part(std::string_view name, std::string_view bytes, const PeelOptions& options) {
    Part part;
    part.name = readable_name(leaf_name(name), "windows-1252");
    part.bytes = bytes.size();
    const Format format = recognise(bytes);
    part.media = is_system_litter(name) ? Media::binary : format.media;
    if (part.media != Media::text) {
        if (format.reading == Reading::not_yet && !is_system_litter(name))
            part.findings.push_back(
                {"not-opened", fmt::format("a {} file, kept but not read", format.name), {}});
        return part;
    }
    if (bytes.size() > options.limits.max_part_bytes) {
        part.findings.push_back({"too-big",
                                 fmt::format("{} bytes, more than the {} that are read as one text",
                                             bytes.size(), options.limits.max_part_bytes),
                                 {}});
        part.media = Media::binary;
        return part;
    }
    const std::string declared = declared_charset(bytes);
    Decoded decoded = decode(bytes, {options.encoding, declared});
    part.encoding = std::move(decoded.encoding);
    part.encoding_why = std::move(decoded.why);
    part.media = text_media(decoded.view.text);
    if (part.media != Media::text && part.media != Media::html) return part;
    part.findings = std::move(decoded.findings);
    repair(decoded.view, part.media == Media::html, part.findings);
    part.text = std::move(decoded.view.text);
    part.to_bytes = std::move(decoded.view.to_bytes);
    return part;
}

}  // namespace solander
