// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/rights_below.h"

#include <algorithm>

#include "base/text.h"
#include "header/imprint.h"
#include "header/voice.h"

namespace solander {

namespace {

HeaderBlock foot(std::uint32_t first, std::uint32_t last, Field field) {
    HeaderBlock block;
    block.first = first;
    block.last = last;
    block.place = BlockPlace::tail;
    block.fields.push_back(std::move(field));
    return block;
}

}  // namespace

std::optional<HeaderBlock> read_rights_below(const Sheet& sheet, std::uint32_t floor,
                                             std::uint32_t end) {
    constexpr std::uint32_t kMostLines = 8;
    const std::uint32_t size = std::min(end, sheet.size());
    for (std::uint32_t i = std::max(floor, size > kMostLines ? size - kMostLines : 0); i < size;
         ++i) {
        const bool ruled = i > floor && sheet.is_rule(i - 1);
        if (i == 0 || sheet.taken(i) || (!ruled && sheet.gap(i) == 0)) continue;
        if (const auto credit = read_credit(sheet.text(i));
            credit && (i + 1 == size || sheet.gap(i + 1) > 0 || sheet.is_rule(i + 1))) {
            Field field;
            field.id = credit->id;
            field.label = std::string(credit->label);
            field.label_where = sheet.where(credit->label);
            field.raw = std::string(credit->name);
            field.where = sheet.where(credit->name);
            field.rule = "credit-line";
            field.confidence = 0.8;
            return foot(i, i + 1, std::move(field));
        }
        const auto notice = read_rights_notice(sheet.text(i));
        if (!notice || !notice->before.empty()) continue;
        std::uint32_t last = i + 1;
        while (last < size && sheet.gap(last) == 0 && !sheet.is_rule(last) && !sheet.taken(last))
            ++last;
        const std::string_view text = sheet.text_between(i, last);
        if (voice_of(text).is_story()) return std::nullopt;
        Field field;
        field.label = std::string(notice->label);
        field.label_where = sheet.where(notice->label);
        field.raw = squeeze(text);
        field.id = FieldId::copyright;
        field.where = sheet.where(text);
        field.rule = "rights-line";
        field.confidence = 0.8;
        return foot(ruled && !sheet.taken(i - 1) ? i - 1 : i, last, std::move(field));
    }
    return std::nullopt;
}

}  // namespace solander
