// SPDX-License-Identifier: GPL-3.0-or-later
// Pages and downloads of known sites, whole: tests/golden/page/NAME/{input,expected}. ACCEPT=1
// rewrites.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "document/reader.h"
#include "document/walk.h"
#include "source/peel.h"
#include "work/assemble.h"
#include "work/record_json.h"
#include "work/taken.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

std::vector<fs::path> cases() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(fs::path(SOLANDER_TEST_DIR) / "golden/page"))
        found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

/// One member of the work object a line.
std::string lines_of_json(const WorkRecord& record) {
    JsonWriter json;
    json.object();
    write_work_members(json, record);
    json.end();
    std::string out;
    int depth = 0;
    bool quoted = false;
    for (const char c : json.take()) {
        if (c == '"' && !out.ends_with('\\')) quoted = !quoted;
        if (!quoted && (c == '{' || c == '[')) ++depth;
        if (!quoted && (c == '}' || c == ']')) --depth;
        if (!quoted && c == ',' && depth == 1)
            out += '\n';
        else if (depth > 0 && !(c == '{' && depth == 1 && out.empty()))
            out += c;
    }
    return out + "\n";
}

std::string shown(const Part& part, const Story& story) {
    std::ostringstream out;
    out << (part.format.empty() ? "(no known page)" : part.format) << ", " << story.file_class
        << "\n"
        << lines_of_json(story.record);
    for (const Chapter& chapter : story.chapters) {
        out << "== " << chapter.title << " (" << chapter.words << " words)\n";
        for (const Block& block : chapter.text.blocks) {
            std::string text(chapter.text.text_of(block));
            text = replace_all(std::move(text), "\n", "\\n");
            constexpr std::size_t kShown = 72;
            out << "  " << name_of_block(block) << ": " << shortened(text, kShown) << "\n";
        }
    }
    for (const Finding& finding : part.findings) out << "finding " << finding.kind << "\n";
    for (const Finding& finding : story.findings) out << "finding " << finding.kind << "\n";
    return out.str();
}

/// All word characters in their order.
std::string letters(std::string_view text) {
    std::string out;
    for_each_word(text, [&](std::string_view word) {
        for (const char c : word)
            if (c != '-' && c != '\'') out += c;
    });
    return out;
}

TEST(Page, is_read_as_a_person_would) {
    const bool accept = std::getenv("ACCEPT") != nullptr;
    ASSERT_FALSE(cases().empty());
    for (const fs::path& folder : cases()) {
        const Part part = read_part("page", contents(folder / "input"), {});
        const std::vector<Story> stories = read_stories(part, {{2026, 11, 22}});
        ASSERT_EQ(stories.size(), 1U) << folder;
        const std::string actual = shown(part, stories[0]);
        if (accept)
            std::ofstream(folder / "expected", std::ios::binary) << actual;
        else
            EXPECT_EQ(actual, contents(folder / "expected")) << folder;
    }
    if (accept) GTEST_SKIP() << "golden files were rewritten";
}

TEST(Page, loses_and_moves_no_word) {
    for (const fs::path& folder : cases()) {
        const Part part = read_part("page", contents(folder / "input"), {});
        const std::vector<Story> stories = read_stories(part, {{2026, 11, 22}});
        ASSERT_EQ(stories.size(), 1U) << folder;
        std::string all;
        for (const Chapter& chapter : stories[0].chapters)
            for (const Block& block : chapter.text.blocks)
                all += letters(chapter.text.text_of(block));
        const std::string input =
            part.media == Media::html ? read_html(part.text).document.text : part.text;
        EXPECT_EQ(all, letters(input)) << folder;
    }
}

TEST(Page, states_values_that_stand_where_they_are_said_to) {
    for (const fs::path& folder : cases()) {
        const Part part = read_part("page", contents(folder / "input"), {});
        for (const Stated& stated : part.stated) {
            if (stated.where.empty() || stated.value == "yes" || stated.value == "no") continue;
            ASSERT_LE(stated.where.to, part.text.size()) << folder;
            const std::string_view there =
                std::string_view(part.text).substr(stated.where.from, stated.where.size());
            // "Part 2 of X", dates and "//site/page" are put in another way than they stand there.
            if (stated.label == "Series" || stated.label.starts_with("Date")
                || there.starts_with("//"))
                continue;
            const WordRange first = next_word(stated.value, 0);
            const std::string word = stated.value.substr(first.from, first.to - first.from);
            EXPECT_NE(there.find(word), std::string_view::npos)
                << folder << " " << stated.label << ": " << stated.value << " in " << there;
        }
        std::uint64_t at = 0;
        for (const Zone& zone : part.zones) {
            EXPECT_GE(zone.from, at) << folder;
            EXPECT_GT(zone.to, zone.from) << folder;
            at = zone.to;
        }
        EXPECT_LE(at, part.text.size()) << folder;
    }
}

TEST(Page, with_a_title_that_never_ends_gives_whole_characters) {
    for (const std::string pad : {"", "x", "xx"}) {
        std::string page =
            contents(fs::path(SOLANDER_TEST_DIR) / "golden/page/livejournal-entry/input");
        const std::string heading = "<h1 class=\"b-singlepost-title\">The Short Way</h1>";
        page.erase(page.find(heading), heading.size());
        std::string title = pad;
        for (int i = 0; i < 3000; ++i) title += "\u2019";
        page.replace(page.find("The Short Way</title>"), 21, title);
        const Part part = read_part("page", page, {});
        bool titled = false;
        for (const Stated& stated : part.stated) {
            EXPECT_TRUE(valid_utf8(stated.value)) << stated.label;
            titled |= stated.label == "Title";
        }
        EXPECT_TRUE(titled);
    }
}

/// Nothing of it may be looked at again for each of its pieces.
TEST(Page, of_many_pieces_that_never_end_is_read_through) {
    const std::string head =
        "<html><body><div id=\"preface\"><dl class=\"tags\"><dt>Rating:</dt><dd>Mature</dd>"
        "<dt>Fandom:</dt><dd>Kites</dd></dl><a href=\"http://a.example/works/1\">x</a></div>";
    for (const std::string_view piece :
         {"<div id=\"chapters\"><h2 class=\"heading\">x<p>Notes</p><blockquote>",
          "<div id=\"chapters\"><a title=\"", "<div id=\"afterword\"><dt>x<dd>y", "<!-- <script>",
          "<table class=\"full\"><tr><td><b>Rating:", "<div id=\"storytext\"></div>Rated: ",
          "<span class=\"ljuser\">", "<li class=\"blurb group\">"}) {
        std::string page = head;
        for (int i = 0; i < 15000; ++i) page += piece;
        const Part part = read_part("page", page, {});
        EXPECT_EQ(part.text.size(), page.size());
    }
}

}  // namespace
}  // namespace solander
