// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction_categories.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace solander {
namespace {

/// Names of categories that say what kind of story it is, and not of which fandom.
constexpr std::string_view kKinds[] = {"action",       "adventure", "alternate universe",
                                       "angst",        "au",        "challenges",
                                       "comedy",       "crossover", "crossovers",
                                       "drabble",      "drabbles",  "drama",
                                       "f/f",          "f/m",       "family",
                                       "femslash",     "fluff",     "friendship",
                                       "gen",          "general",   "het",
                                       "horror",       "humor",     "humour",
                                       "hurt/comfort", "m/f",       "m/m",
                                       "misc",         "mystery",   "other",
                                       "parody",       "poetry",    "round robins",
                                       "romance",      "series",    "slash",
                                       "tragedy",      "vignette",  "vignettes"};

/// "Season 2", "1st Series", "Pre-series", "Episode Tags", "S3": a stretch of one fandom.
bool names_stretch(std::string_view name) {
    constexpr std::string_view kStretches[] = {"season", "seasons", "series", "episode", "episodes",
                                               "year",   "years",   "book",   "volume",  "arc",
                                               "part",   "chapter", "film",   "movie"};
    constexpr std::string_view kPlaces[] = {
        "one",    "two",     "three",  "four",  "five",   "six",   "seven",   "eight",  "nine",
        "ten",    "first",   "second", "third", "fourth", "fifth", "sixth",   "last",   "final",
        "pre",    "post",    "tag",    "tags",  "early",  "late",  "missing", "scenes", "related",
        "before", "between", "during", "after", "and",    "to",    "the",     "of"};
    bool stretch = false, place = false;
    std::string word;
    const auto take = [&] {
        if (word.empty()) return true;
        const auto is = [&](std::string_view known) { return known == word; };
        const bool number =
            is_ascii_digit(word[0])
            || (word.size() < 4 && word[0] == 's' && word.size() > 1 && is_ascii_digit(word[1]));
        const bool known = std::any_of(std::begin(kStretches), std::end(kStretches), is);
        stretch = stretch || known || (number && word[0] == 's');
        place = place || number || std::any_of(std::begin(kPlaces), std::end(kPlaces), is);
        const bool all = number || known || std::any_of(std::begin(kPlaces), std::end(kPlaces), is);
        word.clear();
        return all;
    };
    for (const char c : ascii_lowered(name)) {
        if (is_ascii_alpha(c) || is_ascii_digit(c))
            word += c;
        else if (!take())
            return false;
    }
    return take() && stretch && place;
}

}  // namespace

bool EfictionCategories::names_kind(std::string_view name) {
    const std::string low = ascii_lowered(name);
    return std::find(std::begin(kKinds), std::end(kKinds), low) != std::end(kKinds);
}

EfictionCategories::EfictionCategories(const EfictionSite& site, const EfictionText& text)
    : site_(site), text_(text) {
    std::size_t others = 0, all = 0;
    for (const auto& [id, category] : site_.categories) {
        ++all;
        others += fandom(id).empty() ? 1 : 0;
    }
    are_fandoms_ = 2 * others < all;
}

std::string EfictionCategories::fandom(std::int64_t id) const {
    constexpr int kDeepest = 16;
    for (int depth = 0; depth < kDeepest; ++depth) {
        const auto at = site_.categories.find(id);
        if (at == site_.categories.end()) break;
        std::string name = text_.line(at->second.name);
        if (!names_stretch(name) && !names_kind(name)) return name;
        if (at->second.of == id) break;
        id = at->second.of;
    }
    return {};
}

std::string EfictionCategories::path(std::int64_t id) const {
    std::string path;
    constexpr int kDeepest = 16;
    for (int depth = 0; depth < kDeepest; ++depth) {
        const auto at = site_.categories.find(id);
        if (at == site_.categories.end()) break;
        const std::string name = text_.line(at->second.name);
        path.insert(0, path.empty() ? name : fmt::format("{} > ", name));
        if (at->second.of == id) break;
        id = at->second.of;
    }
    return path;
}

}  // namespace solander
