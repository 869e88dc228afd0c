// SPDX-License-Identifier: GPL-3.0-or-later
#include "consent/robots.h"

#include "base/text.h"

namespace solander {
namespace {

struct Phrase {
    std::string_view words;  ///< in lower case, one blank between
    bool index, train;       ///< what it speaks of
};
constexpr Phrase kPhrases[] = {
    {"noindex", true, false},
    {"no index", true, false},
    {"search engine", true, false},
    {"search engines", true, false},
    {"google", true, false},
    {"robots", true, true},
    {"robots txt", true, true},
    {"crawler", true, true},
    {"crawlers", true, true},
    {"crawling", true, true},
    {"bots", true, true},
    {"noai", false, true},
    {"noimageai", false, true},
    {"ai", false, true},
    {"a i", false, true},
    {"llm", false, true},
    {"llms", false, true},
    {"language model", false, true},
    {"language models", false, true},
    {"machine learning", false, true},
    {"artificial intelligence", false, true},
    {"neural network", false, true},
    {"neural networks", false, true},
    {"dataset", false, true},
    {"datasets", false, true},
    {"data set", false, true},
    {"data mining", false, true},
    {"scrape", false, true},
    {"scraped", false, true},
    {"scraper", false, true},
    {"scrapers", false, true},
    {"scraping", false, true},
};

/// " no ai training ": words in lower case between single blanks.
std::string spaced_words(std::string_view text) {
    std::string out = " ";
    for (const char c : text) {
        const bool letter =
            is_ascii_alpha(c) || is_ascii_digit(c) || (static_cast<unsigned char>(c) & 0x80) != 0;
        if (letter)
            out += is_ascii_alpha(c) ? static_cast<char>(c | 0x20) : c;
        else if (out.back() != ' ')
            out += ' ';
    }
    if (out.back() != ' ') out += ' ';
    return out;
}

}  // namespace

RobotsLeave robots_leave(RobotsLeave policy, std::string_view words) {
    if (policy == RobotsLeave{}) return policy;
    const std::string said = spaced_words(words);
    for (const Phrase& phrase : kPhrases) {
        if (said.find(" " + std::string(phrase.words) + " ") == std::string::npos) continue;
        policy.index = policy.index && !phrase.index;
        policy.train = policy.train && !phrase.train;
    }
    return policy;
}

std::string_view robots_words(RobotsLeave leave) {
    if (leave.index) return leave.train ? "all" : "noai, noimageai";
    return leave.train ? "noindex" : "noindex, noai, noimageai";
}

}  // namespace solander
