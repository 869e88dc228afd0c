// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/markup.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

TEST(Markup, escapes_by_place) {
    Markup html;
    html.open("a").attr("href", "/x?a=1&b=\"'").text("a < b & \"c\"").close();
    EXPECT_EQ(html.view(), "<a href=\"/x?a=1&amp;b=&quot;&#39;\">a &lt; b &amp; \"c\"</a>");
}

TEST(Markup, closes_void_elements_as_each_language_wants) {
    Markup html;
    html.open("br").close().open("p").close().open("input").flag("checked").close();
    EXPECT_EQ(html.take(), "<br><p></p><input checked>");
    Markup xml(true);
    xml.open("item").flag("x").close().open("p").text("").close();
    EXPECT_EQ(xml.take(), "<item x=\"x\"/><p></p>");
}

TEST(Markup, replaces_what_xml_forbids) {
    std::string out;
    escape_text(out, std::string_view("a\0b\x1B\tc\xEF\xBF\xBE\xEF\xBB\xBF é", 15));
    EXPECT_EQ(out, "a\xEF\xBF\xBD"
                   "b\xEF\xBF\xBD\tc\xEF\xBF\xBD\xEF\xBB\xBF é");
    out.clear();
    escape_text(out, "caf\xE9 & é");
    EXPECT_EQ(out, "caf\xEF\xBF\xBD &amp; é");
}

TEST(UrlComponent, leaves_only_unreserved_characters) {
    EXPECT_EQ(url_component("a b/ü?~-._"), "a%20b%2F%C3%BC%3F~-._");
}

TEST(Json, keeps_order_and_escapes) {
    JsonWriter json;
    json.object()
        .key("b")
        .number(std::int64_t{-3})
        .key("a")
        .array()
        .string("x\"\\\n\x01")
        .null()
        .end();
    json.key("c").boolean(true).key("d").number(0.1).key("e").object().end().end();
    EXPECT_EQ(json.take(), R"({"b":-3,"a":["x\"\\\n\u0001",null],"c":true,"d":0.1,"e":{}})");
}

TEST(Json, makes_bad_bytes_readable) {
    JsonWriter json;
    json.string("é\xE9 ok");
    EXPECT_EQ(json.take(), "\"é\xEF\xBF\xBD ok\"");
}

}  // namespace
}  // namespace solander
