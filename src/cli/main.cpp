// SPDX-License-Identifier: GPL-3.0-or-later
// The door: settings of the process, the verb, and what an Error looks like to a person.
#include <CLI/CLI.hpp>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "base/error.h"
#include "base/version.h"
#include "cli/command.h"
#include "cli/usage.h"

namespace {

using namespace solander;

int tell(const Error& error) {
    std::fprintf(stderr, "solander: %s\n", error.message.c_str());
    if (!error.hint.empty()) std::fprintf(stderr, "hint: %s\n", error.hint.c_str());
    return error.fault == Fault::usage ? 2 : 1;
}

// The first argument that is neither an option nor the value of one.
const char* first_word(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--archive")
            ++i;
        else if (argument.empty() || argument.front() != '-')
            return argv[i];
    }
    return nullptr;
}

const CommandRow* verb_named(const char* word) {
    if (word == nullptr) return nullptr;
    for (const CommandRow& row : commands())
        if (std::string_view(word) == row.name) return &row;
    return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
    std::signal(SIGPIPE, SIG_IGN);
    CLI::App app("Solander: a library made from a pile of stories.", "solander");
    Context context;
    context.program = argc > 0 ? argv[0] : "solander";
    bool version = false;
    app.add_option("--archive", context.archive_option,
                   "the archive's folder (default: the current one)")
        ->envname("SOLANDER_ARCHIVE")
        ->option_text("DIR");
    app.add_flag("--json", context.json, "print JSON Lines on stdout, nothing else there");
    app.add_flag("--version", version, "print the version");
    app.fallthrough();
    app.require_subcommand(0, 1);
    app.footer("\nEach verb has --help. A first library:\n  solander init lib && solander "
               "--archive lib add ~/old-stories\n"
               "  solander --archive lib serve");

    // Only the verb that is there is declared, with its options: the words after it may be verbs
    // too
    // (`find show`), and declaring the others would cost start-up time. No verb: all, for the help.
    const char* const word = first_word(argc, argv);
    const CommandRow* verb = verb_named(word);
    if (word != nullptr && verb == nullptr) return tell(unknown_verb(word));
    std::unique_ptr<Command> chosen;
    for (const CommandRow& row : commands()) {
        if (verb != nullptr && verb != &row) continue;
        CLI::App* sub = app.add_subcommand(row.name, row.summary);
        sub->fallthrough();
        if (verb == nullptr) continue;
        chosen = row.make();
        Options options(*sub);
        chosen->setup(options);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);
        return tell(usage_error(error, app));
    }
    if (version) {
        std::printf("solander %.*s\n", static_cast<int>(kVersion.size()), kVersion.data());
        return 0;
    }
    if (app.get_subcommands().empty()) {
        std::fputs(app.help().c_str(), stderr);
        return 2;
    }
    try {
        const int code = chosen->run(context);
        if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot write to stdout");
        return code;
    } catch (const Error& error) {
        return tell(error);
    } catch (const std::system_error& error) {
        // Who reads our output has had enough (`| head`): there is nobody to tell.
        if (error.code() == std::errc::broken_pipe) return 1;
        return tell(Error(Fault::storage, error.what()));
    } catch (const std::bad_alloc&) {
        return tell(Error(Fault::storage, "out of memory"));
    } catch (const std::exception& error) {
        return tell(Error(Fault::bug, std::string("unexpected: ") + error.what(),
                          "this is a fault of the program; please report it with the command"));
    }
}
