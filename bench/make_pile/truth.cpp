// SPDX-License-Identifier: GPL-3.0-or-later
// Only what the file says: a field that is not in the header is not in the truth either.
#include "bench/make_pile/truth.h"

#include <algorithm>

#include "base/markup.h"
#include "base/text.h"
#include "bench/make_pile/render.h"

namespace solander::pile {
namespace {

void write_list(JsonWriter& json, std::string_view key, const std::vector<std::string>& items) {
    json.key(key).array();
    for (const std::string& item : items) json.string(item);
    json.end();
}

void write_permission(JsonWriter& json, const PermissionRow& row) {
    json.key("permission").object().key("default").string(row.level).key("listed").array();
    std::string_view rest = row.listed;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view item = rest.substr(0, end);
        const std::size_t equals = item.find('=');
        json.object().key("who").string(item.substr(0, equals));
        json.key("grant").string(item.substr(equals + 1)).end();
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    json.end().key("conditions").array();
    rest = row.conditions;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        json.string(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    json.end().key("embargo");
    if (row.embargo.empty())
        json.null();
    else
        json.string(row.embargo);
    json.key("as_given").string(row.text).end();
}

}  // namespace

std::string words_of(const Prose& prose) {
    std::string out;
    for (const std::string_view paragraph : split(prose.text, '\n')) {
        if (paragraph.empty() || paragraph[0] == kSceneBreak || paragraph[0] == kChapter) continue;
        for (const char c : paragraph)
            if (c == kLineEnd)
                out += '\n';
            else if (c != kEmphasisOn && c != kEmphasisOff && c != kLines)
                out += c;
        out += '\n';
    }
    return out;
}

void write_factors(JsonWriter& json, const Plan& plan, const std::string& traps) {
    const Dialect& d = plan.dialect;
    json.key("factors").object();
    json.key("family").string(d.family == kA ? "A" : "B");
    json.key("header").string(name_of(d.form));
    json.key("shape").string(d.form == HeaderForm::byline ? "none" : d.shape->name);
    json.key("case").string(d.label_case == 0 ? "listed" : d.label_case == 1 ? "upper" : "lower");
    json.key("place").string(d.at_end ? "end" : d.split ? "both" : "top");
    json.key("blank_between").string(d.blank_between > 0 ? "yes" : "no");
    json.key("run_on").string(d.run_on ? "yes" : "no");
    json.key("mail").string(d.mail ? "yes" : "no");
    json.key("start").string(d.body_start.empty()             ? "blank"
                             : d.body_start.starts_with('\n') ? "blanks"
                             : d.body_start == "^"            ? "title"
                                                              : "mark");
    json.key("layout").string(d.html == HtmlStyle::none ? name_of(d.layout) : "html");
    json.key("html").string(name_of(d.html));
    json.key("charset").string(name_of(d.charset));
    json.key("labels").string(d.tongue);
    json.key("compound").string(d.compound ? "yes" : "no");
    json.key("spaced").string(d.spaced ? "yes" : "no");
    json.key("quotes").string(d.curly ? "curly" : "straight");
    json.key("eol").string(d.eol == "\n" ? "LF" : d.eol == "\r" ? "CR" : "CRLF");
    json.key("damage").string(plan.damage.empty() ? "none" : plan.damage);
    if (!traps.empty()) json.key("traps").string(traps);
    json.end();
}

std::string truth_line(const Plan& plan, const Prose& prose, const std::string& source_path,
                       bool with_text) {
    const Meta& m = plan.meta;
    const bool labels = plan.dialect.form != HeaderForm::byline;
    const auto said = [&](Field field) {
        return labels && std::find(m.fields.begin(), m.fields.end(), field) != m.fields.end();
    };
    JsonWriter json;
    json.object().key("file").string(plan.path);
    json.key("class").string(m.part > 0 ? "part" : "story");
    json.key("title").string(m.title).key("creators").array();
    for (const std::string& name : m.authors)
        json.object().key("name").string(name).key("role").string("author").end();
    json.end();
    if (said(Field::fandom)) write_list(json, "fandoms", m.fandoms);
    if (said(Field::relationships)) write_list(json, "relationships", m.relationships);
    if (said(Field::characters)) write_list(json, "characters", m.characters);
    if (said(Field::category)) write_list(json, "categories", {std::string(m.category->normal)});
    if (said(Field::genre)) write_list(json, "tags", m.genres);
    if (said(Field::warnings) && ascii_lowered(m.warnings[0]) != "none")
        write_list(json, "warnings", m.warnings);
    if (said(Field::rating)) {
        if (!m.rating->level.empty()) json.key("rating").string(m.rating->level);
        json.key("rating_as_given").string(m.rating->text);
    }
    if (said(Field::summary)) json.key("summary").string(m.summary);
    if (said(Field::disclaimer)) json.key("disclaimer").string(m.disclaimer);
    if (said(Field::notes))
        json.key(plan.dialect.at_end || plan.dialect.split ? "end_notes" : "notes").string(m.notes);
    if (said(Field::feedback)) json.key("feedback").string(m.feedback);
    if (said(Field::beta)) json.key("beta").string(m.beta);
    if (said(Field::spoilers)) json.key("spoilers").string(m.spoilers);
    static constexpr PermissionRow unstated{"", "unstated", "", "", "", kBoth};
    write_permission(json, said(Field::permission) ? *m.permission : unstated);
    if (said(Field::date))
        json.key("published").string(m.date);
    else if (plan.dialect.mail)
        json.key("published").string(kMailDate);
    // "The End" says it too, unless it is the end of a part that is not the last.
    if (said(Field::status))
        json.key("complete").boolean(m.complete == 1);
    else if (!plan.dialect.end_mark.empty() && plan.damage != "truncated" && m.part == m.parts)
        json.key("complete").boolean(true);
    if (said(Field::series)) {
        json.key("series").array().object().key("name").string(m.series);
        json.key("position").number(static_cast<std::int64_t>(m.series_place)).end().end();
    }
    if (m.part > 0) {
        json.key("parts").object().key("number").number(static_cast<std::int64_t>(m.part));
        json.key("of").number(static_cast<std::int64_t>(m.parts)).end();
    }
    json.key("language").string("en");
    if (plan.damage != "truncated") {
        json.key("words").number(static_cast<std::int64_t>(prose.words));
        json.key("chapters").number(static_cast<std::int64_t>(prose.chapters));
        json.key("scenes").number(static_cast<std::int64_t>(prose.scenes));
        json.key("body_last").string(prose.last_words);
    }
    json.key("body_first").string(prose.first_words);
    if (plan.twin == Twin::exact)
        json.key("duplicate_of").string(source_path);
    else if (plan.twin != Twin::none)
        json.key("version_of").string(source_path);
    if (plan.twin != Twin::none) json.key("twin").string(name_of(plan.twin));
    if (with_text && plan.damage != "truncated") json.key("text").string(words_of(prose));
    write_factors(json, plan, {});
    return json.end().take();
}

}  // namespace solander::pile
