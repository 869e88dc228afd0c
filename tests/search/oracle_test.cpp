// SPDX-License-Identifier: GPL-3.0-or-later
// Random libraries and random queries, answered a second time by looking at every work one by one.
#include "tests/search/library.h"

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include "search/compare.h"
#include "search/fields.h"

namespace solander {
namespace {

/// Words that are their own stems, and no beginning of each other but by intent ("lamp",
/// "lampion").
constexpr const char* kVocabulary[] = {"snow", "wolf",  "lamp", "lampion",   "harbor", "letter",
                                       "moon", "train", "salt", "saltmarsh", "key",    "door"};
constexpr const char* kFandoms[] = {"Long Watch", "Tin Star", "Salt Road"};
constexpr const char* kTags[] = {"Angst", "Fluff", "Moon Magic"};
constexpr const char* kRatings[] = {"general", "teen", "mature", "explicit", ""};
constexpr const char* kVisible[] = {"open", "members", "listed", "kept", "removed"};
constexpr const char* kDates[] = {"", "2003", "2003-02", "2003-02-14", "2004-11", "2005"};

struct Oracle {
    std::map<std::int64_t, TestWork> works;
    std::uint8_t visible = 0, readable = 0;

    static std::vector<std::string> words_in(const std::string& text) {
        std::vector<std::string> words;
        for_each_word(text, [&](std::string_view w) { words.push_back(ascii_lowered(w)); });
        return words;
    }
    static bool has_phrase(const std::vector<std::string>& text, const QueryNode& node) {
        const auto wanted = words_in(node.value);
        for (std::size_t i = 0; i + wanted.size() <= text.size(); ++i) {
            bool all = true;
            for (std::size_t j = 0; j < wanted.size() && all; ++j) {
                const bool open = node.prefix && j + 1 == wanted.size();
                all = open ? text[i + j].rfind(wanted[j], 0) == 0 : text[i + j] == wanted[j];
            }
            if (all) return true;
        }
        return false;
    }
    static unsigned bit_of(const TestWork& w) {
        return static_cast<unsigned>(
            std::find(std::begin(kVisible), std::end(kVisible), w.visibility) - kVisible);
    }
    bool words_match(const TestWork& w, const QueryNode& node) const {
        const auto in = [&](const char* column, const std::string& text) {
            return (node.field.empty() || node.field == column) && has_phrase(words_in(text), node);
        };
        if (in("title", w.title) || in("summary", w.summary)) return true;
        if (node.field.empty()) {
            std::string tags = w.rating;
            for (const auto& tag : w.tags) tags += " " + tag.second;
            if (has_phrase(words_in(tags), node)) return true;
        }
        if ((readable >> bit_of(w) & 1) == 0) return false;
        std::string all;
        for (const std::string& chapter : w.chapters) all += chapter + " ";
        return in("text", all);
    }
    bool matches(const TestWork& w, const QueryNode& node) const {
        using Kind = QueryNode::Kind;
        switch (node.kind) {
        case Kind::all:
            return true;
        case Kind::not_:
            return !matches(w, node.children.front());
        case Kind::and_:
            return std::all_of(node.children.begin(), node.children.end(),
                               [&](const QueryNode& c) { return matches(w, c); });
        case Kind::or_:
            return std::any_of(node.children.begin(), node.children.end(),
                               [&](const QueryNode& c) { return matches(w, c); });
        case Kind::words:
            return words_match(w, node);
        case Kind::tag: {
            const std::string kind = node.field == "tag" ? "freeform" : node.field;
            for (const auto& [k, name] : w.tags) {
                if (k != kind) continue;
                if (node.phrase ? fold(name) == fold(node.value)
                                : has_word(words_in(name), ascii_lowered(node.value)))
                    return true;
            }
            return false;
        }
        case Kind::compare:
            return compare(w, node);
        }
        return false;
    }
    static bool has_word(const std::vector<std::string>& words, const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    }
    static bool compare(const TestWork& w, const QueryNode& node) {
        if (node.field == "rating") return w.rating == node.value;
        if (node.field == "complete")
            return node.value == (w.complete < 0 ? "unknown" : w.complete ? "yes" : "no");
        if (node.field == "words") {
            const auto range = number_range(node.op, node.value);
            return w.words >= range->low && w.words <= range->high;
        }
        const auto range = date_range(node.op, node.value);
        const auto days =
            days_of(node.field == "updated" && !w.updated.empty() ? w.updated : w.published);
        return days && days->low >= range->low && days->high <= range->high;
    }
    std::vector<std::int64_t> find(const QueryNode& root) const {
        std::vector<std::int64_t> ids;
        for (const auto& [id, w] : works)
            if ((visible >> bit_of(w) & 1) != 0 && matches(w, root)) ids.push_back(id);
        return ids;
    }
};

class Random {
  public:
    explicit Random(unsigned seed) : engine_(seed) {}
    unsigned below(unsigned n) { return static_cast<unsigned>(engine_() % n); }
    template <std::size_t N>
    std::string pick(const char* const (&list)[N]) {
        return list[below(N)];
    }
    std::string text(unsigned most) {
        std::string out;
        for (unsigned n = 1 + below(most); n > 0; --n) {
            out += out.empty() ? "" : below(8) == 0 ? ". " : " ";
            out += pick(kVocabulary);
        }
        return out;
    }
    TestWork work(std::int64_t id) {
        TestWork w;
        w.id = id;
        w.title = text(3);
        w.summary = below(2) ? text(6) : "";
        for (unsigned n = 1 + below(2); n > 0; --n) w.chapters.push_back(text(30));
        w.rating = pick(kRatings);
        w.visibility = below(3) ? "open" : pick(kVisible);
        w.words = static_cast<int>(below(10)) * 1000;
        w.complete = static_cast<int>(below(3)) - 1;
        w.published = pick(kDates);
        w.updated = pick(kDates);
        std::set<std::pair<std::string, std::string>> tags;
        for (unsigned n = below(3); n > 0; --n) tags.emplace("fandom", pick(kFandoms));
        for (unsigned n = below(3); n > 0; --n) tags.emplace("freeform", pick(kTags));
        w.tags.assign(tags.begin(), tags.end());
        return w;
    }
    std::string term() {
        switch (below(14)) {
        case 0:
            return "\"" + pick(kVocabulary) + " " + pick(kVocabulary) + "\"";
        case 1:
            return pick(kVocabulary).substr(0, 3) + "*";
        case 2:
            return "title:" + pick(kVocabulary);
        case 3:
            return "text:" + pick(kVocabulary);
        case 4:
            return "fandom:\"" + pick(kFandoms) + "\"";
        case 5:
            return "tag:moon";
        case 6:
            return "rating:teen";
        case 7:
            return "words>" + std::to_string(below(9) * 1000);
        case 8:
            return "updated:2003";
        case 9:
            return "complete:yes";
        case 10:
            return "summary:" + pick(kVocabulary);
        case 11:
            return "published>=2003-02";
        default:
            return pick(kVocabulary);
        }
    }
    std::string query(unsigned depth) {
        std::string out;
        for (unsigned n = 1 + below(3); n > 0; --n) {
            if (!out.empty()) out += below(3) == 0 ? " OR " : " ";
            if (below(5) == 0) out += "-";
            out += depth > 0 && below(3) == 0 ? "(" + query(depth - 1) + ")" : term();
        }
        return out;
    }

  private:
    std::mt19937 engine_;
};

class OracleTest : public testing::TestWithParam<unsigned> {};

TEST_P(OracleTest, agrees_with_looking_at_every_work) {
    Random random(GetParam());
    TestLibrary library;
    Oracle oracle;
    std::vector<TestWork> first;
    for (std::int64_t id = 1; id <= 80; ++id)
        first.push_back(random.work(id * (1 + GetParam() % 3)));
    library.put_all(first);
    for (const TestWork& w : first) oracle.works[w.id] = w;
    auto search = library.open_ready(1 + GetParam() % 3);

    for (int round = 0; round < 4; ++round) {
        for (int i = 0; i < 60; ++i) {
            const std::string query = random.query(2);
            oracle.visible = i % 3 == 0 ? 0b00001 : i % 3 == 1 ? 0b00111 : kEverything;
            oracle.readable = i % 3 == 1 ? 0b00011 : oracle.visible;
            auto request = request_for(query, oracle.visible);
            request.readable = oracle.readable;
            request.facets = true;
            const SearchPage page = search->find(request);
            auto ids = ids_of(page);
            const auto expected = oracle.find(request.query.root);
            for (const Hit& hit : page.hits)
                ASSERT_TRUE(hit.snippet.text.empty()
                            || (oracle.readable >> Oracle::bit_of(oracle.works[hit.work]) & 1));
            std::sort(ids.begin(), ids.end());
            ASSERT_EQ(ids, expected) << query << " -> " << to_text(request.query.root);
            ASSERT_EQ(page.total, expected.size());
            std::map<std::string, std::uint64_t> fandoms;
            for (const std::int64_t id : expected)
                for (const auto& [kind, name] : oracle.works[id].tags)
                    if (kind == "fandom") ++fandoms[name];
            auto facets = facets_of(page);
            ASSERT_EQ(facets["fandom"], fandoms) << query;
        }
        // Some change, go and come; then the same again.
        for (int i = 0; i < 15; ++i) {
            const std::int64_t id = first[random.below(80)].id;
            if (random.below(3) == 0) {
                library.remove(id);
                oracle.works.erase(id);
            } else {
                const TestWork w = random.work(id);
                library.put(w);
                oracle.works[id] = w;
            }
        }
        const TestWork w = random.work(1000 + round);
        library.put(w);
        oracle.works[w.id] = w;
        if (round == 1) search = library.open(1 + GetParam() % 3);  // a new process
        search->catch_up();
    }
    EXPECT_TRUE(search->check().ok);
}

TEST_P(OracleTest, orders_are_total_and_pages_fit_together) {
    Random random(GetParam() + 100);
    TestLibrary library;
    std::map<std::int64_t, TestWork> works;
    std::vector<TestWork> all;
    for (std::int64_t id = 1; id <= 60; ++id) all.push_back(random.work(id));
    library.put_all(all);
    for (const TestWork& w : all) works[w.id] = w;
    auto search = library.open_ready();
    (void)found(*search, "");  // filters loaded: what follows is merged in
    for (int i = 0; i < 10; ++i) {
        const TestWork w = random.work(1 + random.below(65));
        library.put(w);
        works[w.id] = w;
    }
    search->catch_up();
    for (const char* name : {"date", "-date", "words", "-words", "title", "-title", "added"}) {
        auto request = request_for("words>=0 -rating:teen");
        request.sort = *sort_from_name(name);
        const auto whole = ids_of(search->find(request));
        std::vector<std::int64_t> paged;
        request.limit = 7;
        for (request.offset = 0;; request.offset += 7) {
            const auto page = ids_of(search->find(request));
            if (page.empty()) break;
            paged.insert(paged.end(), page.begin(), page.end());
        }
        EXPECT_EQ(paged, whole) << name;
        const bool turned = name[0] == '-';
        const auto key = [&](std::int64_t id) {
            const TestWork& w = works[id];
            const std::string sort = turned ? name + 1 : name;
            if (sort == "words") return std::to_string(500000 - w.words);
            if (sort == "title") return fold(w.title);
            if (sort == "added") return w.added;
            const auto days = days_of(w.updated.empty() ? w.published : w.updated);
            return days ? std::to_string(100000 - days->low) : std::string("~");
        };
        for (std::size_t i = 1; i < whole.size(); ++i) {
            const std::string a = key(whole[i - 1]), b = key(whole[i]);
            if (a == "~" || b == "~")
                EXPECT_EQ(b, "~") << name;
            else
                EXPECT_TRUE(turned ? a >= b : a <= b) << name << " " << a << " " << b;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, OracleTest, testing::Range(1U, 7U));

}  // namespace
}  // namespace solander
