// SPDX-License-Identifier: GPL-3.0-or-later
#include "consent/tells.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "consent/segment.h"

namespace solander {
namespace {

/// Beginnings of words without which no sentence can be about archiving. In UTF-8, lower case.
constexpr std::array<std::string_view, 23> kStems = {
    "put ", "archiv", "repost", "redistrib", "distrib", "post",   "publish", "circulat",
    "copy", "copied", "reprod", "forward",   "host",    "mirror", "upload",  "share",
    "take", "taking", "use",    "diffus",    "publi",   "steal",  "cross"};
constexpr std::array<std::string_view, 14> kOtherStems = {
    "veröffentlich", "weitergeb",   "verbreit",    "размещ", "Размещ", "РАЗМЕЩ",   "публик",
    "Публик",        "распростран", "Распростран", "выклад", "Выклад", "перепост", "копиров"};

/// Words that are about keeping stories and hardly anything else.
constexpr std::array<std::string_view, 24> kArchiving = {
    "archive",        "archived",       "archiving",       "archival",     "repost",
    "reposted",       "reposting",      "reposts",         "redistribute", "redistributed",
    "redistribution", "redistributing", "archiver",        "archivage",    "archivieren",
    "archiviert",     "archivierung",   "размещать",       "разместить",   "размещение",
    "размещения",     "распространять", "распространение", "перепост"};

/// In front of "archive" they make it a building or a collection.
constexpr std::array<std::string_view, 26> kBeforeNoun = {
    "the",   "an",    "a",     "this",    "that", "our",        "his",   "her",  "its",
    "their", "your",  "my",    "of",      "in",   "at",         "old",   "into", "from",
    "city",  "royal", "state", "fiction", "fic",  "fanfiction", "story", "list"};

/// The text speaks to a reader, or of itself.
constexpr std::array<std::string_view, 28> kAddress = {
    "please", "pls",        "i",       "me",         "my",       "you",       "your",
    "author", "story",      "stories", "fic",        "fics",     "fanfic",    "piece",
    "work",   "permission", "may",     "ask",        "anywhere", "elsewhere", "bitte",
    "merci",  "автора",     "автор",   "разрешения", "lauteur",  "autorin",   "autors"};
/// Deeds that are about keeping a story only with a place or a request beside them.
constexpr std::array<std::string_view, 22> kDeeds = {
    "post",      "posted",    "posting",    "distribute", "distributed", "distribution",
    "publish",   "copy",      "copied",     "reproduce",  "reproduced",  "forward",
    "host",      "mirror",    "upload",     "share",      "take",        "use",
    "circulate", "published", "circulated", "put"};
/// Labels that stand inside notes: "Archiving: ask first".
constexpr std::array<std::string_view, 7> kLabels = {
    "archive", "archives", "archiving", "archived", "distribution", "permission", "reposting"};
constexpr std::array<std::string_view, 7> kNarrative = {"he",   "she", "his",  "her",
                                                        "they", "him", "their"};
/// "Please don't post spoilers": not about the story.
constexpr std::array<std::string_view, 10> kOtherObjects = {
    "spoiler",  "spoilers", "review", "reviews", "comment",
    "comments", "feedback", "flames", "replies", "responses"};

/// What the author calls her own: "this story".
constexpr std::array<std::string_view, 7> kThis = {"this", "my",  "these", "the",
                                                   "any",  "our", "of"};
constexpr std::array<std::string_view, 14> kStories = {
    "story", "stories", "fic",  "fics", "fanfic", "fanfics", "piece",
    "work",  "works",   "tale", "poem", "series", "chapter", "part"};
/// Words that only somebody who gives or withholds a leave uses of a story.
constexpr std::array<std::string_view, 10> kLeaveWords = {
    "permission", "consent", "author", "authors", "anywhere",
    "elsewhere",  "asking",  "ask",    "автора",  "разрешения"};

/// "I only take them out for walks": what the teller does, not what a reader may do.
constexpr std::array<std::string_view, 6> kTellers = {"i", "we", "they", "he", "she", "ive"};
constexpr std::array<std::string_view, 13> kBetween = {
    "not",  "only",  "just", "never", "always", "merely", "simply",
    "will", "would", "have", "had",   "did",    "do"};

template <class Set>
bool among(const Set& set, std::string_view word) {
    return std::find(set.begin(), set.end(), word) != set.end();
}

/// Place of two lower-case letters in a table of all pairs.
constexpr std::size_t opening(char first, char second) {
    return static_cast<std::size_t>(first - 'a') * 26 + static_cast<std::size_t>(second - 'a');
}

/// For each two letters: may a stem begin so? One look per word instead of one per stem.
constexpr std::array<bool, 26 * 26> stem_openings() {
    std::array<bool, 26 * 26> made{};
    for (std::string_view stem : kStems) made[opening(stem[0], stem[1])] = true;
    return made;
}
constexpr std::array<bool, 26 * 26> kOpenings = stem_openings();

bool shouted(std::string_view text) {
    return std::none_of(text.begin(), text.end(), is_ascii_lower)
           && std::any_of(text.begin(), text.end(), is_ascii_upper);
}

/// Counts the quotation marks of a sentence from left to right.
class Quotes {
  public:
    explicit Quotes(std::string_view sentence) : sentence_(sentence) {}
    /// Is byte `at` inside of quotes? Calls must come with growing `at`.
    bool inside(std::size_t at) {
        for (; seen_ < at && seen_ < sentence_.size(); ++seen_)
            open_ = open_ != is_quote(sentence_.substr(seen_));
        return open_;
    }
    bool any() {
        for (std::size_t i = 0; i < sentence_.size(); ++i)
            if (is_quote(sentence_.substr(i))) return true;
        return false;
    }

  private:
    static bool is_quote(std::string_view text) {
        return text[0] == '"' || text.substr(0, 3) == "\xE2\x80\x9C"
               || text.substr(0, 3) == "\xE2\x80\x9D";
    }
    std::string_view sentence_;
    std::size_t seen_ = 0;
    bool open_ = false;
};

/// The deed at words[at] is somebody's own: its subject is the teller.
bool own_deed(const std::vector<Word>& words, std::size_t at) {
    while (at > 0 && among(kBetween, words[at - 1].text)) --at;
    return at > 0 && among(kTellers, words[at - 1].text);
}

/// What was seen of a sentence.
struct Signs {
    bool archiving = false;     ///< a word that is about keeping stories, and no building
    bool address = false;       ///< speaks to the reader, or of itself
    bool narrative = false;     ///< speaks of somebody
    bool other_object = false;  ///< of comments, spoilers
    bool deed = false, own = false, others_deed = false;
    bool this_story = false;  ///< "this story", "my fic"
    bool leave_word = false;  ///< "permission", "author", "elsewhere"
};

Signs signs_of(std::string_view sentence, const std::vector<Word>& words) {
    Signs s;
    Quotes quotes(sentence);
    constexpr std::size_t kOpening = 4;  // an order or an offer has its verb near its beginning
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& w = words[i].text;
        s.address = s.address || among(kAddress, w);
        s.narrative = s.narrative || among(kNarrative, w);
        s.other_object = s.other_object || among(kOtherObjects, w);
        s.leave_word = s.leave_word || among(kLeaveWords, w);
        s.this_story =
            s.this_story || (i > 0 && among(kStories, w) && among(kThis, words[i - 1].text));
        if (among(kDeeds, w)) {
            s.deed = true;
            (own_deed(words, i) ? s.own : s.others_deed) = true;
        }
        s.address = s.address || (i == 0 && among(kDeeds, w));
        if (!among(kArchiving, w) || quotes.inside(words[i].from)) continue;
        const bool noun = i > 0 && w == "archive" && words[i].before == Gap::none
                          && among(kBeforeNoun, words[i - 1].text);
        if (!noun && own_deed(words, i)) s.own = true;
        s.archiving = s.archiving || !noun;
        s.address = s.address || (!noun && i < kOpening);
    }
    return s;
}

/// In the story's own prose: said by the author to the reader, beyond doubt?
bool put_to_reader(std::string_view sentence, const Signs& signs, const Lexemes& lexemes,
                   std::size_t words) {
    constexpr std::size_t kShouted = 12;  // words
    if (Quotes(sentence).any() || signs.own) return false;
    if (shouted(sentence) && words <= kShouted && (signs.archiving || signs.this_story))
        return true;
    if (signs.narrative) return false;
    const std::string_view start = trim(sentence);
    if (start.starts_with("'") || start.starts_with("\xE2\x80\x98")) return false;
    const bool permission = lexemes.polite || signs.leave_word;
    if (!signs.archiving) return signs.deed && signs.this_story && permission;
    const Sense first = lexemes.items.empty() ? Sense::unknown : lexemes.items.front().sense;
    return signs.this_story || permission || first == Sense::neg || first == Sense::no
           || first == Sense::ask;
}

}  // namespace

bool may_speak_of_archiving(std::string_view prose) {
    bool foreign = false;
    for (std::size_t i = 0; i < prose.size(); ++i) {
        const char c = prose[i];
        foreign = foreign || static_cast<unsigned char>(c) >= 0x80;
        if (!is_ascii_alpha(c) || (i > 0 && is_ascii_alpha(prose[i - 1]))) continue;
        if (i + 1 >= prose.size() || !is_ascii_alpha(prose[i + 1])
            || !kOpenings[opening(ascii_lower(c), ascii_lower(prose[i + 1]))])
            continue;
        for (std::string_view stem : kStems)
            if (ascii_lower(c) == stem.front()
                && starts_with_ignoring_ascii_case(prose.substr(i), stem))
                return true;
    }
    if (foreign)
        for (std::string_view stem : kOtherStems)
            if (prose.find(stem) != std::string_view::npos) return true;
    return false;
}

bool tells(std::string_view sentence, Voice voice) {
    if (!may_speak_of_archiving(sentence)
        || starts_with_ignoring_ascii_case(trim(sentence), "x-no-archive"))
        return false;
    Gap end = Gap::none;
    const std::vector<Word> words = permission_words(sentence, end);
    if (words.size() > 1 && words[1].before == Gap::colon && among(kLabels, words[0].text))
        return true;
    const Signs signs = signs_of(sentence, words);
    bool deed = signs.deed;
    if (signs.narrative && !signs.address && !shouted(sentence)) return false;
    // What the words' meaning cannot change; the first lex() of a process reads the whole table.
    if (voice == Voice::story && signs.other_object) return false;
    if (voice != Voice::story && !signs.archiving
        && (signs.other_object || (signs.own && !signs.others_deed)))
        return false;

    const Lexemes lexemes = lex(sentence);
    const std::vector<Segment> segments = segments_of(lexemes, sentence);
    bool refused = false, asked = false, allowed = false, place = false;
    bool directive = lexemes.polite;
    for (const Segment& s : segments) {
        deed = deed || s.act;
        refused = refused || s.refused;
        asked = asked || s.polarity == Polarity::ask || s.polarity == Polarity::notify;
        allowed = allowed || s.polarity == Polarity::yes;
        directive = directive || (s.harmless && signs.address);
        place = place || s.any || s.others || s.any_other || s.only || s.names_place();
    }
    for (const Lexeme& item : lexemes.items)
        directive = directive || item.sense == Sense::neg || item.sense == Sense::no
                    || item.sense == Sense::nowhere || item.sense == Sense::no_other;
    // "Don't put this on your site."
    for (const Lexeme& item : lexemes.items) place = place || item.sense == Sense::place;
    if (voice == Voice::story)
        return (refused || asked) && !signs.other_object
               && put_to_reader(sentence, signs, lexemes, words.size());
    if (signs.archiving)
        return (signs.address || shouted(sentence) || directive || place)
               && (refused || asked || allowed || place || directive);
    if (!deed || signs.other_object || (signs.own && !signs.others_deed)) return false;
    // Other deeds count only with a place or a request, and only as an order or a leave:
    // "characters used without permission" is a disclaimer.
    if (refused) return place || asked;
    const bool order =
        allowed || lexemes.polite || (!words.empty() && among(kDeeds, words[0].text));
    return order && place && signs.address;
}

bool goes_on(std::string_view sentence) {
    const Lexemes lexemes = lex(sentence);
    if (lexemes.items.empty() || lexemes.items.size() > 14) return false;
    for (const Lexeme& item : lexemes.items)
        if (item.sense == Sense::condition) return true;
    switch (lexemes.items.front().sense) {
    case Sense::ask:
    case Sense::contact:
    case Sense::notify:
    case Sense::others:
    case Sense::any_other:
    case Sense::no_other:
    case Sense::any:
    case Sense::but:
    case Sense::if_:
    case Sense::unless:
    case Sense::without:
    case Sense::only:
        return true;
    case Sense::yes:
    case Sense::no:
        return lexemes.items.size() <= 4;
    default:
        return false;
    }
}

std::string_view behind_label(std::string_view sentence) {
    Gap end = Gap::none;
    const std::vector<Word> words = permission_words(sentence, end);
    if (words.size() < 2 || words[1].before != Gap::colon || !among(kLabels, words[0].text))
        return {};
    return trim(sentence.substr(words[1].from));
}

}  // namespace solander
