// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/mail_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.h"
#include "source/charset.h"
#include "source/hex.h"
#include "source/member_name.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr std::size_t kMostParameters = 64;

/// "=XX" or "%XX" at `at`; -1 when there is none.
int coded(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) return -1;
    const int high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int code = text[i] == '%' ? coded(text, i) : -1;
        out += code < 0 ? text[i] : static_cast<char>(code);
        if (code >= 0) i += 2;
    }
    return out;
}

std::string as_text(std::string_view bytes, std::string_view charset) {
    std::string text = decode(bytes, {{}, charset}).view.text;
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return text;
}

struct EncodedWord {
    std::string charset, bytes;
    std::size_t end = 0;  ///< behind the ?=; 0 when there is no encoded word
};

EncodedWord encoded_word(std::string_view text, std::size_t at) {
    constexpr std::size_t kLongest = 1000;  // 75 by the book; mailers did not read it
    EncodedWord word;
    const std::string_view rest = text.substr(at + 2, kLongest);
    const std::size_t first = rest.find('?');
    if (first == std::string_view::npos || first == 0 || first > 40 || first + 2 >= rest.size()
        || rest[first + 2] != '?')
        return word;
    const char how = ascii_lower(rest[first + 1]);
    const std::size_t from = first + 3;
    const std::size_t close = rest.find("?=", from);
    if (close == std::string_view::npos || (how != 'q' && how != 'b')) return word;
    const std::string_view name = rest.substr(0, first);
    word.charset = ascii_lowered(name.substr(0, name.find('*')));  // "utf-8*en" names a language
    std::string content(rest.substr(from, close - from));
    if (how == 'q') {
        std::replace(content.begin(), content.end(), '_', ' ');
        word.bytes = from_quoted_printable(content);
    } else {
        word.bytes = from_base64(content);
    }
    word.end = at + 2 + close + 2;
    return word;
}

/// name*0*=utf-8''%e2..; name*1="..": put together in order.
class Parameters {
  public:
    explicit Parameters(std::string_view value) {
        std::size_t at = value.find(';');
        while (at < value.size() && pieces_.size() < kMostParameters) {
            ++at;
            while (at < value.size() && (is_ascii_space(value[at]) || value[at] == ';')) ++at;
            const std::size_t equals = value.find_first_of("=;", at);
            if (equals == std::string_view::npos) break;
            if (value[equals] == ';') {
                at = equals;
                continue;
            }
            const std::string name = ascii_lowered(trim(value.substr(at, equals - at)));
            at = equals + 1;
            take(name, text_at(value, at));
            at = value.find(';', at);
        }
    }

    std::string bytes(const std::string& name) const {
        const auto found = pieces_.lower_bound({name, 0});
        std::string out;
        for (auto i = found; i != pieces_.end() && i->first.first == name; ++i) out += i->second;
        return out;
    }
    std::string charset(const std::string& name) const {
        const auto found = charsets_.find(name);
        return found == charsets_.end() ? std::string() : found->second;
    }

  private:
    static std::string text_at(std::string_view value, std::size_t& at) {
        while (at < value.size() && is_ascii_space(value[at])) ++at;
        std::string out;
        if (at < value.size() && value[at] == '"') {
            for (++at; at < value.size() && value[at] != '"'; ++at) {
                if (value[at] == '\\' && at + 1 < value.size()) ++at;
                out += value[at];
            }
            return out;
        }
        const std::size_t end = std::min(value.find(';', at), value.size());
        out = trim(value.substr(at, end - at));
        at = end;
        return out;
    }

    void take(const std::string& full, std::string text) {
        const std::size_t star = full.find('*');
        const std::string name = full.substr(0, star);
        unsigned order = 0;
        if (star != std::string::npos) {
            for (std::size_t i = star + 1; i < full.size() && is_ascii_digit(full[i]); ++i)
                order = std::min(order * 10 + static_cast<unsigned>(full[i] - '0'), 9999U);
            if (full.back() == '*') {
                const std::size_t quote = text.find('\'');
                const std::size_t second =
                    quote == std::string::npos ? quote : text.find('\'', quote + 1);
                if (order == 0 && second != std::string::npos) {
                    charsets_[name] = text.substr(0, quote);
                    text.erase(0, second + 1);
                }
                text = percent_decoded(text);
            }
        }
        pieces_.emplace(std::pair(name, order), std::move(text));
    }

    std::map<std::pair<std::string, unsigned>, std::string> pieces_;
    std::map<std::string, std::string> charsets_;
};

std::string file_name(const Parameters& parameters, const std::string& name) {
    const std::string bytes = parameters.bytes(name);
    if (bytes.empty()) return {};
    const std::string charset = parameters.charset(name);
    const std::string text = charset.empty() ? header_text(bytes) : as_text(bytes, charset);
    return readable_name(leaf_name(trim(text)), "windows-1252");
}

constexpr std::array<signed char, 256> kBase64 = [] {
    std::array<signed char, 256> table{};
    for (signed char& value : table) value = -1;
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < kLetters.size(); ++i)
        table[static_cast<unsigned char>(kLetters[i])] = static_cast<signed char>(i);
    return table;
}();

}  // namespace

std::string header_text(std::string_view value, std::string_view declared) {
    const std::string line = unfolded(value);
    if (line.find("=?") == std::string::npos)
        return ascii_prefix(line) == line.size() && line.find('\0') == std::string::npos
                   ? as_text(line, {})
                   : as_text(line, declared);
    std::string out, waiting, charset;  // words of one charset are put together before decoding
    const auto flush = [&] {
        if (!waiting.empty()) out += as_text(waiting, charset);
        waiting.clear();
    };
    std::size_t done = 0;
    for (std::size_t at = line.find("=?"); at != std::string::npos; at = line.find("=?", at)) {
        EncodedWord word = encoded_word(line, at);
        if (word.end == 0) {
            at += 2;
            continue;
        }
        const std::string_view between = std::string_view(line).substr(done, at - done);
        // White space between two encoded words is none.
        if (waiting.empty() || !trim(between).empty()) {
            flush();
            out += as_text(between, declared);
        }
        if (word.charset != charset) flush();
        charset = std::move(word.charset);
        waiting += word.bytes;
        at = done = word.end;
    }
    flush();
    return out + as_text(std::string_view(line).substr(done), declared);
}

ContentKind read_content_type(std::string_view value) {
    ContentKind kind;
    if (trim(value).empty()) return kind;
    const std::string line = unfolded(value);
    const std::string_view full = trim(std::string_view(line).substr(0, line.find(';')));
    const std::size_t slash = full.find('/');
    kind.type = ascii_lowered(trim(full.substr(0, slash)));
    kind.subtype =
        slash == std::string_view::npos ? "plain" : ascii_lowered(trim(full.substr(slash + 1)));
    if (slash == std::string_view::npos) kind.type = "text";  // "Content-Type: text"
    if (line.find(';') == std::string::npos) return kind;
    const Parameters parameters(line);
    kind.charset = parameters.bytes("charset");
    kind.boundary = parameters.bytes("boundary");
    kind.name = file_name(parameters, "name");
    kind.flowed = equals_ignoring_ascii_case(parameters.bytes("format"), "flowed");
    kind.delete_space = equals_ignoring_ascii_case(parameters.bytes("delsp"), "yes");
    return kind;
}

Disposition read_disposition(std::string_view value) {
    const std::string line = unfolded(value);
    const std::string_view full = trim(std::string_view(line).substr(0, line.find(';')));
    return {equals_ignoring_ascii_case(full, "attachment"),
            file_name(Parameters(line), "filename")};
}

std::string from_quoted_printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t done = 0;
    for (std::size_t at = text.find('='); at != std::string_view::npos; at = text.find('=', done)) {
        out.append(text, done, at - done);
        done = at + 1;
        if (const int code = coded(text, at); code >= 0) {
            out += static_cast<char>(code);
            done = at + 3;
            continue;
        }
        std::size_t end = at + 1;
        while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r'))
            ++end;
        if (end >= text.size())
            done = end;  // a soft break before nothing
        else if (text[end] == '\n')
            done = end + 1;
        else
            out += '=';
    }
    return out.append(text, done);
}

std::string from_base64(std::string_view text) {
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        if (c == '=') {  // the end, or the seam of two contents pasted together
            held = 0;
            bits = 0;
            continue;
        }
        const int value = kBase64[static_cast<unsigned char>(c)];
        if (value < 0) continue;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        if ((held += 6) < 8) continue;
        held -= 8;
        out += static_cast<char>(bits >> held & 0xFF);
    }
    return out;
}

}  // namespace solander
