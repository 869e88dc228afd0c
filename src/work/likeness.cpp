// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/likeness.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <cstring>
#include <memory>

namespace solander {
namespace {

// What a byte is to us: a folded letter or digit (its value), or one of these.
constexpr unsigned char kGap = 0;     // ends a word
constexpr unsigned char kInside = 1;  // neither a letter nor an end: the apostrophes
constexpr unsigned char kWide = 2;    // begins a code point above ASCII

constexpr std::array<unsigned char, 256> byte_kinds() {
    std::array<unsigned char, 256> kinds{};
    for (std::size_t b = 0; b < 256; ++b) {
        const auto c = static_cast<unsigned char>(b);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) kinds[b] = c;
        if (c >= 'A' && c <= 'Z') kinds[b] = static_cast<unsigned char>(c + 32);
        if (c == '\'' || c == '`') kinds[b] = kInside;
        if (c >= 0x80) kinds[b] = kWide;
    }
    return kinds;
}
constexpr auto kKinds = byte_kinds();

// A polynomial over the letters, modulo 2^64: words can be joined to the hash of all letters
// without going over them again, and where a word ends does not matter to it.
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15;

constexpr std::array<std::uint64_t, 64> powers() {
    std::array<std::uint64_t, 64> p{};
    p[0] = 1;
    for (std::size_t i = 1; i < p.size(); ++i) p[i] = p[i - 1] * kBase;
    return p;
}
constexpr auto kPowers = powers();

// Finaliser of SplitMix64: every bit of the result hangs on every bit of x.
constexpr std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

/// Folded forms of code points above ASCII, each folded once a text.
class WideFold {
  public:
    /// UTF-8 of the folded letters; empty for a mark that falls away. `letter` false: it ends a
    /// word.
    struct Folded {
        std::string letters;
        bool known = false, letter = false, inside = false;
    };
    const Folded& of(char32_t c, std::string_view bytes) {
        if (c < kTable) {
            if (!table_) table_ = std::make_unique<std::array<Folded, kTable>>();
            Folded& entry = (*table_)[c];
            if (!entry.known) entry = look(c, bytes);
            return entry;
        }
        last_ = look(c, bytes);
        return last_;
    }

  private:
    static constexpr std::size_t kTable = 0x500;  // Latin, Greek, Cyrillic, combining marks

    static Folded look(char32_t c, std::string_view bytes) {
        Folded f;
        f.known = true;
        const bool apostrophe = c == 0x2018 || c == 0x2019 || c == 0x00B4 || c == 0x02BC;
        const bool invisible =
            c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
        const bool mark = c >= 0x0300 && c <= 0x036F;
        f.inside = apostrophe || invisible || mark;
        if (f.inside || !is_word_char(c)) return f;
        f.letter = true;
        for (const char b : fold(bytes)) {
            const auto byte = static_cast<unsigned char>(b);
            if (byte >= 0x80 || kKinds[byte] > kWide) f.letters += b;
        }
        return f;
    }

    std::unique_ptr<std::array<Folded, kTable>> table_;
    Folded last_;
};

class Sketcher {
  public:
    explicit Sketcher(std::vector<std::uint64_t>* shingles = nullptr) : shingles_(shingles) {
        least_.fill(~std::uint64_t{0});
    }

    void add(std::string_view text) {
        const char* at = text.data();
        const char* const end = at + text.size();
        while (at != end) {
            const unsigned char kind = kKinds[static_cast<unsigned char>(*at)];
            if (kind > kWide) {
                letter(kind);
                ++at;
            } else if (kind == kGap) {
                end_word();
                ++at;
            } else if (kind == kInside) {
                ++at;
            } else {
                at += wide({at, static_cast<std::size_t>(end - at)});
            }
        }
        end_word();
    }

    Likeness result() {
        Likeness likeness;
        if (words_ == 0) return likeness;
        if (words_ < kShingle) shingle();  // the whole text is one
        likeness.exact = mix(all_ ^ (letters_ << 1));
        if (likeness.exact == 0) likeness.exact = 1;
        for (std::size_t i = 0; i < least_.size(); ++i) {
            if (least_[i] == ~std::uint64_t{0}) continue;  // 0: no shingle fell into this bin
            const auto bits = static_cast<std::uint16_t>(least_[i]);
            likeness.sketch[i] = bits == 0 ? std::uint16_t{1} : bits;
        }
        return likeness;
    }

  private:
    static constexpr std::uint64_t kShingle = 4;

    void letter(unsigned char c) {
        word_ = word_ * kBase + c;
        ++length_;
    }

    std::size_t wide(std::string_view rest) {
        std::size_t length = 1;
        const char32_t c = first_code_point(rest, length);
        const WideFold::Folded& folded = wide_.of(c, rest.substr(0, length));
        if (folded.letter) {
            for (const char b : folded.letters) letter(static_cast<unsigned char>(b));
        } else if (!folded.inside) {
            end_word();
        }
        if (is_cjk(c)) end_word();
        return length;
    }

    void end_word() {
        if (length_ == 0) return;
        std::uint64_t power = 1;
        for (std::uint64_t left = length_; left > 0;) {
            const std::uint64_t step = left < kPowers.size() ? left : kPowers.size() - 1;
            power *= kPowers[step];
            left -= step;
        }
        all_ = all_ * power + word_;
        letters_ += length_;
        last_ = {last_[1], last_[2], last_[3], mix(word_ + length_)};
        word_ = 0;
        length_ = 0;
        ++words_;
        if (words_ >= kShingle) shingle();
    }

    // Six bits choose the bin, all others compete in it; the 16 lowest of the least are kept.
    void shingle() {
        const std::uint64_t h =
            mix(((last_[0] * kBase + last_[1]) * kBase + last_[2]) * kBase + last_[3]);
        if (shingles_ != nullptr) shingles_->push_back(h);
        std::uint64_t& least = least_[h >> 58];
        const std::uint64_t value = h & ((std::uint64_t{1} << 58) - 1);
        if (value < least) least = value;
    }

    std::array<std::uint64_t, 64> least_;
    std::array<std::uint64_t, kShingle> last_{};
    std::uint64_t word_ = 0, length_ = 0, all_ = 0, letters_ = 0, words_ = 0;
    std::vector<std::uint64_t>* shingles_;
    WideFold wide_;
};

Likeness sketch(Sketcher sketcher, const std::vector<const Document*>& chapters) {
    for (const Document* chapter : chapters) {
        for (const Block& block : chapter->blocks) {
            if (block.layer == Layer::story && block.kind != BlockKind::scene_break)
                sketcher.add(chapter->text_of(block));
        }
    }
    return sketcher.result();
}

}  // namespace

Likeness likeness_of(const std::vector<const Document*>& chapters) {
    return sketch(Sketcher(), chapters);
}

std::vector<std::uint64_t> shingles_of(const std::vector<const Document*>& chapters) {
    std::vector<std::uint64_t> shingles;
    sketch(Sketcher(&shingles), chapters);
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    return shingles;
}

double agreement(const Likeness& a, const Likeness& b) {
    int filled = 0, equal = 0;
    for (std::size_t i = 0; i < a.sketch.size(); ++i) {
        if (a.sketch[i] == 0 && b.sketch[i] == 0) continue;
        ++filled;
        if (a.sketch[i] == b.sketch[i]) ++equal;
    }
    return filled == 0 ? 0 : static_cast<double>(equal) / filled;
}

std::string to_stored(const Likeness& likeness) {
    std::string out;
    out.reserve(sizeof likeness.exact + likeness.sketch.size() * 2);
    for (int shift = 0; shift < 64; shift += 8)
        out.push_back(static_cast<char>(likeness.exact >> shift));
    for (const std::uint16_t bin : likeness.sketch) {
        out.push_back(static_cast<char>(bin));
        out.push_back(static_cast<char>(bin >> 8));
    }
    return out;
}

Likeness likeness_from_stored(std::string_view bytes) {
    Likeness likeness;
    if (bytes.size() != sizeof likeness.exact + likeness.sketch.size() * 2)
        throw Error(Fault::storage, "a fingerprint in the catalogue is damaged",
                    "run `solander check`");
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i]));
    };
    for (std::size_t i = 0; i < 8; ++i) likeness.exact |= byte(i) << (8 * i);
    for (std::size_t i = 0; i < likeness.sketch.size(); ++i)
        likeness.sketch[i] = static_cast<std::uint16_t>(byte(8 + 2 * i) | byte(9 + 2 * i) << 8);
    return likeness;
}

}  // namespace solander
