// SPDX-License-Identifier: GPL-3.0-or-later
// zstd frames through one context per thread.
#include "base/compress.h"

#include <fmt/format.h>
#include <zstd.h>

#include <memory>

#include "base/error.h"

namespace solander {
namespace {

template <auto free_it>
struct Free {
    template <class T>
    void operator()(T* context) const {
        free_it(context);
    }
};

[[noreturn]] void damaged(std::string_view why) {
    throw Error(Fault::storage, fmt::format("cannot decompress: {}", why), "run `solander check`");
}

}  // namespace

std::string compress(std::string_view bytes, int level) {
    thread_local const std::unique_ptr<ZSTD_CCtx, Free<ZSTD_freeCCtx>> context(ZSTD_createCCtx());
    if (!context) throw std::bad_alloc();
    std::string frame;
    frame.resize(ZSTD_compressBound(bytes.size()));
    const std::size_t n = ZSTD_compressCCtx(context.get(), frame.data(), frame.size(), bytes.data(),
                                            bytes.size(), level);
    if (ZSTD_isError(n) != 0)
        throw Error(Fault::bug, fmt::format("cannot compress: {}", ZSTD_getErrorName(n)));
    frame.resize(n);
    frame.shrink_to_fit();
    return frame;
}

std::string decompress(std::string_view frame, std::size_t limit) {
    thread_local const std::unique_ptr<ZSTD_DCtx, Free<ZSTD_freeDCtx>> context(ZSTD_createDCtx());
    if (!context) throw std::bad_alloc();
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        damaged("not a frame with its size");
    if (size > limit) damaged(fmt::format("{} bytes are more than {}", size, limit));
    std::string bytes;
    bytes.resize(static_cast<std::size_t>(size));
    const std::size_t n =
        ZSTD_decompressDCtx(context.get(), bytes.data(), bytes.size(), frame.data(), frame.size());
    if (ZSTD_isError(n) != 0) damaged(ZSTD_getErrorName(n));
    if (n != bytes.size()) damaged("shorter than it says");
    return bytes;
}

}  // namespace solander
