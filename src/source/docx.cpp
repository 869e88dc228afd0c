// SPDX-License-Identifier: GPL-3.0-or-later
// Word's .docx: paragraphs and runs of word/document.xml, foot- and endnotes behind them, then
// comments and printed pages' heads.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "source/composed.h"
#include "source/docx_styles.h"
#include "source/packed_members.h"
#include "source/text_composer.h"
#include "source/xml.h"

namespace solander {
namespace {

/// Numbers of notes in the order of their references; "footnote" and "endnote" count together.
using NoteNumbers = std::map<std::pair<std::string, std::string>, int>;

class DocxBody : public XmlHandler {
  public:
    DocxBody(TextComposer& out, const DocxStyles& styles, NoteNumbers& numbers)
        : out_(out), styles_(styles), numbers_(numbers) {}

    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
        if (skip_ > 0 || is_passed_over(name)) {
            ++skip_;
        } else if (name == "p") {
            if (out_.in_paragraph()) out_.end_paragraph(look_);  // a box inside a paragraph
            look_ = {};
            style_ = {};
        } else if (name == "r") {
            run_ = style_;
        } else if (name == "rPr") {
            in_run_look_ = true;
        } else if (name == "pPr") {
            in_paragraph_look_ = true;
        } else if (in_paragraph_look_) {
            paragraph_look(element);
        } else if (in_run_look_) {
            read_run_look(element, styles_, run_);
        } else if (name == "t") {
            in_text_ = true;
        } else if (name == "tab" || name == "ptab") {
            out_.text("\t", run_);
        } else if (name == "br" || name == "cr") {
            // The end of a page or column parts words as well.
            const std::string_view type = element.attribute("type");
            if (type.empty() || type == "textWrapping" || out_.in_paragraph()) out_.line_break();
        } else if (name == "noBreakHyphen") {
            out_.text("-", run_);
        } else if (name == "sym") {
            out_.text(symbol_of(element.attribute("char")), run_);
        } else if (name == "rect") {
            look_.rule = look_.rule || element.attribute("hr") == "t";
        } else if (name == "altChunk") {
            other_documents = true;
        } else if (name == "footnoteReference" || name == "endnoteReference") {
            const std::string kind(name.substr(0, name.find("note")));
            const std::pair key{kind, std::string(element.attribute("id"))};
            const auto [at, fresh] = numbers_.emplace(key, static_cast<int>(numbers_.size()) + 1);
            (void)fresh;
            out_.reference(at->second, run_);
        } else if (name == "tbl" || name == "tr" || name == "tc") {
            if (out_.in_paragraph()) out_.end_paragraph(look_);
            out_.tag(name == "tbl" ? "<table>" : name == "tr" ? "<tr>" : "<td>");
        }
    }
    void end(std::string_view name, std::string_view) override {
        if (skip_ > 0) {
            --skip_;
        } else if (name == "p") {
            contents(contents_);
            out_.end_paragraph(look_);
            look_ = {};
            contents_ = false;
        } else if (name == "pPr") {
            in_paragraph_look_ = false;
            in_run_look_ = false;
        } else if (name == "rPr") {
            in_run_look_ = false;
        } else if (name == "t") {
            in_text_ = false;
        } else if (name == "tbl" || name == "tr" || name == "tc") {
            out_.tag(name == "tbl" ? "</table>\n" : name == "tr" ? "</tr>" : "</td>");
        }
    }
    void text(std::string_view text) override {
        if (in_text_ && skip_ == 0) out_.text(text, run_);
    }
    /// Without zones of its own: notes, headers and footers lie in one already.
    bool zones = true;
    bool other_documents = false;  ///< holds some that are shown as if they were part of it

  private:
    /// What is there twice, was taken out, or tells how something looked before.
    static bool is_passed_over(std::string_view name) {
        return name == "Fallback" || name == "del" || name == "moveFrom" || name == "instrText"
               || name == "delText" || name.ends_with("PrChange");
    }
    /// Signs of picture fonts: those that Word puts for "-->" and ":)", else a star.
    static std::string_view symbol_of(std::string_view code) {
        struct Row {
            std::string_view code, text;
        };
        constexpr Row kRows[] = {{"F0E0", "→"}, {"F0DF", "←"}, {"F0E8", "→"}, {"F0F3", "↔"},
                                 {"F04A", "☺"}, {"F04C", "☹"}, {"F0B7", "•"}, {"F0A7", "•"}};
        for (const Row& row : kRows)
            if (equals_ignoring_ascii_case(row.code, code)) return row.text;
        return "*";
    }
    void paragraph_look(const XmlElement& element) {
        if (element.name() == "pStyle") {
            const std::string id(element.attribute("val"));
            const DocxStyle style = styles_.look_of(id);
            look_.heading = style.heading;
            look_.title = style.title;
            look_.centred = style.centred;
            contents_ = style.contents;
            if (style.heading == 0) style_ = style.run;
        } else if (element.name() == "jc") {
            look_.centred = element.attribute("val") == "center";
        } else if (element.name() == "top" || element.name() == "bottom") {  // of its border
            const std::string_view kind = element.attribute("val");
            look_.rule = look_.rule || (!kind.empty() && kind != "none" && kind != "nil");
        } else if (element.name() == "outlineLvl") {
            look_.heading = outline_heading(element.attribute("val"));
        }
    }
    void contents(bool on) {
        if (!zones) return;
        if (on)
            out_.zone(Zone::Kind::contents);
        else
            out_.no_zone();
    }

    TextComposer& out_;
    const DocxStyles& styles_;
    NoteNumbers& numbers_;
    ParagraphLook look_;
    RunLook run_, style_;
    unsigned skip_ = 0;
    bool in_text_ = false, in_run_look_ = false, in_paragraph_look_ = false, contents_ = false;
};

/// Notes and comments in their file's order, notes behind their numbers; lines that only part them
/// are left out.
class DocxNotes : public XmlHandler {
  public:
    DocxNotes(TextComposer& out, const DocxStyles& styles, NoteNumbers& numbers)
        : out_(out), numbers_(numbers), body_(out, styles, numbers) {
        body_.zones = false;
    }
    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
        if (is_note(name)) {
            const std::string kind(name.substr(0, name.find("note")));
            const auto at = numbers_.find({kind, std::string(element.attribute("id"))});
            inside_ = element.attribute("type").empty() || element.attribute("type") == "normal";
            number_ = at == numbers_.end() ? 0 : at->second;
            return;
        }
        if (!inside_) return;
        body_.start(element);
        if (name == "p" && number_ > 0) {
            out_.text(fmt::format("[{}] ", number_), {});
            number_ = 0;
        }
    }
    void end(std::string_view name, std::string_view prefix) override {
        if (is_note(name))
            inside_ = false;
        else if (inside_)
            body_.end(name, prefix);
    }
    void text(std::string_view text) override {
        if (inside_) body_.text(text);
    }

  private:
    static bool is_note(std::string_view name) {
        return name == "footnote" || name == "endnote" || name == "comment";
    }

    TextComposer& out_;
    NoteNumbers& numbers_;
    DocxBody body_;
    int number_ = 0;
    bool inside_ = false;
};

struct CoreProperties : XmlHandler {
    FileProperties properties;
    std::string* into = nullptr;
    void start(const XmlElement& element) override {
        struct Row {
            std::string_view name;
            std::string FileProperties::*member;
        };
        constexpr Row kRows[] = {
            {"title", &FileProperties::title},       {"creator", &FileProperties::author},
            {"language", &FileProperties::language}, {"keywords", &FileProperties::keywords},
            {"subject", &FileProperties::subject},   {"description", &FileProperties::description}};
        into = nullptr;
        for (const Row& row : kRows)
            if (row.name == element.name()) into = &(properties.*row.member);
    }
    void end(std::string_view, std::string_view) override { into = nullptr; }
    void text(std::string_view text) override {
        if (into != nullptr) into->append(text);
    }
};

}  // namespace

ComposedReading read_docx(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                          Part part) {
    ComposedReading reading;
    const PackedMembers members(bytes, room, part.findings);
    reading.unpacked = members.unpacked();
    const PackedMember* document = members.find("word/document.xml");
    if (document == nullptr || document->bytes.empty()) {
        reading.why_not = "a Word file without its text (word/document.xml)";
        return reading;
    }
    const auto read = [&](const PackedMember& member, XmlHandler& handler) {
        if (const std::string fault = read_xml(member.bytes, handler); !fault.empty())
            part.findings.push_back(
                {"book-damage",
                 fmt::format("{}: is no whole XML ({}); read up to there", member.name, fault),
                 {}});
    };
    DocxStyles styles;
    if (const PackedMember* found = members.find("word/styles.xml")) styles.read(found->bytes);
    TextComposer out;
    NoteNumbers numbers;
    DocxBody body(out, styles, numbers);
    read(*document, body);
    if (body.other_documents)
        part.findings.push_back({"book-damage",
                                 "it shows other documents that are packed into it; they were not "
                                 "read",
                                 {}});
    struct Behind {
        const char* name;
        Zone::Kind kind;
    };
    for (const auto& [name, kind] : {Behind{"word/footnotes.xml", Zone::Kind::note_after},
                                     Behind{"word/endnotes.xml", Zone::Kind::note_after},
                                     Behind{"word/comments.xml", Zone::Kind::furniture}}) {
        const PackedMember* found = members.find(name);
        if (found == nullptr) continue;
        out.zone(kind);
        DocxNotes notes(out, styles, numbers);
        read(*found, notes);
    }
    out.no_zone();
    std::set<std::string_view> said;  // first, even and other pages often have the same
    for (const PackedMember& member : members.all()) {
        if (!member.name.starts_with("word/header") && !member.name.starts_with("word/footer"))
            continue;
        if (!said.insert(member.bytes).second) continue;
        out.zone(Zone::Kind::furniture);
        DocxBody page(out, styles, numbers);
        page.zones = false;
        read(member, page);
    }
    CoreProperties core;
    if (const PackedMember* found = members.find("docProps/core.xml"))
        (void)read_xml(found->bytes, core);
    if (core.properties.language.empty()) core.properties.language = styles.language();
    out.finish(core.properties, part);
    reading.parts.push_back(std::move(part));
    return reading;
}

}  // namespace solander
