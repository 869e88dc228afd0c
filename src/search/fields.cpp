// SPDX-License-Identifier: GPL-3.0-or-later
// Looking fields up, also the misspelled ones.
#include "search/fields.h"

#include "base/spelling.h"
#include "base/text.h"

namespace solander {
const QueryField* find_field(std::string_view name) {
    for (const QueryField& field : kFields) {
        if (equals_ignoring_ascii_case(field.name, name)) return &field;
        for (const std::string_view alias : field.aliases)
            if (!alias.empty() && equals_ignoring_ascii_case(alias, name)) return &field;
    }
    return nullptr;
}

std::string_view nearest_field(std::string_view name) {
    if (name.size() > 40) return {};
    std::string_view best;
    const std::string typed = ascii_lowered(name);
    std::size_t least = name.size() <= 4 ? 2 : 3;  // fewer edits than this
    for (const QueryField& field : kFields) {
        const auto look = [&](std::string_view candidate) {
            if (candidate.empty()) return;
            const std::size_t d = edit_distance(typed, candidate, least);
            if (d < least) {
                least = d;
                best = candidate;
            }
        };
        look(field.name);
        for (const std::string_view alias : field.aliases) look(alias);
    }
    return best;
}

std::string fields_help() {
    std::string out;
    for (const QueryField& field : kFields) {
        out += "  ";
        out += field.example;
        out.append(field.example.size() < 34 ? 34 - field.example.size() : 1, ' ');
        out += field.help;
        if (!field.choices.empty()) {
            out += " (";
            out += field.choices;
            out += ')';
        }
        out += '\n';
    }
    return out;
}

}  // namespace solander
