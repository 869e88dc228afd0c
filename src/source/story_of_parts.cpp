// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/story_of_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "source/book_page.h"

namespace solander {
namespace {

std::string_view stated_of(const Part& part, std::string_view label) {
    for (const Stated& stated : part.stated)
        if (stated.mail && equals_ignoring_ascii_case(stated.label, label)) return stated.value;
    return {};
}

bool same_number(const PostedPart& a, const PostedPart& b) {
    return a.number == b.number && a.sub == b.sub;
}

/// As its subject counts them. A post that is only the header of the rest is no part.
std::string section_title(const PostedPart& part) {
    if (part.number == 0) return {};
    std::string title = part_name(part.number, part.sub, part.last);
    title.front() = 'P';
    return title;
}

}  // namespace

bool StoryOfParts::belongs(const Message& message) {
    const Part& part = message.part;
    if ((part.media != Media::text && part.media != Media::html) || !part.file_class.empty())
        return false;
    const std::string sender = sender_key(stated_of(part, "from"));
    const PartSubject subject = read_part_subject(stated_of(part, "subject"));
    if (held_.empty()) {
        sender_ = sender;
        title_ = subject.title;
        media_ = part.media;
    }
    // Keys are hashes; here the words themselves are compared.
    return sender == sender_ && subject.title == title_ && !title_.empty() && part.media == media_;
}

std::optional<Message> StoryOfParts::add(const PostedPart& part, Message&& message,
                                         const std::string& path) {
    if (!belongs(message)) return std::move(message);
    Held now{part, std::move(message), path, 0, 0};
    const std::string_view text = now.message.part.text;
    now.words = key_of_words(text.substr(std::min(now.message.body, text.size())), now.size);
    if (held_.empty() || !same_number(held_.back().place, part)) {
        held_.push_back(std::move(now));
        return std::nullopt;
    }
    Held& before = held_.back();
    if (before.words == now.words) {
        findings_.push_back({"posted-twice",
                             fmt::format("{} and {} are the same part with the same words; it is "
                                         "read once",
                                         before.path, path),
                             {}});
        return std::nullopt;
    }
    // Whoever posts again corrects; but a posting that was cut short corrects nothing.
    if (now.size * 2 < before.size) std::swap(now, before);
    before.message.part.findings.push_back(
        {"earlier-posting",
         fmt::format("posted again with other words, in {}, which stands in the story", now.path),
         {}});
    before.message.part.posted = Posted::replaced;
    alone_.push_back({std::move(before.message), before.path});
    before = std::move(now);
    return std::nullopt;
}

StoryOfParts::Placed StoryOfParts::composed() {
    Placed whole;
    whole.path = held_.front().path;
    Message& out = whole.message;
    Part& part = out.part;
    part.format = "mail";
    part.media = media_;
    part.composed = true;
    for (Held& held : held_) {
        Part& piece = held.message.part;
        if (media_ == Media::html)
            piece.text = piece.text.substr(0, held.message.body)
                         + book_page(std::string_view(piece.text).substr(held.message.body));
        if (!part.text.empty()) part.text += part.text.ends_with("\n") ? "\n" : "\n\n";
        const std::uint64_t from = part.text.size();
        const bool first = from == 0;
        part.sections.push_back({from, section_title(held.place), held.path, held.place.number,
                                 held.place.sub, held.place.last});
        for (Zone zone : piece.zones) {
            zone.from += from;
            zone.to += from;
            part.zones.push_back(zone);
        }
        for (Stated& stated : piece.stated) {
            if (&held == &held_.back() && equals_ignoring_ascii_case(stated.label, "date"))
                part.stated.push_back(
                    {"Updated", stated.value, {stated.where.from + from, stated.where.to + from}});
            if (!first && !equals_ignoring_ascii_case(stated.label, "x-no-archive")) continue;
            stated.where.from += from;
            stated.where.to += from;
            part.stated.push_back(std::move(stated));
        }
        for (Finding& finding : piece.findings) {
            finding.where = {};
            finding.text = held.path + ": " + finding.text;
            part.findings.push_back(std::move(finding));
        }
        if (first) {
            part.encoding = piece.encoding;
            part.encoding_why = piece.encoding_why;
            out.body = held.message.body;
        }
        part.text += piece.text;
        piece.text = {};
        for (Attachment& attachment : held.message.attachments)
            out.attachments.push_back(std::move(attachment));
    }
    part.bytes = part.text.size();
    part.total = story_.of;
    part.findings.insert(part.findings.end(), findings_.begin(), findings_.end());
    std::set<int> numbers;
    for (const Held& held : held_)
        for (int number = held.place.number; number <= std::max(held.place.number, held.place.last);
             ++number)
            numbers.insert(number);
    const std::vector<int> missing = missing_numbers(numbers, story_.of);
    if (!missing.empty()) {
        part.findings.push_back(
            {"missing-parts",
             fmt::format("{} {}{} {} not in this mailbox", missing.size() == 1 ? "part" : "parts",
                         number_list(missing),
                         story_.of > 0 ? fmt::format(" of {}", story_.of) : std::string(),
                         missing.size() == 1 ? "is" : "are"),
             {}});
    } else if (story_.of > 0 || story_.open) {
        const PostedPart& place = held_.back().place;
        const int held = std::max(place.number, place.last);
        const std::string total = story_.open ? std::string("?") : fmt::format("{}", story_.of);
        part.stated.push_back({"Parts", fmt::format("{}/{}", held, total), {}});
    }
    return whole;
}

std::vector<StoryOfParts::Placed> StoryOfParts::finish() {
    std::vector<Placed> all;
    if (held_.size() >= 2) {
        all.push_back(composed());
    } else {
        for (Held& held : held_) all.push_back({std::move(held.message), held.path});
    }
    for (Placed& placed : alone_) all.push_back(std::move(placed));
    return all;
}

}  // namespace solander
