// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/composed.h"

#include <array>

#include "source/member_name.h"

namespace solander {
namespace {

using Reader = ComposedReading (*)(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                                   Part part);
struct Row {
    std::string_view format;
    Reader read;
};
constexpr std::array kReaders = std::to_array<Row>({
    {"epub", read_epub},
    {"docx", read_docx},
    {"odt", read_odt},
    {"fodt", read_flat_odt},
    {"fb2", read_fb2},
    {"rtf", read_rtf},
    {"ole", read_word97},
});

}  // namespace

ComposedReading read_composed(const Format& format, std::string_view name, std::string_view bytes,
                              const PeelOptions& options, std::uint64_t room) {
    for (const Row& row : kReaders) {
        if (row.format != format.name) continue;
        Part part;
        part.name = readable_name(leaf_name(name), "windows-1252");
        part.media = Media::html;
        part.format = row.format;
        part.encoding = "utf-8";
        part.encoding_why = row.format;
        part.composed = true;
        ComposedReading reading = row.read(bytes, options, room, std::move(part));
        for (Part& one : reading.parts) one.bytes = one.text.size();
        return reading;
    }
    return {};
}

}  // namespace solander
