// SPDX-License-Identifier: GPL-3.0-or-later
// The stored form of a document. Layout, numbers as LEB128 varints:
//   version byte 1 | text size, text | block count, blocks | mark count, marks
//   block: kind + 16 * layer (128 when an extra byte follows), extra = level + 128 * centred,
//          bytes skipped since the block before, length
//   mark:  bytes skipped since the mark before, length, kinds (one byte)
#include "base/error.h"
#include "document/walk.h"

namespace solander {

namespace {

constexpr char kVersion = 1;
constexpr auto kLastKind = static_cast<std::uint8_t>(BlockKind::end_mark);
constexpr auto kLastLayer = static_cast<std::uint8_t>(Layer::furniture);

void put_varint(std::string& out, std::uint64_t value) {
    while (value >= 128) {
        out += static_cast<char>(value | 128);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

[[noreturn]] void damaged() {
    throw Error(Fault::storage, "a stored document is damaged", "run `solander check`");
}

class Cursor {
  public:
    explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

    std::uint8_t byte() {
        if (at_ == bytes_.size()) damaged();
        return static_cast<std::uint8_t>(bytes_[at_++]);
    }
    /// A number not above `limit`.
    std::uint32_t number(std::uint64_t limit) {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            const std::uint8_t next = byte();
            value |= std::uint64_t{next & 127U} << shift;
            if (next < 128) {
                if (value > limit) damaged();
                return static_cast<std::uint32_t>(value);
            }
        }
        damaged();
    }
    std::string_view take(std::size_t size) {
        if (size > left()) damaged();
        at_ += size;
        return bytes_.substr(at_ - size, size);
    }
    std::size_t left() const { return bytes_.size() - at_; }

  private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace

std::string to_stored(const Document& document) {
    std::string out;
    out.reserve(document.text.size() + document.blocks.size() * 5 + document.marks.size() * 5 + 16);
    out += kVersion;
    put_varint(out, document.text.size());
    out += document.text;
    put_varint(out, document.blocks.size());
    std::uint32_t at = 0;
    for (const Block& block : document.blocks) {
        const bool extra = block.level != 0 || block.centred;
        out += static_cast<char>(static_cast<unsigned>(block.kind)
                                 | static_cast<unsigned>(block.layer) << 4 | (extra ? 128U : 0U));
        if (extra) out += static_cast<char>((block.level & 127U) | (block.centred ? 128U : 0U));
        put_varint(out, block.from - at);
        put_varint(out, block.to - block.from);
        at = block.to;
    }
    put_varint(out, document.marks.size());
    at = 0;
    for (const Mark& mark : document.marks) {
        put_varint(out, mark.from - at);
        put_varint(out, mark.to - mark.from);
        out += static_cast<char>(mark.kinds);
        at = mark.to;
    }
    return out;
}

Document from_stored(std::string_view bytes) {
    Cursor cursor(bytes);
    if (cursor.byte() != static_cast<std::uint8_t>(kVersion)) damaged();
    Document out;
    out.text = cursor.take(cursor.number(cursor.left()));
    const std::size_t size = out.text.size();

    const std::uint32_t blocks = cursor.number(cursor.left());
    out.blocks.reserve(blocks);
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < blocks; ++i) {
        Block block;
        const std::uint8_t head = cursor.byte();
        if ((head & 15U) > kLastKind || (head >> 4 & 7U) > kLastLayer) damaged();
        block.kind = static_cast<BlockKind>(head & 15U);
        block.layer = static_cast<Layer>(head >> 4 & 7U);
        if ((head & 128U) != 0) {
            const std::uint8_t extra = cursor.byte();
            block.level = extra & 127U;
            block.centred = (extra & 128U) != 0;
        }
        block.from = at + cursor.number(size - at);
        block.to = block.from + cursor.number(size - block.from);
        at = block.to;
        out.blocks.push_back(block);
    }

    const std::uint32_t marks = cursor.number(cursor.left());
    out.marks.reserve(marks);
    at = 0;
    for (std::uint32_t i = 0; i < marks; ++i) {
        Mark mark{};
        mark.from = at + cursor.number(size - at);
        mark.to = mark.from + cursor.number(size - mark.from);
        mark.kinds = cursor.byte();
        at = mark.to;
        out.marks.push_back(mark);
    }
    if (cursor.left() != 0) damaged();
    return out;
}

}  // namespace solander
