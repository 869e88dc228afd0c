// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/site_files.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "archive/source_files.h"
#include "base/file.h"
#include "source/bundle.h"
#include "source/efiction.h"
#include "source/format.h"
#include "source/sql_dump.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPaths = "select path from receipt where original = $1 order by path";
constexpr std::string_view kChapters =
    "select r.path, o.digest from receipt r join original o on o.id = r.original "
    "where o.class = 'chapter' order by r.path";

std::size_t common(std::string_view a, std::string_view b) {
    const auto [at, rest] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(at - a.begin());
}

/// Those with the longest way in common with the dump first.
void nearest_first(std::vector<std::string>& paths, std::string_view dump) {
    std::sort(paths.begin(), paths.end(), [&](const std::string& a, const std::string& b) {
        const std::size_t near_a = common(a, dump), near_b = common(b, dump);
        return near_a != near_b ? near_a > near_b : a < b;
    });
}

class KeptFiles : public Beside {
  public:
    KeptFiles(const Originals& store, Connection& connection, std::int64_t original)
        : store_(store), connection_(connection), original_(original) {}

    const std::vector<std::string>& chapter_files() const override {
        if (std::exchange(loaded_, true)) return paths_;
        std::string dump;
        {
            Query query = connection_.query(kPaths);
            query.bind(original_);
            if (query.step()) dump = query.blob(0);
        }
        Query query = connection_.query(kChapters);
        while (query.step()) {
            const auto digest = Digest::from_raw(query.blob(1));
            if (!digest) continue;
            paths_.emplace_back(query.blob(0));
            digests_.emplace(paths_.back(), *digest);
        }
        nearest_first(paths_, dump);
        return paths_;
    }
    std::optional<std::string> read(const std::string& path) const override {
        const auto at = digests_.find(path);
        if (at == digests_.end()) return std::nullopt;
        auto bytes = store_.read(connection_, at->second);
        if (!bytes) return std::nullopt;
        return std::move(*bytes);
    }

  private:
    const Originals& store_;
    Connection& connection_;
    const std::int64_t original_;
    mutable bool loaded_ = false;
    mutable std::vector<std::string> paths_;
    mutable std::unordered_map<std::string, Digest> digests_;
};

}  // namespace

class SitesOnDisk::Files : public Beside {
  public:
    explicit Files(std::vector<std::string> paths) : paths_(std::move(paths)) {}
    void keep_only(const std::vector<std::string>& folders) {
        std::erase_if(paths_, [&](const std::string& path) {
            return std::none_of(folders.begin(), folders.end(), [&](const std::string& folder) {
                return path.starts_with(folder) && is_chapter_path(path.substr(folder.size()));
            });
        });
        paths_.shrink_to_fit();
    }
    const std::vector<std::string>& chapter_files() const override { return paths_; }
    std::optional<std::string> read(const std::string& path) const override {
        auto bytes = read_file(path);
        if (!bytes) return std::nullopt;
        return std::move(*bytes);
    }

  private:
    std::vector<std::string> paths_;
};

void SitesOnDisk::look(const fs::path& start, const fs::path& leave_out) {
    std::vector<std::string> candidates;
    std::vector<fs::path> others;
    const auto nothing = [](const auto&) {};
    walk_sources(
        start, leave_out,
        [&](SourceFile&& file) {
            if (is_chapter_path(file.path.native()))
                candidates.push_back(file.path.native());
            else if (file.size > 0)
                others.push_back(std::move(file.path));
            return true;
        },
        nothing, nothing, nothing);
    look_for_lists(others, candidates);
    if (candidates.empty()) return;
    for (const fs::path& file : others) look_into(file, candidates);
}

void SitesOnDisk::look_for_lists(const std::vector<fs::path>& others,
                                 const std::vector<std::string>& candidates) {
    constexpr std::uint64_t kHead = 4096, kBiggest = std::uint64_t{64} << 20;
    std::unordered_set<std::string> here;  // only when there is a list
    for (const fs::path& path : others) {
        const auto head = read_head(path, kHead);
        if (!head || !looks_like_sidecar(*head)) continue;
        const auto bytes = read_file(path, kBiggest);
        if (!bytes) continue;
        if (here.empty()) {
            here.insert(candidates.begin(), candidates.end());
            for (const fs::path& other : others) here.insert(other.native());
        }
        lists_.take(path.native(), *bytes,
                    [&](const std::string& file) { return here.count(file) != 0; });
    }
}

void SitesOnDisk::look_into(const fs::path& path, const std::vector<std::string>& candidates) {
    const auto file = MappedFile::open(path);
    if (!file) return;  // the add says so
    std::unique_ptr<Files> files;
    std::vector<std::string> folders;
    const auto try_dump = [&](std::string_view bytes) {
        if (!is_efiction_dump(bytes)) return;
        if (!files) {
            std::vector<std::string> paths = candidates;
            nearest_first(paths, path.native());
            files = std::make_unique<Files>(std::move(paths));
        }
        for (std::string& folder : efiction_folders(bytes, limits_, *files))
            folders.push_back(std::move(folder));
    };
    const std::string_view bytes = file->bytes();
    const Format format = recognise(bytes);
    if (format.reading == Reading::text) try_dump(bytes);
    if (format.reading == Reading::unzip || format.reading == Reading::unpack) {
        Bundle bundle(bytes, format.reading == Reading::unzip, "");
        Bundle::Member member;
        std::string content;
        const std::uint64_t most = std::max(limits_.ratio_floor, bytes.size() * limits_.max_ratio);
        for (std::uint64_t left = limits_.max_members;
             left > 0 && bundle.unpacked() < most && bundle.next(member); --left)
            if (member.kind == Bundle::Kind::file
                && bundle.read(content, limits_.max_part_bytes) != Bundle::Outcome::too_big)
                try_dump(content);
    }
    if (folders.empty()) return;
    files->keep_only(folders);
    chapters_.insert(files->chapter_files().begin(), files->chapter_files().end());
    dumps_.emplace(path, std::move(files));
}

void SitesOnDisk::compare(const std::function<bool(const std::string&)>& held) {
    constexpr std::size_t kMostAsked = 64;
    for (const auto& [dump, files] : dumps_) {
        const std::vector<std::string>& paths = files->chapter_files();
        const std::size_t step = paths.size() / kMostAsked + 1;
        for (std::size_t i = 0; i < paths.size(); i += step)
            if (!held(paths[i])) {
                new_.insert(dump);
                break;
            }
    }
}

const Beside* SitesOnDisk::beside(const fs::path& file) const {
    const auto at = dumps_.find(file);
    return at == dumps_.end() ? nullptr : at->second.get();
}

bool SitesOnDisk::is_chapter(const fs::path& file) const {
    return chapters_.count(file.native()) != 0;
}

std::unique_ptr<Beside> kept_beside(const Archive::Inside& inside, Connection& connection,
                                    std::int64_t original) {
    return std::make_unique<KeptFiles>(inside.originals, connection, original);
}

}  // namespace solander
