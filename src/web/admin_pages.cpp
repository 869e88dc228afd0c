// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: what wants attention, and one work's original beside what was read of it.
#include <fmt/format.h>

#include <charconv>

#include "base/address.h"
#include "base/number.h"
#include "base/text.h"
#include "export/body.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/forms.h"
#include "web/routes.h"
#include "work/edit.h"

namespace solander {
namespace {

constexpr int kFindings = 100;            // on one page
constexpr std::size_t kLines = 3000;      // of an original, on one page
constexpr std::size_t kLineBytes = 2000;  // of one line

std::string findings_of(std::string_view kind) {
    return "/admin/findings?" + form_text({{"kind", std::string(kind)}});
}

void write_settle(Markup& html, std::int64_t finding, std::string_view then) {
    html.open("form").attr("method", "post");
    html.attr("action", fmt::format("/admin/findings/{}", finding));
    html.open("input").attr("type", "hidden").attr("name", "to").attr("value", then).close();
    html.open("button").attr("name", "do").attr("value", "settle").text("Settled").close();
    html.close();
}

void write_split(Markup& html, const FindingRow& row) {
    if (row.kind != "second-header" || !row.work) return;
    html.open("form").attr("method", "post");
    html.attr("action", fmt::format("/admin/review/{}", *row.work));
    html.open("input").attr("type", "hidden").attr("name", "at");
    html.attr("value", std::to_string(row.where.from)).close();
    html.open("button").attr("name", "do").attr("value", "split");
    html.text("Two works: split here").close().close();
}

void write_finding(Markup& html, const FindingRow& row, std::string_view then) {
    html.open("li").open("p").text(without_addresses(row.text)).close();
    html.open("p").attr("class", "figures").text(row.original_name);
    if (!row.path.empty()) html.text(" in it: " + row.path);
    html.close();
    html.open("div").attr("class", "actions");
    const std::string review = row.work ? fmt::format("/admin/review/{}", *row.work) : "";
    if (row.work && then != review) link(html, review, "Review");
    write_split(html, row);
    write_settle(html, row.id, then);
    html.close().close();
}

/// Each line of the original's text with what it was taken for: the gutter of `explain`.
void write_original(Markup& html, const Explained& one) {
    html.open("ol").attr("class", "lines");
    const std::string_view text = one.text;
    std::size_t taken = 0, lines = 0;
    for (std::size_t at = 0; at < text.size() && lines < kLines; ++lines) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        const Span where = one.to_bytes.to_in(Span{at, std::max(end, at + 1)});
        while (taken < one.story.taken.size() && one.story.taken[taken].where.to <= where.from)
            ++taken;
        const bool is = taken < one.story.taken.size()
                        && one.story.taken[taken].where.from < where.to && !trim(line).empty();
        const std::string what = is ? one.story.taken[taken].what : std::string();
        html.open("li");
        if (!what.empty() && what != "story") html.attr("class", "taken").attr("title", what);
        html.text(without_addresses(shortened(line, kLineBytes))).close();
        at = end + 1;
    }
    html.close();
    if (lines == kLines)
        html.element("p", fmt::format("The first {} lines are shown.", with_separators(kLines)));
}

void write_mend(Markup& html, const WorkRecord& work) {
    html.open("form").attr("method", "post").attr("class", "actions");
    html.attr("action", fmt::format("/admin/review/{}", work.id));
    html.open("label").text("Mend ").open("select").attr("name", "field");
    for (const std::string_view field : edit_fields())
        html.open("option").attr("value", field).text(field).close();
    html.close().close();
    html.open("label").text(" to ").open("input").attr("name", "value").close().close();
    html.element("button", "Mend").close();
}

/// Where a person sees a second work that no rule saw; and the way back.
void write_split_anywhere(Markup& html, WorkId work, bool split_off) {
    html.open("form").attr("method", "post").attr("class", "actions");
    html.attr("action", fmt::format("/admin/review/{}", work));
    html.open("label").text("Another work begins at line ");
    html.open("input").attr("name", "line").attr("inputmode", "numeric").attr("size", "6");
    html.close().close();
    html.open("button").attr("name", "do").attr("value", "split").text("Split").close().close();
    if (!split_off) return;
    html.open("form").attr("method", "post").attr("class", "actions");
    html.attr("action", fmt::format("/admin/review/{}", work));
    html.open("button").attr("name", "do").attr("value", "undo-split");
    html.text("It is a part of the work before it: put them together again").close().close();
}

std::uint64_t number_of(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

Response split_answer(App& app, const Call& call) {
    const WorkId id = call.numbers[0];
    std::uint64_t at = number_of(form_field(call, "at"));
    if (const std::uint64_t line = number_of(form_field(call, "line")); at == 0 && line > 0)
        if (const auto reading = app.archive().reading(call.viewer, id))
            at = reading->byte_of_line(line).value_or(0);
    const auto piece = app.archive().split(id, at, "owner");
    if (!piece) throw piece.error();
    return Response::redirect(fmt::format("/admin/review/{}", *piece));
}

}  // namespace

Response admin_page(App& app, const Call& call) {
    const auto kinds = app.archive().finding_kinds(call.viewer);
    const std::size_t twins = app.archive().count_twins(call.viewer);
    return Response::page(page_text(app.frame(call, "What wants attention"), [&](Markup& html) {
        html.element("h1", "What wants attention");
        html.open("ul").attr("class", "pairs");
        for (const FindingKind& kind : kinds) {
            html.open("li");
            link(html, findings_of(kind.kind), kind.kind);
            html.open("span").attr("class", "figures").text(" " + with_separators(kind.findings));
            html.close().close();
        }
        html.open("li");
        link(html, "/admin/twins", "Works that may be one story");
        html.open("span").attr("class", "figures").text(" " + with_separators(twins)).close();
        html.close();
        for (const auto& [path, what] : {std::pair{"/admin/tags", "Tags that nobody has settled"},
                                         {"/admin/people", "Pen names that may be one person"},
                                         {"/admin/series", "Series and their gaps"}}) {
            html.open("li");
            link(html, path, what);
            html.close();
        }
        html.close();
        if (kinds.empty()) html.element("p", "Nothing looked odd when the files were read.");
        html.open("p");
        link(html, "/admin/stats", "What the library holds");
        html.close();
        if (lets_in(Who::admin, call)) {
            html.open("p");
            link(html, "/admin/accounts", "Accounts and invitations");
            html.close();
        }
    }));
}

Response findings_page(App& app, const Call& call) {
    const std::string_view kind = call.request.parameter("kind");
    const auto rows = kind.empty() ? app.archive().findings(call.viewer, std::nullopt, kFindings)
                                   : app.archive().findings_of_kind(call.viewer, kind, kFindings);
    const std::string title = kind.empty() ? "Findings" : fmt::format("Findings: {}", kind);
    return Response::page(page_text(app.frame(call, title), [&](Markup& html) {
        html.element("h1", title);
        if (rows.empty()) html.open("p").attr("class", "empty").text("Nothing is left.").close();
        html.open("ol").attr("class", "pairs");
        for (const FindingRow& row : rows) write_finding(html, row, call.request.target);
        html.close();
        if (rows.size() == static_cast<std::size_t>(kFindings))
            html.element("p", "More follow when these are settled.");
        html.open("p");
        link(html, "/admin", "What else wants attention");
        html.close();
    }));
}

Response settle_answer(App& app, const Call& call) {
    const std::string act = form_field(call, "do");
    if (act != "settle" && act != "reopen")
        throw Error(Fault::usage, "a page of ours does not say '" + act + "'");
    if (const auto done = app.archive().settle(call.numbers[0], act == "settle"); !done)
        throw done.error();
    return Response::redirect(path_of_ours(form_field(call, "to"), "/admin"));
}

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
        html.open("ol").attr("class", "pairs");
        for (const FindingRow& row : view->findings) write_finding(html, row, call.request.target);
        html.close();
        write_mend(html, view->record);
        write_split_anywhere(html, id, app.archive().is_split_off(call.viewer, id));
        html.open("div").attr("class", "review");
        html.open("section").attr("class", "source-text").element("h2", "The original");
        if (reading)
            write_original(html, *reading);
        else
            html.element("p", "No story is seen in the original by today's rules.");
        html.close();
        html.open("section").attr("class", "story").element("h2", "What was read");
        for (const Chapter& chapter : chapters) {
            if (!chapter.title.empty()) html.element("h3", chapter.title);
            BodyOptions options;
            options.title_above = chapter.title;
            options.heading_level = 4;
            write_body(html, chapter.text, options);
        }
        html.close().close();
    }));
}

Response mend_answer(App& app, const Call& call) {
    const WorkId id = call.numbers[0];
    const std::string act = form_field(call, "do");
    if (act == "split") return split_answer(app, call);
    if (act == "undo-split") {
        const auto whole = app.archive().undo_split(id, "owner");
        if (!whole) throw whole.error();
        return Response::redirect(fmt::format("/admin/review/{}", *whole));
    }
    const auto done =
        app.archive().edit(id, {{form_field(call, "field"), form_field(call, "value")}}, "owner");
    if (!done) throw done.error();
    return Response::redirect(fmt::format("/admin/review/{}", id));
}

}  // namespace solander
