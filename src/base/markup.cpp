// SPDX-License-Identifier: GPL-3.0-or-later
// HTML, XML and URL escaping, and the Markup writer.
#include "base/markup.h"

#include <array>
#include <cassert>
#include <charconv>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// What stands for a byte; null = itself. 0xEF may begin U+FFFE or U+FFFF, which XML forbids.
struct EscapeTable {
    std::array<std::string_view, 256> to{};
    std::array<bool, 256> stop{};
    explicit EscapeTable(bool attribute) {
        for (unsigned c = 0; c < 0x20; ++c)
            if (c != '\t' && c != '\n' && c != '\r') to[c] = kReplacement;
        to['&'] = "&amp;";
        to['<'] = "&lt;";
        to['>'] = "&gt;";
        if (attribute) {
            to['"'] = "&quot;";
            to['\''] = "&#39;";
            to['\n'] = "&#10;";
            to['\t'] = "&#9;";
        }
        to['\r'] = "&#13;";
        for (unsigned c = 0; c < 256; ++c) stop[c] = !to[c].empty() || c == 0xEF;
    }
};

void escape(std::string& out, std::string_view text, const EscapeTable& table) {
    const bool valid = valid_utf8(text);
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto b = static_cast<unsigned char>(text[i]);
        if (!table.stop[b] && (valid || b < 0x80)) continue;
        std::string_view to = table.to[b];
        std::size_t length = 1;
        if (to.empty()) {
            const char32_t c = first_code_point(text.substr(i), length);
            if (c != 0xFFFE && c != 0xFFFF && !(c == 0xFFFD && length == 1)) {
                i += length - 1;
                continue;
            }
            to = kReplacement;
        }
        out.append(text, done, i - done).append(to);
        i += length - 1;
        done = i + 1;
    }
    out.append(text, done);
}

template <class Number>
void append_number(std::string& out, Number value) {
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

}  // namespace

void escape_text(std::string& out, std::string_view text) {
    static const EscapeTable table(false);
    escape(out, text, table);
}

void escape_attribute(std::string& out, std::string_view text) {
    static const EscapeTable table(true);
    escape(out, text, table);
}

std::string url_component(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_ascii_alpha(c) || is_ascii_digit(c) || c == '-' || c == '.' || c == '_'
            || c == '~') {
            out += c;
        } else {
            const auto b = static_cast<unsigned char>(c);
            out += '%';
            out += kHex[b >> 4];
            out += kHex[b & 15];
        }
    }
    return out;
}

void Markup::finish_tag() {
    if (in_tag_) out_ += '>';
    in_tag_ = false;
}

Markup& Markup::open(std::string_view name) {
    finish_tag();
    out_ += '<';
    out_ += name;
    open_.emplace_back(name);
    in_tag_ = true;
    return *this;
}

Markup& Markup::attr(std::string_view name, std::string_view value) {
    assert(in_tag_);
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    escape_attribute(out_, value);
    out_ += '"';
    return *this;
}

Markup& Markup::attr(std::string_view name, std::int64_t value) {
    assert(in_tag_);
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_number(out_, value);
    out_ += '"';
    return *this;
}

Markup& Markup::flag(std::string_view name) {
    assert(in_tag_);
    if (xml_) return attr(name, name);
    out_ += ' ';
    out_ += name;
    return *this;
}

Markup& Markup::text(std::string_view content) {
    finish_tag();
    escape_text(out_, content);
    return *this;
}

Markup& Markup::number(std::int64_t value) {
    finish_tag();
    append_number(out_, value);
    return *this;
}

Markup& Markup::close() {
    assert(!open_.empty());
    const std::string& name = open_.back();
    static constexpr std::array<std::string_view, 10> kVoid{"br", "img", "input", "meta",   "link",
                                                            "hr", "col", "wbr",   "source", "area"};
    bool empty = false;
    for (const std::string_view v : kVoid) empty = empty || name == v;
    if (in_tag_ && (xml_ || empty)) {
        out_ += xml_ ? "/>" : ">";
        in_tag_ = false;
    } else {
        finish_tag();
        out_ += "</";
        out_ += name;
        out_ += '>';
    }
    open_.pop_back();
    return *this;
}

Markup& Markup::element(std::string_view name, std::string_view content) {
    return open(name).text(content).close();
}

Markup& Markup::doctype() {
    finish_tag();
    out_ += "<!DOCTYPE html>\n";
    return *this;
}

Markup& Markup::append(const Markup& other) {
    assert(&other != this && other.open_.empty() && !other.in_tag_);
    finish_tag();
    out_ += other.out_;
    return *this;
}

Markup& Markup::literal(std::string_view constant) {
    finish_tag();
    out_ += constant;
    return *this;
}

}  // namespace solander
