// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/source/encode.h"

#include <unicode/ucnv.h>

#include <gtest/gtest.h>

namespace solander {

std::string encode(std::string_view utf8, const char* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    const int size = static_cast<int>(utf8.size());
    std::string out(utf8.size() * 4 + 16, '\0');
    const int n = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<int>(out.size()),
                               utf8.data(), size, &status);
    EXPECT_TRUE(U_SUCCESS(status)) << encoding;
    EXPECT_EQ(std::string_view(out).substr(0, static_cast<std::size_t>(n)).find('\x1A'),
              std::string_view::npos)
        << "not every character exists in " << encoding;
    out.resize(static_cast<std::size_t>(n));
    return out;
}

}  // namespace solander
