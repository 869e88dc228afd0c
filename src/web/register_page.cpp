// SPDX-License-Identifier: GPL-3.0-or-later
// Making an account: by an invitation's link, or by anybody where the library is open.
#include <fmt/format.h>

#include "base/log.h"
#include "web/forms.h"

namespace solander {
namespace {

Response register_form(App& app, const Call& call, const std::string& secret, std::string_view name,
                       std::string_view problem, unsigned status) {
    Response response = Response::page(
        page_text(app.frame(call, "Make an account"),
                  [&](Markup& html) {
                      html.open("section").attr("class", "notice");
                      html.element("h1", "Make an account");
                      write_alert(html, problem);
                      open_form(html, "/register");
                      if (!secret.empty()) write_hidden(html, "invite", secret);
                      write_input(html, "name", "Name, as others see it", "text", "username", name);
                      write_input(html, "password", "Password", "password", "new-password");
                      write_hint(html, kPasswordHint);
                      html.element("button", "Make it").close();
                      write_hint(html, "No address is asked for: a lost password can only be "
                                       "replaced by the keepers of the library.");
                      html.close();
                  }),
        status);
    return response;
}

/// One that knows nothing tells nothing: a used link looks like one that never was.
bool may(const App& app, const std::string& secret) {
    if (!app.for_readers()) return false;
    if (!secret.empty())
        return app.may_be_invited() && Accounts(app.archive()).invited(secret).has_value();
    return app.may_register();
}

}  // namespace

Response register_page(App& app, const Call& call) {
    const std::string secret(call.request.parameter("invite"));
    if (!may(app, secret)) return app.no_such_page();
    return register_form(app, call, secret, "", "", 200);
}

Response register_answer(App& app, const Call& call) {
    const std::string secret = form_field(call, "invite"), name = form_field(call, "name");
    if (!may(app, secret)) return app.no_such_page();
    // Each costs a tenth of a second and may make a row: counted as a wrong password is.
    const std::string from = "register " + counted_as(app.origin(call.request).address);
    if (const auto wait = app.throttle().wait(from); wait.count() > 0) {
        Response response = register_form(
            app, call, secret, name,
            fmt::format("Too many tries. Try again in {} seconds.", wait.count()), 429);
        response.headers.emplace_back("Retry-After", fmt::format("{}", wait.count()));
        return response;
    }
    app.throttle().failed(from);
    Accounts accounts(app.archive());
    if (const auto fault = Accounts::fault_of_own_name(name); !fault.empty())
        return register_form(app, call, secret, name, fault, 400);
    const std::string password = form_field(call, "password");
    const auto login = secret.empty() ? accounts.sign_up(name, password, call.secret)
                                      : accounts.accept(secret, name, password, call.secret);
    if (!login) return register_form(app, call, secret, name, login.error().message, 400);
    log_line(LogLevel::info, "account", "made");
    Response response = Response::redirect("/account");
    give_session(app, call, response, login->secret);
    return response;
}

}  // namespace solander
