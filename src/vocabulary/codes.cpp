// SPDX-License-Identifier: GPL-3.0-or-later
// Story codes: each token looked up as rating, category, warning, genre, series code, then as a
// pairing.
#include "vocabulary/codes.h"

#include <algorithm>
#include <unordered_map>

#include "base/embedded.h"
#include "base/table.h"
#include "base/text.h"
#include "vocabulary/rating.h"
#include "vocabulary/tag.h"
#include "vocabulary/value_words.h"

namespace solander {
namespace {

const std::unordered_map<std::string, std::string>& series_codes() {
    static const std::unordered_map<std::string, std::string> codes = [] {
        std::unordered_map<std::string, std::string> made;
        for_each_row(embedded("data/series_codes.tsv"), [&](const auto& columns) {
            if (columns.size() >= 2) made.emplace(std::string(columns[0]), std::string(columns[1]));
        });
        return made;
    }();
    return codes;
}

void add_unique(std::vector<std::string>& all, std::string_view one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.emplace_back(one);
}

class CodesReader {
  public:
    CodesReader(std::string_view value, const ValueWords& words) : value_(value), words_(words) {}

    CodesReading read() {
        std::size_t from = 0;
        int depth = 0;
        for (std::size_t i = 0; i <= value_.size(); ++i) {
            const char c = i < value_.size() ? value_[i] : ',';
            if (c == '[' || c == '(') ++depth;
            const bool closes = (c == ']' || c == ')') && depth > 0;
            if (closes) --depth;
            if (i == value_.size()
                || (depth == 0 && (c == ',' || c == ';' || c == '|' || c == '\n'))
                || (c == '[' && depth == 1) || (c == ']' && depth == 0)) {
                piece(trim(value_.substr(from, i - from)));
                from = i + 1;
            }
        }
        return std::move(made_);
    }

  private:
    /// Between commas. Taken whole when a table knows it ("first time"), word by word when it is
    /// written without commas ("VOY J/C h/c").
    void piece(std::string_view text) {
        if (text.empty() || ++pieces_ > kMostPieces || known(text)) return;
        bool all_codes = true;
        std::vector<std::string_view> words;
        for (std::string_view word : split(text, ' ')) {
            word = trim(word);
            if (word.empty()) continue;
            if (words.size() == kMostWords) break;
            words.push_back(word);
            all_codes = all_codes && looks_coded(word);
        }
        if (words.size() > 1 && (all_codes || series_codes().count(std::string(words[0])) != 0)) {
            for (std::size_t i = 0; i < words.size(); ++i) {
                if (i + 1 < words.size()) {
                    const char* end = words[i + 1].data() + words[i + 1].size();
                    const std::string_view two(words[i].data(),
                                               static_cast<std::size_t>(end - words[i].data()));
                    if (two.find('/') == std::string_view::npos && known(two)) {
                        ++i;
                        continue;
                    }
                }
                if (!known(words[i]) && !counts(words[i])) unknown(words[i]);
            }
            return;
        }
        unknown(text);
    }

    /// "1/3": a part number, no code.
    static bool counts(std::string_view word) {
        return std::all_of(word.begin(), word.end(),
                           [](char c) { return is_ascii_digit(c) || c == '/' || c == '?'; });
    }

    static bool looks_coded(std::string_view word) {
        return word.size() <= 5 || word.find_first_of("/&\\-") != std::string_view::npos
               || std::none_of(word.begin(), word.end(), is_ascii_lower);
    }

    bool known(std::string_view text) {
        if (const auto code = series_codes().find(std::string(text));
            code != series_codes().end()) {
            add_unique(made_.fandoms, code->second);
            return true;
        }
        // "f", "m": who with whom.
        if (text == "m" || text == "f") {
            add_unique(made_.other, text);
            return true;
        }
        if (is_rating(text)) {
            if (made_.rating.empty()) made_.rating = std::string(text);
            return true;
        }
        if (const auto warning = archive_warning(text, words_)) {
            add_unique(made_.warnings, *warning);
            return true;
        }
        std::vector<std::string> categories = read_categories(text, words_);
        if (!categories.empty() && text.size() <= 20) {
            for (const std::string& category : categories) add_unique(made_.categories, category);
            return true;
        }
        if (const auto genres = read_genres(text, false, words_);
            !genres.empty() && text.size() <= 30) {
            for (const std::string& genre : genres) add_unique(made_.genres, genre);
            return true;
        }
        return false;
    }

    /// Codes hold single letters that mean people ("K/S", "T"); only brackets and plain tokens
    /// rate.
    bool is_rating(std::string_view text) const {
        if (text.find_first_of("/&\\") != std::string_view::npos
            || (text.size() == 1 && !is_ascii_upper(text[0])))
            return false;
        const RatingReading rating = read_rating(text, words_);
        return rating.level != Rating::unknown && rating.reason.empty() && rating.scheme != "words"
               && rating.scheme != "anime" && rating.scheme != "age";
    }

    void unknown(std::string_view text) {
        const RelationshipReading reading = read_relationships(text);
        for (const Relationship& one : reading.relationships) {
            const bool held = std::any_of(
                made_.relationships.begin(), made_.relationships.end(),
                [&](const Relationship& other) { return other.display() == one.display(); });
            if (!held) made_.relationships.push_back(one);
        }
        for (const std::string& name : reading.characters) add_unique(made_.other, name);
        for (const std::string& other : reading.other) {
            const std::vector<std::string> categories = read_categories(other, words_);
            for (const std::string& category : categories) add_unique(made_.categories, category);
            if (categories.empty()) add_unique(made_.other, other);
        }
    }

    static constexpr std::size_t kMostPieces = 1000;
    static constexpr std::size_t kMostWords = 200;  ///< of one piece without commas
    std::string_view value_;
    const ValueWords& words_;
    std::size_t pieces_ = 0;
    CodesReading made_;
};

}  // namespace

CodesReading read_codes(std::string_view value, const ValueWords& words) {
    return CodesReader(value, words).read();
}

CodesReading read_codes(std::string_view value) { return read_codes(value, programs_words()); }

}  // namespace solander
