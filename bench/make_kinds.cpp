// SPDX-License-Identifier: GPL-3.0-or-later
// make_kinds: invented stories in every kind of file that holds them beside text and HTML, one kind
// after the other, with the truth beside them.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/markup.h"
#include "base/text.h"
#include "bench/make_pile/plan.h"
#include "bench/make_pile/prose.h"
#include "bench/make_pile/render.h"
#include "bench/make_pile/truth.h"
#include "bench/make_pile/zip.h"

namespace {

namespace fs = std::filesystem;
using namespace solander;
using namespace solander::pile;

constexpr std::string_view kUsage =
    "usage: make_kinds N DIR [--seed S] [--median WORDS] [--truth FILE]\n"
    "\n"
    "Writes N invented stories below DIR as mailboxes, messages, attachments, digests, zip and "
    "gzip\n"
    "files, Word, OpenDocument and RTF files, EPUBs, and AO3's HTML and EPUB downloads.\n";

[[noreturn]] void wrong(std::string_view what) {
    fmt::print(stderr, "make_kinds: {}\nhint: make_kinds --help\n", what);
    std::exit(2);
}

std::string escaped(std::string_view text) {
    std::string out;
    escape_text(out, text);
    return out;
}

/// A story and the text file that it would be.
struct Made {
    Plan plan;
    Prose prose;
    std::string header;  ///< lines
    std::string text;
};

/// Calls `paragraph` with words in which `open` and `close` stand around emphasis, `heading` with
/// a chapter's heading, `scene` between scenes.
template <class Paragraph, class Heading, class Scene>
void walk(const Made& made, std::string_view open, std::string_view close, Paragraph&& paragraph,
          Heading&& heading, Scene&& scene) {
    int chapter = 0;
    std::string styled;
    const std::string& text = made.prose.text;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        const std::string_view line(text.data() + at, end - at);
        at = end + 1;
        if (line[0] == kSceneBreak) {
            scene();
        } else if (line[0] == kChapter) {
            heading(chapter_heading(made.plan.dialect, ++chapter, line.substr(1)));
        } else {
            styled.clear();
            append_styled(styled, line, made.plan.dialect, open, close);
            paragraph(styled);
        }
    }
    if (!made.plan.dialect.end_mark.empty()) paragraph(std::string(made.plan.dialect.end_mark));
}

/// Paragraphs of header and story: `before` TEXT `after`, with `open` and `close` for emphasis,
/// `tab`, and `two` for two blanks, as programs that write such files keep what was typed.
struct Markup {
    std::string_view before, after, heading, heading_after, open, close, line, tab, two;
};
std::string marked(const Made& made, const Markup& m, bool with_header,
                   std::string (*safe)(std::string_view) = escaped) {
    std::string out;
    const auto add = [&](std::string_view before, std::string_view text, std::string_view after) {
        std::string body = safe(text);
        const std::pair<std::string_view, std::string_view> kTags[] = {
            {"\x05", m.open}, {"\x06", m.close}, {"\t", m.tab}, {"  ", m.two}};
        for (const auto& [sign, tag] : kTags) body = replace_all(std::move(body), sign, tag);
        (((out += before) += body) += after) += '\n';
    };
    if (with_header) {
        std::string line;
        for (const char c : made.header + "\n") {
            if (c != '\n') {
                line += c;
            } else {
                if (!line.empty()) add(m.before, line, m.after);
                line.clear();
            }
        }
        (out += m.line) += '\n';
    }
    walk(
        made, "\x05", "\x06", [&](const std::string& text) { add(m.before, text, m.after); },
        [&](const std::string& text) { add(m.heading, text, m.heading_after); },
        [&] { add(m.before, "* * *", m.after); });
    return out;
}

// ---- office files

std::string docx(const Made& made) {
    constexpr std::string_view kSpace = " xml:space=\"preserve\">";
    const std::string before = "<w:p><w:r><w:t" + std::string(kSpace),
                      heading = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t"
                                + std::string(kSpace),
                      open = "</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t" + std::string(kSpace),
                      close = "</w:t></w:r><w:r><w:t" + std::string(kSpace);
    const Markup m{before,   "</w:t></w:r></w:p>",
                   heading,  "</w:t></w:r></w:p>",
                   open,     close,
                   "<w:p/>", "</w:t><w:tab/><w:t xml:space=\"preserve\">",
                   "  "};
    ZipBytes zip;
    zip.add("[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
            "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
    zip.add("word/document.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://"
            "schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                + marked(made, m, true) + "</w:body></w:document>");
    return zip.finish();
}

std::string odt(const Made& made) {
    const Markup m{"<text:p>",
                   "</text:p>",
                   "<text:h text:outline-level=\"1\">",
                   "</text:h>",
                   "<text:span text:style-name=\"I\">",
                   "</text:span>",
                   "<text:p/>",
                   "<text:tab/>",
                   " <text:s/>"};
    ZipBytes zip;
    zip.add("META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:"
            "1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\""
            "application/vnd.oasis.opendocument.text\"/></manifest:manifest>");
    zip.add("content.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "
            "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
            "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
            "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
            "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">"
            "<office:automatic-styles><style:style style:name=\"I\" style:family=\"text\">"
            "<style:text-properties fo:font-style=\"italic\"/></style:style>"
            "</office:automatic-styles><office:body><office:text>"
                + marked(made, m, true) + "</office:text></office:body></office:document-content>");
    return zip.finish();
}

std::string rtf_safe(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            if (text[i] == '\\' || text[i] == '{' || text[i] == '}') out += '\\';
            out += text[i];
            continue;
        }
        const int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
        std::uint32_t c = byte & (0x3FU >> more);
        for (int k = 0; k < more && i + 1 < text.size(); ++k)
            c = c << 6 | (static_cast<unsigned char>(text[++i]) & 0x3FU);
        out += fmt::format("\\u{}?", static_cast<std::int16_t>(c));
    }
    return out;
}

std::string rtf(const Made& made) {
    const Markup m{"\\pard ",     "\\par",  "\\pard\\outlinelevel0\\b ",
                   "\\b0\\par",   "{\\i ",  "}",
                   "\\pard\\par", "\\tab ", "  "};
    return "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}\n"
           + marked(made, m, true, rtf_safe) + "}\n";
}

// ---- books

constexpr Markup kPage{"<p>",  "</p>",  "<h2>",          "</h2>",  "<i>",
                       "</i>", "<hr/>", "&#160;&#160; ", "&#160; "};

std::string page(std::string_view title, std::string_view body) {
    return fmt::format("<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{}</title></head>"
                       "<body>{}</body></html>",
                       escaped(title), body);
}

std::string book(const Made& made, const std::vector<std::string>& bodies) {
    ZipBytes zip;
    zip.add("mimetype", "application/epub+zip");
    zip.add("META-INF/container.xml",
            "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">"
            "<rootfiles><rootfile full-path=\"content.opf\" media-type=\"application/"
            "oebps-package+xml\"/></rootfiles></container>");
    std::string manifest, spine;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const std::string name = fmt::format("p{}.xhtml", i);
        manifest += fmt::format("<item id=\"p{}\" href=\"{}\" "
                                "media-type=\"application/xhtml+xml\"/>",
                                i, name);
        spine += fmt::format("<itemref idref=\"p{}\"/>", i);
        zip.add(name, page(made.plan.meta.title, bodies[i]));
    }
    std::string people;
    for (const std::string& author : made.plan.meta.authors)
        people += "<dc:creator>" + escaped(author) + "</dc:creator>";
    zip.add("content.opf",
            "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"2.0\"><metadata "
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>"
                + escaped(made.plan.meta.title) + "</dc:title>" + people
                + "<dc:language>en</dc:language></metadata><manifest>" + manifest
                + "</manifest><spine>" + spine + "</spine></package>");
    return zip.finish();
}

std::string epub(const Made& made) { return book(made, {marked(made, kPage, true)}); }

/// What AO3's form asks for, and nothing else.
void as_ao3(Plan& plan) {
    static constexpr RatingRow kRatings[] = {{"General Audiences", "general", kBoth},
                                             {"Teen And Up Audiences", "teen", kBoth},
                                             {"Mature", "mature", kBoth},
                                             {"Explicit", "explicit", kBoth}};
    plan.meta.rating = &kRatings[plan.index % std::size(kRatings)];
    std::erase_if(plan.meta.warnings, [](const std::string& name) { return name == "none"; });
    plan.meta.fields = {Field::title,      Field::author,  Field::fandom, Field::relationships,
                        Field::characters, Field::summary, Field::rating, Field::genre};
    plan.meta.part = plan.meta.parts = 0;
    plan.dialect.end_mark = {};
}

std::string ao3_preface(const Made& made) {
    const Meta& m = made.plan.meta;
    const auto row = [](std::string_view label, const std::vector<std::string>& values) {
        if (values.empty()) return std::string();
        std::string out = fmt::format("<dt>{}:</dt><dd>", label);
        for (const std::string& value : values)
            out += fmt::format("{}<a href=\"http://archiveofourown.org/tags/x\">{}</a>",
                               &value == &values.front() ? "" : ", ", escaped(value));
        return out + "</dd>";
    };
    std::string by;
    for (const std::string& author : m.authors)
        by += fmt::format("{}<a rel=\"author\" href=\"http://archiveofourown.org/users/x\">{}</a>",
                          by.empty() ? "" : ", ", escaped(author));
    return "<div id=\"preface\"><p class=\"message\"><b>" + escaped(m.title)
           + "</b><br/>Posted originally on the <a href=\"http://archiveofourown.org/\">Archive of "
             "Our Own</a> at <a href=\"http://archiveofourown.org/works/1\">http://"
             "archiveofourown.org/works/1</a>.</p><div class=\"meta\"><dl class=\"tags\">"
           + row("Rating", {std::string(m.rating->text)}) + row("Fandom", m.fandoms)
           + row("Relationship", m.relationships) + row("Character", m.characters)
           + row("Additional Tags", m.genres) + "<dt>Language:</dt><dd>English</dd></dl><h1>"
           + escaped(m.title) + "</h1><div class=\"byline\">by " + by
           + "</div><p>Summary</p><blockquote class=\""
             "userstuff\"><p>"
           + escaped(m.summary) + "</p></blockquote></div></div>";
}

std::string ao3_chapters(const Made& made) {
    return "<div id=\"chapters\" class=\"userstuff\">" + marked(made, kPage, false)
           + "</div><div id=\"afterword\"><p class=\"message\">Please <a href=\"http://"
             "archiveofourown.org/works/1/comments/new\">drop by the Archive and comment</a></p>"
             "</div>";
}

std::string ao3_html(const Made& made) {
    return page(made.plan.meta.title, ao3_preface(made) + ao3_chapters(made));
}
std::string ao3_epub(const Made& made) {
    return book(made, {ao3_preface(made), ao3_chapters(made)});
}

// ---- mail

std::string head(const Made& made, std::string_view subject, std::string_view type) {
    return fmt::format("Message-ID: <{}.{}@lists.example.org>\nFrom: {} <{}>\nTo: "
                       "stories@lists.example.org\nDate: Tue, 12 Jun 2001 21:14:00 +0100\n"
                       "Subject: {}\nMIME-Version: 1.0\nContent-Type: {}\n"
                       "Content-Transfer-Encoding: 8bit\n\n",
                       made.plan.index, subject.size(), made.plan.meta.authors[0],
                       made.plan.meta.email, subject, type);
}
constexpr std::string_view kFrom = "From list@lists.example.org Tue Jun 12 21:14:00 2001\n";
constexpr std::string_view kPlain = "text/plain; charset=utf-8";

std::string from_quoted(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::string_view line = text.substr(at, end - at);
        if (line.starts_with("From ")) out += '>';
        out += line;
        at = end;
    }
    return out;
}

std::string message(const Made& made) {
    return head(made, "FIC: " + made.plan.meta.title, kPlain) + made.text;
}
std::string mailbox(const Made& made) {
    return std::string(kFrom) + head(made, "Re: FIC: Something else", kPlain)
           + "> It was the lamp.\n\nIt was not.\n\n" + std::string(kFrom)
           + from_quoted(message(made)) + "\n";
}
std::string with_attachment(const Made& made) {
    return std::string(kFrom) + head(made, "As I promised", "multipart/mixed; boundary=\"--b7\"")
           + "----b7\nContent-Type: text/plain\n\nHere it is.\n----b7\nContent-Type: text/plain; "
             "charset=utf-8; name=\"story.txt\"\nContent-Disposition: attachment; "
             "filename=\"story.txt\"\nContent-Transfer-Encoding: 8bit\n\n"
           + from_quoted(made.text) + "\n----b7--\n\n";
}
std::string digest(const Made& made) {
    const std::string rule(30, '-');
    std::string body;
    for (const char c : made.text) body += c == '-' && body.ends_with(rule.substr(1)) ? '_' : c;
    return "The Lamp Digest      Tuesday, June 12 2001      Volume 01 : Number 004\n\nIn this "
           "issue:\n\n        Re: Lamps\n        FIC\n\n"
           + std::string(70, '-')
           + "\n\nDate: Tue, 12 Jun 2001 20:00:00 +0100\nFrom: Jo "
             "<jo@mail.example.net>\nSubject: Re: Lamps\n\n> Which one?\n\n"
             "The green one.\n\n"
           + rule + "\n\nDate: Tue, 12 Jun 2001 21:14:00 +0100\nFrom: " + made.plan.meta.authors[0]
           + " <" + made.plan.meta.email + ">\nSubject: FIC: " + made.plan.meta.title + "\n\n"
           + body + "\n" + rule
           + "\n\nEnd of The Lamp Digest V1 #4\n****************************\n";
}

// ---- containers

std::string zipped(const Made& made) {
    ZipBytes zip;
    zip.add("stories/story.txt", made.text);
    return zip.finish();
}
std::string gzipped(const Made& made) { return gzip(made.text); }

struct KindRow {
    std::string_view name, ending;
    std::string (*bytes)(const Made&);
    std::string_view path;  ///< of the story in it
    bool mail = false, form = false;
};
constexpr KindRow kKinds[] = {
    {"docx", ".docx", docx, ""},
    {"odt", ".odt", odt, ""},
    {"rtf", ".rtf", rtf, ""},
    {"epub", ".epub", epub, ""},
    {"ao3-html", ".html", ao3_html, "", false, true},
    {"ao3-epub", ".epub", ao3_epub, "", false, true},
    {"message", ".eml", message, "", true},
    {"mailbox", ".mbox", mailbox, "message 2", true},
    {"attachment", ".mbox", with_attachment, "message 1/story.txt", true},
    {"digest", ".txt", digest, "message 2", true},
    {"zip", ".zip", zipped, "stories/story.txt"},
    {"gzip", ".txt.gz", gzipped, "story.txt"},
};

Plan plain_plan(const World& world, const Options& options, std::uint64_t index,
                const KindRow& kind) {
    Plan plan = make_plan(world, options, index);
    plan.twin = Twin::none;
    Dialect& d = plan.dialect;
    d.form = HeaderForm::labels;
    d.charset = Charset::utf8;
    d.eol = "\n";
    d.at_end = d.run_on = d.split = d.dos_end = false;
    d.mail = kind.mail;
    d.layout = Layout::blank;
    plan.damage.clear();
    if (kind.form) as_ao3(plan);
    plan.path = fmt::format("{}/{}{}", kind.name, index, kind.ending);
    return plan;
}

void write(const fs::path& path, std::string_view bytes) {
    if (path.has_parent_path()) fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (file.good()) return;
    std::perror(path.c_str());
    std::exit(1);
}

std::string truth_of(const Made& made, const KindRow& kind) {
    std::string line = truth_line(made.plan, made.prose, {}, false);
    std::string path(kind.path);
    if (path == "story.txt" && kind.ending == ".txt.gz")
        path = fmt::format("{}.txt", made.plan.index);
    if (!path.empty()) line.insert(1, "\"path\":\"" + path + "\",");
    return line + '\n';
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    options.html_percent = 0;
    fs::path folder, truth_file;
    int place = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string arg = argv[i];
        if (arg == "--help") {
            fmt::print("{}", kUsage);
            return 0;
        }
        if (arg.starts_with("--") && ++i >= argc) wrong(arg + " needs a value");
        const auto number = [&](const char* text) { return std::strtoull(text, nullptr, 10); };
        if (arg == "--seed")
            options.seed = number(argv[i]);
        else if (arg == "--median")
            options.median_words = number(argv[i]);
        else if (arg == "--truth")
            truth_file = argv[i];
        else if (arg.starts_with("--"))
            wrong("unknown option " + arg);
        else if (place++ == 0)
            options.stories = number(argv[i]);
        else
            folder = arg;
    }
    if (place != 2 || options.stories == 0) wrong("N and DIR are needed");
    const World world(options.seed, options.stories);
    std::string truth;
    for (std::uint64_t i = 0; i < options.stories; ++i) {
        const KindRow& kind = kKinds[i % std::size(kKinds)];
        Made made{plain_plan(world, options, i, kind), {}, {}, {}};
        made.prose = make_prose(world, options, made.plan);
        Random random(options.seed, i, 30);
        if (!kind.form) made.header = render_header(made.plan, random);
        Plan letterless = made.plan;
        letterless.dialect.mail = false;
        made.text = render_text(letterless, made.prose, made.header, {});
        write(folder / made.plan.path, kind.bytes(made));
        truth += truth_of(made, kind);
    }
    if (!truth_file.empty()) write(truth_file, truth);
    return 0;
}
