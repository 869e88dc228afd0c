// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/addresses.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/address.h"
#include "base/text.h"

namespace solander {
namespace {

constexpr std::string_view kInstead = "[address]";
constexpr std::size_t kEdge = 3;           // story blocks at the beginning and at the end
constexpr std::size_t kLongestPlea = 400;  // bytes
/// Words with which an author asks for letters; no word of these, no plea.
constexpr std::array<std::string_view, 16> kPleas = {
    "addy",  "archive", "comment", "comments", "contact", "criticism", "email",   "feedback",
    "flame", "flames",  "mail",    "mailto",   "praise",  "questions", "reviews", "write"};

/// Lower-case words of letters and digits, without those that stand for signs.
std::string key_of(std::string_view address) {
    std::string key, word;
    const auto end = [&] {
        if (!word.empty() && word != "at" && word != "dot") key += word + ".";
        word.clear();
    };
    for (const char c : address) {
        if (is_ascii_alpha(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80)
            word += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        else
            end();
    }
    end();
    return key;
}

bool asks_for_letters(std::string_view text) {
    if (text.size() > kLongestPlea) return false;
    const std::string folded = fold(text);
    // What somebody says is the story's.
    if (!folded.empty() && (folded.front() == '"' || folded.front() == '\'')) return false;
    std::string word;
    const auto is_plea = [&] {
        return std::find(kPleas.begin(), kPleas.end(), word) != kPleas.end();
    };
    for (const char c : folded) {
        if (is_ascii_alpha(c)) {
            word += c;
        } else if (c != '-') {  // "e-mail"
            if (is_plea()) return true;
            word.clear();
        }
    }
    return is_plea();
}

/// The blocks of the story layer at whose place an author still, or again, speaks.
std::vector<bool> edges_of(const Document& document) {
    std::vector<std::size_t> story;
    for (std::size_t i = 0; i < document.blocks.size(); ++i)
        if (document.blocks[i].layer == Layer::story) story.push_back(i);
    std::vector<bool> edge(document.blocks.size());
    for (std::size_t i = 0; i < story.size(); ++i)
        edge[story[i]] = i < kEdge || i + kEdge >= story.size();
    return edge;
}

/// Where an offset of the old text is in the new one.
class Moved {
  public:
    explicit Moved(const std::vector<AddressRange>& gone) : gone_(gone) {}
    /// To be asked in ascending order.
    std::uint32_t operator()(std::uint32_t at) {
        while (next_ < gone_.size() && gone_[next_].to <= at) {
            shift_ += static_cast<std::int64_t>(kInstead.size())
                      - static_cast<std::int64_t>(gone_[next_].to - gone_[next_].from);
            ++next_;
        }
        const bool inside = next_ < gone_.size() && gone_[next_].from < at;
        const std::int64_t old =
            inside ? static_cast<std::int64_t>(gone_[next_].from) + kInsteadBytes : at;
        return static_cast<std::uint32_t>(old + shift_);
    }

  private:
    static constexpr std::int64_t kInsteadBytes = static_cast<std::int64_t>(kInstead.size());
    const std::vector<AddressRange>& gone_;
    std::size_t next_ = 0;
    std::int64_t shift_ = 0;
};

}  // namespace

void add_addresses(AddressKeys& keys, std::string_view text) {
    for (const AddressRange& range : find_addresses(text))
        keys.insert(key_of(text.substr(range.from, range.to - range.from)));
}

void add_addresses(AddressKeys& keys, const Document& document) {
    for (const Block& block : document.blocks)
        if (block.layer != Layer::story) add_addresses(keys, document.text_of(block));
}

bool has_addresses(const Document& document) { return !find_addresses(document.text).empty(); }

void hide_addresses(Document& document, const AddressKeys& known) {
    const std::vector<bool> edge = edges_of(document);
    std::vector<AddressRange> gone;
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
        const Block& block = document.blocks[i];
        const std::string_view text = document.text_of(block);
        const std::vector<AddressRange> found = find_addresses(text);
        if (found.empty()) continue;
        const bool all = block.layer != Layer::story || (edge[i] && asks_for_letters(text));
        for (const AddressRange& range : found)
            if (all || known.count(key_of(text.substr(range.from, range.to - range.from))) != 0)
                gone.push_back({block.from + range.from, block.from + range.to});
    }
    if (gone.empty()) return;
    std::string text;
    text.reserve(document.text.size());
    std::size_t done = 0;
    for (const AddressRange& range : gone) {
        text.append(document.text, done, range.from - done).append(kInstead);
        done = range.to;
    }
    text.append(document.text, done);
    Moved block_at(gone), mark_at(gone);
    for (Block& block : document.blocks) {
        block.from = block_at(block.from);
        block.to = block_at(block.to);
    }
    for (Mark& mark : document.marks) {
        mark.from = mark_at(mark.from);
        mark.to = mark_at(mark.to);
    }
    std::erase_if(document.marks, [](const Mark& mark) { return mark.from >= mark.to; });
    document.text = std::move(text);
    document.to_part = {};
}

}  // namespace solander
