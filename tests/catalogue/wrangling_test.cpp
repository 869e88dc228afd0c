// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of names: the latest word holds, a batch is undone whole, nothing is lost.
#include "catalogue/wrangling.h"

#include "tests/catalogue/catalogue_fixture.h"

namespace solander {
namespace {

class Wrangling : public CatalogueTest {
  protected:
    std::int64_t record(const std::vector<NameWord>& words) {
        WriteTransaction transaction(c());
        const std::int64_t batch = record_words(c(), words, "Kat", kNow);
        transaction.commit();
        return batch;
    }
    bool undo(std::int64_t batch) {
        WriteTransaction transaction(c());
        const bool done = undo_words(c(), batch, "2026-02-01T00:00:00Z");
        transaction.commit();
        return done;
    }
    std::string holds(std::int64_t without = 0) {
        std::string all;
        for (const NameWordRow& row : words_that_hold(c(), NameList::tag, {}, without)) {
            all += std::to_string(row.word.subject) + " " + row.word.act;
            if (row.word.other) all += " " + std::to_string(*row.word.other);
            if (!row.word.value.empty()) all += " " + row.word.value;
            all += "; ";
        }
        return all;
    }
    static NameWord word(std::int64_t subject, const char* act,
                         std::optional<std::int64_t> other = {}) {
        return {NameList::tag, subject, act, other};
    }
};

SOLANDER_ON_BOTH_ENGINES(Wrangling);

TEST_P(Wrangling, the_latest_word_about_a_thing_replaces_all_of_the_one_before) {
    EXPECT_EQ(record({word(1, "synonym", 2), word(1, "synonym", 3), word(2, "canonical"),
                      word(3, "canonical"), word(1, "parent", 9)}),
              1);
    EXPECT_EQ(holds(), "1 synonym 2; 1 synonym 3; 1 parent 9; 2 canonical; 3 canonical; ");
    EXPECT_EQ(record({word(1, "canonical")}), 2);
    EXPECT_EQ(holds(), "1 parent 9; 1 canonical; 2 canonical; 3 canonical; ");
    EXPECT_EQ(record({word(1, "parent"), {NameList::tag, 1, "note", {}, "who?"}}), 3);
    EXPECT_EQ(holds(), "1 canonical; 1 parent; 1 note who?; 2 canonical; 3 canonical; ");
    EXPECT_EQ(holds(3), "1 parent 9; 1 canonical; 2 canonical; 3 canonical; ");
}

TEST_P(Wrangling, undoing_a_batch_brings_back_what_it_replaced_once) {
    record({word(1, "canonical")});
    const std::int64_t batch = record({word(1, "synonym", 2), word(2, "canonical")});
    EXPECT_TRUE(undo(batch));
    EXPECT_EQ(holds(), "1 canonical; ");
    EXPECT_FALSE(undo(batch));
    EXPECT_FALSE(undo(77));
    EXPECT_EQ(record({word(5, "ignored")}), 3) << "numbers are not used twice";
}

TEST_P(Wrangling, an_earlier_batch_undone_leaves_the_later_word) {
    const std::int64_t first = record({word(1, "synonym", 2)});
    record({word(1, "synonym", 3)});
    EXPECT_TRUE(undo(first));
    EXPECT_EQ(holds(), "1 synonym 3; ");
}

TEST_P(Wrangling, the_history_of_a_name_names_who_and_what_was_undone) {
    record({word(1, "synonym", 2)});
    const std::int64_t batch = record({word(2, "canonical"), word(4, "ignored")});
    undo(batch);
    const auto rows = words_on(c(), NameList::tag, 2);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].word, word(2, "canonical"));
    EXPECT_EQ(rows[0].undone_at, "2026-02-01T00:00:00Z");
    EXPECT_EQ(rows[1].word, word(1, "synonym", 2));
    EXPECT_EQ(rows[1].made_by, "Kat");
    EXPECT_EQ(rows[1].made_at, kNow);
    EXPECT_EQ(words_of_batch(c(), batch).size(), 2U);
    const auto batches = word_batches(c(), NameList::tag, 10);
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches[0].words, 2);
    EXPECT_FALSE(batches[0].undone_at.empty());
    EXPECT_TRUE(batches[1].undone_at.empty());
    EXPECT_TRUE(word_batches(c(), NameList::series, 10).empty());
}

TEST_P(Wrangling, the_lists_are_apart) {
    record({{NameList::creator, 1, "synonym", 2}});
    EXPECT_TRUE(words_that_hold(c(), NameList::tag, {}).empty());
    EXPECT_EQ(words_that_hold(c(), NameList::creator, 1).size(), 1U);
    EXPECT_TRUE(words_on(c(), NameList::tag, 2).empty());
}

TEST_P(Wrangling, whoever_follows_is_woken) {
    const std::int64_t before = last_change(c());
    const std::int64_t batch = record({word(1, "canonical")});
    EXPECT_EQ(last_change(c()), before + 1);
    undo(batch);
    EXPECT_EQ(last_change(c()), before + 2);
}

}  // namespace
}  // namespace solander
