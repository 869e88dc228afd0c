// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/kept_beside.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "source/packed_site.h"

namespace solander {
namespace {

constexpr std::string_view kPaths = "select path from receipt where original = $1 order by path";
constexpr std::string_view kChapters =
    "select r.path, o.digest from receipt r join original o on o.id = r.original "
    "where o.class = 'chapter' order by r.path";
/// What came before its dump did, or without it, is no chapter by its class: below the dump's
/// folder its path says what it may be.
constexpr std::string_view kBelow =
    "select r.path, o.digest from receipt r join original o on o.id = r.original "
    "where r.path > $1 and r.path < $2 and o.class <> 'chapter' order by r.path";
constexpr std::string_view kPackedChapters =
    "select r.path, f.path, o.digest from finding f join original o on o.id = f.original "
    "join receipt r on r.original = o.id "
    "where f.kind = 'no-story' and f.text = 'chapter' and f.path <> '' order by r.path, f.path";

std::size_t common(std::string_view a, std::string_view b) {
    const auto [at, rest] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(at - a.begin());
}

class KeptFiles : public Beside {
  public:
    KeptFiles(const Archive::Inside& inside, Connection& connection, std::int64_t original,
              std::set<Digest>* used)
        : inside_(inside), connection_(connection), original_(original), used_(used) {}

    const std::vector<std::string>& chapter_files() const override {
        if (std::exchange(loaded_, true)) return paths_;
        std::vector<std::string> dumps;
        {
            Query query = connection_.query(kPaths);
            query.bind(original_);
            while (query.step()) dumps.emplace_back(query.blob(0));
        }
        take(connection_.query(kChapters), false);
        for (const std::string& dump : dumps) {
            const std::string folder = dump.substr(0, dump.rfind('/'));
            const std::string from = folder + '/', to = folder + '0';  // which comes behind '/'
            Query query = connection_.query(kBelow);
            query.bind(Blob{from}).bind(Blob{to});
            take(std::move(query), false);
        }
        take(connection_.query(kPackedChapters), true);
        nearest_first(paths_, dumps.empty() ? std::string_view() : dumps.front());
        return paths_;
    }
    std::optional<std::string> read(const std::string& path) const override {
        const auto at = places_.find(path);
        if (at == places_.end()) return std::nullopt;
        const Place& place = at->second;
        if (used_ != nullptr) used_->insert(place.digest);
        if (place.container.empty()) {
            auto bytes = inside_.originals.read(connection_, place.digest);
            if (!bytes) bytes = inside_.sealed.open(place.digest);
            if (!bytes) return std::nullopt;
            return std::move(*bytes);
        }
        if (place.container != opened_) {  // chapters of one container are asked for together
            opened_ = place.container;
            held_ = {};
            if (const auto mapped = inside_.originals.map(connection_, place.digest))
                hold_chapters(mapped->bytes(), inside_.limits, opened_ + '/', held_);
            else if (const auto bytes = inside_.sealed.open(place.digest))
                hold_chapters(*bytes, inside_.limits, opened_ + '/', held_);
        }
        return held_.read(path);
    }

  private:
    struct Place {
        Digest digest;
        std::string container;  ///< path that it came from; empty: the file is an original itself
    };
    void take(Query query, bool packed) const {
        while (query.step()) {
            const auto digest = Digest::from_raw(query.blob(packed ? 2 : 1));
            if (!digest) continue;
            std::string path(query.blob(0)), container;
            if (packed) {
                container = path;
                path += '/';
                path += query.text(1);
            } else if (!is_chapter_path(path)) {
                continue;
            }
            if (places_.try_emplace(path, Place{*digest, std::move(container)}).second)
                paths_.push_back(std::move(path));
        }
    }

    const Archive::Inside& inside_;
    Connection& connection_;
    const std::int64_t original_;
    std::set<Digest>* const used_;
    mutable bool loaded_ = false;
    mutable std::vector<std::string> paths_;
    mutable std::unordered_map<std::string, Place> places_;
    mutable std::string opened_;
    mutable HeldFiles held_;
};

}  // namespace

void nearest_first(std::vector<std::string>& paths, std::string_view dump) {
    std::sort(paths.begin(), paths.end(), [&](const std::string& a, const std::string& b) {
        const std::size_t near_a = common(a, dump), near_b = common(b, dump);
        return near_a != near_b ? near_a > near_b : a < b;
    });
}

std::unique_ptr<Beside> kept_beside(const Archive::Inside& inside, Connection& connection,
                                    std::int64_t original, std::set<Digest>* used) {
    return std::make_unique<KeptFiles>(inside, connection, original, used);
}

}  // namespace solander
