// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/page_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "source/residue.h"

namespace solander {

std::string PageFacts::words(const PageElement& e) const {
    constexpr std::uint64_t kLongest = 4096;  // labels and headings, also where no end tag comes
    std::uint64_t to = e.inner_to;
    if (to - e.inner > kLongest) {
        to = e.inner + kLongest;
        while (to > e.inner && (static_cast<unsigned char>(scan_.text()[to]) & 0xC0U) == 0x80U)
            --to;
    }
    return page_words(raw({e.inner, to}));
}

void PageFacts::say(std::string_view label, std::string_view value, Span where) {
    const std::string_view trimmed = trim(value);
    if (!trimmed.empty()) part_.stated.push_back({std::string(label), std::string(trimmed), where});
}

void PageFacts::say_words(std::string_view label, Span place) {
    say(label, page_words(raw(place)), words_place(scan_.text(), place));
}

void PageFacts::say_prose(std::string_view label, Span place) {
    say(label, page_prose(raw(place)), words_place(scan_.text(), place));
}

void PageFacts::say_links(std::string_view label, Span place) {
    bool any = false;
    for (const PageElement& element : scan_.in(place)) {
        if (element.tag != "a") continue;
        say_words(label, inside(element));
        any = true;
    }
    if (!any) say_words(label, place);
}

void PageFacts::say_raw(std::string_view label, std::string_view piece) {
    const std::string_view value = trim(piece);
    say(label, squeeze(decode_entities(value)), scan_.place_of(value));
}

void PageFacts::zone(Zone::Kind kind, std::uint64_t from, std::uint64_t to) {
    if (from < to) zones_.push_back({from, to, kind});
}

void PageFacts::section(std::uint64_t from, std::string title) {
    part_.sections.push_back({from, std::move(title), ""});
}

/// "Chapters: 7/9" over fewer than seven: a page that was cut off, or saved in part.
void PageFacts::tell_missing() {
    std::size_t said = 0;
    for (const Stated& stated : part_.stated) {
        if (stated.label == "Part") return;  // one chapter, and known to be
        if (stated.label != "Chapters") continue;
        for (const char c : stated.value) {
            if (!is_ascii_digit(c) || said > 100'000) break;
            said = said * 10 + static_cast<std::size_t>(c - '0');
        }
    }
    if (said > part_.sections.size())
        part_.findings.push_back(
            {"chapters-missing",
             fmt::format("it says that it has {} chapters, of which {} are here", said,
                         part_.sections.size()),
             {}});
}

void PageFacts::finish(std::string_view format, bool form) {
    part_.format = format;
    part_.form = form;
    // Over all places where a zone begins or ends: of those that lie there the first named wins.
    struct Edge {
        std::uint64_t at;
        std::size_t zone;
        bool begins;
    };
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < zones_.size(); ++i) {
        edges.push_back({zones_[i].from, i, true});
        edges.push_back({zones_[i].to, i, false});
    }
    std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
        return x.at != y.at ? x.at < y.at : x.zone < y.zone;
    });
    std::vector<Zone> taken;
    std::set<std::size_t> here;
    std::uint64_t from = 0;
    for (const Edge& edge : edges) {
        if (!here.empty() && edge.at > from) {
            const Zone::Kind kind = zones_[*here.begin()].kind;
            if (!taken.empty() && taken.back().to == from && taken.back().kind == kind)
                taken.back().to = edge.at;
            else
                taken.push_back({from, edge.at, kind});
        }
        from = edge.at;
        if (edge.begins)
            here.insert(edge.zone);
        else
            here.erase(edge.zone);
    }
    part_.zones = std::move(taken);
    tell_missing();
    std::stable_sort(part_.sections.begin(), part_.sections.end(),
                     [](const Section& a, const Section& b) { return a.from < b.from; });
}

}  // namespace solander
