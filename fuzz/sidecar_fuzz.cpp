// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes taken for a list of stories end in rows of valid text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "source/sidecar.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace solander;
    const auto sidecar = read_sidecar({reinterpret_cast<const char*>(data), size});
    if (!sidecar) return 0;
    if (sidecar->rows.empty()) std::abort();
    for (const SidecarRow& row : sidecar->rows) {
        if (row.files.empty()) std::abort();
        for (const Stated& stated : row.stated)
            if (stated.label.empty() || !valid_utf8(stated.label) || !valid_utf8(stated.value))
                std::abort();
    }
    return 0;
}
