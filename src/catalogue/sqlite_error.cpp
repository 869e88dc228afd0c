// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/sqlite_error.h"

#include "base/error.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace solander {
namespace {

struct Translation {
    int code;  // primary result code
    Fault fault;
    const char* message;  // {0}: the file, {1}: SQLite's own words
    const char* hint;
};

constexpr const char* kBackup = "run `solander check`; a backup can be restored";

constexpr Translation kTranslations[] = {
    {SQLITE_BUSY, Fault::conflict, "{0} is in use: somebody else is writing to it",
     "wait until the other command has finished, then try again"},
    {SQLITE_LOCKED, Fault::conflict, "{0} is in use: somebody else is writing to it",
     "wait until the other command has finished, then try again"},
    {SQLITE_FULL, Fault::storage, "no space left on the device, writing {0}",
     "free some space, then run the same command again; nothing half-done remains"},
    {SQLITE_NOTADB, Fault::input, "{0} is not a catalogue", "is this the right folder?"},
    {SQLITE_CORRUPT, Fault::storage, "{0} is damaged: {1}", kBackup},
    {SQLITE_READONLY, Fault::denied, "cannot write to {0}: {1}",
     "check the permissions of the file and of its folder"},
    {SQLITE_PERM, Fault::denied, "cannot write to {0}: {1}",
     "check the permissions of the file and of its folder"},
    {SQLITE_IOERR, Fault::storage, "cannot read or write {0}: {1}", kBackup},
    {SQLITE_NOMEM, Fault::storage, "not enough memory for {0}", ""},
    {SQLITE_TOOBIG, Fault::storage, "a value is too big for {0}", ""},
    {SQLITE_INTERRUPT, Fault::cancelled, "stopped: {0}", ""},
};

bool disk_full(int code, int system_error) {
    return (code & 0xFF) == SQLITE_FULL
           || ((code & 0xFF) == SQLITE_IOERR && (system_error == ENOSPC || system_error == EDQUOT));
}

[[noreturn]] void throw_cannot_open(const std::string& file, int system_error) {
    const Fault fault = system_error == ENOENT                            ? Fault::not_found
                        : system_error == EACCES || system_error == EPERM ? Fault::denied
                                                                          : Fault::storage;
    throw Error(fault,
                fmt::format("cannot open {}: {}", file,
                            system_error != 0 ? std::strerror(system_error) : "unable to open"));
}

}  // namespace

void throw_sqlite_error(sqlite3* db, int code, const std::string& file, std::string_view doing) {
    const int system_error = db != nullptr ? sqlite3_system_errno(db) : 0;
    const std::string said = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    int primary = code & 0xFF;
    if (disk_full(code, system_error)) primary = SQLITE_FULL;
    if (primary == SQLITE_CANTOPEN) throw_cannot_open(file, system_error);
    if (primary == SQLITE_ERROR && said.rfind("no such table", 0) == 0)
        throw Error(Fault::input, fmt::format("{} is not a catalogue: {}", file, said));
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
        throw Error(Fault::conflict, fmt::format("{} holds this already: {}", file, said));
    for (const Translation& t : kTranslations) {
        if (t.code == primary)
            throw Error(t.fault, fmt::format(fmt::runtime(t.message), file, said), t.hint);
    }
    throw Error(Fault::bug, fmt::format("{}: {} ({}), doing: {}", file, said, code, doing));
}

}  // namespace solander
