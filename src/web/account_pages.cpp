// SPDX-License-Identifier: GPL-3.0-or-later
// Logging in and out, and what people with accounts see of their own.
#include <fmt/format.h>

#include "account/password.h"
#include "base/log.h"
#include "base/number.h"
#include "base/text.h"
#include "web/app.h"
#include "web/form_data.h"
#include "web/visitor.h"

namespace solander {
namespace {

std::string field(const Call& call, std::string_view wanted) {
    for (const auto& [name, value] : form_of(call.request))
        if (name == wanted) return value;
    return {};
}

void write_input(Markup& html, std::string_view name, std::string_view label, std::string_view type,
                 std::string_view autocomplete, std::string_view value = {}) {
    html.open("p").open("label").attr("for", name).text(label).close();
    html.open("input").attr("id", name).attr("name", name).attr("type", type);
    html.attr("autocomplete", autocomplete).flag("required");
    if (!value.empty()) html.attr("value", value);
    html.close().close();
}

void write_alert(Markup& html, std::string_view text) {
    if (!text.empty())
        html.open("p").attr("class", "alert").attr("role", "alert").text(text).close();
}

Response login_form(App& app, const Call& call, std::string_view to, std::string_view name,
                    std::string_view problem, unsigned status) {
    return Response::page(
        page_text(app.frame(call, "Log in"),
                  [&](Markup& html) {
                      html.open("section").attr("class", "notice").element("h1", "Log in");
                      write_alert(html, problem);
                      html.open("form").attr("method", "post").attr("action", "/login");
                      html.attr("class", "account");
                      write_input(html, "name", "Name", "text", "username", name);
                      write_input(html, "password", "Password", "password", "current-password");
                      html.open("input").attr("type", "hidden").attr("name", "to");
                      html.attr("value", to).close();
                      html.element("button", "Log in").close();
                      html.open("p").attr("class", "hint");
                      html.text("Accounts are given by the keepers of the library. It can be read "
                                "without one, as far as its authors allow.");
                      html.close().close();
                  }),
        status);
}

/// A day as UTC sees it: where the reader is nobody asks.
std::string day_of(std::int64_t seconds) {
    const std::time_t when = seconds;
    std::tm parts{};
    gmtime_r(&when, &parts);
    return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

Response account_form(App& app, const Call& call, std::string_view problem, unsigned status) {
    Accounts accounts(app.archive());
    const auto sessions = accounts.sessions(*call.account, call.secret);
    return Response::page(
        page_text(
            app.frame(call, "Your account"),
            [&](Markup& html) {
                html.element("h1", call.account->name);
                html.element("p", fmt::format("Here as {} since {}.", name_of(call.account->role),
                                              call.account->made_at.substr(0, 10)));
                html.open("form").attr("method", "post").attr("action", "/logout");
                html.element("button", "Log out").close();
                html.open("p");
                link(html, "/account/reading", "What you read");
                html.text(" · ");
                link(html, "/left-out", "What you leave out");
                html.close();
                html.element("h2", "Where you are logged in").open("ul");
                for (const LoginSession& session : sessions)
                    html.element("li", fmt::format("since {}, last used {}{}",
                                                   day_of(session.made_at), day_of(session.used_at),
                                                   session.this_one ? " — here" : ""));
                html.close();
                if (sessions.size() > 1) {
                    html.open("form").attr("method", "post").attr("action", "/account/sessions");
                    html.element("button", "Log out everywhere else").close();
                }
                html.element("h2", "Another password");
                write_alert(html, problem);
                html.open("form").attr("method", "post").attr("action", "/account/password");
                html.attr("class", "account");
                write_input(html, "old", "The one you have", "password", "current-password");
                write_input(html, "password", "The new one", "password", "new-password");
                html.open("p")
                    .attr("class", "hint")
                    .text(fmt::format("{} characters or more; a few words will do.",
                                      kShortestPassword));
                html.close().element("button", "Change it").close();
            }),
        status);
}

void give_session(const App& app, const Call& call, Response& response, std::string_view secret) {
    response.headers.emplace_back("Set-Cookie",
                                  session_cookie(secret, app.origin(call.request).https));
}

}  // namespace

Response login_page(App& app, const Call& call) {
    const std::string to = path_of_ours(call.request.parameter("to"), "/");
    if (!app.for_readers() || call.account) return Response::redirect(to);
    return login_form(app, call, to, "", "", 200);
}

Response login_answer(App& app, const Call& call) {
    if (!app.for_readers()) return Response::redirect("/");
    const std::string name = std::string(trim(field(call, "name")));
    const std::string to = path_of_ours(field(call, "to"), "/");
    const std::string from = "from " + counted_as(app.origin(call.request).address);
    // Nobody can have a name so long; what is counted by stays small.
    const std::string account = "account " + fold(shortened(name, 80));
    const auto wait = std::max(app.throttle().wait(from), app.throttle().wait(account));
    if (wait.count() > 0) {
        Response response =
            login_form(app, call, to, name,
                       fmt::format("Too many tries. Try again in {} seconds.", wait.count()), 429);
        response.headers.emplace_back("Retry-After", fmt::format("{}", wait.count()));
        return response;
    }
    Accounts accounts(app.archive());
    const auto login = accounts.log_in(name, field(call, "password"), call.secret);
    if (!login) {
        app.throttle().failed(from);
        app.throttle().failed(account);
        log_line(LogLevel::info, "login", "refused");
        return login_form(app, call, to, name, "That name and password are not known together.",
                          403);
    }
    app.throttle().succeeded(account);
    Response response = Response::redirect(to);
    give_session(app, call, response, login->secret);
    return response;
}

Response logout_answer(App& app, const Call& call) {
    if (call.account) Accounts(app.archive()).log_out(call.secret);
    Response response = Response::redirect("/");
    give_session(app, call, response, "");
    return response;
}

Response account_page(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    return account_form(app, call, "", 200);
}

Response password_answer(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    const std::string key = "account " + fold(call.account->name);
    if (const auto wait = app.throttle().wait(key); wait.count() > 0)
        return account_form(
            app, call, fmt::format("Too many tries. Try again in {} seconds.", wait.count()), 429);
    const auto login = Accounts(app.archive())
                           .change_password(*call.account, call.secret, field(call, "old"),
                                            field(call, "password"));
    if (!login) {
        if (login.error().fault == Fault::denied) app.throttle().failed(key);
        return account_form(app, call, login.error().message, 400);
    }
    Response response = Response::redirect("/account");
    give_session(app, call, response, login->secret);
    return response;
}

Response sessions_answer(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    Accounts(app.archive()).end_others(*call.account, call.secret);
    return Response::redirect("/account");
}

}  // namespace solander
