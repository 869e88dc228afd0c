// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/zip_kind.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "source/format.h"

namespace solander {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

bool ends_in(std::string_view name, std::string_view end) {
    return name.size() > end.size() && name.ends_with(end);
}

/// What the names say, gathered one by one.
class ZipNames {
  public:
    void add(std::string_view raw) {
        std::string name = ascii_lowered(raw);
        std::replace(name.begin(), name.end(), '\\', '/');
        if (name.empty() || name.back() == '/' || is_system_litter(raw)) return;
        const std::size_t slash = name.find('/');
        const std::string top = slash == kNone ? std::string() : name.substr(0, slash + 1);
        if (count_++ == 0) top_ = top;
        one_top_ = one_top_ && top == top_ && !top.empty();
        constexpr std::string_view kContainer = "meta-inf/container.xml";
        if (name == kContainer) at_root_ = true;
        if (name.substr(top.size()) == kContainer) ++inside_;
        word_ = word_ || name == "word/document.xml";
        index_ = index_ || name == "index.json";
        about_ = about_ || name == "about.json";
        books_ = books_ || (top == "epub/" && ends_in(name, ".epub"));
        types_ = types_ || name == "[content_types].xml";
        content_ = content_ || name == "content.xml";
        manifest_ = manifest_ || name == "meta-inf/manifest.xml";
        if (ends_in(name, ".opf") && !name.ends_with("metadata.opf")) ++packages_;
        pages_ += ends_in(name, "html") || ends_in(name, ".htm") || ends_in(name, ".xml");
    }
    std::string_view kind() const {
        if (at_root_ || (inside_ == 1 && one_top_) || (packages_ == 1 && pages_ > 0)) return "epub";
        if (index_ && about_ && books_) return "fimfarchive";
        if (word_) return "docx";
        if (types_) return "office";
        if (content_ && manifest_) return "odt";
        return "zip";
    }

  private:
    std::uint64_t count_ = 0, inside_ = 0, packages_ = 0, pages_ = 0;
    std::string top_;
    bool one_top_ = true, at_root_ = false, word_ = false, types_ = false, content_ = false,
         manifest_ = false, index_ = false, about_ = false, books_ = false;
};

/// The directory at the end; false when there is none that can be read.
bool read_directory(std::string_view bytes, ZipNames& names) {
    constexpr std::size_t kLongestEnd = 65557, kEnd = 22, kHead = 46;
    const std::size_t from = bytes.size() > kLongestEnd ? bytes.size() - kLongestEnd : 0;
    const std::size_t found = bytes.substr(from).rfind("PK\5\6");
    if (found == kNone || bytes.size() - from - found < kEnd) return false;
    std::size_t end = from + found;
    std::size_t size = number_at(bytes, end + 12, 4);
    // Zip64: the real numbers stand in front.
    constexpr std::size_t kLocator = 20, kEnd64 = 56;
    if (end >= kLocator + kEnd64 && bytes.substr(end - kLocator, 4) == "PK\6\7"
        && bytes.substr(end - kLocator - kEnd64, 4) == "PK\6\6") {
        end -= kLocator + kEnd64;
        size = number_at(bytes, end + 40, 8);
    }
    if (size > end) return false;
    std::size_t at = end - size;  // behind whatever stands before the zip
    bool any = false;
    while (at + kHead <= end && bytes.substr(at, 4) == "PK\1\2") {
        const std::size_t length = number_at(bytes, at + 28, 2);
        if (at + kHead + length > end) break;
        names.add(bytes.substr(at + kHead, length));
        any = true;
        at += kHead + length + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
    }
    return any;
}

/// Heads of members, as far as each says where the next one stands.
void read_heads(std::string_view bytes, ZipNames& names) {
    constexpr std::size_t kHead = 30;
    std::size_t at = 0;
    while (at + kHead <= bytes.size() && bytes.substr(at, 4) == "PK\3\4") {
        const std::size_t length = number_at(bytes, at + 26, 2);
        if (at + kHead + length > bytes.size()) break;
        names.add(bytes.substr(at + kHead, length));
        const std::size_t packed = number_at(bytes, at + 18, 4);
        at += kHead + length + number_at(bytes, at + 28, 2) + packed;
        if (packed == 0) {  // told behind the member
            at = bytes.find("PK\3\4", at);
            if (at == kNone) break;
        }
    }
}

}  // namespace

std::string_view kind_of_zip(std::string_view bytes) {
    constexpr std::string_view kMimetype = "mimetypeapplication/";
    if (bytes.substr(0, 30 + kMimetype.size()).ends_with(kMimetype)) {
        const std::string_view type = bytes.substr(30 + kMimetype.size(), 64);
        if (type.starts_with("epub+zip")) return "epub";
        if (type.starts_with("vnd.oasis.opendocument.text")) return "odt";
        if (type.starts_with("vnd.oasis.") || type.starts_with("vnd.sun.xml"))
            return "opendocument";
    }
    ZipNames names;
    if (!read_directory(bytes, names)) read_heads(bytes, names);
    return names.kind();
}

}  // namespace solander
