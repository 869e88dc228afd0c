// SPDX-License-Identifier: GPL-3.0-or-later
// The charset of a site, decided once, and its values and chapter files as text.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"

namespace solander {

/// Old sites hold windows-1252 and UTF-8 in columns that say latin1, often both. So: what is valid
/// UTF-8 is UTF-8; everything else is in one charset, told from all such values together.
class EfictionText {
  public:
    /// `asked`: a person's choice, for everything.
    explicit EfictionText(std::string asked) : encoding_(std::move(asked)) {}

    /// One value of the dump, while all are gone through; cheap. No more is looked at once enough
    /// was seen.
    void see(std::string_view bytes);
    /// All were seen.
    void settle();

    const std::string& encoding() const { return encoding_; }
    const std::string& why() const { return why_; }
    /// What settle() doubts.
    const std::vector<Finding>& findings() const { return findings_; }

    /// A name, a title: one line without markup, entities as characters.
    std::string line(std::string_view bytes) const;
    /// A summary, a note, as prose: markup becomes line ends, entities characters.
    std::string prose(std::string_view bytes) const;
    /// A chapter or note as HTML that leaves nothing open behind it. Plain text, known as eFiction
    /// knows it (no <br>, no <p>), gets its line ends as markup. Damage that was mended is told
    /// once a kind.
    std::string html(std::string_view bytes, std::vector<Finding>& findings) const;

  private:
    std::string decoded(std::string_view bytes, bool html, std::vector<Finding>& findings) const;

    std::string encoding_, why_ = "asked", sample_;
    std::vector<Finding> findings_;
    bool utf8_ = false;
};

/// `html` with its markup taken out: <br>, <p> and <li> part lines.
std::string without_markup(std::string_view html);

}  // namespace solander
