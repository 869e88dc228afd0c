// SPDX-License-Identifier: GPL-3.0-or-later
// The word tables of pairings in memory.
#include "vocabulary/pairing_words.h"

#include <algorithm>
#include <string>

#include "base/embedded.h"
#include "base/table.h"
#include "base/text.h"

namespace solander {

const PairingWords& pairing_words() {
    static const PairingWords words = [] {
        PairingWords made;
        for_each_row(embedded("data/pairing_words.tsv"), [&](const auto& columns) {
            if (columns.size() < 2) return;
            for (std::string_view word : split(columns[1], ';')) {
                const std::string_view kind = columns[0];
                if (kind == "before") made.before.push_back(word);
                if (kind == "behind") made.behind.push_back(word);
                if (kind == "before" || kind == "behind") made.qualifier.insert(word);
                if (kind == "none") made.none.insert(word);
                if (kind == "not-pairing") made.not_pairing.insert(word);
                if (kind == "no-name") made.no_name.insert(word);
                if (kind == "particle") made.particle.insert(word);
                if (kind == "honorific") made.honorific.insert(word);
            }
        });
        const auto longer = [](std::string_view a, std::string_view b) {
            return a.size() > b.size();
        };
        std::stable_sort(made.before.begin(), made.before.end(), longer);
        std::stable_sort(made.behind.begin(), made.behind.end(), longer);
        return made;
    }();
    return words;
}

bool is_ship(std::string_view folded) {
    static const std::unordered_set<std::string> names = [] {
        std::unordered_set<std::string> made;
        for_each_row(embedded("data/relationships.tsv"), [&](const auto& columns) {
            if (columns.size() < 3) return;
            for (const std::string_view form : split(columns[2], ';'))
                if (form.find_first_of("/&+0123456789") == std::string_view::npos)
                    made.insert(fold(trim(form)));
        });
        return made;
    }();
    return names.count(std::string(folded)) != 0;
}

}  // namespace solander
