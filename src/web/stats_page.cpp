// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: what the archive holds, as tables whose rows are drawn as bars.
#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "web/app.h"

namespace solander {
namespace {

constexpr std::size_t kRows = 20;
constexpr int kWidth = 240, kHeight = 12;  // of a bar's picture, in its own units

/// The figures beside it say the same.
void write_bar(Markup& html, std::uint64_t works, std::uint64_t most) {
    const auto length =
        static_cast<std::int64_t>(works * kWidth / std::max<std::uint64_t>(most, 1));
    html.open("svg").attr("class", "bar").attr("aria-hidden", "true");
    html.attr("viewBox", fmt::format("0 0 {} {}", kWidth, kHeight));
    html.open("rect").attr("width", std::max<std::int64_t>(length, 1)).attr("height", kHeight);
    html.close().close();
}

void write_table(Markup& html, const StatisticsTable& table) {
    if (table.rows.empty()) return;
    std::uint64_t most = 0;
    for (const StatisticsRow& row : table.rows) most = std::max(most, row.works);
    html.open("section").element("h2", "By " + table.name);
    html.open("div").attr("class", "wide").open("table");
    html.attr("aria-label", "Works and words by " + table.name).open("thead").open("tr");
    for (const std::string_view head : {std::string_view(table.name), std::string_view("Works"),
                                        std::string_view("Words"), std::string_view()})
        head.empty() ? html.open("td").close()
                     : html.open("th").attr("scope", "col").text(head).close();
    html.close().close().open("tbody");
    for (const StatisticsRow& row : table.rows) {
        html.open("tr").open("th").attr("scope", "row");
        html.text(row.name.empty() ? std::string_view("not stated") : std::string_view(row.name));
        html.close();
        html.open("td").attr("class", "number").text(with_separators(row.works)).close();
        html.open("td").attr("class", "number").text(with_separators(row.words)).close();
        html.open("td");
        write_bar(html, row.works, most);
        html.close().close();
    }
    html.close().close().close();
    if (table.left_out > 0)
        html.open("p")
            .attr("class", "hint")
            .text(fmt::format("and {} more", with_separators(table.left_out)))
            .close();
    html.close();
}

}  // namespace

Response stats_page(App& app, const Call& call) {
    const auto tables = app.archive().statistics(call.viewer, kRows);
    return Response::page(page_text(app.frame(call, "What the library holds"), [&](Markup& html) {
        html.element("h1", "What the library holds");
        html.open("div").attr("class", "statistics");
        for (const StatisticsTable& table : tables) write_table(html, table);
        html.close();
    }));
}

}  // namespace solander
