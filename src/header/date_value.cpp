// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as authors wrote them. Only the precision that was said: 12/11/2000 says no more than 2000.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "header/values.h"

namespace solander {

namespace {

constexpr int kOldest = 1960;
constexpr int kPivot = 70;
constexpr std::size_t kLook = 200;  // bytes of the value

struct MonthName {
    std::string_view name;
    int month;
};
// Folded names, long enough to be told apart by their beginnings; compared with the whole word or
// its first letters ("sept", "janv").
constexpr MonthName kMonths[] = {
    {"january", 1},    {"february", 2},  {"march", 3},      {"april", 4},      {"may", 5},
    {"june", 6},       {"july", 7},      {"august", 8},     {"september", 9},  {"october", 10},
    {"november", 11},  {"december", 12}, {"januar", 1},     {"februar", 2},    {"marz", 3},
    {"maerz", 3},      {"mai", 5},       {"juni", 6},       {"juli", 7},       {"oktober", 10},
    {"dezember", 12},  {"janvier", 1},   {"fevrier", 2},    {"mars", 3},       {"avril", 4},
    {"juin", 6},       {"juillet", 7},   {"aout", 8},       {"septembre", 9},  {"octobre", 10},
    {"novembre", 11},  {"decembre", 12}, {"enero", 1},      {"febrero", 2},    {"marzo", 3},
    {"abril", 4},      {"mayo", 5},      {"junio", 6},      {"julio", 7},      {"agosto", 8},
    {"septiembre", 9}, {"octubre", 10},  {"noviembre", 11}, {"diciembre", 12}, {"janeiro", 1},
    {"fevereiro", 2},  {"marco", 3},     {"maio", 5},       {"junho", 6},      {"julho", 7},
    {"setembro", 9},   {"outubro", 10},  {"novembro", 11},  {"dezembro", 12},  {"gennaio", 1},
    {"febbraio", 2},   {"aprile", 4},    {"maggio", 5},     {"giugno", 6},     {"luglio", 7},
    {"settembre", 9},  {"ottobre", 10},  {"dicembre", 12},  {"januari", 1},    {"februari", 2},
    {"maart", 3},      {"mei", 5},       {"augustus", 8},   {"maj", 5},        {"augusti", 8},
    {"desember", 12},  {"января", 1},    {"февраля", 2},    {"марта", 3},      {"апреля", 4},
    {"мая", 5},        {"маи", 5},       {"июня", 6},       {"июля", 7},       {"августа", 8},
    {"сентября", 9},   {"октября", 10},  {"ноября", 11},    {"декабря", 12},   {"январь", 1},
    {"февраль", 2},    {"март", 3},      {"апрель", 4},     {"июнь", 6},       {"июль", 7},
    {"август", 8},     {"сентябрь", 9},  {"октябрь", 10},   {"ноябрь", 11},    {"декабрь", 12},
    {"stycznia", 1},   {"lutego", 2},    {"marca", 3},      {"kwietnia", 4},   {"maja", 5},
    {"czerwca", 6},    {"lipca", 7},     {"sierpnia", 8},   {"wrzesnia", 9},   {"pazdziernika", 10},
    {"listopada", 11}, {"grudnia", 12},  {"sept", 9},       {"tammikuu", 1},   {"helmikuu", 2},
    {"maaliskuu", 3},  {"huhtikuu", 4},  {"toukokuu", 5},   {"kesakuu", 6},    {"heinakuu", 7},
    {"elokuu", 8},     {"syyskuu", 9},   {"lokakuu", 10},   {"marraskuu", 11}, {"joulukuu", 12},
    {"jan", 1},        {"feb", 2},       {"mar", 3},        {"apr", 4},        {"jun", 6},
    {"jul", 7},        {"aug", 8},       {"sep", 9},        {"oct", 10},       {"okt", 10},
    {"nov", 11},       {"dec", 12},      {"dez", 12},       {"dic", 12},       {"ene", 1},
    {"abr", 4},        {"ago", 8},       {"set", 9},
};

constexpr std::string_view kDoubt[] = {
    "probably", "circa",   "about", "around",     "approx", "maybe",  "perhaps", "sometime",
    "guess",    "think",   "ca",    "early",      "late",   "mid",    "before",  "after",
    "or",       "between", "until", "vermutlich", "vers",   "unsure", "not"};

int month_of(std::string_view folded) {
    for (const MonthName& row : kMonths)
        if (folded == row.name) return row.month;
    // Abbreviations of the long names, three letters or more and unambiguous among the first rows.
    if (folded.size() >= 3 && folded.size() <= 5)
        for (const MonthName& row : kMonths)
            if (row.name.size() > folded.size() && row.name.substr(0, folded.size()) == folded)
                return row.month;
    return 0;
}

enum class Kind : std::uint8_t { number, word, sign };
struct Token {
    Kind kind;
    std::string_view text;
    long value = 0;
    int digits = 0;
    bool quote_before = false;  ///< '98
    char before = ' ';  ///< the sign between this and the last number or word; ' ' for spaces
    int month = 0;
};

using Tokens = std::vector<Token>;

Tokens tokens_of(std::string_view text) {
    Tokens out;
    bool quoted = false;
    char sign = ' ';
    for (std::size_t at = 0; at < text.size() && out.size() < 48;) {
        const char c = text[at];
        if (is_ascii_digit(c)) {
            std::size_t end = at;
            long value = 0;
            while (end < text.size() && is_ascii_digit(text[end])) {
                if (end - at < 12) value = value * 10 + (text[end] - '0');
                ++end;
            }
            Token t{Kind::number, text.substr(at, end - at)};
            t.value = value;
            t.digits = static_cast<int>(std::min<std::size_t>(end - at, 99));
            t.quote_before = quoted;
            t.before = sign;
            // "23rd", "1st", "22nd"
            if (t.digits <= 2 && end + 2 <= text.size()) {
                const std::string suffix = ascii_lowered(text.substr(end, 2));
                if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th"
                    || suffix == "er")
                    end += 2;
            }
            out.push_back(t);
            at = end;
            quoted = false;
            sign = ' ';
            continue;
        }
        if (is_ascii_alpha(c) || (c & 0x80) != 0) {
            std::size_t length = 1;
            const char32_t point = first_code_point(text.substr(at), length);
            if (is_cjk(point) || !is_word_char(point)) {
                if (point == 0x2019 || point == 0x2018)
                    quoted = true;
                else if (point == 0x2013 || point == 0x2014)
                    sign = '-';
                else if (point == 0x5E74 || point == 0x6708)  // 年 月
                    sign = 'Y';
                at += length;
                continue;
            }
            std::size_t end = at;
            while (end < text.size()) {
                length = 1;
                if (!is_word_char(first_code_point(text.substr(end), length))
                    || is_ascii_digit(text[end]))
                    break;
                end += length;
            }
            Token t{Kind::word, text.substr(at, end - at)};
            t.before = sign;
            t.month = month_of(fold(t.text));
            out.push_back(t);
            at = std::max(end, at + 1);
            quoted = false;
            sign = ' ';
            continue;
        }
        if (c == '\'' || c == '`')
            quoted = true;
        else if (c == '/' || c == '-' || c == '.' || c == ':' || c == ',' || c == '\\' || c == '+')
            sign = sign == ' ' || sign == c ? c : (c == '-' || c == '+' ? c : sign);
        ++at;
    }
    return out;
}

bool valid_day(int year, int month, int day) {
    return PartialDate::from_text(PartialDate{year, month, day}.text()).has_value();
}

std::optional<int> year_of(const Token& t) {
    if (t.digits == 4 && t.value >= 1000 && t.value <= 2999) return static_cast<int>(t.value);
    if (t.digits == 2) return static_cast<int>(t.value >= kPivot ? 1900 + t.value : 2000 + t.value);
    return std::nullopt;
}

struct Found {
    PartialDate date;
    bool ambiguous = false;
    std::size_t next = 0;  ///< token behind it
};

/// Three numbers set apart by one sign: 1998-07-23, 7/23/98, 23.7.98.
std::optional<Found> numbers_at(const Tokens& t, std::size_t i) {
    if (i + 2 >= t.size() || t[i].kind != Kind::number || t[i + 1].kind != Kind::number
        || t[i + 2].kind != Kind::number)
        return std::nullopt;
    const char sign = t[i + 1].before;
    if (sign != t[i + 2].before || std::string_view("/-.\\Y").find(sign) == std::string_view::npos)
        return std::nullopt;
    const auto a = static_cast<int>(std::min(t[i].value, 9999L));
    const auto b = static_cast<int>(std::min(t[i + 1].value, 9999L));
    const auto c = static_cast<int>(std::min(t[i + 2].value, 9999L));
    Found found;
    found.next = i + 3;
    if (t[i].digits == 4) {
        if (!valid_day(a, b, c) || b == 0 || c == 0) return std::nullopt;
        found.date = {a, b, c};
        return found;
    }
    const auto year = year_of(t[i + 2]);
    if (!year || t[i].digits > 2 || t[i + 1].digits > 2 || a == 0 || b == 0) return std::nullopt;
    found.date.year = *year;
    const bool day_first = b <= 12 && valid_day(*year, b, a);
    const bool month_first = a <= 12 && valid_day(*year, a, b);
    if (!day_first && !month_first) return std::nullopt;
    if (day_first && month_first && a != b) {
        found.ambiguous = true;
        return found;
    }
    found.date.month = month_first ? a : b;
    found.date.day = month_first ? b : a;
    return found;
}

/// Words and numbers around a month's name: "July 23rd, 1998", "8 Oct 1998", "July '98".
std::optional<Found> month_at(const Tokens& t, std::size_t i) {
    if (t[i].kind != Kind::word || t[i].month == 0) return std::nullopt;
    Found found;
    found.date.month = t[i].month;
    std::size_t next = i + 1;
    // "8 Oct", "8. Oktober", "23rd of July", "8 de mayo"
    std::size_t before = i;
    if (before > 0 && t[before - 1].kind == Kind::word
        && (fold(t[before - 1].text) == "of" || fold(t[before - 1].text) == "de"))
        --before;
    if (before > 0 && t[before - 1].kind == Kind::number && t[before - 1].digits <= 2
        && !t[before - 1].quote_before && t[before - 1].before != ':')
        found.date.day = static_cast<int>(t[before - 1].value);
    const auto skip_of = [&] {
        if (next < t.size() && t[next].kind == Kind::word) {
            const std::string word = fold(t[next].text);
            if (word == "of" || word == "de" || word == "del" || word == "the") ++next;
        }
    };
    skip_of();
    if (next >= t.size()) return std::nullopt;
    if (t[next].kind != Kind::number) return std::nullopt;
    const bool has_day = found.date.day != 0;
    const Token& first = t[next];
    const bool second_number = next + 1 < t.size() && t[next + 1].kind == Kind::number;
    if (!has_day && !first.quote_before && first.digits <= 2 && first.value >= 1
        && first.value <= 31) {
        // "July 23, 1998" and "Oct  8 07:55:58 1998"; "July 98" has no second number.
        std::size_t at = next + 1;
        if (second_number && (t[at].before != ':' || true)) {
            std::size_t clock = at;
            while (clock + 1 < t.size() && t[clock + 1].kind == Kind::number
                   && t[clock + 1].before == ':')
                ++clock;
            if (clock > at) at = clock + 1;
            // A time zone's name may stand before the year.
            if (at < t.size() && t[at].kind == Kind::word && at + 1 < t.size()
                && t[at + 1].kind == Kind::number && t[at + 1].digits == 4)
                ++at;
            if (at < t.size() && t[at].kind == Kind::number)
                if (const auto year = year_of(t[at])) {
                    found.date.day = static_cast<int>(first.value);
                    found.date.year = *year;
                    found.next = at + 1;
                    return valid_day(found.date.year, found.date.month, found.date.day)
                               ? std::optional(found)
                               : std::nullopt;
                }
        }
        if (first.digits == 2 && first.value > 31)
            found.date.year = *year_of(first);
        else
            return std::nullopt;  // "May 5": no year was said
        found.next = next + 1;
        return found;
    }
    const auto year = year_of(first);
    if (!year) return std::nullopt;
    found.date.year = *year;
    found.next = next + 1;
    if (has_day && !valid_day(found.date.year, found.date.month, found.date.day))
        found.date.day = 0;
    return found;
}

std::optional<Found> lone_at(const Tokens& t, std::size_t i, bool whole) {
    if (t[i].kind != Kind::number) return std::nullopt;
    Found found;
    found.next = i + 1;
    // 05/2003, 7/98
    if (i + 1 < t.size() && t[i + 1].kind == Kind::number && t[i].digits <= 2 && t[i].value >= 1
        && t[i].value <= 12
        && (t[i + 1].before == '/' || t[i + 1].before == '-' || t[i + 1].before == '.')
        && (t[i + 1].digits == 4 || (t[i + 1].digits == 2 && t[i + 1].value > 31))
        && (i + 2 >= t.size() || t[i + 2].kind != Kind::number
            || t[i + 2].before != t[i + 1].before)) {
        if (const auto year = year_of(t[i + 1])) {
            found.date = {*year, static_cast<int>(t[i].value), 0};
            found.next = i + 2;
            return found;
        }
    }
    if (t[i].digits == 4 && t[i].value >= 1900 && t[i].value <= 2999) {
        found.date.year = static_cast<int>(t[i].value);
        // 1998-07
        if (i + 1 < t.size() && t[i + 1].kind == Kind::number && t[i + 1].digits == 2
            && (t[i + 1].before == '-' || t[i + 1].before == '/' || t[i + 1].before == 'Y')
            && t[i + 1].value >= 1 && t[i + 1].value <= 12) {
            found.date.month = static_cast<int>(t[i + 1].value);
            found.next = i + 2;
        }
        return found;
    }
    if (t[i].digits == 2 && t[i].quote_before) {
        found.date.year = *year_of(t[i]);
        return found;
    }
    if (!whole) return std::nullopt;
    if (t[i].digits == 8) {  // 20010523
        const auto year = static_cast<int>(t[i].value / 10000);
        const auto month = static_cast<int>(t[i].value / 100 % 100);
        const auto day = static_cast<int>(t[i].value % 100);
        if (year >= kOldest && year < 2100 && month > 0 && day > 0 && valid_day(year, month, day)) {
            found.date = {year, month, day};
            return found;
        }
    }
    if (t[i].digits >= 9 && t[i].digits <= 10) {  // seconds since 1970
        const long days = t[i].value / 86400;
        int year = 1970 + static_cast<int>(days / 366);
        while (PartialDate{year + 1, 1, 1}.first_day() <= days) ++year;
        int month = 12;
        while (month > 1 && PartialDate{year, month, 1}.first_day() > days) --month;
        found.date = {year, month,
                      static_cast<int>(days - PartialDate{year, month, 1}.first_day()) + 1};
        return found;
    }
    return std::nullopt;
}

}  // namespace

DateReading read_date(std::string_view value, PartialDate today) {
    DateReading out;
    const Tokens tokens = tokens_of(value.substr(0, kLook));
    std::vector<Found> dates;
    for (std::size_t i = 0; i < tokens.size() && dates.size() < 4;) {
        auto found = numbers_at(tokens, i);
        if (!found) found = month_at(tokens, i);
        if (!found && !(i + 1 < tokens.size() && tokens[i].digits <= 2 && tokens[i + 1].month != 0))
            found = lone_at(tokens, i, tokens.size() == 1);
        if (found) {
            dates.push_back(*found);
            i = std::max(found->next, i + 1);
        } else {
            ++i;
        }
    }
    if (dates.empty()) return out;
    for (const Token& t : tokens)
        if (t.kind == Kind::word && t.month == 0)
            for (const std::string_view word : kDoubt)
                if (equals_ignoring_ascii_case(t.text, word)) out.doubtful = true;
    // "1998-2001", "May 2000, revised June 2001": one date was asked for, the first is taken.
    out.doubtful = out.doubtful || dates.size() > 1
                   || (tokens.size() > 1 && value.find('?') != std::string_view::npos);
    const Found& found = dates.front();
    out.ambiguous = found.ambiguous;
    if (found.date.year < kOldest || found.date.first_day() > today.first_day()) {
        out.doubtful = true;
        return out;
    }
    out.date = found.date;
    return out;
}

}  // namespace solander
