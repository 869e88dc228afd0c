// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/journal.h"

#include <algorithm>

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "catalogue/records.h"

namespace solander {

namespace fs = std::filesystem;

Journal::Journal(fs::path folder, const std::vector<Digest>& coming) {
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

void recover_journals(const fs::path& folder, const ObjectStore& store, Connection& connection) {
    std::error_code problem;
    if (!fs::is_directory(folder, problem)) return;
    std::vector<fs::path> left;
    for (const auto& entry : fs::directory_iterator(folder, problem)) left.push_back(entry.path());
    std::sort(left.begin(), left.end());
    for (const fs::path& file : left) {
        const auto text = read_file(file);
        if (text && file.extension() == ".coming") {
            for (const std::string_view line : split(*text, '\n')) {
                const auto digest = Digest::from_text(line);
                if (!digest || find_original(connection, digest->bytes)) continue;
                if (fs::remove(store.path_of(*digest), problem))
                    log_line(LogLevel::info, "archive", "an interrupted add is undone: " + digest->text());
            }
        }
        fs::remove(file, problem);
    }
}

}  // namespace solander
