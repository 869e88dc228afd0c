// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite handles, and the two callbacks FTS5 gets from us.
#include "search/shard_db.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <thread>

#include "base/read_only.h"

namespace solander {
namespace {

constexpr int kMaxPhrases = 64;
constexpr int kBusyMs = 30'000;

/// The interface FTS5 hands out (sqlite.org/fts5.html, "Extending FTS5").
fts5_api* fts5_of(sqlite3* db) {
    fts5_api* api = nullptr;
    sqlite3_stmt* s = nullptr;
    if (sqlite3_prepare_v2(db, "select fts5(?1)", -1, &s, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(s, 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(s);
    }
    sqlite3_finalize(s);
    return api;
}

std::uint64_t inode_of(const std::filesystem::path& file) {
    struct stat info {};
    return ::stat(file.c_str(), &info) == 0 ? info.st_ino : 0;
}

}  // namespace

/// The functions FTS5 calls.
struct Fts5Side {
    static int create_tokenizer(void* db, const char**, int, Fts5Tokenizer** out) {
        *out = reinterpret_cast<Fts5Tokenizer*>(db);  // the connection lives longer
        return SQLITE_OK;
    }
    static void delete_tokenizer(Fts5Tokenizer*) {}

    using TokenSink = int (*)(void*, int, const char*, int, int, int);

    static int verbatim(std::string_view text, void* to, TokenSink sink) {
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t begin = at + 1;
            std::size_t end = text.find(ShardDb::kVerbatim, begin);
            if (end == std::string_view::npos) end = text.size();
            const int rc = sink(to, 0, text.data() + begin, static_cast<int>(end - begin),
                                static_cast<int>(begin), static_cast<int>(end));
            if (rc != SQLITE_OK) return rc;
            at = end;
        }
        return SQLITE_OK;
    }

    static int tokenize(Fts5Tokenizer* self, void* to, int flags, const char* bytes, int size,
                        TokenSink sink) {
        auto& tokenizer = reinterpret_cast<ShardDb*>(self)->tokenizer_;
        if (size <= 0) return SQLITE_OK;
        const std::string_view text(bytes, static_cast<std::size_t>(size));
        const bool query = (flags & FTS5_TOKENIZE_QUERY) != 0;
        if (query && text[0] == ShardDb::kVerbatim) return verbatim(text, to, sink);
        try {
            tokenizer.start(text, !query);
            for (Token t; tokenizer.next(t);) {
                const int rc = sink(to, t.extra ? FTS5_TOKEN_COLOCATED : 0, t.term.data(),
                                    static_cast<int>(t.term.size()), static_cast<int>(t.from),
                                    static_cast<int>(t.to));
                if (rc != SQLITE_OK) return rc;
            }
        } catch (...) {  // a door: nothing may fly through SQLite
            return SQLITE_NOMEM;
        }
        return SQLITE_OK;
    }

    /// Hits of one phrase by column. Walks the position list as FTS5 stores it: each position is a
    /// varint of which only the last byte is below 0x80, and 0x01 + column stands where a column
    /// begins.
    static int count(const Fts5ExtensionApi* api, Fts5Context* context, int phrase,
                     std::uint32_t (&counts)[kWordColumns]) {
        Fts5PhraseIter at;
        int column = 0, offset = 0;
        std::memset(counts, 0, sizeof counts);
        const int rc = api->xPhraseFirst(context, phrase, &at, &column, &offset);
        if (rc != SQLITE_OK || column < 0) return rc;
        ++counts[column];
        const unsigned char* p = at.a;
        const unsigned char* const end = at.b;
        while (p < end) {
            const unsigned char* stop = p;
            for (;;) {  // to the next column mark: a 0x01 that begins a varint
                stop = static_cast<const unsigned char*>(
                    std::memchr(stop, 1, static_cast<std::size_t>(end - stop)));
                if (stop == nullptr) stop = end;
                if (stop == end || stop == p || stop[-1] < 0x80) break;
                ++stop;
            }
            std::uint32_t n = 0;
            for (; p < stop; ++p) n += *p < 0x80 ? 1U : 0U;
            counts[column] += n;
            if (stop + 1 >= end) break;
            column = stop[1];
            if (column >= kWordColumns) return SQLITE_CORRUPT;
            p = stop + 2;
        }
        return SQLITE_OK;
    }

    /// collect(words): gives the hit to the collector and is never true, so that no row comes out.
    static void collect(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result,
                        int, sqlite3_value**) {
        Collector* collector = static_cast<ShardDb*>(api->xUserData(context))->collector_;
        const std::int64_t doc = api->xRowid(context);
        if (collector == nullptr || !collector->wanted(doc)) {
            sqlite3_result_int(result, 0);
            return;
        }
        const int phrases = std::min(api->xPhraseCount(context), kMaxPhrases);
        std::uint32_t counts[kMaxPhrases][kWordColumns];
        for (int i = 0; i < phrases; ++i) {
            if ((collector->counted >> i & 1) == 0) continue;
            if (const int rc = count(api, context, i, counts[i]); rc != SQLITE_OK) {
                sqlite3_result_error_code(result, rc);
                return;
            }
        }
        try {
            collector->take({doc, counts, phrases});
        } catch (...) {  // a door: nothing may fly through SQLite
            sqlite3_result_error_nomem(result);
            return;
        }
        sqlite3_result_int(result, 0);
    }
};

ShardDb::ShardDb(const std::filesystem::path& file, For use)
    : file_(file), tokenizer_(use == For::writing) {
    const auto protected_file = read_only_uri(file);
    const int flags = SQLITE_OPEN_NOMUTEX
                      | (protected_file ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
                                        : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (sqlite3_open_v2((protected_file ? *protected_file : file.string()).c_str(), &db_, flags,
                        nullptr)
        != SQLITE_OK) {
        Error error(Fault::storage, "cannot open " + file.string() + ": " + sqlite3_errmsg(db_),
                    protected_file ? "the archive cannot be written here: run solander check where "
                                     "it can, once"
                                   : "");
        sqlite3_close(db_);
        throw error;
    }
    sqlite3_busy_timeout(db_, kBusyMs);
    sqlite3_extended_result_codes(db_, 1);
    inode_ = inode_of(file);
    try {
        // Derived data: after a power cut the last transactions may be gone, and with them the
        // sequence number they wrote, so they are followed again. WAL keeps the rest whole.
        if (!protected_file) {
            // Only of a new file: said of another it would be written each time.
            if (number("pragma page_count") == 0)
                script("pragma page_size = 8192; pragma auto_vacuum = incremental");
            use_wal();
            script("pragma journal_size_limit = 16777216; pragma synchronous = normal");
        }
        script("pragma cache_size = -16000; pragma temp_store = memory;");
        // Position lists are long: read where the system keeps them, not copied page by page.
        if (use == For::reading)
            script("pragma mmap_size = 17179869184; pragma cache_size = -2000");
        fts5_api* api = fts5_of(db_);
        if (api == nullptr) throw Error(Fault::bug, "this SQLite has no FTS5");
        fts5_tokenizer tokenizer{&Fts5Side::create_tokenizer, &Fts5Side::delete_tokenizer,
                                 &Fts5Side::tokenize};
        api->xCreateTokenizer(api, "solander", this, &tokenizer, nullptr);
        api->xCreateFunction(api, "collect", this, &Fts5Side::collect, nullptr);
    } catch (...) {
        sqlite3_close(db_);
        throw;
    }
}

ShardDb::~ShardDb() {
    for (const auto& entry : statements_) sqlite3_finalize(entry.second);
    sqlite3_close(db_);
}

void ShardDb::failed(const char* doing) {
    const std::string what =
        std::string("cannot ") + doing + " " + file_.string() + ": " + sqlite3_errmsg(db_);
    const int rc = sqlite3_errcode(db_) & 0xFF;
    if (rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB || rc == SQLITE_FORMAT)
        throw DamagedWords(Fault::storage, what,
                           "the words folder may be deleted; it is made anew from the catalogue");
    throw Error(Fault::storage, what);
}

/// Two that make a new file a WAL file at once: SQLite answers the later one "busy" at once,
/// without waiting as it does elsewhere.
void ShardDb::use_wal() {
    constexpr auto kPause = std::chrono::milliseconds(5);
    for (int waited = 0;; waited += static_cast<int>(kPause.count())) {
        const int rc = sqlite3_exec(db_, "pragma journal_mode = wal", nullptr, nullptr, nullptr);
        if (rc == SQLITE_OK) return;
        if ((rc & 0xFF) != SQLITE_BUSY || waited >= kBusyMs) failed("use");
        std::this_thread::sleep_for(kPause);
    }
}

void ShardDb::script(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) failed("use");
}

ShardDb::Statement ShardDb::statement(const char* sql) {
    for (const auto& [text, s] : statements_)
        if (text == sql) return {*this, s};
    sqlite3_stmt* s = nullptr;
    if (sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, nullptr) != SQLITE_OK)
        failed("read");
    statements_.emplace_back(sql, s);
    return {*this, s};
}

ShardDb::Statement::~Statement() {
    sqlite3_reset(s_);
    sqlite3_clear_bindings(s_);
}

std::int64_t ShardDb::Statement::integer(int column) const {
    return sqlite3_column_int64(s_, column);
}

ShardDb::Statement& ShardDb::Statement::bind(int place, std::int64_t v) {
    sqlite3_bind_int64(s_, place, v);
    return *this;
}

ShardDb::Statement& ShardDb::Statement::bind(int place, std::string_view v) {
    sqlite3_bind_text64(s_, place, v.data() == nullptr ? "" : v.data(), v.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

bool ShardDb::Statement::step() {
    const int rc = sqlite3_step(s_);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) db_.failed("use");
    return rc == SQLITE_ROW;
}

void ShardDb::Statement::run() {
    while (step()) {}
}

std::string_view ShardDb::Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(s_, column));
    return {bytes == nullptr ? "" : bytes,
            static_cast<std::size_t>(sqlite3_column_bytes(s_, column))};
}

std::int64_t ShardDb::number(const char* sql, std::int64_t missing) {
    Statement s = statement(sql);
    return s.step() ? s.integer(0) : missing;
}

bool ShardDb::replaced() const { return inode_of(file_) != inode_; }

bool ShardDb::try_begin_write() {
    sqlite3_busy_timeout(db_, 0);
    const int rc = sqlite3_exec(db_, "begin immediate", nullptr, nullptr, nullptr);
    sqlite3_busy_timeout(db_, kBusyMs);
    if (rc == SQLITE_OK) return true;
    if ((rc & 0xFF) != SQLITE_BUSY) failed("write to");
    return false;
}

void ShardDb::match(std::string_view expression, Collector& collector) {
    collector_ = &collector;
    const auto done = [this](void*) { collector_ = nullptr; };
    const std::unique_ptr<void, decltype(done)> guard(this, done);
    statement("select 1 from words where words match ?1 and collect(words)")
        .bind(1, expression)
        .run();
}

}  // namespace solander
