// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/inflate.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

/// zlib's state, with what it reads.
class Zlib {
  public:
    /// `window`: 15 for zlib's head, +16 for gzip's, -15 for none.
    Zlib(std::string_view bytes, int window) : rest_(bytes) {
        if (inflateInit2(&stream_, window) != Z_OK)
            throw Error(Fault::storage, "no memory to unpack");
    }
    ~Zlib() { inflateEnd(&stream_); }
    Zlib(const Zlib&) = delete;
    Zlib& operator=(const Zlib&) = delete;

    /// Appends at most kPiece bytes.
    int step(std::string& out) {
        constexpr std::size_t kMostIn = std::size_t{1} << 30;
        const std::string_view now = rest_.substr(0, kMostIn);
        // zlib does not write to what it reads, and says so only where ZLIB_CONST is defined.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(now.data()));
        stream_.avail_in = static_cast<uInt>(now.size());
        const std::size_t before = out.size();
        out.resize(before + kPiece);
        stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
        stream_.avail_out = kPiece;
        const int result = inflate(&stream_, Z_NO_FLUSH);
        out.resize(out.size() - stream_.avail_out);
        rest_.remove_prefix(now.size() - stream_.avail_in);
        return result;
    }
    void begin_again() { inflateReset(&stream_); }
    std::string_view rest() const { return rest_; }

  private:
    z_stream stream_{};
    std::string_view rest_;
};

Inflated by_zlib(std::string_view bytes, int window, std::uint64_t limit) {
    Inflated out;
    Zlib zlib(bytes, window);
    for (;;) {
        const std::size_t before = out.bytes.size();
        const int result = zlib.step(out.bytes);
        out.too_big = out.bytes.size() > limit;
        out.whole = result == Z_STREAM_END;
        if (out.too_big || result != Z_OK || out.bytes.size() == before) break;
    }
    if (out.too_big) out.bytes.resize(limit);
    return out;
}

Inflated by_brotli(std::string_view bytes, std::uint64_t limit) {
    struct Free {
        void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
    };
    const std::unique_ptr<BrotliDecoderState, Free> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (!state) throw Error(Fault::storage, "no memory to unpack");
    Inflated out;
    std::size_t left = bytes.size();
    const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
    for (;;) {
        const std::size_t before = out.bytes.size();
        out.bytes.resize(before + kPiece);
        std::size_t room = kPiece;
        auto* to = reinterpret_cast<std::uint8_t*>(out.bytes.data() + before);
        const BrotliDecoderResult result =
            BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
        out.bytes.resize(out.bytes.size() - room);
        out.too_big = out.bytes.size() > limit;
        out.whole = result == BROTLI_DECODER_RESULT_SUCCESS;
        if (out.too_big || result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) break;
    }
    if (out.too_big) out.bytes.resize(limit);
    return out;
}

constexpr int kGzip = 15 + 16, kZlib = 15, kBare = -15;

}  // namespace

bool can_inflate(std::string_view coding) {
    for (const std::string_view known : {"gzip", "x-gzip", "deflate", "br"})
        if (equals_ignoring_ascii_case(trim(coding), known)) return true;
    return false;
}

Inflated inflated(std::string_view bytes, std::string_view coding, std::uint64_t limit) {
    coding = trim(coding);
    if (equals_ignoring_ascii_case(coding, "br")) return by_brotli(bytes, limit);
    if (!can_inflate(coding)) return {};
    if (!equals_ignoring_ascii_case(coding, "deflate")) return by_zlib(bytes, kGzip, limit);
    Inflated out = by_zlib(bytes, kZlib, limit);
    return out.bytes.empty() && !out.whole ? by_zlib(bytes, kBare, limit) : out;
}

struct GzipStream::State {
    explicit State(std::string_view bytes) : zlib(bytes, kGzip) {}
    Zlib zlib;
    bool ended = false;
};

GzipStream::GzipStream(std::string_view bytes) : state_(std::make_unique<State>(bytes)) {}
GzipStream::~GzipStream() = default;

bool GzipStream::more(std::string& out, std::size_t size) {
    const std::size_t from = out.size();
    while (!state_->ended && out.size() - from < size) {
        const std::size_t before = out.size();
        const int result = state_->zlib.step(out);
        const std::string_view rest = state_->zlib.rest();
        if (result == Z_STREAM_END) {
            state_->ended = rest.empty();
            // Zeros behind the last member are padding.
            if (!rest.empty() && rest.find_first_not_of('\0') == std::string_view::npos)
                state_->ended = true;
            state_->zlib.begin_again();
        } else if (result != Z_OK || (out.size() == before && rest.empty())) {
            state_->ended = damaged_ = true;
        }
    }
    return out.size() > from;
}

}  // namespace solander
