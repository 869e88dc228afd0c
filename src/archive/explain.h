// SPDX-License-Identifier: GPL-3.0-or-later
// What `add` would understand of files. Needs no archive and changes none.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/own_vocabulary.h"
#include "archive/site_files.h"

namespace solander {

/// A work that `add` would put together of several texts, or that is only a part of one.
struct ExplainedWork {
    WorkRecord record;
    std::vector<std::string> texts;  ///< "file" or "file!path"
    std::vector<Finding> findings;   ///< about what it was put together of
};

class Explaining {
  public:
    /// `paths`: all that would be added together, folders too: a list among them speaks for the
    /// files that it names, a dump has the chapter files beside it.
    /// `archive`: whose own words are listened to; may be empty. Throws Error when there is a fault
    /// in them.
    Explaining(const std::vector<std::filesystem::path>& paths, const std::string& encoding,
               const std::filesystem::path& archive = {});

    /// Every text in it. Throws Error when it cannot be read.
    std::vector<Explained> read(const std::filesystem::path& file);
    /// The works that those that were read would become, where it is not one text, one work: they
    /// are added once more, to an archive that is gone afterwards.
    std::vector<ExplainedWork> together() const;

  private:
    Limits limits_;
    SitesOnDisk sites_{limits_};
    std::string encoding_;
    std::filesystem::path archive_;
    OwnVocabulary own_;
    std::uint64_t texts_ = 0;
    std::vector<std::filesystem::path> in_parts_;  ///< files in which something is numbered
    std::map<std::string, std::string> names_;     ///< digest -> file, of those
};

}  // namespace solander
