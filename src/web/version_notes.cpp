// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/version_notes.h"

#include <fmt/format.h>

#include "base/address.h"
#include "base/number.h"
#include "web/forms.h"

namespace solander {

void write_twin_words(Markup& html, const std::vector<TwinWord>& words, std::string_view then) {
    if (words.empty()) return;
    html.element("h2", "What was said").open("ol").attr("class", "pairs");
    for (const TwinWord& word : words) {
        html.open("li").open("p").text(without_addresses(in_words(word))).close();
        html.open("p").attr("class", "figures").text(word.made_by + ", ");
        html.open("time").attr("datetime", word.made_at).text(word.made_at.substr(0, 10)).close();
        if (!word.undone_at.empty()) html.text("; taken back " + word.undone_at.substr(0, 10));
        html.close();
        if (word.piece) {
            html.open("p");
            link(html, fmt::format("/admin/review/{}", word.work), "Split it there again");
            html.close();
        } else if (word.undone_at.empty()) {
            html.open("form").attr("method", "post");
            html.attr("action", fmt::format("/admin/twins/{}/{}", word.work, word.other));
            write_hidden(html, "to", then);
            write_do(html, "undo", word.joined ? "Part them again" : "Take back");
            html.close();
        }
        html.close();
    }
    html.close();
}

void write_versions(Markup& html, const App& app, const Call& call, const WorkRecord& work) {
    if (!is_keeper(call.viewer)) return;
    const auto versions = app.archive().versions(call.viewer, work.id);
    const auto words = app.archive().twin_words(call.viewer, work.id);
    if (versions.size() < 2 && words.empty()) return;
    html.open("section").attr("class", "versions").element("h2", "Versions");
    html.open("ul").attr("class", "pairs");
    for (const VersionInfo& version : versions) {
        html.open("li").text(version.original.name);
        if (!version.original.path.empty()) html.text(" in it: " + version.original.path);
        html.open("span").attr("class", "figures");
        html.text(fmt::format(" · {} · {}", human_bytes(version.original.bytes),
                              version.added_at.substr(0, 10)));
        if (version.work != work.id) html.text(fmt::format(" · of work {}", version.work));
        html.close();
        if (version.current) html.element("strong", " the one that is read");
        html.close();
    }
    html.close();
    write_twin_words(html, words, fmt::format("/works/{}", work.id));
    html.close();
}

}  // namespace solander
