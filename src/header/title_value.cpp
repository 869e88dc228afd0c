// SPDX-License-Identifier: GPL-3.0-or-later
// Titles freed of quotes, stars and part numbers; series with the place in them.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "document/marks.h"
#include "header/decoration.h"
#include "header/values.h"

namespace solander {

namespace {

struct Pair {
    std::string_view open, close;
};
constexpr Pair kPairs[] = {
    {"\"", "\""},         {"\u201C", "\u201D"}, {"\u201E", "\u201C"}, {"\u201E", "\u201D"},
    {"\u2018", "\u2019"}, {"«", "»"},           {"»", "«"},           {"‹", "›"},
    {"<<", ">>"},         {"**", "**"},         {"*", "*"},           {"__", "__"},
    {"_", "_"},           {"~", "~"},           {"'", "'"},           {"「", "」"},
    {"『", "』"},         {"《", "》"},         {"【", "】"},         {"``", "''"},
    {"-", "-"},           {"=", "="},           {"\u201D", "\u201D"}, {"/", "/"},
    {"+", "+"},           {"#", "#"},           {"|", "|"},
};

/// Outer quotes, stars and tags, as many layers as there are. "'Til Death" and "*Snow* and Ice"
/// keep theirs.
std::string_view unwrapped(std::string_view text) {
    for (int layer = 0; layer < 8; ++layer) {
        text = trim(text);
        const std::size_t before = text.size();
        if (const std::size_t tag = formatting_tag(text)) text.remove_prefix(tag);
        if (const std::size_t tag = formatting_tag_before(text)) text.remove_suffix(tag);
        for (const Pair& pair : kPairs) {
            if (text.size() <= pair.open.size() + pair.close.size()
                || text.substr(0, pair.open.size()) != pair.open
                || text.substr(text.size() - pair.close.size()) != pair.close)
                continue;
            const std::string_view inside =
                text.substr(pair.open.size(), text.size() - pair.open.size() - pair.close.size());
            if (inside.find(pair.open) != std::string_view::npos && pair.open != "'"
                && pair.open != "-")
                continue;
            text = inside;
            break;
        }
        if (text.size() == before) break;
    }
    return trim(text);
}

std::string_view cut_ends(std::string_view text, std::string_view ends) {
    text = trim(text);
    while (!text.empty()) {
        if (ends.find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
        else if (text.size() >= 3
                 && (text.substr(text.size() - 3) == "–" || text.substr(text.size() - 3) == "—"))
            text.remove_suffix(3);
        else
            break;
        text = trim(text);
    }
    return text;
}

constexpr std::string_view kFormer[] = {"formerly known as",
                                        "formerly titled",
                                        "formerly called",
                                        "formerly",
                                        "previously known as",
                                        "previously titled",
                                        "previously called",
                                        "previously",
                                        "originally titled",
                                        "also known as",
                                        "aka",
                                        "a.k.a.",
                                        "a/k/a",
                                        "was",
                                        "or:"};

/// "(formerly Y)" or ", aka Y" at the end goes to `also`.
std::string_view take_former(std::string_view text, std::vector<std::string>& also) {
    for (const char open : {'(', '['}) {
        if (text.empty() || text.back() != (open == '(' ? ')' : ']')) continue;
        const std::size_t at = text.rfind(open);
        if (at == std::string_view::npos || at == 0) continue;
        std::string_view inside = trim(text.substr(at + 1, text.size() - at - 2));
        for (const std::string_view word : kFormer) {
            if (!starts_with_ignoring_ascii_case(inside, word) || inside.size() <= word.size()
                || is_ascii_alpha(inside[word.size()]))
                continue;
            inside = inside.substr(word.size());
            while (!inside.empty() && (inside.front() == ':' || inside.front() == ' '))
                inside.remove_prefix(1);
            also.emplace_back(unwrapped(inside));
            return trim(text.substr(0, at));
        }
    }
    for (const std::string_view word : {" aka ", " a.k.a. ", " formerly "}) {
        const std::size_t at = ascii_lowered(text).find(word);
        if (at == std::string::npos || at == 0) continue;
        also.emplace_back(unwrapped(text.substr(at + word.size())));
        return cut_ends(text.substr(0, at), ",;-");
    }
    return text;
}

bool means_untitled(std::string_view title) {
    constexpr std::string_view kNone[] = {"",
                                          "untitled",
                                          "(untitled)",
                                          "none",
                                          "n/a",
                                          "no title",
                                          "?",
                                          "??",
                                          "???",
                                          "tba",
                                          "tbd",
                                          "ohne titel",
                                          "sans titre",
                                          "sin titulo",
                                          "без названия",
                                          "none yet",
                                          "no title yet",
                                          "to be announced",
                                          "see above",
                                          "see subject",
                                          "unknown",
                                          "[untitled]",
                                          "untitled as yet",
                                          "as yet untitled",
                                          "-"};
    const std::string key = fold(title);
    return std::find(std::begin(kNone), std::end(kNone), key) != std::end(kNone);
}

}  // namespace

TitleReading read_title(std::string_view value) {
    TitleReading out;
    std::string_view text = trim(value);
    if (means_untitled(text)) {
        out.none = true;
        return out;
    }
    text = unwrapped(text);
    text = take_former(text, out.also);
    const std::size_t base = static_cast<std::size_t>(text.data() - value.data());
    if (auto part = find_part(text)) {
        const std::string_view before = cut_ends(text.substr(0, part->from), ",;:-(/[");
        const std::string_view after = text.substr(part->to);
        const std::string_view tail = cut_ends(after, " .)]\"'*_~\u201D");
        const bool numbered_word = part->of == 0 && !part->open;
        // "Chapter 3: Snow" is a title; "Snow, Part 3: Ice" is too: nothing is cut out of a middle.
        if (!before.empty() && (tail.empty() || !numbered_word)) {
            std::string_view title = before;
            text = take_former(unwrapped(title), out.also);
        } else if (before.empty() && !tail.empty()) {
            std::string_view title = tail;
            while (!title.empty()
                   && std::string_view(":-,. ").find(title.front()) != std::string_view::npos)
                title.remove_prefix(1);
            if (!numbered_word) text = unwrapped(title);
        }
        part->from += base;
        part->to += base;
        out.part = part;
    }
    // An unpaired quote is left when the part number was inside: "Snow 1/3".
    text = trim(text);
    for (const std::string_view quote : {"\"", "\u201C", "\u201D"}) {
        const std::size_t first = text.find(quote);
        if (first == std::string_view::npos
            || text.find(quote, first + 1) != std::string_view::npos)
            continue;
        if (first == 0)
            text.remove_prefix(quote.size());
        else if (first + quote.size() == text.size())
            text.remove_suffix(quote.size());
    }
    out.title = squeeze(text);
    out.none = out.title.empty() || means_untitled(out.title);
    if (out.none) out.title.clear();
    return out;
}

namespace {

/// "the Snow series" -> "Snow"; "Snow Series" stays.
std::string_view unnamed_series(std::string_view name) {
    name = trim(name);
    const bool the = starts_with_ignoring_ascii_case(name, "the ");
    for (const std::string_view word :
         {" series", " arc", " universe", " cycle", " trilogy", " verse", " saga"})
        if (name.size() > word.size() + (the ? 4 : 0)
            && equals_ignoring_ascii_case(name.substr(name.size() - word.size()), word) && the)
            return trim(name.substr(4, name.size() - 4 - word.size()));
    return name;
}

std::optional<int> ordinal(std::string_view word) {
    constexpr std::string_view kOrdinals[] = {"first", "second", "third",    "fourth",
                                              "fifth", "sixth",  "seventh",  "eighth",
                                              "ninth", "tenth",  "eleventh", "twelfth"};
    for (std::size_t i = 0; i < std::size(kOrdinals); ++i)
        if (equals_ignoring_ascii_case(word, kOrdinals[i])) return static_cast<int>(i) + 1;
    std::size_t digits = 0;
    int value = 0;
    while (digits < word.size() && digits < 4 && is_ascii_digit(word[digits]))
        value = value * 10 + (word[digits++] - '0');
    if (digits == 0) return std::nullopt;
    const std::string suffix = ascii_lowered(word.substr(digits));
    if (suffix.empty() || suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th")
        return value;
    return std::nullopt;
}

}  // namespace

std::optional<double> position_at(std::string_view text, std::size_t& length) {
    constexpr std::size_t kMostDigits = 5;
    const auto digits = [&](std::size_t from) {
        std::size_t to = from;
        while (to < text.size() && to - from < kMostDigits && is_ascii_digit(text[to])) ++to;
        return to;
    };
    length = digits(0);
    if (length == 0) return std::nullopt;
    if (length < text.size() && text[length] == '.')
        if (const std::size_t end = digits(length + 1); end > length + 1) length = end;
    double value = 0;
    std::from_chars(text.data(), text.data() + length, value);
    return value;
}

namespace {

/// "0.5", "2", "2nd", "second".
std::optional<double> place_of(std::string_view word) {
    std::size_t length = 0;
    if (const auto place = position_at(word, length); place && length == word.size()) return place;
    return ordinal(word);
}

/// "third in the Snow series", "Part 2 of Snow", "#3 in Snow", "Book two of the Snow trilogy".
std::optional<SeriesValue> number_first(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while (at < text.size() && words.size() < 7) {
        while (at < text.size() && is_ascii_space(text[at])) ++at;
        std::size_t end = at;
        while (end < text.size() && !is_ascii_space(text[end])) ++end;
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end;
    }
    std::optional<double> number;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string_view word = words[i];
        const std::string low = ascii_lowered(word);
        if (number && (low == "of" || low == "in")) {
            if (i + 1 >= words.size()) return std::nullopt;
            std::string_view name =
                text.substr(static_cast<std::size_t>(words[i + 1].data() - text.data()));
            SeriesValue value;
            value.position = number;
            // "2 of 5 in the Snow series"
            if (const auto of = ordinal(words[i + 1]); of && low == "of") {
                value.of = *of;
                const std::size_t in = ascii_lowered(name).find(" in ");
                if (in == std::string::npos) return std::nullopt;
                name = name.substr(in + 4);
            }
            value.name = std::string(unwrapped(cut_ends(unnamed_series(unwrapped(name)), ".,;")));
            return value.name.empty() ? std::nullopt : std::optional(value);
        }
        if (number) {
            if (low == "story" || low == "part" || low == "fic" || low == "book"
                || low == "installment" || low == "one" || low == "entry")
                continue;
            return std::nullopt;
        }
        if (low == "the" || low == "part" || low == "book" || low == "story" || low == "number"
            || low == "no." || low == "#" || low == "episode" || low == "pt." || low == "volume"
            || low == "vol.")
            continue;
        if (word.front() == '#') word.remove_prefix(1);
        number = place_of(word);
        if (!number && i > 0)
            if (const auto spelled = spelled_number(word); spelled && *spelled > 0)
                number = *spelled;
        if (!number) return std::nullopt;
    }
    return std::nullopt;
}

SeriesValue read_one_series(std::string_view text) {
    text = trim(text);
    if (const auto first = number_first(text)) return *first;
    SeriesValue value;
    // "Snow #3", "Snow, no. 3", "Snow (#3)"
    const std::size_t hash = text.rfind('#');
    if (hash != std::string_view::npos && hash > 0 && hash + 1 < text.size()
        && is_ascii_digit(text[hash + 1])) {
        std::size_t length = 0;
        value.position = position_at(text.substr(hash + 1), length);
        const auto rest = find_part(text.substr(hash + 1));
        if (rest && rest->from == 0 && rest->of > 0) value.of = rest->of;
        value.name = std::string(unwrapped(cut_ends(text.substr(0, hash), ",;:-([")));
        return value;
    }
    if (const auto part = find_part(text)) {
        const std::string_view name = cut_ends(text.substr(0, part->from), ",;:-([");
        if (!name.empty()) {
            value.name = std::string(unwrapped(name));
            value.position = part->number;
            value.of = part->of;
            return value;
        }
    }
    value.name = std::string(unwrapped(cut_ends(unwrapped(text), ";,")));
    return value;
}

/// "part 3 of the Snow arc, book two of Winters": both places are numbered, so the one is in the
/// other.
bool nested_series(std::string_view text, std::vector<SeriesValue>& out) {
    for (std::size_t comma = text.find(','); comma != std::string_view::npos;
         comma = text.find(',', comma + 1)) {
        const auto outer = number_first(trim(text.substr(comma + 1)));
        if (!outer) continue;
        SeriesValue inner = read_one_series(text.substr(0, comma));
        if (!inner.position || inner.name.empty() || fold(inner.name) == fold(outer->name))
            return false;
        inner.within = outer->name;
        out.push_back(std::move(inner));
        out.push_back(*outer);
        return true;
    }
    return false;
}

}  // namespace

std::vector<SeriesValue> read_series(std::string_view value) {
    std::vector<SeriesValue> out;
    std::string_view rest = value.substr(0, 600);
    while (!rest.empty() && out.size() < 16) {
        const std::size_t cut = rest.find_first_of(";\n");
        const std::string_view piece = trim(rest.substr(0, cut));
        rest = cut == std::string_view::npos ? std::string_view() : rest.substr(cut + 1);
        if (means_none(piece) || equals_ignoring_ascii_case(piece, "yes")
            || equals_ignoring_ascii_case(piece, "standalone")
            || equals_ignoring_ascii_case(piece, "stand alone"))
            continue;
        if (nested_series(piece, out)) continue;
        SeriesValue series = read_one_series(piece);
        if (!series.name.empty()) out.push_back(std::move(series));
    }
    return out;
}

}  // namespace solander
