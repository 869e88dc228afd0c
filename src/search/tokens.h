// SPDX-License-Identifier: GPL-3.0-or-later
// Text into index terms: folded, stemmed, the same way for what is stored and for what is asked.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace solander {

/// One term with the bytes of the text it stands for.
struct Token {
    std::string_view term;           ///< lives until the next call of next()
    std::uint32_t from = 0, to = 0;  ///< bytes of the text
    bool extra = false;              ///< a second name at the position of the term before it
};

/// What a word becomes. "Café" -> cafe, "don’t" -> dont, "Clark's" -> clark, "O'Neill" -> oneill
/// with the extra neill, "she'll" -> she'll (so that shell does not find it), "well-known" -> well,
/// known with the extra wellknown, each CJK character by itself; English endings off. Linear. One
/// for a thread.
class Tokenizer {
  public:
    /// `lasting`: for many texts, with a big cache of stems; else one for a query.
    explicit Tokenizer(bool lasting = false);
    Tokenizer(const Tokenizer&) = delete;
    Tokenizer& operator=(const Tokenizer&) = delete;

    /// `text` must live until the last next(). `extras` only for what is indexed; without `stems`
    /// the words are only folded: what a prefix is compared with.
    void start(std::string_view text, bool extras, bool stems = true);
    bool next(Token&);

    /// Called with a word and its stem when they differ (running, run): what a prefix query needs
    /// to know. Called at least once for each such word, seldom again.
    std::function<void(std::string_view word, std::string_view stem)> on_changed;

    /// Forgets which words on_changed was told of.
    void forget();

    static constexpr std::size_t kMaxTerm = 60;  ///< bytes; what is longer is cut on both sides

  private:
    struct Cached {
        std::uint64_t word[2];  ///< up to 16 letters, zeros after them
        char stem[15];
        std::uint8_t size;
    };
    struct Word {
        std::size_t size = 0;              ///< bytes in word_
        std::size_t first_apostrophe = 0;  ///< bytes before the first inner apostrophe; 0 = none
        std::size_t last_apostrophe = 0;
        bool letters = true;  ///< a-z only
    };

    bool find_word();
    Word read_word();
    bool add_multibyte(Word&, std::size_t& at);
    bool word_begins(std::size_t at) const;
    std::size_t hyphen_at(std::size_t at) const;
    std::string_view finish(Word&);
    std::string_view stem(char* word, std::size_t size);
    void grow_cache();
    std::size_t fold_into(char* out, char32_t c);
    void keep_extra(std::string_view term, std::size_t from, std::size_t to);
    void join(const Word&, std::size_t from);

    std::vector<Cached> cache_;
    unsigned cache_shift_;     ///< 64 - log2 of its size
    std::size_t misses_left_;  ///< until it grows; 0: it does not, or has
    std::unordered_map<char32_t, std::string> folded_;
    std::string_view text_;
    std::size_t at_ = 0;
    bool extras_ = false, stems_ = true;
    char word_[kMaxTerm + 20] = {};
    char joined_[kMaxTerm + 20] = {};
    std::size_t joined_size_ = 0, joined_from_ = 0;
    bool joined_letters_ = true;
    std::string extra_[2];
    Token pending_[2];
    unsigned pending_count_ = 0, pending_next_ = 0;
};

/// All terms of a text, without extras: what a query or a snippet compares with.
std::vector<std::string> terms_of(Tokenizer&, std::string_view text);

}  // namespace solander
