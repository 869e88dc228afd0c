// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: what was said of tags, in words, by whom and when; and the way back.
#include <fmt/format.h>

#include "base/number.h"
#include "web/app.h"
#include "web/form_data.h"
#include "web/forms.h"
#include "web/tag_forms.h"

namespace solander {
namespace {

constexpr std::size_t kListed = 300;        // of a tag's history
constexpr std::int64_t kBatches = 200;      // of all, on one page
constexpr std::int64_t kWords = 5;          // of each of them
constexpr std::int64_t kWordsOfOne = 2000;  // of one alone

/// Who and when, and the way back while it holds.
void write_who(Markup& html, std::int64_t batch, const std::string& by, const std::string& at,
               const std::string& undone_at) {
    html.open("p").attr("class", "figures").text(by + ", ");
    html.open("time").attr("datetime", at).text(at.substr(0, 10) + " " + at.substr(11, 5)).close();
    html.text(" · number ");
    link(html, fmt::format("/admin/tags/history?batch={}", batch), std::to_string(batch));
    if (!undone_at.empty()) html.text(" · taken back " + undone_at.substr(0, 10));
    html.close();
    if (!undone_at.empty()) return;
    html.open("form").attr("method", "post").attr("action", "/admin/tags/undo");
    write_hidden(html, "batch", std::to_string(batch));
    write_do(html, "preview", "Undo");
    html.close();
}

}  // namespace

void write_tag_history(Markup& html, const std::vector<TagHistory>& history) {
    if (history.empty()) return;
    html.element("h2", "What was said").open("ol").attr("class", "pairs");
    for (std::size_t i = 0; i < history.size() && i < kListed;) {
        const TagHistory& row = history[i];
        html.open("li");
        for (; i < history.size() && i < kListed && history[i].batch == row.batch; ++i)
            html.element("p", in_words(history[i]));
        write_who(html, row.batch, row.made_by, row.made_at, row.undone_at);
        html.close();
    }
    html.close();
}

Response tags_history_page(App& app, const Call& call) {
    const std::int64_t number = tag_number(call.request.parameter("batch"));
    std::vector<TagBatch> batches;
    if (number == 0)
        batches = app.archive().tag_batches(kBatches, kWords);
    else if (auto batch = app.archive().tag_batch(number, kWordsOfOne))
        batches.push_back(std::move(*batch));
    else
        return app.no_such_page();
    return Response::page(page_text(app.frame(call, "What was said of tags"), [&](Markup& html) {
        html.element("h1", "What was said of tags");
        write_tags_done(html, call);
        if (batches.empty()) html.open("p").attr("class", "empty").text("Nothing yet.").close();
        html.open("ol").attr("class", "pairs").flag("reversed");
        for (const TagBatch& batch : batches) {
            html.open("li").attr("value", batch.batch);
            for (const TagHistory& said : batch.said) html.element("p", in_words(said));
            if (batch.left > 0)
                html.open("p")
                    .attr("class", "said")
                    .text(fmt::format("and {} more", with_separators(batch.left)))
                    .close();
            write_who(html, batch.batch, batch.made_by, batch.made_at, batch.undone_at);
            html.close();
        }
        html.close().open("p").attr("class", "actions");
        if (number != 0) link(html, "/admin/tags/history", "All that was said");
        link(html, "/admin/tags", "Tags that nobody has settled");
        html.close();
    }));
}

Response tags_undo_answer(App& app, const Call& call) {
    const FormFields fields = form_of(call.request);
    const std::int64_t batch = tag_number(field_value(fields, "batch"));
    const std::string act = field_value(fields, "do");
    if (act == "undo") {
        const auto done = app.archive().undo_tags(batch);
        if (!done) throw done.error();
        return Response::redirect("/admin/tags/history");
    }
    if (act != "preview") throw Error(Fault::usage, "a page of ours does not say '" + act + "'");
    const auto preview = app.archive().preview_undo_tags(batch);
    if (!preview) throw preview.error();
    return Response::page(
        page_text(app.frame(call, "What undoing would change"), [&](Markup& html) {
            html.element("h1", fmt::format("What undoing number {} would change", batch));
            write_preview(html, preview->changes, preview->faults);
            html.open("form").attr("method", "post").attr("action", "/admin/tags/undo");
            html.attr("class", "actions");
            write_hidden(html, "batch", std::to_string(batch));
            if (preview->faults.empty())
                write_do(html, "undo", "Undo it");
            else
                html.text("What was said later stands on it; undo that first.");
            link(html, "/admin/tags/history", "Leave it");
            html.close();
        }));
}

}  // namespace solander
