// SPDX-License-Identifier: GPL-3.0-or-later
// A small book for tests, member by member, so that each test can break another piece of it.
#pragma once
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace solander::testing {

using BookMembers = std::vector<std::pair<std::string, std::string>>;

inline std::string book_document(const std::string& body, const std::string& title = "x") {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<html "
           "xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\">"
           "<head><title>"
           + title + "</title><style>p { color: red }</style></head><body>" + body
           + "</body></html>";
}

inline std::string book_container(const std::string& package) {
    return "<?xml version=\"1.0\"?><container version=\"1.0\" "
           "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile "
           "full-path=\""
           + package + "\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
}

/// EPUB 2: a title page, two chapters in three documents, the third without an entry of its own.
inline BookMembers small_book() {
    const std::string package = R"(<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>The Tin Harbour &amp; Other Boats</dc:title>
<dc:creator opf:role="aut" opf:file-as="Vale, Ottilie">Ottilie Vale</dc:creator>
<dc:creator opf:role="trl">Rune Aske</dc:creator>
<dc:contributor opf:role="bkp">a packing program</dc:contributor>
<dc:language>en</dc:language><dc:subject>Fluff, mostly</dc:subject>
<dc:date opf:event="publication">2011-03-05T00:00:00+00:00</dc:date>
<dc:date opf:event="creation">2019-01-01</dc:date>
<dc:description>&lt;p&gt;Two friends &amp;amp; a boat.&lt;/p&gt;&lt;p&gt;It leaks.&lt;/p&gt;</dc:description>
<dc:source>http://stories.example/42</dc:source>
<dc:rights>Please ask before archiving.</dc:rights>
<meta name="calibre:series" content="Harbours"/><meta name="calibre:series_index" content="2.0"/>
</metadata>
<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="t" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="c1" href="Text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="Text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="c3" href="Text/three.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine toc="ncx"><itemref idref="t"/><itemref idref="c1"/><itemref idref="c2"/>
<itemref idref="c3"/></spine></package>)";
    const std::string contents = R"(<?xml version="1.0"?>
<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/><navMap>
<navPoint id="a"><navLabel><text>The Quay</text></navLabel><content src="Text/one.xhtml"/></navPoint>
<navPoint id="b"><navLabel><text>The Caf&eacute;</text></navLabel>
<content src="Text/two%20b.xhtml#s2"/></navPoint></navMap></ncx>)";
    return {
        {"mimetype", "application/epub+zip"},
        {"META-INF/container.xml", book_container("OEBPS/content.opf")},
        {"OEBPS/content.opf", package},
        {"OEBPS/toc.ncx", contents},
        {"OEBPS/title.xhtml",
         book_document("<h1>The Tin Harbour &amp; Other Boats</h1><p>by Ottilie Vale</p>")},
        {"OEBPS/Text/one.xhtml",
         book_document(
             "<h2>The Quay</h2><p>Marit tied the <i>boat</i> to the quay and said nothing "
             "at all about the rain that fell on her new hat.</p><p>\"You might have "
             "waited,\" said Ola, who had waited himself.</p>")},
        {"OEBPS/Text/two b.xhtml",
         book_document("<p>Still the first chapter, for nobody had gone home to supper.</p><h2 "
                       "id=\"s2\">The Caf&eacute;</h2><p>They drank tea, both of them, and the cat "
                       "drank the milk.")},
        {"OEBPS/Text/three.xhtml",
         book_document("<p>And then they went home, the cat going first, the rain last.</p>")},
    };
}

inline std::string& member(BookMembers& book, const std::string& name) {
    const auto at =
        std::find_if(book.begin(), book.end(), [&](const auto& one) { return one.first == name; });
    return at->second;
}

inline BookMembers without(BookMembers book, const std::string& name) {
    std::erase_if(book, [&](const auto& one) { return one.first == name; });
    return book;
}

}  // namespace solander::testing
