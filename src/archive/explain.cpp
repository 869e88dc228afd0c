// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/explain.h"

#include <algorithm>
#include <atomic>

#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/kept_stories.h"
#include "archive/not_stories.h"
#include "archive/prepare.h"
#include "base/file.h"
#include "base/mapped_file.h"
#include "original/digest.h"
#include "source/charset.h"
#include "source/efiction.h"
#include "source/peel.h"
#include "source/sidecars.h"
#include "work/assemble.h"

namespace solander {
namespace {

constexpr std::string_view kOrdinal =
    "select v.ordinal, v.original from version v join work w on w.current = v.id where w.id = $1";

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

std::optional<std::uint64_t> Explained::byte_of_line(std::uint64_t line) const {
    std::size_t at = 0;
    for (std::uint64_t n = 1; n < line; ++n) {
        at = text.find('\n', at);
        if (at++ == std::string::npos) return std::nullopt;
    }
    if (line == 0) return std::nullopt;
    return to_bytes.to_in(at);
}

std::optional<Explained> Archive::reading(Viewer viewer, WorkId id) const {
    const auto kept = original(viewer, id);
    if (!kept) return std::nullopt;
    OriginalRef where;
    std::int64_t ordinal = 0;
    CutsByPath cuts;
    PeelOptions options;
    {
        auto connection = inside_->readers->borrow();
        const auto record = load_record(*connection, id);
        if (!record || record->originals.empty()) return std::nullopt;
        where = record->originals.front();
        options.encoding = asked_encoding(list_edits(*connection, id));
        std::int64_t original_row = 0;
        if (Query query = connection->query(kOrdinal); query.bind(id).step()) {
            ordinal = query.integer(0);
            original_row = query.integer(1);
        }
        cuts = cuts_of(*connection, original_row);
    }
    options.limits = inside_->limits;
    std::atomic<bool> enough = false;
    options.cancel = &enough;
    std::optional<Explained> found;
    const auto own = inside_->own_vocabulary.now();
    const ReadingRules rules = own->rules(today_date());
    peel(where.name, kept->file.bytes(), options, [&](Part&& part) {
        if (enough || part.path != where.path) return;
        const auto here = cuts.find(part.path);
        for (const Piece& piece :
             pieces_of(part, here == cuts.end() ? std::vector<Cut>() : here->second)) {
            std::int64_t at = piece.ordinal;
            for (Story& story : read_stories(piece.part, rules))
                if (is_work(story.file_class) && at++ == ordinal)
                    found = explained_part(piece.part, std::move(story), false, where.sha256);
        }
        enough = true;
    });
    return found;
}

Explaining::Explaining(const std::vector<std::filesystem::path>& paths, const std::string& encoding,
                       const std::filesystem::path& archive)
    : encoding_(asked_charset(encoding)), archive_(archive), own_(archive) {
    own_.refuse_faults();
    std::error_code ignored;
    for (const std::filesystem::path& path : paths) {
        const std::filesystem::path whole = std::filesystem::absolute(path).lexically_normal();
        if (std::filesystem::is_directory(whole, ignored)) {
            sites_.look(whole, {});
        } else if (const auto file = MappedFile::open(whole);
                   file && is_efiction_dump(file->bytes())) {
            sites_.look(whole.parent_path(), {});
        }
    }
}

std::vector<Explained> Explaining::read(const std::filesystem::path& file) {
    const auto mapped = MappedFile::open(file);
    if (!mapped) throw mapped.error();
    const std::string_view bytes = mapped->bytes();
    const std::filesystem::path whole = std::filesystem::absolute(file).lexically_normal();
    const std::string digest = digest_of(bytes).text();
    const std::string name = file.filename().string();
    std::vector<Explained> all;
    const auto aside = [&](std::string_view file_class) {
        all.emplace_back();
        all.back().file = file.string();
        all.back().story.file_class = file_class;
        all.back().class_name = file_class;
    };
    if (const auto* findings = sites_.lists().findings_of(whole.native())) {
        aside("list");
        all.back().findings = *findings;
        return all;
    }
    if (sites_.is_chapter(whole)) {
        aside("chapter");
        return all;
    }
    PeelOptions options;
    options.limits = limits_;
    options.encoding = encoding_;
    options.beside = sites_.beside(whole);
    options.is_chapter = sites_.chapters_in(whole);
    options.let_go = [&] { mapped->let_go(); };
    const std::vector<Stated>* stated = sites_.lists().of(whole.native());
    const ReadingRules rules = own_.rules(today_date());
    bool in_parts = false;
    const PeelResult peeled = peel(name, bytes, options, [&](Part&& part) {
        if (stated != nullptr && part.path.empty()) add_stated(part, *stated);
        std::vector<Story> stories = read_stories(part, rules);
        const bool no_story = stories.empty();
        if (stories.empty()) {
            stories.emplace_back();
            stories.back().file_class = part.file_class.empty() ? "other" : part.file_class;
        }
        for (Story& story : stories) {
            ++texts_;
            if (!no_story && is_work(story.file_class)) {
                const Postings postings =
                    postings_in(whole.parent_path().native(), name, part, story);
                in_parts = in_parts || postings.posted == Posted::again
                           || (postings.story != 0 && postings.parts[0].number != kWholeStory);
            }
            all.push_back(explained_part(part, std::move(story), no_story, digest));
            all.back().file = file.string();
        }
    });
    if (in_parts) {
        in_parts_.push_back(whole);
        names_.emplace(digest, file.string());
    }
    if (all.empty()) aside("container");  // what was wrong with it still has to be said
    for (const Finding& finding : peeled.findings) all.front().findings.push_back(finding);
    return all;
}

std::vector<ExplainedWork> Explaining::together() const {
    std::vector<ExplainedWork> works;
    if (texts_ < 2 || in_parts_.empty()) return works;
    const TemporaryFolder folder;
    const std::filesystem::path library = folder.path() / "library";
    Archive::init(library);
    if (std::filesystem::exists(archive_ / kVocabularyFolder))
        std::filesystem::copy(archive_ / kVocabularyFolder, library / kVocabularyFolder);
    Archive archive(library);
    AddOptions options;
    options.encoding = encoding_;
    Progress progress;
    archive.add(in_parts_, options, progress);
    std::int64_t left = archive.counts().works;
    constexpr int kMostFindings = 100;
    for (WorkId id = 1; left > 0; ++id) {
        auto record = archive.work(Viewer::owner, id);
        if (!record) continue;
        --left;
        ExplainedWork work;
        for (const FindingRow& row : archive.findings(Viewer::owner, id, kMostFindings))
            if (row.kind == "missing-parts" || row.kind == "earlier-posting"
                || row.kind == "posted-twice")
                work.findings.push_back({row.kind, row.text, {}});
        for (const VersionInfo& version : archive.versions(Viewer::owner, id)) {
            const auto name = names_.find(version.original.sha256);
            std::string text = name == names_.end() ? version.original.name : name->second;
            if (!version.original.path.empty()) text += '!' + version.original.path;
            // The one that is put together of the others is called as the first of them.
            if (std::find(work.texts.begin(), work.texts.end(), text) == work.texts.end())
                work.texts.push_back(std::move(text));
        }
        if (work.texts.size() < 2 && work.findings.empty()) continue;
        work.record = std::move(*record);
        works.push_back(std::move(work));
    }
    return works;
}

}  // namespace solander
