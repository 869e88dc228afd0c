// SPDX-License-Identifier: GPL-3.0-or-later
// Which formatting is in force: a flat list, so that emphasis outlives paragraphs and crossed tags.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "document/html_elements.h"

namespace solander {

/// Every call is O(1) on average, however many elements are open.
class HtmlFormatting {
  public:
    void open(const HtmlElement& element, std::uint8_t kinds);
    /// Closes the last open one of that name inside the current cell, if there is one.
    void close(const HtmlElement& element);
    std::uint8_t kinds() const;

    /// A table cell: what is opened in it ends with it.
    std::uint32_t mark() const { return static_cast<std::uint32_t>(open_.size()); }
    void enter_cell() { floor_ = mark(); }
    void leave_cell(std::uint32_t mark, std::uint32_t outer_floor);
    std::uint32_t floor() const { return floor_; }

  private:
    struct Open {
        std::uint16_t element;
        std::uint8_t kinds;
        bool closed;
    };
    void count(std::uint8_t kinds, int by);

    std::vector<Open> open_;
    std::array<std::vector<std::uint32_t>, kMostElements>
        of_element_;               ///< indices into open_, still open
    std::array<int, 8> counts_{};  ///< open elements by kind
    std::uint32_t floor_ = 0;
};

}  // namespace solander
