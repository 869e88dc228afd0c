// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/journal.h"

#include <algorithm>

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "catalogue/records.h"

namespace solander {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_of(const fs::path& folder) {
    std::error_code problem;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, problem)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

Journal::Journal(const fs::path& folder, const std::vector<Digest>& coming) {
    if (coming.empty()) return;
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    std::string text;
    for (const Digest& digest : coming) text += digest.text() + "\n";
    file_ = folder / (coming.front().text() + ".coming");
    write_file(file_, text);
}

void Journal::done() {
    std::error_code ignored;
    if (!file_.empty()) fs::remove(file_, ignored);
}

std::vector<Digest> journalled(const fs::path& folder) {
    std::vector<Digest> named;
    for (const fs::path& file : files_of(folder)) {
        if (file.extension() != ".coming") continue;
        const auto text = read_file(file);
        if (!text) continue;
        for (const std::string_view line : split(*text, '\n'))
            if (const auto digest = Digest::from_text(line)) named.push_back(*digest);
    }
    return named;
}

void recover_journals(const fs::path& folder, const ObjectStore& store, Database& database) {
    if (files_of(folder).empty()) return;
    std::error_code problem;
    const auto connection = database.connect();
    for (const Digest& digest : journalled(folder)) {
        if (find_original(*connection, digest.bytes)) continue;
        if (fs::remove(store.path_of(digest), problem))
            log_line(LogLevel::info, "archive", "an interrupted add is undone: " + digest.text());
    }
    for (const fs::path& file : files_of(folder)) fs::remove(file, problem);
}

}  // namespace solander
