// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/zip_writer.h"

#include <libdeflate.h>

#include <memory>

#include "base/error.h"

namespace solander {
namespace {

constexpr std::uint16_t kStored = 0, kDeflated = 8;
constexpr std::uint32_t kDosTime = 0x00210000;  // 1980-01-01 00:00:00, the earliest there is

void put16(std::string& out, std::uint32_t v) {
    out += static_cast<char>(v & 0xFF);
    out += static_cast<char>(v >> 8 & 0xFF);
}

void put32(std::string& out, std::uint32_t v) {
    put16(out, v & 0xFFFF);
    put16(out, v >> 16);
}

struct FreeCompressor {
    void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};

/// One a thread: making it costs more than compressing a short chapter.
libdeflate_compressor* compressor() {
    thread_local const std::unique_ptr<libdeflate_compressor, FreeCompressor> own(
        libdeflate_alloc_compressor(6));
    if (!own) throw std::bad_alloc();
    return own.get();
}

}  // namespace

void ZipWriter::store(std::string_view name, std::string_view bytes) {
    add(name, bytes, bytes, kStored);
}

void ZipWriter::deflate(std::string_view name, std::string_view bytes) {
    std::string packed(libdeflate_deflate_compress_bound(compressor(), bytes.size()), '\0');
    packed.resize(libdeflate_deflate_compress(compressor(), bytes.data(), bytes.size(),
                                              packed.data(), packed.size()));
    if (packed.empty() || packed.size() >= bytes.size())
        add(name, bytes, bytes, kStored);
    else
        add(name, bytes, packed, kDeflated);
}

void ZipWriter::add(std::string_view name, std::string_view bytes, std::string_view packed,
                    std::uint16_t method) {
    if (entries_.size() >= 0xFFFF || out_.size() + packed.size() + name.size() > 0xFFF00000
        || bytes.size() > 0xFFF00000)
        throw Error(Fault::input, "too much for one ZIP file", "export fewer works into one book");
    Entry entry{std::string(name),
                libdeflate_crc32(0, bytes.data(), bytes.size()),
                static_cast<std::uint32_t>(packed.size()),
                static_cast<std::uint32_t>(bytes.size()),
                static_cast<std::uint32_t>(out_.size()),
                method};
    put32(out_, 0x04034B50);  // local file header
    put16(out_, method == kStored ? 10 : 20);
    put16(out_, 0);
    put16(out_, method);
    put32(out_, kDosTime);
    put32(out_, entry.crc);
    put32(out_, entry.packed);
    put32(out_, entry.size);
    put16(out_, static_cast<std::uint32_t>(name.size()));
    put16(out_, 0);
    out_ += name;
    out_ += packed;
    entries_.push_back(std::move(entry));
}

std::string ZipWriter::finish() {
    const auto directory = static_cast<std::uint32_t>(out_.size());
    for (const Entry& entry : entries_) {
        put32(out_, 0x02014B50);  // central directory header
        put16(out_, 20);
        put16(out_, entry.method == kStored ? 10 : 20);
        put16(out_, 0);
        put16(out_, entry.method);
        put32(out_, kDosTime);
        put32(out_, entry.crc);
        put32(out_, entry.packed);
        put32(out_, entry.size);
        put16(out_, static_cast<std::uint32_t>(entry.name.size()));
        put32(out_, 0);  // extra field and comment lengths
        put16(out_, 0);  // disk
        put16(out_, 0);  // internal attributes
        put32(out_, 0);  // external attributes
        put32(out_, entry.offset);
        out_ += entry.name;
    }
    const auto size = static_cast<std::uint32_t>(out_.size()) - directory;
    const auto count = static_cast<std::uint32_t>(entries_.size());
    put32(out_, 0x06054B50);  // end of central directory
    put32(out_, 0);
    put16(out_, count);
    put16(out_, count);
    put32(out_, size);
    put32(out_, directory);
    put16(out_, 0);
    return std::move(out_);
}

}  // namespace solander
