// SPDX-License-Identifier: GPL-3.0-or-later
// Whole sites, one a version of eFiction: tests/golden/efiction/NAME/{input,expected}. ACCEPT=1
// rewrites.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/markup.h"
#include "base/text.h"
#include "document/walk.h"
#include "source/peel.h"
#include "work/assemble.h"
#include "work/record_json.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

std::string shown(std::string_view dump) {
    std::ostringstream out;
    const PeelResult result = peel("dump.sql", dump, {}, [&](Part&& part) {
        out << "== " << part.path << " [" << part.file_class << ", " << part.encoding << ", "
            << part.encoding_why << "]\n";
        for (const Stated& stated : part.stated)
            out << stated.label << ": " << replace_all(stated.value, "\n", "\\n") << "\n";
        if (!part.withheld.empty()) out << "withheld: " << part.withheld << "\n";
        const std::vector<Story> stories = read_stories(part, {});
        for (const Chapter& chapter : stories.at(0).chapters)
            out << "-- " << chapter.title << "\n"
                << chapter.text.text << "\n-- of it story:\n"
                << plain_text(chapter.text) << "\n";
        for (const Finding& finding : part.findings)
            out << finding.kind << ": " << finding.text << "\n";
    });
    for (const Finding& finding : result.findings)
        out << finding.kind << ": " << finding.text << "\n";
    return out.str();
}

TEST(EfictionGolden, sites_of_every_version_are_read_as_their_keepers_would) {
    std::vector<fs::path> cases;
    for (const auto& entry :
         fs::directory_iterator(fs::path(SOLANDER_TEST_DIR) / "golden" / "efiction"))
        cases.push_back(entry.path());
    std::sort(cases.begin(), cases.end());
    ASSERT_FALSE(cases.empty());
    const bool accept = std::getenv("ACCEPT") != nullptr;
    for (const fs::path& folder : cases) {
        const std::string actual = shown(contents(folder / "input"));
        EXPECT_EQ(actual.find('@'), std::string::npos) << "an address in " << folder;
        EXPECT_EQ(actual.find("5f4dcc3b"), std::string::npos) << "a password in " << folder;
        if (accept)
            std::ofstream(folder / "expected", std::ios::binary) << actual;
        else
            EXPECT_EQ(actual, contents(folder / "expected")) << folder;
    }
    if (accept) GTEST_SKIP() << "rewritten, look at the difference";
}

}  // namespace
}  // namespace solander
