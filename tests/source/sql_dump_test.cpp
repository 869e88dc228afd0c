// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/sql_dump.h"

#include <gtest/gtest.h>

namespace solander {
namespace {

/// Every row and table: "t(a,b)" and "t:a|b|NULL".
std::string read_all(std::string_view dump, std::string* findings = nullptr) {
    SqlDump reader(dump);
    std::string out;
    for (;;) {
        const SqlDump::Event event = reader.next();
        if (event == SqlDump::Event::end) break;
        out += reader.table();
        if (event == SqlDump::Event::table) {
            out += "(";
            for (const std::string& column : reader.columns()) out += column + ",";
            out += ")\n";
            continue;
        }
        out += ":";
        for (const SqlValue& value : reader.values())
            out += (value.kind == SqlValue::Kind::null   ? "NULL"
                    : value.kind == SqlValue::Kind::call ? "CALL"
                                                         : sql_text(value))
                   + "|";
        std::vector<SqlValue> again;
        EXPECT_TRUE(sql_row_at(dump, reader.at(), again));
        EXPECT_EQ(again.size(), reader.values().size());
        out += "\n";
    }
    if (findings != nullptr)
        for (const Finding& finding : reader.findings())
            *findings += std::to_string(finding.where.from) + " ";
    return out;
}

constexpr std::string_view kXml =
    "<?xml version=\"1.0\"?>\n<mysqldump xmlns:xsi=\"x\">\n<database name=\"s\">\n\t"
    "<table_structure name=\"a\">\n\t\t<field Field=\"id\" Type=\"int\" />\n\t"
    "</table_structure>\n\t<table_data name=\"a\">\n\t<row>\n\t\t<field name=\"Id\">1</field>\n"
    "\t\t<field name=\"t\">Tea &amp; &lt;i&gt;cake&lt;/i&gt; "
    "&#233;&nbsp;</field>\n\t</row>\n\t<row>"
    "\n\t\t<field name=\"Id\" xsi:nil=\"true\" />\n\t\t<field name=\"t\" "
    "xsi:type=\"xs:hexBinary\">6162</field>\n\t</row>\n\t</table_data>\n</database>\n</"
    "mysqldump>\n";

TEST(SqlDump, reads_rows_of_dumps_in_xml) {
    std::string findings;
    EXPECT_EQ(read_all(kXml, &findings), "a:1|Tea & <i>cake</i> \u00E9&nbsp;|\na:NULL|ab|\n");
    EXPECT_EQ(findings, "");
    SqlDump reader(kXml);
    ASSERT_EQ(reader.next(), SqlDump::Event::row);
    EXPECT_EQ(reader.columns(), (std::vector<std::string>{"id", "t"}));
    EXPECT_EQ(
        read_all("<?xml version=\"1.0\"?><pma_xml_export version=\"1.0\"><pma:table "
                 "name=\"b\">CREATE TABLE `b` (x int)</pma:table><database name=\"s\">\n<table "
                 "name=\"b\">\n<column name=\"x\">1</column><column name=\"y\">NULL</column>\n"
                 "</table></database></pma_xml_export>"),
        "b:1|NULL|\n");
}

TEST(SqlDump, in_xml_that_is_broken_keeps_what_was_whole) {
    for (std::size_t cut = 0; cut < kXml.size(); ++cut) {
        std::string findings;
        const std::string rows = read_all(kXml.substr(0, cut), &findings);
        EXPECT_TRUE(
            std::string("a:1|Tea & <i>cake</i> \u00E9&nbsp;|\na:NULL|ab|\n").starts_with(rows));
        if (looks_like_xml_dump(kXml.substr(0, cut)) && cut + 12 < kXml.size()) {
            EXPECT_NE(findings, "") << cut;
        }
    }
    std::string bent(kXml);
    bent.replace(bent.find("<field name=\"t\""), 6, "<fault");
    std::string findings;
    EXPECT_EQ(read_all(bent, &findings), "a:NULL|ab|\n");
    EXPECT_NE(findings, "");
}

TEST(SqlDump, of_xml_tags_that_never_end_is_read_in_linear_time) {
    for (const std::string_view open : {"<table_data ", "<table ", "<row>", "<row><field "}) {
        std::string dump = "<mysqldump>";
        for (int i = 0; i < 200'000; ++i) dump += open;
        EXPECT_EQ(read_all(dump), "");
    }
}

TEST(SqlDump, reads_rows_of_every_writer) {
    EXPECT_EQ(read_all("INSERT INTO `db`.`a` VALUES (1,'x'),(2,NULL);\n"), "a:1|x|\na:2|NULL|\n");
    EXPECT_EQ(read_all("INSERT INTO a VALUES (\"1\", \"x\", \"\");\r\nREPLACE INTO b VALUE(3)"),
              "a:1|x||\nb:3|\n");
    EXPECT_EQ(read_all("insert ignore into \"a\" (`x`, y) values\n\t(-1.5e-3, DEFAULT)\n;"),
              "a:-1.5e-3|NULL|\n");
    EXPECT_EQ(read_all("# Dump of table a\n-- text\n/* INSERT INTO no VALUES (1); */"
                       "/*!40000 INSERT INTO a VALUES (1) */;"),
              "a:1|\n");
    EXPECT_EQ(read_all("INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE b='(2)';"
                       "INSERT INTO a VALUES (3);"),
              "a:1|\na:3|\n");
}

TEST(SqlDump, means_what_the_server_would_have_stored) {
    EXPECT_EQ(read_all(R"(INSERT INTO a VALUES ('It\'s','It''s',"say \"x\"","a""b",'\\','\%'))"),
              "a:It's|It's|say \"x\"|a\"b|\\|\\%|\n");
    EXPECT_EQ(read_all(R"(INSERT INTO a VALUES ('a\nb\tc\rd','x\Zy','\q'))"),
              "a:a\nb\tc\rd|x\x1Ay|q|\n");
    EXPECT_EQ(read_all(R"(INSERT INTO a VALUES ('a\0b'))"), std::string("a:a\0b|\n", 7));
    EXPECT_EQ(read_all("INSERT INTO a VALUES (0x4142, X'43', x'', _binary 'd', _utf8mb4'e',N'f')"),
              "a:AB|C||d|e|f|\n");
}

TEST(SqlDump, never_runs_what_it_reads) {
    EXPECT_EQ(read_all("INSERT INTO a VALUES (NOW(), CONCAT('x',(SELECT 1)), TRUE);"),
              "a:CALL|CALL|TRUE|\n");
    EXPECT_EQ(read_all("DELIMITER ;;\nCREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x = 1;;"
                       "\nDELIMITER ;\nINSERT INTO a VALUES (1);"),
              "a:1|\n");
}

TEST(SqlDump, takes_columns_from_create_table_and_from_the_insert) {
    EXPECT_EQ(read_all("CREATE TABLE IF NOT EXISTS `a` (\n `Id` int(11) NOT NULL,\n"
                       "`t` enum('x,y','z)') DEFAULT 'x' COMMENT 'a, b',\n plain text,\n"
                       "PRIMARY KEY (`Id`), KEY `t` (`t`(10),`Id`)\n) ENGINE=MyISAM;"),
              "a(id,t,plain,)\n");
    SqlDump reader("INSERT INTO a (`B`,c) VALUES (1,2);INSERT INTO a VALUES (3,4);");
    ASSERT_EQ(reader.next(), SqlDump::Event::row);
    EXPECT_EQ(reader.columns(), (std::vector<std::string>{"b", "c"}));
    ASSERT_EQ(reader.next(), SqlDump::Event::row);
    EXPECT_TRUE(reader.columns().empty());
}

TEST(SqlDump, keeps_what_was_whole_of_a_dump_that_was_cut) {
    const std::string dump = "INSERT INTO a VALUES (1,'x'),(2,'y');\n";
    for (std::size_t size = 0; size < dump.size(); ++size) {
        std::string findings;
        const std::string got = read_all(std::string_view(dump).substr(0, size), &findings);
        EXPECT_EQ(got, size < 28 ? "" : size < 36 ? "a:1|x|\n" : "a:1|x|\na:2|y|\n") << size;
        // Cut in the first word it may be anything; at the semicolon nothing is missing but it.
        EXPECT_EQ(findings.empty(), size < 6 || size == 37) << size;
        if (size > 30 && size < 36) {
            EXPECT_EQ(findings, "29 ") << size;
        }
    }
}

TEST(SqlDump, goes_on_behind_damage) {
    std::string findings;
    EXPECT_EQ(read_all("INSERT INTO a VALUES (1,'it's');\nINSERT INTO a VALUES (2);\n", &findings),
              "a:2|\n");
    EXPECT_EQ(findings, "21 ");
    EXPECT_EQ(read_all("mysqldump: Couldn't execute 'SHOW'\nINSERT INTO a VALUES (2);\n"),
              "a:2|\n");
    EXPECT_EQ(read_all("SET x = 'never closed;\nINSERT INTO a VALUES (2);\n"), "a:2|\n");
}

TEST(SqlDump, stays_linear_when_nothing_closes) {
    std::string dump;
    for (int i = 0; i < 200'000; ++i) dump += "INSERT INTO a VALUES (\\'\n";
    for (int i = 0; i < 200'000; ++i) dump += "SET '\"`\n/*!1 ((((\n";
    std::string findings;
    EXPECT_EQ(read_all(dump, &findings), "");
    EXPECT_FALSE(findings.empty());
    EXPECT_EQ(read_all("INSERT INTO a VALUES " + std::string(1'000'000, '(')), "");
    EXPECT_EQ(read_all("INSERT INTO a VALUES (f" + std::string(1'000'000, '(')), "");
}

TEST(SqlDump, takes_only_dumps_for_dumps) {
    EXPECT_TRUE(
        looks_like_sql("-- MySQL dump 10.13\n\n/*!40101 SET NAMES utf8 */;\nDROP TABLE x;"));
    EXPECT_TRUE(looks_like_sql("# Dump of table a\r\nINSERT INTO a VALUES (\"1\");"));
    EXPECT_FALSE(looks_like_sql("-- \nInsert the key, she said.\n"));
    EXPECT_FALSE(looks_like_sql("Title: Snow\n\nINSERT INTO a VALUES (1);"));
    EXPECT_FALSE(looks_like_sql(""));
}

}  // namespace
}  // namespace solander
