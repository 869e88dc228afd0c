// SPDX-License-Identifier: GPL-3.0-or-later
// A person's page: all works under all joined pen names. Curators: pen names that may be one.
#include <fmt/format.h>

#include "base/number.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/forms.h"
#include "web/list_page.h"
#include "web/name_forms.h"

namespace solander {
namespace {

constexpr std::size_t kPairs = 100;   // on one page
constexpr std::size_t kActs = 20;     // on one page
constexpr std::size_t kOthers = 100;  // works in other roles, on one page

void write_names(Markup& html, std::string_view path, const std::vector<CountedName>& names) {
    bool first = true;
    for (const CountedName& name : names) {
        if (!std::exchange(first, false)) html.text(", ");
        link(html, fmt::format("{}{}", path, name.id), name.name);
        html.text(fmt::format(" ({})", with_separators(name.works)));
    }
}

void write_person(Markup& html, const Person& person) {
    if (person.names.size() > 1) {
        html.open("p").attr("class", "said").text("Also as ");
        for (std::size_t i = 1; i < person.names.size(); ++i)
            html.text(fmt::format("{}{} ({})", i > 1 ? ", " : "", person.names[i].name,
                                  with_separators(person.names[i].works)));
        html.close();
    }
    if (!person.spellings.empty()) {
        html.open("p").attr("class", "said").text("Also spelled ");
        for (std::size_t i = 0; i < person.spellings.size(); ++i)
            html.text(fmt::format("{}{} ({})", i > 0 ? ", " : "", person.spellings[i].name,
                                  with_separators(person.spellings[i].works)));
        html.close();
    }
    if (person.with_others > 0) {
        html.open("p").attr("class", "said");
        html.text(fmt::format("{} with others: ", with_separators(person.with_others)));
        write_names(html, "/people/", person.co_authors);
        html.close();
    }
    if (!person.series.empty()) {
        html.open("p").attr("class", "said").text("Series: ");
        write_names(html, "/series/", person.series);
        html.close();
    }
}

/// Works that are somebody else's.
void write_others(Markup& html, const App& app, const Call& call, const Person& person) {
    std::vector<WorkId> ids;
    for (const Person::Other& other : person.others)
        if (ids.size() < kOthers) ids.push_back(other.work);
    if (ids.empty()) return;
    html.open("section").element("h2", "Not as their author").open("ul").attr("class", "pairs");
    for (const WorkRecord& work : app.archive().blurbs(call.viewer, ids)) {
        html.open("li");
        link(html, fmt::format("/works/{}", work.id), work.title);
        write_byline(html, work);
        html.close();
    }
    html.close().close();
}

std::string reason_in_words(const NamePair::Reason& reason) {
    switch (reason.what) {
    case NamePair::Reason::What::spelling:
        return "Spelled apart by accents or marks, or surname first.";
    case NamePair::Reason::What::aka:
        return fmt::format("A header says: {}", reason.words);
    case NamePair::Reason::What::address:
        return fmt::format("Both wrote from {}.", reason.words);
    case NamePair::Reason::What::same_work:
        return fmt::format("{} under both.", reason.words);
    }
    return {};
}

void write_pair(Markup& html, const NamePair& pair) {
    html.open("li").open("p");
    write_names(html, "/people/", {pair.a, pair.b});
    html.close();
    for (const NamePair::Reason& reason : pair.reasons)
        html.open("p").attr("class", "said").text(reason_in_words(reason)).close();
    html.open("form").attr("method", "post").attr("class", "actions");
    html.attr("action", fmt::format("/admin/people/{}/{}", pair.a.id, pair.b.id));
    write_do(html, "join", fmt::format("One person: {}", pair.a.name));
    write_do(html, "join-other", fmt::format("One person: {}", pair.b.name));
    write_do(html, "part", "Two people");
    html.close().close();
}

}  // namespace

Response people_page(App& app, const Call& call) {
    const auto person = app.archive().person(call.viewer, call.numbers[0]);
    if (!person) return app.no_such_page();
    if (person->id != call.numbers[0])
        return Response::redirect(fmt::format("/people/{}", person->id));
    ListOf list{person->name, {}, person->wrote, {}, {}};
    list.above = [&](Markup& html) { write_person(html, *person); };
    list.below = [&](Markup& html) { write_others(html, app, call, *person); };
    return list_page(app, call, BrowseFilters(call.request), list);
}

Response admin_people_page(App& app, const Call& call) {
    const std::vector<NamePair> pairs = app.archive().suggested_people(call.viewer);
    return Response::page(page_text(app.frame(call, "People"), [&](Markup& html) {
        html.element("h1", "People");
        html.element("p", "Pen names that may be one person. Nobody is joined unless you say so; "
                          "works keep the names that stand on them.");
        if (pairs.empty())
            html.open("p")
                .attr("class", "empty")
                .text("Nothing speaks for two names being one.")
                .close();
        else
            html.open("p")
                .attr("class", "count")
                .text(fmt::format("{} {}", with_separators(pairs.size()),
                                  pairs.size() == 1 ? "pair" : "pairs"))
                .close();
        html.open("ol").attr("class", "pairs");
        for (std::size_t i = 0; i < pairs.size() && i < kPairs; ++i) write_pair(html, pairs[i]);
        html.close();
        write_name_forms(html, "/admin/people", "person");
        write_acts(html, app.archive().name_acts(NameList::creator), "/admin/people", kActs);
    }));
}

Response people_act(App& app, const Call& call) {
    return act_on_names(app, call, NameList::creator, "/admin/people");
}

Response api_person(App& app, const Call& call) {
    const auto person = app.archive().person(call.viewer, call.numbers[0]);
    if (!person) return no_such_object("person");
    JsonWriter json;
    json.object();
    write_person_members(json, *person);
    return Response::file(json.end().take(), "application/json", "");
}

}  // namespace solander
