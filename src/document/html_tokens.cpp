// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/html_tokens.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/text.h"
#include "document/html_entities.h"

namespace solander {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLongestUnknown = 300;  // bytes of "<Mulder, look out!>"
constexpr std::size_t kLongestForeign = 4096;
constexpr std::size_t kLongestValue = 65536;  // of a quoted attribute; longer is a quote not closed

bool is_name_char(char c) {
    return is_ascii_alpha(c) || is_ascii_digit(c) || c == ':' || c == '-' || c == '_' || c == '.'
           || (c & 0x80) != 0;
}

/// What Word and FrontPage wrote ("o:p", "st1:City", "w:sdt") and later pages' own ("my-element").
bool is_foreign_markup(std::string_view name, std::string_view tag) {
    const std::size_t colon = name.find(':');
    if (colon != kNone && colon > 0 && colon + 1 < name.size()) return true;
    if (tag.find('=') != kNone) return true;
    return name.find('-') != kNone && tag.find(' ') == kNone
           && std::none_of(name.begin(), name.end(), is_ascii_upper) && name.back() != '-';
}

/// Words where attributes should be: two or more that no browser would take for one.
bool is_speech(std::string_view attributes) {
    constexpr std::string_view kAttributes[] = {
        "align",    "border",   "checked",  "class",  "clear",  "color",    "compact",
        "controls", "disabled", "face",     "height", "hidden", "href",     "id",
        "ismap",    "language", "multiple", "name",   "nohref", "noresize", "noshade",
        "nowrap",   "readonly", "selected", "size",   "src",    "style",    "target",
        "title",    "type",     "value",    "valign", "width"};
    if (attributes.size() < 4 || attributes.find('=') != kNone) return false;
    int words = 0;
    WordRange word = next_word(attributes, 0);
    for (; word.from < word.to && words < 2; word = next_word(attributes, word.to)) {
        const std::string key = ascii_lowered(
            attributes.substr(word.from, std::min<std::size_t>(word.to - word.from, 12)));
        if (std::find(std::begin(kAttributes), std::end(kAttributes), key) != std::end(kAttributes))
            return false;
        ++words;
    }
    return words >= 2;
}

}  // namespace

HtmlTokens::HtmlTokens(std::string_view source)
    : source_(source.substr(0, std::numeric_limits<std::uint32_t>::max() - 1)) {}

void HtmlTokens::text_token(HtmlToken& token, std::size_t to) {
    token.kind = HtmlToken::text;
    token.from = static_cast<std::uint32_t>(at_);
    token.to = static_cast<std::uint32_t>(to);
    token.characters = source_.substr(at_, to - at_);
    token.element = nullptr;
    at_ = to;
}

bool HtmlTokens::next(HtmlToken& token) {
    while (at_ < source_.size()) {
        const char c = source_[at_];
        if (c == '<') {
            if (read_markup(token)) return true;
        } else if (c == '&') {
            read_reference(token);
            return true;
        } else {
            if (next_tag_ <= at_) {
                next_tag_ = source_.find('<', at_);
                next_tag_ = std::min(next_tag_, source_.size());
            }
            const std::size_t amp = source_.substr(at_, next_tag_ - at_).find('&');
            const std::size_t to = amp == kNone ? next_tag_ : at_ + amp;
            text_token(token, to);
            return true;
        }
    }
    return false;
}

void HtmlTokens::read_reference(HtmlToken& token) {
    decoded_.clear();
    const std::string_view rest = source_.substr(at_, 40);
    std::size_t length = decode_reference(rest, decoded_);
    if (length == 0) {
        text_token(token, at_ + 1);
        return;
    }
    // "&amp;#8217;": escaped once too often. "&amp;amp;" and "&amp;lt;" may be meant.
    if (decoded_ == "&" && length == 5) {
        const std::string again = "&" + std::string(rest.substr(5));
        std::string twice;
        const std::size_t more = decode_reference(again, twice);
        if (more > 2 && again[more - 1] == ';' && (twice[0] & 0x80) != 0) {
            decoded_ = twice;
            length += more - 1;
            ++escaped_twice_;
        }
    }
    token.kind = HtmlToken::reference;
    token.from = static_cast<std::uint32_t>(at_);
    at_ += length;
    token.to = static_cast<std::uint32_t>(at_);
    token.characters = decoded_;
    token.element = nullptr;
}

/// Behind the "-->" that ends a comment; at the first '>' if it is never closed.
std::size_t HtmlTokens::comment_end(std::size_t at) {
    if (source_.substr(at, 1) == ">") return at + 1;
    if (source_.substr(at, 2) == "->") return at + 2;
    if (at < no_comment_end_) {
        const std::size_t close = source_.find("-->", at);
        if (close != kNone) return close + 3;
        no_comment_end_ = at;
    }
    const std::size_t close = source_.find('>', at);
    return close == kNone ? source_.size() : close + 1;
}

/// '<' at at_. False: something without text was passed over.
bool HtmlTokens::read_markup(HtmlToken& token) {
    const char after = at_ + 1 < source_.size() ? source_[at_ + 1] : ' ';
    if (is_ascii_alpha(after)) return read_tag(token, at_ + 1, false);
    if (after == '/' && at_ + 2 < source_.size() && is_ascii_alpha(source_[at_ + 2]))
        return read_tag(token, at_ + 2, true);
    const std::string_view rest = source_.substr(at_, 16);
    if (rest.starts_with("<!--")) {
        at_ = comment_end(at_ + 4);
        return false;
    }
    const bool declaration =
        rest.starts_with("<![") || starts_with_ignoring_ascii_case(rest, "<!doctype")
        || rest.starts_with("<!ENTITY") || rest.starts_with("<!ELEMENT")
        || (rest.starts_with("<?") && rest.size() > 2 && is_ascii_alpha(rest[2]));
    if (declaration || rest.starts_with("</>")) {
        const std::size_t close = at_ < no_tag_end_ ? source_.find('>', at_) : kNone;
        if (close != kNone) {
            at_ = close + 1;
            return false;
        }
        no_tag_end_ = std::min(no_tag_end_, at_);
    }
    text_token(token, at_ + 1);
    return true;
}

/// Behind the '>' of a tag whose attributes begin at `at`, or at the '<' of the next tag when that
/// comes first; npos when there is neither.
std::size_t HtmlTokens::tag_end(std::size_t at) {
    if (at >= no_tag_end_) return kNone;
    if (next_close_ < at) next_close_ = source_.find('>', at);
    const std::size_t first = next_close_;
    if (first == kNone) {
        no_tag_end_ = at;
        return kNone;
    }
    const std::string_view until = source_.substr(at, first - at);
    const std::size_t another = until.find('<');
    const std::size_t equals = until.substr(0, another).find('=');
    if (equals == kNone) return another != kNone ? at + another : first + 1;
    // Quoted values may hold '>'. One that is not closed, or goes over tags, ends the tag at the
    // first.
    std::size_t i = at + equals;
    bool after_equals = false, in_script = false;
    std::size_t name_from = at;
    for (; i < source_.size() && i - at < kLongestValue; ++i) {
        const char c = source_[i];
        if (c == '>') return i + 1;
        if (c == '<') return i;
        if (c == '=') {
            after_equals = true;
            std::size_t name_to = i;
            while (name_to > name_from && is_ascii_space(source_[name_to - 1])) --name_to;
            std::size_t from = name_to;
            while (from > name_from && is_name_char(source_[from - 1])) --from;
            const std::string_view name = source_.substr(from, name_to - from);
            in_script = starts_with_ignoring_ascii_case(name, "on")
                        || starts_with_ignoring_ascii_case(name, "content")
                        || starts_with_ignoring_ascii_case(name, "data-")
                        || starts_with_ignoring_ascii_case(name, "srcdoc");
        } else if (after_equals && (c == '"' || c == '\'')) {
            bool closed_tag = false;
            const std::size_t open = i++;
            while (i < source_.size() && source_[i] != c && i - open < kLongestValue) {
                closed_tag = closed_tag || source_[i] == '>';
                if (closed_tag && !in_script && source_[i] == '<') return first + 1;
                ++i;
            }
            if (i >= source_.size() || source_[i] != c) return first + 1;
            after_equals = false;
            name_from = i + 1;
        } else if (!is_ascii_space(c)) {
            after_equals = false;
        }
    }
    return first + 1;
}

bool HtmlTokens::read_tag(HtmlToken& token, std::size_t name_at, bool end_tag) {
    std::size_t name_to = name_at;
    while (name_to < source_.size() && name_to - name_at < kLongestUnknown
           && is_name_char(source_[name_to]))
        ++name_to;
    const std::string_view name = source_.substr(name_at, name_to - name_at);
    const HtmlElement* element = find_element(name);
    if (element == nullptr) {
        // A thought, a grin, a nickname: text, unless it is some program's markup. It ends at '>'
        // and may not hold another '<' or an empty line.
        std::size_t to = name_to;
        while (to < source_.size() && to - at_ < kLongestUnknown && source_[to] != '>'
               && source_[to] != '<')
            ++to;
        const bool closed = to < source_.size() && source_[to] == '>';
        if (closed
            && (at_ < drawing_ || is_foreign_markup(name, source_.substr(name_at, to - name_at)))) {
            at_ = to + 1;
            return false;
        }
        if (to - at_ >= kLongestUnknown && name.find(':') != kNone && name.find(':') > 0) {
            // A foreign tag with long attributes.
            const std::size_t far = tag_end(name_to);
            if (far != kNone && far - at_ <= kLongestForeign
                && source_.substr(name_to, far - name_to).find('=') != kNone) {
                at_ = far;
                return false;
            }
        }
        text_token(token, closed ? to + 1 : at_ + 1);
        return true;
    }

    const std::size_t to = tag_end(name_to);
    if (to == kNone || (!end_tag && is_speech(source_.substr(name_to, to - name_to)))) {
        // The file ends inside a tag, or somebody spoke: "<i am so tired>", "<b he said. <p>".
        text_token(token, at_ + 1);
        return true;
    }
    token.kind = end_tag ? HtmlToken::end : HtmlToken::start;
    token.from = static_cast<std::uint32_t>(at_);
    token.to = static_cast<std::uint32_t>(to);
    token.characters = {};
    token.element = element;
    at_ = to;
    if (end_tag) return true;
    const bool self_closed = source_[to - 1] == '>' && source_[to - 2] == '/';
    if (element->effect == Effect::raw) {
        if (self_closed) return false;
        const std::size_t close = close_of(*element, at_);
        if (close != kNone) {
            const std::size_t after = source_.find('>', close);
            at_ = after == kNone ? source_.size() : after + 1;
        }
        return false;  // never closed: what follows may well be the story
    }
    if (element->effect == Effect::drawing && !self_closed) {
        const std::size_t close = at_ < drawing_ ? kNone : close_of(*element, at_);
        drawing_ = close == kNone ? drawing_ : close;
        return false;
    }
    return true;
}

/// Start of the next "</name"; npos when there is none.
std::size_t HtmlTokens::close_of(const HtmlElement& element, std::size_t at) {
    const auto none = no_close_.find(&element);
    if (none != no_close_.end() && at >= none->second) return kNone;
    for (std::size_t close = source_.find("</", at); close != kNone;
         close = source_.find("</", close + 2)) {
        const std::string_view rest = source_.substr(close + 2, element.name.size() + 1);
        if (starts_with_ignoring_ascii_case(rest, element.name)
            && (rest.size() == element.name.size() || !is_name_char(rest.back())))
            return close;
    }
    no_close_[&element] = at;
    return kNone;
}

std::string_view HtmlTokens::take_literal(const HtmlElement& element) {
    std::size_t close = close_of(element, at_);
    if (close == kNone) {
        // <plaintext> has no end; a title that is not closed ends at the next tag.
        close = element.name == "plaintext" ? source_.size()
                                            : std::min(source_.find('<', at_), source_.size());
    }
    const std::string_view text = source_.substr(at_, close - at_);
    at_ = close;
    return text;
}

bool HtmlTokens::has_attributes(const HtmlToken& tag) const {
    return source_.substr(tag.from, tag.to - tag.from).find('=') != kNone;
}

std::optional<std::string> HtmlTokens::attribute(const HtmlToken& tag,
                                                 std::string_view name) const {
    std::string_view text = source_.substr(tag.from, tag.to - tag.from);
    if (text.back() == '>') text.remove_suffix(1);
    std::size_t at = tag.element->name.size() + 1;
    while (at < text.size()) {
        while (at < text.size() && (is_ascii_space(text[at]) || text[at] == '/')) ++at;
        const std::size_t name_from = at;
        while (at < text.size() && !is_ascii_space(text[at]) && text[at] != '=' && text[at] != '/')
            ++at;
        const std::string_view found = text.substr(name_from, at - name_from);
        while (at < text.size() && is_ascii_space(text[at])) ++at;
        std::string_view value;
        if (at < text.size() && text[at] == '=') {
            ++at;
            while (at < text.size() && is_ascii_space(text[at])) ++at;
            const char quote =
                at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at] : '\0';
            at += quote != '\0' ? 1 : 0;
            const std::size_t from = at;
            while (at < text.size()
                   && (quote != '\0' ? text[at] != quote : !is_ascii_space(text[at])))
                ++at;
            value = text.substr(from, at - from);
            at += quote != '\0' ? 1 : 0;
        } else if (at == name_from) {
            ++at;
        }
        if (equals_ignoring_ascii_case(found, name)) return decode_references(value);
    }
    return std::nullopt;
}

}  // namespace solander
