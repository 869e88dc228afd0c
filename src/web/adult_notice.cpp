// SPDX-License-Identifier: GPL-3.0-or-later
// The page that stands before a work for adults. Who meets it is asked of consent/policy.h alone
// (behind_notice), with the text itself too: a page that forgot it could show nothing.
#include <fmt/format.h>

#include "base/text.h"
#include "web/app.h"
#include "web/blurbs.h"
#include "web/form_data.h"

namespace solander {
namespace {

std::string_view why(Rating rating) {
    switch (rating) {
    case Rating::mature:
        return "Mature: it is meant for adults.";
    case Rating::explicit_:
        return "Explicit: it is meant for adults.";
    case Rating::not_rated:
        return "Not rated: its author chose not to say, so it may be for adults.";
    case Rating::general:
        return "General: it is meant for everybody.";
    case Rating::teen:
        return "Teen.";
    case Rating::unknown:
        break;
    }
    return "No rating was stated, so it may be for adults.";
}

void write_row(Markup& html, std::string_view label, std::string_view value) {
    html.element("dt", label).element("dd", value);
}

}  // namespace

std::optional<Response> App::adult_notice(const Call& call, const WorkRecord& work) const {
    if (!behind_notice(call.viewer, gate_rating(work.permission, work.rating))) return std::nullopt;
    // A program that asked for a file must not take this page for it.
    const unsigned status = call.suffix.empty() ? 200 : 403;
    return Response::page(
        page_text(frame(call, work.title),
                  [&](Markup& html) {
                      html.open("section").attr("class", "notice").element("h1", work.title);
                      if (!work.creators.empty()) {
                          html.open("p").attr("class", "by");
                          write_byline(html, work);
                          html.close();
                      }
                      html.open("dl").attr("class", "card");
                      if (gate_rating(work.permission, work.rating) != work.rating)
                          write_row(html, "Its author", "asks for this notice before it.");
                      write_row(html, "Rating", why(work.rating));
                      write_row(html, "Warnings",
                                work.warnings.empty()
                                    ? "None stated. That does not say that there is nothing."
                                    : fmt::format("{}", fmt::join(work.warnings, ", ")));
                      if (!work.categories.empty())
                          write_row(html, "Category",
                                    fmt::format("{}", fmt::join(work.categories, ", ")));
                      html.close();
                      html.open("form").attr("method", "post").attr("action", "/adult");
                      html.open("input").attr("type", "hidden").attr("name", "to");
                      html.attr("value", call.request.target).close();
                      html.open("button").attr("class", "go").text("I am an adult; go on").close();
                      html.close().open("p").attr("class", "hint");
                      html.text("This browser keeps the answer in a cookie, which says nothing "
                                "else, and is not asked again. ");
                      link(html, "/works", "Rather see other works");
                      html.text(".").close().close();
                  }),
        status);
}

Response adult_answer(App& app, const Call& call) {
    std::string to = "/";
    bool adult = true;
    for (const auto& [name, value] : form_of(call.request)) {
        if (name == "to") to = value;
        if (name == "adult") adult = value != "no";
    }
    Response response = Response::redirect(path_of_ours(to, "/"));
    response.headers.emplace_back(
        "Set-Cookie", app.remembered().adult_cookie(adult, app.origin(call.request).https));
    return response;
}

}  // namespace solander
