// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings, and how a value is checked before it is taken.
#include "base/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/spelling.h"
#include "base/text.h"

namespace solander {
namespace {

using enum SettingType;
constexpr std::string_view kVisibilities = "open members listed kept";

constexpr std::array kRows = std::to_array<SettingRow>({
    {"accounts.codes", choice, "free", "free staff",
     "codes of a second device: whoever likes, or all who look after the library must"},
    {"accounts.open", choice, "invited", "no invited all",
     "who may make an account: nobody (solander user add does), who has an invitation, anybody"},
    {"archive.address", text, "", "",
     "where the public reaches it (https://...): private links in letters lead there"},
    {"archive.name", text, "My library", "", "name on every page and in every export"},
    {"ask.days", number, "365", "", "days a private link for an author leads somewhere"},
    {"ask.from", text, "", "", "who asks authors: Wren <wren@lamp.example>"},
    {"ask.smtp", text, "", "",
     "mail server that letters go out by: smtps://mail.example.org, smtp://localhost"},
    {"ask.smtp_password_file", text, "", "",
     "file with the password for it; SOLANDER_SMTP_PASSWORD goes before"},
    {"ask.smtp_user", text, "", "", "name to log in there with; empty: without"},
    {"consent.any", choice, "open", kVisibilities, "works whose author said: anywhere"},
    {"consent.any_notify", choice, "open", kVisibilities,
     "works whose author said: anywhere, tell me"},
    {"consent.ask", choice, "kept", kVisibilities, "works whose author said: ask first"},
    {"consent.link_only", choice, "listed", kVisibilities, "works whose author said: link only"},
    {"consent.none", choice, "kept", kVisibilities, "works whose author said: do not archive"},
    {"consent.unclear", choice, "kept", kVisibilities, "works whose author's words are not clear"},
    {"consent.unstated", choice, "kept", kVisibilities, "works whose author said nothing"},
    {"database.address", text, "", "",
     "the catalogue is this database (postgresql://user@host/name), not a file of the folder"},
    {"database.lag", number, "10", "",
     "seconds a replica may lack what the primary has, and still be read from"},
    {"database.replicas", list, "", "",
     "replicas of the database that pages are read from (addresses like database.address)"},
    {"database.wait", number, "30", "",
     "seconds to wait for the turn to write, and for a database that went away"},
    {"limits.depth", number, "8", "", "containers inside containers that are opened"},
    {"limits.gathered", size, "32M", "", "biggest story put together from messages"},
    {"limits.members", number, "1000000", "", "files read from one container"},
    {"limits.part", size, "256M", "", "biggest file, or member of a container, read for stories"},
    {"limits.ratio", number, "250", "", "bytes one packed byte may become before it is a bomb"},
    {"limits.rows", number, "10000000", "", "rows of a site's tables that are read"},
    {"limits.unpacked", size, "64G", "", "bytes unpacked from one file in all"},
    {"log.level", choice, "warning", "debug info warning error", "least important line to write"},
    {"originals.in", choice, "folder", "folder database",
     "where new originals are kept: files beside the settings, or the PostgreSQL database"},
    {"robots.ai", flag, "no", "", "programs may be made from what strangers may read"},
    {"robots.search", list, "", "",
     "search engines that may list what strangers may read: names as in robots.txt, or *"},
    {"serve.address", text, "127.0.0.1", "", "address the web server listens on"},
    {"serve.adult_days", number, "365", "",
     "days for which a browser need not be asked again whether its reader is an adult"},
    {"serve.connections", number, "4096", "", "connections that the web server holds at once"},
    {"serve.connections_each", number, "100", "",
     "of them, those of one address that is no proxy of ours; 0: as many as it likes"},
    {"serve.names", text, "", "",
     "other host names this machine's own library answers to, comma-separated (for a proxy)"},
    {"serve.port", number, "8080", "", "port the web server listens on"},
    {"serve.proxies", list, "", "",
     "addresses of proxies in front, whose word on who asks (X-Forwarded-For) is believed"},
    {"serve.public", flag, "no", "", "strangers may come: the rules of consent hold"},
    {"takedown.originals", choice, "seal", "seal destroy",
     "originals of what is taken down: encrypted, or gone for good"},
    {"words.shards", number, "0", "", "files the word index is spread over; 0: two"},
});
static_assert(std::is_sorted(kRows.begin(), kRows.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));

std::optional<std::uint64_t> read_number(std::string_view value, bool suffix) {
    unsigned shift = 0;
    if (suffix && !value.empty()) {
        constexpr std::string_view kSuffixes = "KMGT";
        const char last = static_cast<char>(value.back() & ~0x20);
        if (const auto at = kSuffixes.find(last); at != std::string_view::npos) {
            shift = 10 * (static_cast<unsigned>(at) + 1);
            value.remove_suffix(1);
        }
    }
    std::uint64_t n = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
    if (error != std::errc() || end != value.data() + value.size() || n > (UINT64_MAX >> shift))
        return std::nullopt;
    return n << shift;
}

std::optional<bool> read_flag(std::string_view value) {
    for (const std::string_view yes : {"yes", "true", "on", "1"})
        if (equals_ignoring_ascii_case(value, yes)) return true;
    for (const std::string_view no : {"no", "false", "off", "0"})
        if (equals_ignoring_ascii_case(value, no)) return false;
    return std::nullopt;
}

/// Empty when `value` fits the row, else what would.
std::string misfit(const SettingRow& row, std::string_view value) {
    switch (row.type) {
    case text:
    case list:
        return {};
    case number:
        return read_number(value, false) ? "" : "a whole number";
    case size:
        return read_number(value, true) ? "" : "a number of bytes such as 64M";
    case flag:
        return read_flag(value) ? "" : "yes or no";
    case choice:
        break;
    }
    for (const std::string_view word : split(row.choices, ' '))
        if (word == value) return {};
    return fmt::format("one of: {}", row.choices);
}

std::optional<std::size_t> find_row(std::string_view name) {
    const auto at =
        std::lower_bound(kRows.begin(), kRows.end(), name,
                         [](const auto& row, std::string_view n) { return row.name < n; });
    if (at == kRows.end() || at->name != name) return std::nullopt;
    return static_cast<std::size_t>(at - kRows.begin());
}

std::string environment_name(std::string_view name) {
    std::string out = "SOLANDER_";
    for (const char c : name) out += is_ascii_lower(c) ? static_cast<char>(c - 32) : '_';
    return out;
}

/// The setting that a slip or two of the fingers is away; empty when none is near.
std::string_view nearest(std::string_view name) {
    constexpr std::size_t kSlips = 2;
    std::size_t best = kSlips + 1;
    std::string_view found;
    for (const SettingRow& row : kRows) {
        const std::size_t distance = edit_distance(name, row.name, kSlips);
        if (distance >= best) continue;
        best = distance;
        found = row.name;
    }
    return found;
}

}  // namespace

std::span<const SettingRow> setting_rows() { return kRows; }

Settings::Settings() {
    for (const SettingRow& row : kRows) values_.push_back({std::string(row.fallback), "default"});
}

std::size_t Settings::index(std::string_view name) const {
    const auto at = find_row(name);
    if (!at) throw Error(Fault::bug, fmt::format("no setting `{}` in the table", name));
    return *at;
}

Result<void> Settings::set(std::string_view name, std::string_view value, std::string_view origin) {
    const auto at = find_row(name);
    if (!at) {
        const std::string_view like = nearest(name);
        return fail(Fault::usage, fmt::format("no setting `{}`", name),
                    like.empty() ? "" : fmt::format("did you mean `{}`?", like));
    }
    if (const std::string wanted = misfit(kRows[*at], value); !wanted.empty())
        return fail(Fault::usage, fmt::format("`{}` cannot be `{}`", name, value),
                    fmt::format("give {}", wanted));
    values_[*at] = {std::string(value), std::string(origin)};
    return {};
}

std::vector<Finding> Settings::read_environment(const char* const* environment) {
    std::vector<Finding> findings;
    for (; environment != nullptr && *environment != nullptr; ++environment) {
        const std::string_view entry = *environment;
        const std::size_t equals = entry.find('=');
        if (!entry.starts_with("SOLANDER_") || equals == std::string_view::npos) continue;
        const std::string_view name = entry.substr(0, equals);
        if (name == "SOLANDER_ARCHIVE" || name == "SOLANDER_SMTP_PASSWORD"
            || name.starts_with("SOLANDER_TEST_"))
            continue;
        const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const SettingRow& r) {
            return environment_name(r.name) == name;
        });
        if (row == kRows.end()) {
            findings.push_back({"unknown-setting", fmt::format("{}: no such setting", name), {}});
        } else if (auto done = set(row->name, entry.substr(equals + 1), name); !done) {
            const Error& error = done.error();
            findings.push_back(
                {"wrong-setting", fmt::format("{}: {}; {}", name, error.message, error.hint), {}});
        }
    }
    return findings;
}

const std::string& Settings::text(std::string_view name) const { return values_[index(name)].text; }

std::uint64_t Settings::number(std::string_view name) const {
    const std::size_t at = index(name);
    const SettingRow& row = kRows[at];
    const auto n = read_number(values_[at].text, row.type == SettingType::size);
    if (!n) throw Error(Fault::bug, fmt::format("setting `{}` is not a number", name));
    return *n;
}

bool Settings::flag(std::string_view name) const {
    const auto yes = read_flag(values_[index(name)].text);
    if (!yes) throw Error(Fault::bug, fmt::format("setting `{}` is not yes or no", name));
    return *yes;
}

std::vector<std::string> Settings::list(std::string_view name) const {
    std::vector<std::string> words;
    for (const std::string_view word : split(text(name), ' '))
        if (!trim(word).empty()) words.emplace_back(trim(word));
    return words;
}

const std::string& Settings::origin(std::string_view name) const {
    return values_[index(name)].origin;
}

}  // namespace solander
