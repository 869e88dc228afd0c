// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction_text.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "source/book_page.h"
#include "source/charset.h"
#include "source/repair.h"
#include "source/view.h"

namespace solander {
namespace {

constexpr std::size_t kSample = std::size_t{1} << 20;

/// Valid, or only its last character was cut off by a column that was too short.
bool is_utf8(std::string_view bytes, std::size_t& whole) {
    whole = bytes.size();
    if (valid_utf8(bytes)) return true;
    for (std::size_t cut = 1; cut <= 3 && cut < bytes.size(); ++cut) {
        const auto lead = static_cast<unsigned char>(bytes[bytes.size() - cut]);
        if (lead < 0xC0) continue;
        const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        whole = bytes.size() - cut;
        // One accent alone at the end is as likely an old charset's.
        return wanted > cut && valid_utf8(bytes.substr(0, whole))
               && ascii_prefix(bytes.substr(0, whole)) < whole;
    }
    return false;
}

/// "<br />" -> "br", "</P>" -> "/p".
std::string tag_name(std::string_view tag) {
    std::size_t end = 1;
    if (end < tag.size() && tag[end] == '/') ++end;
    while (end < tag.size() && (is_ascii_alpha(tag[end]) || is_ascii_digit(tag[end]))) ++end;
    return ascii_lowered(tag.substr(1, end - 1));
}

bool opens_tag(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size()) return false;
    const char next = text[at + 1];
    return is_ascii_alpha(next) || next == '/' || next == '!' || next == '?';
}

bool has_line_tags(std::string_view html) {
    for (std::size_t at = html.find('<'); at != std::string_view::npos;
         at = html.find('<', at + 1)) {
        const std::string name = tag_name(html.substr(at, 16));
        if (name == "br" || name == "p" || name == "div" || name == "table" || name == "li")
            return true;
    }
    return false;
}

/// Blank lines part paragraphs, single line ends are lines.
std::string with_line_tags(std::string_view text) {
    std::string out = "<p>";
    std::size_t ends = 0;
    for (const char c : text) {
        if (c == '\n') {
            ++ends;
            continue;
        }
        if (is_ascii_space(c) && ends > 0) continue;
        if (ends > 0) out += ends == 1 ? "<br />\n" : "</p>\n<p>";
        ends = 0;
        out += c;
    }
    return out + "</p>";
}

/// stripslashes() where it matters: older versions stored It\'s.
std::string without_slashes(std::string text) {
    text = replace_all(std::move(text), "\\'", "'");
    return replace_all(std::move(text), "\\\"", "\"");
}

}  // namespace

std::string without_markup(std::string_view html) {
    constexpr std::string_view kLines[] = {"br", "p",  "/p",  "div", "/div",
                                           "li", "tr", "/ul", "hr",  "blockquote"};
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] != '<' || !opens_tag(html, at)) {
            out += html[at++];
            continue;
        }
        const std::size_t end = html.find('>', at);
        if (end == std::string_view::npos) {
            out += html.substr(at);
            break;
        }
        const std::string name = tag_name(html.substr(at, 16));
        if (std::find(std::begin(kLines), std::end(kLines), name) != std::end(kLines)
            && !out.empty() && out.back() != '\n')
            out += '\n';
        at = end + 1;
    }
    return std::string(trim(out));
}

void EfictionText::see(std::string_view bytes) {
    if (sample_.size() >= kSample || !encoding_.empty()) return;
    const std::size_t plain = ascii_prefix(bytes);
    if (plain == bytes.size()) return;
    constexpr std::size_t kMost = 16384;
    const std::size_t from = plain > kMost / 4 ? plain - kMost / 4 : 0;
    std::size_t whole = 0;
    if (is_utf8(bytes, whole))
        utf8_ = true;
    else
        sample_.append(bytes.substr(from, kMost)).append("\n");
}

void EfictionText::settle() {
    if (!encoding_.empty()) return;
    why_ = "site";
    if (sample_.empty()) {
        encoding_ = utf8_ ? "utf-8" : "us-ascii";
        return;
    }
    Decoded decoded = decode(sample_);
    encoding_ = decoded.encoding == "utf-8" ? "windows-1252" : decoded.encoding;
    for (Finding& finding : decoded.findings)
        if (finding.kind == "encoding-doubt") {
            finding.where = {};
            findings_.push_back(std::move(finding));
        }
    if (utf8_)
        findings_.push_back(
            {"mixed-encodings",
             "the tables hold UTF-8 and " + encoding_ + "; each value was read as what it is",
             {}});
    std::string().swap(sample_);
}

std::string EfictionText::decoded(std::string_view bytes, bool html,
                                  std::vector<Finding>& findings) const {
    View view;
    std::size_t whole = 0;
    if (ascii_prefix(bytes) == bytes.size()) {
        view.text = bytes;
    } else if (why_ != "asked" && is_utf8(bytes, whole)) {
        if (bytes.starts_with("\xEF\xBB\xBF")) {
            bytes.remove_prefix(3);
            whole -= 3;
        }
        view.text = bytes.substr(0, whole);
        if (whole < bytes.size()) view.text += "\xEF\xBF\xBD";
    } else {
        const bool known = encoding_ != "utf-8" && encoding_ != "us-ascii";
        Decoded got = decode(bytes, {known || why_ == "asked" ? encoding_ : std::string(), {}});
        view.text = std::move(got.view.text);
        for (Finding& finding : got.findings) findings.push_back(std::move(finding));
    }
    view.to_bytes = {};
    repair(view, html, findings);
    return std::move(view.text);
}

std::string EfictionText::line(std::string_view bytes) const {
    return squeeze(replace_all(prose(bytes), "\n", " "));
}

std::string EfictionText::prose(std::string_view bytes) const {
    std::vector<Finding> ignored;
    // Entities last: "&lt;3" is no markup.
    std::string text = decoded(bytes, true, ignored);
    text = without_slashes(without_markup(text));
    View view{std::move(text), {}};
    repair(view, false, ignored);
    return std::string(trim(view.text));
}

std::string EfictionText::html(std::string_view bytes, std::vector<Finding>& findings) const {
    std::vector<Finding> found;
    std::string text = without_slashes(decoded(bytes, true, found));
    if (!has_line_tags(text)) text = with_line_tags(trim(text));
    text = book_page(text);  // the next chapter must not begin in its italics or comment
    for (Finding& finding : found) {
        finding.where = {};
        const auto same = [&](const Finding& held) { return held.kind == finding.kind; };
        if (std::none_of(findings.begin(), findings.end(), same))
            findings.push_back(std::move(finding));
    }
    return text;
}

}  // namespace solander
