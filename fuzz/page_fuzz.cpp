// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a page of a known site: nothing crashes, zones and sections are in order, and no
// word is lost on the way into chapters.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/text.h"
#include "document/reader.h"
#include "source/page.h"
#include "work/assemble.h"

namespace {

void expect(bool good, const char* fault) {
    if (good) return;
    std::fprintf(stderr, "%s\n", fault);
    std::abort();
}

std::string letters(std::string_view text) {
    std::string out;
    solander::for_each_word(text, [&](std::string_view word) {
        for (const char c : word)
            if (c != '-' && c != '\'') out += c;
    });
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace solander;
    Part part;
    part.text.assign(reinterpret_cast<const char*>(data), size);
    part.bytes = size;
    part.name = "page";
    part.media = Media::html;
    recognise_page(part);
    std::uint64_t at = 0;
    for (const Zone& zone : part.zones) {
        expect(zone.from >= at && zone.to > zone.from, "a zone is out of order");
        at = zone.to;
    }
    expect(at <= size, "a zone is out of the text");
    at = 0;
    for (const Section& section : part.sections) {
        expect(section.from >= at && section.from <= size, "a section is out of order");
        at = section.from;
    }
    for (const Stated& stated : part.stated)
        expect(stated.where.from <= stated.where.to && stated.where.to <= size,
               "a value stands out of the text");
    if (part.format.empty()) return 0;
    std::string all;
    for (const Story& story : read_stories(part, {}))
        for (const Chapter& chapter : story.chapters)
            for (const Block& block : chapter.text.blocks)
                all += letters(chapter.text.text_of(block));
    expect(all == letters(read_html(part.text).document.text), "a word was lost or moved");
    return 0;
}
