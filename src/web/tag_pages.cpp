// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: tags that nobody has settled, what a tag is, what was said; before and after, always.
#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "base/text.h"
#include "web/app.h"
#include "web/form_data.h"
#include "web/forms.h"
#include "web/tag_forms.h"

namespace solander {
namespace {

constexpr std::size_t kTags = 50;     // of the queue, on one page
constexpr std::size_t kListed = 300;  // of a list of a tag's page

std::string works_text(std::uint64_t works) {
    return fmt::format("{} {}", with_separators(works), works == 1 ? "work" : "works");
}

std::string browse_path(const TagName& tag) {
    return "/works?"
           + form_text({{tag.kind == TagKind::freeform ? "tag" : std::string(name_of(tag.kind)),
                         tag.name}});
}

std::string say_lines(const std::vector<TagWord>& words) {
    std::string lines;
    for (const TagWord& word : words) lines += say_text(word) + "\n";
    return lines;
}

/// A button that says it at once.
void write_say(Markup& html, const std::string& say, std::string_view then,
               const std::string& label, bool first = false) {
    html.open("form").attr("method", "post").attr("action", "/admin/tags");
    write_hidden(html, "say", say);
    write_hidden(html, "to", then);
    html.open("button").attr("name", "do").attr("value", "apply");
    if (first) html.attr("accesskey", "a");
    html.text(label).close().close();
}

void write_totals(Markup& html, const std::vector<TagTotals>& totals) {
    html.open("div").attr("class", "wide totals").open("table").open("thead").open("tr");
    for (const char* head : {"", "Unsettled", "Canonical", "Synonyms", "Ignored", "All"})
        html.open("th").attr("scope", "col").text(head).close();
    html.close().close().open("tbody");
    for (const TagTotals& row : totals) {
        html.open("tr").open("th").attr("scope", "row");
        link(html, fmt::format("/admin/tags?kind={}", name_of(row.kind)), name_of(row.kind));
        html.close();
        for (const std::uint64_t number :
             {row.unsettled, row.canonical, row.synonyms, row.ignored, row.tags})
            html.open("td").attr("class", "number").text(with_separators(number)).close();
        html.close();
    }
    html.close().close().close();
}

void write_unsettled(Markup& html, const UnsettledTag& one, std::string_view then, bool first) {
    html.open("li").open("p");
    link(html, tag_path(one.tag.tag), one.tag.tag.name);
    html.open("span")
        .attr("class", "figures")
        .text(fmt::format(" {} · ", name_of(one.tag.tag.kind)));
    link(html, browse_path(one.tag.tag), works_text(one.tag.works));
    html.close().close();
    for (const TagProposal& proposal : one.proposals) {
        const std::string say = say_lines(proposal.words);
        html.open("div").attr("class", "proposal");
        html.open("input").attr("type", "checkbox").attr("form", "chosen").attr("name", "say");
        html.attr("value", say)
            .attr("aria-label", fmt::format("{} {}", one.tag.tag.name, proposal.says));
        html.close();
        write_say(html, say, then, "It " + proposal.says, first);
        first = false;
        html.open("span").attr("class", "said").text(" " + proposal.why).close().close();
    }
    html.open("div").attr("class", "proposal");
    write_say(html, say_text({one.tag.tag, "canonical"}), then, "Stands for itself");
    write_say(html, say_text({one.tag.tag, "ignored"}), then, "Leave it as it is");
    html.close().close();
}

void write_uses(Markup& html, const char* head, const std::vector<TagUse>& uses) {
    if (uses.empty()) return;
    html.element("h2", fmt::format("{} ({})", head, with_separators(uses.size())));
    html.open("ul").attr("class", "pairs");
    for (std::size_t i = 0; i < uses.size() && i < kListed; ++i) {
        html.open("li");
        link(html, tag_path(uses[i].tag), uses[i].tag.name);
        html.open("span")
            .attr("class", "figures")
            .text(fmt::format(" {} · {}", name_of(uses[i].tag.kind), works_text(uses[i].found)));
        html.close().close();
    }
    html.close();
    if (uses.size() > kListed) html.element("p", "The most used are shown.");
}

/// A form that asks first.
void write_ask(Markup& html, const TagName& tag, std::string_view act, std::string_view label,
               std::string_view hint, const std::vector<TagUse>& now) {
    html.open("form").attr("method", "post").attr("action", "/admin/tags").attr("class", "actions");
    write_hidden(html, "tag", std::to_string(tag.id));
    write_hidden(html, "act", act);
    write_hidden(html, "to", tag_path(tag));
    html.open("label").text(label);
    for (std::size_t i = 0; i <= now.size(); ++i) {
        html.open("input").attr("name", "of").attr("aria-label", label);
        if (i < now.size())
            html.attr("value", fmt::format("{}:{}", name_of(now[i].tag.kind), now[i].tag.name));
        else
            html.attr("placeholder", hint);
        html.close();
    }
    html.close();
    write_do(html, "preview", "Show what would change");
    html.close();
}

/// The same for a word; empty: none.
void write_ask_word(Markup& html, const TagName& tag, std::string_view act, std::string_view label,
                    const std::string& now) {
    html.open("form").attr("method", "post").attr("action", "/admin/tags").attr("class", "actions");
    write_hidden(html, "tag", std::to_string(tag.id));
    write_hidden(html, "act", act);
    write_hidden(html, "to", tag_path(tag));
    html.open("label").text(label).open("input").attr("name", "value").attr("value", now).close();
    html.close();
    write_do(html, "apply", "Note it");
    html.close();
}

Response preview_page(App& app, const Call& call, const std::vector<TagWord>& words,
                      const TagsPreview& preview, std::string_view then) {
    return Response::page(page_text(app.frame(call, "What would change"), [&](Markup& html) {
        html.element("h1", "What would change");
        write_preview(html, preview.changes, preview.faults);
        html.open("form").attr("method", "post").attr("action", "/admin/tags");
        html.attr("class", "actions");
        write_hidden(html, "say", say_lines(words));
        write_hidden(html, "to", then);
        if (preview.faults.empty() && !preview.changes.empty()) write_do(html, "apply", "Apply");
        link(html, then, "Go back, and change nothing");
        html.close();
    }));
}

}  // namespace

Response tags_page(App& app, const Call& call) {
    const auto kind = tag_kind_from_name(call.request.parameter("kind"));
    const auto from = static_cast<std::size_t>(tag_number(call.request.parameter("from")));
    const UnsettledTags page = app.archive().unsettled_tags(kind, from, kTags);
    const auto totals = app.archive().tag_totals();
    const std::string here =
        "/admin/tags" + (kind ? fmt::format("?kind={}", name_of(*kind)) : std::string());
    return Response::page(page_text(app.frame(call, "Tags"), [&](Markup& html) {
        html.element("h1", "Tags");
        write_tags_done(html, call);
        html.element("p", "What authors wrote stays as it is. Here you say what it means, so that "
                          "a filter on one name finds all its spellings.");
        write_totals(html, totals);
        html.open("div").attr("class", "actions");
        link(html, "/admin/tags/history", "What was said");
        link(html, "/admin/tags/table", "Tags as a table (CSV), out and in");
        html.close();
        html.element("h2", fmt::format("{} that nobody has settled{}", with_separators(page.total),
                                       kind ? fmt::format(": {}", name_of(*kind)) : ""));
        if (page.tags.empty())
            html.open("p").attr("class", "empty").text("Nothing is left.").close();
        html.open("ol").attr("class", "pairs");
        bool first = true;
        for (const UnsettledTag& one : page.tags) {
            write_unsettled(html, one, here, first && !one.proposals.empty());
            first = first && one.proposals.empty();
        }
        html.close();
        html.open("form").attr("method", "post").attr("action", "/admin/tags").attr("id", "chosen");
        html.attr("class", "actions");
        write_hidden(html, "to", here);
        const bool any =
            std::any_of(page.tags.begin(), page.tags.end(),
                        [](const UnsettledTag& one) { return !one.proposals.empty(); });
        if (any) write_do(html, "preview", "Show what the chosen ones would change");
        if (from + kTags < page.total)
            link(html, fmt::format("{}{}from={}", here, kind ? "&" : "?", from + kTags),
                 "Less used ones");
        html.close();
    }));
}

Response tags_answer(App& app, const Call& call) {
    const FormFields fields = form_of(call.request);
    const std::string act = field_value(fields, "do");
    const std::string then = path_of_ours(field_value(fields, "to"), "/admin/tags");
    const auto words = words_said(app.archive(), fields);
    if (!words) throw words.error();
    if (act == "preview") {
        const auto preview = app.archive().preview_tags(*words);
        if (!preview) throw preview.error();
        return preview_page(app, call, *words, *preview, then);
    }
    if (act != "apply") throw Error(Fault::usage, "a page of ours does not say '" + act + "'");
    const auto done = app.archive().wrangle_tags(*words, said_by(call));
    if (!done) throw done.error();
    return Response::redirect(with_tags_done(then, done->batch));
}

Response tag_sheet_page(App& app, const Call& call) {
    const auto sheet = app.archive().tag_sheet(call.viewer, call.numbers[0]);
    if (!sheet) return app.no_such_page();
    const TagName& tag = sheet->tag.tag;
    const auto history = app.archive().tag_history(tag.id);
    const bool open = sheet->facts.standing == NameStanding::unsettled;
    const auto proposals = open ? app.archive().tag_proposals(tag) : std::vector<TagProposal>{};
    return Response::page(page_text(app.frame(call, "Tag: " + tag.name), [&](Markup& html) {
        html.element("h1", tag.name);
        write_tags_done(html, call);
        html.open("p").attr("class", "said");
        html.text(fmt::format("{} {} · {} · written on {} · ", name_of(tag.kind), tag.id,
                              name_of(sheet->facts.standing), works_text(sheet->tag.works)));
        link(html, browse_path(tag), works_text(sheet->tag.found) + " by a filter on it");
        html.close();
        for (const auto& [label, value] : {std::pair("Category", sheet->facts.category),
                                           std::pair("Description", sheet->facts.description),
                                           std::pair("Note", sheet->facts.note)})
            if (!value.empty()) html.element("p", fmt::format("{}: {}", label, value));
        bool first = true;
        for (const TagProposal& proposal : proposals) {
            html.open("div").attr("class", "proposal");
            write_say(html, say_lines(proposal.words), tag_path(tag), "It " + proposal.says, first);
            html.open("span").attr("class", "said").text(" " + proposal.why).close().close();
            first = false;
        }
        write_uses(html, "Means", sheet->synonym_of);
        write_uses(html, "Synonyms", sheet->synonyms);
        write_uses(html, "Below", sheet->metas);
        write_uses(html, "Above", sheet->subs);
        write_uses(html, "In", sheet->fandoms);
        write_uses(html, "Holds", sheet->in_it);
        html.element("h2", "Say what it is");
        html.open("div").attr("class", "proposal");
        for (const auto& [act, label] : {std::pair("canonical", "Stands for itself"),
                                         std::pair("ignored", "Leave it as it is"),
                                         std::pair("unsettled", "As if nothing had been said")})
            if (name_of(sheet->facts.standing) != std::string_view(act))
                write_say(html, say_text({tag, act}), tag_path(tag), label);
        html.close();
        write_ask(html, tag, "synonym", "Synonym of ", "name, or kind:name", sheet->synonym_of);
        write_ask(html, tag, "sub", "Below ", "a broader tag of its kind", sheet->metas);
        if (tag.kind != TagKind::fandom)
            write_ask(html, tag, "parent", "In the fandom ", "fandom", sheet->fandoms);
        write_ask_word(html, tag, "note", "A note for others ", sheet->facts.note);
        write_tag_history(html, history);
        html.open("p");
        link(html, "/admin/tags", "Tags that nobody has settled");
        html.close();
    }));
}

}  // namespace solander
