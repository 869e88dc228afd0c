// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/controls.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/text.h"
#include "source/quote_place.h"

namespace solander {
namespace {

constexpr char kEscape = '\x1B';
constexpr char kDosEnd = '\x1A';

bool is_plain(unsigned char b) { return (b >= 0x20 && b != 0x7F) || b == '\n' || b == '\t'; }

/// First control character other than LF and TAB at or after `at`. Eight bytes a step.
std::size_t next_control(std::string_view text, std::size_t at) {
    constexpr std::uint64_t kOnes = 0x0101010101010101u;
    constexpr std::uint64_t kHigh = 0x8080808080808080u;
    while (at < text.size()) {
        std::uint64_t w = 0;
        if (at + 8 <= text.size()) {
            std::memcpy(&w, text.data() + at, 8);
            const std::uint64_t del = w ^ (kOnes * 0x7F);
            const bool below = ((w - kOnes * 0x20) & ~w & kHigh) != 0;
            if (!below && ((del - kOnes) & ~del & kHigh) == 0) {
                at += 8;
                continue;
            }
        }
        const std::size_t end = std::min(at + 8, text.size());
        for (; at < end; ++at)
            if (!is_plain(static_cast<unsigned char>(text[at]))) return at;
    }
    return text.size();
}

/// Three-byte characters that are no text: a byte order mark inside, line and paragraph separators.
struct WideControls {
    explicit WideControls(std::string_view text) : text_(text) { advance(0); }
    std::size_t at() const { return at_; }
    void advance(std::size_t from) {
        if (mark_ != std::string_view::npos && (mark_ < from || from == 0))
            mark_ = text_.find("\xEF\xBB\xBF", from);
        if (line_ != std::string_view::npos && (line_ < from || from == 0))
            line_ = next_separator(from);
        at_ = std::min({mark_, line_, text_.size()});
    }
    bool is_mark() const { return at_ == mark_; }

  private:
    std::size_t next_separator(std::size_t from) const {
        for (; (from = text_.find("\xE2\x80", from)) != std::string_view::npos; from += 2) {
            const char c = from + 2 < text_.size() ? text_[from + 2] : '\0';
            if (c == '\xA8' || c == '\xA9') return from;
        }
        return from;
    }
    std::string_view text_;
    std::size_t mark_ = 0, line_ = 0, at_ = 0;
};

/// Bytes of the terminal sequence at `at`, which holds ESC.
std::size_t escape_length(std::string_view text, std::size_t at) {
    std::size_t i = at + 1;
    if (i >= text.size()) return 1;
    if (text[i] == '[') {
        const std::size_t most = std::min(text.size(), i + 64);
        for (++i; i < most; ++i)
            if (text[i] >= '@' && text[i] <= '~') return i + 1 - at;
        return 2;
    }
    if (text[i] == '(' || text[i] == ')' || text[i] == '#')  // and a sign, never half a character
        return i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x80 ? 3 : 2;
    return text[i] >= '0' && text[i] <= '~' ? 2 : 1;
}

/// The 8-bit character that a control character was before its top bit was lost.
std::optional<QuoteRole> stripped_quote(char c) {
    switch (c) {
    case 0x05:
        return QuoteRole::ellipsis;
    case 0x11:
        return QuoteRole::open_single;
    case 0x12:
        return QuoteRole::apostrophe;
    case 0x13:
        return QuoteRole::open_double;
    case 0x14:
        return QuoteRole::close_double;
    case 0x16:
        return QuoteRole::en_dash;
    case 0x17:
        return QuoteRole::em_dash;
    default:
        return std::nullopt;
    }
}

/// Like fits(), where neighbours may be stripped quotes themselves.
bool fits_here(QuoteRole role, std::string_view text, std::size_t at) {
    const auto meant = [](char32_t c) {
        const auto other = c < 0x20 ? stripped_quote(static_cast<char>(c)) : std::nullopt;
        return other ? character_of(*other) : c;
    };
    return fits(role, meant(code_point_before(text, at)), meant(code_point_at(text, at + 1)));
}

/// How many letters mean what: one ^S alone is no quote, but an apostrophe between letters is.
bool has_stripped_quotes(std::string_view text) {
    std::size_t good = 0;
    std::size_t bad = 0;
    for (std::size_t i = next_control(text, 0); i < text.size(); i = next_control(text, i + 1)) {
        const auto role = stripped_quote(text[i]);
        if (!role) continue;
        const bool fine = fits_here(*role, text, i);
        ++(fine ? good : bad);
    }
    return good > 3 * bad;
}

class Settler {
  public:
    Settler(View& view, std::vector<Finding>& findings)
        : view_(view), text_(view.text), findings_(findings), rewrite_(view) {
        const std::size_t last = text_.find_last_not_of(std::string_view("\0\x1A\r\n\t ", 6));
        padded_from_ = last == std::string_view::npos ? 0 : last + 1;
    }

    void run() {
        WideControls wide(text_);
        std::size_t at = next_control(text_, 0);
        while (at < text_.size() || wide.at() < text_.size()) {
            if (wide.at() < at) {
                const std::size_t next = wide.at() + 3;
                rewrite_.replace(wide.at(), next, wide.is_mark() ? "" : "\n");
                wide.advance(next);
                continue;
            }
            const std::size_t next = one(at);
            if (wide.at() < next) wide.advance(next);
            at = next_control(text_, next);
        }
        rewrite_.finish();
        nuls_.tell(findings_, "nul-bytes", "NUL bytes inside the text, left out of the view");
        ends_.tell(findings_, "text-after-end-mark", "text goes on behind a ^Z end mark");
        escapes_.tell(findings_, "terminal-codes", "terminal codes, left out of the view");
        strikes_.tell(findings_, "overstrike", "letters struck over each other");
        quotes_.tell(findings_, "stripped-quotes", "quotes that had lost their eighth bit, mended");
        others_.tell(findings_, "control-characters", "control characters, left out of the view");
    }

  private:
    /// Settles the control character at `at`; returns where to look on.
    std::size_t one(std::size_t at) {
        switch (text_[at]) {
        case '\r':
            return carriage_return(at);
        case '\v':
            rewrite_.replace(at, at + 1, "\n");
            return at + 1;
        case '\f': {
            const bool before = at == 0 || text_[at - 1] == '\n' || text_[at - 1] == '\r';
            const bool after =
                at + 1 < text_.size() && (text_[at + 1] == '\n' || text_[at + 1] == '\r');
            rewrite_.replace(at, at + 1,
                             before ? (after ? "\f" : "\f\n") : (after ? "\n\f" : "\n\f\n"));
            return at + 1;
        }
        case '\0':
        case kDosEnd:
            return padding(at);
        case kEscape: {
            const std::size_t n = escape_length(text_, at);
            const char last = text_[at + n - 1];
            const bool line = n > 2 && (last == 'H' || last == 'f' || last == 'J' || last == 'E');
            const bool first = at == 0 || text_[at - 1] == '\n';
            rewrite_.replace(at, at + n, line && !first ? "\n" : n > 2 && last == 'C' ? " " : "");
            escapes_.add(where(at, at + n));
            return at + n;
        }
        case '\b':
            return backspace(at);
        default:
            break;
        }
        if (const auto role = stripped_quote(text_[at]); role && stripped()) {
            if (fits_here(*role, text_, at)) {
                std::string quote;
                append_utf8(quote, character_of(*role));
                rewrite_.replace(at, at + 1, quote);
                quotes_.add(where(at, at + 1));
                return at + 1;
            }
        }
        others_.add(where(at, at + 1));
        return drop(at, at + 1);
    }

    std::size_t carriage_return(std::size_t at) {
        std::size_t end = at + 1;
        if (end + 1 < text_.size() && text_[end] == '\r' && text_[end + 1] == '\n') ++end;
        const bool line_feed = end < text_.size() && text_[end] == '\n';
        rewrite_.replace(at, line_feed ? end : at + 1, line_feed ? "" : "\n");
        return line_feed ? end + 1 : at + 1;
    }

    /// NULs and ^Z: nothing but padding behind them, or text all the same.
    std::size_t padding(std::size_t at) {
        std::size_t end = at;
        bool dos_end = false;
        for (; end < text_.size() && (text_[end] == '\0' || text_[end] == kDosEnd); ++end)
            dos_end = dos_end || text_[end] == kDosEnd;
        if (end >= padded_from_) {
            rewrite_.replace(at, text_.size(), "");
            return text_.size();
        }
        if (dos_end) {
            ends_.add(where(at, end));
            rewrite_.replace(at, end, at > 0 && text_[at - 1] != '\n' ? "\n" : "");
            return end;
        }
        nuls_.add(where(at, end));
        return drop(at, end);
    }

    /// "_^Hx" and "x^Hx" are one underlined or bold x; anything else keeps both sides.
    std::size_t backspace(std::size_t at) {
        strikes_.add(where(at, at + 1));
        std::size_t end = at;
        while (end < text_.size() && text_[end] == '\b') ++end;
        const std::size_t n = end - at;
        std::string merged;
        bool fine = at >= n + rewrite_.done() && end + n <= text_.size();
        for (std::size_t i = 0; fine && i < n; ++i) {
            const char under = text_[at - n + i];
            const char over = text_[end + i];
            fine = is_plain(static_cast<unsigned char>(under)) && under > 0 && over >= ' '
                   && under != '\n';
            merged += under == '_' || under == ' ' ? over : under;
            fine = fine
                   && (under == over || under == '_' || under == ' ' || over == '_' || over == ' ');
        }
        if (!fine) return drop(at, end);
        std::size_t after = end + n;
        // x^Hx^Hx: struck three times and more.
        while (n == 1 && after + 1 < text_.size() && text_[after] == '\b'
               && text_[after + 1] == merged[0])
            after += 2;
        rewrite_.replace(at - n, after, merged);
        return after;
    }

    /// Out of the view; a space stays where two words would run together.
    std::size_t drop(std::size_t from, std::size_t to) {
        const bool joins =
            is_word_char(code_point_before(text_, from)) && is_word_char(code_point_at(text_, to));
        rewrite_.replace(from, to, joins ? " " : "");
        return to;
    }

    bool stripped() {
        if (!stripped_) stripped_ = has_stripped_quotes(text_);
        return *stripped_;
    }
    Span where(std::size_t from, std::size_t to) const {
        return view_.to_bytes.to_in(Span{from, to});
    }

    View& view_;
    const std::string_view text_;
    std::size_t padded_from_ = 0;  // from here to the end nothing but blanks, NULs and ^Z
    std::vector<Finding>& findings_;
    Rewrite rewrite_;
    Tally nuls_, ends_, escapes_, strikes_, quotes_, others_;
    std::optional<bool> stripped_;
};

}  // namespace

void settle_controls(View& view, std::vector<Finding>& findings) { Settler(view, findings).run(); }

}  // namespace solander
