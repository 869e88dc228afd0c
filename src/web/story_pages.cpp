// SPDX-License-Identifier: GPL-3.0-or-later
// The reading pages: one chapter, or the whole work. The text and nothing else.
#include <fmt/format.h>

#include <limits>

#include "export/body.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/history_pages.h"
#include "web/series_notes.h"

namespace solander {
namespace {

void write_chapter(Markup& html, const Chapter& chapter, int heading_level) {
    BodyOptions options;
    options.title_above = chapter.title;
    options.heading_level = heading_level;
    options.block_ids = true;
    write_body(html, chapter.text, options);
}

Frame reading_frame(const App& app, const Call& call, const WorkRecord& work,
                    const std::string& title) {
    Frame frame = app.frame(call, title);
    frame.reading = true;
    frame.canonical = fmt::format("/works/{}", work.id);
    return frame;
}

void write_turning(Markup& html, const WorkView& view, int number) {
    const auto& chapters = view.chapters;
    html.open("nav").attr("class", "turning").attr("aria-label", "Chapters");
    const auto to = [&](int target, std::string_view rel, std::string_view before,
                        std::string_view after) {
        const std::string& title = chapters[static_cast<std::size_t>(target - 1)].title;
        html.open("a")
            .attr("rel", rel)
            .attr("aria-keyshortcuts", rel == "prev" ? "ArrowLeft" : "ArrowRight")
            .attr("title", rel == "prev" ? "Key: ←" : "Key: →")
            .attr("href", fmt::format("/works/{}/chapters/{}", view.record.id, target));
        html.text(fmt::format("{}{}{}", before,
                              title.empty() ? fmt::format("Chapter {}", target) : title, after))
            .close();
    };
    if (number > 1) to(number - 1, "prev", "← ", "");
    link(html, fmt::format("/works/{}", view.record.id), "About this work");
    if (number < static_cast<int>(chapters.size())) to(number + 1, "next", "", " →");
    html.close();
}

std::string html_language(const WorkRecord& work) { return work.language; }

}  // namespace

Response chapter_page(App& app, const Call& call) {
    constexpr std::int64_t kNone = 0;  // chapters are counted from 1
    const int number = static_cast<int>(
        call.numbers[1] > std::numeric_limits<int>::max() ? kNone : call.numbers[1]);
    const auto view = app.archive().view(call.viewer, call.numbers[0], number);
    if (!view) return app.no_such_page();
    if (auto notice = app.adult_notice(call, view->record)) return *notice;
    const std::optional<Chapter>& chapter = view->chapter;
    if (!chapter) return app.no_such_page();
    note_place(app, call, view->record.id, number);
    const bool only = view->chapters.size() == 1;
    const std::string title = chapter->title.empty()
                                  ? (only ? view->record.title : fmt::format("Chapter {}", number))
                                  : chapter->title;
    Frame frame = reading_frame(app, call, view->record,
                                only ? view->record.title : title + " · " + view->record.title);
    return Response::page(page_text(frame, [&](Markup& html) {
        html.open("article").attr("class", "story");
        if (!html_language(view->record).empty()) html.attr("lang", view->record.language);
        html.open("header").attr("class", "above").open("p");
        link(html, fmt::format("/works/{}", view->record.id), view->record.title);
        write_byline(html, view->record);
        html.close();
        if (!only)
            html.open("p")
                .attr("class", "place")
                .text(fmt::format("{} of {}", number, view->chapters.size()))
                .close();
        html.close().element("h1", title);
        write_chapter(html, *chapter, 2);
        html.close();
        write_turning(html, *view, number);
        if (number != static_cast<int>(view->chapters.size())) return;
        write_done(html, app, call, view->record.id);
        write_neighbours(html, app.archive().neighbours(call.viewer, view->record.id));
    }));
}

Response whole_page(App& app, const Call& call) {
    const auto view = app.archive().view(call.viewer, call.numbers[0]);
    if (!view) return app.no_such_page();
    if (auto notice = app.adult_notice(call, view->record)) return *notice;
    const std::vector<Chapter> chapters = app.archive().chapters(call.viewer, call.numbers[0]);
    if (chapters.empty()) return app.no_such_page();
    note_place(app, call, view->record.id, std::nullopt);
    return Response::page(
        page_text(reading_frame(app, call, view->record, view->record.title), [&](Markup& html) {
            html.open("article").attr("class", "story");
            if (!html_language(view->record).empty()) html.attr("lang", view->record.language);
            html.element("h1", view->record.title).open("p").attr("class", "above");
            link(html, fmt::format("/works/{}", view->record.id), "About this work");
            html.text(" ·");
            write_byline(html, view->record);
            html.close();
            for (const Chapter& chapter : chapters) {
                html.open("section");
                if (!chapter.title.empty()) html.element("h2", chapter.title);
                write_chapter(html, chapter, chapter.title.empty() ? 2 : 3);
                html.close();
            }
            html.close();
            write_done(html, app, call, view->record.id);
            write_neighbours(html, app.archive().neighbours(call.viewer, view->record.id));
        }));
}

}  // namespace solander
