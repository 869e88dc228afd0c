// SPDX-License-Identifier: GPL-3.0-or-later
// A site's lists of works (search results, an author's page, bookmarks), saved by hand: no stories.
#include <algorithm>
#include <array>

#include "source/page_facts.h"

namespace solander {
namespace {

struct ListSite {
    std::string_view tag, a_class, another;  ///< of each entry; two of them or more
    std::string_view text_id;                ///< a page that has this is a story's
    std::string_view format;
};
constexpr std::array kLists = std::to_array<ListSite>({
    {"li", "blurb", "group", "workskin", "ao3-list"},
    {"div", "z-list", "z-list", "storytext", "fanfiction-net-list"},
});

}  // namespace

bool read_listing_page(PageFacts& facts) {
    const PageScan& scan = facts.scan();
    for (const ListSite& site : kLists) {
        const auto entries = std::count_if(
            scan.elements().begin(), scan.elements().end(), [&](const PageElement& element) {
                return element.tag == site.tag && element.has_class(site.a_class)
                       && element.has_class(site.another);
            });
        if (entries < 2 || scan.by_id(site.text_id) != nullptr) continue;
        facts.zone(Zone::Kind::furniture, 0, scan.text().size());
        facts.finish(site.format, false);
        facts.is_list();
        return true;
    }
    return false;
}

}  // namespace solander
