// SPDX-License-Identifier: GPL-3.0-or-later
// /admin/accounts: who may log in and as what, and links by which others may.
#include <fmt/format.h>

#include "web/forms.h"

namespace solander {
namespace {

constexpr std::string_view kPath = "/admin/accounts";

bool is_herself(const Call& call, const Account& account) {
    return call.account && call.account->id == account.id;
}

void write_roles(Markup& html, const std::string& id, std::string_view label, Role chosen,
                 bool label_seen = false) {
    html.open("label").attr("for", id);
    if (!label_seen) html.attr("class", "unseen");
    html.text(label).close();
    html.open("select").attr("id", id).attr("name", "role");
    for (const Role role : kRoles) {
        html.open("option").attr("value", name_of(role));
        if (role == chosen) html.flag("selected");
        html.text(name_of(role)).close();
    }
    html.close();
}

/// A form of one button that does something with that account.
void write_act(Markup& html, const Account& account, std::string_view act, std::string_view said) {
    html.open("form").attr("method", "post").attr("action", kPath);
    write_hidden(html, "name", account.name);
    html.open("button").attr("name", "do").attr("value", act);
    html.attr("aria-label", fmt::format("{}: {}", said, account.name)).text(said).close();
    html.close();
}

void write_row(Markup& html, const Call& call, const Account& account) {
    html.open("tr").open("th").attr("scope", "row").text(account.name).close();
    html.open("td");
    if (is_herself(call, account)) {
        html.text(fmt::format("{} (you)", name_of(account.role)));
    } else {
        html.open("form").attr("method", "post").attr("action", kPath);
        write_hidden(html, "name", account.name);
        write_roles(html, fmt::format("role-{}", account.id),
                    fmt::format("Role of {}", account.name), account.role);
        html.open("button").attr("name", "do").attr("value", "role");
        html.attr("aria-label", fmt::format("Give this role: {}", account.name));
        html.text("Give").close().close();
    }
    html.close();
    html.open("td").text(account.made_at.substr(0, 10)).close();
    html.open("td");
    if (account.codes) write_act(html, account, "forget-codes", "Forget codes");
    html.close().open("td");
    if (!is_herself(call, account))
        write_act(html, account, account.locked ? "unlock" : "lock",
                  account.locked ? "Unlock" : "Lock");
    html.close().close();
}

void write_accounts(Markup& html, const Call& call, const std::vector<Account>& accounts) {
    if (accounts.empty()) {
        html.open("p").attr("class", "empty");
        html.text("Nobody has an account. The first admin is added on the machine itself: solander "
                  "user add NAME --role admin.");
        html.close();
        return;
    }
    html.open("div").attr("class", "wide").open("table");
    html.open("thead").open("tr");
    for (const char* column : {"Name", "Role", "Since", "Codes", "Locked"})
        html.open("th").attr("scope", "col").text(column).close();
    html.close().close().open("tbody");
    for (const Account& account : accounts) write_row(html, call, account);
    html.close().close().close();
}

void write_invitations(Markup& html, const std::vector<Invitation>& open) {
    html.element("h2", "Invitations");
    if (!open.empty()) {
        html.open("ul");
        for (const Invitation& one : open) {
            html.open("li").text(fmt::format("{}, by {}, good until {} ", name_of(one.role),
                                             one.made_by, day_of(one.expires_at)));
            html.open("form").attr("method", "post").attr("action", kPath);
            write_hidden(html, "invitation", one.id);
            html.open("button").attr("name", "do").attr("value", "withdraw");
            html.text("Withdraw").close().close().close();
        }
        html.close();
    }
    open_form(html, kPath);
    html.open("p");
    write_roles(html, "invited-role", "Whoever has the link is a", Role::reader, true);
    html.close()
        .open("p")
        .open("label")
        .attr("for", "days")
        .text("The link is good for so many days")
        .close();
    html.open("input").attr("id", "days").attr("name", "days").attr("type", "number");
    html.attr("min", "1").attr("max", "365").attr("value", "7").close().close();
    html.open("button").attr("name", "do").attr("value", "invite").text("Make a link").close();
    html.close();
}

Response shown(App& app, const Call& call, std::string_view problem, const std::string& invited,
               unsigned status) {
    Accounts accounts(app.archive());
    const auto all = accounts.list();
    const auto open = accounts.invitations();
    return Response::page(page_text(app.frame(call, "Accounts"),
                                    [&](Markup& html) {
                                        html.element("h1", "Accounts");
                                        write_alert(html, problem);
                                        if (!invited.empty()) {
                                            html.element("p", "Send this link to one person. It is "
                                                              "shown this once and works once.");
                                            html.open("p").attr("class", "key");
                                            html.element("code", invited).close();
                                        }
                                        write_accounts(html, call, all);
                                        write_invitations(html, open);
                                    }),
                          status);
}

/// Where this library is: by its settings, or else as the asking browser knows it.
std::string address_of(const App& app, const Call& call) {
    std::string said = app.archive().settings().text("archive.address");
    while (said.ends_with('/')) said.pop_back();
    if (!said.empty()) return said;
    return fmt::format("{}://{}", app.origin(call.request).https ? "https" : "http",
                       call.request.header("host"));
}

}  // namespace

Response accounts_page(App& app, const Call& call) { return shown(app, call, "", "", 200); }

Response accounts_answer(App& app, const Call& call) {
    Accounts accounts(app.archive());
    const std::string act = form_field(call, "do"), name = form_field(call, "name");
    const auto role = role_from_name(form_field(call, "role"));
    if (act == "invite") {
        const auto days = form_number(call, "days");
        if (!role || !days || *days < 1 || *days > 365)
            return shown(app, call, "An invitation is good for 1 to 365 days.", "", 400);
        const std::string secret =
            accounts.invite(*role, call.account ? call.account->name : "the owner", *days);
        return shown(app, call,
                     app.may_be_invited() ? ""
                                          : "The setting accounts.open says that nobody may make "
                                            "an account: the link will not work.",
                     address_of(app, call) + "/register?invite=" + secret, 200);
    }
    if (act == "withdraw") {
        const auto gone = accounts.withdraw_invitation(form_field(call, "invitation"));
        return gone ? Response::redirect(kPath) : shown(app, call, gone.error().message, "", 400);
    }
    const auto whose = accounts.called(name);
    if (!whose) return shown(app, call, "Nobody is called so any more.", "", 400);
    // Nobody shuts herself out, or ends her codes without one: another admin can, or solander user
    // on the machine.
    if (is_herself(call, *whose))
        return shown(app, call, "That is your own account; another admin can do it.", "", 400);
    if (act == "forget-codes") {
        if (const auto done = accounts.forget_codes(name); !done)
            return shown(app, call, done.error().message, "", 400);
        return Response::redirect(kPath);
    }
    Result<Account> done = *whose;
    if (act == "role" && role)
        done = accounts.set_role(name, *role);
    else if (act == "lock" || act == "unlock")
        done = accounts.set_locked(name, act == "lock");
    else
        return shown(app, call, "That is not understood.", "", 400);
    return done ? Response::redirect(kPath) : shown(app, call, done.error().message, "", 400);
}

}  // namespace solander
