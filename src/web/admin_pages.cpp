// SPDX-License-Identifier: GPL-3.0-or-later
// Curators: what wants attention.
#include "base/number.h"
#include "web/app.h"
#include "web/routes.h"

namespace solander {

Response admin_page(App& app, const Call& call) {
    const auto kinds = app.archive().finding_kinds(call.viewer);
    const std::size_t twins = app.archive().count_twins(call.viewer);
    return Response::page(page_text(app.frame(call, "What wants attention"), [&](Markup& html) {
        html.element("h1", "What wants attention");
        html.open("ul").attr("class", "pairs");
        for (const FindingKind& kind : kinds) {
            html.open("li");
            link(html, "/admin/findings?" + form_text({{"kind", kind.kind}}), kind.kind);
            html.open("span").attr("class", "figures").text(" " + with_separators(kind.findings));
            html.close().close();
        }
        html.open("li");
        link(html, "/admin/twins", "Works that may be one story");
        html.open("span").attr("class", "figures").text(" " + with_separators(twins)).close();
        html.close();
        for (const auto& [path, what] : {std::pair{"/admin/tags", "Tags that nobody has settled"},
                                         {"/admin/people", "Pen names that may be one person"},
                                         {"/admin/series", "Series and their gaps"}}) {
            html.open("li");
            link(html, path, what);
            html.close();
        }
        html.close();
        if (kinds.empty()) html.element("p", "Nothing looked odd when the files were read.");
        html.open("p");
        link(html, "/admin/stats", "What the library holds");
        html.close();
        if (lets_in(Who::admin, call)) {
            html.open("p");
            link(html, "/admin/accounts", "Accounts and invitations");
            html.close();
        }
    }));
}

}  // namespace solander
