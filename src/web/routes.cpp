// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/routes.h"

#include <charconv>

#include "account/secret.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::uint64_t kTableBytes = 32ULL << 20;

constexpr Route kRoutes[] = {
    {"GET", "/", Who::anyone, home_page, true},
    {"GET", "/works", Who::anyone, works_page, true},
    {"GET", "/works/#", Who::anyone, work_page, true},
    {"GET", "/works/#.", Who::anyone, work_file, true},
    {"GET", "/works/#/original", Who::archivist, original_file, false},
    {"GET", "/works/#/read", Who::anyone, whole_page, true},
    {"GET", "/works/#/chapters/#", Who::anyone, chapter_page, true},
    {"GET", "/people/#", Who::anyone, people_page, true},
    {"GET", "/tags/#", Who::anyone, tag_page, true},
    {"GET", "/series/#", Who::anyone, series_page, true},
    {"GET", "/admin", Who::wrangler, admin_page, false},
    {"GET", "/admin/findings", Who::archivist, findings_page, false},
    {"GET", "/admin/findings/#", Who::archivist, finding_page, false},
    {"POST", "/admin/findings/#", Who::archivist, finding_answer, false},
    {"GET", "/admin/review/#", Who::archivist, review_page, false},
    {"POST", "/admin/review/#", Who::archivist, mend_answer, false},
    {"GET", "/admin/permission/#", Who::archivist, permission_page, false},
    {"POST", "/admin/permission/#", Who::archivist, permission_answer, false},
    {"GET", "/admin/stats", Who::archivist, stats_page, true},
    {"GET", "/admin/twins", Who::archivist, twins_page, false},
    {"POST", "/admin/twins", Who::archivist, twins_look, false},
    {"GET", "/admin/twins/#/#", Who::archivist, twin_page, false},
    {"POST", "/admin/twins/#/#", Who::archivist, twin_answer, false},
    {"GET", "/admin/tags", Who::wrangler, tags_page, false},
    {"POST", "/admin/tags", Who::wrangler, tags_answer, false},
    {"GET", "/admin/tags/#", Who::wrangler, tag_sheet_page, false},
    {"GET", "/admin/tags/history", Who::wrangler, tags_history_page, false},
    {"POST", "/admin/tags/undo", Who::wrangler, tags_undo_answer, false},
    {"GET", "/admin/tags/table", Who::wrangler, tags_table_page, false},
    {"POST", "/admin/tags/table", Who::wrangler, tags_table_answer, false, true, kTableBytes},
    {"GET", "/admin/tags/tags.csv", Who::wrangler, tags_table_file, false},
    {"GET", "/admin/people", Who::wrangler, admin_people_page, false},
    {"POST", "/admin/people", Who::wrangler, people_act, false},
    {"POST", "/admin/people/#/#", Who::wrangler, people_act, false},
    {"GET", "/admin/series", Who::wrangler, admin_series_page, false},
    {"POST", "/admin/series", Who::wrangler, series_act, false},
    {"POST", "/admin/series/#", Who::archivist, series_move, false},
    {"GET", "/login", Who::anyone, login_page, false},
    {"POST", "/login", Who::anyone, login_answer, false},
    {"POST", "/logout", Who::member, logout_answer, false},
    {"GET", "/account", Who::member, account_page, false},
    {"POST", "/account/password", Who::member, password_answer, false},
    {"POST", "/account/sessions", Who::member, sessions_answer, false},
    {"POST", "/account/left-out", Who::member, account_left_out_answer, false},
    {"GET", "/account/reading", Who::member, history_page, false},
    {"POST", "/account/reading", Who::member, history_answer, false},
    {"GET", "/account/reading.csv", Who::member, history_csv, false},
    {"GET", "/account/reading.json", Who::member, history_json, false},
    {"GET", "/account/stories", Who::member, own_names_page, false},
    {"GET", "/account/stories/#", Who::member, own_stories_page, false},
    {"POST", "/account/stories/#", Who::member, own_stories_answer, false},
    {"GET", "/claim/$", Who::anyone, claim_page, false},
    {"POST", "/claim/$", Who::anyone, claim_answer, false},
    {"GET", "/account/codes", Who::member, codes_page, false},
    {"POST", "/account/codes", Who::member, codes_answer, false},
    {"POST", "/account/tokens", Who::member, tokens_answer, false},
    {"POST", "/account/tokens/#", Who::member, token_end, false},
    {"GET", "/register", Who::anyone, register_page, false},
    {"POST", "/register", Who::anyone, register_answer, false},
    {"GET", "/admin/accounts", Who::admin, accounts_page, false},
    {"POST", "/admin/accounts", Who::admin, accounts_answer, false},
    {"POST", "/adult", Who::anyone, adult_answer, false, false},
    {"GET", "/left-out", Who::anyone, left_out_page, false},
    {"POST", "/left-out", Who::anyone, left_out_answer, false, false},
    {"GET", "/api/v1/works", Who::anyone, api_works, true},
    {"GET", "/api/v1/works/#", Who::anyone, api_work, true},
    {"GET", "/api/v1/people/#", Who::anyone, api_person, true},
    {"GET", "/api/v1/series/#", Who::anyone, api_series, true},
    {"GET", "/assets/@.css", Who::anyone, style_file, true, false},
    {"GET", "/assets/@.js", Who::anyone, script_file, true, false},
    {"GET", "/robots.txt", Who::anyone, robots_file, true, false},
    {"GET", "/healthz", Who::anyone, health_file, false},
};
constexpr std::string_view kSuffixes[] = {".epub", ".html", ".txt", ".json"};

/// A positive number without sign or leading zero; 0 when it is none.
std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    if (text.empty() || text.front() == '0' || text.size() > 18) return 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0 ? value : 0;
}

bool fits(std::string_view pattern, std::string_view segment, RouteMatch& match) {
    if (pattern == "#") {
        const std::int64_t value = number(segment);
        if (value != 0) match.numbers.push_back(value);
        return value != 0;
    }
    if (pattern == "#.") {
        for (const std::string_view suffix : kSuffixes) {
            if (!segment.ends_with(suffix)) continue;
            const std::int64_t value = number(segment.substr(0, segment.size() - suffix.size()));
            if (value != 0) match.numbers.push_back(value);
            match.suffix = suffix;
            return value != 0;
        }
        return false;
    }
    if (pattern == "$") {
        if (!looks_like_secret(segment)) return false;
        match.suffix = segment;
        return true;
    }
    if (pattern.starts_with('@'))
        return segment.starts_with("solander-") && segment.ends_with(pattern.substr(1));
    return pattern == segment;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

bool lets_in(Who who, const Call& call) {
    if (who == Who::anyone || call.viewer == Viewer::owner) return true;
    if (!call.account) return false;
    switch (who) {
    case Who::anyone:
    case Who::member:
        return true;
    case Who::wrangler:
        return call.account->role >= Role::wrangler;
    case Who::archivist:
        return call.account->role >= Role::archivist;
    case Who::admin:
        return call.account->role >= Role::admin;
    }
    return false;
}

RouteMatch match_route(std::string_view method, std::string_view path, bool& other_method) {
    const std::vector<std::string_view> segments = split(path, '/');
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    for (const Route& route : kRoutes) {
        const std::vector<std::string_view> pattern = split(route.path, '/');
        if (pattern.size() != segments.size()) continue;
        RouteMatch match;
        bool all = true;
        for (std::size_t i = 0; i < pattern.size() && all; ++i)
            all = fits(pattern[i], segments[i], match);
        if (!all) continue;
        if (route.method != wanted) {
            other_method = true;
            continue;
        }
        match.route = &route;
        return match;
    }
    return {};
}

}  // namespace solander
