// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/voice.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace solander {

namespace {

constexpr std::size_t kLook = 4096;  // bytes

// Words that hardly occur in stories: two points. Sorted.
constexpr std::string_view kMeta[] = {
    "ao3",         "archive",     "archived",   "archiving",   "atxc",        "author",
    "authors",     "bbc",         "beta",       "betaed",      "betaread",    "betas",
    "canon",       "challenge",   "characters", "cliffhanger", "concrit",     "copyright",
    "copyrighted", "creators",    "crossover",  "disclaimer",  "disclaimers", "drabble",
    "email",       "enjoy",       "episode",    "episodes",    "fandom",      "fanfic",
    "fanfiction",  "feedback",    "fic",        "ficathon",    "fics",        "flame",
    "flames",      "fluff",       "genre",      "grammar",     "het",         "infringement",
    "intended",    "livejournal", "lj",         "lyrics",      "mailinglist", "marvel",
    "mistakes",    "nbc",         "oneshot",    "outtakes",    "owns",        "pairing",
    "pairings",    "paramount",   "plagiarism", "plot",        "posted",      "posting",
    "prequel",     "profit",      "prompt",     "prompts",     "proofread",   "rated",
    "rating",      "readers",     "repost",     "review",      "reviewed",    "reviewers",
    "reviews",     "rowling",     "season",     "sequel",      "series",      "slash",
    "songfic",     "spoiler",     "spoilers",   "sue",         "sued",        "suing",
    "summary",     "trademark",   "trademarks", "trilogy",     "typos",       "unbetaed",
    "viacom",      "vignette",    "warner",     "warning",     "warnings",    "website",
    "wip",         "writers",
};
static_assert(std::is_sorted(std::begin(kMeta), std::end(kMeta)));

// Ordinary words that lean to the author: one point each, and only beside a better one. Sorted.
constexpr std::string_view kLeaning[] = {
    "belong",  "belongs",  "borrowed", "borrowing",  "chapter", "chapters", "comments", "dedicated",
    "first",   "fox",      "hope",     "i",          "idea",    "inspired", "list",     "me",
    "mine",    "money",    "my",       "mythology",  "note",    "notes",    "original", "own",
    "owned",   "part",     "parts",    "permission", "please",  "post",     "property", "read",
    "reading", "send",     "set",      "show",       "song",    "stories",  "story",    "thank",
    "thanks",  "timeline", "title",    "used",       "using",   "write",    "writing",  "written",
    "wrote",   "you",      "your",
};
static_assert(std::is_sorted(std::begin(kLeaning), std::end(kLeaning)));

// Phrases no narrator is likely to use: three points. Lower case, ASCII apostrophes dropped.
constexpr std::string_view kPhrases[] = {
    "dont own",
    "do not own",
    "not mine",
    "i own nothing",
    "own nothing",
    "no money",
    "pays me",
    "paying me",
    "paid for this",
    "get paid",
    "getting paid",
    "gets paid",
    "not making any",
    "dont sue",
    "do not sue",
    "belong to",
    "belongs to",
    "property of",
    "thanks to",
    "thank you to",
    "many thanks",
    "dedicated to",
    "this story",
    "this fic",
    "this is my",
    "this chapter",
    "this part",
    "my first",
    "let me know",
    "hope you",
    "hope youll",
    "please read",
    "please review",
    "r & r",
    "r&r",
    "feedback is",
    "comments are",
    "written for",
    "in response to",
    "inspired by",
    "title comes from",
    "title is from",
    "title from",
    "takes place",
    "is set",
    "set in season",
    "set after",
    "set during",
    "set before",
    "the idea for",
    "sorry for the",
    "sorry about the",
    "next chapter",
    "next part",
    "last chapter",
    "the rest of the",
    "all rights",
    "for entertainment",
    "for fun",
    "im just borrowing",
    "just borrowing",
    "no copyright",
    "all mistakes",
    "any mistakes",
    "mistakes are",
    "my beta",
    "beta reader",
    "author's note",
    "authors note",
    "a/n",
    "happy birthday",
    "with permission",
    "ask first",
    "the characters",
    "these characters",
    "all characters",
    "the show",
    "mailing list",
    "constructive",
    "english is not",
    "english isnt",
    "not my first language",
    "gehoren nicht mir",
    "gehört mir",
    "mir nichts",
    "kein geld",
    "ne mappartien",
    "pas a moi",
    "no son mios",
    "no me pertenece",
    "viel spass",
    "viel spaß",
    "bonne lecture",
    "буду рад",
    "не принадлежат",
    "права на",
    "@",
    "http:",
    "www.",
    "cover art",
    "story behind",
    "part of the series",
    "you dont need to",
    "you dont have to",
    "read first",
    "makes more sense",
    "my muse",
    "plot bunny",
    "plotbunny",
    "i wrote this",
    "writing this",
    "wrote this",
    "written in",
    "was written",
};

// Sorted.
constexpr std::string_view kSpeechVerbs[] = {
    "agreed",   "answered", "asked",  "barked",   "began",   "breathed",  "called",    "cried",
    "demanded", "drawled",  "gasped", "grinned",  "growled", "hissed",    "laughed",   "murmured",
    "muttered", "nodded",   "paused", "repeated", "replied", "retorted",  "said",      "shouted",
    "shrugged", "sighed",   "smiled", "snapped",  "snorted", "stammered", "whispered", "yelled",
};
static_assert(std::is_sorted(std::begin(kSpeechVerbs), std::end(kSpeechVerbs)));

// Sorted.
constexpr std::string_view kPeople[] = {
    "he", "hed", "her", "herself", "him", "himself", "his", "she", "shed", "their", "they",
};
static_assert(std::is_sorted(std::begin(kPeople), std::end(kPeople)));

template <class Table>
bool in(const Table& table, std::string_view word) {
    return std::binary_search(std::begin(table), std::end(table), word);
}

/// Lower case, apostrophes out, every other run of non-letters one space (& / @ . stay for the
/// phrases).
std::string flattened(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\'') continue;
        if (text.substr(i, 3) == "\u2019") {
            i += 2;
            continue;
        }
        const bool keep = is_ascii_alpha(c) || is_ascii_digit(c) || (c & 0x80) != 0 || c == '&'
                          || c == '/' || c == '@' || c == ':' || c == '.';
        if (keep)
            out += ascii_lower(c);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

bool is_opening_quote(std::string_view text) {
    return text[0] == '"' || text.substr(0, 3) == "\u201C" || text.substr(0, 2) == "«"
           || text.substr(0, 3) == "\u201E";
}

int count_dialogue(std::string_view text) {
    int turns = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        // ," or ." or ?" : speech closes behind its punctuation.
        const char c = text[i];
        if ((c == ',' || c == '.' || c == '?' || c == '!' || c == '-')
            && (text[i + 1] == '"' || text.substr(i + 1, 3) == "\u201D"
                || text.substr(i + 1, 2) == "»"))
            ++turns;
    }
    return turns;
}

}  // namespace

bool Voice::is_note() const {
    if (meta < 3 || narrative > 2) return false;
    const int weight = meta >= 8 ? 18 : 12;  // words that one point carries
    return meta * weight >= words;
}

bool Voice::is_story() const {
    if (narrative >= 3) return meta < 6 || meta * 12 < words;
    return (words >= 30 && meta == 0) || (words >= 60 && meta * 20 < words);
}

Voice voice_of(std::string_view paragraph) {
    Voice voice;
    const std::string_view look = paragraph.substr(0, kLook);
    if (look.empty()) return voice;
    const std::string text = flattened(look);
    int people = 0, verbs = 0, better = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = text.find(' ', at);
        if (end == std::string::npos) end = text.size();
        std::string_view word = std::string_view(text).substr(at, end - at);
        while (!word.empty() && (word.back() == '.' || word.back() == ':' || word.back() == '/'))
            word.remove_suffix(1);
        at = end + 1;
        if (word.empty()) continue;
        ++voice.words;
        if (in(kMeta, word))
            better += 2;
        else if (in(kLeaning, word))
            ++voice.leaning;
        else if (in(kPeople, word))
            ++people;
        if (in(kSpeechVerbs, word)) ++verbs;
    }
    for (const std::string_view phrase : kPhrases)
        if (text.find(phrase) != std::string::npos) better += 3;
    voice.meta = better + (better > 0 ? voice.leaning : 0);

    const int dialogue = count_dialogue(look);
    if (dialogue > 0 && verbs > 0)
        voice.narrative += 3;
    else if (dialogue > 0 && is_opening_quote(look))
        voice.narrative += 3;
    else if (dialogue > 1)
        voice.narrative += 2;
    else if (is_opening_quote(look))
        voice.narrative += 1;
    if (people >= 2 && people * 20 >= voice.words) voice.narrative += people >= 4 ? 2 : 1;
    if (verbs > 0 && people > 0) voice.narrative += 1;
    return voice;
}

}  // namespace solander
