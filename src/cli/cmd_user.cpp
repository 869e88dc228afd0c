// SPDX-License-Identifier: GPL-3.0-or-later
// solander user: who may log in to a library that strangers come to, and as what.
#include <fmt/format.h>

#include "archive/accounts.h"
#include "archive/clock.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/secret_input.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class UserCommand final : public Command {
    std::vector<std::string> words_;
    std::string role_;
    std::uint32_t days_ = 7;
    bool yes_ = false;

    void setup(Options& options) override {
        options
            .arguments(
                "WHAT", words_,
                "list; add NAME; role NAME ROLE; password NAME; forget-codes NAME; lock NAME; "
                "unlock NAME; remove NAME; invite; invitations; withdraw INVITATION")
            .option("--role", role_,
                    "add, invite: reader (default), author, wrangler, archivist or admin", "ROLE")
            .option("--days", days_, "invite: how long the link is good (default 7)", "N")
            .flag("--yes", yes_, "remove: do it")
            .examples("  solander user add kat --role admin      (asks for a password)\n"
                      "  solander user role kat archivist\n"
                      "  solander user invite --role wrangler    (prints a link for one person)\n"
                      "  solander user lock kat                  (logs her out everywhere)\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        Accounts accounts(archive);
        const std::string& verb = words_.front();
        if (words_.size() == 1) {
            if (verb == "list") return list(context, accounts);
            if (verb == "invite") return invite(context, archive, accounts);
            if (verb == "invitations") return list_invitations(context, accounts);
        }
        if (words_.size() == 2) {
            const std::string& name = words_[1];
            if (verb == "add") {
                const Role role = role_.empty() ? Role::reader : role_called(role_);
                if (accounts.called(name))
                    throw Error(Fault::conflict, "somebody is called '" + name + "' already",
                                "solander user list shows them all");
                return done(context, accounts.add(name, role, read_new_password(name)),
                            "may log in now");
            }
            if (verb == "password") {
                require(accounts, name);
                return done(context, accounts.set_password(name, read_new_password(name)),
                            "has another password, and is logged in nowhere");
            }
            if (verb == "forget-codes")
                return done(context, accounts.forget_codes(name),
                            "logs in without a code, and is logged in nowhere");
            if (verb == "withdraw") {
                if (const auto gone = accounts.withdraw_invitation(name); !gone) throw gone.error();
                fmt::print(stderr, "Nobody can use that link any more.\n");
                return 0;
            }
            if (verb == "lock")
                return done(context, accounts.set_locked(name, true),
                            "cannot log in, and is logged in nowhere");
            if (verb == "unlock")
                return done(context, accounts.set_locked(name, false), "may log in again");
            if (verb == "remove") return remove(accounts, name);
        }
        if (verb == "role" && words_.size() == 3)
            return done(context, accounts.set_role(words_[1], role_called(words_[2])),
                        "has another role, from the next login on");
        throw Error(Fault::usage, "that is not understood", "solander user --help");
    }

    static Role role_called(const std::string& name) {
        if (const auto role = role_from_name(name)) return *role;
        throw Error(Fault::usage, "'" + name + "' is no role",
                    "reader, author, wrangler, archivist or admin");
    }

    static void require(const Accounts& accounts, const std::string& name) {
        if (!accounts.called(name))
            throw Error(Fault::not_found, "nobody has an account called '" + name + "'",
                        "solander user list shows them all");
    }

    static void write(JsonWriter& json, const Account& account) {
        json.object().key("name").string(account.name);
        json.key("role").string(name_of(account.role));
        json.key("locked").boolean(account.locked).key("codes").boolean(account.codes);
        json.key("made_at").string(account.made_at).end();
    }

    static int done(const Context& context, const Result<Account>& account, std::string_view what) {
        if (!account) throw account.error();
        if (context.json) {
            JsonWriter json;
            write(json, *account);
            fmt::print("{}\n", json.take());
        }
        fmt::print(stderr, "{} ({}) {}.\n", account->name, name_of(account->role), what);
        return 0;
    }

    static int list(const Context& context, const Accounts& accounts) {
        for (const Account& account : accounts.list()) {
            if (context.json) {
                JsonWriter json;
                write(json, account);
                fmt::print("{}\n", json.take());
            } else {
                fmt::print("{:<10} {}{}\n", name_of(account.role), account.name,
                           quiet(account.locked ? "  locked" : ""));
            }
        }
        return 0;
    }

    int invite(const Context& context, const Archive& archive, Accounts& accounts) const {
        constexpr std::uint32_t kMostDays = 365;
        if (days_ < 1 || days_ > kMostDays)
            throw Error(Fault::usage, "a link is good for 1 to 365 days", "say --days 7");
        const Role role = role_.empty() ? Role::reader : role_called(role_);
        std::string address = archive.settings().text("archive.address");
        while (address.ends_with('/')) address.pop_back();
        const std::string path =
            address + "/register?invite=" + accounts.invite(role, "solander user", days_);
        if (context.json) {
            JsonWriter json;
            json.object().key("role").string(name_of(role)).key("link").string(path).end();
            fmt::print("{}\n", json.take());
        } else {
            fmt::print("{}\n", path);
        }
        fmt::print(stderr, "{}end it to one person; it works once, for {} days.\n",
                   address.empty() ? "Put the address of the library before it and s" : "S", days_);
        if (archive.settings().text("accounts.open") == "no")
            fmt::print(stderr, "The setting accounts.open = \"no\" keeps it from working.\n");
        return 0;
    }

    static int list_invitations(const Context& context, Accounts& accounts) {
        for (const Invitation& one : accounts.invitations()) {
            const std::string until = text_of_time(one.expires_at);
            if (context.json) {
                JsonWriter json;
                json.object().key("id").string(one.id).key("role").string(name_of(one.role));
                json.key("made_by").string(one.made_by).key("expires_at").string(until).end();
                fmt::print("{}\n", json.take());
            } else {
                fmt::print("{}  {:<10} until {}, by {}\n", one.id, name_of(one.role), until,
                           one.made_by);
            }
        }
        return 0;
    }

    int remove(Accounts& accounts, const std::string& name) const {
        require(accounts, name);
        if (!yes_)
            throw Error(Fault::usage, "'" + name + "' would be gone for good",
                        "say --yes; or keep the account and lock it: solander user lock " + name);
        if (const auto removed = accounts.remove(name); !removed) throw removed.error();
        fmt::print(stderr, "{} has no account any more.\n", name);
        return 0;
    }
};

}  // namespace

std::unique_ptr<Command> make_user() { return std::make_unique<UserCommand>(); }

}  // namespace solander
