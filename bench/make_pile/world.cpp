// SPDX-License-Identifier: GPL-3.0-or-later
// Invented fandoms, casts and pen names.
#include "bench/make_pile/plan.h"

namespace solander::pile {
namespace {

std::string name_word(Random& random) {
    std::string name = capitalised(invented_word(random, random.between(1, 2)));
    if (random.percent(6))
        for (const auto& [plain, marked] : {std::pair{"e", "é"}, {"o", "ö"}, {"u", "ü"}})
            if (const auto at = name.find(plain); at != std::string::npos && at > 0)
                return name.replace(at, 1, marked);
    return name;
}

// The order in which operands of + are evaluated is the compiler's: one draw a statement.
std::string person(Random& random) {
    std::string name = name_word(random);
    name += ' ';
    name += name_word(random);
    return name;
}

std::string pen_name(Random& random) {
    switch (random.below(5)) {
    case 0: {
        std::string name = invented_word(random, 2);
        return name += std::to_string(random.between(2, 99));
    }
    case 1:
        return capitalised(invented_word(random, 2));
    case 2: {
        std::string name = invented_word(random, 1);
        name += '_';
        return name += invented_word(random, 2);
    }
    default:
        return person(random);
    }
}

std::string fandom_name(Random& random) {
    static constexpr std::string_view places[] = {"Point", "Station", "House",  "Street",
                                                  "Line",  "Reach",   "Harbor", "Row"};
    static constexpr std::string_view kinds[] = {"Watch", "Chronicles", "Files",
                                                 "Seven", "Company",    "Academy"};
    const std::string word = capitalised(invented_word(random, 2));
    switch (random.below(5)) {
    case 0:
        return "The " + word + ' ' + std::string(random.pick(kinds));
    case 1:
        return word + ' ' + std::string(random.pick(places));
    case 2:
        return capitalised(invented_word(random, 1)) + " & " + word;
    case 3:
        return "Inspector " + word;
    default:
        return word;
    }
}

}  // namespace

World::World(std::uint64_t seed, std::uint64_t stories) {
    Random random(seed, 0, 1);
    for (std::uint64_t i = 0; i < 40 + stories / 100; ++i) {
        Fandom fandom{fandom_name(random), {}};
        const int cast = random.between(5, 14);
        for (int k = 0; k < cast; ++k) fandom.cast.push_back(person(random));
        fandoms.push_back(std::move(fandom));
    }
    for (std::uint64_t i = 0; i < 10 + stories / 7; ++i) authors.push_back(pen_name(random));
}

std::string_view name_of(Twin t) {
    static constexpr std::string_view names[] = {"none", "exact", "rewrapped", "reworded",
                                                 "reheaded"};
    return names[static_cast<int>(t)];
}
std::string_view name_of(Layout l) {
    static constexpr std::string_view names[] = {"blank",   "indent", "both",
                                                 "oneline", "tight",  "doubled"};
    return names[static_cast<int>(l)];
}
std::string_view name_of(HtmlStyle s) {
    static constexpr std::string_view names[] = {"none", "p",   "p-open", "br",
                                                 "word", "pre", "cell"};
    return names[static_cast<int>(s)];
}
std::string_view name_of(Charset c) {
    static constexpr std::string_view names[] = {"utf-8",     "utf-8",  "windows-1252",
                                                 "macintosh", "IBM437", "UTF-16LE"};
    return names[static_cast<int>(c)];
}
std::string_view name_of(HeaderForm f) {
    static constexpr std::string_view names[] = {"labels", "byline+labels", "byline"};
    return names[static_cast<int>(f)];
}

}  // namespace solander::pile
