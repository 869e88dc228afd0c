// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/gather.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kMostParts = 2000;

/// Addresses that many people share.
constexpr std::string_view kShared[] = {"noreply",  "no-reply", "yahoogroups.", "googlegroups.",
                                        "@lists.",  "listserv", "anonymous",    "nobody@",
                                        "remailer", "@groups."};

std::uint64_t hashed(std::string_view text, std::uint64_t h) {
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return (h ^ 0xFF) * 0x100000001B3ULL;
}

auto place(const PostedPart& p) { return std::tuple(p.number, p.sub); }
auto order(const PostedPart& p) { return std::tuple(p.message, p.item); }

std::size_t different(const std::vector<PostedPart>& parts) {
    std::set<std::tuple<std::int16_t, char>> seen;
    for (const PostedPart& part : parts) seen.insert(place(part));
    return seen.size();
}

/// `parts` in file order, all of one author and title.
void gather_one(std::vector<PostedPart> parts, std::vector<GatheredStory>& out) {
    if (different(parts) < 2) return;
    GatheredStory story;
    for (const PostedPart& part : parts) {
        story.of = std::max<int>(story.of, part.of);
        story.open = part.open || (story.open && part.of == 0);
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const PostedPart& a, const PostedPart& b) { return place(a) < place(b); });
    story.parts = std::move(parts);
    out.push_back(std::move(story));
}

/// Authors go on in the thread of their story ("Re: Snow 2/3"), and answer in it. Of such messages
/// the first of a number is a part, where there is no other.
void drop_answers(std::vector<PostedPart>& parts) {
    std::set<std::tuple<std::int16_t, char>> posted;
    for (const PostedPart& part : parts)
        if (!part.reply) posted.insert(place(part));
    if (posted.empty()) return parts.clear();
    std::erase_if(parts, [&](const PostedPart& part) {
        return part.reply && !posted.insert(place(part)).second;
    });
}

/// "11-15/20" beside "12/20": nobody knows which of the two is to be read.
void drop_overlapping(std::vector<PostedPart>& parts) {
    const auto crossed = [&](const PostedPart& range) {
        return std::any_of(parts.begin(), parts.end(), [&](const PostedPart& part) {
            const bool same = place(part) == place(range) && part.last == range.last;
            return !same && part.number <= range.last
                   && std::max(part.number, part.last) >= range.number;
        });
    };
    std::vector<PostedPart> kept;
    for (const PostedPart& part : parts)
        if (part.last == 0 || !crossed(part)) kept.push_back(part);
    parts = std::move(kept);
}

void gather_run(std::vector<PostedPart> parts, std::vector<GatheredStory>& out) {
    drop_answers(parts);
    if (parts.size() > kMostParts) return;
    drop_overlapping(parts);
    std::set<std::int16_t> totals;
    bool growing = true;
    std::int16_t last = 0;
    for (const PostedPart& part : parts) {
        if (part.of == 0) continue;
        totals.insert(part.of);
        growing = growing && part.of >= last;
        last = part.of;
    }
    // "1/3 2/3 3/4 4/4": the author found that there was more to tell.
    if (totals.size() <= 1 || (growing && different(parts) == parts.size()))
        return gather_one(std::move(parts), out);
    for (const std::int16_t total : totals) {
        std::vector<PostedPart> same;
        for (const PostedPart& part : parts)
            if (part.of == total) same.push_back(part);
        gather_one(std::move(same), out);
    }
}

}  // namespace

std::string sender_key(std::string_view from) {
    std::string low = ascii_lowered(squeeze(from));
    const std::size_t open = low.rfind('<');
    const std::size_t at = low.find('@', open == std::string::npos ? 0 : open);
    if (at == std::string::npos) return low;
    std::size_t first = at, last = at;
    constexpr std::string_view kEnds = " <>()\"',;:";
    while (first > 0 && kEnds.find(low[first - 1]) == std::string_view::npos) --first;
    while (last < low.size() && kEnds.find(low[last]) == std::string_view::npos) ++last;
    const std::string address = low.substr(first, last - first);
    const bool shared =
        low.find(" via ") != std::string::npos
        || std::any_of(std::begin(kShared), std::end(kShared), [&](std::string_view word) {
               return address.find(word) != std::string::npos;
           });
    return shared ? low : address;
}

std::uint64_t key_of_words(std::string_view text, std::size_t& size) {
    std::uint64_t h = 0xCBF29CE484222325ULL;
    for (const char c : text) {
        const bool letter =
            is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) > 0x7F;
        if (!letter) continue;
        h = (h ^ static_cast<unsigned char>(ascii_lower(c))) * 0x100000001B3ULL;
        ++size;
    }
    return h;
}

std::uint64_t part_key(std::string_view sender, std::string_view title) {
    return hashed(title, hashed(sender, 0xCBF29CE484222325ULL));
}

std::vector<GatheredStory> gather_parts(std::vector<PostedPart> parts) {
    std::sort(parts.begin(), parts.end(), [](const PostedPart& a, const PostedPart& b) {
        return std::tuple(a.key, order(a)) < std::tuple(b.key, order(b));
    });
    std::vector<GatheredStory> out;
    for (std::size_t i = 0; i < parts.size();) {
        std::size_t end = i + 1;
        while (end < parts.size() && parts[end].key == parts[i].key) ++end;
        if (end - i > 1)
            gather_run({parts.begin() + static_cast<std::ptrdiff_t>(i),
                        parts.begin() + static_cast<std::ptrdiff_t>(end)},
                       out);
        i = end;
    }
    return out;
}

std::vector<int> missing_numbers(const std::set<int>& held, int of) {
    const int highest = held.empty() ? of : std::max(of, *held.rbegin());
    std::vector<int> missing;
    for (int n = 1; n <= highest; ++n)
        if (held.count(n) == 0) missing.push_back(n);
    return missing;
}

std::string part_name(int number, char sub, int last) {
    if (last > number) return fmt::format("parts {} to {}", number, last);
    return fmt::format("part {}{}", number, std::string_view(&sub, sub == 0 ? 0 : 1));
}

std::string number_list(const std::vector<int>& numbers) {
    std::vector<std::string> pieces;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t end = i + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
        if (end - i > 2) {
            pieces.push_back(fmt::format("{} to {}", numbers[i], numbers[end - 1]));
        } else {
            for (std::size_t k = i; k < end; ++k) pieces.push_back(fmt::format("{}", numbers[k]));
        }
        i = end;
    }
    std::string out;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        out += (i == 0 ? "" : i + 1 == pieces.size() ? " and " : ", ") + pieces[i];
    return out;
}

}  // namespace solander
