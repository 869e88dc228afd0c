// SPDX-License-Identifier: GPL-3.0-or-later
// What a command says of its options; CLI11 stays behind it, in options.cpp alone.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace solander {

/// References must outlive parsing. A default is the value the variable holds when it is declared.
class Options {
  public:
    explicit Options(CLI::App& app) : app_(app) {}
    Options& flag(const std::string& names, bool& value, const std::string& help);
    Options& option(const std::string& names, std::string& value, const std::string& help,
                    const std::string& placeholder = "TEXT");
    Options& option(const std::string& names, std::uint32_t& value, const std::string& help,
                    const std::string& placeholder = "N");
    /// Only these words are taken.
    Options& choice(const std::string& names, std::string& value,
                    const std::vector<std::string>& words, const std::string& help);
    Options& argument(const std::string& name, std::string& value, const std::string& help,
                      bool required = true);
    Options& arguments(const std::string& name, std::vector<std::string>& values,
                       const std::string& help, bool required = true);
    Options& examples(const std::string& text);  ///< printed at the end of --help

  private:
    CLI::App& app_;
};

}  // namespace solander
