// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/line_reader.h"
#include "document/reader.h"

namespace solander {

Document read_plain(const Lines& lines, const Layout& layout, std::span<const Region> regions) {
    return LineReader(lines, layout, regions, nullptr, nullptr).read();
}

}  // namespace solander
