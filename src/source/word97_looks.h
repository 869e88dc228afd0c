// SPDX-License-Identifier: GPL-3.0-or-later
// Which bytes of an old Word file's text are bold, italic, underlined or struck out.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "source/text_composer.h"

namespace solander {

class Word97Looks {
  public:
    /// `document`: the stream WordDocument; `bins`: the table of its pages of character looks.
    Word97Looks(std::string_view document, std::string_view bins);
    /// At a byte of the stream. Quick for places that come in order.
    RunLook at(std::uint32_t place);

  private:
    struct Stretch {
        std::uint32_t from, to;
        RunLook look;
    };
    void read_page(std::string_view page);

    std::vector<Stretch> stretches_;  ///< in order, with some look; never overlapping
    std::size_t last_ = 0;
};

}  // namespace solander
