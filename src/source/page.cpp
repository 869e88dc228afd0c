// SPDX-License-Identifier: GPL-3.0-or-later
// The table of known sites.
#include "source/page.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "source/fanficfare.h"
#include "source/page_facts.h"

namespace solander {
namespace {

struct Site {
    /// No page of the site is without it; only saves looking closer. In small letters.
    std::string_view needle;
    bool (*read)(PageFacts&);
};
constexpr std::array kSites = std::to_array<Site>({
    {"preface", read_ao3_download},
    {"workskin", read_ao3_page},
    {"storytext", read_fanfiction_net},
    {"storycontent", read_fanfiction_net},
    {"section0", read_fanficfare_html},
    {"packaged", read_fanficfare_html},
    {"ljuser", read_journal_entry},
    {"journal.com", read_journal_entry},
    {"dreamwidth.org", read_journal_entry},
    {"blurb", read_listing_page},
    {"z-list", read_listing_page},
});

/// The readers whose needle is in the text, in letters of any case, as old browsers and editors
/// left names and addresses; each once, in the table's order.
std::vector<const Site*> wanted_by(std::string_view text) {
    constexpr std::size_t kPiece = 65536, kLongestNeedle = 32;
    std::array<bool, kSites.size()> held{};
    std::string piece;
    for (std::size_t at = 0; at < text.size(); at += kPiece) {
        piece = ascii_lowered(text.substr(at, kPiece + kLongestNeedle));
        for (std::size_t i = 0; i < kSites.size(); ++i)
            held[i] = held[i] || piece.find(kSites[i].needle) != std::string::npos;
    }
    std::vector<const Site*> wanted;
    for (std::size_t i = 0; i < kSites.size(); ++i)
        if (held[i] && std::none_of(wanted.begin(), wanted.end(), [&](const Site* other) {
                return other->read == kSites[i].read;
            }))
            wanted.push_back(&kSites[i]);
    return wanted;
}

}  // namespace

void recognise_page(Part& part) {
    if (part.media == Media::text) read_fanficfare_text(part);
    if (part.media != Media::html) return;
    const std::vector<const Site*> wanted = wanted_by(part.text);
    if (wanted.empty()) return;
    const PageScan scan(part.text);
    if (scan.too_many()) {
        part.findings.push_back({"page-too-big",
                                 "a page with more than two million elements, read without knowing "
                                 "its site",
                                 {}});
        return;
    }
    for (const Site* site : wanted) {
        PageFacts facts(part, scan);
        if (site->read(facts)) return;
    }
}

}  // namespace solander
