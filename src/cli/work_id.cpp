// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/work_id.h"

#include <charconv>

namespace solander {

WorkId work_id_or_zero(const std::string& text) {
    const char* from = text.data() + (text.starts_with('#') ? 1 : 0);
    const char* const end = text.data() + text.size();
    WorkId id = 0;
    const auto [at, error] = std::from_chars(from, end, id);
    return error == std::errc{} && at == end && id > 0 ? id : 0;
}

WorkId work_id(const std::string& text) {
    if (const WorkId id = work_id_or_zero(text)) return id;
    throw Error(Fault::usage, "'" + text + "' is not the number of a work",
                "solander find WORDS shows the numbers at the left");
}

Error no_such_work(const std::string& text) {
    return {Fault::not_found, "no work " + text + " in this archive",
            "solander find WORDS shows what there is"};
}

}  // namespace solander
