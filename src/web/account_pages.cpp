// SPDX-License-Identifier: GPL-3.0-or-later
// Logging in and out, and what people with accounts see of their own.
#include <fmt/format.h>

#include "account/password.h"
#include "base/log.h"
#include "base/text.h"
#include "web/account_keys.h"
#include "web/app.h"
#include "web/forms.h"
#include "web/visitor.h"

namespace solander {
namespace {

Response login_form(App& app, const Call& call, std::string_view to, std::string_view name,
                    std::string_view problem, unsigned status) {
    return Response::page(
        page_text(app.frame(call, "Log in"),
                  [&](Markup& html) {
                      html.open("section").attr("class", "notice").element("h1", "Log in");
                      write_alert(html, problem);
                      open_form(html, "/login");
                      write_input(html, "name", "Name", "text", "username", name);
                      write_input(html, "password", "Password", "password", "current-password");
                      html.open("p").open("label").attr("for", "code");
                      html.text("Code, if you have them sent to a telephone").close();
                      html.open("input").attr("id", "code").attr("name", "code");
                      html.attr("inputmode", "numeric").attr("autocomplete", "one-time-code");
                      html.close().close();
                      write_hidden(html, "to", to);
                      html.element("button", "Log in").close();
                      write_hint(html, app.may_register()
                                           ? "The library can be read without an account, as far "
                                             "as its authors allow."
                                           : "Accounts are given by the keepers of the library. It "
                                             "can be read without one, as far as its authors "
                                             "allow.");
                      if (app.may_register()) {
                          html.open("p");
                          link(html, "/register", "Make an account");
                          html.close();
                      }
                      html.close();
                  }),
        status);
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
                if (app.wants_codes(call))
                    write_alert(html, "Who looks after this library logs in with codes, too. Until "
                                      "you have set them up, you are here as a reader.");
                html.open("form").attr("method", "post").attr("action", "/logout");
                html.element("button", "Log out").close();
                html.open("p");
                link(html, "/account/reading", "What you read");
                html.text(" · ");
                link(html, "/left-out", "What you leave out");
                html.text(" · ");
                link(html, "/account/stories", "What you wrote");
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
                open_form(html, "/account/password");
                write_input(html, "old", "The one you have", "password", "current-password");
                write_input(html, "password", "The new one", "password", "new-password");
                write_hint(html, kPasswordHint);
                html.element("button", "Change it").close();
                write_codes(html, app, call);
                write_tokens(html, app, call);
            }),
        status);
}

}  // namespace

void give_session(const App& app, const Call& call, Response& response, std::string_view secret) {
    response.headers.emplace_back("Set-Cookie",
                                  session_cookie(secret, app.origin(call.request).https));
}

Response login_page(App& app, const Call& call) {
    const std::string to = path_of_ours(call.request.parameter("to"), "/");
    if (!app.for_readers() || call.account) return Response::redirect(to);
    return login_form(app, call, to, "", "", 200);
}

Response login_answer(App& app, const Call& call) {
    if (!app.for_readers()) return Response::redirect("/");
    const std::string name = std::string(trim(form_field(call, "name")));
    const std::string to = path_of_ours(form_field(call, "to"), "/");
    const std::string from = "from " + counted_as(app.origin(call.request).address);
    // Nobody can have a name so long; what is counted by stays small.
    const std::string account = "account " + shortened(fold(name), 80);
    const auto wait = std::max(app.throttle().wait(from), app.throttle().wait(account));
    if (wait.count() > 0) {
        Response response =
            login_form(app, call, to, name,
                       fmt::format("Too many tries. Try again in {} seconds.", wait.count()), 429);
        response.headers.emplace_back("Retry-After", fmt::format("{}", wait.count()));
        return response;
    }
    Accounts accounts(app.archive());
    const auto login =
        accounts.log_in(name, form_field(call, "password"), form_field(call, "code"), call.secret);
    if (!login) {
        app.throttle().failed(from);
        app.throttle().failed(account);
        log_line(LogLevel::info, "login", "refused");
        return login_form(
            app, call, to, name,
            "That name and password are not known together, or the code is not one of "
            "this moment.",
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
    const auto login =
        Accounts(app.archive())
            .change_password(*call.account, form_field(call, "old"), form_field(call, "password"));
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
