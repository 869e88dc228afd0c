// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/name_forms.h"

#include <fmt/format.h>

#include "base/text.h"
#include "web/forms.h"

namespace solander {
namespace {

std::int64_t id_of(const App& app, NameList list, const std::string& name) {
    if (const auto known = app.archive().name_called(list, name)) return *known;
    if (const auto id = parsed_number(name); id && *id != 0) return *id;
    throw Error(Fault::usage, fmt::format("nobody and nothing is called '{}'", name));
}

void write_word(Markup& html, std::string_view name, std::string_view label) {
    html.open("label").text(label).text(" ");
    html.open("input").attr("name", name).attr("required", "").close().close().text(" ");
}

}  // namespace

void write_name_forms(Markup& html, std::string_view path, std::string_view what) {
    html.element("h2", "By name or number");
    html.open("form").attr("method", "post").attr("action", path).attr("class", "actions");
    write_word(html, "a", "This");
    write_word(html, "b", "and this");
    write_do(html, "join", fmt::format("are one {}", what));
    write_do(html, "part", "are two");
    html.close();
    html.open("form").attr("method", "post").attr("action", path).attr("class", "actions");
    write_word(html, "a", "This");
    write_word(html, "name", "is shown as");
    write_do(html, "rename", "Rename");
    html.close();
}

void write_acts(Markup& html, const std::vector<NameAct>& acts, std::string_view path,
                std::size_t most) {
    if (acts.empty()) return;
    html.element("h2", "What was said").open("ol").attr("class", "pairs");
    for (std::size_t i = 0; i < acts.size() && i < most; ++i) {
        const NameAct& act = acts[i];
        html.open("li").open("p").text(act.words).close();
        html.open("p").attr("class", "figures").text(act.made_by + ", ");
        html.open("time").attr("datetime", act.made_at);
        html.text(act.made_at.substr(0, 10)).close();
        if (!act.undone_at.empty()) html.text("; taken back");
        html.close();
        if (act.undone_at.empty()) {
            html.open("form").attr("method", "post").attr("action", path);
            html.open("input").attr("type", "hidden").attr("name", "act");
            html.attr("value", fmt::format("{}", act.batch)).close();
            write_do(html, "undo", "Take back");
            html.close();
        }
        html.close();
    }
    html.close();
}

/// What an author said of all of hers goes where her names go: that is more than wrangling.
void see_that_nobody_spoke(const App& app, const Call& call, NameList list,
                           const std::vector<std::int64_t>& people,
                           std::optional<std::int64_t> act = {}) {
    const bool wrangler = call.account && call.account->role < Role::archivist;
    if (wrangler && list == NameList::creator && app.archive().speak_in_ledger(people, act))
        throw Error(Fault::conflict,
                    "one of them has said what may become of all her works, and it would hold for "
                    "others, or for fewer",
                    "ask an archivist to do it");
}

Response act_on_names(App& app, const Call& call, NameList list, std::string_view path) {
    const std::string act = form_field(call, "do");
    Archive& archive = app.archive();
    if (act == "undo") {
        const std::int64_t batch = form_number(call, "act").value_or(0);
        see_that_nobody_spoke(app, call, list, {}, batch);
        const auto undone = archive.undo_names(list, batch);
        if (!undone) throw undone.error();
        return Response::redirect(std::string(path));
    }
    const bool by_address = call.numbers.size() == 2;
    const std::int64_t a = by_address ? call.numbers[0] : id_of(app, list, form_field(call, "a"));
    Result<std::int64_t> done = fail(Fault::usage, "a page of ours does not say '" + act + "'");
    if (act == "rename") {
        see_that_nobody_spoke(app, call, list, {a});
        done = archive.rename(list, a, form_field(call, "name"), said_by(call));
    } else {
        const std::int64_t b =
            by_address ? call.numbers[1] : id_of(app, list, form_field(call, "b"));
        see_that_nobody_spoke(app, call, list, {a, b});
        if (act == "join") done = archive.join_names(list, a, b, said_by(call));
        if (act == "join-other") done = archive.join_names(list, b, a, said_by(call));
        const std::string one = form_field(call, "a"), other = form_field(call, "b");
        if (act == "part" && a == b && list == NameList::creator && one != other)
            done = archive.part_spellings(a, one, other, said_by(call));
        else if (act == "part")
            done = archive.part_names(list, a, b, said_by(call));
    }
    if (!done) throw Error(Fault::usage, done.error().message, done.error().hint);
    return Response::redirect(std::string(path));
}

Response no_such_object(std::string_view what) {
    JsonWriter json;
    json.object().key("error").string(fmt::format("no such {}", what)).end();
    Response response = Response::file(json.take(), "application/json", "");
    response.status = 404;
    return response;
}

}  // namespace solander
