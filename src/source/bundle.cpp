// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/bundle.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <zlib.h>

#include <algorithm>

#include "base/error.h"
#include "source/rar_blocks.h"

namespace solander {
namespace {

/// libarchive turns names into the thread's charset; without UTF-8 it would make them "???".
class Utf8Names {
  public:
    Utf8Names() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
        if (locale_ != nullptr) before_ = uselocale(locale_);
    }
    ~Utf8Names() {
        if (locale_ == nullptr) return;
        uselocale(before_);
        freelocale(locale_);
    }
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

  private:
    locale_t locale_;
    locale_t before_ = nullptr;
};

struct FreeArchive {
    void operator()(archive* a) const { archive_read_free(a); }
};

}  // namespace

struct Bundle::State {
    std::unique_ptr<archive, FreeArchive> reader{archive_read_new()};
    std::string name;
    bool packed_file = false;
    RarBlocks rar;
    std::size_t entries = 0;  ///< given so far

    /// The sum that the container has of the entry and libarchive does not look at.
    bool sum_differs(uLong sum) const {
        if (!rar.known || entries == 0 || entries > rar.sums.size()) return false;
        const auto said = rar.sums[entries - 1];
        return said && *said != sum;
    }
};

Bundle::Bundle(std::string_view bytes, bool packed_file, std::string_view name)
    : state_(std::make_unique<State>()) {
    archive* a = state_->reader.get();
    if (a == nullptr) throw Error(Fault::storage, "no memory to open a container");
    state_->name = name;
    state_->packed_file = packed_file;
    archive_read_support_format_tar(a);
    if (packed_file) {
        archive_read_support_filter_gzip(a);
        archive_read_support_filter_bzip2(a);
        archive_read_support_filter_xz(a);
        archive_read_support_filter_zstd(a);
        archive_read_support_filter_compress(a);
        archive_read_support_format_raw(a);
    } else {
        archive_read_support_format_zip(a);
        archive_read_support_format_7zip(a);
        archive_read_support_format_rar(a);
        archive_read_support_format_rar5(a);
        archive_read_support_format_lha(a);
        state_->rar = read_rar_blocks(bytes);
    }
    if (archive_read_open_memory(a, bytes.data(), bytes.size()) != ARCHIVE_OK)
        trouble_ =
            archive_error_string(a) != nullptr ? archive_error_string(a) : "cannot be opened";
}

Bundle::~Bundle() = default;

bool Bundle::next(Member& member) {
    if (!trouble_.empty()) return false;
    const Utf8Names locale;
    archive* a = state_->reader.get();
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(a, &entry);
    if (result == ARCHIVE_EOF) {
        if (state_->rar.known && !state_->rar.whole) trouble_ = "its last block is missing";
        return false;
    }
    ++state_->entries;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
        trouble_ = archive_error_string(a) != nullptr ? archive_error_string(a) : "is damaged";
        return false;
    }
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr) name = archive_entry_pathname_utf8(entry);
    member.name = name != nullptr ? name : "";
    if (state_->packed_file && archive_format(a) == ARCHIVE_FORMAT_RAW) member.name = state_->name;
    const auto type = archive_entry_filetype(entry);
    const bool plain = (type == AE_IFREG || type == 0) && archive_entry_hardlink(entry) == nullptr;
    member.kind = type == AE_IFDIR ? Kind::folder : plain ? Kind::file : Kind::link;
    if (plain && archive_entry_is_data_encrypted(entry) != 0) member.kind = Kind::encrypted;
    return true;
}

Bundle::Outcome Bundle::read(std::string& out, std::uint64_t limit) {
    out.clear();
    return read_blocks(
        [&out](std::string_view block) {
            out += block;
            return true;
        },
        limit);
}

Bundle::Outcome Bundle::read_blocks(const std::function<bool(std::string_view)>& take,
                                    std::uint64_t limit) {
    constexpr std::size_t kHole = 65536;
    archive* a = state_->reader.get();
    bool damaged = false;
    std::uint64_t at = 0;
    uLong sum = crc32(0, nullptr, 0);
    for (;;) {
        const void* block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int result = archive_read_data_block(a, &block, &size, &offset);
        if (result == ARCHIVE_EOF)
            return damaged || state_->sum_differs(sum) ? Outcome::damaged : Outcome::whole;
        // ARCHIVE_WARN: a wrong checksum, told with the last block.
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
            const char* why = archive_error_string(a);
            if (result == ARCHIVE_FATAL) trouble_ = why != nullptr ? why : "is damaged";
            return Outcome::damaged;
        }
        damaged = damaged || result == ARCHIVE_WARN;
        unpacked_ += size;
        const auto from = static_cast<std::uint64_t>(std::max<la_int64_t>(offset, 0));
        if (from > limit || size > limit || from + size > limit) return Outcome::too_big;
        while (from > at) {  // a hole of a sparse file
            const std::string hole(std::min<std::uint64_t>(from - at, kHole), '\0');
            if (!take(hole)) return Outcome::whole;
            at += hole.size();
        }
        if (state_->rar.known) sum = crc32_z(sum, static_cast<const Bytef*>(block), size);
        if (!take({static_cast<const char*>(block), size})) return Outcome::whole;
        at += size;
    }
}

void Bundle::read_head(std::string& out, std::size_t size) {
    out.clear();
    while (out.size() < size) {
        const void* block = nullptr;
        std::size_t got = 0;
        la_int64_t offset = 0;
        const int result = archive_read_data_block(state_->reader.get(), &block, &got, &offset);
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) break;
        unpacked_ += got;
        out.append(static_cast<const char*>(block), got);
    }
    out.resize(std::min(out.size(), size));
}

void Bundle::drain(std::uint64_t limit) {
    while (unpacked_ <= limit) {
        const void* block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int result = archive_read_data_block(state_->reader.get(), &block, &size, &offset);
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) break;
        unpacked_ += size;
    }
}

}  // namespace solander
