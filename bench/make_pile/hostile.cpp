// SPDX-License-Identifier: GPL-3.0-or-later
// Small on disk where it can be; the one-line file is as large as asked for.
#include "bench/make_pile/hostile.h"

#include <sys/stat.h>

#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "bench/make_pile/random.h"
#include "bench/make_pile/zip.h"

namespace solander::pile {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStory =
    "Title: The Good Neighbour\nAuthor: Zoo Keeper\nFandom: The Zoo\nRating: G\nArchive: Ask\n\n"
    "The gate was open when she came, and nobody had counted the cranes.\n\n\"Eleven,\" said the "
    "boy on the wall. \"There were always eleven.\"\n\nThe End\n";

void write(const fs::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    out.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

std::string noise(std::size_t bytes) {
    Random random(7, 0, 0);
    std::string out(bytes, '\0');
    for (char& c : out) c = static_cast<char>(random.next() >> 56);
    return out;
}

void plain(const fs::path& folder, std::uint64_t line_megabytes) {
    const std::string story(kStory);
    write(folder / "good.txt", story);
    write(folder / "empty.txt", "");
    write(folder / "one-byte.txt", "T");
    write(folder / "spaces.txt", std::string(100000, ' '));
    write(folder / "newlines.txt", std::string(1000000, '\n'));
    write(folder / "returns.txt", std::string(1000000, '\r'));
    write(folder / "noise.txt", noise(300000));
    write(folder / "noise.jpg", "\xFF\xD8\xFF\xE0" + noise(100000));
    write(folder / "program.exe", "MZ\x90" + noise(50000));
    write(folder / "nuls.txt", std::string(200000, '\0'));
    write(folder / "nuls-inside.txt", story + std::string(5000, '\0') + story);
    write(folder / "controls.txt", story + repeated("\x1B[31m\b\b\x07\x0C\x1B[0m", 20000));
    write(folder / "broken-utf8.txt",
          "\xEF\xBB\xBF" + story
              + "caf\xC3 \xE2\x80 \xF0\x9F\x98 \xC0\xAF \xED\xA0\x80 \xF8\x88 \xFF"
              + repeated("\x80", 1000) + "\n" + story);
    write(folder / "mixed-charsets.txt", story + "caf\xE9 \x93quoted\x94\n\ncaf\xC3\xA9\n");
    write(folder / "utf16-odd.txt", std::string("\xFF\xFET\0i\0t\0l\0e\0:\0 \0\x00\xD8\x41", 19));
    write(folder / "utf16-no-bom.txt", [&] {
        std::string out;
        for (const char c : story) (out += c) += '\0';
        return out;
    }());
    write(folder / "bidi.txt", "Title: \xE2\x80\xAE"
                               "evil\xE2\x80\xAC\nAuthor: \xE2\x81\xA6x\n"
                               "R\xD0\xB0ting: G\n\n"
                                   + repeated("\xE2\x80\xAE", 5000) + story);
    write(folder / "marks.txt", "Title: a" + repeated("\xCC\x81", 100000) + "\n\n" + story);

    write(folder / "labels.txt", repeated("Title: x\n", 1000000));
    write(folder / "unknown-labels.txt", [&] {
        std::string out = "Title: Labels\nAuthor: Zoo Keeper\n";
        for (int i = 0; i < 200000; ++i) out += fmt::format("Label number {}: {}\n", i, i);
        return out + "\nStory.\n";
    }());
    write(folder / "run-on-labels.txt", repeated("Title: x Author: y Rating: G ", 100000) + "\n");
    write(folder / "long-value.txt", "Title: " + repeated("word ", 400000) + "\n\n" + story);
    write(folder / "pairings.txt",
          "Title: x\nAuthor: y\nPairing: " + repeated("A/B, ", 200000) + "\n\n" + story);
    write(folder / "permission.txt",
          "Title: x\nAuthor: y\nArchive: " + repeated("yes, but not without asking, ", 20000)
              + "\n\n" + story);
    write(folder / "breaks.txt", "Title: x\nAuthor: y\n\n" + repeated("* * *\n\n", 200000));
    write(folder / "chapters.txt", [&] {
        std::string out = "Title: Chapters\nAuthor: Zoo Keeper\n\n";
        for (int i = 1; i <= 100000; ++i) out += fmt::format("Chapter {}\n\nIt rained.\n\n", i);
        return out;
    }());
    write(folder / "two-hundred-stories.txt", repeated(std::string(kStory) + "\n\n\n", 200));
    write(folder / "quotes.txt", repeated(">", 500000) + " hello\n" + repeated("> ", 500000));
    write(folder / "emphasis.txt", repeated("*a _b /c ", 300000) + "\n");
    write(folder / "stars.txt", std::string(2000000, '*'));
    write(folder / "equals.txt", repeated("=20=3D=", 300000));
    write(folder / "entities.txt", repeated("&amp;", 200000) + repeated("&#8217;", 100000));
    write(folder / "mojibake.txt", "Title: x\nAuthor: y\n\n" + repeated("donÃ¢â‚¬â„¢t ", 100000));

    // Streamed: this one may be a gigabyte.
    std::ofstream out(folder / "one-line.txt", std::ios::binary);
    const std::string piece = repeated("It was a long line and it went on and on. ", 24966);
    for (std::uint64_t i = 0; i < line_megabytes; ++i)
        out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!out.flush()) throw std::runtime_error("cannot write one-line.txt");
    write(folder / "one-word.txt", std::string(8 << 20, 'a'));
}

void html(const fs::path& folder) {
    const std::string head = "<html><head><title>Zoo</title></head><body>\n";
    write(folder / "nested-div.html", head + repeated("<div>", 100000) + "the bottom"
                                          + repeated("</div>", 100000) + "</body></html>");
    write(folder / "nested-open.html", head + repeated("<b><i>", 100000) + "the bottom");
    write(folder / "nested-table.html", head + repeated("<table><tr><td>", 50000) + "the bottom");
    write(folder / "nested-list.html", head + repeated("<ul><li>", 50000) + "the bottom");
    write(folder / "closing.html", head + repeated("</p></div></b>", 200000) + "the bottom");
    write(folder / "misnested.html", head + repeated("<p><b>a<p></b><i>b</p></i>", 50000));
    write(
        folder / "attributes.html", head + "<p " + [] {
            std::string out;
            for (int i = 0; i < 100000; ++i) out += fmt::format("a{}=\"{}\" ", i, i);
            return out;
        }() + ">the end</p>");
    write(folder / "long-attribute.html",
          head + "<p title=\"" + std::string(4 << 20, 'x') + "\">the end</p>");
    write(folder / "open-comment.html", head + "<p>before</p><!-- " + repeated("lost? ", 100000));
    write(folder / "open-script.html", head + "<p>before</p><script>" + repeated("x();", 100000));
    write(folder / "open-quote.html",
          head + "<p>before</p><a href=\"" + repeated("lost? ", 100000));
    write(folder / "less-than.html", head + repeated("<", 500000));
    write(folder / "ampersands.html", head + repeated("&amp", 200000) + repeated("&", 200000));
    write(folder / "xml-bomb.html",
          "<?xml version=\"1.0\"?><!DOCTYPE z [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"
          "<!ENTITY c \"&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;\"><!ENTITY f SYSTEM "
          "\"file:///etc/passwd\">]><html><body><p>&d;&f;</p></body></html>");
    write(
        folder / "fetch.html",
        head
            + "<script src=\"http://127.0.0.1:9/x.js\"></script><img "
              "src=\"http://127.0.0.1:9/x.png\">"
              "<p onclick=\"alert(1)\">Quiet text.</p><iframe src=\"file:///etc/passwd\"></iframe>"
              "<a href=\"javascript:alert(1)\">link</a><svg onload=alert(1)></svg></body></html>");
    write(folder / "nul.html", std::string("<html><body><p>be\0fore</p><p>after</p>", 39));
}

void packed(const fs::path& folder) {
    write(folder / "bomb.zip", ZipBytes()
                                   .add("readme.txt", kStory)
                                   .add_zeros("zeros.txt", std::uint64_t{1} << 30)
                                   .finish());
    std::string level = ZipBytes().add_zeros("zeros.txt", 100 << 20).finish();
    for (int depth = 0; depth < 3; ++depth) {
        ZipBytes zip;
        for (int i = 0; i < 10; ++i) zip.add(fmt::format("{}.zip", i), level);
        level = zip.finish();
    }
    write(folder / "nested-bomb.zip", level);  // 100 GB
    std::string doll = ZipBytes().add("good.txt", kStory).finish();
    for (int depth = 0; depth < 30; ++depth) doll = ZipBytes().add("inner.zip", doll).finish();
    write(folder / "nested-thirty.zip", doll);
    write(folder / "two-deep.zip",
          ZipBytes()
              .add("story.txt", kStory)
              .add("inner.zip", ZipBytes().add("deep/other.txt", kStory).finish())
              .finish());
    write(folder / "slip.zip", ZipBytes()
                                   .add("../../escaped.txt", kStory)
                                   .add("/tmp/absolute.txt", kStory)
                                   .add("C:\\escaped.txt", kStory)
                                   .add("a/../../b.txt", kStory)
                                   .add("..", kStory)
                                   .add("", kStory)
                                   .add(std::string("nul\0name.txt", 12), kStory)
                                   .add("caf\x82.txt", kStory)
                                   .add("line\nbreak.txt", kStory)
                                   .add(std::string(60000, 'n'), kStory)
                                   .finish());
    write(folder / "same-names.zip", ZipBytes()
                                         .add("a.txt", kStory)
                                         .add("a.txt", "Another.\n")
                                         .add("A.TXT", "A third.\n")
                                         .finish());
    write(folder / "links.zip", ZipBytes()
                                    .add_link("passwd.txt", "/etc/passwd")
                                    .add_link("loop", "loop")
                                    .add("good.txt", kStory)
                                    .finish());
    write(folder / "wrong-crc.zip",
          ZipBytes().add("good.txt", kStory).add("bad.txt", std::string(kStory), true).finish());
    const std::string whole = ZipBytes().add("good.txt", kStory).add("lost.txt", kStory).finish();
    write(folder / "cut.zip", std::string_view(whole).substr(0, whole.size() * 2 / 3));
    write(folder / "tail.zip", whole + noise(10000));
    write(folder / "self-extracting.exe", "MZ" + noise(20000) + whole);
    write(folder / "not-a.zip", kStory);
    write(folder / "empty.zip", ZipBytes().finish());
    write(folder / "zip-called.txt", whole);
    ZipBytes many;
    for (int i = 0; i < 60000; ++i) many.add(fmt::format("{}.txt", i), "");
    write(folder / "many-names.zip", many.finish());
    write(folder / "story.txt.gz", gzip(kStory));
    write(folder / "bomb.gz", gzip(std::string(64 << 20, '\0')));
}

void names(const fs::path& folder) {
    write(folder / "line\nbreak.txt", kStory);
    write(folder / "not-utf8-\xFF\xE9.txt", kStory);
    write(folder / (std::string(251, 'n') + ".txt"), kStory);
    write(folder / " leading and trailing .txt ", kStory);
    write(folder / "-rf.txt", kStory);
    write(folder / "<script>alert(1)<&script>.txt", kStory);
    write(folder / "'; DROP TABLE works; --.txt", kStory);
    write(folder / ".hidden.txt", kStory);
    fs::path deep = folder / "deep";
    for (int i = 0; i < 200; ++i) deep /= "d";
    fs::create_directories(deep);
    write(deep / "bottom.txt", kStory);
    const fs::path locked = folder / "locked.txt";
    fs::remove(locked);
    write(locked, kStory);
    fs::permissions(locked, fs::perms::none);
    std::error_code ignored;  // there from an earlier run
    fs::create_directory_symlink("..", folder / "loop", ignored);
    fs::create_symlink("nowhere", folder / "dangling.txt", ignored);
    ::mkfifo((folder / "pipe.txt").c_str(), 0644);  // reading it would wait for ever
}

}  // namespace

void make_hostile(const fs::path& folder, std::uint64_t line_megabytes) {
    for (const char* part : {"plain", "html", "packed", "names"})
        fs::create_directories(folder / part);
    plain(folder / "plain", line_megabytes);
    html(folder / "html");
    packed(folder / "packed");
    names(folder / "names");
}

}  // namespace solander::pile
