// SPDX-License-Identifier: GPL-3.0-or-later
// data/permission.tsv and data/archives.tsv as a table of phrases, and the longest match in it.
#include "consent/lexeme.h"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>
#include <utility>

#include "base/embedded.h"
#include "base/table.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::pair<std::string_view, Sense> kSenses[] = {
    {"filler", Sense::filler},
    {"yes", Sense::yes},
    {"no", Sense::no},
    {"neg", Sense::neg},
    {"without", Sense::without},
    {"ask", Sense::ask},
    {"contact", Sense::contact},
    {"notify", Sense::notify},
    {"link", Sense::link},
    {"any", Sense::any},
    {"nowhere", Sense::nowhere},
    {"others", Sense::others},
    {"any-other", Sense::any_other},
    {"no-other", Sense::no_other},
    {"only", Sense::only},
    {"act", Sense::act},
    {"other-deed", Sense::other_deed},
    {"need", Sense::need},
    {"except", Sense::except},
    {"but", Sense::but},
    {"unless", Sense::unless},
    {"if", Sense::if_},
    {"harmless", Sense::harmless},
    {"condition", Sense::condition},
    {"self", Sense::self},
    {"list", Sense::list},
    {"group", Sense::group},
    {"already", Sense::already},
    {"doubt", Sense::doubt},
    {"hazard", Sense::hazard},
    {"until", Sense::until},
    {"exclusive", Sense::exclusive},
    {"then", Sense::then},
    {"span", Sense::span},
    {"date", Sense::date},
    {"event", Sense::event},
    {"place", Sense::place},
    {"determiner", Sense::determiner},
    {"to", Sense::to},
};

struct Meaning {
    Sense sense = Sense::unknown;
    std::string_view argument;
    std::size_t length = 0;  ///< words matched
};

constexpr std::size_t kLongestPhrase = 15;  ///< elements of a pattern; its states fit 16 bits

class PhraseBook {
  public:
    PhraseBook() {
        ids_.reserve(4096);
        elements_.reserve(16384);
        choices_.reserve(16384);
        for_each_row(embedded("data/permission.tsv"),
                     [this](const auto& columns) { row(columns); });
        for_each_row(embedded("data/archives.tsv"), [this](const auto& columns) {
            for (std::string_view name : columns) add(name, Sense::archive, {});
        });
        group_by_first();
    }

    /// 0 for a word that stands in no phrase.
    std::uint32_t id(std::string_view word) const {
        const auto found = ids_.find(word);
        return found == ids_.end() ? 0 : found->second;
    }

    struct Seen {
        std::uint32_t id;
        Gap before;
    };

    /// Of the phrases that begin at `at`, the longest; of equal ones the first in the table.
    Meaning longest(const std::vector<Seen>& words, std::size_t at) const {
        Meaning best;
        const std::uint32_t first = words[at].id;
        if (first == 0) return best;
        for (std::uint32_t i = first_ends_[first - 1]; i < first_ends_[first]; ++i) {
            const Phrase& phrase = phrases_[by_first_[i]];
            const std::size_t length = match(phrase, words, at);
            if (length > best.length) best = {phrase.sense, phrase.argument, length};
        }
        return best;
    }

    bool is_light(const std::string& word) const { return light_.count(word) != 0; }

    std::string_view whole(std::string_view folded) const {
        const auto found = whole_.find(std::string(folded));
        return found == whole_.end() ? std::string_view() : found->second;
    }

  private:
    // The table is read anew in every process, so its parts lie in a few long arrays.

    /// One place of a pattern: the words that may stand there.
    struct Element {
        std::uint32_t first = 0, end = 0;  ///< in choices_
        bool optional = false;
        bool comma_before = false;  ///< a comma may stand before it
    };
    struct Phrase {
        std::uint32_t first, size;  ///< in elements_
        Sense sense;
        std::string_view argument;
    };

    /// Words taken by the longest way through the pattern, 0 when there is none. State k: the
    /// elements before k are done.
    std::size_t match(const Phrase& phrase, const std::vector<Seen>& words, std::size_t at) const {
        const std::size_t n = phrase.size;
        std::uint32_t states = open(phrase, 1);
        std::size_t best = 0;
        for (std::size_t i = at; states != 0 && i < words.size(); ++i) {
            std::uint32_t next = 0;
            for (std::size_t k = 0; k < n; ++k) {
                const Element& element = elements_[phrase.first + k];
                if ((states & (1U << k)) == 0) continue;
                // Only a hyphen, a space or a slash may stand inside a phrase.
                if (i > at && words[i].before > (element.comma_before ? Gap::comma : Gap::slash))
                    continue;
                const auto from = choices_.begin() + element.first;
                const auto end = choices_.begin() + element.end;
                if (std::find(from, end, words[i].id) != end) next |= 1U << (k + 1);
            }
            states = open(phrase, next);
            if ((states & (1U << n)) != 0) best = i - at + 1;
        }
        return best;
    }

    /// The states reached by leaving out what may be left out.
    std::uint32_t open(const Phrase& phrase, std::uint32_t states) const {
        for (std::size_t k = 0; k < phrase.size; ++k)
            if ((states & (1U << k)) != 0 && elements_[phrase.first + k].optional)
                states |= 1U << (k + 1);
        return states;
    }

    void row(const std::vector<std::string_view>& columns) {
        if (columns.size() < 3) return;
        for (std::string_view pattern : split(columns[2], ';')) {
            pattern = trim(pattern);
            if (pattern.empty()) continue;
            if (columns[0] == "light")
                light_.emplace(fold(pattern), true);
            else if (columns[0] == "whole")
                whole_.emplace(joined(pattern), columns[1]);
            else
                for (const auto& [name, sense] : kSenses)
                    if (name == columns[0])
                        add(pattern, sense, columns[1] == "-" ? std::string_view() : columns[1]);
        }
    }

    static std::string joined(std::string_view pattern) {
        Gap end = Gap::none;
        std::string all;
        for (const Word& word : permission_words(pattern, end)) {
            if (!all.empty()) all += ' ';
            all += word.text;
        }
        return all;
    }

    /// `word` must last as long as the book.
    std::uint32_t intern(std::string_view word) {
        return ids_.emplace(word, static_cast<std::uint32_t>(ids_.size() + 1)).first->second;
    }

    /// The same of a word that does not last.
    std::uint32_t intern_copy(const std::string& word) {
        const auto found = ids_.find(word);
        return found != ids_.end() ? found->second : intern(kept_.emplace_back(word));
    }

    /// One word, and for permission_words() it is the same word: small letters alone, and no
    /// "dont".
    static bool is_plain(std::string_view piece) {
        return !piece.empty() && std::all_of(piece.begin(), piece.end(), is_ascii_lower)
               && !piece.ends_with("nt") && piece != "cannot";
    }

    void add_element(const std::vector<std::uint32_t>& choices, bool optional, bool comma_before) {
        const auto first = static_cast<std::uint32_t>(choices_.size());
        choices_.insert(choices_.end(), choices.begin(), choices.end());
        elements_.push_back(
            {first, static_cast<std::uint32_t>(choices_.size()), optional, comma_before});
    }

    /// "let me|us know (about)": | gives a choice of words, brackets what may be left out, a comma
    /// where one may stand.
    void add(std::string_view pattern, Sense sense, std::string_view argument) {
        const auto first = static_cast<std::uint32_t>(elements_.size());
        bool comma = false;
        for (std::size_t at = 0; at <= pattern.size();) {
            const std::size_t space = std::min(pattern.find(' ', at), pattern.size());
            std::string_view piece = pattern.substr(at, space - at);
            at = space + 1;
            const bool optional = !piece.empty() && piece.front() == '(';
            if (optional) piece = piece.substr(1, piece.size() - 2);
            const bool comma_after = !piece.empty() && piece.back() == ',';
            if (is_plain(piece)) {  // most are
                choices_.push_back(intern(piece));
                const auto end = static_cast<std::uint32_t>(choices_.size());
                elements_.push_back({end - 1, end, optional, comma});
                comma = false;
                continue;
            }
            // One choice of one word may itself be several: "x-libris".
            std::vector<std::vector<std::uint32_t>> made;
            for (std::size_t from = 0; from <= piece.size();) {
                const std::size_t bar = std::min(piece.find('|', from), piece.size());
                const std::string_view choice = piece.substr(from, bar - from);
                from = bar + 1;
                if (is_plain(choice)) {
                    if (made.empty()) made.resize(1);
                    made[0].push_back(intern(choice));
                    continue;
                }
                Gap end = Gap::none;
                const std::vector<Word> words = permission_words(choice, end);
                if (made.size() < words.size()) made.resize(words.size());
                for (std::size_t i = 0; i < words.size(); ++i)
                    made[i].push_back(intern_copy(words[i].text));
            }
            for (const auto& choices : made) {
                add_element(choices, optional, comma);
                comma = false;
            }
            comma = comma_after;
        }
        const auto size = static_cast<std::uint32_t>(elements_.size()) - first;
        if (size == 0 || size > kLongestPhrase)
            elements_.resize(first);
        else
            phrases_.push_back({first, size, sense, argument});
    }

    /// Fills by_first_: phrases by the words they may begin with, in the order of the table.
    void group_by_first() {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> begins;  // word, phrase
        begins.reserve(2 * phrases_.size());
        for (std::uint32_t index = 0; index < phrases_.size(); ++index) {
            const Phrase& phrase = phrases_[index];
            for (std::uint32_t k = phrase.first; k < phrase.first + phrase.size; ++k) {
                for (std::uint32_t i = elements_[k].first; i < elements_[k].end; ++i)
                    begins.emplace_back(choices_[i], index);
                if (!elements_[k].optional) break;
            }
        }
        std::sort(begins.begin(), begins.end());
        begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
        first_ends_.assign(ids_.size() + 1, 0);
        by_first_.reserve(begins.size());
        for (const auto& [word, index] : begins) {
            by_first_.push_back(index);
            first_ends_[word] = static_cast<std::uint32_t>(by_first_.size());
        }
        for (std::size_t word = 1; word < first_ends_.size(); ++word)
            first_ends_[word] = std::max(first_ends_[word], first_ends_[word - 1]);
    }

    std::vector<Phrase> phrases_;
    std::vector<Element> elements_;
    std::vector<std::uint32_t> choices_;     ///< word ids
    std::vector<std::uint32_t> by_first_;    ///< phrases, those that may begin with word 1 first
    std::vector<std::uint32_t> first_ends_;  ///< by word id: where its phrases end in by_first_
    std::unordered_map<std::string_view, std::uint32_t> ids_;
    std::deque<std::string> kept_;  ///< words of the table that had to be changed to be found
    std::unordered_map<std::string, bool> light_;
    std::unordered_map<std::string, std::string_view> whole_;
};

const PhraseBook& phrase_book() {
    static const PhraseBook book;
    return book;
}

}  // namespace

Lexemes lex(std::string_view text) {
    const PhraseBook& book = phrase_book();
    Lexemes found;
    std::vector<Word> words = permission_words(text, found.end);
    found.shouting = std::none_of(text.begin(), text.end(), is_ascii_lower)
                     && std::any_of(text.begin(), text.end(), is_ascii_upper);
    std::vector<std::size_t> kept;
    std::vector<PhraseBook::Seen> seen;
    kept.reserve(words.size());
    seen.reserve(words.size());
    Gap carried = Gap::none;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].kind == Word::Kind::word && book.is_light(words[i].text)) {
            found.polite = true;
            carried = std::max(carried, words[i].before);
            continue;
        }
        words[i].before = std::max(words[i].before, carried);
        carried = Gap::none;
        kept.push_back(i);
        const bool word = words[i].kind == Word::Kind::word || words[i].kind == Word::Kind::number;
        seen.push_back({word || words[i].kind == Word::Kind::url ? book.id(words[i].text) : 0,
                        words[i].before});
        if (!found.folded.empty()) found.folded += ' ';
        found.folded += words[i].text;
    }
    found.end = std::max(found.end, carried);

    found.items.reserve(kept.size());
    for (std::size_t at = 0; at < kept.size();) {
        const Word& word = words[kept[at]];
        Lexeme lexeme;
        lexeme.before = word.before;
        lexeme.capital = word.capital;
        lexeme.loud = word.loud;
        lexeme.from = word.from;
        lexeme.to = word.to;
        std::size_t length = 1;
        if (word.kind == Word::Kind::url) {
            lexeme.sense = Sense::url;
        } else if (word.kind == Word::Kind::mail) {
            lexeme.sense = Sense::mail;
        } else if (word.kind == Word::Kind::date) {
            lexeme.sense = Sense::date;
        }
        if (const Meaning m = book.longest(seen, at); m.length != 0) {
            lexeme.sense = m.sense;
            lexeme.argument = m.argument;
            length = m.length;
            lexeme.to = words[kept[at + length - 1]].to;
        } else if (word.kind == Word::Kind::number) {
            lexeme.sense = Sense::filler;
        }
        found.items.push_back(lexeme);
        at += length;
    }
    // "Permission: yes" is a label said again, no request; "Permission: absolutely required" is
    // one.
    const bool needed = std::any_of(found.items.begin(), found.items.end(),
                                    [](const Lexeme& l) { return l.sense == Sense::need; });
    if (found.items.size() > 1 && found.items[0].sense == Sense::ask && !needed
        && found.items[1].before >= Gap::colon
        && starts_with_ignoring_ascii_case(text.substr(found.items[0].from), "permission")
        && found.items[0].to - found.items[0].from <= 11)
        found.items[0].sense = Sense::filler;
    return found;
}

std::string_view whole_meaning(std::string_view folded) { return phrase_book().whole(folded); }

}  // namespace solander
