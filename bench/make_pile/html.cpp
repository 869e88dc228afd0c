// SPDX-License-Identifier: GPL-3.0-or-later
// HTML: well-formed, tag soup, word-processor output, <pre>, and all of it in one table cell.
#include "base/markup.h"
#include "bench/make_pile/render.h"

namespace solander::pile {
namespace {

struct StyleRow {
    std::string_view head, before, after, scene_before, scene_after, tail;
};

constexpr StyleRow kStyles[] = {
    {},
    {"<!DOCTYPE html>\n<html lang=\"en\"><head><meta "
     "charset=\"CHARSET\"><title>TITLE</title></head>"
     "\n<body>\n",
     "<p>", "</p>\n", "<p class=\"break\">", "</p>\n", "</body></html>\n"},
    {"<HTML><HEAD><TITLE>TITLE</TITLE></HEAD>\n<BODY BGCOLOR=white>\n", "<P>", "\n",
     "<P ALIGN=CENTER>", "\n", "</BODY>\n"},
    {"<html>\n<head>\n<title>TITLE</title>\n</head>\n<body>\n", "", "<br><br>\n", "<center>",
     "</center><br><br>\n", "</body>\n</html>\n"},
    {"<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n<head>\n<meta "
     "http-equiv=Content-Type content=\"text/html; charset=CHARSET\">\n<title>TITLE</title>\n"
     "<style>\n<!--\np.MsoNormal\n\t{margin:0in; mso-style-parent:\"\";}\n-->\n</style>\n</head>\n"
     "<body lang=EN-US>\n<div class=Section1>\n",
     "<p class=MsoNormal>", "<o:p></o:p></p>\n<p class=MsoNormal>&nbsp;<o:p></o:p></p>\n",
     "<p class=MsoNormal align=center style='text-align:center'>", "<o:p></o:p></p>\n",
     "</div>\n</body>\n</html>\n"},
    {"<html><head><title>TITLE</title></head><body><pre>\n", "", "\n\n", "", "\n\n",
     "</pre></body></html>\n"},
    {"<html><head><title>TITLE</title></head><body><table width=600><tr><td><font face=Arial>\n",
     "", "<br><br>\n", "", "<br><br>\n", "</font></td></tr></table></body></html>\n"},
};

void append_filled(std::string& out, std::string_view text, std::string_view title,
                   std::string_view charset) {
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with("TITLE<")) {
            escape_text(out, title);
            at += 5;
        } else if (text.substr(at).starts_with("CHARSET")) {
            out += charset;
            at += 7;
        } else {
            out += text[at++];
        }
    }
}

}  // namespace

std::string render_html(const Plan& plan, const Prose& prose, const std::string& header) {
    const Dialect& d = plan.dialect;
    const StyleRow& style = kStyles[static_cast<int>(d.html)];
    const bool pre = d.html == HtmlStyle::pre;
    std::string out;
    out.reserve(prose.text.size() + prose.text.size() / 4 + 2000);
    append_filled(out, style.head, plan.meta.title, name_of(d.charset));
    if (pre) {
        escape_text(out, header);
        if (!header.empty()) out += '\n';
    } else if (!header.empty()) {
        const std::string_view shape = d.shape->before;
        const bool labels = d.form != HeaderForm::byline;
        const bool row = shape.starts_with("<tr>"), list = shape.starts_with("<dt>");
        if (labels && row) out += "<table>\n";
        if (labels && list) out += "<dl>\n";
        out += header;
        if (labels && row) out += "</table>\n";
        if (labels && list) out += "</dl>\n";
        out += d.html == HtmlStyle::br ? "<hr>\n" : "<hr />\n";
    }
    std::string styled, line;
    int chapter = 0;
    const std::string_view open = pre                      ? "*"
                                  : d.html == HtmlStyle::p ? "\x05"
                                                             "em\x06"
                                                           : "\x05i\x06";
    const std::string_view close = pre                      ? "*"
                                   : d.html == HtmlStyle::p ? "\x05/em\x06"
                                                            : "\x05/i\x06";
    for (std::size_t at = 0; at < prose.text.size();) {
        const std::size_t end = prose.text.find('\n', at);
        const std::string_view paragraph(prose.text.data() + at, end - at);
        at = end + 1;
        if (paragraph[0] == kSceneBreak) {
            if (!pre && d.emphasis == '_') {
                out += "<hr>\n";
                continue;
            }
            out += style.scene_before;
            escape_text(out, d.scene_break);
            out += style.scene_after;
            continue;
        }
        if (paragraph[0] == kChapter) {
            const std::string heading = chapter_heading(d, ++chapter, paragraph.substr(1));
            out += pre ? "\n" : d.html == HtmlStyle::p ? "<h3>" : "<p><b>";
            escape_text(out, heading);
            out += pre ? "\n\n" : d.html == HtmlStyle::p ? "</h3>\n" : "</b></p>\n";
            continue;
        }
        styled.clear();
        append_styled(styled, paragraph.substr(paragraph[0] == kLines ? 1 : 0), d, open, close);
        out += style.before;
        line.clear();
        if (paragraph[0] == kLines)
            line = styled;
        else
            append_wrapped(line, styled, d.width, "", "");
        // Quotes are the only characters of the prose that some editors escaped.
        for (const char c : line) {
            if (c == '\x05')
                out += '<';
            else if (c == '\x06')
                out += '>';
            else if (c == kLineEnd)
                out += pre ? "\n" : "<br>\n";
            else if (c == '"' && d.html == HtmlStyle::cell)
                out += "&quot;";
            else
                out += c;
        }
        out += style.after;
    }
    if (!d.end_mark.empty()) {
        out += style.scene_before;
        escape_text(out, d.end_mark);
        out += style.scene_after;
    }
    out += style.tail;
    return out;
}

}  // namespace solander::pile
