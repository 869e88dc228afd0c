// SPDX-License-Identifier: GPL-3.0-or-later
// A series in order, with its gaps; what stands beside a work in it. Curators: series with gaps
// first.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/number.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/forms.h"
#include "web/left_out.h"
#include "web/name_forms.h"
#include "web/routes.h"
#include "web/series_notes.h"

namespace solander {
namespace {

constexpr std::size_t kPerPage = 50;
constexpr std::size_t kSeries = 200;  // on the curators' page
constexpr std::size_t kActs = 20;     // on the curators' page
constexpr double kHighest = 1e6;      // place in a series

void write_links(Markup& html, std::string_view heading, const std::vector<SeriesLink>& links) {
    if (links.empty()) return;
    html.element("h2", heading).open("ul").attr("class", "pairs");
    for (const SeriesLink& one : links) {
        html.open("li");
        if (one.position) html.text(fmt::format("{}. ", *one.position));
        link(html, fmt::format("/series/{}", one.series.id), one.series.name);
        html.open("span").attr("class", "figures");
        html.text(fmt::format(" {} {}", with_separators(one.series.works),
                              one.series.works == 1 ? "work" : "works"));
        html.close().close();
    }
    html.close();
}

/// Whole positions between two works that nobody has here.
void write_gap(Markup& html, const SeriesSheet& sheet, double after, double before) {
    std::vector<int> gap;
    for (const int missing : sheet.missing)
        if (missing > after && missing < before) gap.push_back(missing);
    if (gap.empty()) return;
    html.open("p").attr("class", "gap");
    html.text(gap.size() == 1 ? fmt::format("Part {} is not here.", gap.front())
                              : fmt::format("Parts {} {} {} are not here.", gap.front(),
                                            gap.size() == 2 ? "and" : "to", gap.back()));
    html.close();
}

void write_entry_head(Markup& html, const SeriesSheet& sheet, const SeriesEntry& entry) {
    std::string place = entry.position ? fmt::format("{}", *entry.position) : "No number";
    if (entry.again) place += "; this place stands twice";
    if (entry.written != sheet.name) place += fmt::format(" (as “{}”)", entry.written);
    html.open("p").attr("class", "place").text(place).close();
    if (!entry.missing_parts.empty())
        html.open("p").attr("class", "gap").text(entry.missing_parts).close();
}

/// For who may correct works.
void write_move(Markup& html, std::int64_t series, const SeriesEntry& entry) {
    html.open("details").attr("class", "unfold").open("summary").text("Move it").close();
    html.open("form").attr("method", "post").attr("class", "actions");
    html.attr("action", fmt::format("/admin/series/{}", series));
    write_hidden(html, "work", std::to_string(entry.work));
    html.open("label").text("Place ").open("input").attr("name", "position").attr("size", "5");
    html.attr("inputmode", "decimal");
    html.attr("value", entry.position ? fmt::format("{}", *entry.position) : "").close().close();
    write_do(html, "move", "Move");
    link(html, fmt::format("/admin/review/{}#corrections", entry.work), "What was corrected");
    html.close().close();
}

void write_put_in(Markup& html, std::int64_t series) {
    html.open("form").attr("method", "post").attr("class", "actions");
    html.attr("action", fmt::format("/admin/series/{}", series));
    for (const auto& [name, label] : {std::pair("work", "The work with the number "),
                                      std::pair("position", "belongs here too, as part ")}) {
        html.open("label").text(label).open("input").attr("name", name).attr("size", "5");
        html.attr("inputmode", "decimal").close().close();
    }
    write_do(html, "move", "Put it in");
    html.close();
}

void write_paging(Markup& html, std::int64_t series, std::size_t from, std::size_t all) {
    if (all <= kPerPage) return;
    const auto at = [&](std::size_t place) {
        return place == 0 ? fmt::format("/series/{}", series)
                          : fmt::format("/series/{}?from={}", series, place);
    };
    html.open("nav").attr("class", "paging").attr("aria-label", "More of the series");
    if (from > 0)
        html.open("a")
            .attr("rel", "prev")
            .attr("href", at(from > kPerPage ? from - kPerPage : 0))
            .text("← Back")
            .close();
    const std::size_t to = std::min(from + kPerPage, all);
    html.element("span", fmt::format("{}–{} of {}", from + 1, to, all));
    if (to < all) html.open("a").attr("rel", "next").attr("href", at(to)).text("More →").close();
    html.close();
}

void write_to(Markup& html, std::string_view rel, const SeriesEntry& entry) {
    html.open("a").attr("rel", rel).attr("href", fmt::format("/works/{}", entry.work));
    html.text(rel == "prev" ? "← " + entry.title : entry.title + " →").close();
}

}  // namespace

void write_neighbours(Markup& html, const std::vector<SeriesNeighbours>& all) {
    for (const SeriesNeighbours& one : all) {
        if (!one.before && !one.after) continue;
        html.open("nav").attr("class", "turning series");
        html.attr("aria-label", fmt::format("Series {}", one.series.name));
        if (one.before) write_to(html, "prev", *one.before);
        link(html, fmt::format("/series/{}", one.series.id),
             one.position ? fmt::format("{} of {}", *one.position, one.series.name)
                          : one.series.name);
        if (one.after) write_to(html, "next", *one.after);
        html.close();
    }
}

Response series_page(App& app, const Call& call) {
    const auto sheet = app.archive().series(call.viewer, call.numbers[0]);
    if (!sheet) return app.no_such_page();
    if (sheet->id != call.numbers[0])
        return Response::redirect(fmt::format("/series/{}", sheet->id));
    const std::string_view asked = call.request.parameter("from");
    std::size_t from = 0;
    std::from_chars(asked.data(), asked.data() + asked.size(), from);
    if (from >= sheet->entries.size()) from = 0;
    const std::size_t to = std::min(from + kPerPage, sheet->entries.size());
    std::vector<WorkId> ids;
    for (std::size_t i = from; i < to; ++i) ids.push_back(sheet->entries[i].work);
    const std::vector<WorkRecord> works = app.archive().blurbs(call.viewer, ids);
    const BrowseFilters filters(call.request);
    const LeftOut left_out = left_out_of(app, call);
    const std::vector<WorkId> without = works_left_out(app, call, left_out.query(filters), ids);
    const bool corrects = lets_in(Who::archivist, call);
    return Response::page(page_text(app.frame(call, sheet->name), [&](Markup& html) {
        html.element("h1", sheet->name);
        html.open("p").attr("class", "said");
        html.text(fmt::format("A series of {} {} here.", with_separators(sheet->entries.size()),
                              sheet->entries.size() == 1 ? "work" : "works"));
        if (!sheet->missing.empty()) html.text(" " + gaps_in_words(*sheet));
        html.close();
        if (sheet->names.size() > 1) {
            html.open("p").attr("class", "said").text("Also written ");
            for (std::size_t i = 1; i < sheet->names.size(); ++i)
                html.text((i > 1 ? ", " : "") + sheet->names[i].name);
            html.close();
        }
        write_left_out(html, left_out, filters);
        write_links(html, "Part of", sheet->outer);
        write_links(html, "Holds", sheet->inner);
        html.open("section").attr("class", "results in-series");
        double before = from > 0 ? sheet->entries[from - 1].position.value_or(sheet->highest) : 0;
        std::size_t shown = 0;
        for (std::size_t i = from; i < to; ++i) {
            const SeriesEntry& entry = sheet->entries[i];
            if (shown == works.size() || works[shown].id != entry.work) continue;
            write_gap(html, *sheet, before, entry.position.value_or(before));
            before = entry.position.value_or(before);
            write_entry_head(html, *sheet, entry);
            if (corrects) write_move(html, sheet->id, entry);
            const WorkRecord& work = works[shown++];
            if (std::find(without.begin(), without.end(), work.id) == without.end())
                write_blurb(html, work, {});
            else
                html.open("p").attr("class", "gap").text("Left out, as you asked.").close();
        }
        html.close();
        write_paging(html, sheet->id, from, sheet->entries.size());
        if (corrects) write_put_in(html, sheet->id);
    }));
}

Response admin_series_page(App& app, const Call& call) {
    std::vector<SeriesSheet> all = app.archive().all_series(call.viewer);
    std::stable_partition(all.begin(), all.end(), wants_a_look);
    return Response::page(page_text(app.frame(call, "Series"), [&](Markup& html) {
        html.element("h1", "Series");
        html.element("p", "Those with gaps first. Two spellings become one series only when you "
                          "say so.");
        if (all.empty())
            html.open("p").attr("class", "empty").text("No work says that it is in one.").close();
        html.open("ol").attr("class", "pairs");
        for (std::size_t i = 0; i < all.size() && i < kSeries; ++i) {
            const SeriesSheet& sheet = all[i];
            html.open("li").open("p");
            link(html, fmt::format("/series/{}", sheet.id), sheet.name);
            html.open("span").attr("class", "figures");
            html.text(fmt::format(" {} · {} {}", sheet.id, with_separators(sheet.entries.size()),
                                  sheet.entries.size() == 1 ? "work" : "works"));
            html.close().close();
            if (!sheet.missing.empty())
                html.open("p").attr("class", "said").text(gaps_in_words(sheet)).close();
            for (std::size_t k = 1; k < sheet.entries.size(); ++k)
                if (sheet.entries[k].again
                    && sheet.entries[k].position == sheet.entries[k - 1].position)
                    html.open("p")
                        .attr("class", "said")
                        .text(fmt::format("{} stands twice: {}, {}.", *sheet.entries[k].position,
                                          sheet.entries[k - 1].title, sheet.entries[k].title))
                        .close();
            html.close();
        }
        html.close();
        if (all.size() > kSeries)
            html.element("p", fmt::format("The first {} are shown; solander series --limit 0 "
                                          "shows all.",
                                          kSeries));
        write_name_forms(html, "/admin/series", "series");
        write_acts(html, app.archive().name_acts(NameList::series), "/admin/series", kActs);
    }));
}

Response series_act(App& app, const Call& call) {
    return act_on_names(app, call, NameList::series, "/admin/series");
}

Response series_move(App& app, const Call& call) {
    if (form_field(call, "do") != "move")
        throw Error(Fault::usage, "a page of ours does not say '" + form_field(call, "do") + "'");
    const std::string text(form_field(call, "position"));
    std::optional<double> position;
    if (!text.empty()) {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size()
            || !(value >= 0 && value < kHighest))
            throw Error(Fault::usage, "'" + text + "' is no place in a series: 2, or 0.5");
        position = value;
    }
    const WorkId work = form_number(call, "work").value_or(0);
    const auto moved = app.archive().move_in_series(work, call.numbers[0], position, said_by(call));
    if (!moved) throw moved.error();
    return Response::redirect(fmt::format("/series/{}", call.numbers[0]));
}

Response api_series(App& app, const Call& call) {
    const auto sheet = app.archive().series(call.viewer, call.numbers[0]);
    if (!sheet) return no_such_object("series");
    JsonWriter json;
    json.object();
    write_series_members(json, *sheet);
    return Response::file(json.end().take(), "application/json", "");
}

}  // namespace solander
