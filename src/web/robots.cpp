// SPDX-License-Identifier: GPL-3.0-or-later
// What robots are told: robots.txt, and on each page what may be done with it. Closed unless the
// settings say otherwise; then open only where a stranger may read without a question.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "consent/robots.h"
#include "web/app.h"
#include "web/routes.h"

namespace solander {
namespace {

/// Pages that may be found by search engines, where policy and author allow it; others never.
constexpr std::array kFound = std::to_array<std::string_view>(
    {"/", "/works", "/works/#", "/works/#/chapters/#", "/people/#", "/tags/#", "/series/#"});

/// What nobody should come looking for, in robots.txt (RFC 9309).
constexpr std::array kNotFound = std::to_array<std::string_view>(
    {"/account", "/admin", "/api/", "/claim/", "/left-out", "/login", "/*?", "/*.epub$", "/*.html$",
     "/*.txt$", "/*.json$", "/*/read$"});

/// A name of a robot that cannot break the line it stands in.
bool is_agent(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == '*';
    });
}

std::string her_words(const WorkRecord& work) {
    std::string words = work.permission.as_given;
    for (const std::string* more : {&work.notes, &work.end_notes, &work.disclaimer})
        words += "\n" + *more;
    for (const Extra& extra : work.extra) words += "\n" + extra.label + ": " + extra.value;
    return words;
}

}  // namespace

std::vector<std::string> App::search_engines() const {
    std::vector<std::string> agents;
    for (const std::string& name : archive_.settings().list("robots.search"))
        if (is_agent(name)) agents.push_back(name);
    return agents;
}

std::string App::robots_of(const Route& route, const Call& call) const {
    const RobotsLeave closed;
    RobotsLeave leave{!search_engines().empty(), archive_.settings().flag("robots.ai")};
    const bool found = std::find(kFound.begin(), kFound.end(), route.path) != kFound.end()
                       && call.request.query.empty() && call.viewer == Viewer::stranger;
    if (leave == closed || !found) return std::string(robots_words(closed));
    if (!route.path.starts_with("/works/")) return std::string(robots_words(leave));
    const auto work = archive_.work(call.viewer, call.numbers[0]);
    if (!work || work->visibility != Visibility::open
        || behind_notice(call.viewer, gate_rating(work->permission, work->rating)))
        return std::string(robots_words(closed));
    return std::string(robots_words(robots_leave(leave, her_words(*work))));
}

Response robots_file(App& app, const Call&) {
    std::string text;
    const std::vector<std::string> engines =
        app.for_readers() ? app.search_engines() : std::vector<std::string>();
    for (const std::string& name : engines) text += "User-agent: " + name + "\n";
    if (!engines.empty()) {
        for (const std::string_view path : kNotFound)
            text += "Disallow: " + std::string(path) + "\n";
        text += "Allow: /\n\n";
    }
    if (std::find(engines.begin(), engines.end(), "*") == engines.end())
        text += "User-agent: *\nDisallow: /\n";
    return Response::file(std::move(text), "text/plain; charset=utf-8", "");
}

}  // namespace solander
