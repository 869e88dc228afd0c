// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/left_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "archive/reading_history.h"
#include "base/text.h"
#include "web/app.h"
#include "web/form_data.h"

namespace solander {
namespace {

constexpr std::size_t kMost = 40, kLongest = 100, kLongestText = 2000;
constexpr std::uint32_t kWarnings = 40;  // offered on the page
constexpr std::string_view kPage = "/left-out";

struct RatingChoice {
    std::string_view value, label;
};
constexpr std::array kRatingChoices = std::to_array<RatingChoice>({
    {"general", "General"},
    {"teen", "Teen"},
    {"mature", "Mature"},
    {"explicit", "Explicit"},
    {"not-rated", "Not rated (the author chose not to)"},
    {"unstated", "No rating stated"},
});

bool contains(const std::vector<std::string>& list, std::string_view value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// Of a form that was sent, and of what a browser or an account keeps. A value that no search could
/// ask for is none: all others would be shown for its sake.
LeftOut from_fields(const std::vector<std::pair<std::string, std::string>>& fields) {
    LeftOut out;
    std::size_t bytes = 0;
    for (const auto& [name, said] : fields) {
        const std::string value = squeeze(said);
        const bool rating = name == "rating";
        if (value.empty() || value.size() > kLongest || !valid_utf8(value)) continue;
        if (!rating && name != "warning") continue;
        if (rating
            && std::none_of(kRatingChoices.begin(), kRatingChoices.end(),
                            [&](const RatingChoice& row) { return row.value == value; }))
            continue;
        if (!parse_query(field_query(name, value))) continue;
        std::vector<std::string>& list = rating ? out.ratings : out.warnings;
        bytes += value.size() + name.size() + 2;
        if (contains(list, value) || out.ratings.size() + out.warnings.size() >= kMost
            || bytes > kLongestText)
            continue;
        list.push_back(value);
    }
    return out;
}

std::optional<ParsedQuery> any_of(const std::vector<std::string>& ratings,
                                  const std::vector<std::string>& warnings) {
    std::string text;
    const auto add = [&](std::string_view field, const std::string& value) {
        if (!text.empty()) text += " OR ";
        text += field_query(field, value);
    };
    for (const std::string& rating : ratings) add("rating", rating);
    for (const std::string& warning : warnings) add("warning", warning);
    if (text.empty()) return std::nullopt;
    auto query = parse_query(text);
    return query ? std::optional(std::move(*query)) : std::nullopt;
}

std::string_view label_of(std::string_view rating) {
    if (rating == "not-rated") return "not rated";
    return rating == "unstated" ? "no rating stated" : rating;
}

void write_box(Markup& html, std::string_view name, std::string_view value, std::string_view label,
               bool checked) {
    html.open("label").open("input").attr("type", "checkbox").attr("name", name);
    html.attr("value", value);
    if (checked) html.flag("checked");
    html.close().text(" ").text(label).close();
}

/// Warnings that works have which she may see, and those she chose before.
std::vector<std::string> known_warnings(const App& app, const Call& call, const LeftOut& chosen) {
    SearchRequest request;
    request.query = parse_query("").value();
    request.limit = 0;
    request.facets = true;
    request.facet_values = kWarnings;
    request.snippets = false;
    std::vector<std::string> warnings = chosen.warnings;
    const SearchPage page = app.archive().find(call.viewer, std::move(request));
    for (const Facet& facet : page.facets)
        if (facet.field == "warning")
            for (const FacetValue& value : facet.values)
                if (!contains(warnings, value.value) && value.value.size() <= kLongest)
                    warnings.push_back(value.value);
    return warnings;
}

void write_form(Markup& html, const App& app, const Call& call, const LeftOut& chosen,
                std::string_view to) {
    html.open("form").attr("method", "post");
    html.attr("action", call.account ? "/account/left-out" : kPage).attr("class", "choices");
    html.open("input").attr("type", "hidden").attr("name", "to").attr("value", to).close();
    html.open("fieldset").element("legend", "Ratings");
    for (const RatingChoice& row : kRatingChoices)
        write_box(html, "rating", row.value, row.label, contains(chosen.ratings, row.value));
    html.close().open("fieldset").element("legend", "Warnings");
    for (const std::string& warning : known_warnings(app, call, chosen))
        write_box(html, "warning", warning, warning, contains(chosen.warnings, warning));
    html.open("p").open("label").attr("for", "another").text("Another warning").close();
    html.open("input").attr("id", "another").attr("name", "warning");
    html.attr("maxlength", fmt::format("{}", kLongest)).close().close();
    html.close().element("button", "Leave these out").close();
}

/// The list that she came from.
std::string came_from(std::string_view said) {
    const std::string to = path_of_ours(said, "/works");
    return to.starts_with(kPage) ? "/works" : to;
}

std::string way_back(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string to;
    for (const auto& [name, value] : fields)
        if (name == "to") to = value;
    return came_from(to);
}

}  // namespace

std::string LeftOut::text() const {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string& rating : ratings) pairs.emplace_back("rating", rating);
    for (const std::string& warning : warnings) pairs.emplace_back("warning", warning);
    return form_text(pairs);
}

LeftOut LeftOut::from_text(std::string_view text) { return from_fields(parse_form(text)); }

std::optional<ParsedQuery> LeftOut::query() const { return any_of(ratings, warnings); }

std::optional<ParsedQuery> LeftOut::query(const BrowseFilters& filters) const {
    if (filters.all()) return std::nullopt;
    LeftOut rest = *this;
    std::erase_if(rest.ratings,
                  [&](const std::string& r) { return filters.has("rating", r, false); });
    std::erase_if(rest.warnings,
                  [&](const std::string& w) { return filters.has("warning", w, false); });
    return rest.query();
}

std::string LeftOut::in_words() const {
    std::vector<std::string> words;
    for (const std::string& rating : ratings) words.emplace_back(label_of(rating));
    words.insert(words.end(), warnings.begin(), warnings.end());
    return fmt::format("{}", fmt::join(words, ", "));
}

LeftOut left_out_of(const App& app, const Call& call) {
    if (call.account)
        return LeftOut::from_text(ReadingHistory(app.archive(), *call.account).left_out());
    return LeftOut::from_text(app.remembered().left_out(call.request));
}

std::vector<WorkId> works_left_out(const App& app, const Call& call,
                                   std::optional<ParsedQuery> what, const std::vector<WorkId>& of) {
    std::vector<WorkId> works;
    if (!what) return works;
    SearchRequest request;
    request.query = std::move(*what);
    request.limit = static_cast<std::uint32_t>(of.size());
    request.snippets = false;
    request.only = of;
    for (const Hit& hit : app.archive().find(call.viewer, std::move(request)).hits)
        works.push_back(hit.work);
    return works;
}

void write_left_out(Markup& html, const LeftOut& left_out, const BrowseFilters& filters) {
    if (left_out.empty()) return;
    html.open("p").attr("class", "said left-out");
    html.text(filters.all() ? "Shown here, though you leave it out elsewhere: "
                            : "Left out, as you asked: ");
    html.text(left_out.in_words() + ". ");
    link(html, filters.with_all(!filters.all()), filters.all() ? "Leave it out" : "Show it here");
    html.text(" · ");
    link(html, fmt::format("{}?{}", kPage, form_text({{"to", filters.at(filters.from())}})),
         "Change");
    html.close();
}

Response left_out_page(App& app, const Call& call) {
    const LeftOut chosen = left_out_of(app, call);
    const std::string to = came_from(call.request.parameter("to"));
    return Response::page(page_text(app.frame(call, "What you leave out"), [&](Markup& html) {
        html.open("section").attr("class", "notice").element("h1", "What you leave out");
        html.open("p").text(
            "Works with these are left out of every list until you change it. A list "
            "says what it leaves out, and shows it when you ask.");
        html.text(call.account ? " It is kept with your account."
                               : " This browser keeps it in a cookie; no account is needed.");
        html.close();
        write_form(html, app, call, chosen, to);
        if (call.viewer == Viewer::adult) {
            html.element("h2", "Works for adults").open("form").attr("method", "post");
            html.attr("action", "/adult");
            for (const auto& [name, value] :
                 {std::pair<std::string_view, std::string_view>{"adult", "no"}, {"to", kPage}})
                html.open("input")
                    .attr("type", "hidden")
                    .attr("name", name)
                    .attr("value", value)
                    .close();
            html.element("p", "They open without a question in this browser, since you said that "
                              "you are an adult.");
            html.element("button", "Ask me again").close();
        }
        html.open("p");
        link(html, to, "Back");
        html.close().close();
    }));
}

Response left_out_answer(App& app, const Call& call) {
    const auto fields = form_of(call.request);
    Response response = Response::redirect(way_back(fields));
    response.headers.emplace_back("Set-Cookie",
                                  app.remembered().left_out_cookie(from_fields(fields).text(),
                                                                   app.origin(call.request).https));
    return response;
}

Response account_left_out_answer(App& app, const Call& call) {
    const auto fields = form_of(call.request);
    if (call.account)
        ReadingHistory(app.archive(), *call.account).leave_out(from_fields(fields).text());
    return Response::redirect(way_back(fields));
}

}  // namespace solander
