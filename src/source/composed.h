// SPDX-License-Identifier: GPL-3.0-or-later
// Books and office files: one part whose text is HTML that we wrote from their members or markup.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/format.h"
#include "source/part.h"
#include "source/peel.h"

namespace solander {

struct ComposedReading {
    /// One; several with paths of their own where several works are in it ("work-002"); none when
    /// it is no such file, or broken beyond use.
    std::vector<Part> parts;
    std::string why_not;         ///< then: one sentence; empty when there is nothing wrong with it
    std::uint64_t unpacked = 0;  ///< bytes that came out of it
};

/// `format` as recognise() gave it, with Reading::compose. At most `room` bytes are unpacked.
ComposedReading read_composed(const Format& format, std::string_view name, std::string_view bytes,
                              const PeelOptions& options, std::uint64_t room);

// The readers behind it, one file each. `part` comes with its name.
ComposedReading read_docx(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                          Part part);
ComposedReading read_odt(std::string_view bytes, const PeelOptions&, std::uint64_t room, Part part);
ComposedReading read_flat_odt(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                              Part part);
ComposedReading read_fb2(std::string_view bytes, const PeelOptions&, std::uint64_t room, Part part);
ComposedReading read_rtf(std::string_view bytes, const PeelOptions&, std::uint64_t room, Part part);
ComposedReading read_word97(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                            Part part);
ComposedReading read_epub(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                          Part part);

}  // namespace solander
