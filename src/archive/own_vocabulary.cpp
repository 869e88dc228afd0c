// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of the folder `vocabulary/`, and what is wrong with them.
#include "archive/own_vocabulary.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "original/digest.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargest = std::uint64_t{16} << 20;

constexpr struct {
    std::string_view name;
    TagKind kind;
} kNames[] = {{"fandoms", TagKind::fandom},
              {"characters", TagKind::character},
              {"relationships", TagKind::relationship}};

/// The files in it, by name; what an editor leaves ("ratings.tsv~", ".ratings.tsv.swp") apart.
std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code problem;
    fs::directory_iterator entry(folder, problem);
    for (; !problem && entry != fs::directory_iterator(); entry.increment(problem)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with('.') && !name.ends_with('~')) files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

OwnVocabulary::OwnVocabulary(const fs::path& folder) {
    std::vector<ValueWords::OwnTable> tables;
    std::string all;
    const auto fault = [this](std::string_view file, std::size_t line, std::string_view what) {
        faults.push_back(
            line == 0 ? fmt::format("{}/{}: {}", kVocabularyFolder, file, what)
                      : fmt::format("{}/{} line {}: {}", kVocabularyFolder, file, line, what));
    };
    const auto files =
        folder.empty() ? std::vector<fs::path>() : files_in(folder / kVocabularyFolder);
    for (const fs::path& file : files) {
        const std::string name = file.filename().string(), stem = file.stem().string();
        const auto list = std::find_if(std::begin(kNames), std::end(kNames),
                                       [&stem](const auto& row) { return row.name == stem; });
        if (file.extension() != ".tsv"
            || (list == std::end(kNames) && !ValueWords::has_table(stem))) {
            fault(name, 0,
                  "no table is called so; there may be ratings, categories, warnings, genres, "
                  "languages, labels, fandoms, characters and relationships, each .tsv");
            continue;
        }
        auto text = read_file(file, kLargest);
        if (!text) {
            fault(name, 0, text.error().message);
            continue;
        }
        if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
        if (list != std::end(kNames)) {
            for (const TableFault& one : names.add_own(list->kind, *text))
                fault(name, one.line, one.what);
            continue;
        }
        all += name + '\n' + *text;
        tables.push_back({stem, std::move(*text)});
    }
    values = std::make_unique<ValueWords>(tables);
    if (!values->own_labels().empty()) labels = std::make_unique<LabelTable>(values->own_labels());
    for (const ValueWords::OwnTable& table : tables)
        for (const TableFault& one : table.faults) fault(table.name + ".tsv", one.line, one.what);
    if (!all.empty()) digest = digest_of(all).text();
}

void OwnVocabulary::refuse_faults() const {
    if (faults.empty()) return;
    std::string hint = "mend the line, or put # before it; nothing was read";
    if (faults.size() > 1) hint += fmt::format(" ({} more are wrong)", faults.size() - 1);
    throw Error(Fault::input, faults.front(), hint);
}

std::shared_ptr<const OwnVocabulary> OwnVocabularyOnDisk::now() {
    std::string stamp;
    for (const fs::path& file : files_in(folder_ / kVocabularyFolder)) {
        std::error_code problem;
        stamp += fmt::format("{} {} {}\n", file.string(), fs::file_size(file, problem),
                             fs::last_write_time(file, problem).time_since_epoch().count());
    }
    const std::lock_guard lock(mutex_);
    if (!held_ || stamp != stamp_) {
        held_ = std::make_shared<const OwnVocabulary>(folder_);
        stamp_ = std::move(stamp);
    }
    return held_;
}

}  // namespace solander
