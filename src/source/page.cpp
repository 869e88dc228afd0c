// SPDX-License-Identifier: GPL-3.0-or-later
// The table of known sites.
#include "source/page.h"

#include <algorithm>
#include <array>

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
    {"Packaged", read_fanficfare_html},
    {"ljuser", read_journal_entry},
    {"journal.com", read_journal_entry},
    {"dreamwidth.org", read_journal_entry},
});

}  // namespace

void recognise_page(Part& part) {
    if (part.media == Media::text) read_fanficfare_text(part);
    if (part.media != Media::html) return;
    const auto wanted = [&](const Site& site) {
        return part.text.find(site.needle) != std::string::npos;
    };
    if (std::none_of(kSites.begin(), kSites.end(), wanted)) return;
    const PageScan scan(part.text);
    if (scan.too_many()) {
        part.findings.push_back({"page-too-big",
                                 "a page with more than two million elements, read without knowing "
                                 "its site",
                                 {}});
        return;
    }
    for (const Site& site : kSites) {
        if (!wanted(site)) continue;
        PageFacts facts(part, scan);
        if (site.read(facts)) return;
    }
}

}  // namespace solander
