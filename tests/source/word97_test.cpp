// SPDX-License-Identifier: GPL-3.0-or-later
// Old Word files, made byte by byte.
#include <gtest/gtest.h>

#include "base/text.h"
#include "source/page_scan.h"
#include "source/peel.h"

namespace solander {
namespace {

void put(std::string& bytes, std::size_t at, std::uint32_t value, std::size_t size) {
    if (bytes.size() < at + size) bytes.resize(at + size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i));
}

/// A compound file of streams that are all big enough to have sectors of their own.
std::string ole(std::vector<std::pair<std::string, std::string>> streams) {
    constexpr std::size_t kSector = 512;
    std::string head(kSector, '\0'), table(kSector, '\xFF'), directory, data;
    head.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    put(head, 30, 9, 2);
    put(head, 32, 6, 2);
    put(head, 44, 1, 4);
    put(head, 48, 1, 4);  // directory
    put(head, 56, 4096, 4);
    put(head, 60, 0xFFFFFFFE, 4);
    put(head, 68, 0xFFFFFFFE, 4);
    for (std::size_t i = 0; i < 109; ++i) put(head, 76 + i * 4, i == 0 ? 0 : 0xFFFFFFFF, 4);
    put(table, 0, 0xFFFFFFFD, 4);
    put(table, 4, 0xFFFFFFFE, 4);
    std::uint32_t next = 2;
    streams.insert(streams.begin(), {"Root Entry", ""});
    for (auto& [name, bytes] : streams) {
        std::string entry(128, '\0');
        for (std::size_t i = 0; i < name.size(); ++i) entry[i * 2] = name[i];
        put(entry, 64, static_cast<std::uint32_t>(name.size() * 2 + 2), 2);
        entry[66] = bytes.empty() ? '\5' : '\2';
        put(entry, 116, bytes.empty() ? 0xFFFFFFFE : next, 4);
        put(entry, 120, static_cast<std::uint32_t>(bytes.size()), 4);
        directory += entry;
        bytes.resize((bytes.size() + kSector - 1) / kSector * kSector, '\0');
        for (std::size_t i = 0; i < bytes.size() / kSector; ++i, ++next)
            put(table, next * 4, (i + 1) * kSector < bytes.size() ? next + 1 : 0xFFFFFFFE, 4);
        data += bytes;
    }
    directory.resize(kSector, '\0');
    return head + table + directory + data;
}

struct Doc {
    std::string story, notes, headers, comments, boxes;
    std::uint32_t flags = 0;
    bool wide = false;  ///< UTF-16; else windows-1252
    std::uint32_t italic_from = 0, italic_to = 0;
};

std::string doc(const Doc& wanted) {
    std::string document(1024, '\0'), table;
    put(document, 0, 0xA5EC, 2);
    put(document, 10, wanted.flags, 2);
    const std::string all =
        wanted.story + wanted.notes + wanted.headers + wanted.comments + wanted.boxes;
    const auto size = [](const std::string& text) {
        return static_cast<std::uint32_t>(text.size());
    };
    put(document, 0x4C, size(wanted.story), 4);
    put(document, 0x50, size(wanted.notes), 4);
    put(document, 0x54, size(wanted.headers), 4);
    put(document, 0x5C, size(wanted.comments), 4);
    put(document, 0x64, size(wanted.boxes), 4);
    for (const char c : all) {
        document += c;
        if (wanted.wide) document += '\0';
    }
    const std::size_t page = (document.size() + 511) / 512;  // one page of looks
    document.resize((page + 1) * 512, '\0');
    put(document, page * 512, 1024 + wanted.italic_from, 4);
    put(document, page * 512 + 4, 1024 + wanted.italic_to, 4);
    document[page * 512 + 8] = 100;
    document.replace(page * 512 + 200, 4, std::string("\3\x36\x08\1", 4));
    document[page * 512 + 511] = 1;
    document.resize(std::max<std::size_t>(document.size(), 4096), '\0');
    put(table, 0, 1024, 4);  // looks: two places and a page
    put(table, 4, 5000, 4);
    put(table, 8, static_cast<std::uint32_t>(page), 4);
    put(document, 0xFA, 0, 4);
    put(document, 0xFE, 12, 4);
    put(document, 0x1A2, 12, 4);
    put(document, 0x1A6, 21, 4);
    table += '\2';
    put(table, 13, 16, 4);
    put(table, 17, 0, 4);
    put(table, 21, size(all), 4);
    put(table, 25, 0, 2);
    put(table, 27, wanted.wide ? 1024 : 0x40000000 | 2048, 4);
    put(table, 31, 0, 2);
    table.resize(4096, '\0');
    return ole({{"WordDocument", document}, {"0Table", table}});
}

struct Read {
    Part part;
    std::string said;
};

Read open(const std::string& bytes) {
    Read read;
    const PeelResult result =
        peel("x", bytes, {}, [&](Part&& part) { read.part = std::move(part); });
    for (const Finding& finding : read.part.findings) read.said += finding.text + "\n";
    for (const Finding& finding : result.findings) read.said += finding.text + "\n";
    return read;
}

std::string body(const Part& part) {
    const std::size_t from = part.text.find("<body>\n");
    if (from == std::string::npos) return "no body";
    return part.text.substr(from + 7, part.text.find("</body>") - from - 7);
}

TEST(Word97, characters_come_through_the_piece_table_with_looks_fields_and_notes) {
    for (const bool wide : {false, true}) {
        Doc wanted;
        wanted.story = "Hats\rA red hat\2.\v\x13HYPERLINK x\x14here\x15 it is\r";
        wanted.notes = "\2White.\r";
        wanted.headers = "Kari\r";
        wanted.wide = wide;
        wanted.italic_from = wide ? 14 : 7;
        wanted.italic_to = wide ? 20 : 10;
        const Read read = open(doc(wanted));
        EXPECT_EQ(read.said, "");
        EXPECT_EQ(read.part.format, "doc");
        EXPECT_EQ(body(read.part),
                  "<p>Hats</p>\n<p>A <i>red</i> hat<sup>[1]</sup>.<br>here it is</p>\n<p>[1] "
                  "White.</p>\n<p>Kari</p>\n");
        ASSERT_EQ(read.part.zones.size(), 2U);
        EXPECT_EQ(read.part.zones[0].kind, Zone::Kind::note_after);
        EXPECT_EQ(read.part.zones[1].kind, Zone::Kind::furniture);
    }
}

TEST(Word97, boxes_stand_behind_the_story_and_comments_apart) {
    Doc wanted;
    wanted.story = "A hat.\r";
    wanted.headers = "Kari\r";
    wanted.comments = "Which?\r";
    wanted.boxes = "In a box.\r";
    const Read read = open(doc(wanted));
    EXPECT_EQ(body(read.part), "<p>A hat.</p>\n<p>In a box.</p>\n<p>Which?</p>\n<p>Kari</p>\n");
    ASSERT_EQ(read.part.zones.size(), 2U);
    EXPECT_EQ(read.part.zones[1].kind, Zone::Kind::furniture);
}

TEST(Word97, bytes_are_windows_1252) {
    Doc wanted;
    wanted.story = "\x93No\x94 \x97 caf\xE9\r";
    EXPECT_EQ(body(open(doc(wanted)).part), "<p>“No” — café</p>\n");
}

TEST(Word97, under_a_password_or_of_another_kind_is_kept_and_said) {
    Doc wanted;
    wanted.story = "Hats\r";
    wanted.flags = 0x0100;
    EXPECT_NE(open(doc(wanted)).said.find("password"), std::string::npos);
    const Read sheet = open(ole({{"Workbook", std::string(4096, 'x')}}));
    EXPECT_EQ(sheet.part.media, Media::binary);
    EXPECT_NE(sheet.said.find("kept but not read"), std::string::npos);
}

TEST(Word97, cut_or_spoilt_anywhere_ends_and_gives_valid_text) {
    Doc wanted;
    wanted.story = "A hat, and another hat, and a third.\r";
    const std::string whole = doc(wanted);
    for (std::size_t size = 8; size < whole.size(); size += 97)
        EXPECT_TRUE(valid_utf8(open(whole.substr(0, size)).part.text)) << size;
    for (std::size_t at = 8; at + 4 < whole.size(); at += 4) {
        std::string spoilt = whole;
        put(spoilt, at, 0x3FFFFF01, 4);
        EXPECT_TRUE(valid_utf8(open(spoilt).part.text)) << at;
    }
}

}  // namespace
}  // namespace solander
