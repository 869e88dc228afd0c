// SPDX-License-Identifier: GPL-3.0-or-later
#include "consent/neighbours.h"

#include <algorithm>

#include "base/text.h"

namespace solander {
namespace {

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
    return std::any_of(words, words + N,
                       [&](std::string_view one) { return equals_ignoring_ascii_case(word, one); });
}

}  // namespace

bool Neighbours::led_by(std::size_t i) const {
    if (i > 0 && items_[i - 1].sense == Sense::filler && items_[i - 1].to - items_[i - 1].from <= 3)
        --i;
    return i > 0 && items_[i - 1].sense == Sense::to;
}

bool Neighbours::joins_list(std::size_t i) const {
    const std::string_view word = said_at(i);
    for (std::string_view joiner : {"and", "or", "nor", "und", "oder", "et", "ou", "и", "или"})
        if (equals_ignoring_ascii_case(word, joiner)) return true;
    return false;
}

bool Neighbours::after_joiner(std::size_t i) const {
    return (i > 0 && joins_list(i - 1)) || (i > 1 && joins_list(i - 2));
}

bool Neighbours::joins_condition(std::size_t i) const {
    for (std::size_t k = i; k > 0 && i - k < 2 && items_[k].before == Gap::none; --k)
        if (equals_ignoring_ascii_case(said_at(k - 1), "with")) return true;
    return false;
}

std::string_view Neighbours::first_word(std::size_t i) const {
    const std::string_view said = said_at(i);
    return said.substr(0, std::min(said.find_first_of(" '"), said.find("\xE2\x80\x99")));
}

bool Neighbours::narrows(std::size_t i) const {
    if (items_[i].before != Gap::none || items_[i].sense == Sense::yes) return false;
    for (std::string_view word :
         {"i", "that", "who", "which", "whose", "with", "we", "they", "where"})
        if (equals_ignoring_ascii_case(first_word(i), word)) return true;
    return false;
}

bool Neighbours::tellers_own(std::size_t i) const {
    if (after_joiner(i)) return false;
    const std::string_view word = first_word(i);
    for (std::string_view one : {"i", "we", "mine", "ours"})
        if (equals_ignoring_ascii_case(word, one)) return true;
    if (!equals_ignoring_ascii_case(word, "my") && !equals_ignoring_ascii_case(word, "our"))
        return false;
    for (std::size_t k = i + 1; k < items_.size() && k < i + 3; ++k) {
        // "As long as my headers stay": not a place.
        if (items_[k].sense == Sense::condition || items_[k].sense == Sense::ask
            || items_[k].sense == Sense::yes || items_[k].sense == Sense::notify)
            return false;
        for (std::string_view one : {"story", "stories", "fic", "fics", "stuff", "work", "works",
                                     "tales", "tale", "fiction", "writing", "things", "poems"})
            if (equals_ignoring_ascii_case(said_at(k), one)) return false;
    }
    return true;
}

bool Neighbours::places_unknown(std::size_t i) const {
    constexpr std::string_view kPlacing[] = {"for", "in", "on", "at", "within", "inside", "from"};
    constexpr std::string_view kDefinite[] = {"the", "this", "that", "our", "one"};
    constexpr std::string_view kLight[] = {"a", "an", "my", "your", "its", "all"};
    constexpr std::string_view kOpen[] = {
        "me",     "us",     "it",      "this",    "that",  "them",     "these",  "those", "you",
        "your",   "yours",  "web",     "net",     "world", "internet", "www",    "story", "stories",
        "fic",    "fics",   "fiction", "work",    "works", "piece",    "series", "stuff", "things",
        "asking", "thanks", "full",    "sharing", "one",   "interest", "text",   "thing", "there"};
    if (!is_one_of(kPlacing, said_at(i))) return false;
    bool definite = false;
    for (++i; i < items_.size() && items_[i].before == Gap::none; ++i) {
        const std::string_view word = said_at(i);
        if (items_[i].sense == Sense::place) return definite;
        if (items_[i].sense == Sense::need) return true;
        if (items_[i].sense != Sense::filler) return false;
        const bool points = is_one_of(kDefinite, word);
        if (!points && !is_one_of(kLight, word)) return !is_one_of(kOpen, word);
        definite = definite || points;
    }
    return false;
}

bool Neighbours::only_added(std::size_t i) const {
    for (std::size_t k = i; k > 0 && i - k < 2; --k)
        for (std::string_view one : {"including", "incl", "even", "also", "plus", "and", "or"})
            if (equals_ignoring_ascii_case(said_at(k - 1), one)) return true;
    return false;
}

}  // namespace solander
