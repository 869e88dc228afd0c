// SPDX-License-Identifier: GPL-3.0-or-later
// The table of signatures, and how text is told from bytes that are none.
#include "source/format.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "source/charset.h"
#include "source/coded_file.h"
#include "source/crawl.h"
#include "source/mail_pile.h"
#include "source/volume.h"
#include "source/warc.h"
#include "source/zip_kind.h"

namespace solander {
namespace {

struct Signature {
    std::size_t at;
    std::string_view bytes;
    Format format;
};

using namespace std::string_view_literals;
constexpr Format kZip{"zip", Media::container, Reading::unpack};
/// First match wins, so the longer of two that begin alike stands first.
constexpr std::array kSignatures = std::to_array<Signature>({
    {0, "PK\7\x08"sv, {"volume", Media::container, Reading::not_yet}},
    {0, "PK\3\4"sv, kZip},
    {0, "PK\5\6"sv, kZip},
    {0, "PK00PK\3\4"sv, kZip},
    {0, "7z\xBC\xAF\x27\x1C"sv, {"7z", Media::container, Reading::unpack}},
    {0, "Rar!\x1A\x07"sv, {"rar", Media::container, Reading::unpack}},
    {2, "-lh"sv, {"lha", Media::container, Reading::unpack}},
    {0, "\x1F\x8B"sv, {"gzip", Media::container, Reading::unzip}},
    {0, "\x1F\x9D"sv, {"compress", Media::container, Reading::unzip}},
    {0, "BZh"sv, {"bzip2", Media::container, Reading::unzip}},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     {"xz", Media::container, Reading::unzip}},
    {0, "\x28\xB5\x2F\xFD"sv, {"zstd", Media::container, Reading::unzip}},
    {0, "%PDF-"sv, {"pdf", Media::binary, Reading::not_yet}},
    {0, "{\\rtf"sv, {"rtf", Media::binary, Reading::compose}},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, {"ole", Media::binary, Reading::compose}},
    {60, "BOOKMOBI"sv, {"mobi", Media::binary, Reading::not_yet}},
    {60, "TEXtREAd"sv, {"palmdoc", Media::binary, Reading::not_yet}},
    {0, "ITOLITLS"sv, {"lit", Media::binary, Reading::not_yet}},
    {0, "StuffIt"sv, {"stuffit", Media::binary, Reading::not_yet}},
    {0, "SIT!"sv, {"stuffit", Media::binary, Reading::not_yet}},
    {0, "(This file must be converted with BinHex"sv, {"binhex", Media::binary, Reading::not_yet}},
    {0, "\x60\xEA"sv, {"arj", Media::binary, Reading::not_yet}},
    {20, "\xDC\xA7\xC4\xFD"sv, {"zoo", Media::binary, Reading::not_yet}},
    {0, "MSCF"sv, {"cab", Media::binary, Reading::not_yet}},
    {0, "\x78\x9F\x3E\x22"sv, {"tnef", Media::binary, Reading::not_yet}},
    {0, "GIF89a"sv, {"gif", Media::image, Reading::none}},
    {0, "GIF87a"sv, {"gif", Media::image, Reading::none}},
    {0, "\xFF\xD8\xFF"sv, {"jpeg", Media::image, Reading::none}},
    {0, "\x89PNG\r\n"sv, {"png", Media::image, Reading::none}},
    {8, "WEBPVP8"sv, {"webp", Media::image, Reading::none}},
    {6, "\0\0\0\0"sv, {"bmp", Media::image, Reading::none}},  // with "BM" in front: see below
    {0, "II*\0"sv, {"tiff", Media::image, Reading::none}},
    {0, "MM\0*"sv, {"tiff", Media::image, Reading::none}},
    {0, "\0\0\1\0"sv, {"icon", Media::image, Reading::none}},
    {0, "8BPS"sv, {"photoshop", Media::image, Reading::none}},
    {0, "ID3"sv, {"mp3", Media::binary, Reading::none}},
    {0, "OggS"sv, {"ogg", Media::binary, Reading::none}},
    {0, "RIFF"sv, {"riff", Media::binary, Reading::none}},
    {0, "MThd"sv, {"midi", Media::binary, Reading::none}},
    {0, "FWS"sv, {"flash", Media::binary, Reading::none}},
    {0, "CWS"sv, {"flash", Media::binary, Reading::none}},
    {4, "ftyp"sv, {"mp4", Media::binary, Reading::none}},
    {0,
     "\x7F"
     "ELF"sv,
     {"elf", Media::program, Reading::none}},
    {0, "\xCA\xFE\xBA\xBE"sv, {"java", Media::program, Reading::none}},
    {0, "#!/"sv, {"script", Media::program, Reading::none}},
    {0, "<?php"sv, {"php", Media::program, Reading::none}},
    {0, " CDX "sv, {"cdx", Media::binary, Reading::none}},  // a crawl's list of its records
    {0, "SQLite format 3\0"sv, {"sqlite", Media::binary, Reading::not_yet}},
    {0, "\0\0\0\1Bud1"sv, {"ds-store", Media::binary, Reading::none}},
    {0, "\0\5\x16\7"sv, {"appledouble", Media::binary, Reading::none}},
    {0, "\0\1\0\0Standard"sv, {"access", Media::binary, Reading::not_yet}},
});

bool has_at(std::string_view bytes, std::size_t at, std::string_view what) {
    return bytes.size() >= at + what.size() && bytes.substr(at, what.size()) == what;
}

/// A program that unpacks itself: the zip's directory stands at the end.
bool ends_as_zip(std::string_view bytes) {
    constexpr std::size_t kLongestEnd = 65557;  // 22 bytes and a comment
    const std::size_t from = bytes.size() > kLongestEnd ? bytes.size() - kLongestEnd : 0;
    return bytes.substr(from).find("PK\5\6"sv) != std::string_view::npos;
}

/// Bytes no text has: control characters that neither editors, terminals nor 8-bit losses leave.
constexpr std::array<bool, 256> kOdd = [] {
    std::array<bool, 256> odd{};
    for (std::size_t b = 0; b < 0x20; ++b) odd[b] = true;
    for (const char usual : "\t\n\v\f\r\b\x1A\x1B\5\x11\x12\x13\x14\x15\x16\x17"sv)
        odd[static_cast<unsigned char>(usual)] = false;
    return odd;
}();

bool looks_binary(std::string_view bytes) {
    constexpr std::size_t kSample = 16384;
    // A run of NULs counts once: disks and mailers leave whole blocks of them inside a text.
    const auto is_over = [](std::string_view sample, double share) {
        std::size_t odd = 0;
        std::size_t repeated = 0;
        char last = 'x';
        for (const char c : sample) {
            odd += kOdd[static_cast<unsigned char>(c)];
            repeated += c == '\0' && last == '\0';
            last = c;
        }
        odd -= repeated;
        const std::size_t seen = sample.size() - repeated;
        return odd > 3 && static_cast<double>(odd) > share * static_cast<double>(seen);
    };
    const std::size_t end = bytes.find_last_not_of("\0\x1A"sv) + 1;  // padding is no sign
    bytes = bytes.substr(0, end);
    const std::string_view middle = bytes.substr(bytes.size() / 2);
    return is_over(bytes.substr(0, kSample), 0.02) || is_over(middle.substr(0, kSample), 0.1);
}

/// Books and office files are zips too.
Format recognise_zip(std::string_view bytes) {
    const std::string_view kind = kind_of_zip(bytes);
    if (kind == "zip") return kZip;
    if (kind == "fimfarchive") return {kind, Media::container, Reading::unpack};
    const bool read = kind == "epub" || kind == "docx" || kind == "odt";
    return {kind, Media::binary, read ? Reading::compose : Reading::not_yet};
}

/// Books, office files and databases that are one XML file, whatever charset it is in.
std::string_view kind_of_xml(std::string_view bytes) {
    constexpr std::size_t kHead = 4096;
    std::string head(bytes.substr(0, kHead));
    std::erase(head, '\0');  // UTF-16
    const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF\xFF\xFE \t\r\n");
    if (first == std::string::npos || head[first] != '<') return {};
    if (head.find("<FictionBook") != std::string::npos) return "fb2";
    if (head.find("<office:document") != std::string::npos
        && head.find("opendocument.text\"") != std::string::npos)
        return "fodt";
    if (head.find("<mysqldump") != std::string::npos
        || head.find("<pma_xml_export") != std::string::npos)
        return "xml-dump";
    return {};
}

Format recognise_text(std::string_view bytes) {
    constexpr std::size_t kYencHead = 1024;
    const Format text{"text", Media::text, Reading::text};
    if (bytes.find_first_not_of("\0\x1A \t\r\n\f"sv) == std::string_view::npos)
        return {"empty", Media::empty, Reading::none};
    if (const std::string_view kind = kind_of_xml(bytes); !kind.empty())
        return {kind, Media::binary, kind == "xml-dump" ? Reading::not_yet : Reading::compose};
    const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")
                        || bytes.starts_with("\0\0\xFE\xFF"sv) || bytes.starts_with("\xEF\xBB\xBF");
    if (marked || wide_without_mark(bytes) != 0) return text;
    if (const std::string_view kind = mail_kind(bytes); !kind.empty())
        return {kind, Media::text, Reading::mail};
    if (bytes.starts_with("=ybegin ") && next_coded_file(bytes.substr(0, kYencHead)))
        return {"yenc", Media::container, Reading::coded};
    if (looks_binary(bytes)) {
        if (is_volume(bytes)) return {"volume", Media::container, Reading::not_yet};
        return {"unknown", Media::binary, Reading::none};
    }
    if (const auto file = bytes.starts_with("begin ") ? next_coded_file(bytes) : std::nullopt;
        file && file->from == 0)
        return {"uuencode", Media::container, Reading::coded};
    return text;
}

/// The first header's checksum is right: a tar of any age. A tar of long texts does not look binary
/// otherwise.
bool is_tar(std::string_view bytes) {
    constexpr std::size_t kHeader = 512, kSum = 148, kSumSize = 8;
    if (bytes.size() < kHeader || bytes[0] == '\0') return false;
    unsigned long said = 0, sum = 0;
    std::size_t digits = 0;
    for (const char c : bytes.substr(kSum, kSumSize)) {
        if (c >= '0' && c <= '7') {
            said = said * 8 + static_cast<unsigned long>(c - '0');
            ++digits;
        } else if (c != ' ' && c != '\0') {
            return false;
        }
    }
    for (std::size_t i = 0; i < kHeader; ++i)
        sum += i >= kSum && i < kSum + kSumSize ? static_cast<unsigned char>(' ')
                                                : static_cast<unsigned char>(bytes[i]);
    return digits >= 3 && said == sum;
}

}  // namespace

Format recognise(std::string_view bytes) {
    if (is_warc(bytes)) return {"warc", Media::container, Reading::crawl};
    if (is_tar(bytes)) return {"tar", Media::container, Reading::unpack};
    if (is_packed_warc(bytes)) return {"warc.gz", Media::container, Reading::crawl};
    for (const Signature& s : kSignatures) {
        if (!has_at(bytes, s.at, s.bytes)) continue;
        if (s.format.name == "bmp" && !bytes.starts_with("BM")) continue;
        if (s.format.name == "lha" && !has_at(bytes, 6, "-")) continue;
        if (s.format.name == "bzip2" && !has_at(bytes, 4, "1AY&SY")) continue;
        // Words may begin like "ID3", "FWS" or "RIFF": believed only beside odd bytes.
        const bool letters =
            !s.bytes.starts_with("GIF8") && std::all_of(s.bytes.begin(), s.bytes.end(), [](char c) {
                return is_ascii_alpha(c) || is_ascii_digit(c) || c == '!';
            });
        if (letters && !looks_binary(bytes)) continue;
        return s.format.name == "zip" ? recognise_zip(bytes) : s.format;
    }
    if (bytes.starts_with("MZ") && looks_binary(bytes)) {
        if (ends_as_zip(bytes)) return kZip;
        return {"exe", Media::program, Reading::none};
    }
    return recognise_text(bytes);
}

bool is_system_litter(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    const std::string_view leaf = slash == std::string_view::npos ? path : path.substr(slash + 1);
    for (const std::string_view name :
         {".DS_Store", "Thumbs.db", "desktop.ini", "Icon\r", ".directory"})
        if (equals_ignoring_ascii_case(leaf, name)) return true;
    return path.starts_with("__MACOSX/") || path.find("/__MACOSX/") != std::string_view::npos;
}

}  // namespace solander
