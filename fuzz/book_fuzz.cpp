// SPDX-License-Identifier: GPL-3.0-or-later
// Books and office files of any content end in parts whose text is valid, with zones and chapters
// in order. The first byte says which kind the rest is put into.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "export/zip_writer.h"
#include "source/peel.h"
#include "tests/support/book.h"
#include "work/assemble.h"

namespace {

using namespace solander;

/// Pieces of the input, apart by "%%": the package, the contents, the pages.
std::string epub_of(std::string_view input) {
    testing::BookMembers book = testing::small_book();
    std::size_t next = 2;
    while (next < book.size()) {
        const std::size_t end = input.find("%%");
        if (!input.empty()) book[next].second = std::string(input.substr(0, end));
        ++next;
        if (end == std::string_view::npos) break;
        input.remove_prefix(end + 2);
    }
    ZipWriter zip;
    for (const auto& [name, content] : book) zip.store(name, content);
    return zip.finish();
}

std::string office_of(std::string_view name, std::string_view input) {
    ZipWriter zip;
    if (name == "content.xml") zip.store("mimetype", "application/vnd.oasis.opendocument.text");
    zip.store("[Content_Types].xml", "<Types/>");
    zip.store(name, input);
    zip.store("word/styles.xml", input);
    zip.store("word/footnotes.xml", input);
    return zip.finish();
}

void check(const Part& part) {
    if (!valid_utf8(part.text)) std::abort();
    std::uint64_t at = 0;
    for (const Zone& zone : part.zones) {
        if (zone.from < at || zone.to < zone.from || zone.to > part.text.size()) std::abort();
        at = zone.to;
    }
    at = 0;
    for (const Section& section : part.sections) {
        if (section.from < at || section.from > part.text.size()) std::abort();
        if (!valid_utf8(section.title)) std::abort();
        at = section.from;
    }
    for (const Stated& stated : part.stated)
        if (!valid_utf8(stated.value) || !valid_utf8(stated.label)) std::abort();
    for (const Finding& finding : part.findings)
        if (!valid_utf8(finding.text)) std::abort();
    (void)read_stories(part, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::string bytes;
    switch (data[0] % 8) {
    case 0:
        bytes = epub_of(input);
        break;
    case 1:
        bytes = office_of("word/document.xml", input);
        break;
    case 2:
        bytes = office_of("content.xml", input);
        break;
    case 3:
        bytes = "{\\rtf1" + std::string(input);
        break;
    case 4:
        bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(input);
        break;
    case 6:
        bytes = "<FictionBook>" + std::string(input);
        break;
    case 7:
        bytes = "<office:document office:mimetype=\"application/vnd.oasis.opendocument.text\">"
                + std::string(input);
        break;
    default:
        bytes = "---\n" + std::string(input);
        break;
    }
    PeelOptions options;
    options.limits.max_part_bytes = 1 << 20;
    peel("x", bytes, options, [](Part&& part) { check(part); });
    return 0;
}
