// SPDX-License-Identifier: GPL-3.0-or-later
// The names of permissions, and which of two leads to less.
#include <utility>

#include "consent/statement.h"

namespace solander {
namespace {

constexpr std::pair<Permission, std::string_view> kNames[] = {
    {Permission::any, "any"},         {Permission::any_notify, "any_notify"},
    {Permission::ask, "ask"},         {Permission::link_only, "link_only"},
    {Permission::none, "none"},       {Permission::unstated, "unstated"},
    {Permission::unclear, "unclear"},
};

/// Openness of what a statement leads to; what says nothing stands between.
int openness(Permission p) {
    switch (p) {
    case Permission::none:
        return 0;
    case Permission::ask:
        return 1;
    case Permission::unclear:
        return 2;
    case Permission::unstated:
        return 3;
    case Permission::link_only:
        return 4;
    case Permission::any_notify:
        return 5;
    case Permission::any:
        return 6;
    }
    return 0;
}

}  // namespace

std::string_view name_of(Permission permission) {
    for (const auto& [value, name] : kNames)
        if (value == permission) return name;
    return "unclear";
}

std::optional<Permission> permission_from_name(std::string_view name) {
    for (const auto& [value, known] : kNames)
        if (known == name) return value;
    return std::nullopt;
}

bool stricter(Permission a, Permission b) { return openness(a) < openness(b); }

}  // namespace solander
