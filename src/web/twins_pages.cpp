// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: works that may be one story, side by side, and a person's word on them.
#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "base/text.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/forms.h"
#include "web/version_notes.h"

namespace solander {
namespace {

constexpr std::size_t kPairs = 200;        // on one page
constexpr int kWords = 20;                 // on one page
constexpr std::size_t kDifferences = 400;  // on one page
constexpr std::size_t kAround = 160;       // bytes of text shown before and behind a difference

int percent(double share) {  // 100 only when nothing differs
    return share >= 1 ? 100 : std::min(99, static_cast<int>(share * 100 + 0.5));
}

std::string evidence(TwinKind kind, const Overlap& shared) {
    switch (kind) {
    case TwinKind::same_text:
        return "The same words in the same order.";
    case TwinKind::revised:
        return fmt::format("{} % of the text is in both.", percent(shared.alike));
    case TwinKind::inside:
        return fmt::format("One holds {} % of the other.", percent(shared.held));
    case TwinKind::same_name:
        return fmt::format("The same title and authors; {} % of the text is in both.",
                           percent(shared.alike));
    }
    return {};
}

void write_name(Markup& html, const WorkRecord& work) {
    link(html, fmt::format("/works/{}", work.id), work.title);
    write_byline(html, work);
    html.open("span").attr("class", "figures");
    html.text(fmt::format(" · {} words{}", with_separators(work.words),
                          work.published ? " · " + work.published->text() : ""));
    html.close();
}

void write_pair(Markup& html, const TwinPair& pair) {
    html.open("li").attr("class", "pair");
    html.open("p");
    write_name(html, pair.work);
    html.close().open("p");
    write_name(html, pair.other);
    html.close().open("p").attr("class", "said").text(evidence(pair.kind, pair.shared) + " ");
    link(html, fmt::format("/admin/twins/{}/{}", pair.work.id, pair.other.id), "Compare");
    html.close().close();
}

/// The end of `text`, not longer than `kAround`, from a word's beginning.
std::string_view end_of(std::string_view text) {
    if (text.size() <= kAround) return text;
    text.remove_prefix(text.size() - kAround);
    const std::size_t space = text.find_first_of(" \n");
    return space == std::string_view::npos ? std::string_view() : text.substr(space);
}

std::string_view start_of(std::string_view text) {
    if (text.size() <= kAround) return text;
    text = text.substr(0, kAround);
    const std::size_t space = text.find_last_of(" \n");
    return space == std::string_view::npos ? std::string_view() : text.substr(0, space);
}

void write_differences(Markup& html, const TwinComparison& both) {
    const std::string_view a = both.text, b = both.other;
    std::size_t shown = 0, all = 0;
    for (const DiffRun& run : both.runs) all += run.same ? 0 : 1;
    html.element("h2", all == 0   ? std::string("Not a word differs")
                       : all == 1 ? std::string("One difference")
                                  : fmt::format("{} differences", with_separators(all)));
    html.open("ol").attr("class", "differences");
    for (const DiffRun& run : both.runs) {
        if (run.same) continue;
        if (shown++ == kDifferences) break;
        html.open("li").open("p");
        const std::string_view behind = start_of(a.substr(run.a.to));
        html.text("… ").text(squeeze(end_of(a.substr(0, run.a.from)))).text(" ");
        if (!run.a.empty()) html.element("del", squeeze(a.substr(run.a.from, run.a.size())));
        if (!run.a.empty() && !run.b.empty()) html.text(" ");
        if (!run.b.empty()) html.element("ins", squeeze(b.substr(run.b.from, run.b.size())));
        // A comma stays at its word.
        if (!behind.empty() && is_ascii_space(behind.front())) html.text(" ");
        html.text(squeeze(behind)).text(" …").close().close();
    }
    html.close();
    if (shown > kDifferences)
        html.element("p", fmt::format("The first {} are shown; solander twins compare --limit 0 "
                                      "shows all.",
                                      kDifferences));
}

}  // namespace

Response twins_page(App& app, const Call& call) {
    const TwinList twins = app.archive().twins(call.viewer, {}, false, kPairs);
    return Response::page(page_text(app.frame(call, "Twins"), [&](Markup& html) {
        html.element("h1", "Twins");
        html.element("p", "Works that may be one story. Nothing is joined unless you say so.");
        if (twins.pairs.empty())
            html.open("p").attr("class", "empty").text("No twins are known.").close();
        else
            html.open("p")
                .attr("class", "count")
                .text(fmt::format("{} {}", with_separators(twins.all),
                                  twins.all == 1 ? "pair" : "pairs"))
                .close();
        html.open("form").attr("method", "post").attr("action", "/admin/twins");
        write_do(html, "look", "Look for twins now");
        html.close().open("ol").attr("class", "pairs");
        for (const TwinPair& pair : twins.pairs) write_pair(html, pair);
        html.close();
        if (twins.all > kPairs)
            html.element("p", fmt::format("The first {} are shown; the others follow when these "
                                          "are settled.",
                                          kPairs));
        write_twin_words(html, app.archive().twin_words(call.viewer, {}, kWords), "/admin/twins");
    }));
}

Response twins_look(App& app, const Call&) {
    Progress progress;
    app.archive().look_for_twins(progress);
    return Response::redirect("/admin/twins");
}

Response twin_page(App& app, const Call& call) {
    const auto work = app.archive().work(call.viewer, call.numbers[0]);
    const auto other = app.archive().work(call.viewer, call.numbers[1]);
    const auto both = app.archive().compare(call.viewer, call.numbers[0], call.numbers[1]);
    if (!work || !other || !both || work->id == other->id) return app.no_such_page();
    return Response::page(page_text(
        app.frame(call, fmt::format("{} and {}", work->title, other->title)), [&](Markup& html) {
            html.element("h1", "One story or two?");
            html.open("ul").attr("class", "pairs");
            for (const WorkRecord* one : {&*work, &*other}) {
                html.open("li");
                html.element(one == &*work ? "del" : "ins",
                             one == &*work ? "only here" : "only there");
                html.text(" ");
                write_name(html, *one);
                html.close();
            }
            html.close().element("p", both->kind ? evidence(*both->kind, both->shared)
                                                 : fmt::format("Two stories, by their words: {} % "
                                                               "of the text is in both.",
                                                               percent(both->shared.alike)));
            html.open("form").attr("method", "post").attr("class", "actions");
            html.attr("action", fmt::format("/admin/twins/{}/{}", work->id, other->id));
            write_do(html, "join", "The second is a version of the first");
            write_do(html, "join-first", "The first is a version of the second");
            write_do(html, "apart", "Two works");
            html.close();
            write_differences(html, *both);
        }));
}

Response twin_answer(App& app, const Call& call) {
    const WorkId a = call.numbers[0], b = call.numbers[1];
    const std::string act = form_field(call, "do");
    Result<void> done = fail(Fault::usage, "a page of ours does not say '" + act + "'");
    if (act == "join") done = app.archive().join(a, b, said_by(call));
    if (act == "join-first") done = app.archive().join(b, a, said_by(call));
    if (act == "apart") done = app.archive().keep_apart(a, b, said_by(call));
    if (act == "undo") done = app.archive().undo_twins(a, b);
    if (!done) throw done.error();
    return Response::redirect(path_of_ours(form_field(call, "to"), "/admin/twins"));
}

}  // namespace solander
