// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to a words-N.db: our tokenizer and our collecting function taught to FTS5.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "search/tokens.h"

struct sqlite3;
struct sqlite3_stmt;

namespace solander {

/// Columns of the FTS5 table, in its order; the text first because positions in column 0 cost
/// least.
enum WordColumn : int { kText, kTitle, kCreator, kTags, kSummary, kNotes, kWordColumns };

/// How often each phrase of a MATCH stands in one document.
struct MatchedDoc {
    std::int64_t doc;
    const std::uint32_t (*counts)[kWordColumns];  ///< by phrase, by column
    int phrases;
};
/// Called for each document that matches, in order; `wanted` is asked before anything is counted.
struct Collector {
    virtual ~Collector() = default;
    virtual bool wanted(std::int64_t doc) = 0;
    virtual void take(const MatchedDoc&) = 0;
    std::uint64_t counted =
        ~std::uint64_t{0};  ///< bit i: phrase i is worth counting; else its counts are 0
};

/// The file is no database any more; it may be deleted and made anew.
struct DamagedWords : Error {
    using Error::Error;
};

class ShardDb {
  public:
    enum class For { writing, reading };
    /// Creates the file when it is missing. Throws Error{storage}.
    explicit ShardDb(const std::filesystem::path& file, For = For::reading);
    ~ShardDb();
    ShardDb(const ShardDb&) = delete;
    ShardDb& operator=(const ShardDb&) = delete;

    void use_wal();
    void script(const char* sql);
    /// A prepared statement, kept; reset when the Statement goes.
    class Statement {
      public:
        Statement(ShardDb& db, sqlite3_stmt* s) : db_(db), s_(s) {}
        ~Statement();
        Statement(const Statement&) = delete;
        Statement& operator=(const Statement&) = delete;
        Statement& bind(int place, std::int64_t v);
        Statement& bind(int place, std::string_view v);  ///< bytes must live until it has run
        bool step();
        void run();
        std::int64_t integer(int column) const;
        std::string_view text(int column) const;

      private:
        ShardDb& db_;
        sqlite3_stmt* s_;
    };
    Statement statement(const char* sql);  ///< `sql` is a literal
    /// One number of a query without parameters; `missing` when there is no row.
    std::int64_t number(const char* sql, std::int64_t missing = 0);
    /// The file was deleted since, perhaps made anew: this connection reads what is gone.
    bool replaced() const;
    bool try_begin_write();  ///< false: another connection is writing
    /// Runs MATCH `expression` over the table, each hit to the collector.
    void match(std::string_view expression, Collector&);

    Tokenizer& tokenizer() { return tokenizer_; }
    const std::filesystem::path& file() const { return file_; }

    /// A term as it is, for MATCH: our tokenizer takes what begins so without looking at it again.
    static constexpr char kVerbatim = '\x01';

  private:
    friend struct Fts5Side;
    [[noreturn]] void failed(const char* doing);

    std::filesystem::path file_;
    sqlite3* db_ = nullptr;
    std::uint64_t inode_ = 0;
    std::vector<std::pair<const char*, sqlite3_stmt*>> statements_;
    Tokenizer tokenizer_;
    Collector* collector_ = nullptr;
};

}  // namespace solander
