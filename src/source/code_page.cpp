// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/code_page.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/text.h"

namespace solander {
namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::unique_ptr<const CodePage> load(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &status));
    if (U_FAILURE(status) || ucnv_getMaxCharSize(converter.get()) != 1) return nullptr;
    std::array<char32_t, 128> high{};
    for (unsigned b = 0x80; b < 0x100; ++b) {
        const char byte = static_cast<char>(b);
        std::array<UChar, 4> out{};
        status = U_ZERO_ERROR;
        const int n = ucnv_toUChars(converter.get(), out.data(), 4, &byte, 1, &status);
        high[b - 0x80] = U_SUCCESS(status) && n == 1 ? static_cast<char32_t>(out[0]) : 0xFFFD;
    }
    return std::make_unique<const CodePage>(high);
}

}  // namespace

CodePage::CodePage(const std::array<char32_t, 128>& high) : high_(high) {
    for (unsigned i = 0; i < 128; ++i) {
        std::string bytes;
        append_utf8(bytes, high[i]);
        std::copy(bytes.begin(), bytes.end(), utf8_[i].begin());
        sizes_[i] = static_cast<std::uint8_t>(bytes.size());
        if (high[i] != 0xFFFD) bytes_.emplace(high[i], static_cast<unsigned char>(i + 0x80));
    }
}

std::optional<unsigned char> CodePage::encode(char32_t c) const {
    const auto found = bytes_.find(c);
    if (found == bytes_.end()) return std::nullopt;
    return found->second;
}

const CodePage* CodePage::find(std::string_view name) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<const CodePage>, std::less<>> loaded;
    const std::lock_guard guard(mutex);
    auto at = loaded.find(name);
    if (at == loaded.end()) {
        std::string key(name);
        at = loaded.emplace(key, load(key)).first;
    }
    return at->second.get();
}

}  // namespace solander
