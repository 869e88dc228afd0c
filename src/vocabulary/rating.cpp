// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a rating's value: whole tokens, the highest of several, the reason apart.
#include "vocabulary/rating.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.h"
#include "vocabulary/value_words.h"

namespace solander {
namespace {

constexpr std::array<std::pair<Rating, std::string_view>, 6> kNames = {
    {{Rating::unknown, ""},
     {Rating::not_rated, "not-rated"},
     {Rating::general, "general"},
     {Rating::teen, "teen"},
     {Rating::mature, "mature"},
     {Rating::explicit_, "explicit"}}};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What may stand before a rating: "rated R", "this part: PG", "I'd say PG-13", "hard R".
constexpr std::array<std::string_view, 32> kLead = {
    "rated",      "rating", "is",      "a",     "an",    "about",    "around",   "overall",
    "part",       "say",    "fiction", "guess", "maybe", "probably", "possibly", "hard",
    "heavy",      "strong", "soft",    "light", "mild",  "solid",    "low",      "high",
    "borderline", "almost", "to",      "or",    "think", "be",       "for",      "mostly"};
constexpr std::array<std::string_view, 7> kModifiers = {"hard",  "heavy", "strong", "soft",
                                                        "light", "mild",  "solid"};
/// What may follow it: "R for violence", "M overall", "PG in part 3".
constexpr std::array<std::string_view, 24> kFollow = {
    "for",     "due",   "because", "rated", "rating",    "to",   "or",    "and",
    "overall", "later", "here",    "in",    "with",      "only", "maybe", "probably",
    "at",      "this",  "ish",     "as",    "bordering", "just", "on",    "so"};
/// "R for really silly" is a joke and no rating.
constexpr std::array<std::string_view, 16> kJokes = {
    "silly",  "silliness", "stupid", "stupidity", "ridiculous",     "goofy",  "awesome", "cute",
    "boring", "puns",      "weird",  "weirdness", "ridiculousness", "cheesy", "good",    "great"};
constexpr std::array<std::string_view, 14> kSerious = {
    "violence", "language", "sex",    "sexual", "slash", "content",  "situations",
    "adult",    "themes",   "nudity", "gore",   "death", "swearing", "blood"};
constexpr std::array<std::string_view, 6> kNot = {"not",     "no",  "never",
                                                  "nothing", "isn", "without"};

struct Candidate {
    const RatingRow* row;
    std::size_t first, last;  ///< tokens [first, last)
};

class RatingReader {
  public:
    RatingReader(std::string_view value, const RatingTable& table)
        : value_(value), table_(table), tokens_(rating_tokens(value)) {}

    RatingReading read() {
        find();
        RatingReading made;
        if (taken_.empty()) {
            made.doubtful = !tokens_.empty() && !says_none();
            made.reason = std::string(trim(value_));
            return made;
        }
        const Candidate* best = &taken_.front();
        bool differ = false;
        for (const Candidate& c : taken_) {
            differ = differ || c.row->level != best->row->level;
            if (c.row->level > best->row->level) best = &c;
        }
        if (joke()) {
            made.doubtful = true;
            made.reason = std::string(trim(value_));
            return made;
        }
        made.level = best->row->level;
        made.scheme = std::string(best->row->scheme);
        std::size_t from = best->first;
        if (from > 0 && among(kModifiers, tokens_[from - 1].text) && tokens_[from].gap == " ")
            --from;
        made.token = std::string(
            value_.substr(tokens_[from].from, tokens_[best->last - 1].to - tokens_[from].from));
        made.reason = reason();
        made.doubtful = best->row->doubt || differ || loose_ || asks();
        made.confidence = made.doubtful ? 0.6 : made.reason.empty() ? 0.98 : 0.93;
        return made;
    }

  private:
    bool opens(const RatingToken& token, std::size_t i) const {
        if (token.gap.find('&') != std::string::npos) return false;  // "T&A"
        return i == 0 || (!joins_rating(token.gap) && token.gap != "/" && token.gap != "'")
               || token.gap == "\xE2\x80\x93";
    }
    bool free_before(std::size_t i) const {
        return opens(tokens_[i], i)
               || (i > 0 && among(kLead, tokens_[i - 1].text) && tokens_[i].gap == " ")
               || tokens_[i].gap == "-";
    }
    bool free_after(std::size_t last) const {
        if (last >= tokens_.size()) return true;
        const RatingToken& next = tokens_[last];
        if (next.gap.find('&') != std::string::npos || next.gap.find('\'') != std::string::npos)
            return false;
        return !joins_rating(next.gap) || next.gap == "\xE2\x80\x93" || among(kFollow, next.text);
    }
    /// "PG/R", "U/G": each side must be a rating for the slash to be between ratings.
    bool slashed(std::size_t i) const { return i < tokens_.size() && tokens_[i].gap == "/"; }

    bool plain_letter(const Candidate& c) const {
        static constexpr std::string_view kCommon = "grmtkx";
        return kCommon.find(tokens_[c.first].text[0]) != std::string_view::npos;
    }

    /// "M/M", "F/M": who with whom, not how explicit.
    bool sexes(std::size_t i) const {
        const auto mf = [&](std::size_t k) {
            return k < tokens_.size() && (tokens_[k].text == "m" || tokens_[k].text == "f");
        };
        return mf(i) && ((slashed(i) && i > 0 && mf(i - 1)) || (slashed(i + 1) && mf(i + 1)));
    }

    void find() {
        std::vector<Candidate> all;
        for (std::size_t i = 0; i < tokens_.size();) {
            const RatingRow* row = table_.longest(tokens_, i);
            if (row == nullptr) {
                ++i;
                continue;
            }
            all.push_back({row, i, i + row->parts.size()});
            i += row->parts.size();
        }
        const bool none =
            !tokens_.empty() && (tokens_[0].text == "none" || tokens_[0].text == "nothing");
        for (std::size_t k = 0; k < all.size(); ++k)
            if (accept(all, k) && !(none && all[k].row->word)) taken_.push_back(all[k]);
        // "Mature themes": a word of the scale at the start of prose, and nothing better.
        if (taken_.empty() && !all.empty() && all[0].first == 0 && all[0].row->word
            && all[0].row->level >= Rating::teen && !negated(0)) {
            taken_.push_back(all[0]);
            loose_ = true;
        }
    }

    bool negated(std::size_t i) const {
        return (i > 0 && among(kNot, tokens_[i - 1].text))
               || (i > 1 && among(kNot, tokens_[i - 2].text));
    }

    bool accept(const std::vector<Candidate>& all, std::size_t k) const {
        const Candidate& c = all[k];
        const RatingRow& row = *c.row;
        if (negated(c.first)) return false;
        const bool left = slashed(c.first), right = slashed(c.last);
        const bool left_rating = left && k > 0 && all[k - 1].last == c.first && !sexes(c.first);
        const bool right_rating =
            right && k + 1 < all.size() && all[k + 1].first == c.last && !sexes(c.first);
        if (!row.letter && !row.number && !row.word)
            return (!left || left_rating || c.last - c.first > 1
                    || tokens_[c.first].text.size() > 1);
        if ((left && !left_rating) || (right && !right_rating)) return false;
        const bool linked = left_rating || right_rating;
        const bool first = c.first == 0 || (taken_.empty() && led(c.first));
        if (row.letter) {
            if (sexes(c.first) || (c.last < tokens_.size() && !linked && bad_after(c.last)))
                return false;
            if (linked) return tokens_[c.first].upper || taken_.empty();
            if (first)
                return free_after(c.last)
                       || (tokens_[c.first].upper && plain_letter(c) && tokens_.size() > 1);
            return tokens_[c.first].upper && plain_letter(c) && free_before(c.first)
                   && free_after(c.last);
        }
        // "18/NC17" is a rating twice, "4/5" a mark.
        const bool with_code =
            (left_rating && !all[k - 1].row->number) || (right_rating && !all[k + 1].row->number);
        if (row.number)
            return with_code
                   || (first && !left && !right
                       && (c.last == tokens_.size() || !joins_rating(tokens_[c.last].gap)));
        // Words count before any code, or joined to one: later they are the reason.
        const bool joined =
            linked
            || (c.first > 0 && !taken_.empty()
                && (tokens_[c.first - 1].text == "to" || tokens_[c.first - 1].text == "or"));
        return (taken_.empty() || joined)
               && (linked || (free_before(c.first) && free_after(c.last)));
    }

    bool led(std::size_t i) const {
        return opens(tokens_[i], i) || (i > 0 && among(kLead, tokens_[i - 1].text));
    }
    bool bad_after(std::size_t last) const {
        const std::string& gap = tokens_[last].gap;
        return gap.find('&') != std::string::npos || gap.find('\'') != std::string::npos
               || gap.find("\xE2\x80\x99") != std::string::npos || gap.empty() || gap == "*";
    }

    bool joke() const {
        bool funny = false;
        for (std::size_t i = taken_[0].last; i < tokens_.size(); ++i) {
            if (among(kSerious, tokens_[i].text)) return false;
            funny = funny || among(kJokes, tokens_[i].text);
        }
        const std::size_t next = taken_[0].last;
        return funny && next < tokens_.size() && tokens_[next].text == "for"
               && tokens_[taken_[0].first].text.size() <= 2 && taken_.size() == 1;
    }

    /// "none", "TBA", "n/a": there is nothing to look at.
    bool says_none() const {
        static constexpr std::array<std::string_view, 8> kNone = {
            "none", "n", "na", "tba", "tbd", "unknown", "nil", "later"};
        return tokens_.size() <= 2 && among(kNone, tokens_[0].text);
    }

    /// "PG?", "R-ish", "maybe PG-13".
    bool asks() const {
        const std::size_t end = taken_[0].last;
        if (value_.substr(tokens_[end - 1].to, 1) == "?") return true;
        if (end < tokens_.size() && tokens_[end].text == "ish") return true;
        const std::size_t before = taken_[0].first;
        return before > 0
               && (tokens_[before - 1].text == "maybe" || tokens_[before - 1].text == "probably"
                   || tokens_[before - 1].text == "borderline"
                   || tokens_[before - 1].text == "almost");
    }

    std::string reason() const {
        // Ratings that follow each other at once are one; what comes then is the reason.
        std::size_t end = taken_[0].last;
        for (const Candidate& c : taken_)
            if (c.first == end) end = c.last;
        std::size_t at = tokens_[end - 1].to;
        if (end < tokens_.size() && tokens_[end].text == "ish") at = tokens_[end].to;
        std::string_view rest = value_.substr(at);
        constexpr std::string_view kMarks = " \t,;:.-=/!?~*";
        const auto skip = [&] {
            while (!rest.empty()
                   && (kMarks.find(rest.front()) != std::string_view::npos || rest.front() == ')'
                       || rest.front() == ']' || rest.substr(0, 3) == "\xE2\x80\x93"
                       || rest.substr(0, 3) == "\xE2\x80\x94"))
                rest.remove_prefix(static_cast<unsigned char>(rest.front()) >= 0x80 ? 3 : 1);
        };
        skip();
        for (std::string_view word : {"for ", "because of ", "because ", "due to "})
            if (starts_with_ignoring_ascii_case(rest, word)) {
                rest.remove_prefix(word.size());
                break;
            }
        rest = trim(rest);
        if (rest.size() > 2 && (rest.front() == '(' || rest.front() == '[')
            && (rest.find(rest.front() == '(' ? ')' : ']') == rest.size() - 1)) {
            rest = trim(rest.substr(1, rest.size() - 2));
            if (starts_with_ignoring_ascii_case(rest, "for ")) rest = trim(rest.substr(4));
        }
        // A bracket closed here was opened before the rating.
        if (!rest.empty() && rest.back() == ')' && rest.find('(') == std::string_view::npos)
            rest = trim(rest.substr(0, rest.size() - 1));
        return std::string(rest);
    }

    std::string_view value_;
    const RatingTable& table_;
    std::vector<RatingToken> tokens_;
    std::vector<Candidate> taken_;
    bool loose_ = false;
};

}  // namespace

std::string_view name_of(Rating rating) {
    for (const auto& [value, name] : kNames)
        if (value == rating) return name;
    return "";
}

std::optional<Rating> rating_from_name(std::string_view name) {
    for (const auto& [value, known] : kNames)
        if (known == name && !known.empty()) return value;
    return std::nullopt;
}

RatingReading read_rating(std::string_view value, const ValueWords& words) {
    return RatingReader(value, words.ratings()).read();
}

RatingReading read_rating(std::string_view value) { return read_rating(value, programs_words()); }

}  // namespace solander
