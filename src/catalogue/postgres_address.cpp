// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_address.h"

#include "base/error.h"

#include <libpq-fe.h>

#include <memory>

namespace solander {
namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* o) const noexcept { PQconninfoFree(o); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

Options parse(const std::string& address) {
    char* said = nullptr;
    Options options(PQconninfoParse(address.c_str(), &said));
    if (!options || !is_postgres_address(address)) {
        // libpq's words may repeat the address, and with it the password.
        PQfreemem(said);
        throw Error(Fault::usage, "the address of the database cannot be read",
                    "it looks like postgresql://user@host:5432/name");
    }
    return options;
}

std::string value_of(const Options& options, std::string_view keyword) {
    for (const PQconninfoOption* o = options.get(); o->keyword != nullptr; ++o)
        if (o->keyword == keyword && o->val != nullptr) return o->val;
    return {};
}

}  // namespace

bool is_postgres_address(std::string_view text) {
    return text.substr(0, 13) == "postgresql://" || text.substr(0, 11) == "postgres://";
}

std::string shown_address(const std::string& address) {
    const Options options = parse(address);
    std::string shown = "postgresql://";
    if (const std::string user = value_of(options, "user"); !user.empty()) shown += user + "@";
    shown += value_of(options, "host");
    if (const std::string port = value_of(options, "port"); !port.empty()) shown += ":" + port;
    return shown + "/" + value_of(options, "dbname");
}

bool has_password(const std::string& address) {
    return !value_of(parse(address), "password").empty();
}

}  // namespace solander
