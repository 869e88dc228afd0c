// SPDX-License-Identifier: GPL-3.0-or-later
// The words of all works: FTS5 shards, followed by one thread each, asked together.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/db.h"
#include "search/bitmap.h"
#include "search/crew.h"
#include "search/filters.h"
#include "search/match.h"

namespace solander {

struct WordHit {
    std::uint32_t slot;
    float score;
};

class Words {
  public:
    /// The crew must outlive it.
    Words(Database& catalogue, std::filesystem::path folder, unsigned shards, Crew& crew);
    ~Words();

    void catch_up(const std::function<void(std::uint64_t)>& progress);
    /// A catch_up() under way, and those to come, end soon: who serves is told to stop.
    void give_up();
    /// The last change that all shards have followed, cheaply; 0 while one is still being filled.
    std::int64_t followed(Connection& catalogue);
    void start_following();
    void stop_following();
    /// Fills shards anew that hold dead texts: those with many, or every one of them.
    void drop_dead(bool all);

    /// Works that the expression finds among `allowed`, each once, with its score.
    void match(const Expression&, const Filters&, const Bits& allowed, std::vector<WordHit>& out);
    /// See StemsOfPrefix.
    std::vector<std::string> stems_of_prefix(std::string_view prefix);

    struct Count {
        std::uint64_t works = 0;  ///< in the index
        std::int64_t seq = 0;     ///< followed so far, the least of the shards
        bool complete = true;     ///< no shard is still being filled
        std::vector<std::string> faults;
    };
    Count count(bool look_inside);

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace solander
