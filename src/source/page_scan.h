// SPDX-License-Identifier: GPL-3.0-or-later
// The elements of a page in the order of their start, tag soup included: what the readers of known
// sites look things up in; <i> and "<sigh>" are not listed. No tree, no text of its own; offsets
// into the page.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace solander {

struct PageElement {
    std::string_view tag;               ///< "div"; in small letters, from the table of those listed
    std::uint32_t from = 0, inner = 0;  ///< of the start tag; behind it
    std::uint32_t inner_to = 0;         ///< of the end tag, or where the element ends without one
    std::string_view id, classes;       ///< as written

    bool has_class(std::string_view name) const;
    /// A class that begins so: other programs number them anew ("userstuff1").
    bool has_class_like(std::string_view start) const;
    std::uint64_t size() const { return inner_to - inner; }
};

class PageScan {
  public:
    /// Linear. `text` must outlive it. Scripts, styles and comments are passed over.
    explicit PageScan(std::string_view text);

    std::string_view text() const { return text_; }
    const std::vector<PageElement>& elements() const { return elements_; }
    /// More elements than are looked at: nothing can be said of the page.
    bool too_many() const { return too_many_; }

    /// Those that begin in `within`, in order: a range of elements().
    struct Range {
        const PageElement *first, *last;
        const PageElement* begin() const { return first; }
        const PageElement* end() const { return last; }
    };
    Range in(Span within) const;
    Span whole() const { return {0, text_.size()}; }

    const PageElement* by_id(std::string_view id) const;  ///< the first, or nullptr
    /// The first of that tag (empty: of any) and class (empty: with any) that begins in
    /// `within`.
    const PageElement* find(Span within, std::string_view tag, std::string_view a_class = {}) const;

    /// Attribute as written, and where; empty when there is none.
    std::string_view attribute(const PageElement&, std::string_view name) const;
    Span place_of(std::string_view piece) const;  ///< of a piece of text()

  private:
    std::string_view text_;
    std::vector<PageElement> elements_;
    bool too_many_ = false;
};

/// Words of a piece of markup: tags off, references decoded, white space squeezed.
std::string page_words(std::string_view markup);
/// The same with paragraphs apart by an empty line and <br> as a line end.
std::string page_prose(std::string_view markup);
/// Without the tags and blanks at both ends: where the words of it stand.
Span words_place(std::string_view text, Span of);

}  // namespace solander
