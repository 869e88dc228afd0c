// SPDX-License-Identifier: GPL-3.0-or-later
// A person's word on names: which tags, pen names and series mean the same or belong together.
// Never derived, and never a change of what an author wrote.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/db.h"
#include "vocabulary/name_graph.h"
#include "work/story.h"

namespace solander {

enum class NameList : std::uint8_t { tag, creator, series };
std::string_view name_of(NameList);  ///< the table that `subject` is in; also the value there

/// One thing said of one name.
struct NameWord {
    NameList list = NameList::tag;
    std::int64_t subject = 0;  ///< row id in its list
    std::string act;           ///< "synonym"
    std::optional<std::int64_t> other{};
    std::string value{};  ///< of acts that say a word
};
bool operator==(const NameWord&, const NameWord&);

/// What an act is about. canonical, synonym, ignored and unsettled are about one thing: the
/// standing of a name; every other act is about itself, and says "none" by having no `other` and no
/// `value`.
std::string_view about(std::string_view act);

/// As it was recorded, with who said it.
struct NameWordRow {
    std::int64_t id, batch;
    NameWord word;
    std::string made_by, made_at, undone_at;  ///< undone_at empty: nobody took it back
};

/// One batch of what a person said, undone as a whole; its number. What it says about a name
/// replaces all that was said before about the same thing. Wakes who follows the catalogue. Inside
/// a WriteTransaction.
std::int64_t record_words(Connection&, const std::vector<NameWord>&, std::string_view by,
                          std::string_view now);
/// What was said before it holds again. False: there is none, or it is undone already. Inside a
/// WriteTransaction.
bool undo_words(Connection&, std::int64_t batch, std::string_view now);

/// What holds: of each name, about each thing, the rows of the latest batch not undone; by subject
/// and id. With `subject`, of it alone; `without`: as if that batch were undone.
std::vector<NameWordRow> words_that_hold(Connection&, NameList,
                                         std::optional<std::int64_t> subject = {},
                                         std::int64_t without = 0);
/// The same put together.
NameGraph load_graph(Connection&, NameList, std::int64_t without = 0);
/// In the order of the work's tags.
std::vector<TagMeaning> meanings_of_work(Connection&, std::int64_t work);
/// All that was ever said of a name, as subject or other; newest first.
std::vector<NameWordRow> words_on(Connection&, NameList, std::int64_t name);
/// One batch, in the order it was said; its first ones.
std::vector<NameWordRow> words_of_batch(Connection&, std::int64_t batch,
                                        std::int64_t most = 1'000'000'000);

struct WordBatch {
    std::int64_t batch, words;
    NameList list;
    std::string made_by, made_at, undone_at;
};
/// The newest first; of all lists, or of one.
std::vector<WordBatch> word_batches(Connection&, std::optional<NameList>, std::int64_t limit);

}  // namespace solander
