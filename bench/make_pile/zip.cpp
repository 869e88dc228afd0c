// SPDX-License-Identifier: GPL-3.0-or-later
// PKWARE APPNOTE 6.3.3: local headers, central directory, end record; no Zip64.
#include "bench/make_pile/zip.h"

#include <algorithm>
#include <stdexcept>

#include <zlib.h>

namespace solander::pile {
namespace {

void put16(std::string& out, std::uint64_t n) {
    out += static_cast<char>(n & 0xFF);
    out += static_cast<char>((n >> 8) & 0xFF);
}
void put32(std::string& out, std::uint64_t n) {
    put16(out, n & 0xFFFF);
    put16(out, n >> 16);
}

class Deflater {
  public:
    explicit Deflater(int window_bits) {
        if (deflateInit2(&stream_, 9, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error("zlib does not start");
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
    void feed(std::string_view bytes, bool last) {
        // zlib's interface is not const-correct; it does not write to next_in.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        char buffer[16384];
        do {
            stream_.next_out = reinterpret_cast<Bytef*>(buffer);
            stream_.avail_out = sizeof buffer;
            deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
            packed.append(buffer, sizeof buffer - stream_.avail_out);
        } while (stream_.avail_out == 0);
    }
    std::string packed;

  private:
    z_stream stream_{};
};

std::uint32_t crc_of(std::uint32_t crc, std::string_view bytes) {
    return static_cast<std::uint32_t>(
        crc32(crc, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

}  // namespace

void ZipBytes::put(std::string_view name, std::string_view packed, std::uint32_t crc,
                   std::uint64_t size, std::uint32_t attributes) {
    members_.push_back({std::string(name), crc, static_cast<std::uint32_t>(packed.size()),
                        static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(out_.size()),
                        attributes});
    out_ += "PK\x03\x04";
    put16(out_, 20);
    put16(out_, 0);
    put16(out_, 8);            // deflated
    put32(out_, 0x26848280U);  // 1999-04-04 16:20
    put32(out_, crc);
    put32(out_, packed.size());
    put32(out_, size);
    put16(out_, name.size());
    put16(out_, 0);
    out_ += name;
    out_ += packed;
}

ZipBytes& ZipBytes::add(std::string_view name, std::string_view bytes, bool wrong_crc) {
    Deflater deflater(-15);
    deflater.feed(bytes, true);
    put(name, deflater.packed, crc_of(0, bytes) ^ (wrong_crc ? 0x5A5A5A5AU : 0U), bytes.size(), 0);
    return *this;
}

ZipBytes& ZipBytes::add_zeros(std::string_view name, std::uint64_t size) {
    const std::string zeros(1 << 20, '\0');
    Deflater deflater(-15);
    std::uint32_t crc = 0;
    for (std::uint64_t left = size; left > 0;) {
        const std::uint64_t n = std::min<std::uint64_t>(left, zeros.size());
        const std::string_view piece(zeros.data(), n);
        crc = crc_of(crc, piece);
        left -= n;
        deflater.feed(piece, left == 0);
    }
    put(name, deflater.packed, crc, size, 0);
    return *this;
}

ZipBytes& ZipBytes::add_link(std::string_view name, std::string_view target) {
    Deflater deflater(-15);
    deflater.feed(target, true);
    put(name, deflater.packed, crc_of(0, target), target.size(), 0120777U << 16);
    return *this;
}

std::string ZipBytes::finish() {
    const std::size_t directory = out_.size();
    for (const Member& m : members_) {
        out_ += "PK\x01\x02";
        put16(out_, m.attributes != 0 ? 0x0314 : 20);  // made by Unix when it has a mode
        put16(out_, 20);
        put16(out_, 0);
        put16(out_, 8);
        put32(out_, 0x26848280U);
        put32(out_, m.crc);
        put32(out_, m.packed);
        put32(out_, m.size);
        put16(out_, m.name.size());
        put32(out_, 0);  // no extra field, no comment
        put32(out_, 0);  // disk 0, binary
        put32(out_, m.attributes);
        put32(out_, m.offset);
        out_ += m.name;
    }
    const std::size_t length = out_.size() - directory;
    out_ += "PK\x05\x06";
    put32(out_, 0);
    put16(out_, members_.size());
    put16(out_, members_.size());
    put32(out_, length);
    put32(out_, directory);
    put16(out_, 0);
    return std::move(out_);
}

std::string gzip(std::string_view bytes) {
    Deflater deflater(15 + 16);
    deflater.feed(bytes, true);
    return std::move(deflater.packed);
}

}  // namespace solander::pile
