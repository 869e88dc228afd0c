// SPDX-License-Identifier: GPL-3.0-or-later
// XML of packages (EPUB, Word, OpenDocument) as events; no DTD is read and no entity expanded.
#pragma once
#include <string>
#include <string_view>

namespace solander {

/// An element's name without its prefix, and its attributes, as long as the call lasts.
class XmlElement {
  public:
    XmlElement(const char* name, const char** attributes);
    std::string_view prefix() const { return prefix_; }
    std::string_view name() const { return name_; }
    /// Value of the attribute whose name without prefix is this; empty when there is none.
    std::string_view attribute(std::string_view name) const;

  private:
    std::string_view prefix_, name_;
    const char** attributes_;
};

struct XmlHandler {
    virtual ~XmlHandler() = default;
    virtual void start(const XmlElement&) {}
    virtual void end(std::string_view /*name*/, std::string_view /*prefix*/) {}
    virtual void text(std::string_view) {}
};

/// Empty when all was read; else why and where it stopped ("line 7: mismatched tag"): the events
/// up to there were given. Bytes in any charset we know; stray '&' are taken for themselves.
/// Linear.
std::string read_xml(std::string_view bytes, XmlHandler&);

}  // namespace solander
