// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes taken for a site's dump end in rows that are inside them, and in valid parts.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "source/efiction.h"
#include "source/sql_dump.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace solander;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    SqlDump dump(bytes);
    std::uint64_t last = 0;
    for (;;) {
        const SqlDump::Event event = dump.next();
        if (event == SqlDump::Event::end) break;
        if (event != SqlDump::Event::row) continue;
        if (dump.at() < last || dump.at() >= size) std::abort();
        last = dump.at();
        for (const SqlValue& value : dump.values()) (void)sql_text(value);
        std::vector<SqlValue> again;
        if (!sql_row_at(bytes, dump.at(), again) || again.size() != dump.values().size())
            std::abort();
    }
    PeelOptions options;
    options.limits.max_rows = 1000;
    options.limits.max_part_bytes = 1 << 20;
    std::vector<Finding> findings;
    std::set<std::string> paths;
    read_efiction(
        bytes, options, nullptr,
        [&](Part&& part) {
            if (!valid_utf8(part.text) || !valid_utf8(part.path) || !valid_utf8(part.name))
                std::abort();
            if (!paths.insert(part.path).second) std::abort();
            std::uint64_t at = 0;
            for (const Zone& zone : part.zones) {
                if (zone.from < at || zone.to < zone.from || zone.to > part.text.size())
                    std::abort();
                at = zone.to;
            }
            for (const Stated& stated : part.stated)
                if (!valid_utf8(stated.value) || !valid_utf8(stated.label)) std::abort();
        },
        findings);
    for (const Finding& finding : findings)
        if (!valid_utf8(finding.text)) std::abort();
    return 0;
}
