// SPDX-License-Identifier: GPL-3.0-or-later
// RTF: groups, control words, characters in many charsets; one pass, no recursion.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "source/code_page.h"
#include "source/composed.h"
#include "source/multi_byte.h"
#include "source/rtf_sink.h"
#include "source/rtf_words.h"

namespace solander {
namespace {

constexpr std::size_t kMostDepth = 10'000;

int hex_value(char c) {
    if (is_ascii_digit(c)) return c - '0';
    const char lower = ascii_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

class RtfReader {
  public:
    RtfReader(std::string_view bytes, const PeelOptions& options) : bytes_(bytes) {
        asked_ = options.encoding;
    }

    /// False when groups are deeper than anything that people write.
    bool read() {
        while (at_ < bytes_.size()) {
            const char c = bytes_[at_];
            if (c == '{') {
                flush();
                if (groups_.size() >= kMostDepth) return false;
                groups_.push_back(groups_.back());
                ++at_;
            } else if (c == '}') {
                close_group();
                ++at_;
            } else if (c == '\\') {
                control();
            } else {
                ++at_;
                if (c != '\r' && c != '\n' && c != '\0') byte(c);
            }
        }
        flush();
        return true;
    }
    bool cut() const { return groups_.size() > 1; }

    void finish(Part& part) {
        sink_.finish(part);
        part.encoding = name_of_page(0);
        part.encoding_why = asked_.empty() ? "declared" : "asked";
    }

  private:
    RtfGroup& now() { return groups_.back(); }

    void close_group() {
        flush();
        if (groups_.size() > 1) groups_.pop_back();
    }

    void control() {
        if (++at_ >= bytes_.size()) return;
        const char c = bytes_[at_];
        if (is_ascii_alpha(c)) return word();
        ++at_;
        switch (c) {
        case '\'': {
            const int high = at_ < bytes_.size() ? hex_value(bytes_[at_]) : -1;
            const int low = at_ + 1 < bytes_.size() ? hex_value(bytes_[at_ + 1]) : -1;
            if (high < 0 || low < 0) return;
            at_ += 2;
            byte(static_cast<char>(high * 16 + low));
            return;
        }
        case '*':
            starred_ = true;
            return;
        case '~':
            character(0xA0);
            return;
        case '_':
            character('-');
            return;
        case '\r':
        case '\n':
            apply({"par", RtfDoes::paragraph, 0}, 0, false);
            return;
        case '\\':
        case '{':
        case '}':
            byte(c);
            return;
        default:
            return;  // "\-", where a word may be parted
        }
    }

    void word() {
        constexpr std::size_t kLongest = 32;
        const std::size_t from = at_;
        while (at_ < bytes_.size() && is_ascii_alpha(bytes_[at_]) && at_ - from < kLongest) ++at_;
        const std::string_view name = bytes_.substr(from, at_ - from);
        const bool minus =
            at_ + 1 < bytes_.size() && bytes_[at_] == '-' && is_ascii_digit(bytes_[at_ + 1]);
        at_ += minus ? 1 : 0;
        long number = 0;
        bool has_number = false;
        for (; at_ < bytes_.size() && is_ascii_digit(bytes_[at_]); ++at_) {
            has_number = true;
            number = std::min(number * 10 + (bytes_[at_] - '0'), 100'000'000L);
        }
        if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
        const RtfWord known = find_rtf_word(name);
        const bool starred = starred_;
        starred_ = false;
        // "{\*\word": to be passed over by who does not know it. The text in drawn boxes is kept.
        if (starred && name != "shpinst" && known.does != RtfDoes::note
            && known.does != RtfDoes::remark) {
            flush();
            now().target = RtfTarget::nowhere;
            if (known.does != RtfDoes::binary) return;
        }
        apply(known, minus ? -number : number, has_number);
    }

    void apply(const RtfWord& word, long number, bool has_number) {
        if (word.does == RtfDoes::nothing) return;
        const bool on = !has_number || number != 0;
        flush_unless(word.does);
        RtfGroup& group = now();
        switch (word.does) {
        case RtfDoes::skip_group:
            group.target = RtfTarget::nowhere;
            break;
        case RtfDoes::binary:
            at_ += std::min<std::size_t>(static_cast<std::size_t>(std::max(number, 0L)),
                                         bytes_.size() - at_);
            break;
        case RtfDoes::font_table:
            group.target = RtfTarget::fonts;
            break;
        case RtfDoes::style_sheet:
            group.target = RtfTarget::styles;
            break;
        case RtfDoes::info:
            group.target = RtfTarget::info;
            break;
        case RtfDoes::property:
            if (group.target == RtfTarget::info) {
                group.target = RtfTarget::property;
                group.property = word.value;
            }
            break;
        case RtfDoes::furniture:
            group.target = RtfTarget::furniture;
            sink_.begin_furniture();
            break;
        case RtfDoes::note:
            if (group.target != RtfTarget::story) break;
            sink_.begin_note();
            group.target = RtfTarget::note;
            break;
        case RtfDoes::remark:
            if (group.target == RtfTarget::nowhere) break;
            sink_.begin_remark();
            group.target = RtfTarget::remark;
            break;
        case RtfDoes::toggle: {
            constexpr bool RunLook::*kMarks[] = {&RunLook::bold,      &RunLook::italic,
                                                 &RunLook::underline, &RunLook::strike,
                                                 &RunLook::raised,    &RunLook::lowered};
            group.look.*kMarks[word.value] = on;
            break;
        }
        case RtfDoes::plain:
            group.look = {};
            group.hidden = false;
            group.page = page_of_font(default_font_);
            break;
        case RtfDoes::underline_off:
            group.look.underline = false;
            break;
        case RtfDoes::raise_off:
            group.look.raised = group.look.lowered = false;
            break;
        case RtfDoes::hidden:
            group.hidden = on;
            break;
        case RtfDoes::paragraph:
        case RtfDoes::cell:
            if (inside()) sink_.end_paragraph(group);
            break;
        case RtfDoes::line:
            sink_.line_break(group);
            break;
        case RtfDoes::new_paragraph_look:
            if (group.target == RtfTarget::story) sink_.look = {};
            break;
        case RtfDoes::rule:
            if (group.target == RtfTarget::story) sink_.look.rule = true;
            break;
        case RtfDoes::centre:
        case RtfDoes::left:
            if (group.target == RtfTarget::story) sink_.look.centred = word.does == RtfDoes::centre;
            break;
        case RtfDoes::outline:
            if (group.target == RtfTarget::story && number >= 0 && number < 6)
                sink_.look.heading = static_cast<int>(number) + 1;
            break;
        case RtfDoes::style:
            if (group.target == RtfTarget::styles)
                sink_.begin_style(number);
            else if (const int level = sink_.heading_of(number);
                     group.target == RtfTarget::story && level > 0)
                sink_.look.heading = level;
            break;
        case RtfDoes::character:
            character(word.value);
            break;
        case RtfDoes::unicode:
            unicode(number);
            break;
        case RtfDoes::unicode_skip:
            group.skip_after_unicode = static_cast<int>(std::clamp(number, 0L, 100L));
            break;
        case RtfDoes::code_page:
            file_page_ = static_cast<int>(number);
            break;
        case RtfDoes::charset:
            file_page_ = static_cast<int>(word.value);
            break;
        case RtfDoes::default_font:
            default_font_ = number;
            break;
        case RtfDoes::font:
            if (group.target == RtfTarget::fonts)
                font_ = number;
            else
                group.page = page_of_font(number);
            break;
        case RtfDoes::font_charset:
            if (group.target == RtfTarget::fonts && fonts_.size() < 10'000)
                fonts_[font_] = code_page_of_charset(static_cast<int>(number));
            break;
        case RtfDoes::nothing:
            break;
        }
    }

    /// Characters before a word that changes how they look are written as they were.
    void flush_unless(RtfDoes does) {
        if (does != RtfDoes::unicode && does != RtfDoes::unicode_skip) flush();
    }

    int page_of_font(long font) const {
        const auto at = fonts_.find(font);
        return at == fonts_.end() ? 0 : at->second;
    }

    /// What stands for a \u in programs that do not know it is passed over.
    void byte(char c) {
        if (unicode_skip_ > 0) {
            --unicode_skip_;
            return;
        }
        pending_ += c;
    }
    void unicode(long number) {
        flush();
        if (number < 0) number += 65536;
        const auto unit = static_cast<char32_t>(number);
        unicode_skip_ = now().skip_after_unicode;
        if (unit >= 0xD800 && unit < 0xDC00) {
            high_surrogate_ = unit;
            return;
        }
        char32_t c = unit;
        if (unit >= 0xDC00 && unit < 0xE000)
            c = high_surrogate_ == 0 ? U'\uFFFD'
                                     : 0x10000 + ((high_surrogate_ - 0xD800) << 10) + unit - 0xDC00;
        high_surrogate_ = 0;
        if (c >= 0xF020 && c < 0xF100) c -= 0xF000;  // a symbol font's
        if (c > 0x10FFFF || c < 0x20) c = U' ';
        write_character(c);
    }
    void character(char32_t c) {
        if (unicode_skip_ > 0) {
            --unicode_skip_;
            return;
        }
        flush();
        write_character(c);
    }
    void write_character(char32_t c) {
        std::string text;
        append_utf8(text, c);
        write(text);
    }

    std::string name_of_page(int page) const {
        if (!asked_.empty()) return asked_;
        std::string_view name = code_page_name(page == 0 ? file_page_ : page);
        return std::string(name.empty() ? "windows-1252" : name);
    }

    void flush() {
        unicode_skip_ = 0;
        if (pending_.empty()) return;
        std::string text;
        if (ascii_prefix(pending_) == pending_.size()) {
            text = std::move(pending_);
        } else {
            const std::string name = name_of_page(now().page);
            if (const CodePage* page = CodePage::find(name)) {
                for (const char c : pending_) {
                    if (static_cast<unsigned char>(c) < 0x80)
                        text += c;
                    else
                        text += page->utf8(static_cast<unsigned char>(c));
                }
            } else {
                MultiByteText decoded = decode_multi_byte(pending_, name);
                text = decoded.known ? std::move(decoded.view.text)
                                     : std::string(pending_.size(), '?');
            }
        }
        pending_.clear();
        write(text);
    }

    /// Between "{" and the last "}"; what stands outside is no text.
    bool inside() const { return groups_.size() > 1; }
    void write(std::string_view text) {
        if (inside()) sink_.write(now(), text);
    }

    std::string_view bytes_;
    std::string asked_;
    std::size_t at_ = 0;
    std::vector<RtfGroup> groups_{RtfGroup{}};
    std::string pending_;  ///< bytes of one look and charset
    int unicode_skip_ = 0;
    char32_t high_surrogate_ = 0;
    bool starred_ = false;
    int file_page_ = 1252;
    long font_ = 0, default_font_ = -1;
    std::unordered_map<long, int> fonts_;
    RtfSink sink_;
};

}  // namespace

ComposedReading read_rtf(std::string_view bytes, const PeelOptions& options, std::uint64_t room,
                         Part part) {
    ComposedReading reading;
    if (bytes.size() > room) {
        reading.why_not = fmt::format("{} bytes, more than are read as one text", bytes.size());
        return reading;
    }
    RtfReader reader(bytes, options);
    if (!reader.read() || reader.cut())
        part.findings.push_back({"book-damage",
                                 "the RTF is broken off or has groups without end; read as far as "
                                 "it goes",
                                 {}});
    reader.finish(part);
    reading.parts.push_back(std::move(part));
    return reading;
}

}  // namespace solander
