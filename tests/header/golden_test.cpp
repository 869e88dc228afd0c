// SPDX-License-Identifier: GPL-3.0-or-later
// Whole headers as a person would check them: tests/golden/header/NAME/{input,expected}. ACCEPT=1
// rewrites.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "tests/header/reading.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

std::string shown(const test::Reading& reading) {
    std::ostringstream out;
    for (const HeaderBlock& block : reading.headers.blocks) {
        constexpr const char* kPlaces[] = {"head", "inside", "tail"};
        out << "block lines " << block.first << "-" << block.last << " "
            << kPlaces[static_cast<int>(block.place)] << (block.mail ? " mail" : "")
            << " confidence " << block.boundary_confidence << "\n";
        for (const Field& field : block.fields)
            out << "  " << name_of(field.id) << " <" << field.label << "> "
                << replace_all(field.raw, "\n", "\\n") << " [" << field.rule
                << (field.shared_value ? ", shared" : "") << "]\n";
        out << "  then: "
            << (block.last < reading.lines.lines.size()
                    ? reading.lines.of(reading.lines.lines[block.last])
                    : "(end)")
            << "\n";
    }
    for (const Finding& finding : reading.headers.findings)
        out << "finding " << finding.kind << "\n";
    if (reading.headers.looks_like_index) out << "index\n";
    if (reading.headers.looks_like_reply) out << "reply\n";
    return out.str();
}

TEST(Golden, headers_are_read_as_a_person_would) {
    std::vector<fs::path> cases;
    for (const auto& entry :
         fs::directory_iterator(fs::path(SOLANDER_TEST_DIR) / "golden" / "header"))
        cases.push_back(entry.path());
    std::sort(cases.begin(), cases.end());
    ASSERT_FALSE(cases.empty());
    const bool accept = std::getenv("ACCEPT") != nullptr;
    for (const fs::path& folder : cases) {
        const std::string actual = shown(test::read(contents(folder / "input")));
        if (accept)
            std::ofstream(folder / "expected", std::ios::binary) << actual;
        else
            EXPECT_EQ(actual, contents(folder / "expected")) << folder;
    }
    if (accept) GTEST_SKIP() << "golden files were rewritten";
}

}  // namespace
}  // namespace solander
