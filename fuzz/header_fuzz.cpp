// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds any bytes to the header rules; spans must stay inside the text, blocks must follow each
// other.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "header/block.h"
#include "header/name_order.h"
#include "header/subject.h"
#include "header/values.h"

using namespace solander;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const Lines lines = split_lines(text);
    const HeaderReading reading = find_headers(lines, {});
    std::uint32_t behind = 0;
    for (const HeaderBlock& block : reading.blocks) {
        require(block.first >= behind && block.first < block.last
                && block.last <= lines.lines.size());
        behind = block.last;
        for (const Field& field : block.fields) {
            require(field.where.from <= field.where.to && field.where.to <= text.size());
            require(field.label_where.from <= field.label_where.to
                    && field.label_where.to <= text.size());
            if (read_people(field.raw).one_or_two) (void)how_many(field.raw, field.raw);
            read_date(field.raw, {2026, 1, 1});
            read_part(field.raw);
            read_part_count(field.raw);
            read_title(field.raw);
            read_series(field.raw);
            read_complete(field.raw);
            read_size(field.raw);
            language_code(field.raw);
        }
    }
    for (const Region& region : reading.regions)
        require(region.first < region.last && region.last <= lines.lines.size());
    const std::string first_line = text.substr(0, text.find('\n'));
    read_subject(first_line);
    read_file_name(first_line);
    find_addresses(text);
    return 0;
}
