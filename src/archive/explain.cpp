// SPDX-License-Identifier: GPL-3.0-or-later
// Archive::explain: what would be understood of a file. Needs no archive and changes nothing.
#include <atomic>

#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/kept_stories.h"
#include "archive/not_stories.h"
#include "archive/prepare.h"
#include "archive/site_files.h"
#include "base/file.h"
#include "original/digest.h"
#include "source/charset.h"
#include "source/efiction.h"
#include "source/peel.h"
#include "work/assemble.h"

namespace solander {
namespace {

constexpr std::string_view kOrdinal =
    "select v.ordinal from version v join work w on w.current = v.id where w.id = $1";

Explained explained_part(const Part& part, Story&& story, bool no_story,
                         const std::string& digest) {
    Explained explained;
    explained.path = part.path;
    explained.class_name =
        no_story ? no_story_class(part.media, "other") : std::string_view(story.file_class);
    explained.html = part.media == Media::html;
    explained.encoding = part.encoding;
    explained.encoding_why = part.encoding_why;
    explained.findings = part.findings;
    explained.findings.insert(explained.findings.end(), story.findings.begin(),
                              story.findings.end());
    explained.text = part.text;
    explained.to_bytes = part.to_bytes;
    story.record.originals.push_back({digest, part.name, part.path, part.encoding, part.bytes});
    explained.story = std::move(story);
    return explained;
}

}  // namespace

std::optional<Explained> Archive::reading(Viewer viewer, WorkId id) const {
    const auto bytes = original(viewer, id);
    if (!bytes) return std::nullopt;
    OriginalRef where;
    std::int64_t ordinal = 0;
    PeelOptions options;
    {
        auto connection = inside_->readers->borrow();
        const auto record = load_record(*connection, id);
        if (!record || record->originals.empty()) return std::nullopt;
        where = record->originals.front();
        options.encoding = asked_encoding(list_edits(*connection, id));
        Query query = connection->query(kOrdinal);
        if (query.bind(id).step()) ordinal = query.integer(0);
    }
    options.limits = inside_->limits;
    std::atomic<bool> enough = false;
    options.cancel = &enough;
    std::optional<Explained> found;
    const ReadingRules rules{today_date()};
    peel(where.name, *bytes, options, [&](Part&& part) {
        if (enough || part.path != where.path) return;
        std::int64_t at = 0;
        for (Story& story : read_stories(part, rules))
            if (is_work(story.file_class) && at++ == ordinal)
                found = explained_part(part, std::move(story), false, where.sha256);
        enough = true;
    });
    return found;
}

std::vector<Explained> Archive::explain(const std::filesystem::path& file,
                                        const std::string& encoding) {
    auto bytes = read_file(file);
    if (!bytes) throw bytes.error();
    std::vector<Explained> all;
    const ReadingRules rules{today_date()};
    PeelOptions options;
    SitesOnDisk sites(options.limits);
    if (is_efiction_dump(*bytes)) {
        const std::filesystem::path whole = std::filesystem::absolute(file).lexically_normal();
        sites.look(whole.parent_path(), {});
        options.beside = sites.beside(whole);
    }
    options.encoding = asked_charset(encoding);
    const std::string digest = digest_of(*bytes).text();
    const PeelResult peeled = peel(file.filename().string(), *bytes, options, [&](Part&& part) {
        std::vector<Story> stories = read_stories(part, rules);
        const bool no_story = stories.empty();
        if (stories.empty()) {
            stories.emplace_back();
            stories.back().file_class = "other";
        }
        for (Story& story : stories) {
            all.push_back(explained_part(part, std::move(story), no_story, digest));
            all.back().file = file.string();
        }
    });
    if (all.empty()) {  // a container that gave nothing: what was wrong with it still has to be
                        // said
        all.emplace_back();
        all.back().file = file.string();
        all.back().story.file_class = "other";
        all.back().class_name = "container";
    }
    for (const Finding& finding : peeled.findings) all.front().findings.push_back(finding);
    return all;
}

}  // namespace solander
