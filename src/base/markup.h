// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that escapes: HTML and XML text, attributes, URLs, and JSON.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// Appends with & < > escaped; control characters that XML 1.0 forbids become U+FFFD.
void escape_text(std::string& out, std::string_view text);
/// As escape_text, and " ' too: for attribute values in double quotes.
void escape_attribute(std::string& out, std::string_view text);
/// Percent-encodes all but RFC 3986 unreserved characters: for one path segment or query value.
std::string url_component(std::string_view text);

/// Writes markup into one growing string. Elements are closed by close(), in order; attributes only
/// directly after open(). Not checked in release: the typed page code is what keeps it balanced.
///     html.open("a").attr("href", url).text("Read").close();
class Markup {
  public:
    explicit Markup(bool xml = false) : xml_(xml) {}
    Markup& open(std::string_view name);
    Markup& attr(std::string_view name, std::string_view value);
    Markup& attr(std::string_view name, std::int64_t value);
    Markup& flag(std::string_view name);  ///< boolean attribute: hidden, checked
    Markup& text(std::string_view);
    Markup& number(std::int64_t);
    Markup& close();  ///< void elements (br, img, input, meta, link, hr) need close() too
    Markup& element(std::string_view name, std::string_view content);  ///< open, text, close
    Markup& doctype();
    /// Markup made by another Markup object; not for strings from anywhere else.
    Markup& append(const Markup&);
    /// For constants of the program only ("<?xml ...?>", an inline SVG).
    Markup& literal(std::string_view);

    std::string take() {
        finish_tag();
        return std::move(out_);
    }
    const std::string& view() {
        finish_tag();
        return out_;
    }

  private:
    void finish_tag();
    std::string out_;
    std::vector<std::string> open_;
    bool in_tag_ = false;
    bool xml_;
};

/// Writes JSON (RFC 8259) into one string: no tree, keys in call order.
///     json.object().key("id").number(12).key("title").string("X").end();
class JsonWriter {
  public:
    JsonWriter& object();
    JsonWriter& array();
    JsonWriter& end();  ///< closes the innermost object or array
    JsonWriter& key(std::string_view);
    JsonWriter& string(std::string_view);  ///< bytes that are not UTF-8 become U+FFFD
    JsonWriter& number(std::int64_t);
    JsonWriter& number(double);  ///< shortest form that reads back equal
    JsonWriter& boolean(bool);
    JsonWriter& null();
    JsonWriter& raw(std::string_view json);  ///< JSON made by another JsonWriter
    std::string take() { return std::move(out_); }

  private:
    void comma();
    std::string out_;
    std::vector<char> nest_;
    bool first_ = true, after_key_ = false;
};

}  // namespace solander
