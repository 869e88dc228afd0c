// SPDX-License-Identifier: GPL-3.0-or-later
#include "header/extent.h"

#include <algorithm>

#include "base/text.h"
#include "header/byline.h"
#include "header/decoration.h"
#include "header/resolve.h"
#include "header/values.h"

namespace solander {

namespace {

constexpr std::size_t kBelowLabel = 90;  // bytes of a short value on the line under its label

/// A value put together from pieces of lines; remembers the first and the last.
class Value {
  public:
    void add(std::string_view piece, std::string_view joint) {
        if (piece.empty()) return;
        if (!raw_.empty())
            raw_ += joint;
        else
            first_ = piece;
        raw_ += piece;
        last_ = piece;
    }
    /// A piece that reaches over several lines.
    void add_wrapped(std::string_view piece) {
        raw_ += squeeze(piece);
        first_ = last_ = piece;
    }
    bool empty() const { return raw_.empty(); }
    std::string take() { return std::move(raw_); }
    Span where(const Sheet& sheet) const {
        return {sheet.where(first_).from, sheet.where(last_).to};
    }

  private:
    std::string raw_;
    std::string_view first_, last_;
};

class Reader {
  public:
    Reader(const Sheet& sheet, const std::vector<Anchor>& anchors, const Boundary& boundary)
        : sheet_(sheet), anchors_(anchors), boundary_(boundary) {
        for (const Anchor& anchor : anchors)
            if (anchor.hit.known())
                for (std::size_t i = 0; i < anchor.hit.match.count; ++i)
                    if (anchor.hit.match.parts[i]->count == 1)
                        in_block_ |= set_of(anchor.hit.match.parts[i]->ids[0]);
    }

    std::vector<Field> run() {
        for (std::size_t k = 0; k < anchors_.size(); ++k) {
            const bool last = k + 1 == anchors_.size();
            const bool shares_line = !last && anchors_[k + 1].run_on;
            const std::uint32_t end = last ? boundary_.value_end : anchors_[k + 1].line;
            read_one(anchors_[k], shares_line ? anchors_[k].line + 1 : end, last);
        }
        leftovers(boundary_.value_end, boundary_.notes_end);
        return std::move(fields_);
    }

  private:
    /// A line that was wrapped by hand, and each piece made a paragraph where it was pasted:
    /// "<p>Pairing: Tam Reed/Wren Hollis, Ada</p><p>Pike/Jo March</p>".
    bool is_wrapped_paragraph(std::uint32_t i) const {
        constexpr std::size_t kNarrowest = 45;
        const std::string_view above = sheet_.text(i - 1), below = sheet_.text(i);
        return sheet_.gap(i) == 1 && sheet_.line(i).block != sheet_.line(i - 1).block
               && above.size() >= kNarrowest && below.size() <= above.size()
               && std::string_view(".!?:").find(above.back()) == std::string_view::npos
               && std::string_view(".!?").find(below.back()) == std::string_view::npos;
    }

    /// How a line is joined to the value above it.
    std::string_view joint_before(std::uint32_t i, FieldClass kind, std::string_view above) const {
        const std::string_view below = sheet_.text(i);
        if (kind == FieldClass::list && is_wrapped_paragraph(i)) return " ";
        if (sheet_.gap(i) > 0) {
            const bool goes_on = !above.empty() && !below.empty() && is_ascii_lower(below.front())
                                 && (is_ascii_alpha(above.back()) || above.back() == ',');
            return goes_on && sheet_.gap(i) == 1 ? " " : "\n\n";
        }
        // "NC-" / "17": the hyphen of a rating or a compound, not a dash.
        if (above.size() >= 2 && above.back() == '-' && is_ascii_alpha(above[above.size() - 2])
            && !below.empty() && (is_ascii_digit(below.front()) || is_ascii_lower(below.front())))
            return "";
        const bool runs = i > 0 && sheet_.runs_on(i - 1);
        const bool list_sign =
            !above.empty()
            && std::string_view(",/&;+").find(above.back()) != std::string_view::npos;
        if (runs || list_sign) return " ";
        if (kind == FieldClass::list) return "\n";
        return kind == FieldClass::free_text && above.size() < 40 ? "\n" : " ";
    }

    /// Does an unlabelled line still belong to a field that is not free?
    bool continues(std::uint32_t i, const Anchor& anchor, FieldClass kind, const Value& value,
                   std::uint32_t taken_lines, std::uint32_t end) const {
        if (value.empty())
            return sheet_.gap(i) <= 1
                   && (kind == FieldClass::list || sheet_.text(i).size() <= kBelowLabel);
        if (sheet_.gap(i) > 0) {
            if (kind == FieldClass::list && i + 1 == end && is_wrapped_paragraph(i)) return true;
            const std::string_view above = sheet_.text(i - 1);
            return sheet_.gap(i) == 1 && !above.empty() && is_ascii_lower(sheet_.text(i).front())
                   && (is_ascii_alpha(above.back()) || above.back() == ',');
        }
        if (kind == FieldClass::list) return true;
        const bool deeper = sheet_.line(i).indent > sheet_.line(anchor.line).indent;
        const std::string_view above = sheet_.text(i - 1);
        const bool hyphen = above.size() > 1 && above.back() == '-';
        return taken_lines < 3 && (sheet_.runs_on(i - 1) || deeper || hyphen);
    }

    void read_one(const Anchor& anchor, std::uint32_t end, bool last) {
        const std::string_view line = sheet_.text(anchor.line);
        const LabelHit& hit = anchor.hit;
        Value value;
        const std::string_view piece = sheet_.piece(anchor.line, hit.value_from, hit.value_to);
        if (hit.value_to > line.size())
            value.add_wrapped(piece);
        else
            value.add(piece, "");
        const FieldId usual = hit.known() ? hit.match.first().ids[0] : FieldId::extra;
        const FieldClass kind = class_of(usual);
        std::uint32_t i = anchor.line + 1, lines = 1, loose = end;
        std::string_view above = line;
        for (; i < end; ++i) {
            if (sheet_.taken(i) || sheet_.is_rule(i)) continue;
            const std::string_view text = sheet_.text(i);
            if (kind != FieldClass::free_text && !last
                && !continues(i, anchor, kind, value, lines, end)) {
                loose = i;
                break;
            }
            if (usual == FieldId::author && !value.empty() && sheet_.gap(i) == 0
                && !sheet_.runs_on(i - 1) && !find_addresses(text).empty()) {
                loose = i;
                break;
            }
            value.add(text, joint_before(i, kind, above));
            above = text;
            ++lines;
        }
        put(anchor, std::move(value), usual);
        if (loose < end) leftovers(loose, end);
    }

    static double confidence_of(const LabelHit& hit) {
        if (!hit.known()) return 0.6;
        double confidence = hit.match.fit == LabelFit::exact  ? 0.98
                            : hit.match.fit == LabelFit::typo ? 0.75
                                                              : 0.92;
        if (hit.sign != LabelSign::colon) confidence -= 0.1;
        if (hit.strength() == LabelStrength::faint) confidence -= 0.1;
        return confidence;
    }

    static std::string_view rule_of(const Anchor& anchor) {
        if (!anchor.hit.known()) return "label-unknown";
        if (anchor.run_on) return "label-run-on";
        switch (anchor.hit.sign) {
        case LabelSign::colon:
            return "label-line";
        case LabelSign::weak:
            return "label-weak";
        case LabelSign::bracket:
            return "label-bracket";
        case LabelSign::alone:
            return "label-alone";
        case LabelSign::cell:
            return "label-cell";
        }
        return "label-line";
    }

    void put(const Anchor& anchor, Value value, FieldId usual) {
        const LabelHit& hit = anchor.hit;
        Field field;
        field.id = usual;
        field.label = squeeze(sheet_.piece(anchor.line, hit.label_from, hit.label_to));
        field.label_where = sheet_.where(anchor.line, hit.label_from, hit.label_to);
        field.rule = rule_of(anchor);
        field.confidence = confidence_of(hit);
        if (value.empty())
            field.where = sheet_.where(anchor.line, hit.value_from, hit.value_from);
        else
            field.where = value.where(sheet_);
        field.raw = value.take();
        if (!hit.known()) {
            fields_.push_back(std::move(field));
            return;
        }
        FieldSet put_ids = 0;
        const std::size_t first_put = fields_.size();
        for (std::size_t p = 0; p < hit.match.count; ++p) {
            const LabelMeanings& meanings = *hit.match.parts[p];
            Field one = field;
            one.id =
                resolve_value(resolve_id(meanings, field.raw, in_block_), field.raw, in_block_);
            if ((put_ids & set_of(one.id)) != 0) continue;
            put_ids |= set_of(one.id);
            if (meanings.count > 1) one.confidence -= 0.08;
            fields_.push_back(std::move(one));
        }
        if (fields_.size() > first_put + 1)
            for (std::size_t n = first_put; n < fields_.size(); ++n) fields_[n].shared_value = true;
    }

    void put_piece(FieldId id, std::string_view piece, std::string_view rule, double confidence) {
        Field field;
        field.id = id;
        field.raw = std::string(piece);
        field.where = sheet_.where(piece);
        field.label_where = {field.where.from, field.where.from};
        field.rule = std::string(rule);
        field.confidence = confidence;
        fields_.push_back(std::move(field));
    }

    /// Lines no label claims: an address under the author, a by-line, a part number, else a note.
    void leftovers(std::uint32_t from, std::uint32_t to) {
        Value note;
        std::string_view above;
        const auto flush = [&] {
            if (note.empty()) return;
            Field field;
            field.id = FieldId::notes;
            field.where = note.where(sheet_);
            field.label_where = {field.where.from, field.where.from};
            field.raw = note.take();
            field.rule = "unlabelled-note";
            field.confidence = 0.5;
            fields_.push_back(std::move(field));
            note = Value();
        };
        for (std::uint32_t i = from; i < to; ++i) {
            if (sheet_.taken(i) || sheet_.is_rule(i) || sheet_.is_start_mark(i)
                || echoes_title(sheet_, i, anchors_))
                continue;
            const std::string_view text = sheet_.text(i);
            if (note.empty() || sheet_.gap(i) > 0) {
                const auto addresses =
                    text.size() < 100 ? find_addresses(text) : std::vector<AddressRange>();
                if (addresses.size() == 1
                    && (addresses[0].to - addresses[0].from) * 10 >= text.size() * 7) {
                    flush();
                    put_piece(FieldId::email,
                              text.substr(addresses[0].from, addresses[0].to - addresses[0].from),
                              "address-line", 0.8);
                    continue;
                }
                if ((text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://")
                    && text.find(' ') == std::string_view::npos) {
                    flush();
                    put_piece(FieldId::url, text, "address-line", 0.7);
                    continue;
                }
                if (sheet_.line(i).heading && (in_block_ & set_of(FieldId::title)) == 0
                    && title_weight(sheet_, i) >= 2) {
                    flush();
                    put_piece(FieldId::title, text, "title-line", 0.7);
                    in_block_ |= set_of(FieldId::title);
                    continue;
                }
                if (const auto byline = read_byline(text);
                    byline && byline->title.empty() && (in_block_ & set_of(FieldId::author)) == 0) {
                    flush();
                    put_piece(FieldId::author, byline->name, "by-line", 0.8);
                    continue;
                }
                if (sheet_.is_part_mark(i) && find_part(text)) {
                    flush();
                    put_piece(FieldId::part, text, "title-page", 0.7);
                    continue;
                }
            }
            note.add(text, joint_before(i, FieldClass::free_text, above));
            above = text;
        }
        flush();
    }

    const Sheet& sheet_;
    const std::vector<Anchor>& anchors_;
    const Boundary& boundary_;
    FieldSet in_block_ = 0;
    std::vector<Field> fields_;
};

}  // namespace

std::vector<Field> read_fields(const Sheet& sheet, const std::vector<Anchor>& anchors,
                               const Boundary& boundary) {
    return Reader(sheet, anchors, boundary).run();
}

}  // namespace solander
