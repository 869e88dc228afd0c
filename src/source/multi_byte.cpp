// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/multi_byte.h"

#include <unicode/ucnv.h>

#include <memory>
#include <string>

#include "base/text.h"

namespace solander {
namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// Appends the character that `size` bytes at `at` stand for.
void put(MultiByteText& out, char32_t c, std::size_t at, std::size_t size, bool error) {
    const std::size_t from = out.view.text.size();
    append_utf8(out.view.text, c);
    const auto step = static_cast<std::uint32_t>(out.view.text.size() - from);
    out.view.to_bytes.add(from, at, step, static_cast<std::uint32_t>(size));
    if (error && out.errors++ == 0) out.first_error = {at, at + size};
}

}  // namespace

MultiByteText decode_multi_byte(std::string_view bytes, std::string_view encoding) {
    MultiByteText out;
    UErrorCode status = U_ZERO_ERROR;
    const std::string name(encoding);
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &status));
    if (name.empty() || U_FAILURE(status)) return out;
    out.known = true;
    status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
    out.view.text.reserve(bytes.size() + bytes.size() / 2);
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at < end) {
        const char* const from = at;
        status = U_ZERO_ERROR;
        const UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &status);
        if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;  // only shift sequences were left
        const bool error = U_FAILURE(status);
        if (at == from) ++at;
        put(out, error ? 0xFFFD : static_cast<char32_t>(c),
            static_cast<std::size_t>(from - bytes.data()), static_cast<std::size_t>(at - from),
            error);
    }
    return out;
}

MultiByteText decode_wide(std::string_view bytes, unsigned unit_bytes, bool big_endian) {
    MultiByteText out;
    out.known = true;
    out.view.text.reserve(bytes.size() / unit_bytes + 16);
    const auto unit = [&](std::size_t at) {
        char32_t value = 0;
        for (unsigned i = 0; i < unit_bytes; ++i) {
            const unsigned shift = 8 * (big_endian ? unit_bytes - 1 - i : i);
            value |= static_cast<char32_t>(static_cast<unsigned char>(bytes[at + i])) << shift;
        }
        return value;
    };
    std::size_t at = 0;
    while (at + unit_bytes <= bytes.size()) {
        char32_t c = unit(at);
        std::size_t size = unit_bytes;
        const bool lead = c >= 0xD800 && c < 0xDC00;
        if (unit_bytes == 2 && lead && at + 4 <= bytes.size()) {
            const char32_t trail = unit(at + 2);
            if (trail >= 0xDC00 && trail < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (trail - 0xDC00);
                size = 4;
            }
        }
        const bool error = c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
        put(out, error ? 0xFFFD : c, at, size, error);
        at += size;
    }
    if (at < bytes.size()) put(out, 0xFFFD, at, bytes.size() - at, true);
    return out;
}

}  // namespace solander
