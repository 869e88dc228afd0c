// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/filters.h"

#include <algorithm>

#include "base/text.h"
#include "consent/policy.h"
#include "search/filters_load.h"
#include "search/name_spellings.h"
#include "search/tokens.h"

namespace solander {
namespace {

constexpr std::string_view kLastChange = "select max(seq) from change";
// Changes of work 0 are of names: catalogue/wrangling.h.
constexpr std::string_view kChanged =
    "select distinct work from change where seq > $1 order by work";

constexpr std::string_view kFieldOfKind[kNameKinds] = {
    "fandom", "relationship", "character", "category", "warning", "tag", "series", "creator"};

std::int64_t last_change_of(Connection& c) {
    Query q = c.query(kLastChange);
    return q.step() && !q.null(0) ? q.integer(0) : 0;
}

}  // namespace

std::size_t name_kind_of_field(std::string_view field) {
    std::size_t kind = 0;
    while (kind < kNameKinds && kFieldOfKind[kind] != field) ++kind;
    return kind;
}

std::string_view field_of(NameKind kind) { return kFieldOfKind[static_cast<std::size_t>(kind)]; }

const Bitmap* Choice::find(std::string_view value) const {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] == value) return works[i].get();
    return nullptr;
}

struct NameIndex {
    std::unordered_map<std::string, std::uint32_t> by_key;  ///< kind's digit + key
    /// Sorted terms of all names, with the name numbers that hold each.
    std::vector<std::pair<std::string, std::vector<std::uint32_t>>> by_word;
    std::vector<std::string> folded;
    mutable std::array<std::once_flag, kNameKinds> spelled;
    mutable std::array<NameSpellings, kNameKinds> spellings;
};

namespace {

std::string kind_and_key(NameKind kind, std::string_view key) {
    std::string out(1, static_cast<char>('0' + static_cast<int>(kind)));
    out += key;
    return out;
}

std::shared_ptr<const NameIndex> make_index(const std::vector<Name>& names) {
    auto index = std::make_shared<NameIndex>();
    index->by_key.reserve(names.size());
    index->folded.reserve(names.size());
    std::unordered_map<std::string, std::vector<std::uint32_t>> words;
    Tokenizer tokenizer;
    for (std::uint32_t i = 0; i < names.size(); ++i) {
        index->by_key.emplace(kind_and_key(names[i].kind, names[i].key), i);
        index->folded.push_back(fold(names[i].name));
        tokenizer.start(names[i].name, true);
        for (Token t; tokenizer.next(t);) {
            auto& list = words[std::string(t.term)];
            if (list.empty() || list.back() != i) list.push_back(i);
        }
    }
    index->by_word.assign(std::make_move_iterator(words.begin()),
                          std::make_move_iterator(words.end()));
    std::sort(index->by_word.begin(), index->by_word.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return index;
}

/// Names with a word that is `term`, or begins with it; sorted, each once.
std::vector<std::uint32_t> names_with(const NameIndex& index, const std::string& term,
                                      bool prefix) {
    std::vector<std::uint32_t> found;
    auto at =
        std::lower_bound(index.by_word.begin(), index.by_word.end(), term,
                         [](const auto& entry, const std::string& t) { return entry.first < t; });
    for (; at != index.by_word.end(); ++at) {
        if (prefix ? at->first.compare(0, term.size(), term) != 0 : at->first != term) break;
        found.insert(found.end(), at->second.begin(), at->second.end());
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace

// What was made of the names is not copied: the names may differ.
Filters::Filters(const Filters& other)
    : seq(other.seq), ids(other.ids), alive(other.alive), rating(other.rating),
      language(other.language), visibility(other.visibility), permission(other.permission),
      complete(other.complete), words(other.words), chapters(other.chapters),
      published(other.published), updated(other.updated), added_day(other.added_day),
      added(other.added), title_key(other.title_key), creator_key(other.creator_key),
      order(other.order), names(other.names), names_from(other.names_from),
      names_of(other.names_of), filing(other.filing), slot_of_id_(other.slot_of_id_),
      sparse_(other.sparse_), mean_words_(other.mean_words_), number_of_(other.number_of_) {}

Filters::~Filters() = default;

std::shared_ptr<const Filters> Filters::load(Connection& c) {
    ReadTransaction transaction(c);
    auto made = std::make_shared<Filters>();
    made->seq = last_change_of(c);
    FilterLoader(*made).load(c);
    return made;
}

std::shared_ptr<const Filters> Filters::next(const std::shared_ptr<const Filters>& was,
                                             Connection& c) {
    if (last_change_of(c) == was->seq) return nullptr;
    {
        ReadTransaction transaction(c);
        const std::int64_t seq = last_change_of(c);
        if (seq == was->seq) return nullptr;
        std::vector<std::int64_t> works;
        Query q = c.query(kChanged);
        bool names = false;
        for (q.bind(was->seq); q.step();) {
            if (q.integer(0) != 0)
                works.push_back(q.integer(0));
            else
                names = true;
        }
        // New ids come after all others; if not (a restored catalogue), start anew.
        const bool in_order = std::all_of(works.begin(), works.end(), [&](std::int64_t work) {
            return was->slot_of(work) != kNoSlot || was->ids.empty() || work > was->ids.back();
        });
        if (seq > was->seq && in_order && works.size() < 500 + was->slots() / 20) {
            auto made = std::make_shared<Filters>(*was);
            made->seq = seq;
            FilterLoader loader(*made);
            if (!works.empty()) loader.change(c, works);
            if (names) loader.file(c);
            if (!loader.new_names()) made->take_index(*was);
            return made;
        }
    }
    return load(c);
}

std::uint32_t Filters::search_slot(std::int64_t work) const {
    const auto at = std::lower_bound(ids.begin(), ids.end(), work);
    return at != ids.end() && *at == work ? static_cast<std::uint32_t>(at - ids.begin()) : kNoSlot;
}

Bitmap Filters::visible(std::uint8_t bits) const {
    Bitmap all;
    for (unsigned bit = 0; bit < kVisibilities; ++bit) {
        if ((bits >> bit & 1) == 0) continue;
        if (const Bitmap* works = visibility.find(name_of(static_cast<Visibility>(bit))))
            all |= *works;
    }
    return all;
}

std::uint32_t Filters::tag_number(std::int64_t tag) const {
    const auto found = number_of_[0].find(tag);
    return found == number_of_[0].end() ? kNoSlot : found->second;
}

const NameIndex& Filters::index() const {
    std::call_once(indexed_, [this] {
        if (!index_) index_ = make_index(names);
        has_index_ = true;
    });
    return *index_;
}

void Filters::take_index(const Filters& other) {
    if (!other.has_index_) return;
    index_ = other.index_;
    has_index_ = true;
}

std::uint32_t Filters::name_with_key(NameKind kind, std::string_view key) const {
    const auto& by_key = index().by_key;
    const auto found = by_key.find(kind_and_key(kind, key));
    return found == by_key.end() ? kNoSlot : found->second;
}

std::vector<std::uint32_t> Filters::names_with_words(NameKind kind, std::string_view text,
                                                     bool prefix) const {
    Tokenizer tokenizer;
    const auto terms = terms_of(tokenizer, text);
    std::vector<std::uint32_t> left;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        auto found = names_with(index(), terms[i], prefix && i + 1 == terms.size());
        if (i == 0) {
            left = std::move(found);
        } else {
            std::vector<std::uint32_t> both;
            std::set_intersection(left.begin(), left.end(), found.begin(), found.end(),
                                  std::back_inserter(both));
            left = std::move(both);
        }
    }
    std::erase_if(left, [&](std::uint32_t name) { return names[name].kind != kind; });
    return left;
}

const std::string& Filters::folded_name(std::uint32_t name) const { return index().folded[name]; }

const NameSpellings& Filters::spellings(NameKind kind) const {
    const auto i = static_cast<std::size_t>(kind);
    const NameIndex& all = index();
    std::call_once(all.spelled[i],
                   [&] { all.spellings[i] = spellings_of(names, all.folded, kind); });
    return all.spellings[i];
}

}  // namespace solander
