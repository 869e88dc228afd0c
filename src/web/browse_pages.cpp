// SPDX-License-Identifier: GPL-3.0-or-later
// Home, the list of works with its filters, and the list of one tag.
#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "base/text.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/filters.h"
#include "web/left_out.h"
#include "web/list_page.h"
#include "web/routes.h"

namespace solander {
namespace {

constexpr std::uint32_t kPerPage = 20;

struct SortChoice {
    std::string_view name, label;
};
constexpr SortChoice kSorts[] = {{"best", "Best match"},     {"date", "Newest first"},
                                 {"-date", "Oldest first"},  {"added", "Last added"},
                                 {"words", "Longest first"}, {"-words", "Shortest first"},
                                 {"title", "Title"},         {"creator", "Creator"}};

std::string said(std::string_view field, std::string_view value) {
    if (field == "complete")
        return value == "yes"  ? "finished"
               : value == "no" ? "unfinished"
                               : "not said whether finished";
    return std::string(value);
}

void write_facet(Markup& html, const BrowseFilters& filters, const FilterField& field,
                 const SearchPage& page) {
    const auto facet = std::find_if(page.facets.begin(), page.facets.end(),
                                    [&](const Facet& f) { return f.field == field.name; });
    const bool chosen = std::any_of(
        filters.choices().begin(), filters.choices().end(),
        [&](const BrowseFilters::Choice& choice) { return choice.field == field.name; });
    if ((facet == page.facets.end() || facet->values.empty()) && !chosen) return;
    html.open("details").attr("class", "facet");
    if (chosen || field.name == "rating" || field.name == "fandom") html.flag("open");
    html.open("summary").text(field.heading).close().open("ul");
    if (facet != page.facets.end())
        for (const FacetValue& value : facet->values) {
            const BrowseFilters::Choice with{std::string(field.name), value.value, false};
            html.open("li");
            if (filters.has(field.name, value.value, false)) {
                link(html, filters.without(with), said(field.name, value.value), "on");
            } else {
                link(html, filters.with(with), said(field.name, value.value));
                html.text(" ")
                    .open("a")
                    .attr("class", "not")
                    .attr("href", filters.with({std::string(field.name), value.value, true}));
                html.attr("aria-label", fmt::format("Leave out {}", said(field.name, value.value)))
                    .attr("title", "Leave these out")
                    .text("−")
                    .close();
            }
            html.text(" ")
                .open("span")
                .attr("class", "count")
                .text(with_separators(value.count))
                .close()
                .close();
        }
    html.close();
    const std::string id = fmt::format("f-{}", field.name);
    html.open("form").attr("action", filters.path());
    for (const auto& [name, value] : filters.carried({}))
        html.open("input").attr("type", "hidden").attr("name", name).attr("value", value).close();
    html.open("label")
        .attr("class", "unseen")
        .attr("for", id)
        .text(fmt::format("Another of {}", field.heading))
        .close();
    html.open("input")
        .attr("id", id)
        .attr("name", field.name)
        .attr("placeholder", fmt::format("more {} …", ascii_lowered(field.heading)))
        .close();
    html.element("button", "Add").close().close();
}

void write_bounds(Markup& html, const BrowseFilters& filters) {
    html.open("details").attr("class", "facet");
    if (!filters.bounds().empty()) html.flag("open");
    html.open("summary")
        .text("Length and date")
        .close()
        .open("form")
        .attr("action", filters.path())
        .attr("class", "bounds");
    for (const auto& [name, value] :
         filters.carried({"words.from", "words.to", "updated.from", "updated.to"}))
        html.open("input").attr("type", "hidden").attr("name", name).attr("value", value).close();
    const std::pair<std::string_view, std::string_view> rows[] = {{"words.from", "Words, from"},
                                                                  {"words.to", "Words, to"},
                                                                  {"updated.from", "Year, from"},
                                                                  {"updated.to", "Year, to"}};
    for (const auto& [name, label] : rows) {
        html.open("label")
            .text(label)
            .text(" ")
            .open("input")
            .attr("name", name)
            .attr("inputmode", "numeric")
            .attr("size", "7");
        html.attr("value", filters.bound(name)).close().close();
    }
    html.element("button", "Apply").close().close();
}

void write_chips(Markup& html, const BrowseFilters& filters) {
    if (filters.choices().empty() && filters.bounds().empty()) return;
    html.open("ul").attr("class", "chips").attr("aria-label", "Filters, each can be taken away");
    const auto chip = [&](const std::string& href, const std::string& text) {
        html.open("li")
            .open("a")
            .attr("href", href)
            .attr("title", "Take this filter away")
            .text(text + " ×")
            .close()
            .close();
    };
    for (const BrowseFilters::Choice& choice : filters.choices())
        chip(filters.without(choice),
             (choice.excluded ? "not " : "") + said(choice.field, choice.value));
    for (const auto& [name, value] : filters.bounds()) {
        const bool from = name.ends_with(".from");
        chip(filters.without_bound(name),
             fmt::format("{} {} {}", name.starts_with("words") ? "words" : "year",
                         from ? "from" : "to", value));
    }
    html.close();
}

void write_list(Markup& html, App& app, const Call& call, const SearchPage& page) {
    std::vector<WorkId> ids;
    for (const Hit& hit : page.hits) ids.push_back(hit.work);
    const std::vector<WorkRecord> works = app.archive().blurbs(call.viewer, ids);
    std::size_t at = 0;
    for (const Hit& hit : page.hits)
        if (at < works.size() && works[at].id == hit.work)
            write_blurb(html, works[at++], hit.snippet);
}

void write_paging(Markup& html, const BrowseFilters& filters, const SearchPage& page) {
    const std::uint32_t from = filters.from();
    const auto shown = static_cast<std::uint32_t>(page.hits.size());
    if (from == 0 && shown >= page.total) return;
    html.open("nav").attr("class", "paging").attr("aria-label", "More of the list");
    if (from > 0)
        html.open("a")
            .attr("rel", "prev")
            .attr("href", filters.at(from > kPerPage ? from - kPerPage : 0))
            .text("← Back")
            .close();
    if (shown > 0)
        html.element("span",
                     fmt::format("{}–{} of {}", with_separators(from + 1),
                                 with_separators(from + shown), with_separators(page.total)));
    if (from + shown < page.total)
        html.open("a")
            .attr("rel", "next")
            .attr("href", filters.at(from + kPerPage))
            .text("More →")
            .close();
    html.close();
}

/// What a tag means and what means it: quiet lines below its name.
void write_kin(Markup& html, const TagView& view) {
    const auto line = [&](const char* label, const std::vector<TagName>& tags) {
        if (tags.empty()) return;
        html.open("p").attr("class", "said").text(label).text(" ");
        bool first = true;
        for (const TagName& tag : tags) {
            if (!first) html.text(" · ");
            first = false;
            link(html, fmt::format("/tags/{}", tag.id), tag.name);
        }
        html.close();
    };
    line("Means here:", view.means);
    line("Also written:", view.synonyms);
    line("Part of:", view.metas);
    line("With:", view.subs);
    line("In:", view.fandoms);
}

}  // namespace

Response list_page(App& app, const Call& call, const BrowseFilters& filters, const ListOf& list) {
    const std::string &base_query = list.query, &heading = list.heading;
    std::string text = filters.query_text();
    if (!base_query.empty()) text = text.empty() ? base_query : base_query + " " + text;
    Frame frame = app.frame(call, heading.empty() ? "Works" : heading);
    frame.query = filters.typed();
    auto query = parse_query(text);
    if (!query) {
        return Response::page(page_text(frame,
                                        [&](Markup& html) {
                                            html.open("section")
                                                .attr("class", "notice")
                                                .element("h1", "That search cannot be read");
                                            html.element("pre", query.error().message);
                                            if (!query.error().hint.empty())
                                                html.element("p", query.error().hint);
                                            html.close();
                                        }),
                              400);
    }
    SearchRequest request;
    request.query = std::move(*query);
    request.offset = filters.from();
    request.limit = kPerPage;
    request.facets = true;
    request.only = list.only;
    const LeftOut left_out = left_out_of(app, call);
    request.without = left_out.query(filters);
    auto sort = sort_from_name(filters.sort().empty() ? (filters.typed().empty() ? "date" : "best")
                                                      : filters.sort());
    if (!sort) sort = sort_from_name("best");
    request.sort = *sort;
    const std::string in_other_words = in_words(request.query);
    const SearchPage page = app.archive().find(call.viewer, std::move(request));
    return Response::page(page_text(frame, [&](Markup& html) {
        html.open("div").attr("class", "browse").open("section").attr("class", "results");
        html.element("h1", heading.empty() ? (filters.typed().empty() ? "Works" : filters.typed())
                                           : heading);
        if (list.above) list.above(html);
        html.open("p")
            .attr("class", "said")
            .text(fmt::format("{} {}", with_separators(page.total),
                              page.total == 1 ? "work" : "works"));
        if (filters.any() && !in_other_words.empty()) html.text(": " + in_other_words);
        html.text(" ")
            .open("a")
            .attr("class", "to-filters")
            .attr("href", "#filters")
            .text("Filters")
            .close()
            .close();
        write_chips(html, filters);
        write_left_out(html, left_out, filters);
        html.open("nav").attr("class", "sorts").attr("aria-label", "Order");
        for (const SortChoice& choice : kSorts) {
            if (choice.name == "best" && filters.typed().empty()) continue;
            const std::string_view now = filters.sort().empty()
                                             ? (filters.typed().empty() ? "date" : "best")
                                             : std::string_view(filters.sort());
            html.open("a").attr("href", filters.sorted(choice.name));
            if (choice.name == now) html.attr("aria-current", "true");
            html.text(choice.label).close().text(" ");
        }
        html.close();
        for (const std::string& hint : page.hints)
            html.open("p").attr("class", "hint").text(hint).close();
        if (page.total == 0)
            html.open("p")
                .attr("class", "empty")
                .text(filters.any() || !left_out.empty()
                          ? "Nothing fits all of that. Take a filter away, use fewer "
                            "words, or end a word with * to find all that begin so."
                          : "The library is empty so far. Add a folder of stories: "
                            "solander add FOLDER")
                .close();
        write_list(html, app, call, page);
        write_paging(html, filters, page);
        if (list.below) list.below(html);
        html.close().open("aside").attr("class", "filters").attr("aria-label", "Filters");
        html.attr("id", "filters");
        for (const FilterField& field : kFilterFields) write_facet(html, filters, field, page);
        write_bounds(html, filters);
        html.open("p");
        link(html, "/left-out?" + form_text({{"to", filters.at(0)}}), "What you never want to see");
        html.close()
            .open("a")
            .attr("class", "to-filters")
            .attr("href", "#main")
            .text("To the works");
        html.close().close().close();
    }));
}

Response works_page(App& app, const Call& call) {
    return list_page(app, call, BrowseFilters(call.request), {});
}

Response tag_page(App& app, const Call& call) {
    const auto view = app.archive().tag_view(call.viewer, call.numbers[0]);
    if (!view) return app.no_such_page();
    const std::string_view kind = name_of(view->tag.kind);
    ListOf list{view->tag.name, field_query(kind == "freeform" ? "tag" : kind, view->tag.name)};
    list.above = [&](Markup& html) {
        write_kin(html, *view);
        if (!lets_in(Who::wrangler, call)) return;
        html.open("p");
        link(html, fmt::format("/admin/tags/{}", view->tag.id), "Look after this tag");
        html.close();
    };
    return list_page(app, call, BrowseFilters(call.request), list);
}

Response home_page(App& app, const Call& call) {
    SearchRequest request;
    request.query = parse_query("").value();
    request.sort.by = Sort::added;
    request.limit = 10;
    request.facets = true;
    request.facet_values = 12;
    request.snippets = false;
    const BrowseFilters filters(call.request);
    const LeftOut left_out = left_out_of(app, call);
    request.without = left_out.query(filters);
    const SearchPage page = app.archive().find(call.viewer, std::move(request));
    return Response::page(page_text(app.frame(call, ""), [&](Markup& html) {
        html.open("section").attr("class", "home").element("h1", app.library());
        html.open("p")
            .attr("class", "said")
            .text(fmt::format("{} {}.", with_separators(page.total),
                              page.total == 1 ? "work" : "works"))
            .text(" ");
        link(html, "/works", "Browse them all");
        html.text(".").close();
        write_left_out(html, left_out, filters);
        for (const Facet& facet : page.facets) {
            if (facet.field != "fandom" || facet.values.empty()) continue;
            html.element("h2", "Fandoms").open("ul").attr("class", "shelf");
            for (const FacetValue& value : facet.values) {
                html.open("li");
                link(html, "/works?" + form_text({{"fandom", value.value}}), value.value);
                html.text(" ")
                    .open("span")
                    .attr("class", "count")
                    .text(with_separators(value.count))
                    .close()
                    .close();
            }
            html.close();
        }
        if (page.total == 0 && left_out.empty()) {
            html.open("p")
                .attr("class", "empty")
                .text("The library is empty so far. Add a folder of stories: solander add FOLDER")
                .close();
        } else {
            html.element("h2", "Last added");
            write_list(html, app, call, page);
        }
        html.close();
    }));
}

}  // namespace solander
