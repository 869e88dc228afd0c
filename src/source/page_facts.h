// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader of a known page says about its part, collected in any order.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "source/page_scan.h"
#include "source/part.h"

namespace solander {

class PageFacts {
  public:
    PageFacts(Part& part, const PageScan& scan) : part_(part), scan_(scan) {}

    const PageScan& scan() const { return scan_; }
    std::string_view raw(Span place) const { return scan_.text().substr(place.from, place.size()); }
    Span inside(const PageElement& e) const { return {e.inner, e.inner_to}; }
    std::string words(const PageElement& e) const;  ///< of its first 4,096 bytes

    /// Nothing is said when the value is empty.
    void say(std::string_view label, std::string_view value, Span where = {});
    /// The words of a piece of the page, or its paragraphs.
    void say_words(std::string_view label, Span place);
    void say_prose(std::string_view label, Span place);
    /// Each link in `place` is one value; without links the words are.
    void say_links(std::string_view label, Span place);
    /// Plain text, as it stands in the page.
    void say_raw(std::string_view label, std::string_view piece);

    void zone(Zone::Kind kind, std::uint64_t from, std::uint64_t to);
    void section(std::uint64_t from, std::string title);

    /// Zones in order, cut where they overlap: the one that was named first keeps its bytes.
    /// `form`: see Part.
    void finish(std::string_view format, bool form);
    void is_list() { part_.file_class = "index"; }

  private:
    void tell_missing();

    Part& part_;
    const PageScan& scan_;
    std::vector<Zone> zones_;
};

/// The readers: each looks whether the page is its own, reads it, and says so.
bool read_ao3_download(PageFacts&);
bool read_ao3_page(PageFacts&);
bool read_journal_entry(PageFacts&);
bool read_fanficfare_html(PageFacts&);
bool read_fanfiction_net(PageFacts&);
bool read_listing_page(PageFacts&);

}  // namespace solander
