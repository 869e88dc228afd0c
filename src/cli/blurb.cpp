// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/blurb.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/terminal.h"

namespace solander {

std::string joined(const std::vector<std::string>& pieces, std::string_view between) {
    std::string out;
    for (const std::string& piece : pieces) {
        if (!out.empty()) out += between;
        out += piece;
    }
    return out;
}

std::string byline(const WorkRecord& work) {
    std::string out = work.title;
    std::vector<std::string> names;
    for (const Creator& creator : work.creators) names.push_back(creator.name);
    if (!names.empty()) out += " by " + joined(names, " and ");
    return out;
}

std::string required_signs(const WorkRecord& work) {
    std::vector<std::string> signs;
    signs.push_back(work.rating == Rating::unknown ? "no rating stated"
                                                   : std::string(name_of(work.rating)));
    if (!work.categories.empty()) signs.push_back(joined(work.categories, ", "));
    if (!work.warnings.empty()) signs.push_back(joined(work.warnings, ", "));
    if (work.complete) signs.push_back(*work.complete ? "complete" : "not complete");
    if (work.part)
        signs.push_back(work.part->of
                            ? fmt::format("part {} of {}", work.part->number, *work.part->of)
                            : fmt::format("part {}", work.part->number));
    signs.push_back(with_separators(work.words) + " words");
    if (work.chapters > 1) signs.push_back(with_separators(work.chapters) + " chapters");
    if (work.published) signs.push_back(work.published->text());
    return joined(signs, " · ");
}

std::string blurb(const WorkRecord& work, unsigned width) {
    std::string out = fmt::format("{:>6}  {}\n", work.id, bold(byline(work)));
    const auto line = [&](const std::string& text) {
        if (!text.empty()) out += wrapped(text, 8, width) + "\n";
    };
    line(joined(work.fandoms, " · "));
    line(required_signs(work));
    std::vector<std::string> tags = work.relationships;
    tags.insert(tags.end(), work.characters.begin(), work.characters.end());
    tags.insert(tags.end(), work.tags.begin(), work.tags.end());
    line(joined(tags, ", "));
    line(shortened(work.summary, 600));
    for (const SeriesPlace& series : work.series)
        line(series.position ? fmt::format("{} of the series {}", *series.position, series.name)
                             : "in the series " + series.name);
    return out;
}

}  // namespace solander
