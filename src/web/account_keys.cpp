// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/account_keys.h"

#include <fmt/format.h>

#include "account/totp.h"
#include "archive/api_tokens.h"
#include "base/text.h"
#include "web/forms.h"
#include "web/qr.h"

namespace solander {
namespace {

/// Tries are counted with those of the password: a code is six digits.
std::string waiting(App& app, const std::string& key) {
    const auto wait = app.throttle().wait(key);
    return wait.count() > 0 ? fmt::format("Too many tries. Try again in {} seconds.", wait.count())
                            : std::string();
}

/// What is wrong with the password in the form; empty: nothing.
std::string password_problem(App& app, const Call& call) {
    const std::string counted = "account " + fold(call.account->name);
    if (std::string wait = waiting(app, counted); !wait.empty()) return wait;
    if (Accounts(app.archive()).is_password_of(*call.account, form_field(call, "password")))
        return {};
    app.throttle().failed(counted);
    return "That is not your password.";
}

void write_password(Markup& html) {
    write_input(html, "password", "Your password", "password", "current-password");
}

void write_code_input(Markup& html) {
    html.open("p").open("label").attr("for", "code").text("The six digits it shows").close();
    html.open("input").attr("id", "code").attr("name", "code").attr("inputmode", "numeric");
    html.attr("autocomplete", "one-time-code").flag("required").close().close();
}

/// In fours: it is typed.
std::string spaced(std::string_view key) {
    std::string out;
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += key[i];
    }
    return out;
}

Response codes_form(App& app, const Call& call, const std::string& key, std::string_view problem,
                    unsigned status) {
    return Response::page(
        page_text(app.frame(call, "Log in with codes"),
                  [&](Markup& html) {
                      html.element("h1", "Log in with codes");
                      html.element("p",
                                   "A program on your telephone (any that knows TOTP) makes six "
                                   "digits, new ones every half minute. Who has learnt your "
                                   "password still cannot log in without them.");
                      write_alert(html, problem);
                      html.open("ol").open("li");
                      html.text("Have the program look at this, or type the key into it.");
                      const std::string address =
                          totp_address(app.library(), call.account->name,
                                       bytes_of_base32(key).value_or(std::string()));
                      write_qr(html, address, "The key, as a picture for a telephone's camera");
                      html.open("p").attr("class", "key").element("code", spaced(key)).close();
                      html.close().open("li");
                      html.text("Write the digits that it shows here.");
                      open_form(html, "/account/codes");
                      write_hidden(html, "key", key);
                      write_code_input(html);
                      write_password(html);
                      html.element("button", "Log in with codes from now on").close();
                      write_hint(html, "You stay logged in here, and are logged out everywhere "
                                       "else.");
                      html.close().close();
                      html.open("p");
                      link(html, "/account", "Not now");
                      html.close();
                  }),
        status);
}

}  // namespace

void write_codes(Markup& html, const App&, const Call& call) {
    html.element("h2", "Codes of a second device");
    if (!call.account->codes) {
        html.open("p");
        link(html, "/account/codes", "Log in with codes, too");
        html.close();
        return;
    }
    html.element("p", "You log in with a code, too.");
    html.open("details").element("summary", "Without codes again");
    open_form(html, "/account/codes");
    write_code_input(html);
    html.element("button", "Ask for none any more").close().close();
}

Response codes_page(App& app, const Call& call) {
    if (!call.account || call.account->codes) return Response::redirect("/account");
    return codes_form(app, call, base32(new_totp_key()), "", 200);
}

Response codes_answer(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    const std::string key = form_field(call, "key"), code = form_field(call, "code");
    const std::string counted = "account " + fold(call.account->name);
    Accounts accounts(app.archive());
    const bool begin = !call.account->codes;
    std::string problem = begin ? password_problem(app, call) : waiting(app, counted);
    if (problem.empty()) {
        const auto done = begin ? accounts.begin_codes(*call.account, key, code)
                                : accounts.end_codes(*call.account, code);
        // Who came in with the password alone is not to stay.
        if (done && begin) accounts.end_others(*call.account, call.secret);
        if (done) return Response::redirect("/account");
        if (done.error().fault == Fault::denied) app.throttle().failed(counted);
        problem = done.error().message;
    }
    if (begin && bytes_of_base32(key)) return codes_form(app, call, key, problem, 400);
    return app.problem(400, "The codes stay as they were", problem);
}

void write_tokens(Markup& html, App& app, const Call& call) {
    const auto tokens = ApiTokens(app.archive()).list(*call.account);
    html.element("h2", "Keys for programs");
    html.element("p", "An e-reader or a script reads with a key of its own, as password beside "
                      "your name or as \u201CAuthorization: Bearer\u201D. A key changes nothing "
                      "here.");
    if (!tokens.empty()) {
        html.open("ul").attr("class", "keys");
        for (const ApiToken& token : tokens) {
            html.open("li").element("b", token.name);
            std::string said = fmt::format(
                " \u2014 {}; made {}, {}{}", name_of(token.scope), day_of(token.made_at),
                token.used_at == 0 ? "never used" : "last used " + day_of(token.used_at),
                token.expires_at == 0 ? "" : ", ends " + day_of(token.expires_at));
            html.text(said);
            html.open("form").attr("method", "post");
            html.attr("action", fmt::format("/account/tokens/{}", token.id));
            html.element("button", "End it").close().close();
        }
        html.close();
    }
    open_form(html, "/account/tokens");
    html.open("p").open("label").attr("for", "token-name").text("What is it for").close();
    html.open("input").attr("id", "token-name").attr("name", "name").attr("maxlength", 80);
    html.flag("required").close().close();
    html.open("p").open("label").attr("for", "scope").text("It may read").close();
    html.open("select").attr("id", "scope").attr("name", "scope");
    html.open("option").attr("value", "read").text("what members may read").close();
    if (call.account->role >= Role::wrangler)
        html.open("option").attr("value", "staff").text("all that you may see").close();
    html.close().close();
    html.open("p").open("label").attr("for", "days").text("For how many days (0: always)").close();
    html.open("input").attr("id", "days").attr("name", "days").attr("type", "number");
    html.attr("min", "0").attr("max", "3650").attr("value", "365").close().close();
    html.open("p").open("label").attr("for", "key-password").text("Your password").close();
    html.open("input").attr("id", "key-password").attr("name", "password");
    html.attr("type", "password").attr("autocomplete", "current-password").flag("required");
    html.close().close();
    html.element("button", "Make a key").close();
}

Response tokens_answer(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    const auto scope = token_scope_from_name(form_field(call, "scope"));
    const auto days = form_number(call, "days");
    if (!scope || !days || (*scope == TokenScope::staff && call.account->role < Role::wrangler))
        return app.problem(400, "No key was made", "Go back and look at what it may and how long.");
    if (const std::string problem = password_problem(app, call); !problem.empty())
        return app.problem(400, "No key was made", problem);
    const auto token =
        ApiTokens(app.archive()).make(*call.account, form_field(call, "name"), *scope, *days);
    if (!token) return app.problem(400, "No key was made", token.error().message);
    return Response::page(page_text(app.frame(call, "A new key"), [&](Markup& html) {
        html.element("h1", "A new key");
        html.element("p", "It is shown this once, and kept nowhere. Put it into the program now.");
        html.open("p").attr("class", "key").element("code", *token).close();
        html.open("p");
        link(html, "/account", "Done");
        html.close();
    }));
}

Response token_end(App& app, const Call& call) {
    if (!call.account) return Response::redirect("/");
    if (!ApiTokens(app.archive()).end(*call.account, call.numbers[0])) return app.no_such_page();
    return Response::redirect("/account");
}

}  // namespace solander
