// SPDX-License-Identifier: GPL-3.0-or-later
// A statement in one line, for tables of expectations: "ask {XYZ:yes} +keep_headers until Two
// weeks".
#pragma once
#include <string>

#include "consent/statement.h"

namespace solander {

inline std::string summary(const Statement& s) {
    std::string line(name_of(s.by_default));
    for (const ListedArchive& one : s.listed) line += " {" + one.who + ":" + one.grant + "}";
    for (const std::string& one : s.conditions) line += " +" + one;
    if (!s.embargo.empty()) line += " until " + s.embargo;
    return line;
}

/// How much a default lets show, for comparing: none 0 ... any 4. What waits for a person is 1.
inline int openness_of(Permission p) {
    switch (p) {
    case Permission::none:
        return 0;
    case Permission::ask:
    case Permission::unclear:
    case Permission::unstated:
        return 1;
    case Permission::link_only:
        return 2;
    case Permission::any_notify:
        return 3;
    case Permission::any:
        return 4;
    }
    return 4;
}

}  // namespace solander
