// SPDX-License-Identifier: GPL-3.0-or-later
// Holds every #include below src/, and what CMake links, against the table in src/README.md.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path kSource = fs::path(SOLANDER_SOURCE_DIR) / "src";

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

// All `names` between backticks in one cell.
Names quoted(const std::string& cell) {
    Names names;
    for (std::size_t at = 0; (at = cell.find('`', at)) != std::string::npos;) {
        const auto end = cell.find('`', at + 1);
        names.insert(cell.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return names;
}

// Folder (or folder/file without extension) -> what it may include.
std::map<std::string, Names> read_table() {
    std::map<std::string, Names> table;
    for (const auto& line : lines_of(kSource / "README.md")) {
        if (line.rfind("| `", 0) != 0) {
            continue;
        }
        const auto second = line.find('|', 1);
        const auto third = line.find('|', second + 1);
        const auto key = quoted(line.substr(0, second));
        table[*key.begin()] = quoted(line.substr(second, third - second));
    }
    return table;
}

std::vector<fs::path> source_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(kSource)) {
        if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp") {
            files.push_back(entry.path());
        }
    }
    return files;
}

// The path in `#include "path"`, or nothing.
std::string quoted_include(const std::string& line) {
    constexpr std::string_view directive = "#include \"";
    if (line.rfind(directive, 0) != 0) {
        return {};
    }
    return line.substr(directive.size(), line.find('"', directive.size()) - directive.size());
}

TEST(Layers, includes_follow_the_table_in_src_README) {
    const auto table = read_table();
    ASSERT_GE(table.size(), 16U);
    std::size_t seen = 0;
    for (const auto& file : source_files()) {
        const auto relative = file.lexically_relative(kSource);
        const auto folder = relative.begin()->string();
        ASSERT_TRUE(table.count(folder)) << "no row in src/README.md for " << folder;
        auto allowed = table.at(folder);
        allowed.insert(folder);
        if (const auto own = table.find(folder + "/" + file.stem().string()); own != table.end()) {
            allowed.insert(own->second.begin(), own->second.end());
        }
        std::size_t number = 0;
        for (const auto& line : lines_of(file)) {
            ++number;
            const auto included = quoted_include(line);
            if (included.empty()) {
                continue;
            }
            ++seen;
            EXPECT_TRUE(allowed.count(included)
                        || allowed.count(fs::path(included).begin()->string()))
                << "src/" << relative.string() << ":" << number << ": " << folder
                << " may not include " << included;
        }
    }
    EXPECT_GT(seen, 0U);
}

TEST(Layers, cmake_links_what_the_table_allows) {
    std::map<std::string, Names> folders;
    for (const auto& [key, allowed] : read_table()) {
        auto& links = folders[key.substr(0, key.find('/'))];
        for (const auto& name : allowed) {
            links.insert(name.substr(0, name.find('/')));
        }
    }
    for (const auto& [folder, allowed] : folders) {
        std::ostringstream text;
        text << std::ifstream(kSource / folder / "CMakeLists.txt").rdbuf();
        std::istringstream words(text.str());
        Names linked;
        bool in_links = false;
        for (std::string word; words >> word;) {
            if (word == "LINK") {
                in_links = true;
                continue;
            }
            const bool last = word.back() == ')';
            const auto name = last ? word.substr(0, word.size() - 1) : word;
            if (in_links && name != "LIBRARIES") {
                linked.insert(name);
            }
            if (last || word == "LIBRARIES") {
                in_links = false;
            }
        }
        EXPECT_EQ(linked, allowed) << "src/" << folder << "/CMakeLists.txt";
    }
}

}  // namespace
