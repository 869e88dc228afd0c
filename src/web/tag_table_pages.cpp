// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: all tags as a table, out and in.
#include <fmt/format.h>

#include "base/number.h"
#include "web/app.h"
#include "web/form_data.h"
#include "web/forms.h"
#include "web/tag_forms.h"

namespace solander {

Response tags_table_page(App& app, const Call& call) {
    return Response::page(page_text(app.frame(call, "Tags as a table"), [&](Markup& html) {
        html.element("h1", "Tags as a table");
        html.element("p",
                     "One row a tag, in the columns that Open Doors' wranglers fill in. What "
                     "stands in “Recommended AO3 Tag” and “Recommended AO3 Type” is what the "
                     "original tag means; an empty cell says nothing. Cells that begin with "
                     "= + - @ have an apostrophe before them, so that a spreadsheet takes them "
                     "for text; it is taken off again.");
        html.open("div").attr("class", "actions");
        link(html, "/admin/tags/tags.csv", "Take the table", "read");
        html.close();
        html.element("h2", "Bring it back");
        html.open("form").attr("method", "post").attr("action", "/admin/tags/table");
        html.attr("enctype", "multipart/form-data").attr("class", "actions");
        html.open("label").text("CSV file ").open("input").attr("type", "file");
        html.attr("name", "csv").attr("accept", ".csv,text/csv").flag("required").close().close();
        write_do(html, "preview", "Show what would change");
        html.close();
    }));
}

Response tags_table_file(App& app, const Call&) {
    return Response::file(app.archive().export_tags(), "text/csv; charset=utf-8", "tags.csv");
}

Response tags_table_answer(App& app, const Call& call) {
    constexpr std::size_t kNotes = 200;
    const FormFields fields = form_of(call.request);
    std::string csv = field_value(fields, "csv");
    // As the preview gave it along: a browser would change line ends.
    if (csv.empty()) csv = field_value(parse_form(field_value(fields, "packed")), "csv");
    const std::string act = field_value(fields, "do");
    if (act != "preview" && act != "apply")
        throw Error(Fault::usage, "a page of ours does not say '" + act + "'");
    const TagsImport import = act == "apply" ? app.archive().import_tags(csv, said_by(call))
                                             : app.archive().import_tags(csv);
    if (import.batch != 0) return Response::redirect(with_tags_done("/admin/tags", import.batch));
    return Response::page(
        page_text(app.frame(call, "What the table would change"), [&](Markup& html) {
            html.element("h1", "What the table would change");
            html.open("p").attr("class", "said");
            html.text(fmt::format("{} {} read; {} {} would be changed.",
                                  with_separators(import.rows), import.rows == 1 ? "row" : "rows",
                                  with_separators(import.changes.size()),
                                  import.changes.size() == 1 ? "tag" : "tags"));
            html.close();
            const auto list = [&html](const char* head, const std::vector<TagCsvNote>& notes) {
                if (notes.empty()) return;
                html.element("h2", fmt::format("{} ({})", head, with_separators(notes.size())));
                html.open("ul").attr("class", "pairs");
                for (std::size_t i = 0; i < notes.size() && i < kNotes; ++i)
                    html.element("li", fmt::format("Line {}{}{}: {}", notes[i].line,
                                                   notes[i].column.empty() ? "" : ", ",
                                                   notes[i].column, notes[i].what));
                html.close();
            };
            list("Faults: nothing was changed", import.faults);
            list("Left out", import.notes);
            if (import.faults.empty()) {
                write_preview(html, import.changes, {});
                html.open("form").attr("method", "post").attr("action", "/admin/tags/table");
                html.attr("enctype", "multipart/form-data").attr("class", "actions");
                write_hidden(html, "packed", form_text({{"csv", csv}}));
                if (!import.changes.empty()) write_do(html, "apply", "Apply");
                link(html, "/admin/tags/table", "Go back, and change nothing");
                html.close();
            } else {
                html.open("p");
                link(html, "/admin/tags/table", "Mend the table, and bring it again");
                html.close();
            }
        }));
}

}  // namespace solander
