// SPDX-License-Identifier: GPL-3.0-or-later
// The stories of a kept original, read from its bytes with today's rules.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "archive/inside.h"
#include "archive/prepare.h"
#include "archive/sidecars.h"
#include "base/mapped_file.h"
#include "catalogue/stories.h"
#include "source/beside.h"

namespace solander {

/// Where a text of a work lies, and how it is to be decoded.
struct Place {
    WorkId work;
    std::int64_t version;
    std::string path;
    int ordinal;
    std::int64_t original;
    int reading;           ///< rules that it was read with last
    bool current;          ///< what is read of the work is this
    bool together;         ///< or was put together of this and others
    bool removed;          ///< taken down: not to be read
    std::string encoding;  ///< a person's; empty = decide
};
using Places = std::vector<Place>;

/// Those that are read of one work; by original.
Places places_of_work(Connection&, WorkId);
/// All of one original.
Places places_in(Connection&, std::int64_t original);

/// The charset of the last correction of `encoding` that stands; empty = decide.
std::string asked_encoding(const std::vector<Edit>&);

struct KeptOriginal {
    std::int64_t id;
    std::string name, folder;  ///< folder: that it came from
    std::string held;
    std::optional<MappedFile> mapped;
    std::string_view bytes() const { return mapped ? mapped->bytes() : held; }
};
Result<KeptOriginal> read_kept(const Archive::Inside&, Connection&, std::int64_t id);

/// By path inside an original.
using CutsByPath = std::map<std::string, std::vector<Cut>>;
CutsByPath cuts_of(Connection&, std::int64_t original);

/// What lies beside an original and says something of it, and where a person cut it.
struct KeptContext {
    std::unique_ptr<Beside> beside;
    const std::vector<Stated>* stated;
    std::set<std::string> chapters;  ///< its members that were a site's when it came
    CutsByPath cuts;
    std::shared_ptr<const OwnVocabulary> words;
};
KeptContext context_of(const Archive::Inside&, Connection&, const Sidecars&, std::int64_t original);

/// Opens the original once and hands over the stories at `places`, which have one encoding; those
/// that were handed over are taken out. Stops when `found` returns false. `other` is given what is
/// read at places that are not `known`; without it, parts that hold none of `places` are passed
/// over.
struct KeptReading {
    const Limits& limits;
    const KeptOriginal& original;
    const KeptContext& context;
    std::function<bool(const Place&, PreparedStory&&)> found;
    std::function<bool(PreparedStory&&)> other = {};
};
void read_places(const KeptReading&, Places& places, const Places& known = {});

}  // namespace solander
