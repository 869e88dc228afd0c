// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/own_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "source/page_scan.h"

namespace solander {
namespace {

std::string_view inner_of(const PageScan& scan, const PageElement& element) {
    return scan.text().substr(element.inner, element.size());
}

/// The rows of the title page's card that the package does not say.
void state_card(const PageScan& scan, Span leaf, Part& part) {
    constexpr std::string_view kInPackage[] = {
        "Rating", "Category", "Warnings",  "Fandom",   "Relationships", "Characters", "Tags",
        "Series", "Complete", "Published", "Language", "Words",         "Archive"};
    // Where the card repeats what the package says, that is where it stands.
    const auto stands = [&](std::string_view said, const PageElement& value) {
        for (Stated& stated : part.stated)
            if (stated.where.empty() && said.starts_with(stated.label)) {
                stated.where = {value.inner, value.inner_to};
                return;
            }
    };
    constexpr int kMostRows = 500;  // ours has some twenty
    std::set<std::string> said;
    std::string label;
    int rows = 0;
    for (const PageElement& element : scan.in(leaf)) {
        if (element.tag == "dd" && ++rows > kMostRows) break;
        if (element.tag == "dt") label = page_words(inner_of(scan, element));
        if (element.tag != "dd" || label.empty()) continue;
        const bool again = !said.insert(label).second;  // a site's own count of words, say
        if (again
            || std::find(std::begin(kInPackage), std::end(kInPackage), label)
                   == std::end(kInPackage))
            part.stated.push_back(
                {label, page_prose(inner_of(scan, element)), {element.inner, element.inner_to}});
        else
            stands(label, element);
        label.clear();
    }
}

void state_sections(const PageScan& scan, Span leaf, Part& part) {
    constexpr int kMostSections = 32;
    int sections = 0;
    for (const PageElement& section : scan.in(leaf)) {
        if (section.tag != "section") continue;
        if (++sections > kMostSections) break;  // ours has five
        const Span within{section.inner, section.inner_to};
        const PageElement* heading = scan.find(within, "h2");
        if (heading == nullptr
            || !page_words(scan.text().substr(section.inner, heading->from - section.inner))
                    .empty())
            continue;
        const std::string label = page_words(inner_of(scan, *heading));
        const Span value{heading->inner_to, section.inner_to};
        for (Stated& stated : part.stated)
            if (label == "Summary" && stated.label == label) stated.where = value;
        if (label != "Notes" && label != "Disclaimer") continue;
        part.stated.push_back(
            {label, page_prose(scan.text().substr(value.from, value.size())), value});
    }
}

/// A chapter: its heading where it is not only a number we gave, notes apart.
void mark_chapter(const PageScan& scan, const BookLeaf& leaf, std::size_t number,
                  std::string_view title, Part& part) {
    const Span within{leaf.from, leaf.to};
    Section section{leaf.from, {}, leaf.name};
    const auto end_of = [&](const PageElement& element) {
        const std::size_t close = scan.text().find('>', element.inner_to);
        return close == std::string_view::npos ? leaf.to : close + 1;
    };
    for (const PageElement& element : scan.in(within)) {
        if (element.tag == "h1" && element.id == "title") {
            section.title = page_words(inner_of(scan, element));
            if (!element.has_class("given")) continue;
            if (section.title == fmt::format("{}", number) || section.title == title)
                section.title.clear();
            part.zones.push_back({element.from, end_of(element), Zone::Kind::furniture});
        }
    }
    constexpr std::string_view kClose = "</aside>";
    const std::string_view text = scan.text().substr(0, leaf.to);
    const std::uint64_t last_word = words_place(text, within).to;
    for (std::size_t from = text.find("<aside", leaf.from); from != std::string_view::npos;) {
        const std::size_t close = text.find(kClose, from);
        if (close == std::string_view::npos) break;
        const std::size_t to = close + kClose.size();
        const bool last = to >= last_word;
        part.zones.push_back({from, to, last ? Zone::Kind::note_after : Zone::Kind::note_before});
        from = text.find("<aside", to);
    }
    part.sections.push_back(std::move(section));
}

}  // namespace

bool is_own_book(const OpfPackage& package) {
    return std::any_of(package.metas.begin(), package.metas.end(),
                       [](const OpfMeta& meta) { return meta.name.starts_with("solander:"); });
}

void mark_own_book(const BookText& book, std::string_view title, Part& part) {
    part.form = true;
    const PageScan scan(part.text);
    std::size_t chapters = 0;
    for (const BookLeaf& leaf : book.leaves) {
        const Span within{leaf.from, leaf.to};
        if (leaf.zone || leaf.name == book.nav_name || leaf.stray) {
            part.zones.push_back({leaf.from, leaf.to, Zone::Kind::furniture});
        } else if (leaf.name.ends_with("title.xhtml")) {
            state_card(scan, within, part);
            state_sections(scan, within, part);
            part.zones.push_back({leaf.from, leaf.to, Zone::Kind::header});
        } else if (leaf.name.ends_with("notes.xhtml")) {
            const PageElement* heading = scan.find(within, "h1");
            const std::uint64_t from = heading == nullptr ? leaf.from : heading->inner_to;
            part.stated.push_back(
                {"End Notes", page_prose(scan.text().substr(from, leaf.to - from)), {}});
            part.zones.push_back({leaf.from, leaf.to, Zone::Kind::note_after});
        } else {
            mark_chapter(scan, leaf, ++chapters, title, part);
        }
    }
}

}  // namespace solander
