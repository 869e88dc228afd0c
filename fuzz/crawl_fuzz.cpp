// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes taken for a web crawl, plain or packed, end in pages of valid text, each by a path of
// its own, and in the same ones a second time.
#include <cstdint>
#include <cstdlib>
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
    options.limits.max_part_bytes = 1 << 16;
    options.limits.ratio_floor = 1 << 22;
    options.limits.max_members = 200;
    std::set<std::string> paths;
    std::string seen;
    const PeelResult result = peel("x", bytes, options, [&](Part&& part) {
        check(paths.insert(part.path).second);
        check(valid_utf8(part.text) && valid_utf8(part.path) && valid_utf8(part.name));
        seen += part.path + '\0' + part.text + '\0';
    });
    for (const Finding& finding : result.findings) check(valid_utf8(finding.text));
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const char* head :
         {"", "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/\r\n"}) {
        const std::string whole = head + bytes;
        check(read(whole) == read(whole));
    }
    return 0;
}
