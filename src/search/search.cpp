// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of searching put together: snapshot of filters, evaluation, order, page, facets,
// snippets.
#include "search/search.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <thread>

#include "catalogue/statement_text.h"
#include "consent/policy.h"
#include "search/evaluate.h"
#include "search/facets.h"
#include "search/fields.h"
#include "search/filters.h"
#include "search/nearest_name.h"
#include "search/snippet.h"
#include "search/tag_counts.h"
#include "search/tag_suggester.h"
#include "search/words.h"
#include "vocabulary/rating.h"
#include "work/text_of.h"

namespace solander {
namespace {

constexpr std::string_view kSortNames[] = {"best", "date", "added", "words", "title", "creator"};
struct SortAlias {
    std::string_view typed;
    Sort by;
};
constexpr SortAlias kSortAliases[] = {{"updated", Sort::date},   {"revised", Sort::date},
                                      {"published", Sort::date}, {"posted", Sort::date},
                                      {"length", Sort::words},   {"author", Sort::creator},
                                      {"by", Sort::creator},     {"relevance", Sort::best}};

constexpr std::string_view kBodies = "select w.visibility, w.rating, c.body, w.statement from work "
                                     "w join chapter c on c.version = w.current"
                                     " where w.id = $1 order by c.number";
constexpr std::string_view kLastChange = "select max(seq) from change";
// Works whose texts come on one way to the server: few enough to be held in memory.
constexpr std::size_t kAskedTogether = 5;
constexpr std::string_view kCountWorks =
    "select count(*) from work where visibility <> 'removed' and visibility <> 'joined'";

constexpr std::uint8_t kListedBit = 1U << static_cast<unsigned>(Visibility::listed);

bool rating_in(std::string_view name, std::string_view statement_text, std::uint8_t bits) {
    Statement statement;
    read_statement_text(statement_text, statement);
    const Rating rating = gate_rating(statement, rating_from_name(name).value_or(Rating::unknown));
    return (bits >> static_cast<unsigned>(rating) & 1) != 0;
}

bool visibility_in(std::string_view name, std::uint8_t bits) {
    const auto visibility = visibility_from_name(name);
    return visibility && (bits >> static_cast<unsigned>(*visibility) & 1) != 0;
}

/// The page of `found` in best-match order: score, then id.
std::vector<WordHit> best_of(std::vector<WordHit>& hits, std::size_t offset, std::size_t limit,
                             bool reversed) {
    if (offset >= hits.size()) return {};
    const std::size_t end = std::min(hits.size(), offset + limit);
    const auto better = [reversed](const WordHit& a, const WordHit& b) {
        if (a.score != b.score) return (a.score > b.score) != reversed;
        return a.slot < b.slot;
    };
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(end), hits.end(),
                      better);
    return {hits.begin() + static_cast<std::ptrdiff_t>(offset),
            hits.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// The page in one of the prepared orders. Many found: walk the order and pick; few: sort them by
/// rank.
std::vector<std::uint32_t> ordered(const Filters& filters, const Bitmap& works, SortOrder sort,
                                   std::size_t offset, std::size_t limit) {
    const auto& order = filters.order[static_cast<std::size_t>(sort.by)];
    const std::uint64_t total = works.cardinality();
    if (offset >= total) return {};
    const std::size_t end = std::min<std::size_t>(total, offset + limit);
    // Place p of the order as asked for: the known part may be turned round, the rest stays last.
    const auto place = [&](std::uint32_t p) {
        return sort.reversed && p < order.known ? order.known - 1 - p : p;
    };
    std::vector<std::uint32_t> page;
    if (end * filters.slots() < total * total / 4) {
        const Bits wanted(works, filters.slots());
        std::size_t seen = 0;
        for (std::uint32_t p = 0; p < order.slots.size() && seen < end; ++p) {
            const std::uint32_t slot = order.slots[place(p)];
            if (wanted.has(slot) && seen++ >= offset) page.push_back(slot);
        }
        return page;
    }
    std::vector<std::uint32_t> places;
    places.reserve(total);
    for (const std::uint32_t slot : members(works)) places.push_back(place(order.rank[slot]));
    std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(end),
                      places.end());
    for (std::size_t i = offset; i < end; ++i) page.push_back(order.slots[place(places[i])]);
    return page;
}

}  // namespace

Result<SortOrder> sort_from_name(std::string_view name) {
    SortOrder order;
    std::string_view bare = name;
    if (!bare.empty() && bare[0] == '-') {
        order.reversed = true;
        bare.remove_prefix(1);
    }
    for (std::size_t i = 0; i < std::size(kSortNames); ++i) {
        if (kSortNames[i] != bare) continue;
        order.by = static_cast<Sort>(i);
        return order;
    }
    for (const SortAlias& alias : kSortAliases) {
        if (alias.typed != bare) continue;
        order.by = alias.by;
        return order;
    }
    return fail(Fault::usage,
                "there is no order \"" + std::string(name)
                    + "\"; use best, date, added, words, title or creator",
                "with - in front the other way round: --sort -date");
}

struct Search::Inside {
    Database& catalogue;
    Crew crew;
    Words words;
    ConnectionPool connections;
    ConnectionPool& readers;
    mutable std::mutex mutex;  ///< of `filters`; its holder may be loading it
    std::shared_ptr<const Filters> filters;
    std::atomic<std::int64_t> filters_seq{-1};  ///< the change they have followed

    Inside(Database& db, const std::filesystem::path& folder, unsigned shards,
           ConnectionPool* for_texts)
        : catalogue(db), crew(std::min(4U, std::max(1U, std::thread::hardware_concurrency())) - 1),
          words(db, folder, shards, crew), connections(db),
          readers(for_texts == nullptr ? connections : *for_texts) {}

    std::shared_ptr<const Filters> snapshot();
    void add_snippets(const SearchRequest&, std::uint8_t readable, std::vector<Hit>&);
};

std::shared_ptr<const Filters> Search::Inside::snapshot() {
    const std::lock_guard lock(mutex);
    if (!filters) {
        auto connection = connections.borrow();
        filters = Filters::load(*connection);
        readers.at_least(connection->position());
        filters_seq = filters->seq;
    }
    return filters;
}

/// Visibility is asked again with the text itself: the work may have changed since the snapshot.
void Search::Inside::add_snippets(const SearchRequest& request, std::uint8_t readable,
                                  std::vector<Hit>& hits) {
    std::vector<Leaf> leaves;
    {
        Tokenizer tokenizer;
        leaves = leaves_in_text(request.query.root, tokenizer, [this](std::string_view prefix) {
            return words.stems_of_prefix(prefix);
        });
    }
    if (leaves.empty() || hits.empty()) return;
    // A share each: what a share needs (connection, tables) is made once.
    const std::size_t shares = std::min<std::size_t>(crew.helpers() + 1, (hits.size() + 3) / 4);
    crew.run(shares, [&](std::size_t share) {
        SnippetFinder finder(leaves);
        auto connection = readers.borrow();
        for (std::size_t from = share; from < hits.size(); from += kAskedTogether * shares) {
            const std::size_t end = std::min(hits.size(), from + kAskedTogether * shares);
            std::vector<Query> bodies;
            for (std::size_t i = from; i < end; i += shares) {
                bodies.push_back(connection->query(kBodies));
                bodies.back().bind(hits[i].work).ahead();
            }
            for (std::size_t i = from; i < end; i += shares) {
                Query& q = bodies[(i - from) / shares];
                finder.start();
                while (q.step()) {
                    if (!visibility_in(q.text(0), readable)
                        || !rating_in(q.text(1), q.text(3), request.quotable))
                        break;
                    if (finder.look(plain_text_of_body(q.blob(2)))) break;
                }
                hits[i].snippet = finder.finish();
            }
        }
    });
}

Search::Search(Database& catalogue, const std::filesystem::path& folder, unsigned shards,
               ConnectionPool* readers)
    : inside_(std::make_unique<Inside>(catalogue, folder, shards, readers)) {}

Search::~Search() = default;

void Search::catch_up(const std::function<void(std::uint64_t)>& progress) {
    inside_->words.catch_up(progress);
    refresh();
}

void Search::give_up() { inside_->words.give_up(); }

std::uint64_t Search::behind() const {
    auto connection = inside_->connections.borrow();
    std::int64_t followed = inside_->words.followed(*connection);
    // Filters nobody has asked for yet are loaded from the present state.
    if (const std::int64_t seq = inside_->filters_seq; seq >= 0) followed = std::min(followed, seq);
    Query q = connection->query(kLastChange);
    const std::int64_t last = q.step() && !q.null(0) ? q.integer(0) : 0;
    return last > followed ? static_cast<std::uint64_t>(last - followed) : 0;
}

void Search::start_following() { inside_->words.start_following(); }

void Search::stop_following() {
    inside_->words.stop_following();
    refresh();
}

void Search::drop_dead() { inside_->words.drop_dead(true); }

void Search::refresh(std::optional<std::int64_t> last) {
    if (last && inside_->filters_seq == *last) return;
    const std::lock_guard lock(inside_->mutex);
    if (!inside_->filters) return;  // loaded when first asked for
    auto connection = inside_->connections.borrow();
    if (auto next = Filters::next(inside_->filters, *connection)) {
        inside_->readers.at_least(connection->position());
        inside_->filters = std::move(next);
        inside_->filters_seq = inside_->filters->seq;
    }
}

SearchPage Search::find(const SearchRequest& request) const {
    const auto filters = inside_->snapshot();
    const std::uint8_t readable =
        request.readable != 0 ? static_cast<std::uint8_t>(request.readable & request.visible)
                              : static_cast<std::uint8_t>(request.visible & ~kListedBit);
    Bitmap allowed = filters->visible(request.visible);
    if (request.only) {
        Bitmap only;
        for (const std::int64_t work : *request.only)
            if (const std::uint32_t slot = filters->slot_of(work); slot != kNoSlot) only.add(slot);
        allowed &= only;
    }
    if (request.without)
        allowed -= Evaluation(*filters, inside_->words, filters->visible(readable))
                       .find(request.without->root, allowed)
                       .works;
    Evaluation evaluation(*filters, inside_->words, filters->visible(readable));
    Found found = evaluation.find(request.query.root, allowed);

    SearchPage page;
    page.total = found.works.cardinality();
    page.hints = request.query.notes;
    page.hints.insert(page.hints.end(), found.hints.begin(), found.hints.end());

    SortOrder sort = request.sort;
    if (sort.by == Sort::best && !request.query.sort.empty())
        if (const auto asked = sort_from_name(request.query.sort)) sort = *asked;
    if (sort.by == Sort::best && !found.has_scores) sort.by = Sort::date;
    if (sort.by == Sort::best) {
        for (const WordHit& hit :
             best_of(found.scored, request.offset, request.limit, sort.reversed))
            page.hits.push_back({filters->ids[hit.slot], static_cast<double>(hit.score), {}});
    } else {
        for (const std::uint32_t slot :
             ordered(*filters, found.works, sort, request.offset, request.limit))
            page.hits.push_back({filters->ids[slot], 0, {}});
    }
    if (request.facets) page.facets = count_facets(*filters, found.works, request.facet_values);
    if (request.snippets && found.has_scores && readable != 0)
        inside_->add_snippets(request, readable, page.hits);
    return page;
}

std::vector<FacetValue> Search::suggest(std::string_view field, std::string_view text,
                                        std::uint8_t visible, std::uint32_t limit) const {
    const QueryField* known = find_field(field);
    const std::size_t kind = known == nullptr ? kNameKinds : name_kind_of_field(known->name);
    if (kind == kNameKinds) return {};
    const auto filters = inside_->snapshot();
    return suggest_names(*filters, static_cast<NameKind>(kind), text, filters->visible(visible),
                         limit);
}

std::vector<TagCount> Search::tag_counts(const std::vector<std::int64_t>& tags,
                                         std::uint8_t visible) const {
    const auto filters = inside_->snapshot();
    return count_tags(*filters, tags, filters->visible(visible));
}

std::vector<TagTotals> Search::tag_totals(std::uint8_t visible) const {
    const auto filters = inside_->snapshot();
    return total_tags(*filters, filters->visible(visible));
}

UnsettledCounts Search::unsettled_tags(const std::vector<TagKind>& kinds, std::uint8_t visible,
                                       std::size_t from, std::size_t most) const {
    const auto filters = inside_->snapshot();
    return unsettled(*filters, kinds, filters->visible(visible), from, most);
}

std::vector<std::vector<TagSuggestion>>
Search::suggest_meanings(const std::vector<std::int64_t>& tags, const Canon& canon,
                         std::uint8_t visible) const {
    const auto filters = inside_->snapshot();
    TagSuggester suggester(*filters, filters->visible(visible), canon);
    std::vector<std::vector<TagSuggestion>> all;
    all.reserve(tags.size());
    for (const std::int64_t tag : tags) {
        const std::uint32_t number = filters->tag_number(tag);
        all.push_back(number == kNoSlot ? std::vector<TagSuggestion>{} : suggester.of(number));
    }
    return all;
}

WordsCheck Search::check() const {
    WordsCheck result{true, 0, 0, {}};
    Words::Count count = inside_->words.count(true);
    auto connection = inside_->connections.borrow();
    const auto number = [&](std::string_view sql) {
        Query q = connection->query(sql);
        return q.step() && !q.null(0) ? q.integer(0) : 0;
    };
    const std::int64_t last = number(kLastChange);
    const auto works = static_cast<std::uint64_t>(number(kCountWorks));
    result.works = count.works;
    result.behind = last > count.seq ? static_cast<std::uint64_t>(last - count.seq) : 0;
    result.faults = std::move(count.faults);
    if (!count.complete && result.behind == 0) result.behind = works;
    if (count.complete && result.behind == 0 && works != count.works)
        result.faults.push_back(std::to_string(works) + " works, but the words of "
                                + std::to_string(count.works));
    result.ok = result.faults.empty() && result.behind == 0;
    return result;
}

}  // namespace solander
