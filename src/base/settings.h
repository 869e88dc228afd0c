// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of an archive: one table, filled from solander.toml, the environment and flags.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/finding.h"

namespace solander {

enum class SettingType : std::uint8_t { text, number, size, flag, choice, list };

/// One row: what can be set, and what it is when nobody sets it.
struct SettingRow {
    std::string_view name;  ///< "serve.port"; in the environment SOLANDER_SERVE_PORT
    SettingType type;       ///< size: bytes, "512", "64K", "2G"; list: words with blanks between
    std::string_view fallback;
    std::string_view choices;  ///< space-separated words of a choice; empty otherwise
    std::string_view help;
};

/// Sorted by name.
std::span<const SettingRow> setting_rows();

/// Later sources win: table, file, environment, set().
class Settings {
  public:
    static constexpr std::string_view kFileName = "solander.toml";

    Settings();

    /// Reads `folder`/solander.toml when it is there. Unknown keys, wrong values and broken TOML
    /// are returned, each with its line ("solander.toml:3: ..."); what is right is taken.
    std::vector<Finding> read_file(const std::filesystem::path& folder);
    std::vector<Finding> read_toml(std::string_view toml, std::string_view file_name = kFileName);
    /// SOLANDER_X of `environment`, an envp array that ends with null. SOLANDER_ARCHIVE is not
    /// ours, and SOLANDER_TEST_X are for tests.
    std::vector<Finding> read_environment(const char* const* environment);
    /// `origin` is what a person would recognise: "--port".
    Result<void> set(std::string_view name, std::string_view value, std::string_view origin);

    /// Asking for a name or type that is not in the table is a bug and throws.
    const std::string& text(std::string_view name) const;
    std::uint64_t number(std::string_view name) const;  ///< number and size
    bool flag(std::string_view name) const;
    std::vector<std::string> list(std::string_view name) const;
    /// "default", "solander.toml:3", "SOLANDER_SERVE_PORT", or what set() was told.
    const std::string& origin(std::string_view name) const;

  private:
    struct Value {
        std::string text, origin;
    };
    std::size_t index(std::string_view name) const;
    std::vector<Value> values_;  ///< in the order of the table
};

}  // namespace solander
