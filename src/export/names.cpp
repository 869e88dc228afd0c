// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/names.h"

#include <fmt/format.h>

#include "base/address.h"
#include "base/text.h"

namespace solander {
namespace {

std::uint64_t fnv1a(std::string_view text, std::uint64_t hash) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash;
}

std::string joined(const std::vector<std::string>& pieces) {
    std::string out;
    for (const std::string& piece : pieces) {
        if (!out.empty()) out += ", ";
        out += piece;
    }
    return out;
}

}  // namespace

std::string stable_urn(std::string_view seed) {
    std::uint64_t high = fnv1a(seed, 0xCBF29CE484222325);
    std::uint64_t low = fnv1a(seed, high ^ 0x9E3779B97F4A7C15);
    high = (high & ~std::uint64_t{0xF000}) | 0x8000;                   // version 8
    low = (low & ~(std::uint64_t{3} << 62)) | std::uint64_t{2} << 62;  // variant of RFC 9562
    return fmt::format("urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32,
                       high >> 16 & 0xFFFF, high & 0xFFFF, low >> 48, low & 0xFFFFFFFFFFFF);
}

std::string identity_of(const WorkRecord& work) {
    if (work.originals.empty()) return fmt::format("work {} {}", work.id, work.title);
    const OriginalRef& original = work.originals.front();
    return fmt::format("{}/{}/{}", original.sha256, original.path, work.id);
}

std::string stable_urn(const ExportWork& work) {
    return stable_urn(work.identity.empty() ? identity_of(work.record) : work.identity);
}

std::string creators_text(const WorkRecord& work) {
    std::string out;
    for (std::size_t i = 0; i < work.creators.size(); ++i) {
        if (i > 0) out += i + 1 == work.creators.size() ? " and " : ", ";
        out += work.creators[i].name;
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> card_of(const WorkRecord& work) {
    std::vector<std::pair<std::string, std::string>> card;
    const auto row = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) card.emplace_back(label, without_addresses(value));
    };
    std::string rating(name_of(work.rating));
    if (!work.rating_as_given.empty() && !equals_ignoring_ascii_case(rating, work.rating_as_given))
        rating += rating.empty() ? work.rating_as_given : " (" + work.rating_as_given + ")";
    row("Rating", rating);
    row("Category", joined(work.categories));
    row("Warnings", joined(work.warnings));
    row("Fandom", joined(work.fandoms));
    row("Relationships", joined(work.relationships));
    row("Characters", joined(work.characters));
    row("Tags", joined(work.tags));
    std::string series;
    for (const SeriesPlace& place : work.series) {
        if (!series.empty()) series += ", ";
        series += place.position ? fmt::format("{} ({})", place.name, *place.position) : place.name;
    }
    row("Series", series);
    if (work.part)
        row("Part", work.part->of ? fmt::format("{} of {}", work.part->number, *work.part->of)
                                  : fmt::format("{}", work.part->number));
    if (work.complete) row("Complete", *work.complete ? "yes" : "no");
    if (work.published) row("Published", work.published->text());
    if (work.updated) row("Updated", work.updated->text());
    row("Language", work.language);
    row("Words", fmt::format("{}", work.words));
    row("Spoilers", work.spoilers);
    row("Beta", work.beta);
    row("Feedback", work.feedback);
    for (const Extra& extra : work.extra) row(extra.label, extra.value);
    row("Archive", work.permission.as_given);
    return card;
}

std::string file_name_for(const WorkRecord& work, std::string_view extension) {
    std::string base = work.title;
    const std::string by = creators_text(work);
    if (!by.empty()) base += " - " + by;
    std::string name;
    for (std::size_t at = 0, length = 0; at < base.size(); at += length) {
        const char32_t c = first_code_point(std::string_view(base).substr(at), length);
        if (name.size() + length > 110) break;
        const bool unsafe = c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xFFFD
                            || (c < 0x80
                                && std::string_view("/\\:*?\"<>|").find(static_cast<char>(c))
                                       != std::string_view::npos)
                            || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
                            || (c >= 0x2066 && c <= 0x2069);
        if (unsafe)
            name += '_';
        else
            name.append(base, at, length);
    }
    std::string_view kept = trim(name);
    while (!kept.empty() && (kept.back() == '.' || kept.back() == ' ')) kept.remove_suffix(1);
    while (!kept.empty() && (kept.front() == '.' || kept.front() == '-')) kept.remove_prefix(1);
    kept = trim(kept);
    std::string out = kept.empty() ? fmt::format("work {}", work.id) : std::string(kept);
    return out + "." + std::string(extension);
}

}  // namespace solander
