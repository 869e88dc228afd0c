// SPDX-License-Identifier: GPL-3.0-or-later
// OpenDocument texts: content.xml with its automatic styles, styles.xml, meta.xml; or all of it in
// one flat file (.fodt).
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "source/composed.h"
#include "source/packed_members.h"
#include "source/text_composer.h"
#include "source/xml.h"

namespace solander {
namespace {

constexpr std::string_view kStyles = "style", kText = "text", kTable = "table", kOffice = "office";

struct OdtStyle {
    RunLook run;
    bool centred = false, rule = false;
    std::string parent;
};
using OdtStyles = std::unordered_map<std::string, OdtStyle>;

/// Styles of styles.xml and content.xml, wherever they stand.
class OdtStylesHandler : public XmlHandler {
  public:
    explicit OdtStylesHandler(OdtStyles& styles) : styles_(styles) {}
    void start(const XmlElement& element) override {
        if (element.prefix() != kStyles) return;
        const std::string_view name = element.name();
        if (name == "style") {
            now_ = &styles_[std::string(element.attribute("name"))];
            now_->parent = element.attribute("parent-style-name");
        } else if (name == "text-properties" && now_ != nullptr) {
            const auto is = [&](std::string_view attribute, std::string_view none) {
                const std::string_view value = element.attribute(attribute);
                return !value.empty() && value != none && value != "none" && value != "normal";
            };
            const std::string_view weight = element.attribute("font-weight");
            now_->run.bold = weight == "bold" || (weight.size() == 3 && weight >= "600");
            now_->run.italic = is("font-style", "normal");
            now_->run.underline = is("text-underline-style", "none");
            now_->run.strike = is("text-line-through-style", "none");
            const std::string_view place = element.attribute("text-position");
            now_->run.raised = place.starts_with("super");
            now_->run.lowered = place.starts_with("sub");
        } else if (name == "paragraph-properties" && now_ != nullptr) {
            now_->centred = element.attribute("text-align") == "center";
            for (const std::string_view side : {"border-top", "border-bottom"}) {
                const std::string_view border = element.attribute(side);
                now_->rule = now_->rule || (!border.empty() && border != "none");
            }
        }
    }
    void end(std::string_view name, std::string_view prefix) override {
        if (name == "style" && prefix == kStyles) now_ = nullptr;
    }

  private:
    OdtStyles& styles_;
    OdtStyle* now_ = nullptr;
};

class OdtBody : public XmlHandler {
  public:
    OdtBody(TextComposer& out, const OdtStyles& styles) : out_(out), styles_(styles) {}

    void start(const XmlElement& element) override {
        const std::string_view name = element.name(), prefix = element.prefix();
        if (skip_ > 0) {
            ++skip_;
        } else if (!in_body_) {
            const bool page = prefix == kStyles && is_page_text(name);
            in_body_ = page || (prefix == kOffice && name == "text");
            if (page) out_.zone(Zone::Kind::furniture);
        } else if (is_passed_over(prefix, name)) {
            ++skip_;
        } else if (prefix == kText && (name == "p" || name == "h")) {
            open_paragraph(element);
        } else if (prefix == kText && name == "span") {
            RunLook look = run();
            add_style(look, std::string(element.attribute("style-name")));
            runs_.push_back(look);
        } else if (prefix == kText && name == "tab") {
            write("\t");
        } else if (prefix == kText && name == "s") {
            const std::string_view blanks = element.attribute("c");
            write(blanks.empty() || blanks == "1" ? " " : "  ");
        } else if (prefix == kText && name == "line-break") {
            if (asides_.empty())
                out_.line_break();
            else
                text(" ");
        } else if (prefix == kText && name == "note") {
            if (asides_.empty()) out_.reference(++notes_, run());
        } else if (prefix == kText && name == "note-body") {
            begin_aside(noted_);
        } else if (prefix == kOffice && name == "annotation") {
            begin_aside(commented_);
        } else if (prefix == kText && name == "table-of-content") {
            out_.zone(Zone::Kind::contents);
        } else if (prefix == kTable && is_table(name)) {
            out_.tag(name == "table" ? "<table>" : name == "table-row" ? "<tr>" : "<td>");
        }
    }
    void end(std::string_view name, std::string_view prefix) override {
        if (skip_ > 0) {
            --skip_;
        } else if (!in_body_) {
            return;
        } else if (prefix == kOffice && name == "text") {
            in_body_ = false;
        } else if (prefix == kStyles && is_page_text(name)) {
            out_.no_zone();
            in_body_ = false;
        } else if (prefix == kText && (name == "p" || name == "h")) {
            close_paragraph();
        } else if (prefix == kText && name == "span") {
            if (!runs_.empty()) runs_.pop_back();
        } else if ((prefix == kText && name == "note-body")
                   || (prefix == kOffice && name == "annotation")) {
            if (!asides_.empty()) asides_.pop_back();
        } else if (prefix == kText && name == "table-of-content") {
            out_.no_zone();
        } else if (prefix == kTable && is_table(name)) {
            out_.tag(name == "table" ? "</table>\n" : name == "table-row" ? "</tr>" : "</td>");
        }
    }
    void text(std::string_view text) override {
        if (skip_ > 0) return;
        // White space as typed is <text:s/> and <text:tab/>; more than one blank is the file's
        // layout.
        std::string words;
        for (const char c : text)
            if (!is_ascii_space(c))
                words += c;
            else if (words.empty() || words.back() != ' ')
                words += ' ';
        write(words);
    }
    /// The notes, behind the story, and what readers remarked.
    void finish() {
        if (out_.in_paragraph()) out_.end_paragraph(look_);
        out_.no_zone();
        out_.add_behind(noted_, Zone::Kind::note_after);
        out_.add_behind(commented_, Zone::Kind::furniture);
    }

  private:
    void write(std::string_view text) {
        if (!asides_.empty())
            *asides_.back() += text;
        else if (open_ > 0)
            out_.text(text, run());
    }
    static bool is_table(std::string_view name) {
        return name == "table" || name == "table-row" || name == "table-cell";
    }
    /// Heads and feet of printed pages: "header", "footer-left", "header-first" ...
    static bool is_page_text(std::string_view name) {
        const std::string_view kind = name.substr(0, name.find('-'));
        return (kind == "header" || kind == "footer") && !name.ends_with("-style")
               && !name.ends_with("-properties");
    }
    /// Words that were taken out, names of pictures, who remarked something and when.
    static bool is_passed_over(std::string_view prefix, std::string_view name) {
        struct Row {
            std::string_view prefix, name;
        };
        constexpr Row kRows[] = {{kText, "tracked-changes"},
                                 {kText, "note-citation"},
                                 {kText, "script"},
                                 {kOffice, "binary-data"},
                                 {kOffice, "forms"},
                                 {"svg", "title"},
                                 {"svg", "desc"},
                                 {"dc", "creator"},
                                 {"dc", "date"},
                                 {"meta", "creator-initials"}};
        return std::any_of(std::begin(kRows), std::end(kRows), [&](const Row& row) {
            return row.prefix == prefix && row.name == name;
        });
    }
    RunLook run() const { return runs_.empty() ? RunLook{} : runs_.back(); }

    void begin_aside(std::deque<std::string>& texts) {
        texts.emplace_back();
        asides_.push_back(&texts.back());
    }
    void open_paragraph(const XmlElement& element) {
        if (!asides_.empty()) return text(" ");
        if (out_.in_paragraph()) out_.end_paragraph(look_);  // a box inside a paragraph
        ++open_;
        runs_.clear();
        RunLook look;
        look_ = add_style(look, std::string(element.attribute("style-name")));
        if (element.name() == "h") {
            const std::string_view level = element.attribute("outline-level");
            look_.heading =
                level.size() == 1 && level[0] >= '1' && level[0] <= '6' ? level[0] - '0' : 1;
        } else {
            if (look_.title) look_.heading = 1;
            runs_.push_back(look);
        }
    }
    void close_paragraph() {
        if (!asides_.empty()) return;
        if (open_ > 0) --open_;
        out_.end_paragraph(look_);
    }
    /// With what the style is based on; gives what it says of the paragraph.
    ParagraphLook add_style(RunLook& look, std::string name) {
        constexpr int kMostSteps = 10;  // styles may be based on each other, going round
        ParagraphLook paragraph;
        for (int step = 0; step < kMostSteps && !name.empty(); ++step) {
            paragraph.title = paragraph.title || name == "Title";
            const auto at = styles_.find(name);
            if (at == styles_.end()) break;
            look |= at->second.run;
            paragraph.centred = paragraph.centred || at->second.centred;
            paragraph.rule = paragraph.rule || at->second.rule;
            name = at->second.parent;
        }
        return paragraph;
    }

    TextComposer& out_;
    const OdtStyles& styles_;
    ParagraphLook look_;
    std::vector<RunLook> runs_;
    std::deque<std::string> noted_, commented_;
    std::vector<std::string*>
        asides_;  ///< the note or remark whose text is read; inside each other
    unsigned skip_ = 0, open_ = 0;
    int notes_ = 0;
    bool in_body_ = false;
};

struct OdtMeta : XmlHandler {
    FileProperties properties;
    std::string keyword;
    std::string* into = nullptr;
    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
        into = nullptr;
        // A flat file has the story's own elements as well.
        if (element.prefix() != "dc" && element.prefix() != "meta") return;
        into = name == "title"             ? &properties.title
               : name == "initial-creator" ? &properties.author
               : name == "language"        ? &properties.language
               : name == "subject"         ? &properties.subject
               : name == "description"     ? &properties.description
               : name == "keyword"         ? &keyword
                                           : nullptr;
    }
    void end(std::string_view name, std::string_view) override {
        into = nullptr;
        if (name != "keyword") return;
        properties.keywords += (properties.keywords.empty() ? "" : ",") + keyword;
        keyword.clear();
    }
    void text(std::string_view text) override {
        if (into != nullptr) into->append(text);
    }
};

void tell_fault(const std::string& fault, std::string_view member, Part& part) {
    if (!fault.empty())
        part.findings.push_back(
            {"book-damage",
             fmt::format("{}is no whole XML ({}); read up to there", member, fault),
             {}});
}

}  // namespace

ComposedReading read_odt(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                         Part part) {
    ComposedReading reading;
    const PackedMembers members(bytes, room, part.findings);
    reading.unpacked = members.unpacked();
    const PackedMember* content = members.find("content.xml");
    const PackedMember* manifest = members.find("META-INF/manifest.xml");
    if (content == nullptr || content->bytes.empty()) {
        reading.why_not = "an OpenDocument file without its text (content.xml)";
        return reading;
    }
    if (manifest != nullptr && manifest->bytes.find("encryption-data") != std::string::npos) {
        reading.why_not = "an OpenDocument file under a password";
        return reading;
    }
    OdtStyles styles;
    OdtStylesHandler style_reader(styles);
    const PackedMember* named = members.find("styles.xml");
    if (named != nullptr) (void)read_xml(named->bytes, style_reader);
    (void)read_xml(content->bytes, style_reader);
    TextComposer out;
    OdtBody body(out, styles);
    tell_fault(read_xml(content->bytes, body), "content.xml: ", part);
    body.finish();
    if (named != nullptr) {
        OdtBody pages(out, styles);
        (void)read_xml(named->bytes, pages);
        pages.finish();
    }
    OdtMeta meta;
    if (const PackedMember* found = members.find("meta.xml")) (void)read_xml(found->bytes, meta);
    out.finish(meta.properties, part);
    reading.parts.push_back(std::move(part));
    return reading;
}

ComposedReading read_flat_odt(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                              Part part) {
    ComposedReading reading;
    if (bytes.size() > room) {
        reading.why_not = fmt::format("{} bytes, more than are read as one text", bytes.size());
        return reading;
    }
    OdtStyles styles;
    OdtStylesHandler style_reader(styles);
    (void)read_xml(bytes, style_reader);
    TextComposer out;
    OdtBody body(out, styles);
    tell_fault(read_xml(bytes, body), "", part);
    body.finish();
    OdtMeta meta;
    (void)read_xml(bytes, meta);
    out.finish(meta.properties, part);
    reading.parts.push_back(std::move(part));
    return reading;
}

}  // namespace solander
