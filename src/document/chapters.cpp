// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/chapters.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "document/marks.h"
#include "document/structure.h"

namespace solander {

namespace {

constexpr std::uint32_t kSectionBytes = 3000;  // numbered pieces shorter than this are no chapters
constexpr std::uint32_t kProse = 160;          // bytes of story that make two marks two chapters

struct Found {
    std::uint32_t block;
    ChapterMark mark;
};

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

bool can_be_mark(const Document& document, const Block& block) {
    if (block.layer != Layer::story || block.kind == BlockKind::scene_break
        || block.kind == BlockKind::end_mark || block.kind == BlockKind::preformatted)
        return false;
    const std::string_view text = document.text_of(block);
    return text.size() <= 200 && std::count(text.begin(), text.end(), '\n') <= 2;
}

std::vector<Found> marks_in(const Document& document) {
    std::vector<Found> out;
    for (std::uint32_t i = 0; i < document.blocks.size(); ++i) {
        const Block& block = document.blocks[i];
        if (!can_be_mark(document, block)) continue;
        if (auto mark = chapter_mark(first_line(document.text_of(block))))
            out.push_back({i, std::move(*mark)});
    }
    return out;
}

/// Bytes of story text between two blocks, both left out.
std::uint32_t prose_between(const Document& document, std::uint32_t first, std::uint32_t last) {
    std::uint32_t bytes = 0;
    for (std::uint32_t i = first + 1; i < last && bytes < kSectionBytes; ++i) {
        const Block& block = document.blocks[i];
        if (block.layer == Layer::story && block.kind != BlockKind::scene_break
            && block.kind != BlockKind::heading)
            bytes += block.to - block.from;
    }
    return bytes;
}

/// How well the numbers of one family count up.
struct Family {
    std::vector<const Found*> members;
    std::size_t good = 0;  ///< steps by one, restarts at one, repeats
    bool strong = false;
    std::uint64_t bytes = 0;  ///< between its marks

    bool counts_up(std::size_t fewest) const {
        return members.size() >= fewest && good * 5 >= (members.size() - 1) * 4;
    }
    std::uint64_t mean() const { return members.empty() ? 0 : bytes / members.size(); }
};

std::map<std::string, Family> families_of(const Document& document,
                                          const std::vector<Found>& marks) {
    std::map<std::string, Family> out;
    for (const Found& found : marks) {
        Family& family = out[found.mark.family];
        if (!family.members.empty()) {
            const std::int32_t before = family.members.back()->mark.number;
            const std::int32_t step = found.mark.number - before;
            family.good += step == 1 || step == 0 || found.mark.number == 1 ? 1U : 0U;
            family.bytes += document.blocks[found.block].from
                            - document.blocks[family.members.back()->block].to;
        }
        family.strong = family.strong || found.mark.strong;
        family.members.push_back(&found);
    }
    for (auto& [name, family] : out)
        family.bytes += document.text.size() - document.blocks[family.members.back()->block].to;
    return out;
}

bool is_bare(std::string_view family) {
    return family == "arabic" || family == "roman" || family == "spelled";
}

/// Level of a family's marks, 0 when they are not taken for marks at all.
std::uint8_t level_of(const std::string& name, const Family& family, bool has_chapters) {
    const Found& first = *family.members.front();
    if (name == "alone") return 2;
    if (is_bare(name)) {
        // Numbers alone must count from the start, or from two when the first piece has none.
        if (!family.counts_up(2) || first.mark.number > 2 || family.members.back()->mark.number < 2)
            return 0;
        return !has_chapters && family.mean() >= kSectionBytes ? 2 : 4;
    }
    if (family.strong) return family.members.size() == 1 || family.counts_up(2) ? 2 : 0;
    // "Part 1" alone may be prose; with a title or a count ("Part 2 of 5") it is said on purpose.
    if (family.members.size() == 1)
        return first.mark.of >= 0 || !first.mark.title.empty() || first.block <= 6
                   ? (has_chapters ? 1 : 2)
                   : 0;
    if (!family.counts_up(2)) return 0;
    return has_chapters ? 1 : 2;
}

/// "** Chapter One **" -> "Chapter One"
std::string_view undecorated(std::string_view line) {
    constexpr std::string_view kSigns = " \t*_~=#|<>-+";
    const std::size_t from = line.find_first_not_of(kSigns);
    if (from == std::string_view::npos) return line;
    return line.substr(from, line.find_last_not_of(kSigns) - from + 1);
}

/// The heading as one line: "Chapter One" over "Snow" becomes "Chapter One: Snow".
std::string title_of(std::string_view text) {
    std::string out;
    for (const std::string_view line : split(text, '\n')) {
        const std::string piece = squeeze(undecorated(line));
        if (piece.empty()) continue;
        if (!out.empty()) out += out.back() == ':' ? " " : ": ";
        out += piece;
    }
    return out;
}

void add_plain_headings(const Document& document, std::vector<ChapterStart>& starts) {
    // Headings without numbers: the level of which there are most, if each has text of its own.
    std::map<std::uint8_t, std::vector<std::uint32_t>> by_level;
    for (std::uint32_t i = 0; i < document.blocks.size(); ++i) {
        const Block& block = document.blocks[i];
        if (block.kind != BlockKind::heading || block.layer != Layer::story) continue;
        std::uint32_t next = i + 1;
        while (next < document.blocks.size() && document.blocks[next].kind != BlockKind::heading)
            ++next;
        if (prose_between(document, i, next) >= kProse) by_level[block.level].push_back(i);
    }
    const auto most =
        std::max_element(by_level.begin(), by_level.end(), [](const auto& a, const auto& b) {
            return a.second.size() < b.second.size();
        });
    if (most == by_level.end() || most->second.size() < 2) return;
    for (const std::uint32_t block : most->second)
        starts.push_back({block, 2, title_of(document.text_of(document.blocks[block]))});
}

}  // namespace

Contents find_contents(const Document& document) {
    constexpr std::uint32_t kFewest = 3;
    const std::vector<Found> marks = marks_in(document);
    for (std::size_t i = 0; i + kFewest <= marks.size(); ++i) {
        std::size_t end = i + 1;
        while (end < marks.size() && marks[end].mark.family == marks[i].mark.family
               && marks[end].mark.number > marks[end - 1].mark.number
               && marks[end].block - marks[end - 1].block <= 1)
            ++end;
        if (end - i < kFewest) continue;
        // Only when the same marks come again with their chapters; else they may be the story's
        // own.
        const bool again = std::any_of(marks.begin() + static_cast<std::ptrdiff_t>(end),
                                       marks.end(), [&](const Found& later) {
                                           return later.mark.family == marks[i].mark.family
                                                  && later.mark.number == marks[i].mark.number;
                                       });
        if (again) return {marks[i].block, marks[end - 1].block + 1};
        i = end - 1;
    }
    return {};
}

std::vector<ChapterStart> chapter_starts(const Document& document) {
    std::vector<ChapterStart> starts;
    const std::vector<Found> marks = marks_in(document);
    const std::map<std::string, Family> families = families_of(document, marks);
    const bool has_chapters = std::any_of(families.begin(), families.end(), [](const auto& entry) {
        return entry.second.strong && entry.first != "alone"
               && (entry.second.members.size() == 1 || entry.second.counts_up(2));
    });
    bool numbered = false;
    for (const auto& [name, family] : families) {
        const std::uint8_t level = level_of(name, family, has_chapters);
        if (level == 0) continue;
        numbered = numbered || (name != "alone" && level <= 2);
        for (const Found* found : family.members)
            starts.push_back(
                {found->block, level, title_of(document.text_of(document.blocks[found->block]))});
    }
    if (!numbered && std::none_of(starts.begin(), starts.end(), [](const ChapterStart& s) {
            return !s.section();
        }))
        add_plain_headings(document, starts);
    std::sort(starts.begin(), starts.end(),
              [](const ChapterStart& a, const ChapterStart& b) { return a.block < b.block; });
    starts.erase(std::unique(starts.begin(), starts.end(),
                             [](const ChapterStart& a, const ChapterStart& b) {
                                 return a.block == b.block;
                             }),
                 starts.end());
    return starts;
}

std::vector<ChapterRange> find_chapters(const Document& document) {
    const auto count = static_cast<std::uint32_t>(document.blocks.size());
    std::vector<ChapterRange> out;
    std::uint32_t last_mark = 0;
    for (const ChapterStart& start : chapter_starts(document)) {
        if (start.section()) continue;
        const bool opened = !out.empty() && !out.back().title.empty();
        const std::uint32_t prose = out.empty() ? prose_between(document, UINT32_MAX, start.block)
                                                : prose_between(document, last_mark, start.block);
        last_mark = start.block;
        if (opened && prose < kProse) {
            // "Part Two" directly above "Chapter Seven"; the same mark again under its header.
            if (out.back().title != start.title) out.back().title += ": " + start.title;
            continue;
        }
        if (out.empty() && start.block > 0 && prose >= kProse) out.push_back({0, start.block, {}});
        if (!out.empty()) out.back().last = start.block;
        // What stands above the first mark and is no story goes with the first chapter.
        out.push_back({out.empty() ? 0 : start.block, count, start.title});
    }
    if (out.empty()) out.push_back({0, count, {}});
    return out;
}

}  // namespace solander
