// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/saved_page.h"

#include <algorithm>

#include "base/text.h"

namespace solander {

void say_saved_from(PageFacts& facts) {
    const PageScan& scan = facts.scan();
    for (const PageElement& element : scan.elements()) {
        if (element.tag == "body") break;
        if (element.tag != "link" || scan.attribute(element, "rel") != "canonical") continue;
        const std::string_view href = scan.attribute(element, "href");
        if (!href.starts_with("//")) return facts.say_raw("Source URL", href);
        return facts.say("Source URL", "https:" + std::string(href), scan.place_of(href));
    }
    constexpr std::string_view kMark = "saved from url=(";
    constexpr std::size_t kHead = 4096, kLongest = 2048;
    const std::string_view head = scan.text().substr(0, kHead);
    const std::size_t at = head.find(kMark);
    if (at == std::string_view::npos) return;
    const std::size_t close = head.find(')', at);
    if (close == std::string_view::npos) return;
    const std::string_view address = head.substr(close + 1, kLongest);
    facts.say_raw("Source URL",
                  address.substr(0, std::min(address.find_first_of(" \t\n\"<"), address.size())));
}

}  // namespace solander
