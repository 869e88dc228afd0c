// SPDX-License-Identifier: GPL-3.0-or-later
// search_bench: an archive's words indexed anew, and 200 mixed queries and filter pages asked of
// it.
#include "catalogue/db.h"
#include "search/search.h"
#include "search/tokens.h"
#include "work/text_of.h"

#include <sys/resource.h>
#include <ctime>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace solander;
namespace fs = std::filesystem;

constexpr const char* kUsage =
    "usage: search_bench CATALOGUE.db WORDS-FOLDER [--shards N] [--index] [--seed S] [--slow]\n"
    "  --index   fills WORDS-FOLDER anew first and says what it cost\n"
    "  --slow    also prints the ten slowest queries\n"
    "Queries are made from the texts themselves: 40 common words, 40 rare ones, 40 of two to four\n"
    "words, 50 phrases of two to four words, 30 prefixes. Each is asked three times; the last "
    "counts.\n";

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Of all threads: what a query costs, whatever else the machine is doing.
double cpu_now() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

struct Cost {
    double wall_ms = 0, cpu_ms = 0;
};

struct Usage {
    double cpu;
    long peak_kib;
};
Usage usage() {
    rusage r{};
    getrusage(RUSAGE_SELF, &r);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return {seconds(r.ru_utime) + seconds(r.ru_stime), r.ru_maxrss};
}

double at_part(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto i = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5);
    return values[i];
}

void row(const char* name, const std::vector<Cost>& costs) {
    std::vector<double> wall, cpu;
    for (const Cost& cost : costs) {
        wall.push_back(cost.wall_ms);
        cpu.push_back(cost.cpu_ms);
    }
    std::printf("%-32s %9.3f %9.3f %9.3f %9.3f %9.3f %9.3f\n", name, at_part(wall, 0.5),
                at_part(wall, 0.95), at_part(wall, 1), at_part(cpu, 0.5), at_part(cpu, 0.95),
                at_part(cpu, 1));
}

struct QueryKinds {
    std::map<std::string, std::vector<std::string>> by_kind;
};

/// Words as they are typed, from 300 random works; how many of these hold each says common or rare.
QueryKinds make_queries(Connection& c, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::int64_t> works;
    for (Query q = c.query("select id from work order by id"); q.step();)
        works.push_back(q.integer(0));
    std::shuffle(works.begin(), works.end(), random);
    if (works.size() > 300) works.resize(300);
    std::vector<std::vector<std::string>> texts;
    std::map<std::string, int> held_by;
    Tokenizer tokenizer;
    for (const std::int64_t work : works) {
        Query q = c.query("select c.body from work w join chapter c on c.version = w.current"
                          " where w.id = $1 order by c.number limit 1");
        if (!q.bind(work).step()) continue;
        const std::string text = plain_text_of_body(q.blob(0));
        std::vector<std::string> words;
        std::set<std::string> distinct;
        tokenizer.start(text, false, false);
        for (Token t; tokenizer.next(t) && words.size() < 20000;) {
            words.emplace_back(t.term);
            distinct.insert(words.back());
        }
        for (const std::string& word : distinct) ++held_by[word];
        if (words.size() > 50) texts.push_back(std::move(words));
    }
    std::vector<std::string> common, rare;
    for (const auto& [word, n] : held_by) {
        if (word.find('\'') != std::string::npos || word.size() < 3) continue;
        if (n * 4 > static_cast<int>(texts.size())) common.push_back(word);
        if (n == 1) rare.push_back(word);
    }
    const auto pick = [&](const std::vector<std::string>& from) {
        return from.empty() ? std::string("none") : from[random() % from.size()];
    };
    QueryKinds made;
    for (int i = 0; i < 40; ++i) made.by_kind["common word"].push_back(pick(common));
    for (int i = 0; i < 40; ++i) made.by_kind["rare word"].push_back(pick(rare));
    const auto run = [&](std::size_t n, bool apart) {
        const auto& text = texts[random() % texts.size()];
        std::string out;
        std::size_t at = random() % (text.size() - 10);
        for (std::size_t i = 0; i < n; ++i) {
            out += (out.empty() ? "" : " ") + text[apart ? random() % text.size() : at + i];
        }
        return out;
    };
    for (int i = 0; i < 40; ++i) made.by_kind["AND of 2-4"].push_back(run(2 + random() % 3, true));
    for (int i = 0; i < 50; ++i)
        made.by_kind["phrase of 2-4"].push_back("\"" + run(2 + random() % 3, false) + "\"");
    while (made.by_kind["prefix"].size() < 30) {
        const std::string word = run(1, true);
        const std::size_t n = 4 + random() % 3;
        if (word.size() > n) made.by_kind["prefix"].push_back(word.substr(0, n) + "*");
    }
    return made;
}

Cost ask(Search& search, const std::string& query, bool facets, bool snippets = true,
         std::uint64_t* total = nullptr) {
    SearchRequest request;
    request.query = *parse_query(query);
    request.visible = 0b01111;
    request.facets = facets;
    request.facet_values = 20;
    request.snippets = snippets;
    const double start = now(), cpu = cpu_now();
    const SearchPage page = search.find(request);
    const Cost cost{(now() - start) * 1000, (cpu_now() - cpu) * 1000};
    if (total != nullptr) *total = page.total;
    return cost;
}

std::uint64_t folder_size(const fs::path& folder) {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder)) bytes += entry.file_size();
    return bytes;
}

std::uint64_t text_size(Connection& c) {
    std::uint64_t bytes = 0;
    for (Query q = c.query("select body from chapter"); q.step();)
        bytes += plain_text_of_body(q.blob(0)).size();
    return bytes;
}

std::vector<std::string> filter_queries(Connection& c) {
    std::vector<std::string> queries = {"",
                                        "rating:teen",
                                        "-rating:explicit",
                                        "words>5000",
                                        "complete:yes",
                                        "published:2003",
                                        "words:1000-5000"};
    Query q = c.query("select t.kind, t.name, count(*) from tag t join work_tag wt on wt.tag = t.id"
                      " group by t.id order by 3 desc, t.id limit 60");
    while (q.step()) {
        const std::string kind(q.text(0));
        const std::string name(q.text(1));
        if (name.find('"') != std::string::npos) continue;
        queries.push_back((kind == "freeform" ? "tag" : kind) + ":\"" + name + "\"");
        if (queries.size() % 3 == 0)
            queries.push_back(queries.back() + " -rating:explicit words>2000");
    }
    return queries;
}

int bench(const fs::path& catalogue, const fs::path& words, unsigned shards, bool index,
          unsigned seed, bool slow) {
    const auto database = open_sqlite(catalogue.string(), false);
    const auto connection = database->connect(true);
    if (index) {
        fs::remove_all(words);
        const auto before = usage();
        const double start = now();
        Search search(*database, words, shards);
        search.catch_up();
        const auto after = usage();
        const std::uint64_t size = folder_size(words);
        std::printf("indexing                 cpu s %8.2f  wall s %8.2f  peak MiB %6ld\n",
                    after.cpu - before.cpu, now() - start, after.peak_kib / 1024);
        const auto text = static_cast<double>(text_size(*connection));
        std::printf("index                       MB %8.1f  text MB %7.1f  ratio %.3f\n",
                    static_cast<double>(size) / 1e6, text / 1e6, static_cast<double>(size) / text);
    }
    double start = now();
    auto before = usage();
    Search search(*database, words, shards);
    (void)ask(search, "", false);
    std::printf("open and load filters       ms %8.1f  cpu ms %8.1f\n", (now() - start) * 1000,
                (usage().cpu - before.cpu) * 1000);
    const WordsCheck check = search.check();
    std::printf("works %llu, changes behind %llu%s\n", static_cast<unsigned long long>(check.works),
                static_cast<unsigned long long>(check.behind), check.ok ? "" : "  NOT OK");

    const QueryKinds made = make_queries(*connection, seed);
    std::printf("\nmilliseconds            wall:       p50       p95       max  cpu: p50       p95 "
                "      max\n");
    std::vector<Cost> all, bare;
    std::vector<std::pair<double, std::string>> slowest;
    for (const auto& [kind, queries] : made.by_kind) {
        std::vector<Cost> times;
        for (const std::string& query : queries) {
            Cost ms, ms_bare;
            std::uint64_t total = 0;
            for (int turn = 0; turn < 3; ++turn) ms = ask(search, query, false, true, &total);
            times.push_back(ms);
            for (int turn = 0; turn < 2; ++turn) ms_bare = ask(search, query, false, false);
            bare.push_back(ms_bare);
            slowest.emplace_back(ms.cpu_ms, query + "  (" + std::to_string(total) + ")");
        }
        row(kind.c_str(), times);
        all.insert(all.end(), times.begin(), times.end());
    }
    row("all 200, best 20 with snippets", all);
    row("all 200, best 20, no snippets", bare);
    std::vector<Cost> pages;
    for (const std::string& query : filter_queries(*connection)) {
        Cost ms;
        for (int turn = 0; turn < 3; ++turn) ms = ask(search, query, true);
        pages.push_back(ms);
    }
    row("filter page, 20 works + counts", pages);
    std::vector<Cost> both;
    for (const std::string& query : made.by_kind.at("common word")) {
        Cost ms;
        for (int turn = 0; turn < 3; ++turn) ms = ask(search, query, true);
        both.push_back(ms);
    }
    row("common word with counts", both);
    std::printf("peak MiB %ld\n", usage().peak_kib / 1024);
    if (slow) {
        std::sort(slowest.rbegin(), slowest.rend());
        for (std::size_t i = 0; i < 10 && i < slowest.size(); ++i)
            std::printf("%9.3f  %s\n", slowest[i].first, slowest[i].second.c_str());
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> names;
    unsigned shards = 2, seed = 1;
    bool index = false, slow = false;
    for (int i = 1; i < argc; ++i) {
        const std::string arg = argv[i];
        if (arg == "--index")
            index = true;
        else if (arg == "--slow")
            slow = true;
        else if (arg == "--shards" && i + 1 < argc)
            shards = static_cast<unsigned>(std::stoul(argv[++i]));
        else if (arg == "--seed" && i + 1 < argc)
            seed = static_cast<unsigned>(std::stoul(argv[++i]));
        else
            names.push_back(arg);
    }
    if (names.size() != 2) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    try {
        return bench(names[0], names[1], shards, index, seed, slow);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "search_bench: %s\n", e.what());
        return 1;
    }
}
