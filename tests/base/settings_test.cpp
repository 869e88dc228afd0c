// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"

#include <gtest/gtest.h>

#include "base/file.h"

namespace solander {
namespace {

TEST(Settings, have_defaults_that_fit_their_own_rows) {
    Settings settings;
    for (const SettingRow& row : setting_rows()) {
        EXPECT_TRUE(settings.set(row.name, row.fallback, "again")) << row.name;
        EXPECT_FALSE(row.help.empty());
    }
    EXPECT_EQ(settings.number("serve.port"), 8080U);
    EXPECT_EQ(settings.number("limits.part"), 256U << 20);
    EXPECT_FALSE(settings.flag("serve.public"));
}

TEST(Settings, say_where_a_value_came_from_and_later_sources_win) {
    Settings settings;
    EXPECT_EQ(settings.origin("serve.port"), "default");
    EXPECT_TRUE(settings.read_toml("[serve]\nport = 81\npublic = true\n").empty());
    EXPECT_EQ(settings.origin("serve.port"), "solander.toml:2");
    EXPECT_TRUE(settings.flag("serve.public"));
    const char* environment[] = {"PATH=/bin", "SOLANDER_SERVE_PORT=82", "SOLANDER_ARCHIVE=/x",
                                 nullptr};
    EXPECT_TRUE(settings.read_environment(environment).empty());
    EXPECT_EQ(settings.number("serve.port"), 82U);
    ASSERT_TRUE(settings.set("serve.port", "83", "--port"));
    EXPECT_EQ(settings.origin("serve.port"), "--port");
}

TEST(Settings, report_unknown_keys_and_wrong_values_with_their_line) {
    Settings settings;
    const auto findings = settings.read_toml(
        "[serve]\nprot = 81\nport = \"x\"\n[consent]\nask='open'\nany = 'all'\n");
    ASSERT_EQ(findings.size(), 3U);
    std::string all;
    for (const Finding& f : findings) all += f.text + "\n";
    EXPECT_NE(all.find("solander.toml:2: no setting `serve.prot`; did you mean `serve.port`?"),
              std::string::npos)
        << all;
    EXPECT_NE(all.find("solander.toml:3: `serve.port` cannot be `x`; give a whole number"),
              std::string::npos)
        << all;
    EXPECT_NE(all.find("give one of: open members listed kept"), std::string::npos) << all;
    EXPECT_EQ(settings.text("consent.ask"), "open");
}

TEST(Settings, lists_are_arrays_of_words_or_words_in_a_row) {
    Settings settings;
    EXPECT_TRUE(
        settings.read_toml("[database]\nreplicas = ['postgresql://a/x', 'postgresql://b/x']\n")
            .empty());
    const std::vector<std::string> both{"postgresql://a/x", "postgresql://b/x"};
    EXPECT_EQ(settings.list("database.replicas"), both);
    const char* environment[] = {"SOLANDER_DATABASE_REPLICAS= postgresql://a/x  postgresql://b/x ",
                                 nullptr};
    EXPECT_TRUE(settings.read_environment(environment).empty());
    EXPECT_EQ(settings.list("database.replicas"), both);
    EXPECT_EQ(settings.read_toml("[database]\nreplicas = [1, 2]\n").size(), 1U);
    EXPECT_EQ(settings.read_toml("[archive]\nname = ['a', 'b']\n").size(), 1U);
}

TEST(Settings, report_broken_toml_with_its_place) {
    Settings settings;
    const auto findings = settings.read_toml("a = \n");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].text.rfind("solander.toml:1:", 0), 0U) << findings[0].text;
}

TEST(Settings, come_from_the_folder_and_need_no_file) {
    const TemporaryFolder folder;
    Settings settings;
    EXPECT_TRUE(settings.read_file(folder.path()).empty());
    write_file(folder.path() / "solander.toml", "archive.name = 'Snow'\n");
    EXPECT_TRUE(settings.read_file(folder.path()).empty());
    EXPECT_EQ(settings.text("archive.name"), "Snow");
    EXPECT_THROW((void)settings.text("no.such"), Error);
}

}  // namespace
}  // namespace solander
