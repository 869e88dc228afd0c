// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/site_files.h"

#include <algorithm>
#include <utility>

#include "archive/kept_beside.h"
#include "archive/source_files.h"
#include "base/file.h"
#include "source/efiction.h"
#include "source/format.h"
#include "source/member_bytes.h"
#include "source/packed_site.h"
#include "source/sql_dump.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

bool is_container(std::string_view bytes) {
    const Reading reading = recognise(bytes).reading;
    return reading == Reading::unzip || reading == Reading::unpack;
}

}  // namespace

class SitesOnDisk::Files : public Beside {
  public:
    Files(std::vector<std::string> paths, const HeldFiles& packed)
        : paths_(std::move(paths)), packed_(packed) {}
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
        if (packed_.holds(path)) return packed_.read(path);
        auto bytes = read_file(path);
        if (!bytes) return std::nullopt;
        return std::move(*bytes);
    }

  private:
    std::vector<std::string> paths_;
    const HeldFiles& packed_;
};

void SitesOnDisk::look(const fs::path& start, const fs::path& leave_out) {
    Found found;
    const auto nothing = [](const auto&) {};
    walk_sources(
        start, leave_out,
        [&](SourceFile&& file) {
            if (is_chapter_path(file.path.native()))
                found.chapters.push_back(file.path.native());
            else if (file.size > 0)
                found.others.push_back(std::move(file.path));
            return true;
        },
        nothing, nothing, nothing);
    look_at_heads(found);
    if (found.dumps.empty() && found.containers.empty()) return;
    look_into_containers(found);
    if (found.chapters.empty()) return;
    for (const fs::path& file : found.dumps) look_into(file, found.chapters);
}

void SitesOnDisk::look_at_heads(Found& found) {
    constexpr std::uint64_t kHead = 4096, kBiggest = std::uint64_t{64} << 20;
    std::unordered_set<std::string> here;  // only when there is a list
    for (const fs::path& path : found.others) {
        const auto head = read_head(path, kHead);
        if (!head) continue;
        if (looks_like_sql(*head)) found.dumps.push_back(path);
        if (is_container(*head)) found.containers.push_back(path);
        if (!looks_like_sidecar(*head)) continue;
        const auto bytes = read_file(path, kBiggest);
        if (!bytes) continue;
        if (here.empty()) {
            here.insert(found.chapters.begin(), found.chapters.end());
            for (const fs::path& other : found.others) here.insert(other.native());
        }
        lists_.take(path.native(), *bytes,
                    [&](const std::string& file) { return here.count(file) != 0; });
    }
}

/// Containers that may hold a dump become dumps, the chapters in others are held. A container with
/// both is a site of its own, and is read as one.
void SitesOnDisk::look_into_containers(Found& found) {
    std::vector<fs::path> with_chapters;
    const bool loose_dump = !found.dumps.empty(), loose_chapters = !found.chapters.empty();
    for (const fs::path& path : found.containers) {
        const auto file = MappedFile::open(path);
        if (!file || !is_container(file->bytes())) continue;
        const SiteSigns signs = site_signs(file->bytes());
        // In a big one the dump may lie behind the first thousand members.
        if (signs.dump || (loose_chapters && !signs.chapters)) found.dumps.push_back(path);
        if (signs.chapters && !signs.dump) with_chapters.push_back(path);
    }
    if (!loose_dump && found.dumps.empty()) return;
    for (const fs::path& path : with_chapters)
        if (const auto file = MappedFile::open(path))
            hold_chapters(file->bytes(), limits_, path.native() + '/', packed_);
    const std::vector<std::string>& held = packed_.chapter_files();
    found.chapters.insert(found.chapters.end(), held.begin(), held.end());
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
            files = std::make_unique<Files>(std::move(paths), packed_);
        }
        for (std::string& folder : efiction_folders(bytes, limits_, *files))
            folders.push_back(std::move(folder));
    };
    const std::string_view bytes = file->bytes();
    const Reading reading = recognise(bytes).reading;
    if (looks_like_sql(bytes)) try_dump(bytes);
    if (reading == Reading::unzip || reading == Reading::unpack) {
        Bundle bundle(bytes, reading == Reading::unzip, "");
        Bundle::Member member;
        MemberBytes content;
        const std::uint64_t most = std::max(limits_.ratio_floor, bytes.size() * limits_.max_ratio);
        for (std::uint64_t left = limits_.max_members;
             left > 0 && bundle.unpacked() < most && bundle.next(member); --left)
            if (member.kind == Bundle::Kind::file
                && content.read(bundle, limits_.max_part_bytes, most - bundle.unpacked())
                       == MemberBytes::Outcome::whole)
                try_dump(content.bytes());
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
        for (std::size_t i = 0; i < paths.size(); i += step) {
            const auto container = container_of(paths[i]);
            if (!held(container ? container->native() : paths[i])) {
                new_.insert(dump);
                break;
            }
        }
    }
}

/// The file on the disk that a held chapter came out of.
std::optional<fs::path> SitesOnDisk::container_of(const std::string& chapter) const {
    if (!packed_.holds(chapter)) return std::nullopt;
    std::error_code ignored;
    fs::path path = fs::path(chapter).parent_path();
    while (path.has_relative_path() && !fs::is_regular_file(path, ignored))
        path = path.parent_path();
    return path;
}

const Beside* SitesOnDisk::beside(const fs::path& file) const {
    const auto at = dumps_.find(file);
    return at == dumps_.end() ? nullptr : at->second.get();
}

bool SitesOnDisk::is_chapter(const fs::path& file) const {
    return chapters_.count(file.native()) != 0;
}

std::function<bool(const std::string&)> SitesOnDisk::chapters_in(const fs::path& file) const {
    if (packed_.chapter_files().empty()) return {};
    return [this, before = file.native() + '/'](const std::string& member) {
        return chapters_.count(before + member) != 0;
    };
}

}  // namespace solander
