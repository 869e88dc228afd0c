// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: what looked odd when files were read, one by one: the place in the original beside the
// fields as they stand, and accepted, mended or split in one step.
#include <fmt/format.h>

#include <algorithm>

#include "base/address.h"
#include "base/number.h"
#include "base/text.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/field_form.h"
#include "web/findings_pages.h"
#include "web/forms.h"
#include "web/original_lines.h"

namespace solander {
namespace {

constexpr int kFindings = 100;  // on one page

std::string finding_path(std::int64_t finding) {
    return fmt::format("/admin/findings/{}", finding);
}

std::string list_path(std::string_view kind) {
    return kind.empty() ? "/admin/findings"
                        : "/admin/findings?" + form_text({{"kind", std::string(kind)}});
}

std::string with_done(std::string_view path, std::int64_t finding) {
    return fmt::format("{}{}done={}", path, path.find('?') == std::string_view::npos ? "?" : "&",
                       finding);
}

void write_act(Markup& html, std::int64_t finding, std::string_view act, std::string_view label,
               std::string_view then) {
    html.open("form").attr("method", "post").attr("action", finding_path(finding));
    write_hidden(html, "to", then);
    write_do(html, act, label);
    html.close();
}

void write_place(Markup& html, const FindingRow& row) {
    html.open("p").attr("class", "figures").text(row.original_name);
    if (!row.path.empty()) html.text(" in it: " + row.path);
    if (!row.settled.empty()) html.text(" · settled " + row.settled.substr(0, 10));
    html.close();
}

/// "Settled: ... Reopen" on the page one comes to next.
void write_done(Markup& html, const App& app, const Call& call, std::string_view here) {
    const auto id = parsed_number(call.request.parameter("done"));
    const auto row = id ? app.archive().finding(call.viewer, *id) : std::nullopt;
    if (!row || row->settled.empty()) return;
    html.open("div").attr("class", "actions done").attr("role", "status");
    html.open("span").text("Settled: " + without_addresses(row->text)).close();
    write_act(html, row->id, "reopen", "Take it back", here);
    html.close();
}

/// Its lines beside the fields, in one form.
class FindingPage {
  public:
    FindingPage(App& app, const Call& call, const FindingRow& row)
        : app_(app), call_(call), row_(row) {
        if (!row.work) return;
        view_ = app.archive().sheet(call.viewer, *row.work);
        if (!view_ || view_->record.originals.empty()) return;
        // Of an earlier version the places are others.
        const OriginalRef& read = view_->record.originals.front();
        if (read.path != row.path || read.name != row.original_name) return;
        reading_ = app.archive().reading(call.viewer, *row.work);
        at_ = place_of(row, view_->claims);
        if (reading_ && !at_.empty()) line_ = line_of_byte(*reading_, at_.from);
    }

    void write(Markup& html) const {
        html.element("h1", view_                        ? view_->record.title
                           : row_.original_name.empty() ? "A finding"
                                                        : row_.original_name);
        if (view_) {
            html.open("p");
            link(html, fmt::format("/works/{}", *row_.work), "About this work");
            write_byline(html, view_->record);
            html.close();
        }
        write_done(html, app_, call_, finding_path(row_.id));
        html.open("div").attr("class", reading_ ? "review finding" : "finding");
        write_side(html);
        if (reading_) {
            html.open("section").attr("class", "source-text").element("h2", "The original");
            write_original(html, *reading_, at_, row_.text);
            html.close();
        }
        html.close();
    }

  private:
    void write_side(Markup& html) const {
        html.open("section").attr("class", "fields").element("h2", row_.kind);
        html.open("p").attr("class", "doubt").text(without_addresses(row_.text));
        if (line_) {
            html.text(" ");
            link(html, "#found", fmt::format("Line {}", *line_));
        }
        html.close();
        write_place(html, row_);
        if (row_.settled.empty())
            write_form(html);
        else
            write_act(html, row_.id, "reopen", "Reopen it", finding_path(row_.id));
        html.open("p").attr("class", "actions");
        if (const auto next = app_.archive().next_finding(call_.viewer, row_))
            html.open("a")
                .attr("href", finding_path(*next))
                .attr("accesskey", "n")
                .text("Skip: the next of its kind")
                .close();
        link(html, list_path(row_.kind), "All of its kind");
        if (view_) link(html, fmt::format("/admin/review/{}", *row_.work), "What was read");
        html.close().close();
    }

    /// Forms of their own: a line feed in a field is to mend, and not to say that all is right.
    void write_form(Markup& html) const {
        const bool two = reading_ && line_.value_or(1) > 1 && row_.kind == "second-header";
        html.open("div").attr("class", "actions");
        open_act(html);
        write_do(html, "settle", view_ ? "It is right as it is" : "Settled", "a");
        html.close();
        if (two) {
            open_act(html);
            write_do(html, "split", "Two works: split here", "s");
            html.close();
        }
        html.close();
        if (reading_ && !two) write_split_at(html);
        if (!view_) return;
        html.element("h3", "As it stands now");
        open_act(html);
        write_do(html, "mend", "Mend it as written here", "m");
        write_hint(html, "That settles it, too.");
        write_fields(html, view_->record, fields_about(row_, view_->claims));
        write_do(html, "mend", "Mend it as written here");
        html.close();
    }

    void write_split_at(Markup& html) const {
        html.open("details").open("summary").text("Another work begins in it").close();
        open_act(html);
        html.open("p").open("label").attr("for", "line").text("At line").close();
        html.open("input").attr("id", "line").attr("name", "line").attr("inputmode", "numeric");
        html.flag("required");
        html.attr("value", line_ && *line_ > 1 ? fmt::format("{}", *line_) : "").close().close();
        write_do(html, "split", "Split there", "s");
        html.close().close();
    }

    void open_act(Markup& html) const {
        html.open("form").attr("method", "post").attr("action", finding_path(row_.id));
    }

    App& app_;
    const Call& call_;
    const FindingRow& row_;
    std::optional<WorkView> view_;
    std::optional<Explained> reading_;
    Span at_;
    std::optional<std::uint64_t> line_;
};

FindingRow finding_asked(const App& app, const Call& call) {
    auto row = app.archive().finding(call.viewer, call.numbers[0]);
    if (!row) throw Error(Fault::not_found, fmt::format("no finding {}", call.numbers[0]));
    return std::move(*row);
}

void mend(const App& app, const Call& call, const FindingRow& row) {
    if (!row.settled.empty())
        throw Error(Fault::conflict, "it was settled meanwhile; nothing was mended",
                    "look at it again");
    const auto work = row.work ? app.archive().work(call.viewer, *row.work) : std::nullopt;
    if (!work) throw Error(Fault::usage, "it is about no work that could be mended");
    const auto fields = mended_fields(call, *work);
    if (!fields) throw fields.error();
    if (fields->empty())
        throw Error(Fault::usage, "nothing was mended: all fields are as they stand",
                    "change one, or say that it is right as it is");
    const auto done = app.archive().edit(work->id, *fields, said_by(call), row.id);
    if (!done) throw done.error();
}

void split_there(const App& app, const Call& call, const FindingRow& row) {
    if (!row.work) throw Error(Fault::usage, "it is about no work that could be split");
    const std::string line = form_field(call, "line");
    const auto piece = line.empty() ? app.archive().split(*row.work, row.where.from, said_by(call))
                                    : split_at_line(app, call, *row.work, line);
    if (!piece) throw piece.error();
    // What the reading says of either now is another finding; this one may be gone with the first.
    if (const auto left = app.archive().finding(call.viewer, row.id); left && left->settled.empty())
        if (const auto done = app.archive().settle(row.id, true); !done) throw done.error();
}

}  // namespace

void write_findings(Markup& html, const std::vector<FindingRow>& rows, std::string_view then) {
    html.open("ol").attr("class", "pairs");
    for (const FindingRow& row : rows) {
        html.open("li").open("p").text(without_addresses(row.text)).close();
        write_place(html, row);
        html.open("div").attr("class", "actions");
        link(html, finding_path(row.id), row.work ? "Look and mend" : "Look");
        if (row.settled.empty())
            write_act(html, row.id, "settle", "Settled", then);
        else
            write_act(html, row.id, "reopen", "Reopen", then);
        html.close().close();
    }
    html.close();
}

Result<WorkId> split_at_line(const App& app, const Call& call, WorkId work, std::string_view line) {
    const auto reading = app.archive().reading(call.viewer, work);
    const auto number = parsed_number(line);
    const auto at = reading && number ? reading->byte_of_line(static_cast<std::uint64_t>(*number))
                                      : std::nullopt;
    if (!at) return fail(Fault::usage, fmt::format("'{}' is no line of that original", line));
    return app.archive().split(work, *at, said_by(call));
}

Response findings_page(App& app, const Call& call) {
    const std::string_view kind = call.request.parameter("kind");
    const bool settled = call.request.parameter("settled") == "yes";
    const auto rows = settled        ? app.archive().settled_findings(call.viewer, kFindings)
                      : kind.empty() ? app.archive().findings(call.viewer, std::nullopt, kFindings)
                                     : app.archive().findings_of_kind(call.viewer, kind, kFindings);
    const std::string title = settled        ? "Findings that were settled"
                              : kind.empty() ? "Findings"
                                             : fmt::format("Findings: {}", kind);
    const std::string here = settled ? "/admin/findings?settled=yes" : list_path(kind);
    return Response::page(page_text(app.frame(call, title), [&](Markup& html) {
        html.element("h1", title);
        write_done(html, app, call, here);
        if (rows.empty())
            html.open("p")
                .attr("class", "empty")
                .text(settled ? "None was settled yet." : "Nothing is left.")
                .close();
        write_findings(html, rows, here);
        if (rows.size() == static_cast<std::size_t>(kFindings))
            html.element("p", settled ? "The last ones are shown."
                                      : "More follow when these are settled.");
        html.open("p").attr("class", "actions");
        link(html, "/admin", "What else wants attention");
        if (!settled) link(html, "/admin/findings?settled=yes", "What was settled");
        html.close();
    }));
}

Response finding_page(App& app, const Call& call) {
    const auto row = app.archive().finding(call.viewer, call.numbers[0]);
    if (!row) return app.no_such_page();
    const FindingPage page(app, call, *row);
    return Response::page(page_text(app.frame(call, "Finding: " + row->kind),
                                    [&](Markup& html) { page.write(html); }));
}

Response finding_answer(App& app, const Call& call) {
    const std::string act = form_field(call, "do");
    constexpr std::string_view kActs[] = {"settle", "reopen", "mend", "split"};
    if (std::find(std::begin(kActs), std::end(kActs), act) == std::end(kActs))
        throw Error(Fault::usage, "a page of ours does not say '" + act + "'");
    const FindingRow row = finding_asked(app, call);
    if (act == "mend") {
        mend(app, call, row);
    } else if (act == "split") {
        split_there(app, call, row);
    } else if (row.settled.empty() == (act == "settle")) {  // else it is so already
        if (const auto done = app.archive().settle(row.id, act == "settle"); !done)
            throw done.error();
    }
    const std::string then = path_of_ours(form_field(call, "to"), "");
    if (act == "reopen") return Response::redirect(then.empty() ? finding_path(row.id) : then);
    if (!then.empty()) return Response::redirect(with_done(then, row.id));
    const auto next = app.archive().next_finding(call.viewer, row);
    return Response::redirect(with_done(next ? finding_path(*next) : list_path(row.kind), row.id));
}

}  // namespace solander
