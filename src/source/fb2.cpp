// SPDX-License-Identifier: GPL-3.0-or-later
// FictionBook (.fb2): one XML file with a description, bodies of sections, notes in a body of their
// own.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "source/composed.h"
#include "source/text_composer.h"
#include "source/xml.h"

namespace solander {
namespace {

struct BookPerson {
    std::string first, middle, last, nickname;
    std::string name() const {
        std::string all = squeeze(first + ' ' + middle + ' ' + last);
        return all.empty() ? squeeze(nickname) : all;
    }
};

/// <title-info> and the address in <document-info>. Who made the file is not asked.
class Fb2Description : public XmlHandler {
  public:
    explicit Fb2Description(Part& part) : part_(part) {}

    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
        if (name == "title-info" || name == "document-info") block_ = name;
        if (block_.empty()) return;
        if (name == "annotation" && block_ == "title-info") in_summary_ = true;
        if (in_summary_) return;
        if (name == "author" || name == "translator") person_ = {};
        if (name == "sequence" && block_ == "title-info") series(element);
        value_.clear();
    }
    void end(std::string_view name, std::string_view) override {
        if (name == block_) block_.clear();
        if (block_.empty()) return;
        if (in_summary_) {
            if (name == "p" || name == "v" || name == "subtitle") value_ += '\n';
            if (name != "annotation") return;
            in_summary_ = false;
            say("Summary", prose());
        } else if (block_ == "document-info") {
            if (name == "src-url" && starts_with_ignoring_ascii_case(trim(value_), "http"))
                say("Source URL", squeeze(value_));
        } else if (name == "author" || name == "translator") {
            say(name == "author" ? "Author" : "Translator", person_.name());
        } else if (name == "keywords") {
            for (const std::string_view word : split(value_, ',')) say("Tags", squeeze(word));
        } else {
            plain(name);
        }
        value_.clear();
    }
    void text(std::string_view text) override {
        constexpr std::size_t kLongest = 1 << 20;  // a book's text is not gathered here
        if (!block_.empty() && value_.size() < kLongest) value_ += text;
    }

  private:
    void say(std::string_view label, std::string value) {
        if (!value.empty()) part_.stated.push_back({std::string(label), std::move(value), {}});
    }
    void plain(std::string_view name) {
        struct Row {
            std::string_view name;
            std::string BookPerson::*piece;
            std::string_view label;
        };
        constexpr std::array kRows = std::to_array<Row>({
            {"first-name", &BookPerson::first, ""},
            {"middle-name", &BookPerson::middle, ""},
            {"last-name", &BookPerson::last, ""},
            {"nickname", &BookPerson::nickname, ""},
            {"book-title", nullptr, "Title"},
            {"date", nullptr, "Date"},
            {"lang", nullptr, "Language"},
            {"genre", nullptr, "FictionBook genre"},
        });
        for (const Row& row : kRows) {
            if (row.name != name) continue;
            if (row.piece != nullptr)
                person_.*row.piece = value_;
            else
                say(row.label, squeeze(value_));
        }
    }
    void series(const XmlElement& element) {
        const std::string name = squeeze(element.attribute("name"));
        const std::string_view number = element.attribute("number");
        if (!name.empty())
            say("Series", number.empty() ? name : fmt::format("Part {} of {}", number, name));
    }
    std::string prose() const {
        std::string all;
        for (const std::string_view line : split(value_, '\n')) {
            const std::string words = squeeze(line);
            if (words.empty()) continue;
            if (!all.empty()) all += "\n\n";
            all += words;
        }
        return all;
    }

    Part& part_;
    BookPerson person_;
    std::string block_, value_;
    bool in_summary_ = false;
};

class Fb2Body : public XmlHandler {
  public:
    explicit Fb2Body(TextComposer& out) : out_(out) {}

    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
        if (name == "body") {
            in_body_ = true;
            depth_ = 0;
            if (!element.attribute("name").empty()) out_.zone(Zone::Kind::note_after);
        }
        if (!in_body_) return;
        if (name == "section") {
            ++depth_;
        } else if (name == "title") {
            close();
            in_title_ = true;
        } else if (name == "p" || name == "v") {
            if (out_.in_paragraph() && (in_title_ || name == "v"))
                out_.line_break();
            else
                close();
        } else if (name == "stanza" || name == "subtitle" || name == "text-author") {
            close();
        } else if (name == "empty-line") {
            close();
            out_.end_paragraph({});
        } else if (is_table(name)) {
            close();
            out_.tag(name == "table" ? "<table>" : name == "tr" ? "<tr>" : "<td>");
        } else if (is_mark(name)) {
            looks_.push_back(look());
            // Of links only a note's number is raised.
            if (name != "a" || element.attribute("type") == "note")
                looks_.back().*mark_of(name) = true;
        }
    }
    void end(std::string_view name, std::string_view) override {
        if (!in_body_) return;
        if (name == "body") {
            close();
            out_.no_zone();
            in_body_ = false;
        } else if (name == "section") {
            close();
            if (depth_ > 0) --depth_;
        } else if (name == "title") {
            // A body's own title is the book's.
            end_paragraph({static_cast<int>(std::min(depth_ + 1, 6U)), depth_ == 0, false});
            in_title_ = false;
        } else if (name == "subtitle") {
            end_paragraph({0, false, true});
        } else if ((name == "p" && !in_title_) || name == "stanza" || name == "text-author") {
            close();
        } else if (is_table(name)) {
            close();
            out_.tag(name == "table" ? "</table>\n" : name == "tr" ? "</tr>" : "</td>");
        } else if (is_mark(name) && !looks_.empty()) {
            looks_.pop_back();
        }
    }
    void text(std::string_view text) override {
        // Line ends and indents of the file between elements are no text.
        if (!in_body_ || (!out_.in_paragraph() && trim(text).empty())) return;
        out_.text(text, look());
    }
    void finish() {
        close();
        out_.no_zone();
    }

  private:
    static bool is_table(std::string_view name) {
        return name == "table" || name == "tr" || name == "td" || name == "th";
    }
    struct Mark {
        std::string_view name;
        bool RunLook::*mark;
    };
    static constexpr Mark kMarks[] = {
        {"emphasis", &RunLook::italic},      {"strong", &RunLook::bold},
        {"strikethrough", &RunLook::strike}, {"sub", &RunLook::lowered},
        {"sup", &RunLook::raised},           {"a", &RunLook::raised}};
    static bool RunLook::*mark_of(std::string_view name) {
        for (const Mark& mark : kMarks)
            if (mark.name == name) return mark.mark;
        return nullptr;
    }
    static bool is_mark(std::string_view name) { return mark_of(name) != nullptr; }
    RunLook look() const { return looks_.empty() ? RunLook{} : looks_.back(); }
    void end_paragraph(const ParagraphLook& look) {
        if (out_.in_paragraph()) out_.end_paragraph(look);
    }
    void close() { end_paragraph({}); }

    TextComposer& out_;
    std::vector<RunLook> looks_;
    unsigned depth_ = 0;
    bool in_body_ = false, in_title_ = false;
};

}  // namespace

ComposedReading read_fb2(std::string_view bytes, const PeelOptions&, std::uint64_t room,
                         Part part) {
    ComposedReading reading;
    if (bytes.size() > room) {
        reading.why_not = fmt::format("{} bytes, more than are read as one text", bytes.size());
        return reading;
    }
    Fb2Description description(part);
    (void)read_xml(bytes, description);
    TextComposer out;
    Fb2Body body(out);
    if (const std::string fault = read_xml(bytes, body); !fault.empty())
        part.findings.push_back(
            {"book-damage", fmt::format("is no whole XML ({}); read up to there", fault), {}});
    body.finish();
    out.finish({}, part);
    reading.parts.push_back(std::move(part));
    return reading;
}

}  // namespace solander
