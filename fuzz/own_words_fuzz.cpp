// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as an archive's own table: its name, a line end, a value that is read by it, a line
// end, and the rows.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "header/labels.h"
#include "vocabulary/codes.h"
#include "vocabulary/rating.h"
#include "vocabulary/tag.h"
#include "vocabulary/value_words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace solander;
    std::string_view rest(reinterpret_cast<const char*>(bytes), size);
    const auto line = [&rest] {
        const std::size_t end = rest.find('\n');
        const std::string_view taken = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        return taken;
    };
    const std::string_view name = line(), value = line();
    std::vector<ValueWords::OwnTable> own{{std::string(name), std::string(rest)}};
    const ValueWords words(own);
    for (const TableFault& fault : own[0].faults)
        if (fault.line > size + 1 || fault.what.empty()) std::abort();
    const RatingReading rating = read_rating(value, words);
    if (rating.token.size() > value.size() || rating.reason.size() > value.size()) std::abort();
    (void)read_codes(value, words);
    (void)read_categories(value, words);
    (void)read_genres(value, true, words);
    (void)archive_warning(value, words);
    (void)words.own_language(value);
    const LabelTable labels(words.own_labels());
    (void)labels.match(value, true);
    return 0;
}
