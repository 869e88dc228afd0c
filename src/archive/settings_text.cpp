// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/settings_text.h"

#include "base/error.h"
#include "base/settings.h"
#include "base/text.h"

namespace solander {
namespace {

bool is_key(std::string_view line, std::string_view key) {
    line = trim(line);
    if (line.substr(0, key.size()) != key) return false;
    line = trim(line.substr(key.size()));
    return !line.empty() && line.front() == '=';
}

std::string key_line(std::string_view key, const std::string& value) {
    std::string line = std::string(key) + " = \"";
    for (const char c : value) {
        if (c == '"' || c == '\\') line += '\\';
        line += c;
    }
    return line + "\"\n";
}

}  // namespace

std::string with_setting(std::string_view toml, std::string_view name, const std::string& value,
                         std::string_view comment) {
    const std::size_t dot = name.find('.');
    const std::string table = "[" + std::string(name.substr(0, dot)) + "]";
    const std::string_view key = name.substr(dot + 1);
    std::string text;
    bool in_table = false, written = value.empty();
    while (!toml.empty()) {
        const std::size_t end = std::min(toml.find('\n'), toml.size() - 1) + 1;
        const std::string_view line = toml.substr(0, end);
        toml.remove_prefix(end);
        if (in_table && is_key(line, key)) continue;
        text += line;
        if (line.back() != '\n') text += '\n';
        if (trim(line).substr(0, 1) == "[") in_table = trim(line) == table;
        if (in_table && trim(line) == table && !written) {
            text += key_line(key, value);
            written = true;
        }
    }
    if (!written) {
        text += "\n# " + std::string(comment) + "\n";
        text += table + "\n" + key_line(key, value);
    }
    Settings settings;
    const bool sound = settings.read_toml(text).empty();
    if (!sound
        || (value.empty() ? settings.origin(name) != "default" : settings.text(name) != value))
        throw Error(Fault::conflict,
                    "`" + std::string(name) + "` cannot be written into solander.toml",
                    "mend what is wrong there; in the table " + table + ", `" + std::string(key)
                        + "` is one line");
    return text;
}

std::string with_database(std::string_view toml, const std::string& address) {
    return with_setting(toml, "database.address", address,
                        "The catalogue: other servers of this archive have the same.");
}

std::string with_originals_in(std::string_view toml, bool database) {
    return with_setting(toml, "originals.in", database ? "database" : "",
                        "New originals are kept there: other servers have the same.");
}

}  // namespace solander
