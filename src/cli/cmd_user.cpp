// SPDX-License-Identifier: GPL-3.0-or-later
// solander user: who may log in to a library that strangers come to, and as what.
#include <fmt/format.h>

#include "archive/accounts.h"
#include "base/markup.h"
#include "cli/command.h"
#include "cli/secret_input.h"
#include "cli/terminal.h"

namespace solander {
namespace {

class UserCommand final : public Command {
    std::vector<std::string> words_;
    std::string role_;
    bool yes_ = false;

    void setup(Options& options) override {
        options
            .arguments("WHAT", words_,
                       "list; add NAME; role NAME ROLE; password NAME; lock NAME; unlock NAME; "
                       "remove NAME")
            .option("--role", role_, "add: reader (default), author, wrangler, archivist or admin",
                    "ROLE")
            .flag("--yes", yes_, "remove: do it")
            .examples("  solander user add kat --role admin      (asks for a password)\n"
                      "  solander user role kat archivist\n"
                      "  solander user lock kat                  (logs her out everywhere)\n");
    }

    int run(const Context& context) override {
        Archive archive(context.archive());
        Accounts accounts(archive);
        const std::string& verb = words_.front();
        if (verb == "list" && words_.size() == 1) return list(context, accounts);
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
        json.key("locked").boolean(account.locked).key("made_at").string(account.made_at).end();
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
