// SPDX-License-Identifier: GPL-3.0-or-later
// A source file made ready for the catalogue: hashed, peeled, read, compressed. All the CPU work of
// an add.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "catalogue/stories.h"
#include "original/digest.h"
#include "source/beside.h"
#include "source/limits.h"
#include "source/pieces.h"
#include "work/assemble.h"

namespace solander {

struct PartFinding {
    Finding finding;
    std::string path;  ///< of the part inside the container
    int story = -1;    ///< index into Prepared::stories; -1 = the file itself
};

/// A part in which there is no story.
struct NoStory {
    std::string path;        ///< inside the container
    std::string class_name;  ///< archive/not_stories.h
};

/// One file, or for big containers one stretch of it (`last` false: more follow).
struct Prepared {
    std::vector<PreparedStory> stories;
    std::vector<PartFinding> findings;
    std::vector<NoStory> no_stories;
    std::string file_class;  ///< of the whole original
    bool last = true;
};

struct PrepareOptions {
    Limits limits;
    ReadingRules rules;
    std::string encoding;                                ///< asked; empty = decide
    std::string folder;                                  ///< the file came from
    const std::vector<Stated>* stated = nullptr;         ///< of the file, by a list beside it
    const Beside* beside = nullptr;                      ///< files that may belong to a site's dump
    std::function<bool(const std::string&)> is_chapter;  ///< PeelOptions::is_chapter
    std::function<void()> let_go;                        ///< mapped bytes may leave the memory
};

/// Calls `sink` once for a plain file, several times for a container with much in it. Never throws
/// on bad input. Returns false when `sink` did (it wants to stop).
bool prepare(const std::string& name, std::string_view bytes, const PrepareOptions&,
             const std::function<bool(Prepared&&)>& sink);

/// A file that belongs to others of this add, and is kept as no work of its own: a "chapter" of a
/// site, a "list" of stories.
Prepared prepare_aside(std::string_view file_class);
/// Texts that are no stories are kept as originals; they are not works.
bool is_work(std::string_view file_class);

/// Which part of a story the only one in a part is, by its text or its name in `folder`; `name` is
/// the original's.
Postings postings_in(const std::string& folder, const std::string& name, const Part&, const Story&);

/// One part's stories, of which each piece that a person cut it into has its own; used by reread
/// for a part it knows the place of.
std::vector<PreparedStory> prepare_part(const Part&, const ReadingRules&, std::string& part_class,
                                        std::vector<PartFinding>& findings,
                                        const std::vector<Cut>& cuts = {});

/// Which part of a story the only one of its file is, where nothing but the file's name says it.
/// `name` is the original's, which came from `folder`.
void place_by_name(const std::string& folder, const std::string& name, const Part&,
                   std::vector<PreparedStory>& stories);

}  // namespace solander
