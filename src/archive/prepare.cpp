// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/prepare.h"

#include <atomic>

#include "archive/not_stories.h"
#include "base/compress.h"
#include "document/walk.h"
#include "source/peel.h"
#include "source/sidecars.h"

namespace solander {
namespace {

// What a zip of 100,000 files holds in memory at once.
constexpr std::size_t kStoriesAtOnce = 64;
constexpr std::size_t kLinesAtOnce = 4096;                 // findings, and parts without a story
constexpr std::size_t kTextAtOnce = std::size_t{8} << 20;  // compressed bytes

/// The folder that a part lies in, on the disk or in its container.
std::string folder_in(const std::string& folder, const std::string& name, const Part& part) {
    std::string path = folder + '/';
    if (!part.path.empty()) path += name + '/';
    const std::size_t leaf = part.path.rfind('/');
    return leaf == std::string::npos ? path : path + part.path.substr(0, leaf);
}

}  // namespace

Postings postings_in(const std::string& folder, const std::string& name, const Part& part,
                     const Story& story) {
    Postings postings = postings_of(part, story);
    return postings.story != 0 ? postings
                               : postings_by_name(folder_in(folder, name, part), part, story);
}

bool is_work(std::string_view file_class) {
    return file_class != "index" && file_class != "reply" && file_class != "other"
           && file_class != "chapter" && file_class != "list";
}

namespace {

/// `ordinal`: of the first story, the others follow.
void prepare_piece(const Part& part, int ordinal, const ReadingRules& rules,
                   std::string& part_class, std::vector<PartFinding>& findings,
                   std::vector<PreparedStory>& prepared) {
    const std::size_t before = prepared.size();
    for (Story& story : read_stories(part, rules)) {
        part_class = story.file_class;
        const bool work = is_work(story.file_class);
        const int index = work ? static_cast<int>(prepared.size()) : -1;
        for (Finding& finding : story.findings)
            findings.push_back({std::move(finding), part.path, index});
        story.findings.clear();
        if (!work) continue;
        PreparedStory p;
        std::vector<const Document*> documents;
        for (const Chapter& chapter : story.chapters) {
            documents.push_back(&chapter.text);
            p.bodies.push_back(compress(to_stored(chapter.text)));
            p.chapter_words.push_back(chapter.words);
        }
        p.likeness = likeness_of(documents);
        p.postings = postings_of(part, story);
        for (Chapter& chapter : story.chapters) chapter.text = {};
        story.taken.clear();
        p.story = std::move(story);
        p.name = part.name;
        p.path = part.path;
        p.encoding = part.encoding;
        p.bytes = part.bytes;
        p.ordinal = ordinal++;
        p.reading = kReadingVersion;
        prepared.push_back(std::move(p));
    }
    const int first = prepared.size() == before ? -1 : static_cast<int>(before);
    for (const Finding& finding : part.findings) findings.push_back({finding, part.path, first});
}

}  // namespace

std::vector<PreparedStory> prepare_part(const Part& part, const ReadingRules& rules,
                                        std::string& part_class, std::vector<PartFinding>& findings,
                                        const std::vector<Cut>& cuts) {
    std::vector<PreparedStory> prepared;
    part_class = "other";
    if (cuts.empty()) {
        prepare_piece(part, 0, rules, part_class, findings, prepared);
        return prepared;
    }
    for (const Piece& piece : pieces_of(part, cuts))
        prepare_piece(piece.part, piece.ordinal, rules, part_class, findings, prepared);
    return prepared;
}

void place_by_name(const std::string& folder, const std::string& name, const Part& part,
                   std::vector<PreparedStory>& stories) {
    if (stories.size() == 1 && stories[0].postings.story == 0)
        stories[0].postings = postings_in(folder, name, part, stories[0].story);
}

Prepared prepare_aside(std::string_view file_class) {
    Prepared prepared;
    prepared.file_class = file_class;
    prepared.no_stories.push_back({{}, std::string(file_class)});
    return prepared;
}

bool prepare(const std::string& name, std::string_view bytes, const PrepareOptions& options,
             const std::function<bool(Prepared&&)>& sink) {
    Prepared now;
    std::atomic<bool> unwanted = false;
    std::size_t text_bytes = 0;
    bool container = false;
    PeelOptions peeling;
    peeling.limits = options.limits;
    peeling.encoding = options.encoding;
    peeling.cancel = &unwanted;
    peeling.beside = options.beside;
    peeling.is_chapter = options.is_chapter;
    peeling.let_go = options.let_go;
    const PeelResult peeled = peel(name, bytes, peeling, [&](Part&& part) {
        if (unwanted) return;
        if (options.stated != nullptr && part.path.empty()) add_stated(part, *options.stated);
        std::string part_class;
        std::vector<PartFinding> findings;
        std::vector<PreparedStory> stories =
            prepare_part(part, options.rules, part_class, findings);
        place_by_name(options.folder, name, part, stories);
        if (stories.empty())
            now.no_stories.push_back(
                {part.path, std::string(no_story_class(part.media, part_class))});
        container = container || !part.path.empty();
        if (!container) now.file_class = part_class;
        const int offset = static_cast<int>(now.stories.size());
        for (PartFinding& finding : findings) {
            if (finding.story >= 0) finding.story += offset;
            now.findings.push_back(std::move(finding));
        }
        for (PreparedStory& story : stories) {
            for (const std::string& body : story.bodies) text_bytes += body.size();
            now.stories.push_back(std::move(story));
        }
        if (now.stories.size() < kStoriesAtOnce && text_bytes <= kTextAtOnce
            && now.no_stories.size() + now.findings.size() < kLinesAtOnce)
            return;
        now.last = false;
        now.file_class = "container";
        unwanted = !sink(std::move(now));
        now = {};
        text_bytes = 0;
    });
    if (container || peeled.parts == 0) now.file_class = "container";
    for (const Finding& finding : peeled.findings) now.findings.push_back({finding, {}, -1});
    now.last = true;
    return !unwanted && sink(std::move(now));
}

}  // namespace solander
