// SPDX-License-Identifier: GPL-3.0-or-later
// What wrangling costs: filters loaded, a word followed, facets and a filter, of a catalogue of
// works with tags alone, before and after people spoke of the tags.
//     build/release/bench/tags_bench [WORKS] [TAGS] [SYNONYMS]
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>

#include "base/file.h"
#include "catalogue/db.h"
#include "catalogue/schema.h"
#include "catalogue/wrangling.h"
#include "search/facets.h"
#include "search/filters.h"

namespace solander {
namespace {

constexpr std::string_view kNow = "2026-01-01T00:00:00Z";
constexpr std::int64_t kDepth = 20;  // of a chain of metas

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Act>
double measured(Act act) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const double start = cpu_seconds();
        act();
        best = std::min(best, cpu_seconds() - start);
    }
    return best * 1000;
}

std::uint64_t next_random() {
    static std::uint64_t state = 42;
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

/// Ten tags a work; the low numbers are had by most, as in any archive.
void fill(Connection& c, std::int64_t works, std::int64_t tags) {
    constexpr std::array kKinds = {"fandom", "relationship", "character", "freeform"};
    WriteTransaction transaction(c);
    for (std::int64_t i = 1; i <= tags; ++i) {
        const std::string name = fmt::format("Tag {} of many", i);
        Query q = c.query("insert into tag(id, kind, name, key) values($1, $2, $3, $3)");
        q.bind(i).bind(kKinds[static_cast<std::size_t>(i) % 4]).bind(name).run();
    }
    for (std::int64_t work = 1; work <= works; ++work) {
        c.query("insert into work(id, title, title_key, permission, visibility, words, chapters,"
                " scenes, added_at) values($1, 'x', 'x', 'any', 'open', 1, 1, 1, $2)")
            .bind(work)
            .bind(kNow)
            .run();
        for (std::int64_t place = 0; place < 10; ++place) {
            const double r = static_cast<double>(next_random() % 1'000'000) / 1e6;
            const auto tag = 1 + static_cast<std::int64_t>(r * r * static_cast<double>(tags - 1));
            c.query("insert into work_tag(work, tag, place) values($1, $2, $3)"
                    " on conflict do nothing")
                .bind(work)
                .bind(tag)
                .bind(place)
                .run();
        }
    }
    c.query("insert into change(work, what) values(1, 'put')").run();
    transaction.commit();
}

/// The last `synonyms` tags mean one of the first; the first hang below each other in chains.
void wrangle(Connection& c, std::int64_t tags, std::int64_t synonyms) {
    std::vector<NameWord> words;
    const std::int64_t canonical = (tags - synonyms) / 4 * 4;
    for (std::int64_t i = 1; i <= canonical; ++i) {
        words.push_back({NameList::tag, i, "canonical"});
        if ((i / 4) % kDepth != 0) words.push_back({NameList::tag, i, "sub", i - 4});
    }
    for (std::int64_t i = tags - synonyms + 1; i <= tags; ++i) {
        const auto of =
            1 + static_cast<std::int64_t>(next_random() % static_cast<std::uint64_t>(canonical));
        words.push_back({NameList::tag, i, "synonym", of});
    }
    WriteTransaction transaction(c);
    record_words(c, words, "bench", kNow);
    transaction.commit();
}

void measure(const char* what, Connection& c) {
    std::shared_ptr<const Filters> filters;
    const double load = measured([&] { filters = Filters::load(c); });
    const Bitmap all = filters->visible(0xFF);
    const double facets = measured([&] { count_facets(*filters, all, 10); });
    fmt::print("{:<10} load {:7.0f} ms   facets over {} works {:6.1f} ms   names filed {}\n", what,
               load, all.cardinality(), facets, filters->filing->under.size());
}

int run(int count, char** arguments) {
    const auto number = [&](int i, std::int64_t otherwise) {
        return i < count ? std::atoll(arguments[i]) : otherwise;
    };
    const std::int64_t works = number(1, 100'000), tags = number(2, 50'000),
                       synonyms = number(3, 20'000);
    const TemporaryFolder folder;
    const auto database = open_sqlite((folder.path() / "bench.db").string(), true);
    const auto c = database->connect();
    c->execute_script("pragma synchronous = off");
    create_schema(*c);
    fill(*c, works, tags);
    fmt::print("{} works, {} tags, {} synonyms, metas {} deep\n", works, tags, synonyms, kDepth);
    measure("before", *c);
    const std::shared_ptr<const Filters> before = Filters::load(*c);
    wrangle(*c, tags, synonyms);
    std::shared_ptr<const Filters> after;
    const double follow = measured([&] { after = Filters::next(before, *c); });
    measure("after", *c);
    fmt::print("following  {:12.0f} ms\n", follow);
    return 0;
}

}  // namespace
}  // namespace solander

int main(int count, char** arguments) { return solander::run(count, arguments); }
