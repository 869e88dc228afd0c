// SPDX-License-Identifier: GPL-3.0-or-later
// What machines may do with a page: be found by it, and learn from it. Nothing, where nobody said
// otherwise.
#pragma once
#include <string>
#include <string_view>

namespace solander {

struct RobotsLeave {
    bool index = false;  ///< a search engine may list it
    bool train = false;  ///< programs may be made from it
    bool operator==(const RobotsLeave&) const = default;
};
/// What the policy allows and the author did not refuse. `words` are hers: her statement, notes,
/// disclaimer. A mere mention of such things is taken for a refusal: never rounded up. Linear.
RobotsLeave robots_leave(RobotsLeave policy, std::string_view words);
/// For X-Robots-Tag and <meta name="robots">: "noindex, noai, noimageai" ... "all".
std::string_view robots_words(RobotsLeave);

}  // namespace solander
