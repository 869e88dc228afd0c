// SPDX-License-Identifier: GPL-3.0-or-later
// Subject lines of lists and newsgroups, taken apart from both ends.
#include "header/subject.h"

#include <algorithm>

#include "base/text.h"

namespace solander {

namespace {

constexpr std::string_view kFiction[] = {
    "fic",    "fanfic",  "new",       "story",   "n2u",      "new2asc", "new2ascem", "repost",
    "ff",     "fiction", "wip",       "snippet", "drabble",  "ficlet",  "rep",       "part",
    "update", "spamfic", "challenge", "xover",   "complete", "chapter", "vignette"};
constexpr std::string_view kNotFiction[] = {
    "admin", "ot",   "disc",    "misc",     "faq",      "off topic",    "intro",
    "poll",  "meta", "rec",     "recs",     "announce", "announcement", "question",
    "help",  "test", "request", "feedback", "review",   "fb",           "loc"};
constexpr std::string_view kRevised[] = {"repost",  "resend",   "rep",   "rev",
                                         "revised", "rewrite",  "cor",   "corrected",
                                         "redo",    "reposted", "final", "edited"};
constexpr std::string_view kRatings[] = {
    "g",      "pg",    "pg-13",    "pg13",     "pg-14",  "pg-15",  "pg-16",  "pg-17",
    "r",      "nc-17", "nc17",     "nr",       "nc-13",  "nc-21",  "frc",    "frt",
    "frm",    "frao",  "fr7",      "fr13",     "fr15",   "fr18",   "fr21",   "k",
    "k+",     "t",     "m",        "ma",       "x",      "hard r", "soft r", "adult",
    "mature", "teen",  "explicit", "all ages", "general"};

template <class List>
bool contains(const List& list, std::string_view word) {
    return std::any_of(std::begin(list), std::end(list), [word](std::string_view known) {
        return equals_ignoring_ascii_case(known, word);
    });
}

std::string_view cut_ends(std::string_view text) {
    constexpr std::string_view kEnds = " ,;:-*~_\t";
    while (!text.empty() && kEnds.find(text.front()) != std::string_view::npos)
        text.remove_prefix(1);
    while (!text.empty() && kEnds.find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return trim(text);
}

bool starts_with_word(std::string_view text, std::string_view word) {
    return starts_with_ignoring_ascii_case(text, word);
}

class Subject {
  public:
    explicit Subject(std::string_view text) : text_(trim(text.substr(0, 400))) {}

    SubjectReading read() {
        take_prefixes();
        take_part();
        take_brackets();
        take_quoted_title();
        take_author();
        take_trailing_codes();
        out_.title = read_title(cut_ends(text_)).title;
        out_.confidence = out_.title.empty()          ? 0
                          : quoted_                   ? 0.7
                          : out_.part || out_.fiction ? 0.55
                                                      : 0.35;
        if (out_.reply || out_.not_fiction) out_.confidence *= 0.4;
        return std::move(out_);
    }

  private:
    void note_word(std::string_view word) {
        out_.fiction = out_.fiction || contains(kFiction, word);
        out_.revised = out_.revised || contains(kRevised, word);
        out_.not_fiction = out_.not_fiction || contains(kNotFiction, word);
    }

    /// "Re:", "Fwd:", "[list]", "FIC:", "BUFFYFIC:", "NEW VOY"
    void take_prefixes() {
        for (int guard = 0; guard < 12; ++guard) {
            text_ = trim(text_);
            if (starts_with_word(text_, "re:") || starts_with_word(text_, "aw:")
                || starts_with_word(text_, "sv:") || starts_with_word(text_, "re[")) {
                out_.reply = true;
                text_ = text_.substr(std::min(text_.find(':'), text_.size() - 1) + 1);
                continue;
            }
            if (starts_with_word(text_, "fwd:") || starts_with_word(text_, "fw:")) {
                out_.forwarded = true;
                text_ = text_.substr(text_.find(':') + 1);
                continue;
            }
            if (!text_.empty() && (text_.front() == '[' || text_.front() == '(')
                && !find_at_start()) {
                const std::size_t close = text_.find(text_.front() == '[' ? ']' : ')');
                if (close != std::string_view::npos && close < 40 && close + 1 < text_.size()) {
                    take_code(text_.substr(1, close - 1));
                    text_ = text_.substr(close + 1);
                    continue;
                }
            }
            const std::size_t colon = text_.find(':');
            if (colon != std::string_view::npos && colon > 0 && colon < 20) {
                const std::string_view word = trim(text_.substr(0, colon));
                const bool list_prefix =
                    word.size() > 3 && word.find(' ') == std::string_view::npos
                    && equals_ignoring_ascii_case(word.substr(word.size() - 3), "fic");
                const bool shouted = word.find(' ') == std::string_view::npos
                                     && std::none_of(word.begin(), word.end(), is_ascii_lower)
                                     && word.size() <= 6 && word.size() >= 2;
                if (contains(kFiction, word) || contains(kNotFiction, word)
                    || contains(kRevised, word) || list_prefix || shouted) {
                    note_word(word);
                    out_.fiction = out_.fiction || list_prefix;
                    if (shouted && !contains(kFiction, word) && !contains(kNotFiction, word)
                        && !contains(kRevised, word) && !list_prefix)
                        out_.codes.emplace_back(word);
                    text_ = text_.substr(colon + 1);
                    continue;
                }
            }
            // Status and series words in capitals, before a quoted title or among themselves.
            const std::size_t space = text_.find(' ');
            const std::string_view word = text_.substr(0, space);
            const bool capitals = word.size() >= 2 && word.size() <= 9
                                  && std::all_of(word.begin(), word.end(), [](char c) {
                                         return is_ascii_upper(c) || is_ascii_digit(c);
                                     });
            if (capitals && space != std::string_view::npos
                && (contains(kFiction, word) || contains(kRevised, word)
                    || contains(kNotFiction, word)
                    || (out_.fiction && (word.size() == 3 || text_.find('"') == space + 1)))) {
                note_word(word);
                if (!contains(kFiction, word) && !contains(kRevised, word))
                    out_.codes.emplace_back(word);
                text_ = text_.substr(space + 1);
                continue;
            }
            break;
        }
    }

    bool find_at_start() const {
        const auto part = find_part(text_);
        return part && part->from == 0;
    }

    void take_part() {
        auto part = find_part(text_);
        if (!part) return;
        const std::string_view before = text_.substr(0, part->from);
        std::string_view after = text_.substr(part->to);
        out_.part = part;
        // What is behind the number is codes or an author; a title may stand behind it only when
        // none is before.
        if (cut_ends(before).empty()) {
            text_ = after;
            return;
        }
        if (part->of == 0 && !part->open && !cut_ends(after).empty()
            && cut_ends(after).front() != '[' && cut_ends(after).front() != '('
            && !starts_with_word(cut_ends(after), "by "))
            return;  // "Snow, Part 3: Ice"
        tail_ = std::string(after);
        text_ = before;
    }

    void take_code(std::string_view inside) {
        inside = trim(inside);
        if (inside.empty()) return;
        note_word(inside);
        if (contains(kRatings, inside) && out_.rating.empty())
            out_.rating = std::string(inside);
        else if (!contains(kFiction, inside) && !contains(kRevised, inside))
            out_.codes.emplace_back(inside);
    }

    void brackets_of(std::string_view text, std::string* rest) {
        std::size_t done = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] != '[' && text[at] != '(') continue;
            const std::size_t close = text.find(text[at] == '[' ? ']' : ')', at);
            if (close == std::string_view::npos) break;
            if (rest != nullptr) rest->append(text.substr(done, at - done));
            take_code(text.substr(at + 1, close - at - 1));
            done = close + 1;
            at = close;
        }
        if (rest != nullptr) rest->append(text.substr(done));
    }

    void take_brackets() {
        // In the title itself only brackets at its end, unless they belong to it: "Snow (and Ice)".
        for (int guard = 0; guard < 8; ++guard) {
            text_ = cut_ends(text_);
            if (text_.empty() || (text_.back() != ']' && text_.back() != ')')) break;
            const std::size_t open = text_.rfind(text_.back() == ']' ? '[' : '(');
            if (open == std::string_view::npos || open == 0) break;
            const std::string_view inside = text_.substr(open + 1, text_.size() - open - 2);
            const bool code = text_.back() == ']' || contains(kRatings, trim(inside))
                              || contains(kRevised, trim(inside))
                              || inside.find('/') != std::string_view::npos;
            if (!code) break;
            take_code(inside);
            text_ = text_.substr(0, open);
        }
        std::string rest;
        brackets_of(tail_, &rest);
        tail_ = rest;
    }

    void take_quoted_title() {
        for (const auto& [open, close] :
             {std::pair<std::string_view, std::string_view>{"\"", "\""}, {"\u201C", "\u201D"}}) {
            const std::size_t at = text_.find(open);
            if (at == std::string_view::npos || at > 24) continue;
            const std::size_t end = text_.find(close, at + open.size());
            if (end == std::string_view::npos || end == at + open.size()) continue;
            const std::string_view front = cut_ends(text_.substr(0, at));
            if (!front.empty())
                for (const std::string_view word : split(front, ' ')) take_code(word);
            tail_ = std::string(text_.substr(end + close.size())) + " " + tail_;
            text_ = text_.substr(at + open.size(), end - at - open.size());
            quoted_ = true;
            return;
        }
    }

    bool take_author_from(std::string_view text, std::string_view& before) {
        const std::string low = ascii_lowered(text);
        const std::size_t at = low.rfind(" by ");
        std::size_t from = at == std::string::npos ? at : at + 4;
        if (at == std::string::npos) {
            if (low.rfind("by ", 0) != 0) return false;
            from = 3;
        }
        std::string_view name = cut_ends(text.substr(from));
        while (!name.empty()) {  // "Title by Author REVISED NC-17 K/S"
            const std::size_t space = name.rfind(' ');
            const std::string_view last =
                space == std::string_view::npos ? name : name.substr(space + 1);
            if (space == std::string_view::npos) break;
            if (contains(kRevised, last) || contains(kRatings, last)
                || last.find('/') != std::string_view::npos)
                take_code(last);
            else
                break;
            name = cut_ends(name.substr(0, space));
        }
        const PeopleReading people = read_people(name);
        if (people.people.empty() || name.size() > 60) return false;
        out_.author = people.people.front().name;
        before = at == std::string::npos ? std::string_view() : text.substr(0, at);
        return true;
    }

    void take_author() {
        std::string_view before;
        const std::string tail = std::move(tail_);
        if (!cut_ends(tail).empty()) {
            const std::string spaced =
                " " + std::string(cut_ends(tail));  // `before` points into it
            if (take_author_from(spaced, before))
                tail_ = std::string(before);
            else
                tail_ = tail;
        }
        if (out_.author.empty() && !quoted_ && take_author_from(text_, before)
            && !cut_ends(before).empty())
            text_ = before;
    }

    void take_trailing_codes() {
        for (const std::string_view word : split(tail_, ' ')) {
            const std::string_view code = cut_ends(word);
            if (!code.empty() && code.size() < 24) take_code(code);
        }
        // "Title NC-17 K/S": codes behind an unquoted title.
        for (int guard = 0; guard < 6 && !quoted_; ++guard) {
            text_ = cut_ends(text_);
            const std::size_t space = text_.rfind(' ');
            if (space == std::string_view::npos) break;
            const std::string_view last = text_.substr(space + 1);
            const bool dashed_rating = contains(kRatings, last) && last.size() >= 2 && last != "ma"
                                       && std::none_of(last.begin(), last.end(), is_ascii_lower);
            const bool pairing = last.size() <= 9 && last.find('/') != std::string_view::npos
                                 && last.find("http") == std::string_view::npos;
            if (!dashed_rating && !pairing
                && !(contains(kRevised, last) && is_ascii_upper(last[1])))
                break;
            take_code(last);
            text_ = text_.substr(0, space);
        }
    }

    std::string_view text_;
    std::string tail_;
    SubjectReading out_;
    bool quoted_ = false;
};

}  // namespace

SubjectReading read_subject(std::string_view subject) { return Subject(subject).read(); }

}  // namespace solander
