// SPDX-License-Identifier: GPL-3.0-or-later
// Files compiled into the program are there, sorted, and the same to the byte.
#include "base/embedded.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

using namespace solander;

TEST(Embedded, files_are_those_of_the_tree_to_the_byte) {
    const std::filesystem::path top = SOLANDER_SOURCE_DIR;
    ASSERT_FALSE(embedded_files().empty());
    for (const auto& file : embedded_files()) {
        auto path = top / file.name;
        if (!std::filesystem::exists(path)) path = top / "src" / file.name;
        std::ifstream in(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        EXPECT_EQ(file.bytes, bytes) << file.name;
    }
}

TEST(Embedded, each_is_found_by_its_name) {
    for (const auto& file : embedded_files()) {
        EXPECT_EQ(embedded(file.name).data(), file.bytes.data()) << file.name;
    }
    EXPECT_THROW(embedded("data/no-such-file.tsv"), std::out_of_range);
    EXPECT_THROW(embedded(""), std::out_of_range);
}
