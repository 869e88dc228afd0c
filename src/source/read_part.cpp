// SPDX-License-Identifier: GPL-3.0-or-later
// A single file as a part: recognised, decoded, mended.
#include <fmt/format.h>

#include <algorithm>

#include "source/charset.h"
#include "source/format.h"
#include "source/markdown.h"
#include "source/member_name.h"
#include "source/page.h"
#include "source/peel.h"
#include "source/repair.h"

namespace solander {
namespace {

/// "a PDF, kept but not read", and what to do instead. Formats that people know by another name
/// than ours; of the rest the name says it.
std::string why_unread(std::string_view format) {
    struct Words {
        std::string_view format, what, instead{};
    };
    constexpr Words kWords[] = {
        {"ole", "a Word or other Office file of the old kind"},
        {"office", "a Word or other Office file"},
        {"opendocument", "an OpenDocument file"},
        {"fodt", "an OpenDocument file"},
        {"fb2", "a FictionBook"},
        {"epub", "an EPUB"},
        {"pdf", "a PDF"},
        {"rtf", "an RTF file"},
        {"mobi", "a Mobipocket book"},
        {"palmdoc", "a PalmDoc book"},
        {"lit", "a LIT book"},
        {"volume", "a piece of a container in several files",
         "put them together (zip -s 0, 7z x) and add the result"},
        {"xml-dump", "a database's tables as XML, none of them of a site that is known"},
        {"arj", "an ARJ container"},
        {"sqlite", "an SQLite database"},
        {"access", "an Access database"}};
    const Words* row = std::find_if(std::begin(kWords), std::end(kWords),
                                    [&](const Words& w) { return w.format == format; });
    if (row == std::end(kWords)) return fmt::format("a {} file, kept but not read", format);
    return fmt::format("{}, kept but not read{}{}", row->what, row->instead.empty() ? "" : "; ",
                       row->instead);
}

}  // namespace

Part read_part(std::string_view name, std::string_view bytes, const PeelOptions& options,
               std::string_view elsewhere) {
    Part part;
    part.name = readable_name(leaf_name(name), "windows-1252");
    part.bytes = bytes.size();
    const Format format = recognise(bytes);
    part.media = is_system_litter(name) ? Media::binary : format.media;
    if (part.media != Media::text) {
        const bool unread =
            format.reading == Reading::not_yet || format.reading == Reading::compose;
        if (unread && !is_system_litter(name))
            part.findings.push_back({format.name == "volume" ? "split-container" : "not-opened",
                                     why_unread(format.name),
                                     {}});
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
    std::string declared = declared_charset(bytes);
    if (declared.empty()) declared = elsewhere;
    Decoded decoded = decode(bytes, {options.encoding, declared});
    part.encoding = std::move(decoded.encoding);
    part.encoding_why = std::move(decoded.why);
    part.media = text_media(decoded.view.text);
    if (part.media != Media::text && part.media != Media::html) return part;
    part.findings = std::move(decoded.findings);
    repair(decoded.view, part.media == Media::html, part.findings);
    part.text = std::move(decoded.view.text);
    part.to_bytes = std::move(decoded.view.to_bytes);
    recognise_page(part);
    recognise_markdown(part);
    return part;
}

}  // namespace solander
