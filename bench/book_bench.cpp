// SPDX-License-Identifier: GPL-3.0-or-later
// How fast pages of known sites and books are read: book_bench [MEGABYTES]. One AO3 download and
// one EPUB of that much text, made up; the reader alone, then with the story made of it.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>

#include "export/zip_writer.h"
#include "source/peel.h"
#include "tests/support/book.h"
#include "work/assemble.h"

namespace {

using namespace solander;

std::string paragraphs(std::size_t bytes, unsigned seed) {
    constexpr const char* kWords[] = {"lamp",  "ladder", "kettle", "ferry",  "gull",  "window",
                                      "marsh", "clock",  "salt",   "button", "stair", "harbour"};
    std::string out;
    while (out.size() < bytes) {
        out += "<p>The";
        for (int i = 0; i < 60; ++i) {
            seed = seed * 1664525 + 1013904223;
            const char* word = kWords[(seed >> 16) % 12];
            out += i % 9 == 0 ? fmt::format(" <em>{}</em>,", word) : fmt::format(" {}", word);
        }
        out += ".</p>\n";
    }
    return out;
}

std::string chapter(int number, std::size_t bytes) {
    return fmt::format(
        "<div class=\"meta group\"><h2 class=\"heading\">Chapter {0}: Lamp {0}</h2>"
        "<p>Chapter Notes</p><blockquote class=\"userstuff\"><p>Late.</p></blockquote>"
        "</div><div class=\"userstuff\">{1}</div>",
        number, paragraphs(bytes, static_cast<unsigned>(number)));
}

constexpr const char* kPreface =
    "<div id=\"preface\"><p class=\"message\"><a href=\"https://archiveofourown.org/works/5\">x</a>"
    "</p><dl "
    "class=\"tags\"><dt>Rating:</dt><dd><a>Mature</a></dd><dt>Fandom:</dt><dd><a>Harbour</a>"
    "</dd><dt>Stats:</dt><dd>Published: 2014-01-02 Words: 1 Chapters: 1/?</dd></dl><h1>Lamps</h1>"
    "<div class=\"byline\">by <a rel=\"author\">imke</a></div></div>";
constexpr std::size_t kChapter = 50'000;  // bytes, as long ones are

std::string ao3_page(std::size_t bytes) {
    std::string page = std::string("<html><body>") + kPreface + "<div id=\"chapters\">";
    for (int i = 1; page.size() < bytes; ++i) page += chapter(i, kChapter);
    return page + "</div><div id=\"afterword\"><p>x</p></div></body></html>";
}

std::string book(std::size_t bytes, bool ao3) {
    ZipWriter zip;
    zip.store("mimetype", "application/epub+zip");
    zip.deflate("META-INF/container.xml", testing::book_container("c.opf"));
    std::string manifest, spine;
    std::size_t written = 0;
    for (int i = 0; written < bytes; ++i) {
        const std::string body = i == 0 && ao3 ? kPreface
                                 : ao3 ? "<div id=\"chapters\">" + chapter(i, kChapter) + "</div>"
                                       : fmt::format("<h2>Chapter {}</h2>", i)
                                             + paragraphs(kChapter, static_cast<unsigned>(i));
        zip.deflate(fmt::format("p{}.xhtml", i), testing::book_document(body));
        manifest += fmt::format(
            "<item id=\"i{0}\" href=\"p{0}.xhtml\" media-type=\"application/xhtml+xml\"/>", i);
        spine += fmt::format("<itemref idref=\"i{}\"/>", i);
        written += body.size();
    }
    zip.deflate("c.opf", "<package><metadata><title>Lamps</title></metadata><manifest>" + manifest
                             + "</manifest><spine>" + spine + "</spine></package>");
    return zip.finish();
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void measure(const char* what, const std::string& bytes, std::size_t of_text) {
    std::size_t words = 0, chapters = 0;
    std::string format;
    const double start = cpu_seconds();
    double stories = 0;
    peel("x", bytes, {}, [&](Part&& part) {
        const double before = cpu_seconds();
        for (const Story& story : read_stories(part, {})) {
            words += story.record.words;
            chapters += story.chapters.size();
        }
        stories += cpu_seconds() - before;
        format = part.format;
    });
    const double reader = cpu_seconds() - start - stories;
    const double megabytes = static_cast<double>(of_text) / 1e6;
    fmt::print(
        "{:<16} {:<14} {:>6.1f} MB  reader {:>6.1f} MB/s  with story {:>6.1f} MB/s  {} words, {} "
        "chapters\n",
        what, format, megabytes, megabytes / reader, megabytes / (reader + stories), words,
        chapters);
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t bytes = (argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 20) * 1'000'000;
    const std::string page = ao3_page(bytes);
    measure("AO3 page", page, page.size());
    measure("AO3 EPUB", book(bytes, true), bytes);
    measure("EPUB", book(bytes, false), bytes);
    return 0;
}
