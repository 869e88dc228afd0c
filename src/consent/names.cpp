// SPDX-License-Identifier: GPL-3.0-or-later
// Which runs of words in a statement are names of archives: known ones, and ones that look like it.
#include <algorithm>

#include "base/text.h"
#include "consent/lexeme.h"

namespace solander {
namespace {

constexpr std::size_t kLongestName = 6;  ///< words; more is prose

bool word_is(const Lexeme& lexeme, std::string_view text, std::string_view word) {
    return equals_ignoring_ascii_case(text.substr(lexeme.from, lexeme.to - lexeme.from), word);
}

/// What may stand beside a lower-case name: "xyz yes", "not at xyz", "xyz only".
bool structural(Sense sense) {
    switch (sense) {
    case Sense::yes:
    case Sense::no:
    case Sense::only:
    case Sense::except:
    case Sense::exclusive:
    case Sense::already:
    case Sense::others:
    case Sense::any_other:
    case Sense::to:
        return true;
    default:
        return false;
    }
}

class NameJoiner {
  public:
    NameJoiner(Lexemes& lexemes, std::string_view text)
        : items_(lexemes.items), shouting_(lexemes.shouting), text_(text) {}

    void join() {
        join_kinds();
        bool known = false;
        for (std::size_t from = 0; from < items_.size();) {
            std::size_t to = from + 1;
            while (to < items_.size() && items_[to].before == Gap::none) ++to;
            known = segment(from, to) || known;
            from = to;
        }
        if (known) lower_case_names();
        compact();
    }

  private:
    bool part_of_name(std::size_t i) const {
        return !gone(i) && (items_[i].sense == Sense::unknown || items_[i].sense == Sense::archive);
    }
    bool gone(std::size_t i) const { return items_[i].to == items_[i].from; }

    bool is_archive_noun(std::size_t i) const {
        return word_is(items_[i], text_, "archive") || word_is(items_[i], text_, "archives")
               || items_[i].sense == Sense::place || items_[i].sense == Sense::list;
    }

    /// "any slash archive", "all Due South lists": a kind of place, not every place.
    void join_kinds() {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (items_[i].sense != Sense::determiner) continue;
            std::size_t j = i + 1;
            while (j < items_.size() && items_[j].before <= Gap::slash
                   && (part_of_name(j) || one_letter(j)) && j - i <= kLongestName)
                ++j;
            if (j > i + 1 && j < items_.size() && items_[j].before <= Gap::slash
                && is_archive_noun(j)) {
                items_[i].sense = Sense::group;
                swallow(i, i + 1, j + 1);
            } else {
                items_[i].sense = Sense::any;
            }
        }
    }

    /// "any m/m archive", "all f/f lists".
    bool one_letter(std::size_t i) const {
        return items_[i].sense == Sense::filler && items_[i].to - items_[i].from == 1
               && !word_is(items_[i], text_, "a");
    }

    void swallow(std::size_t into, std::size_t from, std::size_t to) {
        items_[into].to = items_[to - 1].to;
        for (std::size_t i = from; i < to; ++i) {
            items_[i].to = items_[i].from = 0;
        }
    }

    /// One stretch without punctuation. True when a name was found in it.
    bool segment(std::size_t from, std::size_t to) {
        bool found = false;
        for (std::size_t i = from; i < to;) {
            if (!part_of_name(i)) {
                ++i;
                continue;
            }
            std::size_t first = i, last = run_end(i, to);
            i = last;
            bool certain = false;
            std::size_t words = last - first;
            for (std::size_t k = first; k < last; ++k) {
                const Lexeme& item = items_[k];
                const bool opens = k == 0 || item.before >= Gap::stop;
                certain = certain || item.sense == Sense::archive || item.loud
                          || (item.capital && !opens && item.sense == Sense::unknown);
            }
            // A capital that only opens a sentence says nothing, unless the name is all there is.
            const bool whole = first == from && last == to;
            if (!certain && items_[first].capital
                && (whole || rest_structural(from, to, first, last)))
                certain = true;
            certain = certain || (shouting_ && whole && words <= 3);
            if (!certain || words > kLongestName) continue;
            if (!whole)
                while (first + 1 < last && !items_[first].capital && !items_[first].loud
                       && items_[first].sense == Sense::unknown)
                    ++first;
            make_name(first, last);
            found = true;
        }
        return found;
    }

    /// Words of a name go on over "of", "the" and end with "archive", "list", "site".
    std::size_t run_end(std::size_t i, std::size_t to) const {
        std::size_t end = i + 1;
        while (end < to) {
            if (part_of_name(end)) {
                ++end;
                continue;
            }
            const bool small = word_is(items_[end], text_, "of")
                               || word_is(items_[end], text_, "the")
                               || word_is(items_[end], text_, "and");
            if (small && end + 1 < to && part_of_name(end + 1) && items_[end + 1].capital
                && !word_is(items_[end], text_, "and")) {
                end += 2;
                continue;
            }
            if (is_archive_noun(end)
                && (items_[end].capital || end + 1 == to || structural(items_[end + 1].sense))) {
                ++end;
                continue;
            }
            break;
        }
        return end;
    }

    bool rest_structural(std::size_t from, std::size_t to, std::size_t first,
                         std::size_t last) const {
        bool some = false;
        for (std::size_t k = from; k < to; ++k) {
            if ((k >= first && k < last) || gone(k) || items_[k].sense == Sense::filler) continue;
            // "xyz no", "not at xyz"; but "not forever" names no place.
            const bool placed = k >= last || items_[first - 1].sense == Sense::to;
            if (!structural(items_[k].sense) && !(items_[k].sense == Sense::neg && placed))
                return false;
            some = true;
        }
        return some;
    }

    void make_name(std::size_t first, std::size_t last) {
        items_[first].sense = Sense::name;
        swallow(first, first + 1, last);
    }

    /// In a list that holds one name already, or beside "yes", "only", a lower-case word is one
    /// too.
    void lower_case_names() { lower_case(true); }

  public:
    void lower_case(bool listed) {
        for (std::size_t from = 0; from < items_.size();) {
            std::size_t to = from + 1;
            while (to < items_.size() && items_[to].before == Gap::none) ++to;
            std::size_t first = from;
            while (first < to && !part_of_name(first)) ++first;
            std::size_t last = first;
            while (last < to && part_of_name(last)) ++last;
            if (first < last && last - first <= 3) {
                const bool whole = first == from && last == to;
                if ((whole && listed) || rest_structural(from, to, first, last))
                    make_name(first, last);
            }
            from = to;
        }
    }

    void compact() {
        Gap carried = Gap::none;
        std::size_t out = 0;
        for (const Lexeme& item : items_) {
            if (item.to == item.from) {
                carried = std::max(carried, item.before);
                continue;
            }
            items_[out] = item;
            items_[out].before = std::max(items_[out].before, carried);
            carried = Gap::none;
            ++out;
        }
        items_.resize(out);
    }

  private:
    std::vector<Lexeme>& items_;
    bool shouting_;
    std::string_view text_;
};

}  // namespace

void join_names(Lexemes& lexemes, std::string_view text) {
    NameJoiner joiner(lexemes, text);
    joiner.join();
    joiner.lower_case(false);
    joiner.compact();
}

}  // namespace solander
