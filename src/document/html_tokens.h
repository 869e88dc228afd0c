// SPDX-License-Identifier: GPL-3.0-or-later
// HTML as tags and stretches of text, each with its exact place in the source; nothing visible is
// lost.
//
// Our own, because three things measured with libxml2 2.9.14's push parser rule it out: an end tag
// it does not expect is never reported (the emphasis in "<i>a<p>b</i>c" cannot be told to end), all
// text behind "</html>" is dropped, and 40,000 unclosed <font> with as many stray end tags take 2.6
// s, four times that for twice as many. It also runs at 99 MB/s with empty handlers; this at
// several hundred.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "document/html_elements.h"

namespace solander {

struct HtmlToken {
    enum Kind : std::uint8_t { text, reference, start, end } kind = text;
    std::uint32_t from = 0, to = 0;        ///< bytes of the source
    std::string_view characters;           ///< text: piece of the source; reference: decoded
    const HtmlElement* element = nullptr;  ///< start and end; always a known one
};

class HtmlTokens {
  public:
    explicit HtmlTokens(std::string_view source);
    /// False at the end. Scripts, styles and comments are passed over; unknown tags are text.
    /// Linear.
    bool next(HtmlToken& token);

    /// Attribute of a start tag, references decoded; nullopt when it has none of that name.
    std::optional<std::string> attribute(const HtmlToken& tag, std::string_view name) const;
    bool has_attributes(const HtmlToken& tag) const;

    /// Text of the element just opened, up to its end tag, which is taken too: for title and the
    /// like.
    std::string_view take_literal(const HtmlElement& element);

    /// "&amp;#8217;" and the like, which were escaped twice and read as once.
    std::uint32_t escaped_twice() const { return escaped_twice_; }

  private:
    bool read_markup(HtmlToken& token);
    bool read_tag(HtmlToken& token, std::size_t name_at, bool end_tag);
    void read_reference(HtmlToken& token);
    void text_token(HtmlToken& token, std::size_t to);
    std::size_t tag_end(std::size_t at);
    std::size_t comment_end(std::size_t at);
    std::size_t close_of(const HtmlElement& element, std::size_t at);

    std::string_view source_;
    std::size_t at_ = 0;
    std::string decoded_;
    std::uint32_t escaped_twice_ = 0;
    std::size_t drawing_ = 0;  ///< end of the svg or math that is being passed through
    // Where nothing more of the kind is to be found, so that nothing is looked for twice.
    std::size_t next_tag_ = 0;    ///< a '<' with none before it back to at_
    std::size_t next_close_ = 0;  ///< a '>' with none before it back to where tags were read
    std::size_t no_tag_end_ = std::string_view::npos;
    std::size_t no_comment_end_ = std::string_view::npos;
    std::unordered_map<const HtmlElement*, std::size_t> no_close_;
};

}  // namespace solander
