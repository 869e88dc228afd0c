// SPDX-License-Identifier: GPL-3.0-or-later
// Status, sizes and languages as the author stated them.
#include <algorithm>
#include <unordered_map>

#include "base/embedded.h"
#include "base/table.h"
#include "base/text.h"
#include "header/values.h"

namespace solander {

namespace {

// Folded; compared as whole words anywhere in the value. The negative ones are looked for first.
constexpr std::string_view kUnfinished[] = {
    "incomplete",
    "unfinished",
    "not complete",
    "not completed",
    "not finished",
    "not yet",
    "not done",
    "wip",
    "work in progress",
    "works in progress",
    "in progress",
    "in-progress",
    "ongoing",
    "on-going",
    "tbc",
    "to be continued",
    "abandoned",
    "discontinued",
    "hiatus",
    "on hold",
    "dead",
    "no",
    "nope",
    "nein",
    "non",
    "nearly",
    "almost",
    "half",
    "en cours",
    "in arbeit",
    "en progreso",
    "en proceso",
    "em andamento",
    "in corso",
    "laufend",
    "in bearbeitung",
    "pausiert",
    "abgebrochen",
    "в процессе",
    "заморожен",
    "заморожена",
    "не закончен",
    "не завершен",
    "в работе",
    "niet voltooid",
    "kesken",
    "pagaande",
    "folyamatban",
    "to be completed",
    "continuing",
    "连载中",
    "連載中",
    "未完",
    "坑",
    "started",
    "inacabada",
    "incompleta",
    "incompleto",
    "incomplete",
    "orphaned",
};
constexpr std::string_view kFinished[] = {
    "complete",
    "completed",
    "completely",
    "finished",
    "done",
    "yes",
    "yep",
    "yup",
    "y",
    "ja",
    "igen",
    "oui",
    "si",
    "sim",
    "da",
    "да",
    "kylla",
    "fini",
    "finie",
    "fertig",
    "abgeschlossen",
    "beendet",
    "fertiggestellt",
    "komplett",
    "termine",
    "terminee",
    "terminado",
    "terminada",
    "completo",
    "completa",
    "completata",
    "finita",
    "finito",
    "conclusa",
    "concluida",
    "concluido",
    "finalizado",
    "finalizada",
    "закончен",
    "закончена",
    "закончено",
    "завершен",
    "завершена",
    "завершено",
    "окончен",
    "voltooid",
    "afgerond",
    "klar",
    "ferdig",
    "valmis",
    "zakonczone",
    "dokonceno",
    "befejezett",
    "one-shot",
    "oneshot",
    "one shot",
    "standalone",
    "stand alone",
    "stand-alone",
    "ficlet",
    "完结",
    "完結",
    "完",
};

/// `word` stands in `text` with no letter on either side.
bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const auto letter = [](char c) { return is_ascii_alpha(c) || (c & 0x80) != 0; };
        const std::size_t end = at + word.size();
        const bool wide = (word[0] & 0xF0) == 0xE0;  // CJK words are not set apart
        if (wide
            || ((at == 0 || !letter(text[at - 1])) && (end == text.size() || !letter(text[end]))))
            return true;
    }
    return false;
}

struct Number {
    double value = 0;
    std::size_t from = 0, to = 0;
    bool grouped = false;
};

/// "12,034", "12.034", "12 034", "1.2", "3000"; European and English grouping by threes.
std::optional<Number> number_at(std::string_view text, std::size_t from) {
    Number n;
    n.from = from;
    std::size_t at = from;
    double whole = 0;
    while (at < text.size() && is_ascii_digit(text[at]) && at - from < 12)
        whole = whole * 10 + (text[at++] - '0');
    if (at == from || (at < text.size() && is_ascii_digit(text[at]))) return std::nullopt;
    const auto three = [&](std::size_t p) {
        return p + 3 <= text.size() && is_ascii_digit(text[p]) && is_ascii_digit(text[p + 1])
               && is_ascii_digit(text[p + 2])
               && (p + 3 == text.size() || !is_ascii_digit(text[p + 3]));
    };
    while (at < text.size() && at - from <= 9
           && (text[at] == ',' || text[at] == '.' || text[at] == ' ' || text[at] == '\'')
           && three(at + 1) && whole >= 1) {
        whole = whole * 1000 + (text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10
                + (text[at + 3] - '0');
        at += 4;
        n.grouped = true;
    }
    if (!n.grouped && at + 1 < text.size() && (text[at] == '.' || text[at] == ',')
        && is_ascii_digit(text[at + 1])) {
        double place = 0.1;
        ++at;
        while (at < text.size() && is_ascii_digit(text[at])) {
            whole += (text[at++] - '0') * place;
            place /= 10;
        }
    }
    n.value = whole;
    n.to = at;
    return n;
}

const std::unordered_map<std::string, std::string>& languages() {
    static const auto* const table = [] {
        auto* map = new std::unordered_map<std::string, std::string>;
        for_each_row(embedded("data/languages.tsv"),
                     [map](const std::vector<std::string_view>& columns) {
                         const std::string code(columns[0]);
                         map->emplace(ascii_lowered(code), code);
                         if (columns.size() > 1)
                             for (const std::string_view name : split(columns[1], '|'))
                                 map->emplace(fold(name), code);
                     });
        return map;
    }();
    return *table;
}

}  // namespace

std::optional<bool> read_complete(std::string_view value) {
    const std::string text = fold(value.substr(0, 300));
    bool unfinished = false, finished = false;
    for (const std::string_view word : kUnfinished) unfinished = unfinished || has_word(text, word);
    for (const std::string_view word : kFinished) finished = finished || has_word(text, word);
    // "incomplete" and "not finished" hold a finished word; "WIP, now complete" says both things.
    constexpr std::string_view kDenials[] = {
        "not complete", "not completed", "not finished",    "not yet", "not done", "nearly",
        "almost",       "half",          "to be completed", "no",      "non",      "nein"};
    bool denied = false;
    for (const std::string_view word : kDenials) denied = denied || has_word(text, word);
    if (denied) return false;
    if (unfinished && finished) return std::nullopt;
    if (unfinished) return false;
    if (finished) return true;
    if (const auto part = find_part(value)) {
        if (part->open) return false;
        if (part->of > 0) return part->last >= part->of;
    }
    return std::nullopt;
}

SizeClaim read_size(std::string_view value, bool bare_is_words) {
    SizeClaim claim;
    const std::string text = ascii_lowered(value.substr(0, 200));
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_ascii_digit(text[at]) || (at > 0 && is_ascii_alpha(text[at - 1]))) continue;
        const auto n = number_at(text, at);
        if (!n) {
            while (at < text.size() && is_ascii_digit(text[at])) ++at;
            continue;
        }
        at = n->to;
        std::size_t unit = at;
        while (unit < text.size() && (text[unit] == ' ' || text[unit] == '+')) ++unit;
        const std::string_view rest = std::string_view(text).substr(unit);
        const auto is_unit = [&rest](std::string_view name) {
            return rest.substr(0, name.size()) == name
                   && (rest.size() == name.size() || !is_ascii_alpha(rest[name.size()]));
        };
        const auto count = [&n](double factor) {
            return static_cast<std::uint64_t>(n->value * factor + 0.5);
        };
        const bool says_words = rest.find("word") < 16 || rest.find("wort") < 12
                                || rest.find("mots") < 12 || rest.find("palabras") < 12
                                || rest.find("parole") < 12;
        if (is_unit("kb") || is_unit("kbytes") || is_unit("kilobytes") || is_unit("ko")
            || is_unit("kilobyte"))
            claim.bytes = claim.bytes ? claim.bytes : count(1024);
        else if (is_unit("mb"))
            claim.bytes = claim.bytes ? claim.bytes : count(1024.0 * 1024.0);
        else if (is_unit("bytes") || is_unit("b"))
            claim.bytes = claim.bytes ? claim.bytes : count(1);
        else if (is_unit("k") && (says_words || bare_is_words))
            claim.words = claim.words ? claim.words : count(1000);
        else if (is_unit("k"))
            claim.bytes = claim.bytes ? claim.bytes : count(1024);
        else if (says_words || is_unit("w")
                 || (bare_is_words && !claim.words && !is_unit("pages") && !is_unit("page")
                     && !is_unit("chapters") && !is_unit("parts") && !is_unit("lines")
                     && (at >= text.size() || text[at] != '/')))
            claim.words = claim.words ? claim.words : count(1);
        else if (!bare_is_words && rest.empty() && !claim.bytes)
            claim.bytes = count(1);
    }
    return claim;
}

std::optional<std::string> language_code(std::string_view name) {
    const auto& table = languages();
    std::string key = fold(trim(name));
    while (!key.empty() && (key.back() == '.' || key.back() == '!')) key.pop_back();
    if (const auto found = table.find(key); found != table.end()) return found->second;
    // "English, a little Klingon": the first one named.
    const std::size_t stop = key.find_first_of(",;/(&.");
    if (stop == std::string::npos) return std::nullopt;
    key = std::string(trim(std::string_view(key).substr(0, stop)));
    if (const auto found = table.find(key); found != table.end()) return found->second;
    return std::nullopt;
}

bool means_none(std::string_view value) {
    constexpr std::string_view kNone[] = {
        "none",
        "n/a",
        "na",
        "no",
        "nil",
        "nope",
        "-",
        "--",
        "---",
        "not provided",
        "none.",
        "nada",
        "not applicable",
        "nothing",
        "keine",
        "keins",
        "kein",
        "aucun",
        "aucune",
        "ninguno",
        "ninguna",
        "nessuno",
        "nessuna",
        "nenhum",
        "нет",
        "none really",
        "none, really",
        "none at all",
        "non",
        "nicht",
        "geen",
        "inga",
        "0",
        "无",
        "無",
        "なし",
        "none that i know of",
        "no one",
        "not really",
        "none i can think of",
        "nope, none",
        "zip",
        "zilch",
        "zero",
    };
    std::string key = fold(value.substr(0, 60));
    while (!key.empty() && std::string_view(".!,; )]").find(key.back()) != std::string_view::npos)
        key.pop_back();
    while (!key.empty() && std::string_view("([ ").find(key.front()) != std::string_view::npos)
        key.erase(0, 1);
    return key.empty() || std::find(std::begin(kNone), std::end(kNone), key) != std::end(kNone);
}

}  // namespace solander
