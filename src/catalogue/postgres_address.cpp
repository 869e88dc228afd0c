// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_address.h"

#include "base/error.h"
#include "base/text.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace solander {
namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* o) const noexcept { PQconninfoFree(o); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string value_of(const Options& options, std::string_view keyword) {
    for (const PQconninfoOption* o = options.get(); o->keyword != nullptr; ++o)
        if (o->keyword == keyword && o->val != nullptr) return o->val;
    return {};
}

Options parse(const std::string& address) {
    char* said = nullptr;
    Options options(PQconninfoParse(address.c_str(), &said));
    if (!options || !is_postgres_address(address)) {
        // libpq's words may repeat the address, and with it the password.
        PQfreemem(said);
        throw Error(Fault::usage, "the address of the database cannot be read",
                    "it looks like postgresql://user@host:5432/name");
    }
    const std::string ports = value_of(options, "port");
    for (const std::string_view port : split(ports, ',')) {
        unsigned number = 0;
        const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
        const bool good = error == std::errc{} && end == port.data() + port.size();
        if (!port.empty() && (!good || number == 0 || number > 65535))
            throw Error(Fault::usage,
                        "the address of the database names a port that is none from 1 to 65535",
                        "it looks like postgresql://user@host:5432/name");
    }
    return options;
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

std::vector<PgHost> hosts_of(const std::string& address) {
    const Options options = parse(address);
    const auto list = [&](std::string_view keyword) {
        const std::string all = value_of(options, keyword);
        std::vector<std::string> values;
        for (const std::string_view one : split(all, ',')) values.emplace_back(one);
        return values;
    };
    const auto names = list("host"), addresses = list("hostaddr"), ports = list("port");
    std::vector<PgHost> hosts(std::max(names.size(), addresses.size()));
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        if (i < names.size()) hosts[i].host = names[i];
        if (i < addresses.size()) hosts[i].hostaddr = addresses[i];
        // One port is that of all.
        if (!ports.empty())
            hosts[i].port = ports[ports.size() == 1 ? 0 : std::min(i, ports.size() - 1)];
    }
    return hosts;
}

bool wants_a_kind(const std::string& address) {
    const std::string kind = value_of(parse(address), "target_session_attrs");
    return !kind.empty() && kind != "any";
}

bool has_password(const std::string& address) {
    return !value_of(parse(address), "password").empty();
}

}  // namespace solander
