// SPDX-License-Identifier: GPL-3.0-or-later
// One work as a single HTML file, as plain text, as JSON.
#include <fmt/format.h>

#include "base/address.h"
#include "base/markup.h"
#include "base/text.h"
#include "export/body.h"
#include "export/export.h"
#include "export/names.h"
#include "export/reading_text.h"
#include "work/record_json.h"

namespace solander {
namespace {

constexpr std::string_view kStyle = R"(
body { max-width: 34em; margin: 2em auto; padding: 0 1em; font: 1.125em/1.55 "Iowan Old Style", Palatino, P052, Georgia, serif;
  color: #22201c; background: #faf8f3; hyphens: auto; }
@media (prefers-color-scheme: dark) { body { color: #d8d2c4; background: #171612; } }
h1, h2, h3 { font-weight: normal; text-align: center; hyphens: none; }
.by, .scene, .end, .centred { text-align: center; text-indent: 0; }
p { margin: 0; text-indent: 1.4em; }
header p, .scene, .verse, .end, h2 + p, .scene + p { text-indent: 0; }
.scene, .verse, .end, .centred { margin: 1.2em 0; }
.verse { margin-left: 2em; }
hr.scene { width: 20%; border: 0; border-top: 1px solid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; font-size: 0.875em; }
dd { margin: 0; }
aside { border-left: 2px solid; padding-left: 1em; margin: 1.5em 0; font-size: 0.9em; }
.u { text-decoration: underline; }
)";

void add_section(Markup& html, std::string_view heading, std::string_view text) {
    if (trim(text).empty()) return;
    html.element("h2", heading);
    for (const std::string_view line : split(text, '\n'))
        if (!trim(line).empty()) html.element("p", without_addresses(trim(line)));
}

}  // namespace

std::string to_html(const ExportWork& work) {
    Markup html;
    const WorkRecord& record = work.record;
    html.doctype()
        .open("html")
        .attr("lang", record.language.empty() ? "en" : record.language)
        .open("head");
    html.open("meta").attr("charset", "utf-8").close();
    html.open("meta").attr("name", "viewport").attr("content", "width=device-width").close();
    html.element("title", record.title).open("style").literal(kStyle).close().close();
    html.open("body").open("header").element("h1", record.title);
    const std::string by = creators_text(record);
    if (!by.empty()) html.open("p").attr("class", "by").text("by " + by).close();
    html.open("dl");
    for (const auto& [label, value] : card_of(record))
        html.element("dt", label).element("dd", value);
    html.close();
    add_section(html, "Summary", record.summary);
    add_section(html, "Notes", record.notes);
    add_section(html, "Disclaimer", record.disclaimer);
    html.close().open("main");
    for (const Chapter& chapter : work.chapters) {
        html.open("section");
        if (!chapter.title.empty()) html.element("h2", chapter.title);
        BodyOptions options;
        options.title_above = chapter.title;
        options.heading_level = chapter.title.empty() ? 2 : 3;  // no level is left out
        write_body(html, chapter.text, options);
        html.close();
    }
    html.close();
    if (!trim(record.end_notes).empty()) {
        html.open("footer");
        add_section(html, "Notes at the end", record.end_notes);
        html.close();
    }
    html.close().close();
    return html.take() + "\n";
}

std::string to_txt(const ExportWork& work) {
    const WorkRecord& record = work.record;
    std::string out = record.title + "\n";
    const std::string by = creators_text(record);
    if (!by.empty()) out += "by " + by + "\n";
    out += "\n";
    for (const auto& [label, value] : card_of(record)) out += fmt::format("{}: {}\n", label, value);
    const std::pair<const char*, const std::string*> fields[] = {
        {"Summary", &record.summary}, {"Notes", &record.notes}, {"Disclaimer", &record.disclaimer}};
    for (const auto& [label, value] : fields)
        if (!trim(*value).empty())
            out += fmt::format("\n{}: {}\n", label, without_addresses(*value));
    out += "\n* * *\n\n";
    for (const Chapter& chapter : work.chapters) out += reading_text(chapter.text) + "\n";
    if (!trim(record.end_notes).empty())
        out += "\n* * *\n\n" + without_addresses(record.end_notes) + "\n";
    return out;
}

std::string to_json(const ExportWork& work) {
    JsonWriter json;
    json.object();
    write_work_members(json, work.record);
    write_single_members(json, work.record, work.meanings);
    write_claims(json, work.claims);
    json.key("text").array();
    for (const Chapter& chapter : work.chapters)
        json.object()
            .key("title")
            .string(chapter.title)
            .key("text")
            .string(reading_text(chapter.text))
            .end();
    json.end().end();
    return json.take() + "\n";
}

}  // namespace solander
