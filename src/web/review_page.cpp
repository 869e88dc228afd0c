// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: one work's original beside what was read of it; mended and split there.
#include <fmt/format.h>

#include "base/address.h"
#include "export/body.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/field_form.h"
#include "web/findings_pages.h"
#include "web/forms.h"
#include "web/original_lines.h"

namespace solander {
namespace {

std::string review_path(WorkId work) { return fmt::format("/admin/review/{}", work); }

void write_mend(Markup& html, const WorkRecord& work) {
    html.open("form").attr("method", "post").attr("class", "fields");
    html.attr("action", review_path(work.id));
    write_fields(html, work, {});
    write_do(html, "mend", "Mend");
    html.close();
}

/// Where a person sees a second work that no rule saw; and the way back.
void write_split_anywhere(Markup& html, WorkId work, bool split_off) {
    html.open("form").attr("method", "post").attr("class", "actions");
    html.attr("action", review_path(work));
    html.open("label").text("Another work begins at line ");
    html.open("input").attr("name", "line").attr("inputmode", "numeric").attr("size", "6");
    html.close().close();
    write_do(html, "split", "Split");
    html.close();
    if (!split_off) return;
    html.open("form").attr("method", "post").attr("class", "actions");
    html.attr("action", review_path(work));
    write_do(html, "undo-split", "It is a part of the work before it: put them together again");
    html.close();
}

void write_reading(Markup& html, const std::vector<Chapter>& chapters) {
    html.open("section").attr("class", "story").element("h2", "What was read");
    for (const Chapter& chapter : chapters) {
        if (!chapter.title.empty()) html.element("h3", chapter.title);
        BodyOptions options;
        options.title_above = chapter.title;
        options.heading_level = 4;
        write_body(html, chapter.text, options);
    }
    html.close();
}

/// Persons' words on the work, the last first, each with its way back.
void write_corrections(Markup& html, WorkId work, const std::vector<Edit>& edits) {
    if (edits.empty()) return;
    html.open("section").attr("id", "corrections").element("h2", "What was corrected");
    html.open("ol").attr("class", "pairs");
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        html.open("li").open("p").text(
            edit->value.empty()
                ? fmt::format("{}: not stated", edit->field)
                : fmt::format("{}: {}", edit->field, without_addresses(edit->value)));
        html.close().open("p").attr("class", "figures").text(edit->made_by + ", ");
        html.open("time").attr("datetime", edit->made_at).text(edit->made_at.substr(0, 10)).close();
        if (!edit->undone_at.empty()) html.text("; taken back " + edit->undone_at.substr(0, 10));
        html.close();
        if (edit->undone_at.empty()) {
            html.open("form").attr("method", "post").attr("action", review_path(work));
            write_hidden(html, "edit", std::to_string(edit->id));
            write_do(html, "undo-edit", "Take back");
            html.close();
        }
        html.close();
    }
    html.close().close();
}

Response split_answer(App& app, const Call& call) {
    const WorkId id = call.numbers[0];
    const std::string line = form_field(call, "line"), at = form_field(call, "at");
    const auto piece =
        line.empty() ? app.archive().split(
            id, static_cast<std::uint64_t>(parsed_number(at).value_or(0)), said_by(call))
                     : split_at_line(app, call, id, line);
    if (!piece) throw piece.error();
    return Response::redirect(review_path(*piece));
}

/// The form of the page, or one `field` and its `value`.
Result<WorkRecord> mended(App& app, const Call& call) {
    const WorkId id = call.numbers[0];
    if (form_field(call, "do") != "mend")
        return app.archive().edit(id, {{form_field(call, "field"), form_field(call, "value")}},
                                  said_by(call));
    const auto work = app.archive().work(call.viewer, id);
    if (!work) return fail(Fault::not_found, fmt::format("no work {}", id));
    const auto fields = mended_fields(call, *work);
    if (!fields) return tl::unexpected<Error>(fields.error());
    return app.archive().edit(id, *fields, said_by(call));
}

}  // namespace

Response review_page(App& app, const Call& call) {
    const WorkId id = call.numbers[0];
    const auto view = app.archive().sheet(call.viewer, id);
    if (!view) return app.no_such_page();
    const auto reading = app.archive().reading(call.viewer, id);
    const auto chapters = app.archive().chapters(call.viewer, id);
    Frame frame = app.frame(call, "Review: " + view->record.title);
    return Response::page(page_text(frame, [&](Markup& html) {
        html.element("h1", view->record.title).open("p");
        link(html, fmt::format("/works/{}", id), "About this work");
        write_byline(html, view->record);
        html.close();
        write_findings(html, view->findings, review_path(id));
        html.open("details").attr("class", "unfold");
        html.element("summary", "As it stands now, to be mended");
        write_mend(html, view->record);
        html.close();
        write_corrections(html, id, app.archive().edits(call.viewer, id));
        write_split_anywhere(html, id, app.archive().is_split_off(call.viewer, id));
        html.open("div").attr("class", "review");
        html.open("section").attr("class", "source-text").element("h2", "The original");
        if (reading)
            write_original(html, *reading);
        else
            html.element("p", "No story is seen in the original by today's rules.");
        html.close();
        write_reading(html, chapters);
        html.close();
    }));
}

Response mend_answer(App& app, const Call& call) {
    const WorkId id = call.numbers[0];
    const std::string act = form_field(call, "do");
    if (act == "split") return split_answer(app, call);
    if (act == "undo-split") {
        const auto whole = app.archive().undo_split(id, said_by(call));
        if (!whole) throw whole.error();
        return Response::redirect(review_path(*whole));
    }
    const auto done = act == "undo-edit"
                          ? app.archive().undo_edit(id, form_number(call, "edit").value_or(0))
                          : mended(app, call);
    if (!done) throw done.error();
    return Response::redirect(review_path(id));
}

}  // namespace solander
