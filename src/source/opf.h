// SPDX-License-Identifier: GPL-3.0-or-later
// An EPUB's package document: what it says of the book, its files, and their order.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace solander {

/// dc:title, dc:creator, meta ...: EPUB 2 says more in attributes, EPUB 3 in metas that refine.
struct OpfMeta {
    std::string name;   ///< "title" "creator"; of a meta its property or name
    std::string value;  ///< blanks squeezed, unless it is a description
    std::string id, role, event, scheme;
    std::string refines;  ///< id of what it says more about
};

struct OpfItem {
    std::string id, href, media_type, properties;
};

struct OpfPackage {
    std::vector<OpfMeta> metas;
    std::vector<OpfItem> items;
    std::vector<std::size_t> spine;  ///< of items, in reading order
    std::vector<std::string> lost;   ///< idrefs of the spine that are in no manifest
    std::string ncx_id;
    std::map<std::string, std::string> guide;  ///< whole pages: href -> type
    std::string fault;                         ///< of the XML; empty when it is whole

    /// Value of the first meta of that name that refines nothing; empty when there is none.
    std::string_view value(std::string_view name) const;
    /// What a meta says about the one with this id.
    std::string_view refined(std::string_view id, std::string_view name) const;
};

OpfPackage read_opf(std::string_view xml);

/// Path of the package document in META-INF/container.xml; empty when it has none.
std::string package_path(std::string_view container_xml);

/// URIs of members that META-INF/encryption.xml lists, those whose fonts are only disguised left
/// out.
std::vector<std::string> encrypted_paths(std::string_view encryption_xml);

/// An entry of the table of contents.
struct ContentsEntry {
    std::string title;  ///< blanks squeezed
    std::string href;   ///< relative to the file it stands in
    std::string type;   ///< epub:type of a landmark: "toc" "titlepage" "copyright-page"
};

struct BookContents {
    std::vector<ContentsEntry> entries;
    std::vector<ContentsEntry> landmarks;
    std::string fault;
};

/// NCX or EPUB 3 navigation document, entries of all levels in their order.
BookContents read_contents(std::string_view xml);

}  // namespace solander
