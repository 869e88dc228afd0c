// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/history_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "archive/reading_history.h"
#include "base/csv.h"
#include "base/number.h"
#include "base/text.h"
#include "web/blurbs.h"
#include "web/form_data.h"
#include "web/forms.h"

namespace solander {
namespace {

constexpr std::string_view kPage = "/account/reading";
constexpr std::size_t kPerPage = 50;

std::string address_of(const ReadingPlace& place) {
    return place.chapter ? fmt::format("/works/{}/chapters/{}", place.work, *place.chapter)
                         : fmt::format("/works/{}/read", place.work);
}

std::string where(const ReadingPlace& place) {
    return place.chapter ? fmt::format("chapter {}", *place.chapter) : "all on one page";
}

/// One button that says one thing of one work; 0: of all.
void write_act(Markup& html, std::string_view act, WorkId work, std::string_view to,
               std::string_view label, std::string_view title = {}) {
    html.open("form").attr("method", "post").attr("action", kPage);
    write_hidden(html, "do", act);
    if (work != 0) write_hidden(html, "work", fmt::format("{}", work));
    write_hidden(html, "to", to);
    html.open("button");
    if (!title.empty()) html.attr("aria-label", fmt::format("{}: {}", label, title));
    html.text(label).close().close();
}

/// Those that she may see today, in the order of `places`; of others she is told the number alone.
std::vector<std::pair<ReadingPlace, std::optional<WorkRecord>>>
with_works(const App& app, const Call& call, const std::vector<ReadingPlace>& places) {
    std::vector<WorkId> ids;
    ids.reserve(places.size());
    for (const ReadingPlace& place : places) ids.push_back(place.work);
    std::vector<WorkRecord> works = app.archive().blurbs(call.viewer, ids);
    std::vector<std::pair<ReadingPlace, std::optional<WorkRecord>>> rows;
    std::size_t at = 0;
    for (const ReadingPlace& place : places) {
        const bool seen = at < works.size() && works[at].id == place.work;
        rows.emplace_back(place, seen ? std::optional(std::move(works[at])) : std::nullopt);
        at += seen ? 1 : 0;
    }
    return rows;
}

void write_row(Markup& html, const ReadingPlace& place, const std::optional<WorkRecord>& work,
               std::string_view to) {
    const std::string title =
        work ? work->title : fmt::format("Work {}, not shown any more", place.work);
    html.open("li").open("p");
    if (work) {
        link(html, fmt::format("/works/{}", place.work), title);
        write_byline(html, *work);
    } else {
        html.text(title);
    }
    html.close().open("p").attr("class", "figures");
    html.text(fmt::format("{}, {}", where(place), place.at.substr(0, 10))).close();
    html.open("div").attr("class", "proposal");
    if (work) {
        html.open("a").attr("href", address_of(place));
        html.attr("aria-label", fmt::format("Go on reading: {}", title));
        html.text("Go on reading").close();
        write_act(html, place.done ? "not-done" : "done", place.work, to,
                  place.done ? "Not read yet" : "Mark as read", title);
    }
    write_act(html, "forget", place.work, to, "Forget", title);
    html.close().close();
}

void write_switch(Markup& html, bool on) {
    html.open("p").text(
        on ? "The library keeps where you were in each work, for you alone: nobody else is shown "
             "it, not its keepers either."
           : "Nothing is kept of what you read. If you like, the library keeps where you were in "
             "each work, for you alone, until you have it forgotten.");
    html.close();
    write_act(html, on ? "off" : "on", 0, kPage, on ? "Keep no more" : "Keep where I was");
}

std::size_t from_of(const Request& request, std::size_t all) {
    const std::string_view text = request.parameter("from");
    std::size_t from = 0;
    std::from_chars(text.data(), text.data() + text.size(), from);
    return from < all ? from : 0;
}

void write_paging(Markup& html, bool done, std::size_t from, std::size_t all) {
    if (all <= kPerPage) return;
    const auto at = [&](std::size_t place) {
        return fmt::format("{}?{}from={}", kPage, done ? "done=yes&" : "", place);
    };
    html.open("nav").attr("class", "paging").attr("aria-label", "More of the list");
    if (from > 0) link(html, at(from > kPerPage ? from - kPerPage : 0), "← Back");
    html.element("span", fmt::format("{}–{} of {}", from + 1, std::min(from + kPerPage, all), all));
    if (from + kPerPage < all) link(html, at(from + kPerPage), "More →");
    html.close();
}

void write_tabs(Markup& html, bool done, std::size_t open, std::size_t read) {
    html.open("nav").attr("class", "sorts").attr("aria-label", "Which");
    const auto tab = [&](std::string_view href, std::string_view label, std::size_t count,
                         bool here) {
        html.open("a").attr("href", href);
        if (here) html.attr("aria-current", "page");
        html.text(fmt::format("{} ({})", label, with_separators(count))).close().text(" ");
    };
    tab(kPage, "Go on reading", open, !done);
    tab(fmt::format("{}?done=yes", kPage), "Read", read, done);
    html.close();
}

}  // namespace

void note_place(App& app, const Call& call, WorkId work, std::optional<int> chapter) {
    // What a browser fetches in advance nobody reads yet.
    if (!call.account || call.by_token || call.request.method != "GET"
        || !call.request.header("sec-purpose").empty() || !call.request.header("purpose").empty())
        return;
    ReadingHistory(app.archive(), *call.account).reached(work, chapter);
}

void write_place(Markup& html, App& app, const Call& call, const WorkView& view) {
    if (!call.account || call.by_token || view.chapters.empty()) return;
    const auto place = ReadingHistory(app.archive(), *call.account).place(view.record.id);
    if (!place) return;
    const std::string here = fmt::format("/works/{}", view.record.id);
    html.open("div").attr("class", "proposal place");
    html.open("span").attr("class", "said");
    html.text(fmt::format("You were at {} on {}{}.", where(*place), place->at.substr(0, 10),
                          place->done ? ", and have read it" : ""));
    html.close();
    link(html, address_of(*place), "Go on reading");
    write_act(html, place->done ? "not-done" : "done", view.record.id, here,
              place->done ? "Not read yet" : "Mark as read");
    html.close();
}

void write_done(Markup& html, App& app, const Call& call, WorkId work) {
    if (!call.account || call.by_token) return;
    const auto place = ReadingHistory(app.archive(), *call.account).place(work);
    if (!place || place->done) return;
    html.open("div").attr("class", "turning done");
    write_act(html, "done", work, fmt::format("/works/{}", work), "Mark as read");
    html.close();
}

Response history_page(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    const ReadingHistory history(app.archive(), *call.account);
    const bool on = history.on(), done = call.request.parameter("done") == "yes";
    std::vector<ReadingPlace> places = history.places();
    const std::size_t all = places.size();
    std::erase_if(places, [done](const ReadingPlace& place) { return place.done != done; });
    const std::size_t open = done ? all - places.size() : places.size();
    const std::size_t from = from_of(call.request, places.size()), count = places.size();
    places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(from));
    if (places.size() > kPerPage) places.resize(kPerPage);
    const auto rows = with_works(app, call, places);
    return Response::page(page_text(app.frame(call, "What you read"), [&](Markup& html) {
        html.open("section").attr("class", "work").element("h1", "What you read");
        write_switch(html, on);
        if (all > 0) {
            write_tabs(html, done, open, all - open);
            html.open("ul").attr("class", "pairs");
            for (const auto& [place, work] : rows)
                write_row(html, place, work, call.request.target);
            html.close();
            write_paging(html, done, from, count);
            html.element("h2", "Yours to take, or to have forgotten").open("p");
            link(html, "/account/reading.csv", "As a table (CSV)");
            html.text(" · ");
            link(html, "/account/reading.json", "As JSON");
            html.close();
            html.open("details").attr("class", "claims");
            html.element("summary", "Have all of it forgotten");
            html.element("p", "It cannot be brought back.");
            write_act(html, "forget-all", 0, kPage, "Forget all of it");
            html.close();
        } else if (on) {
            html.open("p").attr("class", "empty");
            html.text("Nothing yet: open a chapter, and it is here.").close();
        }
        html.close();
    }));
}

Response history_answer(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    std::string act, to(kPage);
    WorkId work = 0;
    for (const auto& [name, value] : form_of(call.request)) {
        if (name == "do") act = value;
        if (name == "to") to = path_of_ours(value, kPage);
        if (name == "work") std::from_chars(value.data(), value.data() + value.size(), work);
    }
    ReadingHistory history(app.archive(), *call.account);
    if (act == "on" || act == "off")
        history.turn(act == "on");
    else if (act == "forget-all")
        history.forget_all();
    else if (act == "forget")
        history.forget(work);
    else if ((act == "done" || act == "not-done") && history.on()
             && app.archive().work(call.viewer, work))
        history.mark(work, act == "done");
    return Response::redirect(to);
}

Response history_csv(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    std::string text;
    write_csv_row(text, {"work", "title", "creators", "chapter", "read", "at"});
    for (const auto& [place, work] :
         with_works(app, call, ReadingHistory(app.archive(), *call.account).places())) {
        std::vector<std::string> names;
        if (work)
            for (const auto& creator : work->creators) names.push_back(creator.name);
        write_csv_row(text, {fmt::format("{}", place.work), guarded_cell(work ? work->title : ""),
                             guarded_cell(fmt::format("{}", fmt::join(names, "; "))),
                             place.chapter ? fmt::format("{}", *place.chapter) : "",
                             place.done ? "yes" : "no", place.at});
    }
    return Response::file(std::move(text), "text/csv; charset=utf-8", "reading.csv");
}

Response history_json(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    const ReadingHistory history(app.archive(), *call.account);
    JsonWriter json;
    json.object().key("kept").boolean(history.on()).key("reading").array();
    for (const auto& [place, work] : with_works(app, call, history.places())) {
        json.object().key("id").number(place.work);
        if (work) {
            json.key("title").string(work->title).key("creators").array();
            for (const auto& creator : work->creators) json.string(creator.name);
            json.end();
        }
        if (place.chapter) json.key("chapter").number(std::int64_t{*place.chapter});
        json.key("read").boolean(place.done).key("at").string(place.at).end();
    }
    json.end().end();
    return Response::file(json.take() + "\n", "application/json", "reading.json");
}

}  // namespace solander
