// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/blurbs.h"

#include <fmt/format.h>

#include "base/address.h"
#include "base/number.h"
#include "base/text.h"
#include "vocabulary/nobody.h"
#include "web/filters.h"
#include "web/layout.h"

namespace solander {
namespace {

std::string rating_words(const WorkRecord& work) {
    switch (work.rating) {
    case Rating::unknown:
        return "no rating stated";
    case Rating::not_rated:
        return "not rated";
    case Rating::general:
        return "general";
    case Rating::teen:
        return "teen";
    case Rating::mature:
        return "mature";
    case Rating::explicit_:
        return "explicit";
    }
    return "";
}

void write_snippet(Markup& html, const Snippet& snippet) {
    html.open("p").attr("class", "passage");
    std::size_t at = 0;
    for (const auto& [from, to] : snippet.marked) {
        html.text(std::string_view(snippet.text).substr(at, from - at));
        html.element("mark", std::string_view(snippet.text).substr(from, to - from));
        at = to;
    }
    html.text(std::string_view(snippet.text).substr(at)).close();
}

std::string works_with(std::string_view field, std::string_view value) {
    return "/works?" + form_text({{std::string(field), std::string(value)}});
}

}  // namespace

void write_byline(Markup& html, const WorkRecord& work) {
    if (work.creators.empty()) return;
    html.text(" by ");
    for (std::size_t i = 0; i < work.creators.size(); ++i) {
        if (i > 0) html.text(i + 1 == work.creators.size() ? " and " : ", ");
        if (names_nobody(work.creators[i].name))
            html.text("Anonymous");  // many strangers: no page gathers them
        else
            link(html, fmt::format("/people/{}", work.creators[i].id), work.creators[i].name);
        if (work.creators[i].role != "author") html.text(" (" + work.creators[i].role + ")");
    }
}

void write_signs(Markup& html, const WorkRecord& work) {
    html.open("ul").attr("class", "signs").attr("aria-label", "Rating, category, warnings, status");
    const std::string rating = rating_words(work);
    html.open("li").attr(
        "class",
        "rating r-"
            + (work.rating == Rating::unknown ? "none" : std::string(name_of(work.rating))));
    html.text(rating).close();
    for (const std::string& category : work.categories) html.element("li", category);
    for (const std::string& warning : work.warnings)
        html.open("li").attr("class", "warning").text(warning).close();
    if (work.complete) html.element("li", *work.complete ? "complete" : "unfinished");
    if (work.part && work.part->of != 1)
        html.element("li", work.part->of
                               ? fmt::format("part {} of {}", work.part->number, *work.part->of)
                               : fmt::format("part {}", work.part->number));
    html.close();
}

void write_tags(Markup& html, std::string_view field, const std::vector<std::string>& names,
                std::string_view css) {
    for (const std::string& name : names) {
        html.open("li");
        link(html, works_with(field, name), name, css);
        html.close();
    }
}

void write_blurb(Markup& html, const WorkRecord& work, const Snippet& snippet) {
    html.open("article").attr("class", "blurb");
    html.open("h2");
    link(html, fmt::format("/works/{}", work.id), work.title);
    html.open("span").attr("class", "by");
    write_byline(html, work);
    html.close().close();
    if (!work.fandoms.empty()) {
        html.open("ul").attr("class", "fandoms").attr("aria-label", "Fandoms");
        write_tags(html, "fandom", work.fandoms, "");
        html.close();
    }
    write_signs(html, work);
    if (!work.relationships.empty() || !work.characters.empty() || !work.tags.empty()) {
        html.open("ul").attr("class", "tags").attr("aria-label", "Tags");
        write_tags(html, "relationship", work.relationships, "relationship");
        write_tags(html, "character", work.characters, "");
        write_tags(html, "tag", work.tags, "");
        html.close();
    }
    if (!work.summary.empty()) {
        html.open("div").attr("class", "summary");
        prose(html, work.summary);
        html.close();
    }
    if (!snippet.text.empty()) write_snippet(html, snippet);
    html.open("p").attr("class", "figures");
    for (const SeriesPlace& series : work.series) {
        html.text(series.position ? fmt::format("Part {} of ", *series.position)
                                  : "In the series ");
        link(html, fmt::format("/series/{}", series.id), series.name);
        html.text(" · ");
    }
    if (!work.language.empty()) html.text(work.language + " · ");
    html.text(with_separators(work.words) + (work.words == 1 ? " word" : " words"));
    if (work.chapters > 1) html.text(" · " + with_separators(work.chapters) + " chapters");
    if (const auto& date = work.updated ? work.updated : work.published) {
        html.text(" · ").open("time").attr("datetime", date->text()).text(date->text()).close();
    }
    html.close().close();
}

}  // namespace solander
