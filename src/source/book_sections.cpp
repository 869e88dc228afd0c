// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/book_sections.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "source/page_scan.h"
#include "source/tag_walk.h"

namespace solander {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kSmallPage = 20000;  // bytes of markup; more is no title page

/// Offsets of the elements that have an id or a name.
std::unordered_map<std::string_view, std::size_t> anchors_in(std::string_view markup) {
    std::unordered_map<std::string_view, std::size_t> anchors;
    TagWalk walk(markup);
    TagWalk::Step step;
    while (walk.next(step)) {
        if (step.end || step.name.empty()) continue;
        const std::string_view tag = markup.substr(step.from, step.to - step.from);
        for (const std::string_view wanted : {" id=", " name="}) {
            const std::size_t at = tag.find(wanted);
            if (at == kNone) continue;
            std::string_view value = tag.substr(at + wanted.size());
            if (value.empty() || (value[0] != '"' && value[0] != '\'')) continue;
            value = value.substr(1, value.find(value[0], 1) - 1);
            anchors.emplace(value, step.from);
        }
    }
    return anchors;
}

struct LeadingHeading {
    bool found = false;
    std::string title;
};

std::string_view body_of(std::string_view markup) {
    const std::size_t body = std::min(markup.find("<body"), markup.find("<BODY"));
    return body == kNone ? markup : markup.substr(body);
}

/// The heading a page begins with: nothing but blanks before it.
LeadingHeading heading_of(std::string_view markup) {
    markup = body_of(markup);
    TagWalk walk(markup);
    TagWalk::Step step;
    std::size_t at = 0, heading = kNone;
    while (walk.next(step)) {
        if (heading == kNone && !trim(markup.substr(at, step.from - at)).empty()) return {};
        const bool is_heading = step.name.size() == 2 && ascii_lower(step.name[0]) == 'h'
                                && step.name[1] >= '1' && step.name[1] <= '6';
        if (is_heading && !step.end && heading == kNone) heading = step.to;
        if (is_heading && step.end && heading != kNone)
            return {true, page_words(markup.substr(heading, step.from - heading))};
        at = step.to;
    }
    return {};
}

/// epub:type of the body or of the first section in it.
std::string_view type_within(std::string_view markup) {
    markup = body_of(markup).substr(0, 2000);
    std::size_t at = markup.find("epub:type=\"");
    std::string_view type;
    for (int n = 0; n < 2 && at != kNone; ++n) {
        const std::string_view value = markup.substr(at + 11, markup.find('"', at + 11) - at - 11);
        if (value != "frontmatter" && value != "bodymatter" && value != "backmatter") return value;
        at = markup.find("epub:type=\"", at + 11);
    }
    return type;
}

bool is_mostly_links(std::string_view markup) {
    TagWalk walk(markup);
    TagWalk::Step step;
    std::uint64_t links = 0;
    while (walk.next(step)) links += !step.end && equals_ignoring_ascii_case(step.name, "a");
    return links > 0 && count_words(page_words(body_of(markup))) <= 12 * (links + 5);
}

/// Nothing but what the book's own metadata says too.
bool says_only_metadata(std::string_view markup, const Part& part) {
    std::string text = fold(page_words(body_of(markup)));
    std::vector<std::string> known{"by", "a story by", "fanfiction by"};
    for (const Stated& stated : part.stated)
        if (stated.label != "Summary") known.push_back(fold(stated.value));  // may be the story
    std::sort(known.begin(), known.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const std::string& one : known)
        if (const std::size_t at = text.find(one); at != kNone && !one.empty())
            text.erase(at, one.size());
    return count_words(text) == 0;
}

void mark_zones(const BookText& book, Part& part, std::vector<bool>& outside) {
    const std::string_view text = part.text;
    for (std::size_t i = 0; i < book.leaves.size(); ++i) {
        const BookLeaf& leaf = book.leaves[i];
        const std::string_view markup = text.substr(leaf.from, leaf.to - leaf.from);
        const std::string_view type = leaf.type.empty() ? type_within(markup) : leaf.type;
        const bool small = markup.size() < kSmallPage;
        const auto zone = [&](Zone::Kind kind) {
            part.zones.push_back({leaf.from, leaf.to, kind});
            outside[i] = true;
        };
        if (leaf.zone)
            zone(*leaf.zone);
        else if (leaf.stray)
            zone(Zone::Kind::furniture);
        else if (leaf.name == book.nav_name || (type == "toc" && is_mostly_links(markup)))
            zone(Zone::Kind::furniture);  // the chapters are listed anyway
        else if (small && (type == "cover" || type == "copyright-page"))
            zone(Zone::Kind::furniture);
        else if (small && (type == "titlepage" || type == "title-page" || i == 0)
                 && says_only_metadata(markup, part))
            zone(Zone::Kind::header);
    }
}

std::vector<Section> listed_sections(const BookText& book, const Part& part,
                                     const std::vector<bool>& outside) {
    std::unordered_map<std::string_view, std::size_t> leaf_of;
    for (std::size_t i = 0; i < book.leaves.size(); ++i) leaf_of.emplace(book.leaves[i].name, i);
    std::unordered_map<std::size_t, std::unordered_map<std::string_view, std::size_t>> anchors;
    std::vector<Section> sections;
    for (const ContentsEntry& entry : book.contents.entries) {
        const std::size_t hash = std::min(entry.href.find('#'), entry.href.size());
        const auto leaf_at = leaf_of.find(std::string_view(entry.href).substr(0, hash));
        if (leaf_at == leaf_of.end() || outside[leaf_at->second]) continue;
        const BookLeaf& leaf = book.leaves[leaf_at->second];
        std::uint64_t from = leaf.from;
        if (hash < entry.href.size()) {
            auto [in, fresh] = anchors.try_emplace(leaf_at->second);
            if (fresh)
                in->second =
                    anchors_in(std::string_view(part.text).substr(leaf.from, leaf.to - leaf.from));
            const auto at = in->second.find(std::string_view(entry.href).substr(hash + 1));
            if (at != in->second.end()) from += at->second;
        }
        sections.push_back({from, entry.title, leaf.name});
    }
    std::stable_sort(sections.begin(), sections.end(),
                     [](const Section& a, const Section& b) { return a.from < b.from; });
    // "Part One" and its "Chapter 1" begin at one place: the inner one is the chapter.
    std::vector<Section> apart;
    for (Section& section : sections) {
        if (!apart.empty() && apart.back().from == section.from) apart.pop_back();
        apart.push_back(std::move(section));
    }
    return apart;
}

}  // namespace

void mark_book(const BookText& book, std::string_view title, Part& part) {
    std::vector<bool> outside(book.leaves.size());
    mark_zones(book, part, outside);
    std::vector<Section> sections = listed_sections(book, part, outside);
    if (sections.size() < 2) {
        sections.clear();
        for (std::size_t i = 0; i < book.leaves.size(); ++i) {
            const BookLeaf& leaf = book.leaves[i];
            if (outside[i]) continue;
            LeadingHeading heading =
                heading_of(std::string_view(part.text).substr(leaf.from, leaf.to - leaf.from));
            if (heading.found && fold(heading.title) != fold(title))
                sections.push_back({leaf.from, std::move(heading.title), leaf.name});
        }
    }
    if (sections.size() > 1) part.sections = std::move(sections);
}

}  // namespace solander
