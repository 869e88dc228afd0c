// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/sidecar.h"

#include <gtest/gtest.h>

#include <map>

#include "source/peel.h"
#include "tests/source/zip_bytes.h"

namespace solander {
namespace {

/// "file: Label=value|Label=value|".
std::string read(std::string_view bytes) {
    const auto sidecar = read_sidecar(bytes);
    if (!sidecar) return "none";
    std::string out = std::string(sidecar->kind) + "\n";
    for (const SidecarRow& row : sidecar->rows) {
        out += row.files.front() + ": ";
        for (const Stated& stated : row.stated) out += stated.label + "=" + stated.value + "|";
        out += "\n";
    }
    for (const Finding& finding : sidecar->findings) out += finding.text + "\n";
    return out;
}

TEST(Sidecar, reads_automated_archives_list_as_data) {
    EXPECT_EQ(read("%FILES = (\n"
                   " '0' => {\n"
                   "  'Author' => 'Imke',\n"
                   "  'Email' => 'imke@lamp.example',\n"
                   "  'Title' => 'Bo\\'s Ladder',\n"
                   "  'Location' => '0/bosladder',\n"
                   "  'FileType' => 'html',\n"
                   "  'Date' => '03/24/98',\n"
                   "  'Summary' => 'It's red, and\nnobody's.',\n"
                   "  'Rating' => \"PG\",\n"
                   " },\n"
                   " 1 => { Title => q{Two}, Location => 'two', PrintTime => 951782400 },\n"
                   ");\n"
                   "system('rm -rf /');\n1;\n"),
              "automated-archive\n"
              "archive/0/bosladder.html: Author=Imke|Title=Bo's Ladder|Published=1998-03-24|"
              "Summary=It's red, and\nnobody's.|Rating=PG|\n"
              "archive/two.html: Title=Two|Published=2000-02-29|\n");
}

TEST(Sidecar, goes_on_behind_a_line_that_cannot_be_read) {
    EXPECT_EQ(read("%FILES = (\n'0' => {\n'Title' => 'One',\n=> what,\n'Location' => 'one',\n},\n"
                   "'1' => {\n'Title' => 'Cut',\n'Location' => 'cu"),
              "automated-archive\narchive/one.html: Title=One|\n"
              "line 4 of the list cannot be read; what follows was\n"
              "line 9 of the list cannot be read; what follows was\n");
}

TEST(Sidecar, reads_tables_with_a_title_and_a_file) {
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "Title;File;Authors;Permission\r\n"
                   "\"Salt; \"\"and\"\" sea\";a\\salt.txt;Imke;yes\r\n\r\nTwo;b.txt;Jo;\r\n"),
              "csv\na/salt.txt: Title=Salt; \"and\" sea|Author=Imke|Permission in the list=yes|\n"
              "b.txt: Title=Two|Author=Jo|\n");
    EXPECT_EQ(
        read("file,title\na.txt,One,more\n"),
        "csv\na.txt: title=One|\n1 lines of the list have more or fewer values than its first "
        "line has names\n");
    EXPECT_EQ(read("title,author\nOne,Imke\n"), "none");
    EXPECT_EQ(read("Title: Snow\nFile: snow.txt\n\nIt fell.\n"), "none");
}

TEST(Sidecar, reads_json_of_any_depth_and_takes_the_flat_of_it) {
    EXPECT_EQ(read(R"([{"title":"One","path":"a.txt","characters":["Anke","Bo"],"n":{"x":[1]},)"
                   R"("words":12},{"title":"no file"}])"),
              "json\na.txt: title=One|characters=Anke|characters=Bo|words=12|\n");
    EXPECT_EQ(read(R"([{"title":"One","path":"a.txt")"), "none");
    EXPECT_EQ(read(R"([{"title":"One","path":"a.txt","x":)" + std::string(500'000, '[')), "none");
}

TEST(Sidecar, stays_linear_when_nothing_closes) {
    EXPECT_NE(read("%FILES = (\n" + std::string(1'000'000, '\'')), "x");
    std::string list = "%FILES = (\n";
    for (int i = 0; i < 200'000; ++i) list += "'a => {\n";
    EXPECT_EQ(read(list), "none");
    EXPECT_EQ(read("title,file\n" + std::string(1'000'000, '"')), "none");
}

TEST(Sidecar, reads_yaml_as_data) {
    const auto list =
        read_sidecar("# ours\nstories:\n  - title: \"Snow: a tale\"\n    file: a.txt\n"
                     "    tags: [rain, lamps]\n    more: {deep: [1, {title: no}]}\n"
                     "    permission: anywhere\n  - file: b.txt\n    title: Ice\n"
                     "    anchor: &a x\n    alias: *a\n");
    ASSERT_TRUE(list.has_value());
    EXPECT_EQ(list->kind, "yaml");
    ASSERT_EQ(list->rows.size(), 2U);
    EXPECT_EQ(list->rows[0].files.at(0), "a.txt");
    std::string said;
    for (const Stated& stated : list->rows[0].stated)
        said += stated.label + "=" + stated.value + "|";
    EXPECT_EQ(said, "title=Snow: a tale|tags=rain|tags=lamps|Permission in the list=anywhere|");

    const auto documents =
        read_sidecar("---\ntitle: Snow\nfile: a.txt\n---\ntitle: Ice\nfile: b.txt\n");
    ASSERT_TRUE(documents.has_value());
    EXPECT_EQ(documents->rows.size(), 2U);

    const auto broken = read_sidecar("- title: Snow\n  file: a.txt\n- title: \"Ice\n  file: b\n");
    ASSERT_TRUE(broken.has_value());
    EXPECT_EQ(broken->rows.size(), 1U);
    ASSERT_EQ(broken->findings.size(), 1U);
    EXPECT_FALSE(read_sidecar("---\ntitle: Snow\ntags: [a]\n---\nIt fell. file it\n").has_value());
    std::string deep = "- title: Snow\n  file: a.txt\n  x: ";
    for (int i = 0; i < 100'000; ++i) deep += '[';
    EXPECT_EQ(read_sidecar(deep).has_value(), false);
}

TEST(Sidecar, in_a_container_speaks_of_its_members) {
    const std::string zip =
        stored_zip({{"site/s1.txt", "It fell. It lay. It went."},
                    {"site/list.csv", "title,author,file\nSnow,Kat,s1.txt\nIce,Jo,s2.txt\n"},
                    {"s1.txt", "Elsewhere."}});
    std::map<std::string, Part> parts;
    peel("a.zip", zip, {}, [&](Part&& part) { parts.emplace(part.path, std::move(part)); });
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts.at("site/list.csv").file_class, "list");
    ASSERT_EQ(parts.at("site/list.csv").findings.size(), 1U);
    EXPECT_EQ(parts.at("site/list.csv").findings[0].kind, "listed-not-here");
    ASSERT_EQ(parts.at("site/s1.txt").stated.size(), 2U);
    EXPECT_EQ(parts.at("site/s1.txt").stated[0].value, "Snow");
    EXPECT_TRUE(parts.at("s1.txt").stated.empty());
}

}  // namespace
}  // namespace solander
