// SPDX-License-Identifier: GPL-3.0-or-later
// The label of the box: all that is known of a work, where each value came from, its originals.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/address.h"
#include "base/log.h"
#include "base/number.h"
#include "base/text.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/filters.h"
#include "web/history_pages.h"
#include "web/series_notes.h"
#include "web/version_notes.h"

namespace solander {
namespace {

/// Rows of the catalogue card, each with a mark that leads to where the value came from.
class Card {
  public:
    Card(Markup& html, const std::vector<Claim>& claims, const std::vector<TagMeaning>& meanings)
        : html_(html), meanings_(meanings) {
        // A person's word wins over the file's, her last over her earlier ones.
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (claims[i].field == "extra") continue;
            if (claims[i].source == "person")
                deciding_[claims[i].field] = i + 1;
            else
                deciding_.emplace(claims[i].field, i + 1);
        }
    }
    void row(std::string_view label, std::string_view field, const std::string& value) {
        if (value.empty()) return;
        start(label, field);
        html_.text(without_addresses(value));
        end(field);
    }
    void list(std::string_view label, std::string_view field, std::string_view filter,
              const std::vector<std::string>& names) {
        if (names.empty()) return;
        start(label, field);
        html_.open("ul").attr("class", "tags");
        write_tags(html_, filter, names, "");
        html_.close();
        // Each as its author wrote it; what it means here stands quietly behind.
        for (const TagMeaning& one : meanings_) {
            if (one.kind != (filter == "tag" ? "freeform" : filter)) continue;
            html_.open("span").attr("class", "said").text(fmt::format(" “{}” means ", one.written));
            bool first = true;
            for (const TagName& tag : one.means) {
                if (!first) html_.text(" and ");
                first = false;
                link(html_, fmt::format("/tags/{}", tag.id), tag.name);
            }
            html_.text(" here.").close();
        }
        end(field);
    }
    void start(std::string_view label, std::string_view) { html_.element("dt", label).open("dd"); }
    void end(std::string_view field) {
        if (const auto at = deciding_.find(field); at != deciding_.end()) {
            html_.text(" ")
                .open("a")
                .attr("class", "source")
                .attr("href", fmt::format("#claim-{}", at->second));
            html_.attr("title", "Where this came from")
                .attr("aria-label", "Where this came from")
                .text("§")
                .close();
        }
        html_.close();
    }

  private:
    Markup& html_;
    const std::vector<TagMeaning>& meanings_;
    std::map<std::string, std::size_t, std::less<>> deciding_;  // field -> number of its claim
};

void write_card(Markup& html, const WorkRecord& work, const std::vector<Claim>& claims,
                const std::vector<TagMeaning>& meanings) {
    Card card(html, claims, meanings);
    html.open("dl").attr("class", "card");
    std::string rating(name_of(work.rating));
    if (!work.rating_as_given.empty() && !equals_ignoring_ascii_case(work.rating_as_given, rating))
        rating += rating.empty() ? "as given: " + work.rating_as_given
                                 : fmt::format(" (as given: {})", work.rating_as_given);
    card.row("Rating", "rating", rating);
    card.list("Category", "categories", "category", work.categories);
    card.list("Warnings", "warnings", "warning", work.warnings);
    card.list("Fandom", "fandoms", "fandom", work.fandoms);
    card.list("Relationships", "relationships", "relationship", work.relationships);
    card.list("Characters", "characters", "character", work.characters);
    card.list("Tags", "tags", "tag", work.tags);
    for (const SeriesPlace& series : work.series) {
        card.start("Series", "series");
        link(html, fmt::format("/series/{}", series.id), series.name);
        if (series.position) html.text(fmt::format(", part {}", *series.position));
        card.end("series");
    }
    if (work.part)
        card.row("Part", "parts",
                 work.part->of ? fmt::format("{} of {}", work.part->number, *work.part->of)
                               : fmt::format("{}", work.part->number));
    if (work.complete) card.row("Finished", "complete", *work.complete ? "yes" : "no");
    if (work.published) card.row("Published", "published", work.published->text());
    if (work.updated) card.row("Updated", "updated", work.updated->text());
    card.row("Language", "language", work.language);
    card.row("Length", "",
             fmt::format("{} words, {} {}", with_separators(work.words), work.chapters,
                         work.chapters == 1 ? "chapter" : "chapters"));
    card.row("Spoilers", "spoilers", work.spoilers);
    card.row("Beta", "beta", work.beta);
    card.row("Feedback", "feedback", work.feedback);
    for (const Extra& extra : work.extra) card.row(extra.label, "", extra.value);
    html.close();
}

std::string permission_words(const Statement& permission) {
    switch (permission.by_default) {
    case Permission::any:
        return "may be archived anywhere";
    case Permission::any_notify:
        return "may be archived anywhere, if the author is told";
    case Permission::ask:
        return "ask the author first";
    case Permission::link_only:
        return "may be linked to, not copied";
    case Permission::none:
        return "may not be archived elsewhere";
    case Permission::unstated:
        return "nothing was said about archiving";
    case Permission::unclear:
        return "not clear; treated as: ask first";
    }
    return "";
}

std::string_view visibility_words(Visibility visibility) {
    switch (visibility) {
    case Visibility::open:
        return "open to every reader";
    case Visibility::members:
        return "open to members";
    case Visibility::listed:
        return "listed without its text";
    case Visibility::kept:
        return "kept, and shown to nobody but its keeper";
    case Visibility::joined:
        return "shown with another work";
    case Visibility::removed:
        return "removed";
    }
    return "";
}

void write_permission(Markup& html, const WorkRecord& work, Viewer viewer) {
    html.open("section").attr("class", "permission").element("h2", "Permission");
    if (!work.permission.as_given.empty())
        html.open("blockquote").element("p", without_addresses(work.permission.as_given)).close();
    html.open("p").text("So: " + permission_words(work.permission));
    for (const ListedArchive& listed : work.permission.listed)
        html.text(fmt::format("; {}: {}", listed.who, listed.grant));
    html.text(fmt::format(". Served to the public it would be {}.",
                          visibility_words(work.visibility)))
        .close();
    if (is_keeper(viewer)) {
        html.open("p");
        link(html, fmt::format("/admin/permission/{}", work.id),
             "What was recorded, and what can be done");
        html.close();
    }
    html.close();
}

void write_claims(Markup& html, const std::vector<Claim>& claims) {
    if (claims.empty()) return;
    html.open("details")
        .attr("class", "claims")
        .attr("id", "sources")
        .open("summary")
        .text("Where each value came from")
        .close();
    html.open("div")
        .attr("class", "wide")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Where each value came from")
        .open("table");
    html.open("thead").open("tr");
    for (const char* name : {"Field", "Said", "Taken as", "Bytes", "Rule", "Sure"})
        html.open("th").attr("scope", "col").text(name).close();
    html.close().close().open("tbody");
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const Claim& claim = claims[i];
        html.open("tr")
            .attr("id", fmt::format("claim-{}", i + 1))
            .open("th")
            .attr("scope", "row")
            .text(claim.field)
            .close();
        html.element("td", without_addresses(claim.label.empty() ? claim.raw
                                                                 : claim.label + ": " + claim.raw));
        html.element("td", without_addresses(claim.value));
        html.element("td", claim.where.empty()
                               ? ""
                               : fmt::format("{}–{}", claim.where.from, claim.where.to));
        html.element("td", claim.source == "person" ? "a person" : claim.rule);
        html.element("td", fmt::format("{:.0f} %", claim.confidence * 100)).close();
    }
    html.close().close().close().close();
}

void write_originals(Markup& html, const Call& call, const WorkView& view) {
    if (!is_keeper(call.viewer)) return;
    const WorkRecord& work = view.record;
    html.open("section").attr("class", "originals").element("h2", "Original").open("ul");
    for (const OriginalRef& original : work.originals) {
        html.open("li").text(original.name);
        if (!original.path.empty()) html.text(" in the container at " + original.path);
        html.text(
            fmt::format(", {}, {}, SHA-256 ", human_bytes(original.bytes), original.encoding));
        html.open("code").text(original.sha256).close().close();
    }
    html.close().open("p");
    link(html, fmt::format("/works/{}/original", work.id), "The file as it was received");
    html.text(" · ");
    link(html, fmt::format("/admin/review/{}", work.id),
         "Beside what was read of it, to be mended");
    html.close();
    if (!view.findings.empty()) {
        html.element("h2", "Worth a look").open("ul");
        for (const FindingRow& finding : view.findings) {
            html.open("li").text(finding.text + " ");
            link(html, fmt::format("/admin/findings/{}", finding.id), "Look and mend");
            html.close();
        }
        html.close();
    }
    html.close();
}

}  // namespace

Response work_page(App& app, const Call& call) {
    const auto view = app.archive().sheet(call.viewer, call.numbers[0]);
    if (!view) {
        const auto into = app.archive().joined_into(call.viewer, call.numbers[0]);
        return into ? Response::redirect(fmt::format("/works/{}", *into)) : app.no_such_page();
    }
    if (auto notice = app.adult_notice(call, view->record)) return *notice;
    const WorkRecord& work = view->record;
    const std::vector<Claim>& claims = view->claims;
    const auto neighbours = work.series.empty() ? std::vector<SeriesNeighbours>()
                                                : app.archive().neighbours(call.viewer, work.id);
    Frame frame = app.frame(call, work.title);
    frame.description = without_addresses(work.summary);
    std::size_t end = std::min<std::size_t>(frame.description.size(), 200);
    while (end > 0 && end < frame.description.size()
           && (static_cast<unsigned char>(frame.description[end]) & 0xC0) == 0x80)
        --end;
    frame.description.resize(end);
    return Response::page(page_text(frame, [&](Markup& html) {
        html.open("article").attr("class", "work").open("header").element("h1", work.title);
        if (!work.creators.empty()) {
            html.open("p").attr("class", "by");
            write_byline(html, work);
            html.close();
        }
        write_signs(html, work);
        if (!view->missing_parts.empty())
            html.open("p").attr("class", "gap").text("Not whole: " + view->missing_parts).close();
        html.close();
        if (!view->chapters.empty()) {
            html.open("p")
                .attr("class", "actions")
                .open("a")
                .attr("class", "read")
                .attr("href", fmt::format("/works/{}/chapters/1", work.id))
                .text("Read")
                .close();
            if (view->chapters.size() > 1)
                link(html, fmt::format("/works/{}/read", work.id), "All on one page");
            for (const auto& [format, name] :
                 {std::pair{"epub", "EPUB"}, {"html", "HTML"}, {"txt", "Text"}, {"json", "JSON"}})
                html.open("a")
                    .attr("href", fmt::format("/works/{}.{}", work.id, format))
                    .attr("download", "")
                    .text(name)
                    .close();
            html.close();
        }
        write_place(html, app, call, *view);
        write_neighbours(html, neighbours);
        if (!work.summary.empty()) {
            html.open("section").element("h2", "Summary");
            prose(html, work.summary);
            html.close();
        }
        if (view->chapters.size() > 1) {
            html.open("nav")
                .attr("class", "chapters")
                .attr("aria-labelledby", "chapters")
                .open("h2")
                .attr("id", "chapters")
                .text("Chapters")
                .close()
                .open("ol");
            for (const ChapterInfo& chapter : view->chapters) {
                html.open("li");
                link(html, fmt::format("/works/{}/chapters/{}", work.id, chapter.number),
                     chapter.title.empty() ? fmt::format("Chapter {}", chapter.number)
                                           : chapter.title);
                html.text(" ")
                    .open("span")
                    .attr("class", "count")
                    .text(with_separators(chapter.words))
                    .close()
                    .close();
            }
            html.close().close();
        }
        write_card(html, work, claims, view->meanings);
        const std::pair<const char*, const std::string*> notes[] = {
            {"Notes", &work.notes},
            {"Disclaimer", &work.disclaimer},
            {"Notes at the end", &work.end_notes}};
        for (const auto& [heading, text] : notes) {
            if (trim(*text).empty()) continue;
            html.open("section").attr("class", "notes").element("h2", heading);
            prose(html, *text);
            html.close();
        }
        write_permission(html, work, call.viewer);
        write_originals(html, call, *view);
        write_versions(html, app, call, work);
        write_claims(html, claims);
        html.close();
    }));
}

Response work_file(App& app, const Call& call) {
    const auto work = app.archive().work(call.viewer, call.numbers[0]);
    if (!work) return app.no_such_page();
    if (auto notice = app.adult_notice(call, *work)) return *notice;
    const std::string_view name = std::string_view(call.suffix).substr(1);
    const ExportFormat format = name == "epub"   ? ExportFormat::epub
                                : name == "html" ? ExportFormat::html
                                : name == "txt"  ? ExportFormat::txt
                                                 : ExportFormat::json;
    const char* const type = name == "epub"   ? "application/epub+zip"
                             : name == "html" ? "text/html; charset=utf-8"
                             : name == "txt"  ? "text/plain; charset=utf-8"
                                              : "application/json";
    auto bytes = app.archive().exported(call.viewer, work->id, format);
    if (!bytes) return app.no_such_page();
    return Response::file(std::move(*bytes), type, file_name_for(*work, name));
}

Response original_file(App& app, const Call& call) {
    std::optional<OriginalFile> original;
    try {
        original = app.archive().original(call.viewer, call.numbers[0]);
    } catch (const Error& error) {  // of who may not have it nothing was read
        if (error.fault != Fault::storage && error.fault != Fault::not_found) throw;
        log_line(LogLevel::error, "web",
                 fmt::format("path={} error={}", call.request.path, error.message));
        return app.problem(
            500, "The original of this work is damaged",
            fmt::format("It is not as it was received, so it is not given out: {}. The text can be "
                        "read all the same. `solander check` names every original that is damaged "
                        "and where it came from; bring the file back from a backup.",
                        error.message));
    }
    const auto work = app.archive().work(call.viewer, call.numbers[0]);
    if (!original || !work || work->originals.empty()) return app.no_such_page();
    Response response = Response::file(std::move(original->file), original->sha256,
                                       "application/octet-stream", work->originals.front().name);
    response.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
    return response;
}

}  // namespace solander
