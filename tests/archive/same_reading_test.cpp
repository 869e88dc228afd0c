// SPDX-License-Identifier: GPL-3.0-or-later
// The same bytes give the same reading, to the byte, on whatever thread: only so can `reread` tell
// what newer rules change.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "archive/prepare.h"
#include "base/file.h"
#include "base/markup.h"
#include "work/record_json.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

/// Everything that is written of a reading.
std::string in_full(const std::string& name, std::string_view bytes) {
    PrepareOptions options;
    options.rules.today = *PartialDate::from_text("2026-11-23");
    options.folder = "/pile";
    std::string all;
    prepare(name, bytes, options, [&](Prepared&& prepared) {
        all += prepared.file_class + '\n';
        for (const PreparedStory& story : prepared.stories) {
            JsonWriter json;
            json.object();
            write_work_members(json, story.story.record, Addresses::shown);
            write_claims(json, story.story.claims, Addresses::shown);
            write_findings(json, story.story.findings, Addresses::shown);
            all += json.end().take() + '\n' + story.path + ' ' + story.encoding + ' '
                   + std::to_string(story.ordinal) + ' ' + to_stored(story.likeness) + ' '
                   + std::to_string(story.postings.story) + ' '
                   + std::to_string(story.postings.total) + '\n';
            for (std::size_t i = 0; i < story.bodies.size(); ++i)
                all += story.story.chapters[i].title + ' ' + std::to_string(story.chapter_words[i])
                       + ' ' + story.bodies[i] + '\n';
        }
        for (const PartFinding& found : prepared.findings)
            all += found.finding.kind + ' ' + found.finding.text + ' ' + found.path + ' '
                   + std::to_string(found.story) + '\n';
        for (const NoStory& none : prepared.no_stories)
            all += none.path + ' ' + none.class_name + '\n';
        return true;
    });
    return all;
}

std::vector<fs::path> samples() {
    std::vector<fs::path> paths;
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(SOLANDER_SOURCE_DIR) / "samples"))
        if (entry.is_regular_file()) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

TEST(SameReading, every_sample_is_read_the_same_on_three_threads) {
    const std::vector<fs::path> paths = samples();
    ASSERT_GT(paths.size(), 50U);
    std::vector<std::string> readings[3];
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 3; ++t)
        threads.emplace_back([&, t] {
            // Each in an order of its own, so that what was read before differs.
            for (std::size_t i = 0; i < paths.size(); ++i) {
                const fs::path& path = paths[t == 1 ? paths.size() - 1 - i : i];
                readings[t].push_back(in_full(path.filename(), read_file(path).value()));
            }
        });
    for (std::thread& thread : threads) thread.join();
    std::reverse(readings[1].begin(), readings[1].end());
    std::size_t stories = 0;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        EXPECT_EQ(readings[0][i], readings[1][i]) << paths[i];
        EXPECT_EQ(readings[0][i], readings[2][i]) << paths[i];
        stories += readings[0][i].find("\"permission\"") != std::string::npos ? 1 : 0;
    }
    EXPECT_GT(stories, 40U);
}

}  // namespace
}  // namespace solander
