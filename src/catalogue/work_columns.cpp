// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/work_columns.h"

#include <fmt/format.h>

namespace solander {

void bad_column(WorkId id, std::string_view column, std::string_view value) {
    throw Error(Fault::storage,
                fmt::format("work {}: {} cannot be '{}' in the catalogue", id, column, value),
                "run `solander check`");
}

Rating read_rating(const Query& q, int column, WorkId id) {
    const std::string_view text = q.text(column);
    if (text.empty()) return {};
    const auto rating = rating_from_name(text);
    if (!rating) bad_column(id, "rating", text);
    return *rating;
}

Visibility read_visibility(const Query& q, int column, WorkId id) {
    const auto visibility = visibility_from_name(q.text(column));
    if (!visibility) bad_column(id, "visibility", q.text(column));
    return *visibility;
}

std::optional<PartPlace> read_part(const Query& q, int column) {
    if (q.null(column)) return std::nullopt;
    PartPlace part{q.real(column), std::nullopt};
    if (const auto of = q.integer_or_null(column + 1)) part.of = static_cast<int>(*of);
    return part;
}

std::optional<bool> read_complete(const Query& q, int column) {
    const auto complete = q.integer_or_null(column);
    if (!complete) return std::nullopt;
    return *complete != 0;
}

}  // namespace solander
