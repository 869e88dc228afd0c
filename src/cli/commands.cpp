// SPDX-License-Identifier: GPL-3.0-or-later
// The table of verbs.
#include <cstdlib>

#include "archive/archive.h"
#include "cli/command.h"

namespace solander {
namespace {

constexpr CommandRow kCommands[] = {
    {"init", "make an archive", make_init},
    {"add", "receive files and folders of stories", make_add},
    {"explain", "what would be understood of a file, and why", make_explain},
    {"find", "search the archive", make_find},
    {"show", "one work: what is known, its text, its original", make_show},
    {"edit", "correct a field of a work; undoable, survives re-reading", make_edit},
    {"export", "carry works away as EPUB, HTML, text or JSON", make_export},
    {"serve", "read and search in a browser", make_serve},
    {"check", "read every original again; say whether all is as it was", make_check},
    {"findings", "what a person should look at", make_findings},
    {"twins", "works that may be one story; join them, or keep them apart", make_twins},
    {"tags", "which tags mean the same; what nobody has settled; CSV out and in", make_tags},
    {"people", "who wrote what; pen names that are one person", make_people},
    {"series", "series in order, with their gaps", make_series},
    {"permit", "what authors allow; what was asked, granted, withdrawn; what follows", make_permit},
    {"user", "who may log in, and as what", make_user},
    {"takedown", "take a work, or all of a person's, down: at once and for good", make_takedown},
    {"reread", "understand the kept originals anew, with today's rules", make_reread},
    {"stats", "what the archive holds", make_stats},
    {"dump", "everything but what can be made again, as lines of JSON", make_dump},
    {"move", "take the catalogue to PostgreSQL, or back to a file", make_move},
};

}  // namespace

std::span<const CommandRow> commands() { return kCommands; }

std::filesystem::path Context::archive() const {
    if (!archive_option.empty()) return archive_option;
    if (Archive::is_archive(".")) return ".";
    throw Error(Fault::usage, "no archive is named, and the current folder is none",
                "say --archive DIR, set SOLANDER_ARCHIVE, or make one: solander init DIR");
}

}  // namespace solander
