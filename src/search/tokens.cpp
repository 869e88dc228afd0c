// SPDX-License-Identifier: GPL-3.0-or-later
// A byte table for ASCII, a small table for Latin letters, ICU (through base) for the rest; a cache
// of stems.
#include "search/tokens.h"

#include <array>
#include <cstring>

#include "base/text.h"
#include "search/stem.h"

namespace solander {
namespace {

/// Stems: 16,384 (512 KiB) hold most of any vocabulary in use; a query needs few.
constexpr unsigned kLastingBits = 14, kFirstBits = 10, kShortBits = 6;
constexpr char32_t kLatinFrom = 0xC0, kLatinTo = 0x250;

/// Lower-case letter or digit for ASCII letters and digits, 0 for the rest.
constexpr std::array<char, 256> make_plain() {
    std::array<char, 256> table{};
    for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c);
    for (int c = 'a'; c <= 'z'; ++c) {
        table[static_cast<std::size_t>(c)] = static_cast<char>(c);
        table[static_cast<std::size_t>(c - 32)] = static_cast<char>(c);
    }
    return table;
}
constexpr auto kPlain = make_plain();

char plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }
bool multibyte(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Letters that NFKD does not take apart.
std::string_view spelled_out(char32_t c) {
    switch (c) {
    case 0xC6:
    case 0xE6:
        return "ae";
    case 0xD8:
    case 0xF8:
        return "o";
    case 0xDE:
    case 0xFE:
        return "th";
    case 0xDF:
    case 0x1E9E:
        return "ss";
    case 0xD0:
    case 0xF0:
    case 0x110:
    case 0x111:
        return "d";
    case 0x131:
        return "i";
    case 0x141:
    case 0x142:
        return "l";
    case 0x152:
    case 0x153:
        return "oe";
    default:
        return {};
    }
}

std::string folded_character(char32_t c) {
    if (const std::string_view s = spelled_out(c); !s.empty()) return std::string(s);
    std::string text;
    append_utf8(text, c);
    std::string out = fold(text);
    std::erase_if(out, [](char b) { return b == '\'' || is_ascii_space(b); });
    return out;
}

struct LatinTable {
    struct Entry {
        char bytes[3];
        std::uint8_t size;
    };
    std::array<Entry, kLatinTo - kLatinFrom> entries{};
    LatinTable() {
        for (char32_t c = kLatinFrom; c < kLatinTo; ++c) {
            const std::string f = folded_character(c);
            Entry& e = entries[c - kLatinFrom];
            e.size = static_cast<std::uint8_t>(f.size() > 3 ? 3 : f.size());
            std::memcpy(e.bytes, f.data(), e.size);
        }
    }
};
const LatinTable& latin() {
    static const LatinTable table;
    return table;
}

bool is_apostrophe(char32_t c) {
    return c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0x2B9 || c == 0xB4 || c == 0xFF07;
}
bool is_invisible(char32_t c) {
    return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF;
}
bool is_combining(char32_t c) { return c >= 0x300 && c < 0x370; }

}  // namespace

Tokenizer::Tokenizer(bool lasting)
    : cache_(std::size_t{1} << (lasting ? kFirstBits : kShortBits)),
      cache_shift_(64 - (lasting ? kFirstBits : kShortBits)),
      misses_left_(lasting ? 4 * cache_.size() : 0) {}

/// Half a megabyte of cache pays when there are many texts; one story touches less memory.
void Tokenizer::grow_cache() {
    cache_.assign(std::size_t{1} << kLastingBits, Cached{});
    cache_shift_ = 64 - kLastingBits;
}

void Tokenizer::forget() { cache_.assign(cache_.size(), Cached{}); }

void Tokenizer::start(std::string_view text, bool extras, bool stems) {
    text_ = text;
    stems_ = stems;
    at_ = 0;
    extras_ = extras;
    joined_size_ = 0;
    pending_count_ = pending_next_ = 0;
}

bool Tokenizer::word_begins(std::size_t at) const {
    if (at >= text_.size()) return false;
    if (!multibyte(text_[at])) return plain(text_[at]) != 0;
    std::size_t length = 0;
    const char32_t c = first_code_point(text_.substr(at), length);
    return is_word_char(c) && !is_cjk(c) && !is_combining(c);
}

/// Bytes of one hyphen that ties two words together, or 0.
std::size_t Tokenizer::hyphen_at(std::size_t at) const {
    if (at >= text_.size()) return 0;
    std::size_t length = 0;
    if (text_[at] == '-') {
        length = 1;
    } else if (text_[at] == '\xE2') {
        const char32_t c = first_code_point(text_.substr(at), length);
        if (c != 0x2010 && c != 0x2011) return 0;
    } else {
        return 0;
    }
    return word_begins(at + length) ? length : 0;
}

std::size_t Tokenizer::fold_into(char* out, char32_t c) {
    if (c >= kLatinFrom && c < kLatinTo) {
        const auto& e = latin().entries[c - kLatinFrom];
        std::memcpy(out, e.bytes, 3);
        return e.size;
    }
    auto found = folded_.find(c);
    if (found == folded_.end()) {
        if (folded_.size() > 20000) folded_.clear();
        found = folded_.emplace(c, folded_character(c)).first;
    }
    const std::size_t n = found->second.size() < 16 ? found->second.size() : 16;
    std::memcpy(out, found->second.data(), n);
    return n;
}

/// Goes to the next word; false at the end of the text.
bool Tokenizer::find_word() {
    const std::size_t end = text_.size();
    while (at_ < end) {
        const char b = text_[at_];
        if (plain(b) != 0) return true;
        if (!multibyte(b)) {
            ++at_;
            continue;
        }
        std::size_t length = 0;
        const char32_t c = first_code_point(text_.substr(at_), length);
        if (is_word_char(c) && !is_combining(c)) return true;
        at_ += length;
    }
    return false;
}

/// Takes the character at `at` into the word; false when the word ends before it.
bool Tokenizer::add_multibyte(Word& word, std::size_t& at) {
    std::size_t length = 0;
    const char32_t c = first_code_point(text_.substr(at), length);
    if (is_combining(c)) {
        at += length;
        return true;
    }
    if (is_apostrophe(c) || is_invisible(c)) {
        if (!word_begins(at + length)) return false;
        if (is_apostrophe(c)) {
            if (word.first_apostrophe == 0) word.first_apostrophe = word.size;
            word.last_apostrophe = word.size;
        }
        at += length;
        return true;
    }
    if (!is_word_char(c) || is_cjk(c)) return false;
    char bytes[20];
    const std::size_t n = fold_into(bytes, c);
    for (std::size_t i = 0; i < n; ++i) word.letters &= is_ascii_lower(bytes[i]);
    if (word.size + n <= kMaxTerm) {
        std::memcpy(word_ + word.size, bytes, n);
        word.size += n;
    }
    at += length;
    return true;
}

Tokenizer::Word Tokenizer::read_word() {
    Word word;
    const std::size_t end = text_.size();
    std::size_t i = at_;
    bool digits = false;
    while (i < end) {
        const char b = text_[i];
        if (const char c = plain(b); c != 0) {
            digits |= c < 'a';
            if (word.size < kMaxTerm) word_[word.size++] = c;
            ++i;
        } else if (multibyte(b)) {
            if (!add_multibyte(word, i)) break;
        } else if (b == '\'' && word_begins(i + 1)) {
            if (word.first_apostrophe == 0) word.first_apostrophe = word.size;
            word.last_apostrophe = word.size;
            ++i;
        } else {
            break;
        }
    }
    if (digits) word.letters = false;
    at_ = i;
    return word;
}

/// Stems a-z words; the view is into the cache or into `word` itself.
std::string_view Tokenizer::stem(char* word, std::size_t size) {
    if (size < 3) return {word, size};
    if (size > 15) {
        const std::string before(word, size);
        const std::size_t n = stem_english(word, size);
        if (on_changed && std::string_view(word, n) != before) on_changed(before, {word, n});
        return {word, n};
    }
    std::memset(word + size, 0, 16 - size);
    std::uint64_t key[2];
    std::memcpy(key, word, 16);
    const std::uint64_t h = (key[0] * 0x9E3779B97F4A7C15u) ^ (key[1] * 0xC2B2AE3D27D4EB4Fu);
    const std::uint64_t spread = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9u;
    const auto is_there = [&] {
        const Cached& slot = cache_[spread >> cache_shift_];
        return slot.word[0] == key[0] && slot.word[1] == key[1];
    };
    if (misses_left_ > 0 && !is_there() && --misses_left_ == 0) grow_cache();
    Cached& slot = cache_[spread >> cache_shift_];
    if (!is_there()) {
        std::memcpy(slot.word, key, 16);
        char letters[16];
        std::memcpy(letters, word, 16);
        slot.size = static_cast<std::uint8_t>(stem_english(letters, size));
        std::memcpy(slot.stem, letters, 15);
        if (on_changed && (slot.size != size || std::memcmp(letters, word, size) != 0))
            on_changed({word, size}, {slot.stem, slot.size});
    }
    return {slot.stem, slot.size};
}

void Tokenizer::keep_extra(std::string_view term, std::size_t from, std::size_t to) {
    std::string& text = extra_[pending_count_];
    text.assign(term);
    pending_[pending_count_++] = {text, static_cast<std::uint32_t>(from),
                                  static_cast<std::uint32_t>(to), true};
}

/// The term of a word with inner apostrophes: see the class.
std::string_view Tokenizer::finish(Word& word) {
    if (word.first_apostrophe != 0) {
        const std::string_view all(word_, word.size);
        const std::string_view last = all.substr(word.last_apostrophe);
        if (last == "s") {
            word.size = word.last_apostrophe;
        } else if (last == "ll" || last == "re" || last == "ve" || last == "d" || last == "m") {
            std::memmove(word_ + word.last_apostrophe + 1, word_ + word.last_apostrophe,
                         last.size());
            word_[word.last_apostrophe] = '\'';
            ++word.size;
            word.letters = false;
        }
    }
    if (!word.letters || !stems_) return {word_, word.size};
    return stem(word_, word.size);
}

/// Adds a piece of a hyphened word to joined_.
void Tokenizer::join(const Word& word, std::size_t from) {
    if (joined_size_ == 0) {
        joined_from_ = from;
        joined_letters_ = true;
    }
    const std::size_t n = joined_size_ + word.size <= kMaxTerm ? word.size : 0;
    std::memcpy(joined_ + joined_size_, word_, n);
    joined_size_ += n;
    joined_letters_ &= word.letters;
}

bool Tokenizer::next(Token& token) {
    if (pending_next_ < pending_count_) {
        token = pending_[pending_next_++];
        return true;
    }
    pending_count_ = pending_next_ = 0;
    for (;;) {
        if (!find_word()) return false;
        const std::size_t from = at_;
        if (multibyte(text_[at_])) {
            std::size_t length = 0;
            if (is_cjk(first_code_point(text_.substr(at_), length))) {
                at_ += length;
                token = {text_.substr(from, length), static_cast<std::uint32_t>(from),
                         static_cast<std::uint32_t>(at_), false};
                return true;
            }
        }
        Word word = read_word();
        if (word.size == 0) {  // folded to nothing
            if (at_ == from) ++at_;
            continue;
        }
        if (extras_) {
            const std::size_t apart = word.first_apostrophe;
            if (apart != 0 && (apart == 1 || (apart == 2 && word_[0] == 'q'))
                && word.last_apostrophe == apart && word.size - apart >= 4) {
                char rest[kMaxTerm + 20];
                std::memcpy(rest, word_ + apart, word.size - apart);
                keep_extra(word.letters ? stem(rest, word.size - apart)
                                        : std::string_view(rest, word.size - apart),
                           from, at_);
            }
            const bool goes_on = hyphen_at(at_) != 0;
            if (goes_on || joined_size_ != 0) join(word, from);
            if (!goes_on && joined_size_ != 0) {
                keep_extra(joined_letters_ ? stem(joined_, joined_size_)
                                           : std::string_view(joined_, joined_size_),
                           joined_from_, at_);
                joined_size_ = 0;
            }
        }
        token = {finish(word), static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(at_),
                 false};
        return true;
    }
}

std::vector<std::string> terms_of(Tokenizer& tokenizer, std::string_view text) {
    std::vector<std::string> terms;
    tokenizer.start(text, false);
    for (Token t; tokenizer.next(t);) terms.emplace_back(t.term);
    return terms;
}

}  // namespace solander
