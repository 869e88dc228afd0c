// SPDX-License-Identifier: GPL-3.0-or-later
// Finding by words, phrases, prefixes and fields; orders, pages, facets and suggestions.
#include "tests/search/library.h"

#include <atomic>
#include <thread>

namespace solander {
namespace {

using Ids = std::vector<std::int64_t>;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TestWork work(std::int64_t id, const std::string& title, const std::string& text) {
    TestWork w;
    w.id = id;
    w.title = title;
    w.chapters = {text};
    return w;
}

class Find : public testing::Test {
  protected:
    void SetUp() override {
        TestWork one = work(1, "Winter Harbour", "The keeper was running down the icy stairs.");
        one.creators = {"Ann Reed"};
        one.tags = {{"fandom", "The Long Watch"}, {"relationship", "Mara/Finn"},
                    {"character", "Mara"},        {"character", "Finn"},
                    {"category", "F/M"},          {"freeform", "Angst"}};
        one.rating = "teen";
        one.words = 5200;
        one.published = "2003-02-14";
        one.complete = 1;
        one.series = {"Winter Cycle"};
        one.summary = "A lighthouse and a letter.";
        TestWork two =
            work(2, "Café Days", "“Don’t go,” said O’Neill. The well-known café was shut.");
        two.creators = {"Béa Lund", "Ann Reed"};
        two.tags = {{"fandom", "Tin Star"}, {"category", "F/F"}, {"freeform", "Fluff"}};
        two.rating = "general";
        two.words = 900;
        two.published = "2003";
        two.updated = "2005-06";
        two.complete = 0;
        TestWork three =
            work(3, "Night Train", "東京の夜 and a train. She'll wait. Happiness happens.");
        three.tags = {{"fandom", "The Long Watch"}, {"fandom", "Tin Star"}, {"freeform", "Angst"}};
        three.rating = "explicit";
        three.words = 20000;
        three.language = "en-GB";
        three.added = "2025-03-04T05:06:07Z";
        three.chapters.push_back("Second chapter: the keeper returns, he runs no more.");
        library_.put_all({one, two, three});
        search_ = library_.open_ready();
    }
    Ids find(const std::string& query) {
        Ids ids = found(*search_, query);
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    TestLibrary library_;
    std::unique_ptr<Search> search_;
};

TEST_F(Find, words_in_all_their_forms) {
    EXPECT_EQ(find("keeper"), (Ids{1, 3}));
    EXPECT_EQ(find("KEEPERS"), (Ids{1, 3}));
    EXPECT_EQ(find("run"), (Ids{1, 3}));
    EXPECT_EQ(find("running"), (Ids{1, 3}));
    EXPECT_EQ(find("keeper stairs"), (Ids{1}));
    EXPECT_EQ(find("zeppelin"), Ids{});
}

TEST_F(Find, apostrophes_accents_and_hyphens_as_people_type_them) {
    EXPECT_EQ(find("don't"), (Ids{2}));
    EXPECT_EQ(find("dont"), (Ids{2}));
    EXPECT_EQ(find("don’t"), (Ids{2}));
    EXPECT_EQ(find("o'neill"), (Ids{2}));
    EXPECT_EQ(find("ONeill"), (Ids{2}));
    EXPECT_EQ(find("neill"), (Ids{2}));
    EXPECT_EQ(find("cafe"), (Ids{2}));
    EXPECT_EQ(find("CAFÉ"), (Ids{2}));
    EXPECT_EQ(find("well-known"), (Ids{2}));
    EXPECT_EQ(find("wellknown"), (Ids{2}));
    EXPECT_EQ(find("\"well known\""), (Ids{2}));
    EXPECT_EQ(find("shell"), Ids{});
    EXPECT_EQ(find("she'll"), (Ids{3}));
}

TEST_F(Find, scripts_without_spaces_are_found_by_their_characters) {
    EXPECT_EQ(find("東京"), (Ids{3}));
    EXPECT_EQ(find("京東"), Ids{});
    EXPECT_EQ(find("夜"), (Ids{3}));
}

TEST_F(Find, phrases_hold_their_order) {
    EXPECT_EQ(find("\"icy stairs\""), (Ids{1}));
    EXPECT_EQ(find("\"stairs icy\""), Ids{});
    EXPECT_EQ(find("\"keeper returned\""), (Ids{3}));
    EXPECT_EQ(find("\"the keep\"*"), (Ids{1, 3}));
}

TEST_F(Find, prefixes_look_at_words_not_stems) {
    EXPECT_EQ(find("keep*"), (Ids{1, 3}));
    EXPECT_EQ(find("happ*"), (Ids{3}));
    EXPECT_EQ(find("happines*"), (Ids{3}));
    EXPECT_EQ(find("runnin*"), (Ids{1, 3}));  // "runs" is the same word to us
    EXPECT_EQ(find("caf*"), (Ids{2}));
    EXPECT_EQ(find("zep*"), Ids{});
    EXPECT_EQ(find("\"was runni\"*"), (Ids{1}));
}

TEST_F(Find, fields_limit_where_words_are_looked_for) {
    EXPECT_EQ(find("winter"), (Ids{1}));
    EXPECT_EQ(find("title:winter"), (Ids{1}));
    EXPECT_EQ(find("text:winter"), Ids{});
    EXPECT_EQ(find("by:reed"), (Ids{1, 2}));
    EXPECT_EQ(find("author:\"bea lund\""), (Ids{2}));
    EXPECT_EQ(find("summary:lighthouse"), (Ids{1}));
    EXPECT_EQ(find("title:lighthouse"), Ids{});
    EXPECT_EQ(find("angst"), (Ids{1, 3}));
    EXPECT_EQ(find("explicit"), (Ids{3}));
}

TEST_F(Find, tags_whole_in_quotes_or_by_their_words) {
    EXPECT_EQ(find("fandom:\"the long watch\""), (Ids{1, 3}));
    EXPECT_EQ(find("fandom:watch"), (Ids{1, 3}));
    EXPECT_EQ(find("fandom:wat*"), (Ids{1, 3}));
    EXPECT_EQ(find("fandom:star -fandom:watch"), (Ids{2}));
    EXPECT_EQ(find("pairing:\"mara/finn\""), (Ids{1}));
    EXPECT_EQ(find("m/f"), (Ids{1}));
    EXPECT_EQ(find("m/m"), Ids{});
    EXPECT_EQ(find("f/m"), (Ids{1}));
    EXPECT_EQ(find("tag:angst"), (Ids{1, 3}));
    EXPECT_EQ(find("series:\"winter cycle\""), (Ids{1}));
    EXPECT_EQ(find("character:mara character:finn"), (Ids{1}));
}

TEST_F(Find, numbers_dates_and_choices) {
    EXPECT_EQ(find("words>5000"), (Ids{1, 3}));
    EXPECT_EQ(find("words:900-5200"), (Ids{1, 2}));
    EXPECT_EQ(find("words<900"), Ids{});
    EXPECT_EQ(find("chapters>1"), (Ids{3}));
    EXPECT_EQ(find("published:2003"), (Ids{1, 2}));
    EXPECT_EQ(find("published:2003-02"), (Ids{1}));
    EXPECT_EQ(find("updated:2005"), (Ids{2}));
    EXPECT_EQ(find("updated:2003"), (Ids{1}));
    EXPECT_EQ(find("published<2003"), Ids{});
    EXPECT_EQ(find("published<=2003-06"), (Ids{1}));
    EXPECT_EQ(find("added>2024"), (Ids{3}));
    EXPECT_EQ(find("rating:teen"), (Ids{1}));
    EXPECT_EQ(find("-rating:explicit"), (Ids{1, 2}));
    EXPECT_EQ(find("complete:yes"), (Ids{1}));
    EXPECT_EQ(find("complete:unknown"), (Ids{3}));
    EXPECT_EQ(find("language:en"), (Ids{1, 2, 3}));
    EXPECT_EQ(find("language:en-gb"), (Ids{3}));
    EXPECT_EQ(find("id:2"), (Ids{2}));
    EXPECT_EQ(find("permission:any"), (Ids{1, 2, 3}));
}

TEST_F(Find, words_and_filters_in_any_mixture) {
    EXPECT_EQ(find("keeper words>10000"), (Ids{3}));
    EXPECT_EQ(find("keeper OR rating:general"), (Ids{1, 2, 3}));
    EXPECT_EQ(find("(stairs OR rating:general) -title:days"), (Ids{1}));
    EXPECT_EQ(find("-keeper"), (Ids{2}));
    EXPECT_EQ(find("-keeper -cafe"), Ids{});
    EXPECT_EQ(find("-(keeper rating:teen)"), (Ids{2, 3}));
    EXPECT_EQ(find("keeper (NOT train OR stairs)"), (Ids{1}));
    EXPECT_EQ(find(""), (Ids{1, 2, 3}));
}

TEST_F(Find, orders_and_pages) {
    auto request = request_for("");
    const auto by = [&](const char* name) {
        request.sort = *sort_from_name(name);
        return ids_of(search_->find(request));
    };
    EXPECT_EQ(by("date"), (Ids{2, 1, 3}));  // no date: last
    EXPECT_EQ(by("-date"), (Ids{1, 2, 3}));
    EXPECT_EQ(by("words"), (Ids{3, 1, 2}));
    EXPECT_EQ(by("-words"), (Ids{2, 1, 3}));
    EXPECT_EQ(by("title"), (Ids{2, 3, 1}));
    EXPECT_EQ(by("added"), (Ids{3, 1, 2}));
    EXPECT_EQ(by("creator"), (Ids{1, 2, 3}));
    EXPECT_EQ(by("best"), (Ids{2, 1, 3}));  // nothing to match: by date
    EXPECT_EQ(found(*search_, "-zeppelin"), (Ids{2, 1, 3}));
    request.sort = *sort_from_name("title");
    request.offset = 1;
    request.limit = 1;
    const SearchPage page = search_->find(request);
    EXPECT_EQ(ids_of(page), (Ids{3}));
    EXPECT_EQ(page.total, 3U);
    EXPECT_EQ(found(*search_, "keeper sort:words"), (Ids{3, 1}));
    EXPECT_FALSE(sort_from_name("hits"));
}

TEST_F(Find, a_word_of_the_title_weighs_more) {
    TestWork four = work(4, "Letters", "The night train was late, and the night was long.");
    library_.put(four);
    search_->catch_up();
    EXPECT_EQ(found(*search_, "train"), (Ids{3, 4}));
}

TEST_F(Find, how_rare_a_word_is_does_not_hang_on_where_its_works_are_kept) {
    // Works 11 and 12 lie in different shards; the word of one stands in no other work.
    for (const std::int64_t often : {11, 12}) {
        std::string zebras;
        for (int i = 0; i < 40; ++i) zebras += "zebra ";
        const TestWork many = work(often, "Stripes", zebras);
        const TestWork once = work(23 - often, "Half", "One quagga, and it was asleep.");
        library_.put(many);
        library_.put(once);
        search_->catch_up();
        EXPECT_EQ(found(*search_, "quagga OR zebra"), (Ids{often, 23 - often}));
    }
}

TEST_F(Find, the_deepest_query_there_may_be_is_answered) {
    std::string deepest, close;
    for (int i = 0; i < 12; ++i) deepest += "(train OR night -(", close += "))";
    EXPECT_FALSE(parse_query(deepest + "title:ni* night-train" + close));
    deepest.clear(), close.clear();
    for (int i = 0; i < 6; ++i)
        deepest += "(train OR night -(summary:tr* OR trains ", close += "))";
    EXPECT_FALSE(found(*search_, deepest + "title:ni* night-train" + close).empty());
}

TEST_F(Find, facets_count_the_result) {
    auto request = request_for("keeper");
    request.facets = true;
    const auto facets = facets_of(search_->find(request));
    EXPECT_THAT(facets.at("fandom"),
                UnorderedElementsAre(std::pair{"The Long Watch", 2U}, std::pair{"Tin Star", 1U}));
    EXPECT_THAT(facets.at("rating"),
                UnorderedElementsAre(std::pair{"teen", 1U}, std::pair{"explicit", 1U}));
    EXPECT_THAT(facets.at("complete"),
                UnorderedElementsAre(std::pair{"yes", 1U}, std::pair{"unknown", 1U}));
    EXPECT_THAT(facets.at("tag"), UnorderedElementsAre(std::pair{"Angst", 2U}));
    EXPECT_THAT(facets.at("relationship"), UnorderedElementsAre(std::pair{"Mara/Finn", 1U}));
    request.facet_values = 1;
    const SearchPage page = search_->find(request);
    for (const Facet& facet : page.facets) EXPECT_LE(facet.values.size(), 1U);
}

TEST_F(Find, suggestions_begin_with_or_contain_the_text) {
    const auto names = [&](const char* field, const char* text) {
        std::vector<std::string> out;
        for (const FacetValue& v : search_->suggest(field, text, kEverything, 10))
            out.push_back(v.value + " " + std::to_string(v.count));
        return out;
    };
    EXPECT_EQ(names("fandom", "t"), (std::vector<std::string>{"The Long Watch 2", "Tin Star 2"}));
    EXPECT_EQ(names("fandom", "star"), (std::vector<std::string>{"Tin Star 2"}));
    EXPECT_EQ(names("by", "be"), (std::vector<std::string>{"Béa Lund 1"}));
    EXPECT_THAT(names("fandom", "zz"), IsEmpty());
    EXPECT_THAT(names("title", "w"), IsEmpty());
}

TEST_F(Find, unknown_names_get_a_hint) {
    EXPECT_EQ(
        search_->find(request_for("fandom:\"Tin Sart\"")).hints,
        std::vector<std::string>{"no fandom is called \"Tin Sart\"; did you mean \"Tin Star\"?"});
    EXPECT_EQ(search_->find(request_for("fandom:qqqqq")).hints,
              std::vector<std::string>{"no fandom is called \"qqqqq\""});
    EXPECT_THAT(search_->find(request_for("keeper")).hints, IsEmpty());
}

TEST_F(Find, snippets_show_and_mark_what_was_found) {
    const auto snippet = [&](const std::string& query) {
        const SearchPage page = search_->find(request_for(query));
        return page.hits.empty() ? std::string("-") : shown(page.hits.front().snippet);
    };
    EXPECT_EQ(snippet("stairs runs"), "The keeper was [running] down the icy [stairs].");
    EXPECT_EQ(snippet("\"icy stairs\""), "The keeper was running down the [icy stairs].");
    EXPECT_EQ(snippet("oneill"), "“Don’t go,” said [O’Neill]. The well-known café was shut.");
    EXPECT_EQ(snippet("caf* don't"), "“[Don’t] go,” said O’Neill. The well-known [café] was shut.");
    EXPECT_EQ(snippet("well-known"), "“Don’t go,” said O’Neill. The [well-known] café was shut.");
    EXPECT_EQ(snippet("東京"), "[東京]の夜 and a train. She'll wait. Happiness happens.");
    EXPECT_EQ(snippet("returns"), "Second chapter: the keeper [returns], he runs no more.");
    EXPECT_EQ(snippet("title:winter"), "");
    EXPECT_EQ(snippet("winter -zeppelin"), "");
    EXPECT_EQ(snippet("rating:teen"), "");
    auto request = request_for("keeper");
    request.snippets = false;
    EXPECT_EQ(search_->find(request).hits.front().snippet.text, "");
}

TEST_F(Find, many_threads_may_ask_at_once) {
    std::vector<std::thread> threads;
    std::atomic<int> wrong{0};
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i) {
                if (found(*search_, "keeper OR cafe").size() != 3) ++wrong;
                if (i % 10 == 0) search_->refresh();
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace solander
