// SPDX-License-Identifier: GPL-3.0-or-later
// Statements about archiving inside notes and disclaimers: sentences that tell a reader what to do.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "consent/segment.h"
#include "consent/statement.h"
#include "consent/statement_parts.h"

namespace solander {
namespace {

/// Beginnings of words without which no sentence can be about archiving. In UTF-8, lower case.
constexpr std::array<std::string_view, 22> kStems = {
    "archiv", "repost", "redistrib", "distrib", "post",   "publish", "circulat", "copy",
    "copied", "reprod", "forward",   "host",    "mirror", "upload",  "share",    "take",
    "taking", "use",    "diffus",    "publi",   "steal",  "cross"};
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

/// "I only take them out for walks": what the teller does, not what a reader may do.
constexpr std::array<std::string_view, 6> kTellers = {"i", "we", "they", "he", "she", "ive"};
constexpr std::array<std::string_view, 12> kBetween = {"only",   "just",   "never", "always",
                                                       "merely", "simply", "will",  "would",
                                                       "have",   "had",    "did",   "do"};

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

struct Piece {
    std::size_t from, to;
};

/// Sentences; a short line is one of its own, as "DO NOT ARCHIVE" mostly is.
std::vector<Piece> sentences(std::string_view prose) {
    constexpr std::size_t kShortLine = 48;
    std::vector<Piece> made;
    std::size_t from = 0, line = 0;
    const auto end_at = [&](std::size_t to) {
        if (!trim(prose.substr(from, to - from)).empty()) made.push_back({from, to});
        from = to;
    };
    for (std::size_t i = 0; i < prose.size(); ++i) {
        const char c = prose[i];
        if (c == '\n') {
            std::size_t next = i + 1;
            while (next < prose.size()
                   && (prose[next] == ' ' || prose[next] == '\t' || prose[next] == '\r'))
                ++next;
            const bool blank = next < prose.size() && prose[next] == '\n';
            if (blank || i - line < kShortLine) end_at(i + 1);
            line = i + 1;
        } else if (c == '.' || c == '!' || c == '?') {
            std::size_t next = i + 1;
            while (next < prose.size()
                   && std::string_view(".!?\"')]*_").find(prose[next]) != std::string_view::npos)
                ++next;
            if (next >= prose.size() || is_ascii_space(prose[next])) {
                end_at(next);
                i = next - 1;
            }
        }
    }
    end_at(prose.size());
    return made;
}

bool shouted(std::string_view text) {
    return std::none_of(text.begin(), text.end(), is_ascii_lower)
           && std::any_of(text.begin(), text.end(), is_ascii_upper);
}

bool in_quotes(std::string_view sentence, std::size_t at) {
    int quotes = 0;
    for (std::size_t i = 0; i < at && i < sentence.size(); ++i) {
        if (sentence[i] == '"')
            ++quotes;
        else if (sentence.substr(i, 3) == "\xE2\x80\x9C" || sentence.substr(i, 3) == "\xE2\x80\x9D")
            ++quotes;
    }
    return quotes % 2 == 1;
}

/// The deed at words[at] is somebody's own: its subject is the teller.
bool own_deed(const std::vector<Word>& words, std::size_t at) {
    while (at > 0 && among(kBetween, words[at - 1].text)) --at;
    return at > 0 && among(kTellers, words[at - 1].text);
}

/// Does this sentence tell a reader whether the story may be kept elsewhere?
bool tells(std::string_view sentence) {
    if (!may_speak_of_archiving(sentence)
        || starts_with_ignoring_ascii_case(trim(sentence), "x-no-archive"))
        return false;
    Gap end = Gap::none;
    const std::vector<Word> words = permission_words(sentence, end);
    if (words.size() > 1 && words[1].before == Gap::colon && among(kLabels, words[0].text))
        return true;
    bool archiving = false, address = false, narrative = false, other_object = false, deed = false;
    bool own = false, others_deed = false;
    constexpr std::size_t kOpening = 4;  // an order or an offer has its verb near its beginning
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& w = words[i].text;
        address = address || among(kAddress, w);
        narrative = narrative || among(kNarrative, w);
        other_object = other_object || among(kOtherObjects, w);
        if (among(kDeeds, w)) {
            deed = true;
            (own_deed(words, i) ? own : others_deed) = true;
        }
        address = address || (i == 0 && among(kDeeds, w));
        if (!among(kArchiving, w) || in_quotes(sentence, words[i].from)) continue;
        const bool noun = i > 0 && w == "archive" && words[i].before == Gap::none
                          && among(kBeforeNoun, words[i - 1].text);
        archiving = archiving || !noun;
        address = address || (!noun && i < kOpening);
    }
    if (narrative && !address && !shouted(sentence)) return false;

    const Lexemes lexemes = lex(sentence);
    const std::vector<Segment> segments = segments_of(lexemes, sentence);
    bool refused = false, asked = false, allowed = false, place = false;
    bool directive = lexemes.polite;
    for (const Segment& s : segments) {
        deed = deed || s.act;
        refused = refused || s.refused;
        asked = asked || s.polarity == Polarity::ask || s.polarity == Polarity::notify;
        allowed = allowed || s.polarity == Polarity::yes;
        directive = directive || (s.harmless && address);
        place = place || s.any || s.others || s.any_other || s.only || s.names_place();
    }
    for (const Lexeme& item : lexemes.items)
        directive = directive || item.sense == Sense::neg || item.sense == Sense::no
                    || item.sense == Sense::nowhere || item.sense == Sense::no_other;
    if (archiving)
        return (address || shouted(sentence) || directive || place)
               && (refused || asked || allowed || place || directive);
    if (!deed || other_object || (own && !others_deed)) return false;
    // Other deeds count only with a place or a request, and only as an order or a leave:
    // "characters used without permission" is a disclaimer.
    if (refused) return place || asked;
    const bool order =
        allowed || lexemes.polite || (!words.empty() && among(kDeeds, words[0].text));
    return order && place && address;
}

/// "Just e-mail me.", "Otherwise, go ahead.": goes on from the sentence before it.
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

std::optional<Statement> no_archive_line(std::string_view prose) {
    constexpr std::string_view kLabel = "x-no-archive:";
    for (std::size_t i = 0; i + kLabel.size() <= prose.size(); ++i) {
        if (ascii_lower(prose[i]) != 'x' || prose[i + 1] != '-'
            || !starts_with_ignoring_ascii_case(prose.substr(i), kLabel))
            continue;
        const std::string_view rest = prose.substr(i + kLabel.size());
        return read_no_archive_header(rest.substr(0, rest.find('\n')));
    }
    return std::nullopt;
}

}  // namespace

Statement read_no_archive_header(std::string_view value) {
    Statement made;
    made.as_given = "X-No-Archive: " + std::string(trim(value));
    made.said_in = "mail-header";
    made.rule = "x-no-archive";
    made.confidence = 0.98;
    const std::string word = ascii_lowered(trim(value));
    made.by_default = word == "no" || word == "false" ? Permission::unstated : Permission::none;
    return made;
}

std::optional<Statement> find_statement(std::string_view prose) {
    std::vector<Statement> found;
    if (auto header = no_archive_line(prose)) found.push_back(std::move(*header));
    if (may_speak_of_archiving(prose)) {
        const std::vector<Piece> pieces = sentences(prose);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const auto text = [&](std::size_t k) {
                return prose.substr(pieces[k].from, pieces[k].to - pieces[k].from);
            };
            if (!tells(text(i))) continue;
            std::size_t last = i;
            while (last + 1 < pieces.size() && (tells(text(last + 1)) || goes_on(text(last + 1))))
                ++last;
            const std::string_view all =
                trim(prose.substr(pieces[i].from, pieces[last].to - pieces[i].from));
            i = last;
            Statement made = read_wording(all, true);
            if (made.by_default == Permission::unstated && made.listed.empty()) continue;
            if ((made.rule == "not-understood" || made.rule == "list") && made.listed.empty())
                continue;
            made.as_given = std::string(all);
            made.said_in = "note";
            made.confidence *= 0.95;
            found.push_back(std::move(made));
        }
    }
    if (found.empty()) return std::nullopt;
    if (found.size() == 1) return std::move(found.front());
    return combine(found);
}

}  // namespace solander
