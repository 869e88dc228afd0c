// SPDX-License-Identifier: GPL-3.0-or-later
// The table of known sites.
#include "source/page.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "source/fanficfare.h"
#include "source/page_facts.h"

namespace solander {
namespace {

struct Site {
    std::string_view needle;  ///< no page of the site is without it; only saves looking closer
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
});

/// In letters of any case, as old browsers and editors left names and addresses.
bool holds(std::string_view text, std::string_view needle) {
    const char small = ascii_lower(needle[0]);
    const char both[] = {small, static_cast<char>(small - 'a' + 'A'), '\0'};
    for (std::size_t at = text.find_first_of(both); at != std::string_view::npos;
         at = text.find_first_of(both, at + 1))
        if (equals_ignoring_ascii_case(text.substr(at, needle.size()), needle)) return true;
    return false;
}

}  // namespace

void recognise_page(Part& part) {
    if (part.media == Media::text) read_fanficfare_text(part);
    if (part.media != Media::html) return;
    std::vector<const Site*> wanted;
    for (const Site& site : kSites)
        if (holds(part.text, site.needle)
            && std::none_of(wanted.begin(), wanted.end(),
                            [&](const Site* held) { return held->read == site.read; }))
            wanted.push_back(&site);
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
