// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/docx_styles.h"

#include "base/text.h"

namespace solander {
namespace {

/// "heading 2" "Heading2" -> 2, "Title" -> 1, else 0.
int heading_of(std::string_view name) {
    std::string lowered = ascii_lowered(name);
    std::erase(lowered, ' ');
    if (lowered == "title") return 1;
    if (!lowered.starts_with("heading") || lowered.size() != 8) return 0;
    return lowered[7] >= '1' && lowered[7] <= '6' ? lowered[7] - '0' : 0;
}

bool is_contents(std::string_view name) {
    std::string lowered = ascii_lowered(name);
    std::erase(lowered, ' ');
    return lowered.starts_with("toc") && lowered.size() == 4 && is_ascii_digit(lowered[3]);
}

bool is_title(std::string_view name) { return equals_ignoring_ascii_case(name, "title"); }

bool is_on(const XmlElement& element) {
    const std::string_view value = element.attribute("val");
    return value != "0" && value != "false" && value != "off" && value != "none";
}

}  // namespace

class DocxStylesHandler : public XmlHandler {
  public:
    explicit DocxStylesHandler(DocxStyles& styles) : styles_(styles) {}
    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
        const std::string_view value = element.attribute("val");
        if (name == "lang" && now_ == nullptr && styles_.language_.empty())
            styles_.language_ = value;
        if (name == "style") {
            const std::string id(element.attribute("styleId"));
            now_ = &styles_.styles_[id];
            now_->heading = heading_of(id);
            now_->contents = is_contents(id);
            now_->title = is_title(id);
        }
        if (now_ == nullptr) return;
        if (name == "name") {
            if (now_->heading == 0) now_->heading = heading_of(value);
            now_->contents = now_->contents || is_contents(value);
            now_->title = now_->title || is_title(value);
        }
        if (name == "basedOn") now_->based_on = value;
        if (name == "jc") now_->centred = value == "center";
        if (name == "outlineLvl" && now_->heading == 0) now_->heading = outline_heading(value);
        read_run_look(element, styles_, now_->run);
    }
    void end(std::string_view name, std::string_view) override {
        if (name == "style") now_ = nullptr;
    }

  private:
    DocxStyles& styles_;
    DocxStyle* now_ = nullptr;
};

void DocxStyles::read(std::string_view xml) {
    DocxStylesHandler handler(*this);
    (void)read_xml(xml, handler);
}

DocxStyle DocxStyles::look_of(const std::string& id) const {
    constexpr int kMostSteps = 10;  // a style may be based on itself, going round
    DocxStyle look;
    std::string next = id;
    for (int step = 0; step < kMostSteps && !next.empty(); ++step) {
        const auto at = styles_.find(next);
        if (at == styles_.end()) {
            if (step == 0) {
                look.heading = heading_of(id);
                look.contents = is_contents(id);
                look.title = is_title(id);
            }
            break;
        }
        if (look.heading == 0) look.heading = at->second.heading;
        look.title = look.title || at->second.title;
        look.centred = look.centred || at->second.centred;
        look.contents = look.contents || at->second.contents;
        look.run |= at->second.run;
        next = at->second.based_on;
    }
    return look;
}

int outline_heading(std::string_view level) {
    return level.size() == 1 && level[0] >= '0' && level[0] <= '5' ? level[0] - '0' + 1 : 0;
}

void read_run_look(const XmlElement& element, const DocxStyles& styles, RunLook& look) {
    struct Row {
        std::string_view name;
        bool RunLook::*on;
    };
    constexpr Row kRows[] = {{"b", &RunLook::bold},
                             {"i", &RunLook::italic},
                             {"u", &RunLook::underline},
                             {"strike", &RunLook::strike},
                             {"dstrike", &RunLook::strike}};
    for (const Row& row : kRows)
        if (row.name == element.name()) look.*row.on = is_on(element);
    if (element.name() == "vertAlign") {
        look.raised = element.attribute("val") == "superscript";
        look.lowered = element.attribute("val") == "subscript";
    }
    if (element.name() == "rStyle") {
        const std::string id(element.attribute("val"));
        if (id != "Hyperlink" && id != "FootnoteReference" && id != "EndnoteReference")
            look |= styles.look_of(id).run;
    }
}

}  // namespace solander
