// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/field_values.h"

#include "base/error.h"

namespace solander {

std::vector<std::pair<std::string, std::string>>
field_values(const std::vector<std::string>& words) {
    std::vector<std::pair<std::string, std::string>> fields;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Error(Fault::usage, "'" + word + "' is not FIELD=VALUE",
                        "for example rating=teen");
        fields.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    return fields;
}

}  // namespace solander
