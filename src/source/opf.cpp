// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/opf.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "source/xml.h"

namespace solander {
namespace {

constexpr std::size_t kMostEntries = 100'000;

class OpfHandler : public XmlHandler {
  public:
    explicit OpfHandler(OpfPackage& package) : package_(package) {}

    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
        if (package_.items.size() > kMostEntries) return;
        if (name == "metadata" || name == "dc-metadata" || name == "x-metadata") {
            in_metadata_ = true;
        } else if (name == "item") {
            ids_.emplace(element.attribute("id"), package_.items.size());
            package_.items.push_back({std::string(element.attribute("id")),
                                      std::string(element.attribute("href")),
                                      std::string(element.attribute("media-type")),
                                      std::string(element.attribute("properties"))});
        } else if (name == "itemref") {
            if (order_.size() < kMostEntries) order_.emplace_back(element.attribute("idref"));
        } else if (name == "spine") {
            package_.ncx_id = element.attribute("toc");
        } else if (name == "reference") {
            const std::string_view href = element.attribute("href");
            if (href.find('#') == std::string_view::npos && package_.guide.size() < kMostEntries)
                package_.guide.emplace(href, ascii_lowered(element.attribute("type")));
        } else if (in_metadata_) {
            begin_meta(element);
        }
    }
    void end(std::string_view name, std::string_view) override {
        if (name == "metadata") in_metadata_ = false;
        if (!open_ || name != open_name_) return;
        open_ = false;
        OpfMeta& meta = package_.metas.back();
        meta.value =
            meta.name == "description" ? std::string(trim(meta.value)) : squeeze(meta.value);
        if (meta.value.empty()) package_.metas.pop_back();
    }
    void text(std::string_view text) override {
        if (open_) package_.metas.back().value += text;
    }
    void finish() {
        if (open_) end(open_name_, {});  // the file broke off
        for (const std::string& id : order_) {
            const auto at = ids_.find(id);
            if (at == ids_.end())
                package_.lost.push_back(id);
            else
                package_.spine.push_back(at->second);
        }
    }

  private:
    void begin_meta(const XmlElement& element) {
        constexpr std::size_t kMostMetas = 5000;
        if (open_ || package_.metas.size() == kMostMetas) return;  // markup inside a value
        OpfMeta meta;
        meta.name = ascii_lowered(element.name());
        meta.id = element.attribute("id");
        meta.role = ascii_lowered(element.attribute("role"));
        meta.event = ascii_lowered(element.attribute("event"));
        meta.scheme = ascii_lowered(element.attribute("scheme"));
        std::string_view refines = element.attribute("refines");
        if (refines.starts_with('#')) refines.remove_prefix(1);
        meta.refines = refines;
        if (meta.name == "meta") {
            const std::string_view property = element.attribute("property");
            meta.name = property.empty() ? element.attribute("name") : property;
            meta.value = element.attribute("content");
        }
        open_ = true;
        open_name_ = element.name();
        package_.metas.push_back(std::move(meta));
    }

    OpfPackage& package_;
    std::unordered_map<std::string, std::size_t> ids_;
    std::vector<std::string> order_;
    bool in_metadata_ = false, open_ = false;
    std::string open_name_;
};

struct ContainerHandler : XmlHandler {
    std::string path;
    void start(const XmlElement& element) override {
        if (element.name() != "rootfile" || !path.empty()) return;
        path = element.attribute("full-path");
    }
};

struct EncryptionHandler : XmlHandler {
    std::vector<std::string> paths;
    bool disguised_font = false;
    void start(const XmlElement& element) override {
        if (element.name() == "EncryptedData") disguised_font = false;
        if (element.name() == "EncryptionMethod") {
            const std::string_view how = element.attribute("Algorithm");
            disguised_font = how == "http://www.idpf.org/2008/embedding"
                             || how == "http://ns.adobe.com/pdf/enc#RC";
        }
        if (element.name() == "CipherReference" && !disguised_font && paths.size() < kMostEntries)
            paths.emplace_back(element.attribute("URI"));
    }
};

class ContentsHandler : public XmlHandler {
  public:
    explicit ContentsHandler(BookContents& contents) : contents_(contents) {}

    void start(const XmlElement& element) override {
        const std::string_view name = element.name();
        if (name == "pageTarget" || name == "navTarget" || name == "navInfo") {
            last_ = into_ = nullptr;  // printed pages and the like
        } else if (name == "navPoint") {
            add(contents_.entries, {});
        } else if (name == "navLabel") {
            into_ = last_;
        } else if (name == "content" && last_ != nullptr) {
            if (last_->href.empty()) last_->href = element.attribute("src");
        } else if (name == "nav") {
            const std::string_view type = element.attribute("type");
            landmarks_ = type.find("landmarks") != std::string_view::npos;
            listed_ = type.empty() || landmarks_ || type.find("toc") != std::string_view::npos;
        } else if (name == "a" && listed_) {
            add(landmarks_ ? contents_.landmarks : contents_.entries, element.attribute("type"));
            last_->href = element.attribute("href");
            into_ = last_;
        }
    }
    void end(std::string_view name, std::string_view) override {
        if (name == "nav") listed_ = false;
        if (name == "navLabel" || name == "a") into_ = nullptr;
    }
    void text(std::string_view text) override {
        if (into_ != nullptr) into_->title += text;
    }

  private:
    void add(std::vector<ContentsEntry>& to, std::string_view type) {
        if (to.size() == kMostEntries) to.pop_back();
        to.push_back({{}, {}, std::string(type)});
        last_ = &to.back();
        into_ = nullptr;
    }

    BookContents& contents_;
    ContentsEntry *last_ = nullptr, *into_ = nullptr;
    bool listed_ = false, landmarks_ = false;
};

}  // namespace

std::string_view OpfPackage::value(std::string_view name) const {
    for (const OpfMeta& meta : metas)
        if (meta.name == name && meta.refines.empty()) return meta.value;
    return {};
}

std::string_view OpfPackage::refined(std::string_view id, std::string_view name) const {
    if (id.empty()) return {};
    for (const OpfMeta& meta : metas)
        if (meta.refines == id && meta.name == name) return meta.value;
    return {};
}

OpfPackage read_opf(std::string_view xml) {
    OpfPackage package;
    OpfHandler handler(package);
    package.fault = read_xml(xml, handler);
    handler.finish();
    return package;
}

std::string package_path(std::string_view container_xml) {
    ContainerHandler handler;
    (void)read_xml(container_xml, handler);
    return handler.path;
}

std::vector<std::string> encrypted_paths(std::string_view encryption_xml) {
    EncryptionHandler handler;
    (void)read_xml(encryption_xml, handler);
    return std::move(handler.paths);
}

BookContents read_contents(std::string_view xml) {
    BookContents contents;
    ContentsHandler handler(contents);
    contents.fault = read_xml(xml, handler);
    for (auto* list : {&contents.entries, &contents.landmarks})
        for (ContentsEntry& entry : *list) entry.title = squeeze(entry.title);
    return contents;
}

}  // namespace solander
