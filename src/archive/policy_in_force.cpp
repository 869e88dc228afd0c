// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/policy_in_force.h"

#include <fmt/format.h>

#include <algorithm>

#include "archive/standing.h"
#include "base/log.h"
#include "catalogue/record_rows.h"

namespace solander {
namespace {

constexpr std::string_view kSetPolicies = "insert into meta(key, value) values('consent', $1)"
                                          " on conflict(key) do update set value = excluded.value";
constexpr std::string_view kWorks = "select id, visibility from work order by id";
constexpr std::string_view kSetVisibility = "update work set visibility = $1 where id = $2";

void set_policies(Connection& connection, const std::vector<ConsentPolicy>& policies) {
    std::string text;
    for (const ConsentPolicy& policy : policies) text += policy_text(policy) + "\n";
    connection.query(kSetPolicies).bind(text).run();
}

bool contains(const std::vector<ConsentPolicy>& policies, const ConsentPolicy& policy) {
    return std::find(policies.begin(), policies.end(), policy) != policies.end();
}

/// As the catalogue gives it back.
ConsentPolicy asked_for(const Archive::Inside& inside) {
    return policy_from_text(policy_text(inside.policy)).value();
}

std::uint64_t settle_all(Connection& connection, bool only_stricter,
                         const std::function<void(WorkId, Visibility, Visibility)>& told) {
    std::vector<std::pair<WorkId, Visibility>> works;
    for (Query query = connection.query(kWorks); query.step();)
        works.emplace_back(query.integer(0),
                           visibility_from_name(query.text(1)).value_or(Visibility::kept));
    std::uint64_t changed = 0;
    for (const auto& [id, was] : works) {
        const auto record = load_record(connection, id);
        if (!record) continue;
        const Visibility is = standing_of(connection, *record);
        if (is == was || (only_stricter && is < was)) continue;
        connection.query(kSetVisibility).bind(name_of(is)).bind(id).run();
        add_change(connection, id, "put");
        if (told) told(id, was, is);
        ++changed;
    }
    return changed;
}

}  // namespace

bool policy_is_in_force(const Archive::Inside& inside, Connection& connection) {
    return contains(policies_in_force(connection), asked_for(inside));
}

std::uint64_t tighten_policy(Archive::Inside& inside, Connection& connection) {
    const ConsentPolicy wanted = asked_for(inside);
    if (contains(policies_in_force(connection), wanted)) return 0;
    WriteTransaction transaction(connection);
    std::vector<ConsentPolicy> policies = policies_in_force(connection);
    if (contains(policies, wanted)) return 0;  // another process was quicker
    policies.push_back(wanted);
    set_policies(connection, policies);
    const std::uint64_t changed = settle_all(connection, true, {});
    transaction.commit();
    if (changed > 0)
        log_line(LogLevel::warning, "consent",
                 fmt::format("works that are less open by the settings as they are now: {}; what "
                             "they would open waits for: solander permit policy --apply",
                             changed));
    return changed;
}

std::uint64_t apply_policy(Archive::Inside& inside, Connection& connection,
                           const std::function<void(WorkId, Visibility, Visibility)>& told) {
    set_policies(connection, {asked_for(inside)});
    return settle_all(connection, false, told);
}

}  // namespace solander
