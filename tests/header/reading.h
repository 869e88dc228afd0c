// SPDX-License-Identifier: GPL-3.0-or-later
// A text and what find_headers makes of it, with short questions to ask.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "header/block.h"

namespace solander::test {

struct Reading {
    std::shared_ptr<const std::string> text;
    Lines lines;
    HeaderReading headers;

    const HeaderBlock* head() const {
        for (const HeaderBlock& block : headers.blocks)
            if (!block.mail) return &block;
        return nullptr;
    }
    std::vector<std::string> all(FieldId id) const {
        std::vector<std::string> out;
        for (const HeaderBlock& block : headers.blocks)
            for (const Field& field : block.fields)
                if (field.id == id) out.push_back(field.raw);
        return out;
    }
    /// The first value of the field; "(absent)" when there is none.
    std::string value(FieldId id) const {
        const auto values = all(id);
        return values.empty() ? "(absent)" : values.front();
    }
    /// First line behind the head block; "(end)" when nothing is left.
    std::string story_starts() const {
        const std::uint32_t last = head() == nullptr ? 0 : head()->last;
        return last < lines.lines.size() ? std::string(lines.of(lines.lines[last])) : "(end)";
    }
    bool found(const std::string& kind) const {
        for (const Finding& finding : headers.findings)
            if (finding.kind == kind) return true;
        return false;
    }
};

inline Reading read(std::string text, const std::vector<Region>& furniture = {},
                    const LabelTable& labels = label_table()) {
    Reading out;
    out.text = std::make_shared<const std::string>(std::move(text));
    out.lines = split_lines(*out.text);
    out.headers = find_headers(out.lines, furniture, labels);
    return out;
}

inline constexpr const char* kStory =
    "Snow had been falling since noon, and by the time the lamps were lit\n"
    "the whole of Harbour Street was white. Nell stood at the window and\n"
    "counted the sledges going by.\n"
    "\n"
    "\"Eleven,\" she said. \"That was the baker's boy.\"\n"
    "\n"
    "Her brother did not look up from the stove. He had been trying for an\n"
    "hour to mend the bellows, and they would not be mended.\n";

}  // namespace solander::test
