// SPDX-License-Identifier: GPL-3.0-or-later
// Taking down: what is asked, and what became of it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "work/story.h"

namespace solander {

struct Takedown {
    /// One work with all its versions, or all that a person wrote or translated, under any pen name
    /// that was joined; then nothing of hers comes in again either.
    std::optional<WorkId> work;
    std::optional<std::int64_t> author;
    std::string reason, by;
    bool may_be_undone = false;  ///< sealed for now, also where the settings have it destroyed
};

/// The last takedown of the work, with all that went in the same act; or that of all of a person's.
struct TakedownUndo {
    std::optional<WorkId> work;
    std::optional<std::int64_t> author;
    std::string reason, by;
    std::string mark = {};  ///< only what was taken down for a reason that ends so
};

struct TakenOriginal {
    std::string sha256, name;
    enum class What : std::uint8_t { sealed, destroyed, missing } what;
    std::vector<WorkId> others;  ///< whose texts are in it too: they stay, and can be read again
};
struct TakenDown {
    struct Work {
        WorkId id;
        std::string title;
        bool copy;  ///< nobody named it: it has the same words
    };
    std::vector<Work> works;
    std::vector<TakenOriginal> originals;
};

}  // namespace solander
