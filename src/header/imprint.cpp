// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/imprint.h"

#include <algorithm>

#include "base/text.h"
#include "header/byline.h"
#include "header/labels.h"
#include "header/line_shape.h"

namespace solander {

namespace {

constexpr std::size_t kLongestLine = 160;  // bytes
constexpr std::size_t kLongestAct = 28;    // "Brought to you by"

// What people do with a story they did not write.
constexpr std::string_view kActs[] = {
    "adapted",   "archived",    "art",     "artwork",    "compiled", "collected", "contributed",
    "converted", "cover",       "donated", "drawn",      "edited",   "formatted", "forwarded",
    "found",     "illustrated", "keyed",   "maintained", "picked",   "presented", "provided",
    "published", "reposted",    "retold",  "scanned",    "sent",     "spotted",   "submitted",
    "supplied",  "transcribed", "typed",   "uploaded",
};

// Last words of names that are no person's.
constexpr std::string_view kFirms[] = {
    "bbs",   "co",       "company",      "corp",         "corporation", "crew",     "entertainment",
    "group", "inc",      "incorporated", "limited",      "ltd",         "magazine", "network",
    "press", "pictures", "productions",  "publications", "publishing",  "reserved", "software",
    "staff", "studios",  "systems",      "team",         "television",
};

template <std::size_t N>
bool one_of(const std::string_view (&words)[N], std::string_view word) {
    return std::any_of(std::begin(words), std::end(words), [word](std::string_view one) {
        return equals_ignoring_ascii_case(one, word);
    });
}

/// Bytes of "(c)", "©" or "copyright" at `at`; 0 when none stands there.
std::size_t rights_sign(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.substr(0, 2) == "©") return 2;
    if (starts_with_ignoring_ascii_case(rest, "(c)")) return 3;
    constexpr std::string_view kWord = "copyright";
    const bool word = starts_with_ignoring_ascii_case(rest, kWord)
                      && (at == 0 || !is_ascii_alpha(text[at - 1]))
                      && (rest.size() == kWord.size() || !is_ascii_alpha(rest[kWord.size()]));
    return word ? kWord.size() : 0;
}

struct Sign {
    std::size_t from, to;
    bool drawn;  ///< with (c) or ©, not the word alone
};

std::optional<Sign> find_sign(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c != '(' && c != 'c' && c != 'C' && c != '\xC2') continue;
        std::size_t length = rights_sign(text, at);
        if (length == 0) continue;
        Sign sign{at, at + length, c == '(' || c == '\xC2'};
        for (std::size_t next = sign.to; next < text.size(); ++next) {
            if (is_ascii_space(text[next])) continue;
            length = rights_sign(text, next);
            if (length == 0) break;
            sign.drawn = sign.drawn || text[next] == '(' || text[next] == '\xC2';
            sign.to = next + length;
            next = sign.to - 1;
        }
        return sign;
    }
    return std::nullopt;
}

/// Skips "1992", "1992-94", "1992, 1993" and what stands between; true when there was a year.
bool skip_years(std::string_view& text) {
    bool year = false;
    for (;;) {
        const std::size_t from = text.find_first_not_of(" ,-&:");
        if (from == std::string_view::npos) {
            text = {};
            return year;
        }
        std::size_t to = from;
        while (to < text.size() && is_ascii_digit(text[to])) ++to;
        const bool fits = to - from == 4 || (year && to - from == 2);
        if (!fits) {
            text.remove_prefix(from);
            return year;
        }
        year = true;
        text.remove_prefix(to);
    }
}

std::string_view holder_in(std::string_view text) {
    if (starts_with_ignoring_ascii_case(text, "by "))
        text = trim(text.substr(3));
    else if (starts_with_ignoring_ascii_case(text, "by: "))
        text = trim(text.substr(4));
    std::size_t end = text.find_first_of(",;(|[<");
    for (const std::string_view stop :
         {" - ", " – ", " -- ", " All ", " ALL ", " all rights", " This ", " this "})
        end = std::min(end, text.find(stop));
    // A sentence's end, not the point of an initial: "B. L. Cann. All rights".
    for (std::size_t at = text.find(". "); at < end; at = text.find(". ", at + 1))
        if (at > 1 && is_ascii_alpha(text[at - 1]) && is_ascii_alpha(text[at - 2])) end = at;
    std::string_view name = trim(text.substr(0, end));
    while (!name.empty() && (name.back() == '.' || name.back() == '*')) name.remove_suffix(1);
    const std::size_t space = name.rfind(' ');
    const std::string_view last = space == std::string_view::npos ? name : name.substr(space + 1);
    const WordCounts counts = count_words_of(name);
    const bool fits = name.size() > 2 && counts.words > 0 && counts.words <= 4
                      && counts.capital * 2 >= counts.words && !counts.first_lower
                      && !one_of(kFirms, last) && is_name(name);
    return fits ? name : std::string_view();
}

}  // namespace

std::optional<Credit> read_credit(std::string_view line) {
    if (line.size() > kLongestLine || line.size() < 8) return std::nullopt;
    const std::string_view text = undecorated(line);
    std::size_t by = std::string_view::npos;
    for (std::size_t at = 2; at + 4 < text.size() && at < kLongestAct; ++at)
        if (is_ascii_space(text[at]) && starts_with_ignoring_ascii_case(text.substr(at + 1), "by")
            && (text[at + 3] == ' ' || text[at + 3] == ':')) {
            by = at;
            break;
        }
    if (by == std::string_view::npos) return std::nullopt;
    Credit credit;
    credit.label = text.substr(0, by + 3);
    credit.name = without_dash(text.substr(by + 4));
    if (const LabelMatch match = label_table().match(credit.label, false);
        match && match.fit == LabelFit::exact) {
        credit.id = match.first().ids[0];
        if (credit.id == FieldId::author || credit.id == FieldId::coauthor
            || credit.id == FieldId::title)
            return std::nullopt;
    } else {
        const std::string_view act = text.substr(0, text.find_first_of(" -"));
        if (!one_of(kActs, act)) return std::nullopt;
    }
    if (!is_name(credit.name)) return std::nullopt;
    return credit;
}

std::optional<RightsNotice> read_rights_notice(std::string_view line) {
    if (line.size() > kLongestLine || line.size() < 6) return std::nullopt;
    RightsNotice notice;
    const auto sign = find_sign(line);
    if (!sign) {
        const std::string_view text = undecorated(line);
        if (!starts_with_ignoring_ascii_case(text, "all rights reserved")) return std::nullopt;
        notice.label = text.substr(0, 19);
        return notice;
    }
    notice.label = line.substr(sign->from, sign->to - sign->from);
    notice.before = undecorated(line.substr(0, sign->from));
    std::string_view rest = line.substr(sign->to);
    const bool by = starts_with_ignoring_ascii_case(trim(rest), "by ");
    const bool year = skip_years(rest);
    // "(c) the goose" is the third of a list, "Copyright Infringement" may be a title.
    if (!year && !by && !(sign->drawn && line[sign->from] != '(')) return std::nullopt;
    notice.holder = holder_in(trim(rest));
    return notice;
}

}  // namespace solander
