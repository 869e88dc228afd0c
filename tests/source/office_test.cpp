// SPDX-License-Identifier: GPL-3.0-or-later
// Word, OpenDocument and RTF: paragraphs, emphasis, headings, notes, and what lies outside the
// story.
#include <gtest/gtest.h>

#include "base/text.h"
#include "source/page_scan.h"
#include "source/peel.h"
#include "tests/source/zip_bytes.h"

namespace solander {
namespace {

Part open(const std::string& bytes) {
    std::vector<Part> parts;
    peel("x", bytes, {}, [&](Part&& part) { parts.push_back(std::move(part)); });
    EXPECT_EQ(parts.size(), 1U);
    return parts.empty() ? Part{} : std::move(parts[0]);
}

/// The body's markup, and each zone's words behind it.
std::string shown(const Part& part) {
    const std::size_t from = part.text.find("<body>\n");
    if (from == std::string::npos) return "no body";
    std::string out = part.text.substr(from + 7, part.text.find("</body>") - from - 7);
    for (const Zone& zone : part.zones)
        out += "{" + page_words(std::string_view(part.text).substr(zone.from, zone.to - zone.from))
               + "}";
    return out;
}

std::string docx(const std::string& body, const std::vector<ZipEntry>& more = {}) {
    std::vector<ZipEntry> entries{
        {"_rels/.rels", "<Relationships/>"},
        {"[Content_Types].xml", "<Types/>"},
        {"word/document.xml", "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>" + body
                                  + "</w:body></w:document>"}};
    entries.insert(entries.end(), more.begin(), more.end());
    return stored_zip(entries);
}

TEST(Docx, paragraphs_keep_emphasis_breaks_and_middle) {
    const Part part = open(docx(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>* * *</w:t></w:r></w:p>"
        "<w:p><w:r><w:t xml:space=\"preserve\">A </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>red"
        "</w:t></w:r><w:r><w:t> hat &amp; a </w:t></w:r><w:r><w:rPr><w:b/><w:u w:val=\"single\"/>"
        "<w:i w:val=\"0\"/></w:rPr><w:t>coat</w:t><w:br/><w:t>too</w:t></w:r></w:p><w:p/>"
        "<w:p><w:r><w:t>Z</w:t><w:tab/><w:t>end</w:t></w:r></w:p>"));
    EXPECT_EQ(part.format, "docx");
    EXPECT_EQ(shown(part),
              "<p align=\"center\">* * *</p>\n<p>A <i>red</i> hat &amp; a <b><u>coat<br>too</u></b>"
              "</p>\n<p>&nbsp;</p>\n<p>Z &nbsp;end</p>\n");
}

TEST(Docx, columns_near_a_lines_start_stay_apart_and_blanks_behind_sentences_do_not) {
    const Part part = open(docx(
        "<w:p><w:r><w:t>Archive</w:t><w:tab/><w:tab/><w:t>no</w:t><w:br/><w:t>Été</w:t></w:r>"
        "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">   PG</w:t></w:r></w:p><w:p><w:r>"
        "<w:t xml:space=\"preserve\">   She left.  He, too, and the rest of them all went away  "
        "again.</w:t></w:r></w:p>"));
    EXPECT_EQ(
        shown(part),
        "<p>Archive &nbsp;&nbsp;no<br>Été<b> &nbsp;&nbsp;PG</b></p>\n<p>   She left.  He, too, "
        "and the rest of them all went away  again.</p>\n");
}

TEST(Docx, headings_are_known_by_style_and_outline_whatever_they_are_called) {
    const std::string styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/>"
        "</w:style><w:style w:styleId=\"Mine\"><w:basedOn w:val=\"berschrift1\"/></w:style>"
        "<w:style w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/><w:rPr><w:i/></w:rPr></w:style>"
        "<w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
    const auto line = [](const char* style, const char* text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr><w:r><w:t>"
               + text + "</w:t></w:r></w:p>";
    };
    const Part part = open(docx(line("TOC1", "One 3") + line("Mine", "One") + line("Loop", "Said.")
                                    + line("Heading2", "Two"),
                                {{"word/styles.xml", styles}}));
    EXPECT_EQ(shown(part),
              "<p>One 3</p>\n<h1>One</h1>\n<p><i>Said.</i></p>\n<h2>Two</h2>\n{One 3}");
}

TEST(Docx, headings_of_the_highest_level_that_repeats_are_chapters) {
    const auto line = [](const char* style, const char* text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr><w:r><w:t>"
               + text + "</w:t></w:r></w:p>";
    };
    const Part part = open(docx(line("Title", "Hats") + line("Heading1", "By Kari")
                                + line("Heading2", "Up &amp; on") + line("Heading3", "x")
                                + line("Heading2", "Down") + line("Heading3", "y")));
    ASSERT_EQ(part.sections.size(), 2U);
    EXPECT_EQ(part.sections[0].title, "Up & on");
    EXPECT_EQ(part.text.substr(part.sections[1].from, 13), "<h2>Down</h2>");
}

TEST(Docx, notes_stand_behind_the_story_and_deleted_words_nowhere) {
    const Part part = open(docx(
        "<w:p><w:r><w:t>Snow</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r><w:del><w:r>"
        "<w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r>"
        "</w:moveFrom></w:p>",
        {{"word/footnotes.xml",
          "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"0\" w:type=\"separator\"><w:p><w:r><w:t>"
          "--</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"7\"><w:p><w:r><w:t>White."
          "</w:t></w:r></w:p></w:footnote></w:footnotes>"},
         {"word/header1.xml",
          "<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>Page of Kari</w:t></w:r></w:p></w:hdr>"}}));
    EXPECT_EQ(shown(part), "<p>Snow<sup>[1]</sup></p>\n<p>[1] White.</p>\n<p>Page of Kari</p>\n"
                           "{[1] White.}{Page of Kari}");
    ASSERT_EQ(part.zones.size(), 2U);
    EXPECT_EQ(part.zones[0].kind, Zone::Kind::note_after);
    EXPECT_EQ(part.zones[1].kind, Zone::Kind::furniture);
}

TEST(Docx, breaks_of_any_kind_part_words_and_boxes_signs_and_remarks_are_kept) {
    const Part part = open(docx(
        "<w:p><w:r><w:t>a</w:t><w:br w:type=\"textWrapping\"/><w:t>b</w:t><w:br w:type=\"page\"/>"
        "<w:t>c</w:t></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:rPr>"
        "<w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>bold</w:t></w:r><w:r>"
        "<w:sym w:font=\"Wingdings\" w:char=\"F04A\"/><w:sym w:char=\"F05B\"/></w:r></w:p><w:p>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r><w:r><w:t>Beside it.</w:t></w:r></w:p><w:altChunk/>",
        {{"word/comments.xml",
          "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\" w:author=\"Kari\"><w:p><w:r><w:t>Too "
          "red?</w:t></w:r></w:p></w:comment></w:comments>"}}));
    EXPECT_EQ(
        shown(part),
        "<p>a<br>b<br>c</p>\n<p>&nbsp;</p>\n<p><b>bold</b>☺*</p>\n<p>In a box.</p>\n<p>Beside "
        "it.</p>\n<p>Too red?</p>\n{Too red?}");
    EXPECT_EQ(part.zones.at(0).kind, Zone::Kind::furniture);
    ASSERT_EQ(part.findings.size(), 1U);
    EXPECT_NE(part.findings[0].text.find("other documents"), std::string::npos);
}

TEST(Docx, lines_across_the_page_stay_where_there_are_no_words) {
    EXPECT_EQ(
        shown(open(docx(
            "<w:p><w:r><w:pict><v:rect xmlns:v=\"v\" xmlns:o=\"o\" o:hr=\"t\"/></w:pict></w:r>"
            "</w:p><w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\"/></w:pBdr></w:pPr></w:p><w:p>"
            "<w:pPr><w:pBdr><w:top w:val=\"nil\"/><w:bottom w:val=\"single\"/></w:pBdr></w:pPr>"
            "<w:r><w:t>x</w:t></w:r></w:p><w:p/>"))),
        "<hr>\n<hr>\n<p>x</p>\n<p>&nbsp;</p>\n");
}

TEST(Docx, properties_weigh_no_more_than_a_pages_title) {
    const auto with = [](const std::string& author) {
        return open(docx("<w:p/>",
                         {{"docProps/core.xml",
                           "<cp:p xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>A &lt;b&gt; c"
                           "</dc:title><dc:creator>"
                               + author + "</dc:creator><cp:keywords>x, y</cp:keywords></cp:p>"}}));
    };
    const Part part = with("Kari");
    EXPECT_NE(part.text.find("<title>A &lt;b&gt; c</title>"), std::string::npos);
    EXPECT_NE(part.text.find("content=\"Kari\""), std::string::npos);
    ASSERT_EQ(part.stated.size(), 2U);
    EXPECT_EQ(part.stated[1].label + "=" + part.stated[1].value, "Tags=y");
    EXPECT_EQ(with("Microsoft Office User").text.find("Microsoft"), std::string::npos);
}

TEST(Docx, broken_off_is_read_up_to_there) {
    const std::string body = "<w:p><w:r><w:t>Kept.</w:t></w:r></w:p><w:p><w:r><w:t>Half";
    const Part part =
        open(stored_zip({{"[Content_Types].xml", "<Types/>"},
                         {"word/document.xml", "<w:document xmlns:w=\"w\"><w:body>" + body}}));
    EXPECT_EQ(shown(part), "<p>Kept.</p>\n<p>Half</p>\n");
    ASSERT_EQ(part.findings.size(), 1U);
    EXPECT_EQ(part.findings[0].kind, "book-damage");
}

TEST(Docx, nested_without_end_stops_with_a_finding) {
    std::string deep = "<w:p><w:r><w:t>Kept.</w:t></w:r></w:p>";
    for (int i = 0; i < 200'000; ++i) deep += "<w:p>";
    const Part part = open(docx(deep));
    EXPECT_NE(part.text.find("Kept."), std::string::npos);
    ASSERT_EQ(part.findings.size(), 1U);
    EXPECT_NE(part.findings[0].text.find("too deep"), std::string::npos);
}

TEST(Docx, declares_no_entities_of_its_own) {
    const Part part = open(stored_zip(
        {{"[Content_Types].xml", "<Types/>"},
         {"word/document.xml",
          "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document><w:p><w:r><w:t>&b;"
          "</w:t></w:r></w:p></w:document>"}}));
    EXPECT_EQ(part.text.find("aaaa"), std::string::npos);
    ASSERT_FALSE(part.findings.empty());
    EXPECT_NE(part.findings[0].text.find("entities"), std::string::npos);
}

TEST(Odt, styles_headings_notes_and_deletions) {
    const std::string content =
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" "
        "xmlns:fo=\"f\"><office:automatic-styles><style:style style:name=\"T1\"><style:"
        "text-properties fo:font-style=\"italic\"/></style:style><style:style style:name=\"P1\">"
        "<style:paragraph-properties fo:text-align=\"center\"/></style:style>"
        "</office:automatic-styles><office:body><office:text><text:tracked-changes><text:p>gone"
        "</text:p></text:tracked-changes><text:h text:outline-level=\"2\">One</text:h><text:p>A "
        "<text:span text:style-name=\"T1\">red</text:span> hat<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>White.</text:p></text:note-body></text:note>"
        ".</text:p><text:p text:style-name=\"P1\">* * *</text:p><text:p>a<text:line-break/>b"
        "</text:p></office:text></office:body></office:document-content>";
    const Part part = open(stored_zip(
        {{"mimetype", "application/vnd.oasis.opendocument.text"},
         {"content.xml", content},
         {"meta.xml", "<m xmlns:dc=\"d\" xmlns:meta=\"m\"><dc:title>Hats</dc:title></m>"}}));
    EXPECT_EQ(part.format, "odt");
    EXPECT_EQ(
        shown(part),
        "<h2>One</h2>\n<p>A <i>red</i> hat<sup>[1]</sup>.</p>\n<p align=\"center\">* * *</p>\n"
        "<p>a<br>b</p>\n<p>[1] White.</p>\n{[1] White.}");
    EXPECT_NE(part.text.find("<title>Hats</title>"), std::string::npos);
}

constexpr const char* kFlatOdt =
    "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" "
    "xmlns:dc=\"d\" xmlns:svg=\"v\" xmlns:draw=\"w\" "
    "office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:meta><dc:title>Hats"
    "</dc:title><dc:language>de</dc:language></office:meta><office:automatic-styles><style:style "
    "style:name=\"P1\" style:parent-style-name=\"Title\"/></office:automatic-styles>"
    "<office:master-styles><style:master-page><style:header><text:p>Hats, a story</text:p>"
    "</style:header></style:master-page></office:master-styles><office:body><office:text><text:p "
    "text:style-name=\"P1\"><text:title>Nine Hats</text:title></text:p><text:p>The hat<office:"
    "annotation><dc:creator>Kari</dc:creator><text:p>Which?</text:p></office:annotation> was "
    "<draw:frame><svg:title>hat.png</svg:title></draw:frame>red.</text:p></office:text>"
    "</office:body></office:document>";

TEST(Odt, flat_or_packed_keeps_fields_remarks_and_what_stands_on_every_page) {
    const Part flat = open(kFlatOdt);
    EXPECT_EQ(flat.format, "fodt");
    EXPECT_EQ(shown(flat),
              "<p>Hats, a story</p>\n<h1>Nine Hats</h1>\n<p>The hat was red.</p>\n<p>Which?</p>\n"
              "{Hats, a story}{Which?}");
    EXPECT_NE(flat.text.find("<html lang=\"de\"><head><title>Hats</title>"), std::string::npos);
    const Part packed = open(stored_zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                         {"content.xml", kFlatOdt},
                                         {"styles.xml", kFlatOdt}}));
    EXPECT_NE(shown(packed).find("<p>Which?</p>\n<p>Hats, a story</p>"), std::string::npos);
}

constexpr const char* kFictionBook =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<FictionBook "
    "xmlns=\"http://www.gribuser.ru/xml/fictionbook/2.0\" xmlns:l=\"x\"><description>"
    "<title-info><genre>sf_fantasy</genre><author><first-name>Ottilie</first-name><last-name>Vale"
    "</last-name></author><author><nickname>hob</nickname></author><book-title>Two Lamps"
    "</book-title><annotation><p>A lamp.</p><p>Another.</p></annotation><keywords>lamps, night"
    "</keywords><date>2004</date><lang>en</lang><translator><nickname>Rune</nickname></translator>"
    "<sequence name=\"Lamps\" number=\"2\"/></title-info><document-info><author><nickname>typist"
    "</nickname></author><src-url>http://lamps.example/2</src-url></document-info></description>\n"
    "<body><title><p>Ottilie Vale</p><p>Two Lamps</p></title>\n<section><title><p>One</p></title>"
    "<p>The <emphasis>first</emphasis> lamp<a l:href=\"#n1\" "
    "type=\"note\">[1]</a>.</p><empty-line/>"
    "<poem><stanza><v>Out,</v><v>out.</v></stanza></poem></section><section><title><p>Two</p>"
    "</title><p>The second.</p><subtitle>* * *</subtitle><p>Dark.</p></section></body><body "
    "name=\"notes\"><section id=\"n1\"><title><p>1</p></title><p>Oil.</p></section></body><binary "
    "id=\"c\">QUJD</binary></FictionBook>";

TEST(FictionBook, says_what_its_description_types_and_has_sections_verse_and_notes) {
    const Part part = open(kFictionBook);
    EXPECT_EQ(part.format, "fb2");
    std::string stated;
    for (const Stated& one : part.stated) stated += one.label + "=" + one.value + "|";
    EXPECT_EQ(stated,
              "FictionBook genre=sf_fantasy|Author=Ottilie Vale|Author=hob|Title=Two Lamps|Summary="
              "A lamp.\n\nAnother.|Tags=lamps|Tags=night|Date=2004|Language=en|Translator=Rune|"
              "Series=Part 2 of Lamps|Source URL=http://lamps.example/2|");
    EXPECT_EQ(shown(part),
              "<h1>Ottilie Vale<br>Two Lamps</h1>\n<h2>One</h2>\n<p>The <i>first</i> lamp<sup>[1]"
              "</sup>.</p>\n<p>&nbsp;</p>\n<p>Out,<br>out.</p>\n<h2>Two</h2>\n<p>The second.</p>\n"
              "<p align=\"center\">* * *</p>\n<p>Dark.</p>\n<h2>1</h2>\n<p>Oil.</p>\n{1 Oil.}");
    ASSERT_EQ(part.sections.size(), 2U);
    EXPECT_EQ(part.sections[1].title, "Two");
    const Part cut = open(std::string(kFictionBook).substr(0, 1100));
    ASSERT_EQ(cut.findings.size(), 1U);
    EXPECT_EQ(cut.findings[0].kind, "book-damage");
}

TEST(Rtf, is_read_with_its_charsets_marks_and_notes) {
    const Part part =
        open("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}{\\f1\\fcharset204 Cyr;}}"
             "{\\stylesheet{Normal;}{\\s1 heading 1;}}{\\info{\\title Hats}{\\author Kari}}"
             "{\\header Kari / Hats\\par}\\pard\\s1\\qc One\\par\\pard\\plain A {\\i red} "
             "h\\'e4t\\rquote "
             "s, {\\b\\i no}\\b  yes\\b0 .{\\footnote \\chftn White.}\\line {\\f1 \\'cf\\'f0} "
             "\\u8220?x\\u8221\\'94\\u-10179?\\u-8704?\n{\\*\\unknown gone}{\\field{\\*\\fldinst X}"
             "{\\fldrslt link}}{\\pict 8950}\\par\\{\\}\\\\\\~\\emdash\\par}\n");
    EXPECT_EQ(part.format, "rtf");
    EXPECT_EQ(part.encoding, "windows-1252");
    EXPECT_EQ(shown(part),
              "<h1 align=\"center\">One</h1>\n<p>A <i>red</i> hät’s, <b><i>no</i></b><b> yes</b>."
              "<sup>[1]</sup><br>Пр “x”\U0001F600link</p>\n<p>{}\\\u00A0—</p>\n<p>[1] White.</p>\n"
              "<p>Kari / Hats</p>\n{[1] White.}{Kari / Hats}");
    EXPECT_NE(part.text.find("<title>Hats</title>"), std::string::npos);
    EXPECT_TRUE(part.findings.empty());
}

TEST(Rtf, remarks_and_lines_across_the_page) {
    const Part part = open(
        "{\\rtf1\\ansi A hat{\\*\\atnid K}{\\*\\atnauthor Kari}\\chatn{\\*\\annotation{\\*\\atnref "
        "1}{\\*\\atndate 2}\\pard Which\\par one?} is red.\\par\\pard\\brdrb\\brdrs\\par\\pard "
        "End.\\par}");
    EXPECT_EQ(shown(part),
              "<p>A hat is red.</p>\n<hr>\n<p>End.</p>\n<p>Which one?</p>\n{Which one?}");
}

TEST(Rtf, hostile_or_broken_ends_in_a_finding) {
    const std::pair<const char*, std::string> rows[] = {
        {"cut", "{\\rtf1 Snow {\\i fell"},
        {"deep", "{\\rtf1 " + std::string(200'000, '{') + "Snow"},
        {"escape at the end", "{\\rtf1 Snow\\"},
        {"lying binary", "{\\rtf1 Snow \\bin99999999999 xx"},
    };
    for (const auto& [what, bytes] : rows) {
        const Part part = open(bytes);
        ASSERT_FALSE(part.findings.empty()) << what;
        EXPECT_EQ(part.findings[0].kind, "book-damage") << what;
        if (std::string_view(what) != "deep") {
            EXPECT_NE(part.text.find("Snow"), std::string::npos) << what;
        }
    }
}

}  // namespace
}  // namespace solander
