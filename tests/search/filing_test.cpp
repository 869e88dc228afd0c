// SPDX-License-Identifier: GPL-3.0-or-later
// A canonical name finds its synonyms and all below it; counts fold them; readers learn nothing of
// what only hidden works have.
#include "catalogue/wrangling.h"
#include "tests/search/library.h"

namespace solander {
namespace {

using Ids = std::vector<std::int64_t>;
using Counts = std::map<std::string, std::uint64_t>;
constexpr std::uint8_t kOpen = 0b00001;

class Filed : public testing::Test {
  protected:
    void SetUp() override {
        put(1, {{"fandom", "The Long Watch"}, {"character", "Mara Reed"}});
        put(2, {{"fandom", "TLW"}, {"fandom", "Long Watch, the"}, {"character", "Mara"}});
        put(3, {{"freeform", "tlw fic"}});
        put(4, {{"fandom", "TLW/Tin Star"}, {"character", "Tobin"}});
        put(5, {{"fandom", "The Tin Star"}});
        put(6, {{"fandom", "Tin Star: The Film"}}, "kept");
        put(7, {{"fandom", "Tne Tin Star"}}, "kept");
        search_ = library_.open_ready();
        found(*search_, "");  // filters are there, and have to follow
    }
    void put(std::int64_t id, std::vector<std::pair<std::string, std::string>> tags,
             const std::string& visibility = "open") {
        TestWork work;
        work.id = id;
        work.tags = std::move(tags);
        work.visibility = visibility;
        library_.put(work);
    }
    /// A row made when nobody has it, as an import makes it.
    std::int64_t tag(const std::string& kind, const std::string& name) {
        Connection& c = library_.connection();
        const std::string key = tag_key(*tag_kind_from_name(kind), name);
        {
            Query q = c.query("select id from tag where kind = $1 and key = $2");
            if (q.bind(kind).bind(key).step()) return q.integer(0);
        }
        Query q = c.query("insert into tag(kind, name, key) values($1, $2, $3) returning id");
        return q.bind(kind).bind(name).bind(key).step() ? q.integer(0) : 0;
    }
    std::int64_t say(const std::vector<NameWord>& words) {
        std::int64_t batch = 0;
        {
            WriteTransaction transaction(library_.connection());
            batch = record_words(library_.connection(), words, "Kat", "2026-01-01T00:00:00Z");
            transaction.commit();
        }
        search_->catch_up();
        return batch;
    }
    std::int64_t wrangle() {
        const std::int64_t watch = tag("fandom", "The Long Watch");
        const std::int64_t star = tag("fandom", "The Tin Star");
        const std::int64_t film = tag("fandom", "Tin Star: The Film");
        const std::int64_t west = tag("fandom", "Westerns");
        const std::int64_t mixed = tag("fandom", "TLW/Tin Star");
        return say({word(watch, "canonical"), word(star, "canonical"), word(film, "canonical"),
                    word(west, "canonical"), word(tag("fandom", "TLW"), "synonym", watch),
                    word(tag("fandom", "Long Watch, the"), "synonym", watch),
                    word(tag("freeform", "tlw fic"), "synonym", watch),
                    word(mixed, "synonym", watch), word(mixed, "synonym", star),
                    word(tag("fandom", "Tne Tin Star"), "synonym", star), word(film, "sub", star),
                    word(star, "sub", west)});
    }
    static NameWord word(std::int64_t subject, const char* act,
                         std::optional<std::int64_t> other = {}) {
        return {NameList::tag, subject, act, other};
    }
    Counts counts(const std::string& query, std::uint8_t visible, const std::string& field) {
        auto request = request_for(query, visible);
        request.facets = true;
        return facets_of(search_->find(request))[field];
    }
    std::vector<std::string> hints(const std::string& query, std::uint8_t visible = kEverything) {
        return search_->find(request_for(query, visible)).hints;
    }
    TestLibrary library_;
    std::unique_ptr<Search> search_;
};

TEST_F(Filed, a_canonical_name_finds_synonyms_of_any_kind_and_all_below_it) {
    EXPECT_EQ(found(*search_, "fandom:\"The Long Watch\""), Ids{1});
    wrangle();
    EXPECT_EQ(found(*search_, "fandom:\"The Long Watch\" sort:added"), (Ids{1, 2, 3, 4}));
    EXPECT_EQ(found(*search_, "fandom:\"The Tin Star\" sort:added"), (Ids{4, 5, 6, 7}));
    EXPECT_EQ(found(*search_, "fandom:westerns sort:added"), (Ids{4, 5, 6, 7}));
    EXPECT_EQ(found(*search_, "fandom:\"Tin Star: The Film\""), Ids{6});
    EXPECT_EQ(found(*search_, "-fandom:\"The Long Watch\" sort:added"), (Ids{5, 6, 7}));
    EXPECT_EQ(found(*search_, "fandom:film"), Ids{6}) << "words of the name itself";
}

TEST_F(Filed, a_synonym_means_all_its_canonical_names_and_says_so) {
    wrangle();
    EXPECT_EQ(found(*search_, "fandom:tlw sort:added"), (Ids{1, 2, 3, 4}));
    EXPECT_EQ(hints("fandom:TLW"),
              std::vector<std::string>{"\"TLW\" means fandom \"The Long Watch\" here"});
    EXPECT_EQ(found(*search_, "fandom:\"TLW/Tin Star\""), Ids{4}) << "both at once";
    EXPECT_EQ(found(*search_, "tag:\"tlw fic\" sort:added"), (Ids{1, 2, 3, 4}));
    EXPECT_TRUE(hints("fandom:\"The Long Watch\"").empty());
}

TEST_F(Filed, counts_fold_synonyms_and_count_a_work_once) {
    wrangle();
    EXPECT_EQ(counts("", kEverything, "fandom"), (Counts{{"The Long Watch", 4},
                                                         {"The Tin Star", 4},
                                                         {"Westerns", 4},
                                                         {"Tin Star: The Film", 1}}));
    EXPECT_TRUE(counts("", kEverything, "tag").empty()) << "it is a fandom here";
    EXPECT_EQ(counts("", kEverything, "character"),
              (Counts{{"Mara Reed", 1}, {"Mara", 1}, {"Tobin", 1}}));
}

TEST_F(Filed, a_batch_undone_is_as_if_it_had_not_been) {
    const std::int64_t batch = wrangle();
    {
        WriteTransaction transaction(library_.connection());
        undo_words(library_.connection(), batch, "2026-01-02T00:00:00Z");
        transaction.commit();
    }
    search_->catch_up();
    EXPECT_EQ(found(*search_, "fandom:\"The Long Watch\""), Ids{1});
    EXPECT_EQ(counts("", kEverything, "tag"), (Counts{{"tlw fic", 1}}));
    EXPECT_TRUE(hints("fandom:TLW").empty());
}

TEST_F(Filed, works_that_come_change_and_go_are_filed_at_once) {
    wrangle();
    put(8, {{"fandom", "TLW"}});
    put(3, {{"freeform", "snow"}});
    library_.remove(2);
    search_->catch_up();
    EXPECT_EQ(found(*search_, "fandom:\"The Long Watch\" sort:added"), (Ids{1, 4, 8}));
    EXPECT_EQ(counts("", kEverything, "fandom")["The Long Watch"], 3U);
    const auto anew = library_.open();
    EXPECT_EQ(found(*anew, "fandom:\"The Long Watch\" sort:added"), (Ids{1, 4, 8}))
        << "followed, and loaded anew, are the same";
}

TEST_F(Filed, another_server_follows_too) {
    const auto other_database = library_.open_catalogue();
    Search other(*other_database, library_.words_folder(), 2);
    EXPECT_EQ(found(other, "fandom:\"The Long Watch\""), Ids{1});
    wrangle();
    other.catch_up();
    EXPECT_EQ(found(other, "fandom:\"The Long Watch\" sort:added"), (Ids{1, 2, 3, 4}));
}

TEST_F(Filed, readers_learn_nothing_of_what_only_hidden_works_have) {
    wrangle();
    EXPECT_EQ(found(*search_, "fandom:\"The Tin Star\" sort:added", kOpen), (Ids{4, 5}));
    EXPECT_EQ(counts("", kOpen, "fandom"),
              (Counts{{"The Long Watch", 4}, {"The Tin Star", 2}, {"Westerns", 2}}));
    // The misspelling is in a hidden work alone: it means nothing, as one that nobody ever wrote.
    EXPECT_EQ(found(*search_, "fandom:\"Tne Tin Star\"", kOpen), Ids{});
    EXPECT_EQ(hints("fandom:\"Tne Tin Star\"", kOpen),
              std::vector<std::string>{"no fandom is called \"Tne Tin Star\"; did you mean "
                                       "\"The Tin Star\"?"});
    EXPECT_EQ(hints("fandom:\"Tne Tin Star\""),
              std::vector<std::string>{"\"Tne Tin Star\" means fandom \"The Tin Star\" here"});
    EXPECT_TRUE(search_->suggest("fandom", "film", kOpen, 10).empty());
    EXPECT_TRUE(search_->suggest("fandom", "tne", kOpen, 10).empty());
    // A canonical name that has nothing but hidden works below it.
    const std::int64_t book = tag("fandom", "Star Book");
    say({word(book, "canonical"), word(tag("fandom", "Tin Star: The Film"), "synonym", book)});
    EXPECT_EQ(found(*search_, "fandom:\"Star Book\""), Ids{6});
    EXPECT_EQ(found(*search_, "fandom:\"Star Book\"", kOpen), Ids{});
    EXPECT_EQ(hints("fandom:\"Star Book\"", kOpen).size(), 1U);
    EXPECT_EQ(counts("", kOpen, "fandom").count("Star Book"), 0U);
    EXPECT_TRUE(search_->suggest("fandom", "star book", kOpen, 10).empty());
}

TEST_F(Filed, suggestions_lead_to_canonical_names) {
    wrangle();
    const auto suggested = search_->suggest("fandom", "tlw", kEverything, 10);
    ASSERT_EQ(suggested.size(), 2U);
    EXPECT_EQ(suggested[0].value, "The Long Watch");
    EXPECT_EQ(suggested[0].count, 4U);
    EXPECT_EQ(suggested[1].value, "The Tin Star");
}

}  // namespace
}  // namespace solander
