// SPDX-License-Identifier: GPL-3.0-or-later
// The permission card of one work, for its keeper: what was said and recorded, what follows, what
// can be recorded next, links for its authors, and taking it down.
#include <fmt/format.h>

#include "archive/author_claims.h"
#include "archive/clock.h"
#include "archive/permit.h"
#include "base/address.h"
#include "base/number.h"
#include "base/text.h"
#include "vocabulary/nobody.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/forms.h"
#include "web/routes.h"

namespace solander {
namespace {

/// Before a name of "about": her part in this work alone.
const std::string kPart = "part:";

/// The day, where a whole time is known too.
void write_moment(Markup& html, const std::string& moment) {
    html.open("time").attr("datetime", moment).attr("title", moment);
    html.text(moment.substr(0, 10)).close();
}

void write_history(Markup& html, const PermitHistory& history) {
    const WorkRecord& work = history.record;
    const std::string_view means = name_of(work.permission.by_default);
    html.element("p", history.corrected_by.empty()
                          ? fmt::format("The file says: {}", means)
                          : fmt::format("{} corrected what the file says, on {}, to: {}",
                                        history.corrected_by, history.corrected_at.substr(0, 10),
                                        means));
    if (!work.permission.as_given.empty())
        html.open("blockquote").element("p", without_addresses(work.permission.as_given)).close();
    if (!history.events.empty()) {
        html.open("div").attr("class", "wide").attr("tabindex", "0").attr("role", "region");
        html.attr("aria-label", "What was recorded").open("table").open("thead").open("tr");
        for (const char* name : {"Said", "What", "About", "Evidence", "Recorded"})
            html.open("th").attr("scope", "col").text(name).close();
        html.close().close().open("tbody");
        for (const LedgerEvent& event : history.events) {
            html.open("tr").open("td");
            write_moment(html, event.when);
            html.close().element("td", event.what);
            html.element("td", event.name.empty() ? "this work"
                               : event.of_part    ? "the part of " + without_addresses(event.name)
                                               : "all works of " + without_addresses(event.name));
            html.element("td", without_addresses(event.evidence));
            html.open("td").text(event.who + ", ");
            write_moment(html, event.recorded_at);
            html.close().close();
        }
        html.close().close().close();
    }
    html.open("p")
        .text(fmt::format("So, when served to the public, it is {}.", name_of(work.visibility)))
        .close();
}

void write_line(Markup& html, const char* name, const char* label, bool required) {
    html.open("p").open("label").text(label).text(" ").open("input").attr("name", name);
    if (required) html.flag("required");
    html.close().close().close();
}

void open_act(Markup& html, const std::string& path, std::string_view act) {
    html.open("form").attr("method", "post").attr("action", path);
    write_hidden(html, "do", act);
}

void write_record_form(Markup& html, const std::string& path, const WorkRecord& work) {
    html.element("h2", "Record what happened");
    html.open("form").attr("method", "post").attr("action", path);
    html.open("p").open("label").text("What ").open("select").attr("name", "what");
    for (const std::string_view word : ledger_words())
        if (is_recorded_by_hand(word)) html.open("option").attr("value", word).text(word).close();
    html.close().close().close();
    html.open("p").open("label").text("About ").open("select").attr("name", "about");
    html.open("option").attr("value", "").text("this work").close();
    for (const Creator& creator : work.creators) {
        const std::string shown = without_addresses(creator.name);
        html.open("option").attr("value", creator.name).text("all works of " + shown).close();
        if (work.creators.size() > 1)
            html.open("option")
                .attr("value", kPart + creator.name)
                .text("the part of " + shown)
                .close();
    }
    html.close().close().close();
    write_line(html, "on", "When it was said (2003, 2003-02, 2003-02-14; empty: now)", false);
    write_line(html, "evidence", "What was said, or where that is kept", false);
    html.open("button").attr("name", "do").attr("value", "record").text("Record").close().close();
}

/// Private links for the authors of the work, by whatever way they are reached.
void write_claim_links(Markup& html, App& app, const std::string& path, const WorkRecord& work) {
    html.element("h2", "Links for the authors");
    html.element("p", "By a private link an author says by herself what becomes of all of hers, "
                      "corrects it, or takes it out. Who has the link can do that: give it to "
                      "nobody else.");
    AuthorClaims claims(app.archive());
    std::vector<const Creator*> authors;
    for (const Creator& creator : work.creators)
        if (has_a_say(creator) && !names_nobody(creator.name)) authors.push_back(&creator);
    for (const Creator* const author : authors) {
        const std::string shown = without_addresses(author->name);
        const auto links = claims.links(author->id);
        if (!links.empty()) html.open("ul").attr("class", "keys");
        for (const ClaimLink& one : links) {
            const bool ended = !one.revoked_at.empty() || one.until < now_text();
            html.open("li").text(fmt::format(
                "{}: made {} by {}, {}", shown, one.made_at.substr(0, 10),
                without_addresses(one.made_by),
                !one.revoked_at.empty() ? "revoked " + one.revoked_at.substr(0, 10)
                                        : (ended ? "ended " : "ends ") + one.until.substr(0, 10)));
            if (!ended) {
                open_act(html, path, "revoke");
                write_hidden(html, "link", std::to_string(one.id));
                html.element("button", "Revoke it").close();
            }
            html.close();
        }
        if (!links.empty()) html.close();
    }
    html.open("div").attr("class", "actions");
    for (const Creator* const author : authors) {
        open_act(html, path, "link");
        write_hidden(html, "about", author->name);
        html.element("button", "Make a link for " + without_addresses(author->name)).close();
    }
    html.close();
}

Response link_page(App& app, const Call& call, const MadeClaimLink& made, const std::string& name) {
    Response response =
        Response::page(page_text(app.frame(call, "A private link"), [&](Markup& html) {
            html.element("h1", "A private link for " + without_addresses(name));
            html.element("p", "It is shown this once, and kept nowhere. Send it to her alone.");
            html.open("p").attr("class", "key").element("code", made.url).close();
            html.element("p", fmt::format("It ends on {}.", made.until.substr(0, 10)));
            if (made.url.starts_with('/'))
                write_hint(html,
                           "The name of this server stands before it; with archive.address in "
                           "solander.toml it is put there.");
            html.open("p");
            link(html, fmt::format("/admin/permission/{}", call.numbers[0]), "Done");
            html.close();
        }));
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    return response;
}

void write_takedown_form(Markup& html, const std::string& path) {
    html.element("h2", "Taking it down");
    html.open("details").open("summary").text("Take it down").close();
    html.open("p")
        .text("Its text, words and all that is known of it go at once, from every page and file, "
              "for good; so do its versions and works with the same words. It does not come in "
              "again.")
        .close();
    html.open("form").attr("method", "post").attr("action", path);
    write_line(html, "reason", "Why", true);
    html.open("p").open("label").open("input").attr("type", "checkbox").attr("name", "sure");
    html.attr("value", "yes").flag("required").close().text(" I am sure").close().close();
    html.open("button").attr("name", "do").attr("value", "takedown").text("Take it down");
    html.close().close().close();
}

Response taken_page(App& app, const Call& call, const TakenDown& done) {
    return Response::page(page_text(app.frame(call, "Taken down"), [&](Markup& html) {
        html.open("section").attr("class", "notice").element("h1", "Taken down");
        html.open("p").text(done.works.size() == 1
                                ? "The work is gone."
                                : fmt::format("{} works are gone.", done.works.size()));
        html.close().open("ul");
        for (const TakenOriginal& original : done.originals)
            html.element("li",
                         fmt::format("{}: {}{}", original.name.empty() ? "a file" : original.name,
                                     original.what == TakenOriginal::What::destroyed ? "destroyed"
                                     : original.what == TakenOriginal::What::sealed
                                         ? "encrypted; its key can be destroyed"
                                         : "it was missing",
                                     original.others.empty()
                                         ? ""
                                         : fmt::format("; {} other works in it stay",
                                                       with_separators(original.others.size()))));
        html.close().open("p");
        link(html, "/works", "All works");
        html.close().close();
    }));
}

}  // namespace

Response permission_page(App& app, const Call& call) {
    const auto history = app.archive().permit_history(call.viewer, call.numbers[0], "");
    if (!history || history->record.visibility == Visibility::removed) return app.no_such_page();
    const std::string path = fmt::format("/admin/permission/{}", call.numbers[0]);
    return Response::page(page_text(app.frame(call, "Permission"), [&](Markup& html) {
        html.open("article").attr("class", "work").element("h1", "Permission");
        html.open("p");
        link(html, fmt::format("/works/{}", history->record.id), history->record.title);
        html.close();
        write_history(html, *history);
        write_record_form(html, path, history->record);
        write_claim_links(html, app, path, history->record);
        write_takedown_form(html, path);
        html.close();
    }));
}

Response permission_answer(App& app, const Call& call) {
    Archive& archive = app.archive();
    const WorkId work = call.numbers[0];
    if (form_field(call, "do") == "takedown") {
        if (form_field(call, "sure") != "yes")
            throw Error(Fault::usage, "nothing was taken down: it was not said that you are sure");
        const auto done =
            archive.take_down({work, {}, form_field(call, "reason"), said_by(call)}, false);
        if (!done) throw done.error();
        return taken_page(app, call, *done);
    }
    std::string about = form_field(call, "about");
    const bool part = about.starts_with(kPart);
    if (part) about.erase(0, kPart.size());
    std::optional<std::int64_t> author;
    if (!about.empty()) {
        author = archive.name_called(NameList::creator, about);
        if (!author) throw Error(Fault::usage, "nobody is called '" + about + "'");
    }
    if (form_field(call, "do") == "link" && author) {
        const auto made = AuthorClaims(archive).make_link(*author, said_by(call));
        if (!made) throw made.error();
        return link_page(app, call, *made, about);
    }
    if (form_field(call, "do") == "revoke") {
        const auto done = AuthorClaims(archive).revoke_link(form_number(call, "link").value_or(0));
        if (!done) throw done.error();
        return Response::redirect(fmt::format("/admin/permission/{}", work));
    }
    PermitSubject subject{author && !part ? std::nullopt : std::optional(work), author};
    const auto changes =
        archive.record_permission(subject, {form_field(call, "what"), form_field(call, "on"),
                                            said_by(call), form_field(call, "evidence")});
    if (!changes) throw changes.error();
    return Response::redirect(fmt::format("/admin/permission/{}", work));
}

}  // namespace solander
