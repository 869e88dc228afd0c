// SPDX-License-Identifier: GPL-3.0-or-later
// Replies, a list's own business and lists of recommendations told from stories by the message.
#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "source/mail_subject.h"
#include "source/message.h"
#include "source/message_head.h"

namespace solander {
namespace {

constexpr std::size_t kLinesLookedAt = 2000;
constexpr std::size_t kHeaderLines = 60;
constexpr std::uint64_t kLongestReply = 500;  // words of one that quotes nothing

constexpr std::string_view kStoryLabels[] = {"title",      "author",  "rating",     "fandom",
                                             "pairing",    "summary", "disclaimer", "pairings",
                                             "characters", "archive", "category",   "warnings"};

struct Look {
    std::size_t lines = 0, quoted = 0, labels = 0;
    std::uint64_t own_words = 0;
};

bool is_story_label(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon > 24) return false;
    std::string_view label = line.substr(0, colon);
    while (!label.empty() && !is_ascii_alpha(label.front())) label.remove_prefix(1);
    return std::any_of(
        std::begin(kStoryLabels), std::end(kStoryLabels),
        [label](std::string_view known) { return equals_ignoring_ascii_case(known, label); });
}

Look look_at(std::string_view body) {
    Look look;
    for (std::size_t at = 0; at < body.size() && look.lines < kLinesLookedAt;) {
        const std::string_view line = trim(take_line(body, at));
        if (line.empty()) continue;
        ++look.lines;
        if (line.front() == '>' || line.front() == '|') {
            ++look.quoted;
            continue;
        }
        if (look.lines <= kHeaderLines && is_story_label(line)) ++look.labels;
        look.own_words += count_words(line);
    }
    return look;
}

}  // namespace

std::string class_of_message(const Part& part, std::size_t body) {
    if (part.media != Media::text) return {};
    std::string_view subject;
    bool answers = false;
    for (const Stated& stated : part.stated) {
        if (equals_ignoring_ascii_case(stated.label, "subject") && subject.empty())
            subject = stated.value;
        answers = answers || equals_ignoring_ascii_case(stated.label, "in-reply-to")
                  || equals_ignoring_ascii_case(stated.label, "references");
    }
    const PostKind kind = kind_of_post(subject);
    if (kind == PostKind::administration) return "other";
    const PartSubject about = read_part_subject(subject);
    if (kind == PostKind::any && !about.reply && !answers) return {};
    const Look look = look_at(std::string_view(part.text).substr(std::min(body, part.text.size())));
    const bool headed = look.labels >= 2;
    if (kind == PostKind::recommendation) return "index";
    if (headed) return {};
    if (kind == PostKind::off_topic) return "other";
    if (look.quoted * 2 >= look.lines && look.quoted > 0) return "reply";
    if (about.reply && (look.own_words < kLongestReply || look.quoted * 4 >= look.lines))
        return "reply";
    return {};
}

}  // namespace solander
