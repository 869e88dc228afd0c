// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/settings_text.h"

#include "base/error.h"
#include "base/settings.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::string_view kTable = "[database]";

bool is_address(std::string_view line) {
    constexpr std::string_view kKey = "address";
    line = trim(line);
    if (line.substr(0, kKey.size()) != kKey) return false;
    line = trim(line.substr(kKey.size()));
    return !line.empty() && line.front() == '=';
}

std::string address_line(const std::string& address) {
    std::string line = "address = \"";
    for (const char c : address) {
        if (c == '"' || c == '\\') line += '\\';
        line += c;
    }
    return line + "\"\n";
}

}  // namespace

std::string with_database(std::string_view toml, const std::string& address) {
    std::string text;
    bool in_table = false, written = address.empty();
    while (!toml.empty()) {
        const std::size_t end = std::min(toml.find('\n'), toml.size() - 1) + 1;
        const std::string_view line = toml.substr(0, end);
        toml.remove_prefix(end);
        if (in_table && is_address(line)) continue;
        text += line;
        if (line.back() != '\n') text += '\n';
        if (trim(line).substr(0, 1) == "[") in_table = trim(line) == kTable;
        if (in_table && trim(line) == kTable && !written) {
            text += address_line(address);
            written = true;
        }
    }
    if (!written) {
        text += "\n# The catalogue: other servers of this archive have the same.\n";
        text += std::string(kTable) + "\n" + address_line(address);
    }
    Settings settings;
    if (!settings.read_toml(text).empty() || settings.text("database.address") != address)
        throw Error(Fault::conflict,
                    "the address of the database cannot be written into solander.toml",
                    "mend what is wrong there; in the table [database], `address` is one line");
    return text;
}

}  // namespace solander
