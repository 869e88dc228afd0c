// SPDX-License-Identifier: GPL-3.0-or-later
// OpenDocument texts: content.xml with its automatic styles, meta.xml.
#include <fmt/format.h>

#include <algorithm>
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
    bool centred = false;
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
            in_body_ = prefix == kOffice && name == "text";
        } else if (name == "tracked-changes" || name == "annotation" || name == "binary-data"
                   || name == "script" || name == "title" || name == "desc" || name == "forms") {
            ++skip_;
        } else if (prefix == kText && (name == "p" || name == "h")) {
            open_paragraph(element);
        } else if (prefix == kText && name == "span") {
            RunLook look = run();
            add_style(look, std::string(element.attribute("style-name")));
            runs_.push_back(look);
        } else if (prefix == kText && (name == "tab" || name == "s")) {
            out_.text(" ", run());
        } else if (prefix == kText && name == "line-break") {
            out_.line_break();
        } else if (prefix == kText && name == "note") {
            out_.reference(++notes_, run());
        } else if (prefix == kText && name == "note-citation") {
            ++skip_;
        } else if (prefix == kText && name == "note-body") {
            begin_note();
        } else if (prefix == kText && (name == "table-of-content" || name == "index-body")) {
            if (name == "table-of-content") out_.zone(Zone::Kind::contents);
        } else if (prefix == kTable && is_table(name)) {
            out_.tag(name == "table" ? "<table>" : name == "table-row" ? "<tr>" : "<td>");
        }
    }
    void end(std::string_view name, std::string_view prefix) override {
        if (skip_ > 0) {
            --skip_;
        } else if (prefix == kOffice && name == "text") {
            in_body_ = false;
        } else if (prefix == kText && (name == "p" || name == "h")) {
            close_paragraph();
        } else if (prefix == kText && name == "span") {
            if (!runs_.empty()) runs_.pop_back();
        } else if (prefix == kText && name == "note-body") {
            in_note_ = false;
        } else if (prefix == kText && name == "table-of-content") {
            out_.no_zone();
        } else if (prefix == kTable && is_table(name)) {
            out_.tag(name == "table" ? "</table>\n" : name == "table-row" ? "</tr>" : "</td>");
        }
    }
    void text(std::string_view text) override {
        if (skip_ > 0) return;
        if (in_note_)
            noted_.back() += text;
        else if (open_ > 0)
            out_.text(text, run());
    }
    /// The notes, behind the story.
    void finish() {
        if (out_.in_paragraph()) out_.end_paragraph(look_);
        out_.no_zone();
        if (noted_.empty()) return;
        out_.zone(Zone::Kind::note_after);
        for (std::size_t i = 0; i < noted_.size(); ++i) {
            out_.text(fmt::format("[{}] {}", i + 1, squeeze(noted_[i])), {});
            out_.end_paragraph({});
        }
        out_.no_zone();
    }

  private:
    static bool is_table(std::string_view name) {
        return name == "table" || name == "table-row" || name == "table-cell";
    }
    RunLook run() const { return runs_.empty() ? RunLook{} : runs_.back(); }

    void begin_note() {
        in_note_ = true;
        noted_.emplace_back();
    }
    void open_paragraph(const XmlElement& element) {
        if (in_note_) {
            noted_.back() += ' ';
            return;
        }
        if (out_.in_paragraph()) out_.end_paragraph(look_);  // a box inside a paragraph
        ++open_;
        look_ = {};
        runs_.clear();
        const std::string style(element.attribute("style-name"));
        if (element.name() == "h") {
            const std::string_view level = element.attribute("outline-level");
            look_.heading =
                level.size() == 1 && level[0] >= '1' && level[0] <= '6' ? level[0] - '0' : 1;
            return;
        }
        RunLook look;
        look_.centred = add_style(look, style);
        look_.title = style == "Title";
        if (look_.title) look_.heading = 1;
        runs_.push_back(look);
    }
    void close_paragraph() {
        if (in_note_) return;
        if (open_ > 0) --open_;
        out_.end_paragraph(look_);
    }
    /// With what the style is based on. True: in the middle of the line.
    bool add_style(RunLook& look, std::string name) {
        constexpr int kMostSteps = 10;  // styles may be based on each other, going round
        bool centred = false;
        for (int step = 0; step < kMostSteps && !name.empty(); ++step) {
            const auto at = styles_.find(name);
            if (at == styles_.end()) break;
            const RunLook& run = at->second.run;
            look.bold = look.bold || run.bold;
            look.italic = look.italic || run.italic;
            look.underline = look.underline || run.underline;
            look.strike = look.strike || run.strike;
            look.raised = look.raised || run.raised;
            look.lowered = look.lowered || run.lowered;
            centred = centred || at->second.centred;
            name = at->second.parent;
        }
        return centred;
    }

    TextComposer& out_;
    const OdtStyles& styles_;
    ParagraphLook look_;
    std::vector<RunLook> runs_;
    std::vector<std::string> noted_;
    unsigned skip_ = 0, open_ = 0;
    int notes_ = 0;
    bool in_body_ = false, in_note_ = false;
};

struct OdtMeta : XmlHandler {
    FileProperties properties;
    std::string keyword;
    std::string* into = nullptr;
    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
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
    if (const PackedMember* named = members.find("styles.xml"))
        (void)read_xml(named->bytes, style_reader);
    (void)read_xml(content->bytes, style_reader);
    TextComposer out;
    OdtBody body(out, styles);
    if (const std::string fault = read_xml(content->bytes, body); !fault.empty())
        part.findings.push_back(
            {"book-damage",
             fmt::format("content.xml: is no whole XML ({}); read up to there", fault),
             {}});
    body.finish();
    OdtMeta meta;
    if (const PackedMember* found = members.find("meta.xml")) (void)read_xml(found->bytes, meta);
    out.finish(meta.properties, part);
    reading.part = std::move(part);
    return reading;
}

}  // namespace solander
