// SPDX-License-Identifier: GPL-3.0-or-later
// EPUB: bytes where the standard wants them, the same bytes twice, every word inside, and a
// validator's verdict.
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "base/file.h"
#include "base/text.h"
#include "document/walk.h"
#include "export/export.h"
#include "export/zip_writer.h"

namespace solander {
namespace {

/// Reads a ZIP by its central directory, with checks of every size and CRC: a reader of its own,
/// not the writer turned round.
std::map<std::string, std::string> unzip(const std::string& zip) {
    const auto u16 = [&](std::size_t at) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(zip.at(at)))
               | static_cast<std::uint32_t>(static_cast<unsigned char>(zip.at(at + 1))) << 8;
    };
    const auto u32 = [&](std::size_t at) { return u16(at) | u16(at + 2) << 16; };
    std::map<std::string, std::string> files;
    const std::size_t end = zip.rfind("PK\5\6");
    std::size_t at = u32(end + 16);
    for (std::uint32_t i = 0; i < u16(end + 10); ++i) {
        EXPECT_EQ(zip.substr(at, 4), "PK\1\2");
        const std::uint32_t method = u16(at + 10), crc = u32(at + 16), packed = u32(at + 20),
                            size = u32(at + 24), name = u16(at + 28), offset = u32(at + 42);
        EXPECT_EQ(u16(at + 30), 0U) << "no extra field";
        const std::string data = zip.substr(offset + 30 + name, packed);
        std::string out(size, '\0');
        if (method == 0) {
            out = data;
        } else {
            const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> d(
                libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
            EXPECT_EQ(libdeflate_deflate_decompress(d.get(), data.data(), data.size(), out.data(),
                                                    out.size(), nullptr),
                      LIBDEFLATE_SUCCESS);
        }
        EXPECT_EQ(libdeflate_crc32(0, out.data(), out.size()), crc);
        files[zip.substr(at + 46, name)] = out;
        at += 46 + name;
    }
    return files;
}

Document document(const std::vector<std::pair<BlockKind, std::string>>& blocks) {
    Document d;
    for (const auto& [kind, text] : blocks) {
        Block block;
        block.kind = kind;
        block.level = kind == BlockKind::heading || kind == BlockKind::list_item ? 1 : 0;
        block.from = static_cast<std::uint32_t>(d.text.size());
        d.text += text;
        block.to = static_cast<std::uint32_t>(d.text.size());
        d.text += '\n';
        d.blocks.push_back(block);
    }
    return d;
}

ExportWork sample_work() {
    ExportWork work;
    WorkRecord& r = work.record;
    r.id = 7;
    r.title = "Salt & <Iron>";
    r.creators = {{"Ada \"Mars\" O'Neill", "author", 1}, {"Léonie", "translator", 2}};
    r.fandoms = {"Harbour"};
    r.relationships = {"A/B", "C & D"};
    r.categories = {"F/F"};
    r.warnings = {"Major Character Death"};
    r.tags = {"angst", "h/c"};
    r.rating = Rating::teen;
    r.rating_as_given = "PG-13";
    r.summary = "One.\n\nTwo, mail me: ada@example.org";
    r.end_notes = "Thank you.";
    r.permission.by_default = Permission::ask;
    r.permission.as_given = "Ask first";
    r.language = "en";
    r.published = PartialDate{2003, 2, 0};
    r.series = {{"Tides", 2.5, 1}};
    r.originals = {{std::string(64, 'a'), "x.txt", "", "utf-8", 12}};
    r.words = 20;
    work.modified = "2004-02-29T12:00:00Z";
    work.chapters.push_back(
        {"Chapter One: Snow", document({{BlockKind::heading, "Chapter One: Snow"},
                                        {BlockKind::paragraph, "First \x01 words & more."},
                                        {BlockKind::scene_break, "* * *"},
                                        {BlockKind::verse, "line one\nline two"},
                                        {BlockKind::quote, "quoted"},
                                        {BlockKind::list_item, "item"},
                                        {BlockKind::preformatted, " | box |"},
                                        {BlockKind::scene_break, ""},
                                        {BlockKind::paragraph, "Last words."},
                                        {BlockKind::end_mark, "The End"}})});
    Document marked = document({{BlockKind::paragraph, "plain strong both em"}});
    marked.marks = {{6, 12, kStrong}, {13, 17, kStrong | kEmphasis}, {18, 20, kUnderline}};
    work.chapters.push_back({"", marked});
    return work;
}

TEST(Epub, begins_as_the_container_rules_ask) {
    const std::string book = to_epub({sample_work()});
    EXPECT_EQ(book.substr(30, 28), "mimetypeapplication/epub+zip");
    EXPECT_EQ(book[8], 0) << "stored";
    EXPECT_EQ(book[28], 0) << "no extra field";
}

TEST(Html, leaves_no_level_of_headings_out) {
    ExportWork work = sample_work();
    work.chapters.push_back({"", document({{BlockKind::heading, "Afterwards"}})});
    const std::string page = to_html(work);
    EXPECT_NE(page.find("<h2>Afterwards</h2>"), std::string::npos) << "no title above it";
    EXPECT_EQ(page.find("<h3>"), std::string::npos);
}

TEST(Epub, same_work_same_bytes) { EXPECT_EQ(to_epub({sample_work()}), to_epub({sample_work()})); }

TEST(Epub, holds_every_word_once_and_in_order) {
    const ExportWork work = sample_work();
    std::string said, held;
    for (const Chapter& chapter : work.chapters)
        for (const Block& block : chapter.text.blocks)
            said += std::string(chapter.text.text_of(block)) + " ";
    for (const auto& [name, text] : unzip(to_epub({work}))) {
        if (name.find("chapter-") == std::string::npos) continue;
        bool tag = false;
        std::string visible;
        for (const char c : text.substr(text.find("<section"))) {
            if (c == '<') tag = true;
            if (!tag) visible += c;
            if (c == '>') {
                tag = false;
                visible += ' ';
            }
        }
        held += visible;
    }
    std::vector<std::string> a, b;
    for_each_word(said, [&](std::string_view w) { a.emplace_back(w); });
    for_each_word(replace_all(held, "&amp;", "&"), [&](std::string_view w) { b.emplace_back(w); });
    // The page of a chapter without a title shows its number.
    std::erase(b, "2");
    EXPECT_EQ(a, b);
}

TEST(Epub, says_rating_permission_series_and_kind_of_tag_in_the_package) {
    const std::string opf = unzip(to_epub({sample_work()})).at("EPUB/package.opf");
    for (const char* text :
         {"<meta property=\"solander:rating\">teen</meta>",
          "<meta property=\"solander:permission\">ask</meta>", "Archive: Ask first",
          "urn:solander:relationship", ">A/B</dc:subject>", "calibre:series", "urn:sha256:aaaa",
          "dcterms:modified\">2004-02-29T12:00:00Z", ">trl</meta>", "<dc:date>2003-02</dc:date>"})
        EXPECT_NE(opf.find(text), std::string::npos) << text;
    EXPECT_EQ(opf.find("example.org"), std::string::npos) << "addresses stay private";
}

TEST(Epub, nothing_stated_is_still_a_book) {
    ExportWork work;
    work.record.id = 3;
    work.chapters.push_back({"", document({{BlockKind::paragraph, "Text."}})});
    const auto files = unzip(to_epub({work}));
    EXPECT_NE(files.at("EPUB/package.opf").find("<dc:title>Work 3</dc:title>"), std::string::npos);
}

TEST(Epub, passes_the_validator_without_a_word) {
    const char* const jar = "/usr/bin/epubcheck";
    if (!std::filesystem::exists(jar)) GTEST_SKIP() << "epubcheck is not installed";
    TemporaryFolder folder;
    ExportWork bare;
    bare.record.id = 3;
    bare.record.title = "Bare";
    bare.chapters.push_back({"", document({{BlockKind::paragraph, "Text."}})});
    const std::pair<const char*, std::string> books[] = {
        {"one.epub", to_epub({sample_work()})},
        {"bare.epub", to_epub({bare})},
        {"many.epub", to_epub({sample_work(), bare, sample_work()}, "Many & more")}};
    for (const auto& [name, bytes] : books) {
        write_file(folder.path() / name, bytes);
        const std::string out = (folder.path() / "verdict.txt").string();
        const std::string command = "java -XX:TieredStopAtLevel=1 -jar " + std::string(jar) + " '"
                                    + (folder.path() / name).string() + "' > '" + out + "' 2>&1";
        EXPECT_EQ(std::system(command.c_str()), 0) << read_file(out).value();
        const std::string verdict = read_file(out).value();
        EXPECT_NE(verdict.find("0 errors / 0 warnings"), std::string::npos) << name << "\n"
                                                                            << verdict;
    }
}

TEST(FileName, is_safe_everywhere_and_never_empty) {
    WorkRecord work;
    work.id = 9;
    const std::pair<const char*, const char*> cases[] = {
        {"a/b\\c:d*e?\"<>|", "a_b_c_d_e_____.epub"},
        {"", "work 9.epub"},
        {"..", "work 9.epub"},
        {"CON. ", "CON.epub"},
        {"-rf", "rf.epub"}};
    for (const auto& [title, name] : cases) {
        work.title = title;
        EXPECT_EQ(file_name_for(work, "epub"), name);
    }
    work.title = std::string(500, 'x');
    EXPECT_LE(file_name_for(work, "epub").size(), 120U);
    work.title.clear();
    for (int i = 0; i < 100; ++i) work.title += "ж";
    EXPECT_TRUE(valid_utf8(file_name_for(work, "epub"))) << "cut between characters";
}

TEST(OtherFormats, carry_the_text_and_mask_addresses) {
    const ExportWork work = sample_work();
    for (const std::string& text : {to_html(work), to_txt(work), to_json(work)}) {
        EXPECT_NE(text.find("Last words."), std::string::npos);
        EXPECT_EQ(text.find("ada@example.org"), std::string::npos);
    }
    EXPECT_NE(to_html(work).find("<strong><em>both</em></strong>"), std::string::npos);
    EXPECT_NE(to_html(work).find("Salt &amp; &lt;Iron&gt;"), std::string::npos);
}

}  // namespace
}  // namespace solander
