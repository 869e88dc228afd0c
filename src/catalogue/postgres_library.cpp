// SPDX-License-Identifier: GPL-3.0-or-later
// libpq, loaded when the first catalogue on PostgreSQL is opened and not before: it brings twenty
// libraries with it, which would cost every start of the program 4 ms of CPU, as much as reading a
// story does.
#include <dlfcn.h>

#include "base/error.h"

#pragma GCC visibility push(hidden)
#include <libpq-fe.h>

namespace {

void* function(const char* name) {
    static void* const library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    void* const found = library == nullptr ? nullptr : dlsym(library, name);
    if (found == nullptr) {
        const char* const why = dlerror();
        throw solander::Error(solander::Fault::storage,
                              std::string("PostgreSQL's client library cannot be used: ")
                                  + (why == nullptr ? name : why),
                              "install libpq5");
    }
    return found;
}

}  // namespace

// Each is the function of the same name in the library.
// NOLINTBEGIN(bugprone-macro-parentheses): types and lists of parameters are not put in them
#define SOLANDER_LATE(result, name, parameters, arguments)                                         \
    extern "C" result name parameters {                                                            \
        using Function = result(*) parameters;                                                     \
        static const auto late = reinterpret_cast<Function>(function(#name));                      \
        return late arguments;                                                                     \
    }

// NOLINTEND(bugprone-macro-parentheses)

// clang-format off
SOLANDER_LATE(PGconn*, PQconnectdbParams, (const char* const* k, const char* const* v, int e), (k, v, e))
SOLANDER_LATE(PGPing, PQpingParams, (const char* const* k, const char* const* v, int e), (k, v, e))
SOLANDER_LATE(PQconninfoOption*, PQconninfoParse, (const char* text, char** error), (text, error))
SOLANDER_LATE(void, PQconninfoFree, (PQconninfoOption* options), (options))
SOLANDER_LATE(void, PQfinish, (PGconn* c), (c))
SOLANDER_LATE(ConnStatusType, PQstatus, (const PGconn* c), (c))
SOLANDER_LATE(int, PQserverVersion, (const PGconn* c), (c))
SOLANDER_LATE(const char*, PQparameterStatus, (const PGconn* c, const char* name), (c, name))
SOLANDER_LATE(char*, PQerrorMessage, (const PGconn* c), (c))
SOLANDER_LATE(PQnoticeReceiver, PQsetNoticeReceiver, (PGconn* c, PQnoticeReceiver f, void* a), (c, f, a))
SOLANDER_LATE(int, PQenterPipelineMode, (PGconn* c), (c))
SOLANDER_LATE(int, PQexitPipelineMode, (PGconn* c), (c))
SOLANDER_LATE(int, PQpipelineSync, (PGconn* c), (c))
SOLANDER_LATE(int, PQsetSingleRowMode, (PGconn* c), (c))
SOLANDER_LATE(int, PQsendPrepare, (PGconn* c, const char* s, const char* q, int n, const Oid* t), (c, s, q, n, t))
SOLANDER_LATE(int, PQsendQueryPrepared, (PGconn* c, const char* s, int n, const char* const* v, const int* l, const int* f, int r), (c, s, n, v, l, f, r))
SOLANDER_LATE(PGresult*, PQexec, (PGconn* c, const char* q), (c, q))
SOLANDER_LATE(PGresult*, PQgetResult, (PGconn* c), (c))
SOLANDER_LATE(void, PQclear, (PGresult* r), (r))
SOLANDER_LATE(void, PQfreemem, (void* p), (p))
SOLANDER_LATE(ExecStatusType, PQresultStatus, (const PGresult* r), (r))
SOLANDER_LATE(char*, PQresultErrorField, (const PGresult* r, int code), (r, code))
SOLANDER_LATE(int, PQntuples, (const PGresult* r), (r))
SOLANDER_LATE(int, PQnfields, (const PGresult* r), (r))
SOLANDER_LATE(Oid, PQftype, (const PGresult* r, int column), (r, column))
SOLANDER_LATE(char*, PQgetvalue, (const PGresult* r, int row, int column), (r, row, column))
SOLANDER_LATE(int, PQgetlength, (const PGresult* r, int row, int column), (r, row, column))
SOLANDER_LATE(int, PQisBusy, (PGconn* c), (c))
SOLANDER_LATE(int, PQbackendPID, (const PGconn* c), (c))
SOLANDER_LATE(int, PQsocket, (const PGconn* c), (c))
SOLANDER_LATE(int, PQconsumeInput, (PGconn* c), (c))
SOLANDER_LATE(PGnotify*, PQnotifies, (PGconn* c), (c))
SOLANDER_LATE(int, PQgetisnull, (const PGresult* r, int row, int column), (r, row, column))
// clang-format on
#pragma GCC visibility pop
