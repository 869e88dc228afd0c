// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/html_formatting.h"

namespace solander {

void HtmlFormatting::count(std::uint8_t kinds, int by) {
    for (std::size_t bit = 0; bit < counts_.size(); ++bit)
        if ((kinds >> bit & 1U) != 0) counts_[bit] += by;
}

void HtmlFormatting::open(const HtmlElement& element, std::uint8_t kinds) {
    const std::size_t index = index_of(element);
    of_element_[index].push_back(mark());
    open_.push_back({static_cast<std::uint16_t>(index), kinds, false});
    count(kinds, 1);
}

void HtmlFormatting::close(const HtmlElement& element) {
    auto& mine = of_element_[index_of(element)];
    if (mine.empty() || mine.back() < floor_) return;
    Open& last = open_[mine.back()];
    last.closed = true;
    count(last.kinds, -1);
    mine.pop_back();
    while (open_.size() > floor_ && open_.back().closed) open_.pop_back();
}

std::uint8_t HtmlFormatting::kinds() const {
    unsigned kinds = 0;
    for (std::size_t bit = 0; bit < counts_.size(); ++bit)
        kinds |= counts_[bit] > 0 ? 1U << bit : 0U;
    return static_cast<std::uint8_t>(kinds);
}

void HtmlFormatting::leave_cell(std::uint32_t mark, std::uint32_t outer_floor) {
    for (; open_.size() > mark; open_.pop_back()) {
        const Open& last = open_.back();
        if (last.closed) continue;
        of_element_[last.element].pop_back();
        count(last.kinds, -1);
    }
    floor_ = outer_floor;
}

}  // namespace solander
