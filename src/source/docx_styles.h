// SPDX-License-Identifier: GPL-3.0-or-later
// Word's named styles: which are headings, which are bold, whatever they are called.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "source/text_composer.h"
#include "source/xml.h"

namespace solander {

struct DocxStyle {
    int heading = 0;
    bool title = false, centred = false, contents = false;
    RunLook run;
    std::string based_on;
};

class DocxStyles {
  public:
    /// word/styles.xml; a broken one gives the styles up to where it breaks.
    void read(std::string_view xml);
    /// With what it is based on. Unknown ids are judged by themselves ("Heading2").
    DocxStyle look_of(const std::string& id) const;
    const std::string& language() const { return language_; }  ///< of the defaults; may be empty

  private:
    friend class DocxStylesHandler;
    std::unordered_map<std::string, DocxStyle> styles_;
    std::string language_;
};

/// "0" to "5" of an outline -> heading 1 to 6; else 0.
int outline_heading(std::string_view level);
/// b, i, u, strike, vertAlign, rStyle of a <w:rPr> taken into `look`.
void read_run_look(const XmlElement& element, const DocxStyles& styles, RunLook& look);

}  // namespace solander
