// SPDX-License-Identifier: GPL-3.0-or-later
// A verb of the command line: what it takes (setup) and what it does (run).
#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "cli/options.h"

namespace solander {

/// What stands before the verb.
struct Context {
    std::string archive_option;  ///< --archive, else SOLANDER_ARCHIVE, else empty
    bool json = false;
    std::string program;  ///< argv[0], for hints

    /// The archive folder meant: the option, else the current folder when it is one. Throws
    /// Error{usage}.
    std::filesystem::path archive() const;
};

class Command {
  public:
    virtual ~Command() = default;
    /// Declares options; no work, no files.
    virtual void setup(Options&) = 0;
    /// Exit code: 0 done, 1 something failed. Throws Error for what stops it.
    virtual int run(const Context&) = 0;
};

struct CommandRow {
    const char* name;
    const char* summary;
    std::unique_ptr<Command> (*make)();
};
/// All verbs, in the order --help shows them.
std::span<const CommandRow> commands();

std::unique_ptr<Command> make_init();
std::unique_ptr<Command> make_add();
std::unique_ptr<Command> make_explain();
std::unique_ptr<Command> make_find();
std::unique_ptr<Command> make_show();
std::unique_ptr<Command> make_edit();
std::unique_ptr<Command> make_export();
std::unique_ptr<Command> make_serve();
std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_reread();
std::unique_ptr<Command> make_findings();
std::unique_ptr<Command> make_twins();
std::unique_ptr<Command> make_tags();
std::unique_ptr<Command> make_people();
std::unique_ptr<Command> make_series();
std::unique_ptr<Command> make_permit();
std::unique_ptr<Command> make_user();
std::unique_ptr<Command> make_takedown();
std::unique_ptr<Command> make_stats();
std::unique_ptr<Command> make_dump();
std::unique_ptr<Command> make_move();

}  // namespace solander
