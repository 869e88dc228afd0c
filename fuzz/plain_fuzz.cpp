// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a plain text: nothing crashes, no word is lost, the stored form comes back.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "document/reader.h"
#include "document/structure.h"
#include "document/walk.h"
#include "tests/support/words_kept.h"

namespace {

void expect_empty(const std::string& fault) {
    if (fault.empty()) return;
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace solander;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const Lines lines = split_lines(text);
    const std::vector<Region> furniture = find_furniture(lines);
    Document document = read_plain(lines, measure_layout(lines), furniture);
    mark_structure(document);
    expect_empty(testing::words_lost(text, document));
    expect_empty(testing::rules_broken(document));
    expect_empty(testing::way_back_broken(text, document));
    const std::string stored = to_stored(document);
    if (to_stored(from_stored(stored)) != stored) std::abort();
    if (find_chapters(document).back().last != document.blocks.size()) std::abort();
    return 0;
}
