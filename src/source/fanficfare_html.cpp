// SPDX-License-Identifier: GPL-3.0-or-later
// FanFicFare's HTML: a heading, a table of labels, a list of chapters, chapters behind anchors.
#include <algorithm>

#include "base/text.h"
#include "source/fanficfare.h"
#include "source/page_facts.h"

namespace solander {
namespace {

struct Anchors {
    const PageElement* title = nullptr;
    const PageElement* table = nullptr;
    const PageElement* contents = nullptr;
    std::vector<const PageElement*> chapters;
};

Anchors anchors_of(const PageScan& scan) {
    Anchors found;
    for (const PageElement& element : scan.elements()) {
        if (element.tag == "h1" && found.title == nullptr) found.title = &element;
        if (element.tag == "table" && found.table == nullptr && element.has_class("full"))
            found.table = &element;
        if (element.tag != "a" || found.table == nullptr) continue;
        const std::string_view name = scan.attribute(element, "name");
        if (name == "TOCTOP" && found.contents == nullptr) found.contents = &element;
        if (name.starts_with("section") && name.size() > 7 && is_ascii_digit(name[7]))
            found.chapters.push_back(&element);
    }
    return found;
}

/// Calls `on(label, place of the value)` for each row of the table.
template <class Sink>
void each_row(const PageFacts& facts, const PageElement& table, Sink&& on) {
    const PageElement* label = nullptr;
    for (const PageElement& element : facts.scan().in(facts.inside(table))) {
        if (element.tag == "tr") label = nullptr;
        if (element.tag == "b" && label == nullptr) label = &element;
        if (element.tag != "td" || label == nullptr) continue;
        const std::string words = facts.words(*label);
        if (words.ends_with(':')) on(words.substr(0, words.size() - 1), facts.inside(element));
        label = nullptr;
    }
}

/// Rows of one wide cell hold the label and the value behind it.
template <class Sink>
void each_field(const PageFacts& facts, const PageElement& table, Sink&& on) {
    each_row(facts, table, on);
    for (const PageElement& cell : facts.scan().in(facts.inside(table))) {
        if (cell.tag != "td") continue;
        const PageElement* label = facts.scan().find(facts.inside(cell), "b");
        if (label == nullptr) continue;
        const std::string words = facts.words(*label);
        const Span behind{std::min<std::uint64_t>(label->inner_to + 4, cell.inner_to),
                          cell.inner_to};
        if (words.ends_with(':') && !page_words(facts.raw(behind)).empty())
            on(words.substr(0, words.size() - 1), behind);
    }
}

}  // namespace

bool read_fanficfare_html(PageFacts& facts) {
    const PageScan& scan = facts.scan();
    const Anchors anchors = anchors_of(scan);
    if (anchors.title == nullptr || anchors.table == nullptr
        || anchors.title->from > anchors.table->from)
        return false;
    int labels = 0;
    bool packaged = false;
    each_field(facts, *anchors.table, [&](const std::string& label, Span) {
        labels += is_fanficfare_label(label) ? 1 : 0;
        packaged = packaged || label == "Packaged";
    });
    const int signs = (anchors.contents != nullptr ? 1 : 0) + (packaged ? 1 : 0)
                      + (!anchors.chapters.empty() ? 1 : 0)
                      + (facts.words(*anchors.title).find(" by ") != std::string::npos ? 1 : 0);
    if (labels < 3 || signs < 2) return false;

    const PageElement* link = scan.find(facts.inside(*anchors.title), "a");
    Span authors = facts.inside(*anchors.title);
    if (link != nullptr) {
        facts.say_words("Title", facts.inside(*link));
        facts.say_raw("Source URL", scan.attribute(*link, "href"));
        authors.from = std::min<std::uint64_t>(link->inner_to + 4, authors.to);
    }
    bool any = false;
    for (const PageElement& one : scan.in(authors))
        if (one.tag == "a") {
            facts.say_words("Author", facts.inside(one));
            any = true;
        }
    if (!any && link != nullptr) {
        const std::string_view rest = facts.raw(authors);
        const std::size_t by = rest.find("by ");
        for (std::size_t at = by == std::string_view::npos ? rest.size() : by + 3;
             at < rest.size();) {
            const std::size_t comma = std::min(rest.find(", ", at), rest.size());
            facts.say_words("Author", {authors.from + at, authors.from + comma});
            at = comma + 2;
        }
    }
    each_field(facts, *anchors.table, [&](const std::string& label, Span place) {
        const bool prose = label == "Summary";
        const std::string value =
            prose ? page_prose(facts.raw(place)) : page_words(facts.raw(place));
        for (Stated& one : fanficfare_field(label, value, words_place(scan.text(), place)))
            facts.say(one.label, one.value, one.where);
    });

    const std::uint64_t head = anchors.table->inner_to;
    const std::uint64_t first = anchors.chapters.empty() ? head : anchors.chapters[0]->from;
    if (anchors.contents != nullptr && anchors.contents->from < first)
        facts.zone(Zone::Kind::contents, anchors.contents->from, first);
    facts.zone(Zone::Kind::header, 0, head);
    if (anchors.chapters.empty()) facts.section(head, "");
    for (std::size_t i = 0; i < anchors.chapters.size(); ++i) {
        const std::uint64_t from = anchors.chapters[i]->from;
        const std::uint64_t to =
            i + 1 < anchors.chapters.size() ? anchors.chapters[i + 1]->from : scan.text().size();
        const PageElement* heading = scan.find({from, to}, "h2");
        facts.section(from, heading == nullptr ? std::string() : facts.words(*heading));
    }
    for (const PageElement& element : scan.in({first, scan.text().size()})) {
        if (element.tag != "div" || !element.has_class("fff_chapter_notes")) continue;
        facts.zone(element.has_class("fff_foot_notes") ? Zone::Kind::note_after
                                                       : Zone::Kind::note_before,
                   element.from, element.inner_to);
    }
    facts.finish("fanficfare-html", true);
    return true;
}

}  // namespace solander
