// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps one words-N.db in step with the catalogue's change log.
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalogue/db.h"
#include "search/shard_db.h"

namespace solander {

/// A new number makes every words-N.db anew: change it with the tokenizer, stems or columns.
inline constexpr std::int64_t kWordsFormat = 2;

struct FollowProgress {
    std::atomic<std::uint64_t> works{0};  ///< taken in by all shards together
    std::atomic<bool> give_up{false};     ///< follow() may end before the end of the log
};

/// What a shard's file says of itself.
struct ShardState {
    std::int64_t seq = 0;         ///< last change followed; rows up to it are in the file
    std::int64_t generation = 0;  ///< grows when the file is filled anew
    std::int64_t scanned = 0;     ///< a first filling got so far (work id); -1 when it is complete
    std::int64_t scan_seq = 0;    ///< log position at which the filling began
    std::int64_t next_doc = 1;
    std::int64_t bytes = 0;    ///< text taken in
    std::int64_t settled = 0;  ///< of it, when the index was last made one segment
};

class ShardWriter {
  public:
    /// Shard `number` of `shards`: works with id % shards == number. Makes or mends the file.
    ShardWriter(const std::filesystem::path& file, unsigned number, unsigned shards);

    /// True when at most a few works wait to be taken in.
    bool little_to_do(Connection& catalogue);
    /// To the end of the log as it is on arrival, in transactions of about 64 MB of text.
    void follow(Connection& catalogue, FollowProgress&);
    /// The same again and again until `stop`; keeps its transaction open while there is more to
    /// come.
    void follow_until(Connection& catalogue, FollowProgress&, const std::atomic<bool>& stop);
    /// Fills the file anew when more than a quarter of its documents are dead, or any is and `all`,
    /// or one of them was taken down.
    /// Afterwards nothing of a removed text is left in it.
    void drop_dead(Connection& catalogue, FollowProgress&, bool all);

  private:
    bool begin();
    void commit();
    void roll_back() noexcept;
    /// One helping of works; false when the log (or the filling) has no more.
    bool advance(Connection& catalogue, FollowProgress&);
    bool advance_filling(Connection& catalogue, FollowProgress&);
    void put(Connection& catalogue, std::int64_t work, FollowProgress&);
    void read_state();
    void write_state();
    void write_forms();
    void settle();
    void follow_to_end(Connection& catalogue, FollowProgress&);
    void forget_forms() noexcept;
    void fill_anew();

    ShardDb db_;
    unsigned number_, shards_;
    ShardState state_;
    bool writing_ = false;
    std::uint64_t bytes_ = 0;  ///< text in the open transaction
    std::unordered_map<std::string, std::string> new_forms_;
    std::unordered_map<std::string, bool> known_forms_;
};

std::int64_t last_change_of(Connection& catalogue);
/// True when no change behind `state.seq` is of a work of this shard: then the file is up to date
/// whatever number it says, and need not be written for the works of others.
bool has_all(Connection& catalogue, const ShardState& state, unsigned number, unsigned shards);
/// Words of a work that was taken down are in the file still: for the next drop_dead().
bool holds_taken_down(ShardDb&);
/// Tables, when they are missing or of another format or number of shards.
void make_words_tables(ShardDb&, unsigned shards);
ShardState read_shard_state(ShardDb&);

}  // namespace solander
