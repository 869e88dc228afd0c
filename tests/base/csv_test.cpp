// SPDX-License-Identifier: GPL-3.0-or-later
// CSV is read as it is written, and faults are named by line and column.
#include "base/csv.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> rows(std::string_view text) {
    std::vector<Cells> all;
    const CsvTable table = read_csv_table(text);
    EXPECT_TRUE(table.faults.empty()) << table.faults.front().what;
    for (const CsvRow& row : table.rows) all.push_back(row.cells);
    return all;
}

TEST(Csv, cells_in_quotes_hold_commas_quotes_and_lines) {
    EXPECT_EQ(
        rows("\xEF\xBB\xBFname,says\r\n\"Reed, Mara\",\"\"\"No\"\", twice\r\nover\"\n\n,\n"),
        (std::vector<Cells>{{"name", "says"}, {"Reed, Mara", "\"No\", twice\r\nover"}, {"", ""}}));
    EXPECT_EQ(rows("a\rb"), (std::vector<Cells>{{"a"}, {"b"}}));
    EXPECT_TRUE(rows("").empty());
    EXPECT_TRUE(rows("\xEF\xBB\xBF").empty());
}

TEST(Csv, the_first_row_says_what_parts_the_cells) {
    const std::vector<Cells> all = {{"name", "says, or not"}, {"Reed; Mara", "1,5"}};
    EXPECT_EQ(rows("name;\"says, or not\"\n\"Reed; Mara\";1,5\n"), all);
    EXPECT_EQ(rows("\xEF\xBB\xBFname\t\"says, or not\"\r\nReed; Mara\t1,5\r\n"), all);
    EXPECT_EQ(rows("SEP=;\r\nname;says, or not\r\n\"Reed; Mara\";1,5"), all);
    EXPECT_EQ(rows("sep=;\n"), std::vector<Cells>());
    EXPECT_EQ(rows("sep=,name\n"), (std::vector<Cells>{{"sep=", "name"}})) << "a name";
    EXPECT_EQ(rows("name,\"a;b;c\"\n;,;"), (std::vector<Cells>{{"name", "a;b;c"}, {";", ";"}}));
    EXPECT_EQ(rows("one;two,three"), (std::vector<Cells>{{"one;two", "three"}})) << "even";
}

TEST(Csv, what_is_written_is_read_again) {
    const std::vector<Cells> all = {{"plain", "with, comma", "\"quoted\"", "two\nlines", ""},
                                    {"", " space ", "é", "'", "a\r"}};
    std::string text;
    for (const Cells& cells : all) write_csv_row(text, cells);
    EXPECT_EQ(rows(text), all);
    EXPECT_EQ(text.substr(0, 31), "plain,\"with, comma\",\"\"\"quoted\"\"");
}

TEST(Csv, faults_name_line_and_column) {
    const CsvTable table = read_csv_table("a,b\n\"two\nlines\",c\"d\nx,\"y\"z\n\xFF,\n1,\"open\n");
    ASSERT_EQ(table.faults.size(), 4U);
    EXPECT_EQ(table.faults[0].line, 3U);
    EXPECT_EQ(table.faults[0].column, 2U);
    EXPECT_EQ(table.faults[1].line, 4U);
    EXPECT_EQ(table.faults[1].column, 2U);
    EXPECT_EQ(table.faults[2].line, 5U);
    EXPECT_EQ(table.faults[2].column, 1U);
    EXPECT_EQ(table.faults[3].line, 6U) << "where it was opened";
    EXPECT_EQ(table.rows[1].line, 2U);
}

TEST(Csv, a_table_of_nothing_but_faults_is_given_up) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "a\"b\n";
    EXPECT_EQ(read_csv_table(text, 10).faults.size(), 10U);
}

TEST(Csv, formulas_are_guarded_and_come_back_as_they_were) {
    EXPECT_EQ(guarded_cell("=1+1"), "'=1+1");
    EXPECT_EQ(guarded_cell("'=1+1"), "''=1+1");
    EXPECT_EQ(guarded_cell("'tis"), "'tis");
    for (const std::string_view text :
         {"=1", "+1", "-", "@x", "\tx", "'", "''", "'=", "''=", "'tis", "", "a=b", "\r"})
        EXPECT_EQ(unguarded_cell(guarded_cell(text)), text);
}

}  // namespace
}  // namespace solander
