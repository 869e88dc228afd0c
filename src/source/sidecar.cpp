// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/sidecar.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/text.h"
#include "source/charset.h"
#include "source/efiction_story.h"
#include "source/sidecar_cells.h"

namespace solander {
namespace {

struct KnownColumn {
    std::string_view name, label;  ///< lower case; empty label: not taken
};
// What is not here goes by its own name, which the table of labels may know.
constexpr KnownColumn kColumns[] = {
    {"email", ""},
    {"e-mail", ""},
    {"emailauthor", ""},
    {"filetype", ""},
    {"printtime", "Published"},
    {"dateprint", "Published"},
    {"date", "Published"},
    {"optionalwarnings", "Warnings"},
    {"permission", "Permission in the list"},
    {"permissions", "Permission in the list"},
    {"archive", "Archive in the list"},
    {"archiving", "Archiving in the list"},
    {"distribution", "Distribution in the list"},
    {"fandoms", "Fandom"},
    {"authors", "Author"},
    {"creators", "Author"},
};
constexpr std::string_view kFiles[] = {"file", "filename", "file name", "path", "location"};

bool is_file_column(std::string_view name) {
    return std::find(std::begin(kFiles), std::end(kFiles), name) != std::end(kFiles);
}

/// "03/24/98" -> "1998-03-24"; unix seconds; else as it is.
std::string date_of(std::string_view value) {
    value = trim(value);
    std::vector<std::string_view> parts = split(value, '/');
    const auto digits = [](std::string_view text) {
        return !text.empty() && text.size() <= 4
               && std::all_of(text.begin(), text.end(), is_ascii_digit);
    };
    if (parts.size() == 3 && std::all_of(parts.begin(), parts.end(), digits)) {
        const auto month = number_of(parts[0]), day = number_of(parts[1]);
        auto year = number_of(parts[2]);
        if (parts[2].size() <= 2) year += year < 70 ? 2000 : 1900;
        if (month >= 1 && month <= 12 && day >= 1 && day <= 31)
            return fmt::format("{:04}-{:02}-{:02}", year, month, day);
    }
    if (std::string date = efiction_date(value); !date.empty()) return date;
    return std::string(value);
}

/// "title:" and "file:" at the start of lines, with or without "- " before them.
bool has_yaml_columns(std::string_view head) {
    bool title = false, file = false;
    for (std::string_view line : split(head, '\n')) {
        line = trim(line);
        while (line.starts_with("- ")) line = trim(line.substr(2));
        const std::string name = ascii_lowered(trim(line.substr(0, line.find(':'))));
        if (name.size() == line.size()) continue;
        title = title || name == "title";
        file = file || is_file_column(name);
    }
    return title && file;
}

std::optional<SidecarRow> row_of(const SidecarCells& cells, std::string_view kind) {
    SidecarRow row;
    std::string file, type;
    bool titled = false;
    for (const auto& [name, value] : cells) {
        const std::string key = ascii_lowered(trim(name));
        if (trim(value).empty()) continue;
        if (is_file_column(key)) {
            if (file.empty()) file = replace_all(std::string(trim(value)), "\\", "/");
            continue;
        }
        if (key == "filetype") type = ascii_lowered(trim(value));
        titled = titled || key == "title";
        const auto known = std::find_if(std::begin(kColumns), std::end(kColumns),
                                        [&](const KnownColumn& one) { return one.name == key; });
        const std::string label(known == std::end(kColumns) ? trim(name) : known->label);
        if (label.empty()) continue;
        const std::string text =
            label == "Published" ? date_of(value) : without_addresses(trim(value));
        row.stated.push_back({label, text, {}});
    }
    if (file.empty() || !titled) return std::nullopt;
    if (kind != "automated-archive") {
        row.files.push_back(file);
        return row;
    }
    for (const std::string_view folder : {"archive/", "", "../archive/", "../"})
        for (const std::string& end : {type.empty() ? std::string(".html") : "." + type,
                                       std::string(), std::string(".html"), std::string(".txt")})
            row.files.push_back(fmt::format("{}{}{}", folder, file, end));
    return row;
}

}  // namespace

std::optional<Sidecar> read_sidecar(std::string_view bytes) {
    if (!looks_like_sidecar(bytes.substr(0, 4096))) return std::nullopt;
    const Decoded decoded = decode(bytes);
    Sidecar sidecar;
    const auto take = [&](const SidecarCells& cells) {
        if (auto row = row_of(cells, sidecar.kind)) sidecar.rows.push_back(std::move(*row));
    };
    const std::string_view text = decoded.view.text;
    if (begins_as_perl_list(text)) {
        sidecar.kind = "automated-archive";
        read_perl_list(text, take, sidecar.findings);
    } else if (begins_as_json_list(text)) {
        sidecar.kind = "json";
        if (!read_json_list(text, take)) return std::nullopt;
    } else if (begins_as_yaml_list(text)) {
        sidecar.kind = "yaml";
        std::size_t line = 0;
        if (!read_yaml_list(text, take, line))
            sidecar.findings.push_back(
                {"damaged-list",
                 fmt::format("line {} of the list is no YAML; what stands above it was read", line),
                 {}});
    } else {
        sidecar.kind = "csv";
        read_csv(text, take, sidecar.findings);
    }
    if (sidecar.rows.empty()) return std::nullopt;
    return sidecar;
}

bool looks_like_sidecar(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    if (begins_as_perl_list(head)) return true;
    const std::string first = ascii_lowered(head.substr(0, head.find('\n')));
    if (begins_as_json_list(head))
        return ascii_lowered(head).find("\"title\"") != std::string::npos;
    if (begins_as_yaml_list(head)) return has_yaml_columns(head);
    bool title = false, file = false;
    for (const std::string& name : csv_names(first)) {
        title = title || name == "title";
        file = file || is_file_column(name);
    }
    return title && file;
}

}  // namespace solander
