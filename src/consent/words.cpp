// SPDX-License-Identifier: GPL-3.0-or-later
// A statement cut into folded words, with what stands between them.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "consent/lexeme.h"

namespace solander {
namespace {

/// Endings of host names that we take for one without a scheme before it. Not all of them: short
/// words of prose ("it", "me") must stay words.
constexpr std::array<std::string_view, 24> kHostEndings = {
    "net", "com", "org", "edu", "gov", "info", "uk", "de", "fr", "ru", "nu", "ca",
    "au",  "cc",  "ws",  "nl",  "se",  "fi",   "jp", "pl", "cz", "br", "eu", "example"};

/// "don't" written without its apostrophe.
constexpr std::array<std::string_view, 15> kLostApostrophe = {
    "dont", "doesnt", "didnt",  "cant",   "wont",  "wouldnt", "shouldnt", "couldnt",
    "isnt", "arent",  "neednt", "havent", "hasnt", "mustnt",  "wasnt"};

/// Words whose "'s" is "is"; behind others it is taken for a possessive.
constexpr std::array<std::string_view, 10> kBeforeIs = {"that", "it",   "he",  "she",   "there",
                                                        "here", "what", "who", "where", "this"};

template <class Set>
bool among(const Set& set, std::string_view word) {
    return std::find(set.begin(), set.end(), word) != set.end();
}

bool is_space_at(std::string_view text, std::size_t at, std::size_t& length) {
    const char32_t c = first_code_point(text.substr(at), length);
    return (c < 0x80 && is_ascii_space(static_cast<char>(c))) || c == 0xA0 || c == 0x202F
           || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2018; }

Gap gap_of(char32_t c) {
    switch (c) {
    case '.':
    case ';':
    case '!':
    case '|':
    case 0x2022:
    case 0x3002:
    case 0xFF01:
        return Gap::stop;
    case '?':
    case 0xFF1F:
        return Gap::question;
    case ',':
    case 0x2026:
    case 0x3001:
    case 0xFF0C:
    case '+':
    case '&':
        return Gap::comma;
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '<':
    case '>':
        return Gap::bracket;
    case ':':
    case '=':
    case 0xFF1A:
        return Gap::colon;
    case '~':
    case 0x2013:
    case 0x2014:
        return Gap::dash;
    case '/':
    case '\\':
        return Gap::slash;
    default:
        return Gap::none;
    }
}

/// A host name, an address or a page: "x.example", "http://x.example/a", "a@x.example".
Word::Kind kind_of_chunk(std::string_view chunk) {
    if (chunk.find("://") != std::string_view::npos
        || starts_with_ignoring_ascii_case(chunk, "www."))
        return Word::Kind::url;
    const std::size_t at = chunk.find('@');
    if (at != std::string_view::npos && at > 0 && at + 1 < chunk.size()) return Word::Kind::mail;
    std::string_view host = chunk.substr(0, chunk.find('/'));
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 >= host.size())
        return Word::Kind::word;
    for (char c : host)
        if (!is_ascii_alpha(c) && !is_ascii_digit(c) && c != '.' && c != '-')
            return Word::Kind::word;
    const std::string ending = ascii_lowered(host.substr(dot + 1));
    return among(kHostEndings, ending) ? Word::Kind::url : Word::Kind::word;
}

/// "05/06/01", "2004-01-01", "23.7.98": digits held together by one kind of mark.
bool looks_like_date(std::string_view chunk) {
    int marks = 0;
    for (std::size_t i = 0; i < chunk.size(); ++i) {
        if (is_ascii_digit(chunk[i])) continue;
        if ((chunk[i] != '/' && chunk[i] != '-' && chunk[i] != '.') || i == 0
            || i + 1 == chunk.size() || !is_ascii_digit(chunk[i + 1]))
            return false;
        ++marks;
    }
    return marks == 2 && chunk.size() >= 6 && chunk.size() <= 10;
}

class Cutter {
  public:
    Cutter(std::string_view text) : text_(text) {
        shouting_ = std::none_of(text.begin(), text.end(), is_ascii_lower)
                    && std::any_of(text.begin(), text.end(), is_ascii_upper);
        words_.reserve(text.size() / 5 + 1);
    }

    std::vector<Word> cut(Gap& end) {
        std::size_t i = 0, length = 0;
        while (i < text_.size()) {
            if (is_space_at(text_, i, length)) {
                i += length;
                continue;
            }
            std::size_t stop = i;
            while (stop < text_.size() && !is_space_at(text_, stop, length)) stop += length;
            chunk(i, stop);
            i = stop;
        }
        end = gap_;
        return std::move(words_);
    }

  private:
    void chunk(std::size_t from, std::size_t to) {
        // What stands around an address is punctuation; what stands in it belongs to it.
        std::size_t a = from, b = to;
        while (a < b && std::string_view("(<[{\"'*_").find(text_[a]) != std::string_view::npos) ++a;
        while (b > a
               && std::string_view(")>]}\"'*_.,;:!?").find(text_[b - 1]) != std::string_view::npos)
            --b;
        const std::string_view core = text_.substr(a, b - a);
        const Word::Kind kind = kind_of_chunk(core);
        if (kind != Word::Kind::word) {
            marks(from, a);
            add(a, b, kind);
            marks(b, to);
            return;
        }
        if (looks_like_date(core)) {
            marks(from, a);
            add(a, b, Word::Kind::date);
            marks(b, to);
            return;
        }
        std::size_t i = from;
        while (i < to) {
            std::size_t length = 0;
            const char32_t c = first_code_point(text_.substr(i), length);
            if (!is_word_char(c)) {
                mark(c, i, from, to);
                i += length;
                continue;
            }
            const std::size_t start = i;
            bool digits = true;
            while (i < to) {
                const char32_t d = first_code_point(text_.substr(i), length);
                if (!is_word_char(d)) {
                    // An apostrophe belongs to the word only between two word characters.
                    std::size_t next = 0;
                    if (!is_apostrophe(d) || i + length >= to
                        || !is_word_char(first_code_point(text_.substr(i + length), next)))
                        break;
                }
                digits = digits && d < 0x80 && is_ascii_digit(static_cast<char>(d));
                i += length;
            }
            add(start, i, digits ? Word::Kind::number : Word::Kind::word);
        }
    }

    void raise(Gap gap) { gap_ = std::max(gap_, gap); }

    void marks(std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to;) {
            std::size_t length = 0;
            const char32_t c = first_code_point(text_.substr(i), length);
            mark(c, i, from, to);
            i += length;
        }
    }

    void mark(char32_t c, std::size_t at, std::size_t from, std::size_t to) {
        if (c == '-') {
            // A dash stands alone or doubled; inside a word it is a hyphen.
            const bool alone = (at == from && to - from <= 3) || at + 1 == to || at == from
                               || text_[at - 1] == '-' || text_[at + 1] == '-';
            if (alone) raise(Gap::dash);
            return;
        }
        if (c == '.' && (at + 1 < to && text_[at + 1] == '.')) {
            raise(Gap::comma);  // "..." trails off and may go on
            return;
        }
        if (c == '.' && at > from && text_[at - 1] == '.') {
            raise(Gap::comma);
            return;
        }
        raise(gap_of(c));
    }

    void add(std::size_t from, std::size_t to, Word::Kind kind) {
        Word word;
        word.from = from;
        word.to = to;
        word.before = words_.empty() ? Gap::none : gap_;
        gap_ = Gap::none;
        word.kind = kind;
        const std::string_view raw = text_.substr(from, to - from);
        if (kind == Word::Kind::url || kind == Word::Kind::mail) {
            word.text = ascii_lowered(raw);
            words_.push_back(std::move(word));
            return;
        }
        std::size_t length = 0;
        word.capital = !shouting_ && is_upper(first_code_point(raw, length));
        bool lower = false, ascii = true, digit = false, letter = false;
        for (char c : raw) {
            lower = lower || is_ascii_lower(c);
            digit = digit || is_ascii_digit(c);
            letter = letter || is_ascii_alpha(c);
            ascii = ascii && static_cast<unsigned char>(c) < 0x80;
        }
        word.loud =
            !shouting_ && ascii && ((letter && !lower && raw.size() > 1) || (digit && letter));
        if (ascii)
            word.text = ascii_lowered(raw);
        else if (raw == "S\u00ED" || raw == "s\u00ED" || raw == "S\u00EC" || raw == "s\u00EC")
            word.text = "yes";  // without its accent it would be "if"
        else
            word.text = fold(raw);
        add_parts(std::move(word));
    }

    /// "don't" -> "do" "not", "I'd" -> "i" "would", "author's" -> "author", "that's" -> "that"
    /// "is".
    void add_parts(Word word) {
        std::string& t = word.text;
        if (!words_.empty() && words_.back().text == "e" && word.before == Gap::none
            && t.compare(0, 4, "mail") == 0) {
            words_.back().text += t;  // "e-mail", "e mail"
            words_.back().to = word.to;
            return;
        }
        std::string_view second;
        const std::size_t quote = t.find('\'');
        if (quote != std::string::npos && quote > 0) {
            const std::string_view rest = std::string_view(t).substr(quote + 1);
            if (rest == "t" && t[quote - 1] == 'n') {
                t.resize(quote - 1);
                second = "not";
            } else if (rest == "s") {
                t.resize(quote);
                second = t == "let" ? "us" : among(kBeforeIs, t) ? "is" : "";
            } else if (const std::string_view ending = ending_of(rest); !ending.empty()) {
                t.resize(quote);
                second = ending;
            } else if (quote <= 2
                       && std::string_view("ldnjmscq").find(t[0]) != std::string_view::npos) {
                Word article = word;  // French elision: "l'auteur" -> "l" "auteur"
                article.text = t.substr(0, quote);
                words_.push_back(std::move(article));
                t.erase(0, quote + 1);
                word.before = Gap::none;
            }
        } else if (among(kLostApostrophe, t)) {
            t.resize(t.size() - 2);
            second = "not";
        } else if (t == "cannot") {
            t = "can";
            second = "not";
        }
        if (second == "not" && t == "ca")
            t = "can";
        else if (second == "not" && t == "wo")
            t = "will";
        Word after = word;
        words_.push_back(std::move(word));
        if (second.empty()) return;
        after.text = second;
        after.before = Gap::none;
        words_.push_back(std::move(after));
    }

    static std::string_view ending_of(std::string_view rest) {
        return rest == "d"    ? "would"
               : rest == "ll" ? "will"
               : rest == "ve" ? "have"
               : rest == "re" ? "are"
               : rest == "m"  ? "am"
                              : "";
    }

    std::string_view text_;
    bool shouting_ = false;
    Gap gap_ = Gap::none;
    std::vector<Word> words_;
};

}  // namespace

std::vector<Word> permission_words(std::string_view text, Gap& end) {
    return Cutter(text).cut(end);
}

}  // namespace solander
