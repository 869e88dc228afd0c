// SPDX-License-Identifier: GPL-3.0-or-later
// JsonWriter: RFC 8259 into one string.
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "base/markup.h"
#include "base/text.h"

namespace solander {

void JsonWriter::comma() {
    if (!first_ && !after_key_) out_ += ',';
    first_ = false;
    after_key_ = false;
}

JsonWriter& JsonWriter::object() {
    comma();
    out_ += '{';
    nest_.push_back('}');
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::array() {
    comma();
    out_ += '[';
    nest_.push_back(']');
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::end() {
    assert(!nest_.empty() && !after_key_);
    out_ += nest_.back();
    nest_.pop_back();
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    assert(!nest_.empty() && nest_.back() == '}' && !after_key_);
    string(name);
    out_ += ':';
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    comma();
    out_ += '"';
    const bool valid = valid_utf8(text);
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto b = static_cast<unsigned char>(text[i]);
        if (b >= 0x20 && b != '"' && b != '\\' && b != 0x7F && (valid || b < 0x80)) continue;
        std::size_t length = 1;
        if (b >= 0x80) {
            const char32_t c = first_code_point(text.substr(i), length);
            if (c != 0xFFFD || length != 1) {
                i += length - 1;
                continue;
            }
        }
        out_.append(text, done, i - done);
        switch (b) {
        case '"':
            out_ += "\\\"";
            break;
        case '\\':
            out_ += "\\\\";
            break;
        case '\n':
            out_ += "\\n";
            break;
        case '\r':
            out_ += "\\r";
            break;
        case '\t':
            out_ += "\\t";
            break;
        default:
            if (b >= 0x80) {
                out_ += "\xEF\xBF\xBD";
            } else {
                out_ += "\\u00";
                out_ += kHex[b >> 4];
                out_ += kHex[b & 15];
            }
        }
        done = i + 1;
    }
    out_.append(text, done);
    out_ += '"';
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
    comma();
    std::array<char, 24> digits{};
    out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + 24, value).ptr);
    return *this;
}

JsonWriter& JsonWriter::number(double value) {
    if (!std::isfinite(value)) return null();
    comma();
    std::array<char, 40> digits{};
    out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + 40, value).ptr);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
    comma();
    out_ += json;
    return *this;
}

}  // namespace solander
