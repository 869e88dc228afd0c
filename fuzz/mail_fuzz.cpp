// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes below the head of a mailbox, a message or a digest end in valid parts: unique paths,
// zones and sections in order and inside their text, the same parts a second time.
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "source/peel.h"

namespace {

using namespace solander;

void check(bool good) {
    if (!good) std::abort();
}

std::string read(std::string_view bytes) {
    PeelOptions options;
    options.limits.max_part_bytes = 1 << 20;
    options.limits.max_gathered_bytes = 1 << 16;
    options.limits.max_members = 200;
    std::set<std::string> paths;
    std::string seen;
    const PeelResult result = peel("x", bytes, options, [&](Part&& part) {
        check(paths.insert(part.path).second);
        check(valid_utf8(part.text) && valid_utf8(part.path) && valid_utf8(part.name));
        std::uint64_t at = 0;
        for (const Zone& zone : part.zones) {
            check(zone.from >= at && zone.to >= zone.from && zone.to <= part.text.size());
            at = zone.to;
        }
        at = 0;
        for (const Section& section : part.sections) {
            check(section.from >= at && section.from <= part.text.size());
            at = section.from;
        }
        for (const Stated& stated : part.stated) {
            check(valid_utf8(stated.label) && valid_utf8(stated.value));
            check(stated.where.from <= stated.where.to && stated.where.to <= part.text.size());
        }
        seen += part.path + '\0' + part.text + '\0' + part.file_class;
    });
    for (const Finding& finding : result.findings) check(valid_utf8(finding.text));
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr const char* kHeads[] = {"", "From a@b.c Mon Jan  1 00:00:00 2001\n",
                                      "From: a@b.c\nSubject: Snow 1/2\nMessage-ID: <1@x>\n"};
    // One head and, mostly, one reading for each input: six of them left few inputs a second.
    const std::string whole =
        kHeads[size % std::size(kHeads)] + std::string(reinterpret_cast<const char*>(data), size);
    const std::string seen = read(whole);
    constexpr std::size_t kAgain = 8;
    if (size % kAgain == 0) check(read(whole) == seen);
    return 0;
}
