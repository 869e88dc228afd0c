// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/page_scan.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.h"
#include "source/tag_walk.h"

namespace solander {
namespace {

constexpr std::size_t kMostElements = 2'000'000;

/// An element's name, and what else is over when one of them begins or ends.
struct Listed {
    std::string_view name;
    std::string_view begins;  ///< names closed by its start, between blanks
    std::string_view ends;    ///< names closed by its end
    bool empty = false;       ///< has no end tag
};
constexpr std::array kListed = std::to_array<Listed>({
    {"a", " a ", "", false},
    {"abbr", "", "", false},
    {"article", " p ", " p ", false},
    {"b", "", "", false},
    {"blockquote", " p ", " p ", false},
    {"body", "", "", false},
    {"button", "", "", false},
    {"center", " p ", " p ", false},
    {"dd", " p dt dd ", " p ", false},
    {"div", " p ", " p ", false},
    {"dl", " p ", " p dt dd ", false},
    {"dt", " p dt dd ", " p ", false},
    {"font", "", "", false},
    {"form", " p ", " p ", false},
    {"h1", " p ", "", false},
    {"h2", " p ", "", false},
    {"h3", " p ", "", false},
    {"h4", " p ", "", false},
    {"hr", " p ", "", true},
    {"html", "", "", false},
    {"li", " p li ", " p ", false},
    {"link", "", "", true},
    {"meta", "", "", true},
    {"nav", " p ", " p ", false},
    {"ol", " p ", " p li ", false},
    {"option", " option ", "", false},
    {"p", " p ", "", false},
    {"pre", " p ", "", false},
    {"section", " p ", " p ", false},
    {"select", "", " option ", false},
    {"small", "", "", false},
    {"span", "", "", false},
    {"strong", "", "", false},
    {"table", " p ", " p tr td th ", false},
    {"td", " p td th ", " p ", false},
    {"th", " p td th ", " p ", false},
    {"time", "", "", false},
    {"title", "", "", false},
    {"tr", " p td th tr ", " p td th ", false},
    {"ul", " p ", " p li ", false},
});

const Listed* find_listed(std::string_view name) {
    constexpr std::size_t kLongestName = 10;
    if (name.size() > kLongestName) return nullptr;
    std::array<char, kLongestName> low{};
    std::transform(name.begin(), name.end(), low.begin(), ascii_lower);
    const std::string_view key(low.data(), name.size());
    const auto at =
        std::lower_bound(kListed.begin(), kListed.end(), key,
                         [](const Listed& l, std::string_view k) { return l.name < k; });
    return at != kListed.end() && at->name == key ? &*at : nullptr;
}

/// Calls `on(name, value)` for each attribute of a whole start tag.
template <class Sink>
void each_attribute(std::string_view tag, Sink&& on) {
    std::size_t at = 1;
    while (at < tag.size() && is_tag_char(tag[at])) ++at;
    if (!tag.empty() && tag.back() == '>') tag.remove_suffix(1);
    while (at < tag.size()) {
        while (at < tag.size() && (is_ascii_space(tag[at]) || tag[at] == '/')) ++at;
        const std::size_t name_from = at;
        while (at < tag.size() && !is_ascii_space(tag[at]) && tag[at] != '=' && tag[at] != '/')
            ++at;
        const std::string_view name = tag.substr(name_from, at - name_from);
        while (at < tag.size() && is_ascii_space(tag[at])) ++at;
        if (at >= tag.size() || tag[at] != '=') {
            if (at == name_from) ++at;
            continue;
        }
        ++at;
        while (at < tag.size() && is_ascii_space(tag[at])) ++at;
        const char quote = at < tag.size() && (tag[at] == '"' || tag[at] == '\'') ? tag[at] : '\0';
        if (quote != '\0') ++at;
        const std::size_t from = at;
        while (at < tag.size() && (quote != '\0' ? tag[at] != quote : !is_ascii_space(tag[at])))
            ++at;
        on(name, tag.substr(from, at - from));
        if (quote != '\0') ++at;
    }
}

bool has_word(std::string_view words, std::string_view word, bool only_start) {
    for (std::size_t at = 0; at < words.size();) {
        while (at < words.size() && is_ascii_space(words[at])) ++at;
        std::size_t to = at;
        while (to < words.size() && !is_ascii_space(words[to])) ++to;
        const std::string_view one = words.substr(at, to - at);
        if (only_start ? one.starts_with(word) : one == word) return !one.empty();
        at = to;
    }
    return false;
}

}  // namespace

bool PageElement::has_class(std::string_view name) const { return has_word(classes, name, false); }
bool PageElement::has_class_like(std::string_view start) const {
    return has_word(classes, start, true);
}

PageScan::PageScan(std::string_view text)
    : text_(text.substr(0, std::numeric_limits<std::uint32_t>::max() - 1)) {
    std::array<std::vector<std::uint32_t>, kListed.size()> open;
    const auto close_all = [&](std::string_view names, std::size_t at) {
        for (std::size_t from = 1; from < names.size();) {
            const std::size_t to = names.find(' ', from);
            const Listed* listed = find_listed(names.substr(from, to - from));
            auto& waiting = open[static_cast<std::size_t>(listed - kListed.data())];
            for (const std::uint32_t one : waiting)
                elements_[one].inner_to = static_cast<std::uint32_t>(at);
            waiting.clear();
            from = to + 1;
        }
    };
    TagWalk walk(text_);
    TagWalk::Step step;
    while (walk.next(step)) {
        const Listed* listed = step.name.empty() ? nullptr : find_listed(step.name);
        if (listed == nullptr) continue;
        auto& waiting = open[static_cast<std::size_t>(listed - kListed.data())];
        if (step.end) {
            close_all(listed->ends, step.from);
            if (waiting.empty()) continue;
            elements_[waiting.back()].inner_to = static_cast<std::uint32_t>(step.from);
            waiting.pop_back();
            continue;
        }
        close_all(listed->begins, step.from);
        if (elements_.size() >= kMostElements) {
            too_many_ = true;
            break;
        }
        PageElement element;
        element.tag = listed->name;
        element.from = static_cast<std::uint32_t>(step.from);
        element.inner = element.inner_to = static_cast<std::uint32_t>(step.to);
        each_attribute(text_.substr(step.from, step.to - step.from),
                       [&](std::string_view name, std::string_view value) {
                           if (equals_ignoring_ascii_case(name, "id")) element.id = value;
                           if (equals_ignoring_ascii_case(name, "class")) element.classes = value;
                       });
        if (!listed->empty) waiting.push_back(static_cast<std::uint32_t>(elements_.size()));
        elements_.push_back(element);
    }
    for (const auto& waiting : open)
        for (const std::uint32_t one : waiting)
            elements_[one].inner_to = static_cast<std::uint32_t>(text_.size());
}

PageScan::Range PageScan::in(Span within) const {
    const auto at = [&](std::uint64_t offset) {
        return elements_.data()
               + (std::partition_point(elements_.begin(), elements_.end(),
                                       [&](const PageElement& e) { return e.from < offset; })
                  - elements_.begin());
    };
    return {at(within.from), at(std::max(within.from, within.to))};
}

const PageElement* PageScan::by_id(std::string_view id) const {
    for (const PageElement& element : elements_)
        if (element.id == id) return &element;
    return nullptr;
}

const PageElement* PageScan::find(Span within, std::string_view tag,
                                  std::string_view a_class) const {
    for (const PageElement& element : in(within))
        if ((tag.empty() || element.tag == tag) && (a_class.empty() || element.has_class(a_class)))
            return &element;
    return nullptr;
}

std::string_view PageScan::attribute(const PageElement& element, std::string_view name) const {
    std::string_view found;
    bool held = false;
    each_attribute(text_.substr(element.from, element.inner - element.from),
                   [&](std::string_view one, std::string_view value) {
                       if (held || !equals_ignoring_ascii_case(one, name)) return;
                       found = value;
                       held = true;
                   });
    return found;
}

Span PageScan::place_of(std::string_view piece) const {
    if (piece.empty()) return {};
    const auto from = static_cast<std::uint64_t>(piece.data() - text_.data());
    return {from, from + piece.size()};
}

}  // namespace solander
