// SPDX-License-Identifier: GPL-3.0-or-later
// What was said of tags, by whom and when, in words.
#include <fmt/format.h>

#include <algorithm>

#include "archive/archive.h"
#include "archive/inside.h"
#include "archive/tag_rows.h"
#include "catalogue/wrangling.h"

namespace solander {
namespace {

struct ActWords {
    std::string_view act, of, of_none;  ///< before the names of others; where there are none
};
constexpr ActWords kActs[] = {
    {"canonical", "", "stands for itself"},
    {"synonym", "is a synonym of", "is a synonym of nothing"},
    {"ignored", "", "is left as it is"},
    {"unsettled", "", "is as if nothing had been said of it"},
    {"sub", "is below", "is below no other"},
    {"parent", "belongs to", "belongs to no fandom"},
};

/// Several others of one tag are one thing said.
std::vector<TagHistory> put_together(Connection& c, std::vector<NameWordRow> rows) {
    std::vector<TagHistory> said;
    for (NameWordRow& row : rows) {
        const bool same = !said.empty() && said.back().batch == row.batch
                          && said.back().tag.id == row.word.subject
                          && said.back().act == row.word.act && !said.back().others.empty();
        if (!same)
            said.push_back(
                {row.batch,
                 load_tag(c, row.word.subject).value_or(TagName{row.word.subject, {}, {}}),
                 std::move(row.word.act),
                 {},
                 std::move(row.word.value),
                 std::move(row.made_by),
                 std::move(row.made_at),
                 std::move(row.undone_at)});
        if (!row.word.other) continue;
        if (auto other = load_tag(c, *row.word.other))
            said.back().others.push_back(std::move(*other));
    }
    return said;
}

TagBatch batch_of(Connection& c, WordBatch&& batch, std::int64_t words) {
    std::vector<NameWordRow> rows = words_of_batch(c, batch.batch, words);
    const auto all = static_cast<std::uint64_t>(batch.words);
    const std::uint64_t left = all - std::min<std::uint64_t>(all, rows.size());
    return {batch.batch,
            all,
            std::move(batch.made_by),
            std::move(batch.made_at),
            std::move(batch.undone_at),
            put_together(c, std::move(rows)),
            left};
}

}  // namespace

std::string in_words(const TagHistory& said) {
    const std::string tag =
        said.tag.name.empty() ? fmt::format("tag {}", said.tag.id) : in_words(said.tag);
    std::string others;
    for (const TagName& other : said.others)
        others += (others.empty() ? "" : " and ") + in_words(other);
    for (const ActWords& words : kActs)
        if (words.act == said.act)
            return others.empty() ? fmt::format("{} {}", tag, words.of_none)
                                  : fmt::format("{} {} {}", tag, words.of, others);
    // note, category, description
    return said.value.empty() ? fmt::format("{} has no {}", tag, said.act)
                              : fmt::format("{} has the {} “{}”", tag, said.act, said.value);
}

std::vector<TagHistory> Archive::tag_history(std::int64_t id) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    return put_together(*connection, words_on(*connection, NameList::tag, id));
}

std::vector<TagBatch> Archive::tag_batches(std::int64_t limit, std::int64_t words) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<TagBatch> batches;
    for (WordBatch& batch : word_batches(*connection, NameList::tag, limit))
        batches.push_back(batch_of(*connection, std::move(batch), words));
    return batches;
}

std::optional<TagBatch> Archive::tag_batch(std::int64_t batch, std::int64_t words) const {
    auto connection = inside_->readers->borrow();
    const ReadTransaction moment(*connection);
    std::vector<NameWordRow> rows = words_of_batch(*connection, batch);
    if (rows.empty() || rows.front().word.list != NameList::tag) return std::nullopt;
    const NameWordRow& first = rows.front();
    return batch_of(*connection,
                    {batch, static_cast<std::int64_t>(rows.size()), NameList::tag, first.made_by,
                     first.made_at, first.undone_at},
                    words);
}

}  // namespace solander
