// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/ffn_meta.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace solander {
namespace {

/// The site's own; "Hurt/Comfort" holds the sign that parts two of them.
constexpr std::array<std::string_view, 22> kGenres{
    "Action",    "Adventure",    "Angst",    "Crime",  "Drama",   "Family",
    "Fantasy",   "Friendship",   "General",  "Horror", "Humor",   "Hurt",
    "Comfort",   "Mystery",      "Parody",   "Poetry", "Romance", "Sci-Fi",
    "Spiritual", "Supernatural", "Suspense", "Tragedy"};

struct MetaLabel {
    std::string_view label, said;
};
constexpr std::array kLabels = std::to_array<MetaLabel>({
    {"Chapters", "Chapters"},
    {"Words", "Words"},
    {"Reviews", "Review count"},
    {"Favs", "Favourites"},
    {"Follows", "Follows"},
    {"Updated", "Date updated"},
    {"Published", "Date published"},
    {"Status", "Status"},
    {"id", "Story id"},
});

bool is_genre(std::string_view word) {
    return word == "Western" || std::find(kGenres.begin(), kGenres.end(), word) != kGenres.end();
}

/// "Hurt/Comfort/Angst", on small screens "Angst & Hurt/Comfort" -> its genres; empty when one of
/// them is none.
std::vector<std::string> genres_of(std::string_view token) {
    std::vector<std::string> genres;
    const std::string line = replace_all(std::string(token), " & ", "/");
    for (const std::string_view piece : split(line, '/')) {
        const std::string_view word = trim(piece);
        if (!is_genre(word)) return {};
        if (word == "Comfort" && !genres.empty() && genres.back() == "Hurt")
            genres.back() = "Hurt/Comfort";
        else
            genres.emplace_back(word);
    }
    return genres;
}

/// "03-21-05", "3/21/2013" -> "2005-03-21"; other dates as they are.
std::string date_of(std::string_view value) {
    const char sign = value.find('/') != std::string_view::npos ? '/' : '-';
    const std::vector<std::string_view> pieces = split(value, sign);
    if (pieces.size() != 3) return std::string(value);
    std::array<int, 3> numbers{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (pieces[i].empty() || pieces[i].size() > 4
            || !std::all_of(pieces[i].begin(), pieces[i].end(), is_ascii_digit))
            return std::string(value);
        for (const char c : pieces[i]) numbers[i] = numbers[i] * 10 + (c - '0');
    }
    const int year = numbers[2] >= 100 ? numbers[2] : numbers[2] + (numbers[2] < 90 ? 2000 : 1900);
    if (numbers[0] < 1 || numbers[0] > 12 || numbers[1] < 1 || numbers[1] > 31)
        return std::string(value);
    return fmt::format("{:04}-{:02}-{:02}", year, numbers[0], numbers[1]);
}

void add_characters(std::string_view token, std::vector<FfnField>& out) {
    const auto names = [&](std::string_view list, std::vector<std::string>& into) {
        for (std::string_view piece : split(list, ','))
            while (!piece.empty()) {
                const std::size_t both = std::min(piece.find(" & "), piece.size());
                if (const std::string_view name = trim(piece.substr(0, both)); !name.empty())
                    into.emplace_back(name);
                piece.remove_prefix(std::min(both + 3, piece.size()));
            }
    };
    while (!token.empty()) {
        const std::size_t open = std::min(token.find('['), token.size());
        const std::size_t close =
            open == token.size() ? std::string_view::npos : token.find(']', open);
        std::vector<std::string> alone, paired;
        names(token.substr(0, close == std::string_view::npos ? token.size() : open), alone);
        for (const std::string& name : alone) out.push_back({"Character", name, name});
        if (close == std::string_view::npos) return;
        names(token.substr(open + 1, close - open - 1), paired);
        std::string pairing;
        for (const std::string& name : paired) {
            out.push_back({"Character", name, name});
            pairing += (pairing.empty() ? "" : "/") + name;
        }
        if (paired.size() > 1) out.push_back({"Pairing", pairing, paired[0]});
        token.remove_prefix(close + 1);
    }
}

/// Where the next piece of the line ends: "10,000" and "[A, B]" hold together.
std::size_t piece_end(std::string_view words, std::string_view sign) {
    std::size_t at = words.find(sign);
    if (sign == ", " && words.starts_with('[')) {
        const std::size_t close = words.find(']');
        if (close != std::string_view::npos) at = words.find(sign, close);
    }
    // "Published: Apr 28, 2012": a date.
    const std::string_view behind = at < words.size() ? words.substr(at + sign.size()) : "";
    if (sign == ", " && behind.size() >= 4
        && std::all_of(behind.begin(), behind.begin() + 4, is_ascii_digit)
        && (behind.size() == 4 || behind[4] == ',' || behind[4] == ' '))
        at += sign.size() + 4;
    return std::min(at, words.size());
}

}  // namespace

std::vector<FfnField> read_ffn_meta(std::string_view words) {
    constexpr std::string_view kStart = "Rated:";
    if (!words.starts_with(kStart)) return {};
    words.remove_prefix(kStart.size());
    // On small screens the pieces are parted by commas, and so are the names of one piece.
    const std::string_view sign = words.find(" - ") != std::string_view::npos ? " - " : ", ";
    const std::string apart = replace_all(std::string(words), " Updated:", ", Updated:");
    if (sign == ", ") words = apart;
    std::vector<FfnField> fields;
    const auto add = [&](std::string_view label, std::string_view value, std::string_view raw) {
        fields.push_back({std::string(label), std::string(value), std::string(raw)});
    };
    std::string characters;
    int place = 0;  // 0: the rating, 1: the language, 2: genres, 3: characters
    while (!words.empty()) {
        const std::size_t end = piece_end(words, sign);
        std::string_view token = trim(words.substr(0, end));
        words.remove_prefix(std::min(end + sign.size(), words.size()));
        if (token.empty()) continue;
        const std::size_t colon = token.find(':');
        const auto known = std::find_if(kLabels.begin(), kLabels.end(), [&](auto& row) {
            return colon != std::string_view::npos
                   && equals_ignoring_ascii_case(row.label, token.substr(0, colon));
        });
        if (known != kLabels.end()) {
            const std::string_view value = trim(token.substr(colon + 1));
            const bool date = known->said.starts_with("Date");
            add(known->said, date ? date_of(value) : std::string(value), value);
            place = 4;
        } else if (place == 0) {
            if (token.starts_with("Fiction ")) token = trim(token.substr(8));
            add("Rating", token, token);
            place = 1;
        } else if (token == "Complete") {
            add("Status", token, token);
        } else if (const std::vector<std::string> genres = genres_of(token);
                   !genres.empty() && place <= 2) {
            for (const std::string& genre : genres) add("Genre", genre, genre);
            place = 3;
        } else if (place == 1) {
            add("Language", token, token);
            place = 2;
        } else if (place <= 3) {
            // Names may hold " - " themselves.
            characters.append(characters.empty() ? "" : sign).append(token);
            place = 3;
        }
    }
    add_characters(characters, fields);
    return fields;
}

}  // namespace solander
