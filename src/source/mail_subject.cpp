// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/mail_subject.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::string_view kReplies[] = {"re", "aw", "sv", "antw", "antwort", "vs", "ref"};
constexpr std::string_view kRevised[] = {"repost",   "resend",  "rep",       "rev", "revised",
                                         "reposted", "rewrite", "corrected", "cor", "redo"};
/// Words before a title that name no story.
constexpr std::string_view kPrefixes[] = {"fic", "fanfic", "new", "story", "fiction", "ff", "n2u",
                                          "wip", "update", "fwd", "fw",    "complete"};
constexpr std::string_view kNoTitles[] = {"",      "untitled",  "notitle", "fic",      "story",
                                          "part",  "chapter",   "newfic",  "newstory", "fanfic",
                                          "title", "nosubject", "myfic",   "mystory",  "post"};
struct KindRow {
    std::string_view word;
    PostKind kind;
};
constexpr KindRow kKinds[] = {{"admin", PostKind::administration},
                              {"administrivia", PostKind::administration},
                              {"mod", PostKind::administration},
                              {"mods", PostKind::administration},
                              {"moderator", PostKind::administration},
                              {"faq", PostKind::administration},
                              {"list admin", PostKind::administration},
                              {"list rules", PostKind::administration},
                              {"list info", PostKind::administration},
                              {"unsubscribe", PostKind::administration},
                              {"subscribe", PostKind::administration},
                              {"poll", PostKind::administration},
                              {"ot", PostKind::off_topic},
                              {"off topic", PostKind::off_topic},
                              {"disc", PostKind::off_topic},
                              {"feedback", PostKind::off_topic},
                              {"fb", PostKind::off_topic},
                              {"loc", PostKind::off_topic},
                              {"rec", PostKind::recommendation},
                              {"recs", PostKind::recommendation},
                              {"fic rec", PostKind::recommendation},
                              {"fic recs", PostKind::recommendation},
                              {"recommendations", PostKind::recommendation}};

template <class List>
bool among(const List& list, std::string_view word) {
    return std::any_of(std::begin(list), std::end(list), [word](std::string_view known) {
        return equals_ignoring_ascii_case(known, word);
    });
}

bool is_letter(char c) { return is_ascii_alpha(c) || static_cast<unsigned char>(c) > 0x7F; }

/// "[...]" or "(...)" at the front, without its brackets; empty when there is none or it is all.
std::string_view front_bracket(std::string_view text) {
    if (text.empty() || (text.front() != '[' && text.front() != '(')) return {};
    const std::size_t close = text.find(text.front() == '[' ? ']' : ')');
    if (close == std::string_view::npos || close > 60 || close < 2) return {};
    return text.substr(1, close - 1);
}

int roman_of(std::string_view word) {
    int total = 0, last = 0;
    if (word.empty() || word.size() > 7) return 0;
    for (std::size_t i = word.size(); i-- > 0;) {
        const char c = ascii_lower(word[i]);
        const int value = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : c == 'l' ? 50 : 0;
        if (value == 0) return 0;
        total += value < last ? -value : value;
        last = std::max(last, value);
    }
    return total;
}

struct Place {
    std::size_t from = 0, to = 0;
    int number = 0, last = 0, of = 0;
    char sub = 0;
    bool open = false;
};

int digits_at(std::string_view text, std::size_t& at) {
    int value = 0;
    const std::size_t from = at;
    while (at < text.size() && at - from < 4 && is_ascii_digit(text[at]))
        value = value * 10 + (text[at++] - '0');
    return at == from ? -1 : value;
}

/// " / N", " of N", "/?" behind a number.
bool total_at(std::string_view text, std::size_t& at, Place& place) {
    std::size_t i = at;
    while (i < text.size() && text[i] == ' ') ++i;
    if (i < text.size() && text[i] == '/') {
        ++i;
    } else if (i > at && starts_with_ignoring_ascii_case(text.substr(i), "of ")) {
        i += 2;
    } else {
        return false;
    }
    while (i < text.size() && text[i] == ' ') ++i;
    if (i >= text.size()) return false;
    if (text[i] == '?'
        || ((text[i] == 'x' || text[i] == 'X')
            && (i + 1 >= text.size() || !is_letter(text[i + 1])))) {
        while (i < text.size() && text[i] == '?') ++i;
        if (i < text.size() && (text[i] == 'x' || text[i] == 'X')) ++i;
        place.open = true;
        at = i;
        return true;
    }
    const int of = digits_at(text, i);
    // "1/3/99" is a day, "1/2b" nobody knows what.
    if (of < 1
        || (i < text.size() && (is_letter(text[i]) || text[i] == '/' || is_ascii_digit(text[i]))))
        return false;
    if (i < text.size() && (text[i] == '+' || text[i] == '?')) {
        ++i;
        place.open = true;
    }
    place.of = of;
    at = i;
    return true;
}

/// The last place that is surely a part number: "2/5", "part 2", "Pt. VII/?".
std::optional<Place> find_place(std::string_view text) {
    constexpr std::array<std::string_view, 7> kWords = {"part", "pt",      "chapter", "chap",
                                                        "ch",   "episode", "teil"};
    std::optional<Place> found;
    for (std::size_t i = 0; i < text.size();) {
        const bool starts =
            i == 0
            || (!is_letter(text[i - 1]) && !is_ascii_digit(text[i - 1]) && text[i - 1] != '/');
        if (!starts) {
            ++i;
            continue;
        }
        Place place;
        place.from = i;
        std::size_t at = i;
        bool word = false;
        for (const std::string_view name : kWords)
            if (!word && starts_with_ignoring_ascii_case(text.substr(i), name)) {
                std::size_t end = i + name.size();
                while (end < text.size()
                       && (text[end] == ' ' || text[end] == '.' || text[end] == '#'))
                    ++end;
                word = end < text.size() && (end > i + name.size() || is_ascii_digit(text[end]));
                if (word) at = end;
            }
        place.number = digits_at(text, at);
        if (place.number < 0 && word) {
            std::size_t end = at;
            while (end < text.size() && is_letter(text[end])) ++end;
            const int roman = roman_of(text.substr(at, end - at));
            if (roman > 0) {
                place.number = roman;
                at = end;
            }
        } else if (place.number >= 0 && at < text.size() && is_ascii_lower(text[at])
                   && (at + 1 >= text.size() || !is_letter(text[at + 1]))) {
            place.sub = text[at++];
        } else if (place.number >= 0 && at + 1 < text.size() && text[at] == '-'
                   && is_ascii_digit(text[at + 1])) {
            std::size_t end = at + 1;
            const int last = digits_at(text, end);
            if (last > place.number) {
                place.last = last;
                at = end;
            }
        }
        if (place.number < 0) {
            ++i;
            continue;
        }
        const bool total = total_at(text, at, place);
        const bool whole = total || at >= text.size() || (!is_letter(text[at]) && text[at] != '/');
        if (whole && (total || word)
            && (place.of == 0 || std::max(place.number, place.last) <= place.of)) {
            place.to = at;
            found = place;
        }
        i = std::max(at, i + 1);
    }
    return found;
}

std::string key_of(std::string_view text) {
    const std::string folded = fold(text);
    std::string key;
    for (const char c : folded)
        if (is_letter(c) || is_ascii_digit(c)) key += c;
    return key;
}

/// "Title", without what stands behind in brackets, "by NAME", and quotes around it.
std::string_view title_of(std::string_view text) {
    text = trim(text);
    while (!text.empty()
           && std::string_view("([,:;-~*. ").find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    while (!text.empty() && (text.back() == ']' || text.back() == ')')) {
        const std::size_t open = text.rfind(text.back() == ']' ? '[' : '(');
        if (open == std::string_view::npos || open == 0) break;
        text = trim(text.substr(0, open));
    }
    const std::size_t quote = text.find('"');
    if (quote != std::string_view::npos) {
        const std::size_t close = text.find('"', quote + 1);
        if (close != std::string_view::npos && close > quote + 1)
            return text.substr(quote + 1, close - quote - 1);
    }
    const std::string low = ascii_lowered(text);
    if (const std::size_t by = low.rfind(" by "); by != std::string::npos && by > 0)
        return trim(text.substr(0, by));
    return text;
}

/// Takes off "Re:", "[list]", "FIC:", "NEW"; says what they were.
std::string_view without_prefixes(std::string_view text, PartSubject& out) {
    for (int guard = 0; guard < 12; ++guard) {
        text = trim(text);
        if (const std::string_view inside = front_bracket(text);
            !inside.empty() && !find_place(inside)) {
            out.revised = out.revised || among(kRevised, trim(inside));
            text.remove_prefix(inside.size() + 2);
            continue;
        }
        const std::size_t end = text.find_first_of(": [");
        if (end == std::string_view::npos || end == 0 || end > 24) break;
        const std::string_view word = text.substr(0, end);
        const bool colon = text[end] == ':';
        if (colon && among(kReplies, word)) {
            out.reply = true;
        } else if (among(kRevised, word) && (colon || is_ascii_upper(word.back()))) {
            out.revised = true;
        } else if (!(among(kPrefixes, word) && (colon || is_ascii_upper(word.back())))
                   && !(colon && word.size() > 3
                        && equals_ignoring_ascii_case(word.substr(word.size() - 3), "fic"))) {
            break;
        }
        text.remove_prefix(end + (text[end] == '[' ? 0 : 1));
    }
    return text;
}

}  // namespace

PartSubject read_part_subject(std::string_view subject) {
    constexpr std::size_t kLongest = 400;
    PartSubject out;
    const std::string_view text = without_prefixes(subject.substr(0, kLongest), out);
    const auto place = find_place(text);
    std::string_view title = text;
    if (place) {
        out.number = place->number;
        out.last = place->last;
        out.of = place->of;
        out.sub = place->sub;
        out.open = place->open;
        title = text.substr(0, place->from);
        std::string_view after = text.substr(place->to);
        for (const std::string_view word : split(after, ' ')) {
            std::string_view bare = word;
            while (!bare.empty() && !is_letter(bare.front())) bare.remove_prefix(1);
            while (!bare.empty() && !is_letter(bare.back())) bare.remove_suffix(1);
            out.revised = out.revised || among(kRevised, bare);
        }
        if (key_of(title).empty()) {  // "(2/5) Snow Falls"
            while (!after.empty() && (after.front() == ')' || after.front() == ']'))
                after.remove_prefix(1);
            title = after;
        }
    }
    out.title = key_of(title_of(title));
    if (among(kNoTitles, out.title) || out.title.size() < 2) out.title.clear();
    return out;
}

PostKind kind_of_post(std::string_view subject) {
    subject = trim(subject.substr(0, 200));
    PostKind kind = PostKind::any;
    for (int guard = 0; guard < 6; ++guard) {
        subject = trim(subject);
        std::string_view word = front_bracket(subject);
        std::size_t taken = word.empty() ? 0 : word.size() + 2;
        if (word.empty()) {
            const std::size_t colon = subject.find(':');
            if (colon == std::string_view::npos || colon > 20) {
                if (equals_ignoring_ascii_case(subject, "unsubscribe")
                    || equals_ignoring_ascii_case(subject, "subscribe"))
                    return PostKind::administration;
                break;
            }
            word = subject.substr(0, colon);
            taken = colon + 1;
        }
        for (const KindRow& row : kKinds)
            if (equals_ignoring_ascii_case(row.word, trim(word)) && kind == PostKind::any)
                kind = row.kind;
        subject.remove_prefix(taken);
    }
    return kind;
}

}  // namespace solander
