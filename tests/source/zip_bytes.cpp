// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/source/zip_bytes.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cstdint>

namespace solander {
namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
    for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xFF);
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFu;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
    }
    return ~crc;
}

/// A block of RAR 4: its sum is half a CRC.
std::string rar_block(char type, unsigned flags, const std::string& rest) {
    std::string head(1, type), out;
    put(head, flags, 2);
    put(head, 7 + rest.size(), 2);
    head += rest;
    put(out, crc32(head) & 0xFFFFu, 2);
    return out + head;
}

std::string rar_number(std::uint64_t n) {
    std::string out;
    for (; n > 0x7F; n >>= 7) out += static_cast<char>((n & 0x7F) | 0x80);
    return out + static_cast<char>(n);
}

/// A block of RAR 5.
std::string rar_block(const std::string& rest) {
    const std::string sized = rar_number(rest.size()) + rest;
    std::string out;
    put(out, crc32(sized), 4);
    return out + sized;
}

}  // namespace

std::string stored_rar(const std::vector<ZipEntry>& entries, int version) {
    const bool old = version == 4;
    std::string out = std::string("Rar!\x1A\x07", 6)
                      + (old ? '\0' + rar_block('\x73', 0, std::string(6, '\0'))
                             : std::string("\1\0", 2) + rar_block(std::string("\1\0\0", 3)));
    for (const ZipEntry& e : entries) {
        const std::uint32_t sum = crc32(e.content) ^ (e.wrong_crc ? 1U : 0U);
        std::string rest;
        if (old) {
            put(rest, e.content.size(), 4);
            put(rest, e.content.size(), 4);
            put(rest, 3, 1);  // made on Unix
            put(rest, sum, 4);
            put(rest, 0x2C8E0000, 4);
            put(rest, 20, 1);
            put(rest, 0x30, 1);  // stored
            put(rest, e.name.size(), 2);
            put(rest, 0100644, 4);
            out += rar_block('\x74', 0x8000, rest + e.name);
        } else {
            rest = std::string("\2\2", 2) + rar_number(e.content.size()) + '\4'
                   + rar_number(e.content.size()) + rar_number(0644);
            put(rest, sum, 4);
            out += rar_block(rest + std::string("\0\1", 2) + rar_number(e.name.size()) + e.name);
        }
        out += e.content;
    }
    return out + (old ? rar_block('\x7B', 0x4000, "") : rar_block(std::string("\5\0\0", 3)));
}

std::string stored_zip(const std::vector<ZipEntry>& entries) {
    std::string out;
    std::string directory;
    for (const ZipEntry& e : entries) {
        std::string head;
        put(head, 20, 2);
        put(head, e.flags, 2);
        put(head, 0, 6);  // stored, no time
        put(head, crc32(e.content) ^ (e.wrong_crc ? 1u : 0u), 4);
        put(head, e.content.size(), 4);
        put(head, e.content.size(), 4);
        put(head, e.name.size(), 2);
        put(head, 0, 2);
        directory += "PK\1\2";
        put(directory, 20, 2);
        directory += head;
        put(directory, 0, 10);
        put(directory, out.size(), 4);
        directory += e.name;
        out += "PK\3\4" + head + e.name + e.content;
    }
    const std::size_t at = out.size();
    out += directory + "PK\5\6";
    put(out, 0, 4);
    put(out, entries.size(), 2);
    put(out, entries.size(), 2);
    put(out, directory.size(), 4);
    put(out, at, 4);
    put(out, 0, 2);
    return out;
}

std::string packed(const std::vector<PackedEntry>& entries, const char* format,
                   const char* filter) {
    std::size_t room = 1 << 20;
    for (const PackedEntry& e : entries) room += e.content.size() + 4096;
    std::string out(room, '\0');
    std::size_t used = 0;
    archive* a = archive_write_new();
    if (std::string_view(format) == "raw")
        archive_write_set_format_raw(a);
    else
        archive_write_set_format_by_name(a, format);
    if (*filter != '\0') archive_write_add_filter_by_name(a, filter);
    archive_write_open_memory(a, out.data(), out.size(), &used);
    for (const PackedEntry& e : entries) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, e.name.c_str());
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(e.content.size()));
        archive_entry_set_filetype(entry, e.link_to.empty() ? AE_IFREG : AE_IFLNK);
        if (!e.link_to.empty()) archive_entry_set_symlink(entry, e.link_to.c_str());
        archive_write_header(a, entry);
        archive_write_data(a, e.content.data(), e.content.size());
        archive_entry_free(entry);
    }
    archive_write_close(a);
    archive_write_free(a);
    out.resize(used);
    return out;
}

}  // namespace solander
