// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/format.h"

#include <gtest/gtest.h>

#include "source/peel.h"

namespace solander {
namespace {

using namespace std::string_literals;

std::string times(std::string_view unit, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += unit;
    return out;
}

TEST(Format, is_told_by_content_not_by_name) {
    EXPECT_EQ(recognise("PK\3\4......").name, "zip");
    EXPECT_EQ(recognise("\x1F\x8B\x08").reading, Reading::unzip);
    EXPECT_EQ(recognise("GIF89a\1\0\1\0"s).media, Media::image);
    EXPECT_EQ(recognise("\xFF\xD8\xFF\xE0").media, Media::image);
    EXPECT_EQ(recognise("{\\rtf1 hi}").name, "rtf");
    EXPECT_EQ(recognise("\x7F"
                        "ELF\2\1\1\0\0\0"s)
                  .media,
              Media::program);
    EXPECT_EQ(recognise("#!/bin/sh\n").media, Media::program);
    EXPECT_EQ(recognise("").media, Media::empty);
    EXPECT_EQ(recognise(std::string(500, '\0')).media, Media::empty);
    EXPECT_EQ(recognise(" \r\n\x1A").media, Media::empty);
    EXPECT_EQ(recognise("PK\3\4" + std::string(26, 'x') + "mimetypeapplication/epub+zip").name,
              "epub");
}

TEST(Format, keeps_a_database_as_xml_that_is_no_site) {
    const std::string xml = "<?xml version=\"1.0\"?>\n<mysqldump xmlns:xsi=\"x\">\n<database "
                            "name=\"site\">\n<table_data name=\"posts\">\n";
    EXPECT_EQ(recognise(xml).reading, Reading::not_yet);
    std::vector<Part> parts;
    peel("site.xml", xml, {}, [&](Part&& part) { parts.push_back(std::move(part)); });
    ASSERT_EQ(parts.size(), 1U);
    ASSERT_EQ(parts[0].findings.size(), 1U);
    EXPECT_EQ(parts[0].findings[0].kind, "not-opened");
}

TEST(Format, takes_words_for_words) {
    for (const char* text :
         {"RIFFRAFF of the harbour", "ID3 was the name", "BMs and other cars", "SIT! he said",
          "MZ was her name", "CWS", "BZhello there", "FWS", "OggSaid she", "MSCF stands for"})
        EXPECT_EQ(recognise(text).media, Media::text) << text;
}

TEST(Format, tells_text_from_bytes) {
    std::string noise;
    std::uint32_t seed = 3;
    for (int i = 0; i < 4000; ++i)
        noise += static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
    EXPECT_EQ(recognise(noise).media, Media::binary);
    EXPECT_EQ(recognise("A story." + std::string(5000, '\0') + "Its end.").media, Media::text);
    EXPECT_EQ(recognise("H\0e\0l\0l\0o\0 \0w\0o\0"s).media, Media::text);
    EXPECT_EQ(recognise("caf\xE9 \x93x\x94 don\x92t").media, Media::text);
}

struct Look {
    std::string text;
    Media media;
};

TEST(TextMedia, needs_markup_that_makes_paragraphs) {
    const std::string prose =
        times("The snow fell on the harbour and nobody spoke of it again. ", 60);
    const std::vector<Look> looks = {
        {prose, Media::text},
        {"<html><body>" + prose + "</body></html>", Media::html},
        {"<!DOCTYPE html>\n<title>x</title><p>" + prose, Media::html},
        {"<?xml version=\"1.0\"?>\n<!-- c -->\n<html><head></head><body>x</body></html>",
         Media::html},
        {times(prose.substr(0, 400) + "<br />\n", 10), Media::html},
        {"<p>Short.</p>", Media::html},
        {times("<P>" + prose.substr(0, 600) + "\n", 5), Media::html},
        // Thoughts, grins and italics are text.
        {prose + "<g> <sigh> <Mulder, look out!> <i>no</i> <b>yes</b>" + prose, Media::text},
        {times("<i>" + prose.substr(0, 300) + "</i>\n\n", 8), Media::text},
        {"How to write HTML: a <p> begins a paragraph.\n" + prose + prose, Media::text},
        {"a < b and c > d " + prose, Media::text},
    };
    for (const Look& look : looks)
        EXPECT_EQ(text_media(look.text), look.media) << look.text.substr(0, 80);
}

TEST(TextMedia, sets_styles_scripts_and_dumps_apart) {
    EXPECT_EQ(text_media("body {\n  color: black;\n  margin: 0;\n}\n\np {\n  margin: 1em;\n}\n"),
              Media::style);
    EXPECT_EQ(text_media("/* A book's looks */\nbody { margin: 5%; font-size: medium; }\nh1 { "
                         "text-align: left }\nnav#toc ol,\nnav#all ol { padding: 0; }\np.date { "
                         "}\n"),
              Media::style);
    EXPECT_EQ(
        text_media("function f(x) {\n  var y = x;\n  return y;\n}\nf(1);\ndocument.write(2);\n"),
        Media::program);
    EXPECT_EQ(
        text_media("begin 644 x.zip\n" + times("M" + std::string(60, '4') + "\n", 30) + "end\n"),
        Media::binary);
    EXPECT_EQ(
        text_media(times("aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29y\n", 20)),
        Media::binary);
    EXPECT_EQ(text_media("Title: X\nAuthor: Y;\nRating: PG;\n\nShe ran; he ran;\nthe end;\n"),
              Media::text);
    EXPECT_EQ(text_media("INT. HOUSE\n\nANNA: Hello.\nBEN: Hello;\n"), Media::text);
}

TEST(SystemLitter, is_known_by_name) {
    EXPECT_TRUE(is_system_litter("__MACOSX/._story.txt"));
    EXPECT_TRUE(is_system_litter("a/b/Thumbs.db"));
    EXPECT_TRUE(is_system_litter(".DS_Store"));
    EXPECT_FALSE(is_system_litter("thumbs.txt"));
}

TEST(Part, holds_the_view_and_says_how_it_was_read) {
    const std::string bytes = "Title: Snow\r\n\r\n\x93"
                              "Don\x92t.\x94\r\n\x1A";
    const Part part = read_part("dir/Snow.txt", bytes, {});
    EXPECT_EQ(part.name, "Snow.txt");
    EXPECT_EQ(part.media, Media::text);
    EXPECT_EQ(part.text, "Title: Snow\n\n“Don’t.”\n");
    EXPECT_EQ(part.encoding, "windows-1252");
    EXPECT_EQ(part.encoding_why, "c1-range");
    EXPECT_EQ(part.bytes, bytes.size());
    EXPECT_TRUE(part.findings.empty());
    const std::size_t at = part.text.find("Don’t");
    EXPECT_EQ(part.to_bytes.to_in(Span{at, at + 7}), (Span{16, 21}));
}

TEST(Part, reads_html_in_its_declared_charset_and_leaves_entities_to_its_reader) {
    const Part part = read_part(
        "x", "<html><head><meta charset=macintosh></head><body><p>don\xD5t &mdash;</p>", {});
    EXPECT_EQ(part.media, Media::html);
    EXPECT_EQ(part.encoding, "macintosh");
    EXPECT_NE(part.text.find("don’t &mdash;"), std::string::npos);
}

TEST(Part, says_what_it_could_not_read) {
    PeelOptions options;
    options.limits.max_part_bytes = 100;
    EXPECT_EQ(read_part("big.txt", std::string(101, 'x'), options).findings.at(0).kind, "too-big");
    EXPECT_EQ(read_part("x.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(50, '\1'), {})
                  .findings.at(0)
                  .kind,
              "not-opened");
    EXPECT_TRUE(read_part("x.gif", "GIF89a\1\0\1\0"s, {}).findings.empty());
    options.encoding = "ibm437";
    EXPECT_EQ(read_part("x",
                        "\x81"
                        "ber",
                        options)
                  .text,
              "über");
}

}  // namespace
}  // namespace solander
