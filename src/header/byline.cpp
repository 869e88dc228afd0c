// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/byline.h"

#include <algorithm>

#include "base/text.h"
#include "header/imprint.h"
#include "header/line_shape.h"
#include "header/values.h"

namespace solander {

namespace {

constexpr std::size_t kLongestTitle = 90;  // bytes
constexpr std::size_t kLongestByline = 120;
constexpr std::size_t kLongestName = 70;

// First words of "by ..." that are no name: "By the time he came", "By morning".
constexpr std::string_view kNoNames[] = {
    "the",    "a",       "an",       "now",     "then",    "my",       "his",     "her",
    "this",   "that",    "all",      "mid",     "noon",    "night",    "day",     "some",
    "chance", "morning", "dawn",     "dusk",    "evening", "midnight", "any",     "our",
    "their",  "its",     "it",       "when",    "what",    "far",      "no",      "one",
    "two",    "three",   "using",    "doing",   "way",     "order",    "god",     "tomorrow",
    "then",   "rights",  "accident", "mistake", "law",     "itself",   "himself", "herself",
};

/// Length of "by ", "written by ", "a Snow fic by " at the start; 0 if the line does not begin so.
std::size_t byline_opening(std::string_view text) {
    constexpr std::string_view kOpenings[] = {"by: ", "by:",   "by- ",   "by ", "von ", "par ",
                                              "por ", "door ", "przez ", "av ", "af ",  "autor: "};
    for (const std::string_view opening : kOpenings)
        if (starts_with_ignoring_ascii_case(text, opening)) {
            if (opening[0] != 'b' && text.size() > opening.size()
                && is_ascii_lower(text[opening.size()]))
                return 0;
            return opening.size();
        }
    const std::size_t by = ascii_lowered(text.substr(0, 80)).find(" by ");
    if (by == std::string::npos) return 0;
    const std::string before = ascii_lowered(text.substr(0, by));
    const std::size_t space = before.rfind(' ');
    const std::string_view last = space == std::string::npos
                                      ? std::string_view(before)
                                      : std::string_view(before).substr(space + 1);
    constexpr std::string_view kMade[] = {
        "written", "story",       "fic",     "fanfic",   "fanfiction", "fiction",
        "tale",    "novel",       "novella", "vignette", "drabble",    "poem",
        "created", "penned",      "ficlet",  "parody",   "songfic",    "crossover",
        "posted",  "perpetrated", "stories", "poems",    "ramblings",  "authored"};
    const bool made = std::find(std::begin(kMade), std::end(kMade), last) != std::end(kMade);
    int words = 1;
    for (const char c : before) words += c == ' ' ? 1 : 0;
    const bool phrase = words == 1 || before.rfind("a ", 0) == 0 || before.rfind("an ", 0) == 0
                        || before.rfind("another ", 0) == 0 || before.rfind("fan", 0) == 0;
    return made && phrase && words <= 8 ? by + 4 : 0;
}

}  // namespace

std::string_view without_dash(std::string_view name) {
    name = trim(name);
    for (const std::string_view dash : {"- ", "-- ", "– ", "— "})
        if (name.substr(0, dash.size()) == dash) return trim(name.substr(dash.size()));
    return name;
}

bool is_name(std::string_view name) {
    if (name.empty() || name.size() > kLongestByline) return false;
    std::string plain = without_addresses(name);
    plain = replace_all(std::move(plain), "[address]", "");
    const std::string_view rest = undecorated(plain);
    if (rest.empty()) return !find_addresses(name).empty();
    if (rest.size() > kLongestName) return false;
    const std::string first = ascii_lowered(rest.substr(0, rest.find(' ')));
    if (std::find(std::begin(kNoNames), std::end(kNoNames), first) != std::end(kNoNames))
        return false;
    if (rest.find_first_of("?;:\"") != std::string_view::npos) return false;
    const char last = rest.back();
    if (last == ',' || (last == '.' && rest.size() > 24)) return false;
    // "by kat and lee9" are names, "by slow degrees he came" are not.
    const PeopleReading people = read_people(rest);
    if (people.people.empty() || people.people.size() > 6)
        return people.none && people.people.empty() && rest.size() < 24;
    return std::all_of(people.people.begin(), people.people.end(), [](const PersonValue& person) {
        const WordCounts counts = count_words_of(person.name);
        return counts.words <= 2 || (counts.words <= 6 && counts.capital * 2 >= counts.words)
               || (person.name[0] & 0x80) != 0;
    });
}

std::optional<ByLine> read_byline(std::string_view line) {
    if (line.size() > kLongestByline || line.size() < 4) return std::nullopt;
    if (read_credit(line)) return std::nullopt;
    const std::string_view text = undecorated(line);
    ByLine out;
    if (const std::size_t opening = byline_opening(text)) {
        out.name = without_dash(text.substr(opening));
        if (!is_name(out.name)) return std::nullopt;
        const std::string_view before = text.substr(0, opening);
        if (before.size() > 6 && before.ends_with("s by ") && before.find(' ') + 4 == before.size())
            out.work = before.substr(0, before.find(' '));
        out.confidence = 0.9;
        return out;
    }
    // "Snowfall by Kat", both in capitals enough.
    const std::size_t by = ascii_lowered(text).rfind(" by ");
    if (by == std::string::npos || by == 0) return std::nullopt;
    out.title = undecorated(text.substr(0, by));
    out.name = without_dash(text.substr(by + 4));
    if (out.title.empty()) return std::nullopt;
    if (!is_name(out.name) || out.title.size() > kLongestTitle) return std::nullopt;
    const WordCounts title = count_words_of(out.title),
                     name = count_words_of(undecorated(out.name));
    const std::string_view plain_name = undecorated(out.name);
    const bool quoted = out.title.front() == '"' || out.title.substr(0, 3) == "\u201C";
    if (title.words == 0 || (title.capital < title.words && !quoted) || title.first_lower)
        return std::nullopt;
    if (!quoted && (name.capital == 0 || equals_ignoring_ascii_case(plain_name, out.title)))
        return std::nullopt;
    const PeopleReading people = read_people(out.name);
    if (people.people.empty() && people.addresses.empty()) return std::nullopt;
    const char last = plain_name.empty() ? ')' : plain_name.back();
    if (last == '.' || last == '!') return std::nullopt;
    out.confidence = quoted || title.upper == title.letters ? 0.85 : 0.65;
    return out;
}

}  // namespace solander
