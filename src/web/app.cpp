// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/app.h"

#include <fmt/format.h>

#include <charconv>

#include "account/secret.h"
#include "archive/api_tokens.h"
#include "base/markup.h"
#include "base/text.h"
#include "web/form_data.h"
#include "web/page_cache.h"
#include "web/routes.h"

namespace solander {
namespace {

constexpr std::size_t kCacheBytes = std::size_t{32} << 20;

// Who wrote something carries with her how far the catalogue was then, so that any server shows it
// to her. Servers have seen it by themselves long before this is forgotten.
constexpr std::string_view kWrote = "wrote";

Position wrote(const Request& request) {
    const std::string_view text = request.cookie(kWrote);
    Position position = 0;
    std::from_chars(text.data(), text.data() + text.size(), position, 16);
    return position;
}

void remember_write(Response& response, Position position) {
    response.headers.emplace_back(
        "Set-Cookie",
        fmt::format("{}={:x}; Path=/; Max-Age=600; SameSite=Lax; HttpOnly", kWrote, position));
}

}  // namespace

App::App(Archive& archive, bool for_readers, std::vector<std::string> own_names)
    : archive_(archive), for_readers_(for_readers), own_names_(std::move(own_names)),
      proxies_(archive.settings().list("serve.proxies")),
      open_(archive.settings().text("accounts.open")),
      staff_codes_(archive.settings().text("accounts.codes") == "staff"),
      remembered_(archive.secret(), archive.settings().number("serve.adult_days")),
      library_(archive.settings().text("archive.name")),
      cache_(std::make_unique<PageCache>(kCacheBytes)) {
    archive_.on_change([this] { cache_->clear(); });
}

App::~App() { archive_.on_change({}); }

Viewer App::stranger_of(const Request& request) const {
    if (!for_readers_) return Viewer::owner;
    return remembered_.is_adult(request) ? Viewer::adult : Viewer::stranger;
}

bool App::is_personal(const Request& request) const {
    return for_readers_
           && (!request.cookie(kSessionCookie).empty() || !request.header("authorization").empty());
}

Call App::call_of(const Request& request, const RouteMatch& match) const {
    Call call{request, stranger_of(request), match.numbers, match.suffix};
    if (!is_personal(request)) return call;
    if (const std::string token = token_of(request); !token.empty()) {
        auto use = ApiTokens(archive_).used(token);
        if (!use) return call;
        call.by_token = true;
        if (use->scope == TokenScope::read) use->account.role = Role::reader;
        let_in(call, match, std::move(use->account));
        return call;
    }
    call.secret = request.cookie(kSessionCookie);
    if (call.secret.empty()) return call;
    if (auto account = Accounts(archive_).of_session(call.secret))
        let_in(call, match, std::move(*account));
    return call;
}

void App::let_in(Call& call, const RouteMatch& match, Account account) const {
    if (staff_codes_ && account.role >= Role::wrangler && !account.codes) {
        account.role = Role::reader;
        call.wants_codes = true;
    }
    call.account = std::move(account);
    // Who curates sees all while she does; reading, only archivists do.
    const bool staff = call.account->role >= Role::archivist
                       || (call.account->role == Role::wrangler && match.route != nullptr
                           && match.route->who == Who::wrangler);
    call.viewer = staff ? Viewer::staff : Viewer::member;
}

Frame App::frame(std::string title) const {
    Frame frame;
    frame.title = std::move(title);
    frame.library = library_;
    frame.owner = frame.care = !for_readers_;
    return frame;
}

Frame App::frame(const Call& call, std::string title) const {
    Frame made = frame(std::move(title));
    if (!call.robots.empty()) made.robots = call.robots;
    if (!call.account || call.by_token) return made;
    made.account = call.account->name;
    made.care = call.account->role >= Role::wrangler;
    made.form_token = form_token(call.secret);
    return made;
}

Response App::problem(unsigned status, std::string_view what, std::string_view next) const {
    return Response::page(
        page_text(
            frame(std::string(what)),
            [&](Markup& html) {
                html.open("section").attr("class", "notice").element("h1", what).element("p", next);
                html.open("p");
                link(html, "/works", "All works");
                html.close().close();
            }),
        status);
}

Response App::no_such_page() const {
    return problem(
        404, "There is nothing here",
        "The address may be mistyped, or what was here is not shown any more. Nothing was lost.");
}

Response App::not_now(const Request& request, const Error& error) const {
    // Strangers need not know which machines there are.
    const std::string_view said =
        for_readers_ ? "the catalogue does not answer" : std::string_view(error.message);
    Response response;
    if (request.path == "/healthz" || request.path.starts_with("/api/")) {
        JsonWriter json;
        json.object();
        if (request.path == "/healthz") json.key("status").string("away");
        json.key("error").string(said).end();
        response = Response::file(json.take() + "\n", "application/json", "");
        response.status = 503;
    } else {
        response = problem(503, "The library cannot be read just now",
                           for_readers_ ? "Nothing was lost. Try it again in a moment."
                                        : fmt::format("Nothing was lost; try it again in a moment. "
                                                      "What is wrong: {}",
                                                      error.message));
    }
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

std::string App::cache_key(const Request& request) const {
    // Readers who have passed the adult notice get other pages than those who have not, and so do
    // those who leave something out. A target has no blanks.
    return fmt::format("{} {} {}", stranger_of(request) == Viewer::adult ? 'a' : '-',
                       remembered_.left_out(request), request.target);
}

bool App::own_host(const Request& request) const {
    if (own_names_.empty()) return true;
    std::string_view host = request.header("host");
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos)
        host = host.substr(0, colon);
    for (const std::string& name : own_names_)
        if (equals_ignoring_ascii_case(host, name)) return true;
    return host.empty();  // HTTP/1.0 names none
}

std::shared_ptr<const Response> App::quick(const Request& request) {
    if (request.method == "POST" || !own_host(request)) return nullptr;
    if (const auto away = archive_.away()) {
        bool other = false;
        const RouteMatch match = match_route(request.method, request.path, other);
        if (match.route == nullptr || !match.route->asks) return nullptr;
        if (match.route->who != Who::anyone && for_readers_) return nullptr;
        return std::make_shared<const Response>(not_now(request, *away));
    }
    if (is_personal(request)) return nullptr;
    if (!archive_.shows(wrote(request)) || !archive_.look_for_changes()) return nullptr;
    return cache_->get(cache_key(request));
}

std::shared_ptr<const Response> App::make(const Request& request) {
    (void)archive_.look_for_changes();
    const std::uint64_t generation = cache_->generation(), commits = archive_.commits();
    Response made = answer(request);
    if (request.method == "POST" && archive_.commits() != commits)
        remember_write(made, archive_.newest());
    auto response = std::make_shared<const Response>(std::move(made));
    bool other = false;
    const RouteMatch match = match_route(request.method, request.path, other);
    if (match.route != nullptr && match.route->cached && response->status == 200
        && request.method != "POST" && !is_personal(request))
        cache_->put(cache_key(request), response, generation);
    return response;
}

namespace {

/// Browsers say which page a form was sent from; forms of other sites change nothing here.
bool from_elsewhere(const Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty()) return site != "same-origin" && site != "none";
    const std::string_view origin = request.header("origin");
    return !origin.empty() && !origin.ends_with(fmt::format("//{}", request.header("host")));
}

}  // namespace

RequestLimits::Body App::body_limit(const Request& request) const {
    bool other_method = false;
    const RouteMatch match = match_route(request.method, request.path, other_method);
    constexpr std::uint64_t kUsual = Route{}.body;
    if (match.route == nullptr) return {kUsual, kUsual};
    const std::uint64_t most = match.route->body;
    if (match.route->who == Who::anyone || !for_readers_) return {most, most};
    return {kUsual, request.cookie(kSessionCookie).empty() ? kUsual : most};
}

bool App::may_send(const Request& request) const {
    bool other_method = false;
    const RouteMatch match = match_route(request.method, request.path, other_method);
    return match.route != nullptr && own_host(request)
           && lets_in(match.route->who, call_of(request, match));
}

namespace {

/// A form sent in a session carries what only its own pages can know.
bool is_forged(const Call& call) {
    if (!call.account) return false;
    const std::string wanted = form_token(call.secret);
    for (const auto& [name, value] : form_of(call.request))
        if (name == "form") return !same_secret(value, wanted);
    return true;
}

/// What other forms write is about an account alone: no page that is kept shows it, and whoever
/// sends them cannot have those of all others made anew.
bool is_about_works(const Route& route) {
    return route.who >= Who::wrangler || route.path.starts_with("/claim/")
           || route.path.starts_with("/account/stories");
}

}  // namespace

/// 401, so that programs ask their person for name and key.
Response App::wants_key() const {
    Response response = problem(401, "That key is not known",
                                "It may have ended. Make another one on the page of your account.");
    response.headers.emplace_back("WWW-Authenticate", R"(Basic realm="library", charset="UTF-8")");
    return response;
}

Response App::answer(const Request& request) {
    if (!own_host(request))
        return problem(421, "This library is not known by that name",
                       "Open it by the address that solander serve printed.");
    bool other_method = false;
    const RouteMatch match = match_route(request.method, request.path, other_method);
    if (match.route == nullptr) {
        if (other_method)
            return problem(405, "That cannot be done with this page",
                           "Go back and try it from the page itself.");
        return no_such_page();
    }
    try {
        Call call = call_of(request, match);
        if (for_readers_ && !call.account && !request.header("authorization").empty())
            return wants_key();
        // Programs read; they change nothing, and what is about her account is hers alone.
        if (call.by_token && (request.method == "POST" || match.route->who == Who::member))
            return problem(403, "A key cannot do that", "Log in with a browser.");
        if (!lets_in(match.route->who, call)) {
            if (match.route->who == Who::member && request.method == "GET")
                return Response::redirect("/login?" + form_text({{"to", request.target}}));
            return no_such_page();
        }
        // A page that tells nobody where it is has its forms come from "null"; its secret is known
        // to it alone.
        const bool by_secret = match.route->path.ends_with('$')
                               && request.header("sec-fetch-site").empty()
                               && request.header("origin") == "null";
        if (request.method == "POST" && from_elsewhere(request) && !by_secret)
            return problem(403, "That came from another site",
                           "Go back to the page and try it there.");
        if (request.method == "POST" && match.route->who != Who::anyone && is_forged(call))
            return problem(403, "That page is from before you logged in",
                           "Open the page again and send it from there.");
        archive_.at_least(wrote(request));
        if (for_readers_ && match.route->asks) call.robots = robots_of(*match.route, call);
        Response response = match.route->handler(*this, call);
        // All other answers carry the strictest (web/serve.cpp).
        if (response.status == 200 && !call.robots.empty())
            response.headers.emplace_back("X-Robots-Tag", call.robots);
        // Who has changed something sees it on the next page, also what no change is noted for.
        if (request.method == "POST" && response.status < 400 && is_about_works(*match.route))
            cache_->clear();
        return response;
    } catch (const Error& error) {
        switch (error.fault) {
        case Fault::usage:
        case Fault::input:
            return problem(400, "That cannot be answered", error.message);
        case Fault::not_found:
        case Fault::denied:
            return no_such_page();
        case Fault::conflict:
            return problem(409, "That cannot be, as things are", error.message);
        case Fault::away:
            return not_now(request, error);
        default:
            throw;
        }
    }
}

}  // namespace solander
