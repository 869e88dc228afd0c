// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction_files.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"

namespace solander {
namespace {

/// ".../stories/12/345.txt" -> ".../stories/", 12, 345.
struct ChapterPath {
    std::string_view root, author, chapter;
};

bool all_digits(std::string_view text) {
    return !text.empty() && text.size() <= 18
           && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

std::optional<ChapterPath> chapter_path(std::string_view path) {
    constexpr std::string_view kEnd = ".txt";
    if (path.size() <= kEnd.size()
        || !equals_ignoring_ascii_case(path.substr(path.size() - kEnd.size()), kEnd))
        return std::nullopt;
    const std::string_view stem = path.substr(0, path.size() - kEnd.size());
    const std::size_t file = stem.rfind('/');
    if (file == std::string_view::npos || file == 0) return std::nullopt;
    const std::size_t before = stem.rfind('/', file - 1);
    const std::size_t folder = before == std::string_view::npos ? 0 : before + 1;
    const ChapterPath got{stem.substr(0, folder), stem.substr(folder, file - folder),
                          stem.substr(file + 1)};
    if (!all_digits(got.author) || !all_digits(got.chapter)) return std::nullopt;
    return got;
}

}  // namespace

std::string_view short_chapter_path(std::string_view path) {
    std::size_t from = path.size();
    for (int folders = 0; folders < 3 && from != std::string_view::npos && from > 0; ++folders)
        from = path.rfind('/', from - 1);
    return from == std::string_view::npos || from >= path.size() ? path : path.substr(from + 1);
}

bool is_chapter_path(std::string_view path) { return chapter_path(path).has_value(); }

EfictionFiles::EfictionFiles(const Beside* beside, const EfictionSite& site) : beside_(beside) {
    if (beside == nullptr) return;
    const std::vector<std::string>& paths = beside->chapter_files();
    std::unordered_map<std::int64_t, std::int64_t> wanted;  // author of each chapter
    for (const EfictionChapter& chapter : site.chapters)
        wanted.emplace(chapter.chapid, chapter.uid);
    struct Root {
        std::string_view path;
        std::uint64_t hits = 0;
    };
    std::vector<Root> roots;
    std::unordered_map<std::string_view, std::size_t> root_of;
    for (const std::string& path : paths) {
        const auto parts = chapter_path(path);
        if (!parts) continue;
        const auto [at, fresh] = root_of.try_emplace(parts->root, roots.size());
        if (fresh) roots.push_back({parts->root, 0});
        const auto author = wanted.find(number_of(parts->chapter));
        if (author != wanted.end() && author->second == number_of(parts->author))
            ++roots[at->second].hits;
    }
    const auto best = std::max_element(
        roots.begin(), roots.end(), [](const Root& a, const Root& b) { return a.hits < b.hits; });
    if (best == roots.end() || best->hits == 0) return;
    folder_ = best->path;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto parts = chapter_path(paths[i]);
        if (!parts || parts->root != best->path) continue;
        ++files_;
        const std::int64_t chapter = number_of(parts->chapter);
        if (wanted.count(chapter) == 0)
            without_row_.emplace_back(short_chapter_path(paths[i]));
        else
            by_chapter_[chapter].push_back(i);
    }
    std::sort(without_row_.begin(), without_row_.end());
    for (const EfictionChapter& chapter : site.chapters) {
        const auto files = by_chapter_.find(chapter.chapid);
        if (files == by_chapter_.end() || files->second.size() < 2) continue;
        std::string both;
        for (const std::size_t i : files->second)
            (both += both.empty() ? "" : " and ") += short_chapter_path(paths[i]);
        doubled_.push_back(std::move(both));
    }
}

std::optional<EfictionFiles::Text> EfictionFiles::text_of(const EfictionChapter& chapter) const {
    const auto files = by_chapter_.find(chapter.chapid);
    if (files == by_chapter_.end()) return std::nullopt;
    const std::vector<std::string>& paths = beside_->chapter_files();
    std::size_t chosen = files->second.front();
    for (const std::size_t i : files->second)
        if (const auto parts = chapter_path(paths[i]);
            parts && number_of(parts->author) == chapter.uid) {
            chosen = i;
            break;
        }
    auto bytes = beside_->read(paths[chosen]);
    if (!bytes) return std::nullopt;
    return Text{std::string(short_chapter_path(paths[chosen])), std::move(*bytes)};
}

}  // namespace solander
