// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/html_elements.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/document.h"

namespace solander {

namespace {

using enum Effect;

// Sorted by name.
constexpr auto kElements = std::to_array<HtmlElement>({
    {"a", format, 0},
    {"abbr", none},
    {"acronym", none},
    {"address", block},
    {"applet", none},
    {"area", none},
    {"article", block},
    {"aside", block},
    {"audio", none},
    {"b", format, kStrong},
    {"base", none},
    {"basefont", none},
    {"bdi", none},
    {"bdo", none},
    {"bgsound", none},
    {"big", none},
    {"blink", none},
    {"blockquote", quote},
    {"body", block},
    {"br", line_break},
    {"button", none},
    {"canvas", none},
    {"caption", cell},
    {"center", centre},
    {"cite", format, kEmphasis},
    {"code", format, kCode},
    {"col", none},
    {"colgroup", none},
    {"comment", none},
    {"data", none},
    {"datalist", none},
    {"dd", cell},
    {"del", format, kStrike},
    {"details", block},
    {"dfn", format, kEmphasis},
    {"dialog", block},
    {"dir", list},
    {"div", block},
    {"dl", list},
    {"dt", cell},
    {"em", format, kEmphasis},
    {"embed", none},
    {"fieldset", block},
    {"figcaption", block},
    {"figure", block},
    {"font", format, 0},
    {"footer", block},
    {"form", block},
    {"frame", none},
    {"frameset", none},
    {"h1", heading, 1},
    {"h2", heading, 2},
    {"h3", heading, 3},
    {"h4", heading, 4},
    {"h5", heading, 5},
    {"h6", heading, 6},
    {"head", block},
    {"header", block},
    {"hgroup", block},
    {"hr", rule},
    {"html", root},
    {"i", format, kEmphasis},
    {"iframe", none},
    {"ilayer", block},
    {"img", image},
    {"input", none},
    {"ins", format, kUnderline},
    {"isindex", none},
    {"kbd", format, kCode},
    {"keygen", none},
    {"label", none},
    {"layer", block},
    {"legend", block},
    {"li", item},
    {"link", none},
    {"listing", pre},
    {"main", block},
    {"map", none},
    {"mark", none},
    {"marquee", block},
    {"math", drawing},
    {"menu", list},
    {"meta", Effect::meta},
    {"meter", none},
    {"multicol", block},
    {"nav", block},
    {"nobr", none},
    {"noembed", none},
    {"noframes", block},
    {"nolayer", block},
    {"noscript", block},
    {"object", none},
    {"ol", list},
    {"optgroup", none},
    {"option", block},
    {"output", none},
    {"p", paragraph},
    {"param", none},
    {"picture", none},
    {"plaintext", literal},
    {"pre", pre},
    {"progress", none},
    {"q", none},
    {"rb", none},
    {"rp", none},
    {"rt", none},
    {"rtc", none},
    {"ruby", none},
    {"s", format, kStrike},
    {"samp", format, kCode},
    {"script", raw},
    {"section", block},
    {"select", block},
    {"server", raw},
    {"shadow", none},
    {"slot", none},
    {"small", format, kSmall},
    {"source", none},
    {"spacer", none},
    {"span", format, 0},
    {"strike", format, kStrike},
    {"strong", format, kStrong},
    {"style", raw},
    {"sub", format, kSubscript},
    {"summary", block},
    {"sup", format, kSuperscript},
    {"svg", drawing},
    {"table", table},
    {"tbody", row},
    {"td", cell},
    {"template", block},
    {"textarea", literal},
    {"tfoot", row},
    {"th", cell},
    {"thead", row},
    {"time", none},
    {"title", title},
    {"tr", row},
    {"track", none},
    {"tt", format, kCode},
    {"u", format, kUnderline},
    {"ul", list},
    {"var", format, kEmphasis},
    {"video", none},
    {"wbr", none},
    {"xml", raw},
    {"xmp", literal},
});
static_assert(kElements.size() <= kMostElements);
static_assert(std::is_sorted(kElements.begin(), kElements.end(),
                             [](const HtmlElement& a, const HtmlElement& b) {
                                 return a.name < b.name;
                             }));

}  // namespace

const HtmlElement* find_element(std::string_view name) {
    std::array<char, 12> lowered{};
    if (name.empty() || name.size() > lowered.size()) return nullptr;
    std::transform(name.begin(), name.end(), lowered.begin(), ascii_lower);
    const std::string_view key(lowered.data(), name.size());
    const auto* at =
        std::lower_bound(kElements.begin(), kElements.end(), key,
                         [](const HtmlElement& e, std::string_view n) { return e.name < n; });
    return at != kElements.end() && at->name == key ? at : nullptr;
}

std::size_t index_of(const HtmlElement& element) {
    return static_cast<std::size_t>(&element - kElements.data());
}

}  // namespace solander
