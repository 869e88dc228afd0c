// SPDX-License-Identifier: GPL-3.0-or-later
// A small catalogue filled by plain SQL, and the questions tests put to it.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/compress.h"
#include "base/file.h"
#include "base/text.h"
#include "catalogue/db.h"
#include "catalogue/schema.h"
#include "consent/policy.h"
#include "document/walk.h"
#include "search/search.h"
#include "tests/support/test_database.h"
#include "vocabulary/tag.h"

namespace solander {

inline constexpr std::uint8_t kEverything = 0b01111;  // all but removed

/// What a test says of a work; the rest has defaults.
struct TestWork {
    std::int64_t id = 0;
    std::string title = "Untitled";
    std::vector<std::string> creators;
    std::vector<std::pair<std::string, std::string>> tags;  ///< kind, name
    std::vector<std::string> series;
    std::string rating, visibility = "open", language = "en", permission = "any";
    std::string summary, notes, published, updated, added = "2024-01-01T00:00:00Z";
    int complete = -1;  ///< 1 yes, 0 no, -1 not said
    int words = 100;
    std::vector<std::string> chapters;
};

/// Blocks of the story layer, one a paragraph.
inline std::string stored_body(const std::string& text) {
    Document d;
    std::size_t at = 0;
    while (at <= text.size()) {
        std::size_t end = text.find("\n\n", at);
        if (end == std::string::npos) end = text.size();
        Block block;
        block.from = static_cast<std::uint32_t>(d.text.size());
        d.text += text.substr(at, end - at);
        block.to = static_cast<std::uint32_t>(d.text.size());
        d.text += '\n';
        d.blocks.push_back(block);
        at = end + 2;
    }
    return compress(to_stored(d));
}

class TestLibrary {
  public:
    TestLibrary()
        : place_(engine_for_tests()), database_(place_.open()), connection_(database_->connect()) {
        connection_->execute_script(place_.postgres() ? "set synchronous_commit = off"
                                                      : "pragma synchronous = off");  // for speed
        create_schema(*connection_);
    }
    /// One more, as another process has it.
    std::unique_ptr<Database> open_catalogue() { return place_.open(); }
    std::filesystem::path words_folder() const { return folder_.path() / "words"; }
    Database& database() { return *database_; }
    Connection& connection() { return *connection_; }

    void put(const TestWork& work) {
        WriteTransaction transaction(*connection_);
        write(work);
        transaction.commit();
    }
    void put_all(const std::vector<TestWork>& works) {
        WriteTransaction transaction(*connection_);
        for (const TestWork& work : works) write(work);
        transaction.commit();
    }
    void remove(std::int64_t id) {
        WriteTransaction transaction(*connection_);
        erase(id);
        connection_->query("insert into change(work, what) values($1, 'gone')").bind(id).run();
        transaction.commit();
    }
    std::unique_ptr<Search> open(unsigned shards = 2) {
        return std::make_unique<Search>(*database_, words_folder(), shards);
    }
    /// Opened, everything followed.
    std::unique_ptr<Search> open_ready(unsigned shards = 2) {
        auto search = open(shards);
        search->catch_up();
        return search;
    }

  private:
    void erase(std::int64_t id) {
        Connection& c = *connection_;
        c.query("delete from chapter where version in (select id from version where work = $1)")
            .bind(id)
            .run();
        c.query("delete from work where id = $1").bind(id).run();
    }
    std::int64_t named(std::string_view find, std::string_view insert, const std::string& kind,
                       const std::string& name, const std::string& key) {
        Connection& c = *connection_;
        {
            Query q = c.query(find);
            if (!kind.empty()) q.bind(kind);
            if (q.bind(key).step()) return q.integer(0);
        }
        Query q = c.query(insert);
        if (!kind.empty()) q.bind(kind);
        q.bind(name).bind(key).step();
        return q.integer(0);
    }
    void write(const TestWork& w) {
        Connection& c = *connection_;
        erase(w.id);
        c.query("insert into accession(id, started_at) values(1, '') on conflict(id) do nothing")
            .run();
        c.query("insert into original(id, digest, size, accession, name) values(1, $1, 1, 1, 'x')"
                " on conflict(id) do nothing")
            .bind(Blob{"digest"})
            .run();
        const std::int64_t version = 1'000'000 + w.id * 1000 + turn_++;
        Query q = c.query(
            "insert into work(id, title, title_key, rating, summary, notes, permission, visibility,"
            " language, words, chapters, scenes, complete, published, updated, current, added_at)"
            " values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14, $15, $16)");
        const std::string title_key = fold(w.title);  // what is bound must live
        q.bind(w.id).bind(w.title).bind(title_key).bind(w.rating).bind(w.summary).bind(w.notes);
        q.bind(w.permission).bind(w.visibility).bind(w.language).bind(w.words);
        q.bind(static_cast<std::int64_t>(w.chapters.size()));
        if (w.complete < 0)
            q.bind(nullptr);
        else
            q.bind(w.complete);
        q.bind(w.published).bind(w.updated).bind(version).bind(w.added).run();
        const std::string path = std::to_string(version);
        c.query(
             "insert into version(id, work, original, path, ordinal, name, bytes, encoding, class,"
             " reading, exact, sketch, added_at)"
             " values($1, $2, 1, $3, 0, 'x', 1, 'utf-8', 'story', 1, 0, $4, '')")
            .bind(version)
            .bind(w.id)
            .bind(path)
            .bind(Blob{"sketch"})
            .run();
        int number = 0;
        for (const std::string& text : w.chapters) {
            const std::string body = stored_body(text);
            c.query("insert into chapter(version, number, words, body) values($1, $2, 1, $3)")
                .bind(version)
                .bind(++number)
                .bind(Blob{body})
                .run();
        }
        int place = 0;
        for (const std::string& name : w.creators)
            c.query("insert into work_creator(work, place, creator, role)"
                    " values($1, $2, $3, 'author')")
                .bind(w.id)
                .bind(place++)
                .bind(named("select id from creator where key = $1",
                            "insert into creator(name, key) values($1, $2) returning id", "", name,
                            fold(name)))
                .run();
        place = 0;
        for (const auto& [kind, name] : w.tags)
            c.query("insert into work_tag(work, tag, place) values($1, $2, $3)")
                .bind(w.id)
                .bind(named("select id from tag where kind = $1 and key = $2",
                            "insert into tag(kind, name, key) values($1, $2, $3) returning id",
                            kind, name, tag_key(*tag_kind_from_name(kind), name)))
                .bind(place++)
                .run();
        place = 0;
        for (const std::string& name : w.series)
            c.query("insert into work_series(work, place, series) values($1, $2, $3)")
                .bind(w.id)
                .bind(place++)
                .bind(named("select id from series where key = $1",
                            "insert into series(name, key) values($1, $2) returning id", "", name,
                            fold(name)))
                .run();
        c.query("insert into change(work, what) values($1, 'put')").bind(w.id).run();
    }

    TemporaryFolder folder_;
    TestDatabase place_;
    std::unique_ptr<Database> database_;
    std::unique_ptr<Connection> connection_;
    std::int64_t turn_ = 0;
};

inline SearchRequest request_for(const std::string& query, std::uint8_t visible = kEverything) {
    auto parsed = parse_query(query);
    EXPECT_TRUE(parsed) << query << "\n" << (parsed ? "" : parsed.error().message);
    SearchRequest request;
    if (parsed) request.query = *parsed;
    request.visible = visible;
    request.limit = 1000;
    return request;
}

inline std::vector<std::int64_t> ids_of(const SearchPage& page) {
    std::vector<std::int64_t> ids;
    for (const Hit& hit : page.hits) ids.push_back(hit.work);
    return ids;
}

/// Ids found, in the order of the page.
inline std::vector<std::int64_t> found(const Search& search, const std::string& query,
                                       std::uint8_t visible = kEverything) {
    return ids_of(search.find(request_for(query, visible)));
}

/// field -> value -> count
inline std::map<std::string, std::map<std::string, std::uint64_t>>
facets_of(const SearchPage& page) {
    std::map<std::string, std::map<std::string, std::uint64_t>> all;
    for (const Facet& facet : page.facets)
        for (const FacetValue& value : facet.values) all[facet.field][value.value] = value.count;
    return all;
}

/// The snippet with [brackets] around what is marked.
inline std::string shown(const Snippet& snippet) {
    std::string out;
    std::size_t at = 0;
    for (const auto& [from, to] : snippet.marked) {
        out +=
            snippet.text.substr(at, from - at) + "[" + snippet.text.substr(from, to - from) + "]";
        at = to;
    }
    return out + snippet.text.substr(at);
}

}  // namespace solander
