// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/postgres_error.h"

#include <fmt/format.h>
#include <libpq-fe.h>

namespace solander {
namespace {

struct Translation {
    std::string_view code;  // SQLSTATE, or the two letters of its class
    Fault fault;
    const char* message;  // {0}: the database, {1}: PostgreSQL's own words
    const char* hint;
};

constexpr const char* kDamaged = "run `solander check`; look into the server's log";
constexpr const char* kRights = "as the owner of the database: grant all on schema public, and on "
                                "all tables and sequences in it, to this user";

// The first that fits.
constexpr Translation kTranslations[] = {
    {"55P03", Fault::conflict, "{0} is in use: somebody else is writing to it",
     "wait until the other command has finished, then try again"},
    {"23505", Fault::conflict, "{0} holds this already: {1}", ""},
    {"42P07", Fault::conflict, "{0} is not empty: {1}",
     "give an empty database: createdb -E UTF8 -T template0 NAME"},
    {"42P01", Fault::input, "{0} is not a catalogue: {1}", "is this the right database?"},
    {"42501", Fault::denied, "{0} does not allow it: {1}", kRights},
    {"25006", Fault::denied, "cannot write to {0}: {1}",
     "it is opened for reading only, or is a replica"},
    {"53100", Fault::storage, "no space left on the server of {0}",
     "free some space there, then run the same command again; nothing half-done remains"},
    {"53200", Fault::storage, "not enough memory on the server of {0}", ""},
    {"53300", Fault::away, "{0} takes no more connections: {1}",
     "raise max_connections of the server, or end what else uses it"},
    {"57014", Fault::storage, "{0} broke a statement off: {1}",
     "a limit of the server (statement_timeout) may be too short"},
    {"58", Fault::storage, "the server of {0} cannot read or write its files: {1}", kDamaged},
    {"XX00", Fault::storage, "{0} is damaged: {1}", kDamaged},
};

// The last of these says that the session is over.
bool session_ended(std::string_view code) {
    return code == "57P01" || code == "57P02" || code == "57P03" || code == "57P05"
           || code.substr(0, 2) == "08";
}

std::string one_line(const char* said) {
    std::string line(said == nullptr ? "" : said);
    while (!line.empty() && line.back() == '\n') line.pop_back();
    for (char& c : line)
        if (c == '\n' || c == '\t') c = ' ';
    return line;
}

bool has(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

// The server may say it in another language; then the advice is a general one.
std::string advice_for(const std::string& said, Reach reach) {
    if (reach == Reach::other)
        return "one of the hosts must take writes: start the primary, or promote a replica";
    if (has(said, "SSL")) return "look at sslmode and sslrootcert in the address";
    if (has(said, "permission denied for database"))
        return "as its owner: grant connect on database NAME to this user";
    if (has(said, "too many clients") || has(said, "connection slots"))
        return "raise max_connections of the server, or end what else uses it";
    if (has(said, "password") || has(said, "authentication"))
        return "user and password stand in the address, in ~/.pgpass, or in PGUSER and PGPASSWORD";
    if (has(said, "database") && has(said, "does not exist"))
        return "make it: createdb -E UTF8 -T template0 NAME";
    if (has(said, "translate host name")) return "is the name of the host right?";
    if (reach == Reach::starting) return "it is starting or ending: try again in a moment";
    return reach == Reach::answers
               ? "the server's log may say more"
               : "is the server running, and does it listen there? pg_isready -h HOST -p PORT";
}

constexpr const char* kComeBack = "when the server answers again, run the same command again";

}  // namespace

void throw_postgres_error(const PGresult* failed, const std::string& shown,
                          std::string_view doing) {
    const char* const state = PQresultErrorField(failed, PG_DIAG_SQLSTATE);
    const std::string_view code = state == nullptr ? "" : state;
    // Not the whole message: its detail may quote values.
    const std::string said = one_line(PQresultErrorField(failed, PG_DIAG_MESSAGE_PRIMARY));
    if (session_ended(code))
        throw LostConnection(Fault::away, fmt::format("lost the connection to {}: {}", shown, said),
                             kComeBack);
    if (code.substr(0, 2) == "40")
        throw BrokenOff(Fault::conflict,
                        fmt::format("{}: another transaction was in the way: {}", shown, said),
                        "try again");
    for (const Translation& t : kTranslations) {
        if (code.substr(0, t.code.size()) != t.code || (t.code == "XX00" && code == "XX000"))
            continue;
        throw Error(t.fault, fmt::format(fmt::runtime(t.message), shown, said), t.hint);
    }
    throw Error(Fault::bug, fmt::format("{}: {} ({}), doing: {}", shown, said, code, doing));
}

void throw_lost_connection(const PGconn* connection, const std::string& shown) {
    throw LostConnection(
        Fault::away,
        fmt::format("lost the connection to {}: {}", shown, one_line(PQerrorMessage(connection))),
        kComeBack);
}

void throw_silent(const std::string& shown) {
    throw LostConnection(Fault::away, fmt::format("{} does not answer any more", shown), kComeBack);
}

void throw_cannot_connect(const PGconn* connection, const std::string& shown, Reach reach) {
    const std::string said = one_line(PQerrorMessage(connection));
    const bool full = has(said, "too many clients") || has(said, "connection slots");
    const bool denied = has(said, "authentication") || has(said, "permission") || has(said, "SSL");
    const bool missing = has(said, "does not exist");
    throw Error(denied                            ? Fault::denied
                : missing                         ? Fault::not_found
                : full || reach != Reach::answers ? Fault::away
                                                  : Fault::storage,
                fmt::format("cannot connect to {}: {}", shown, said), advice_for(said, reach));
}

}  // namespace solander
