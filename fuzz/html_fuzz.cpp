// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a page: nothing crashes, and finishing the draft loses no word of it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "document/reader.h"
#include "document/structure.h"
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
    const std::string page(reinterpret_cast<const char*>(data), size);
    HtmlDraft draft = read_html(page);
    expect_empty(testing::rules_broken(draft.document));
    expect_empty(testing::way_back_broken(page, draft.document));
    const std::string words = draft.document.text;
    const Lines lines = lines_of(draft);
    const std::vector<Region> furniture = find_furniture(lines);
    Document document = finish_html(std::move(draft), lines, furniture);
    mark_structure(document);
    expect_empty(testing::words_lost(words, document));
    expect_empty(testing::rules_broken(document));
    expect_empty(testing::way_back_broken(page, document));
    return 0;
}
