// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/nobody.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace solander {

namespace {

constexpr std::string_view kNobody[] = {
    "unknown",
    "anonymous",
    "anon",
    "anon.",
    "none",
    "n/a",
    "na",
    "n/k",
    "me",
    "myself",
    "moi",
    "yours truly",
    "see below",
    "see above",
    "?",
    "??",
    "???",
    "author unknown",
    "unknown author",
    "not known",
    "not stated",
    "not provided",
    "withheld",
    "name withheld",
    "i don't know",
    "dont know",
    "don't know",
    "guess who",
    "guess",
    "a friend",
    "various",
    "various authors",
    "you know who",
    "unbekannt",
    "anonym",
    "inconnu",
    "inconnue",
    "anonyme",
    "desconocido",
    "desconocida",
    "desconhecido",
    "sconosciuto",
    "anonimo",
    "anonima",
    "неизвестен",
    "неизвестный",
    "аноним",
    "ich",
    "io",
    "yo",
    "eu",
    "-",
    "--",
    "tba",
    "no one",
    "nobody",
    "anonymous author",
    "unnamed",
    "to be revealed",
    "secret",
    "same",
    "same as above",
    "ditto",
    "no name",
    "no author",
    "no author given",
    "author not known",
    "author anonymous",
    "anonymus",
    "anoniem",
    "auteur inconnu",
    "autor unbekannt",
    "autor desconocido",
    "ohne namen",
    "sans nom",
    "sin nombre",
    "автор неизвестен",
    "без имени",
    "匿名",
    "名無し",
    "佚名",
    "私",
};

}  // namespace

bool names_nobody(std::string_view name) {
    std::string key = fold(name);
    while (!key.empty()
           && (key.back() == '!' || key.back() == '.' || key.back() == ',' || key.back() == ')'
               || key.back() == ' '))
        if (key == "n/a." || key.back() != '.' || key.size() > 1)
            key.pop_back();
        else
            break;
    while (!key.empty() && (key.front() == '(' || key.front() == '"')) key.erase(0, 1);
    return key.empty()
           || std::any_of(std::begin(kNobody), std::end(kNobody),
                          [&key](std::string_view n) { return key == n; });
}

}  // namespace solander
