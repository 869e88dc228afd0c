// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/book_works.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace solander {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t to = at;
    while (to < text.size() && is_ascii_digit(text[to])) ++to;
    return to - at;
}

struct WorkSign {
    std::string path;     ///< "work-002", "2"
    std::string package;  ///< beside it
};

/// Of "EPUB/work-002-title.xhtml" and of "2/OEBPS/title_page.xhtml"; else empty.
WorkSign sign_of(std::string_view member) {
    constexpr std::string_view kOwn = "EPUB/work-";
    if (member.starts_with(kOwn)) {
        const std::size_t digits = digits_at(member, kOwn.size());
        const std::size_t to = kOwn.size() + digits;
        if (digits < 3 || member.substr(to, 1) != "-") return {};
        return {std::string(member.substr(5, to - 5)),
                std::string(member.substr(0, to)) + "-about.xml"};
    }
    const std::size_t digits = digits_at(member, 0);
    if (digits == 0 || digits > 6 || member.substr(digits, 1) != "/") return {};
    const std::string folder(member.substr(0, digits));
    return {folder, folder + "/origcontent.opf"};
}

/// The page that tells of a work by itself, not of the book.
bool is_title_page(std::string_view member, std::string_view markup) {
    if (member.ends_with("-title.xhtml")) return true;
    const std::size_t body = markup.find("<body");
    return body != kNone
           && markup.substr(body, markup.find('>', body) - body).find("fff_titlepage") != kNone;
}

struct WorkLeaves {
    WorkSign sign;
    std::vector<const BookLeaf*> leaves;
    bool titled = false;
};

}  // namespace

std::vector<BookWork> works_apart(const BookText& book, Part& whole) {
    std::vector<WorkLeaves> found;
    std::vector<const BookLeaf*> before;
    std::unordered_set<std::string> paths;
    for (const BookLeaf& leaf : book.leaves) {
        WorkSign sign = sign_of(leaf.name);
        const bool aside = sign.path.empty() && (found.empty() || leaf.stray);
        if (aside) {
            before.push_back(&leaf);
            continue;
        }
        if (sign.path.empty()) return {};
        if (found.empty() || found.back().sign.path != sign.path) {
            if (!paths.insert(sign.path).second) return {};  // mixed up
            found.push_back({std::move(sign), {}, false});
        }
        found.back().leaves.push_back(&leaf);
        const std::string_view markup =
            std::string_view(whole.text).substr(leaf.from, leaf.to - leaf.from);
        found.back().titled = found.back().titled || is_title_page(leaf.name, markup);
    }
    if (found.size() < 2
        || !std::all_of(found.begin(), found.end(), [](const WorkLeaves& w) { return w.titled; }))
        return {};
    std::vector<BookWork> works;
    for (const WorkLeaves& one : found) {
        BookWork work;
        work.package = one.sign.package;
        Part& part = work.part;
        part.name = whole.name;
        part.media = whole.media;
        part.encoding = whole.encoding;
        part.encoding_why = whole.encoding_why;
        part.composed = true;
        part.path = one.sign.path;
        part.text = "<html><head><title></title></head>\n";
        work.book.nav_name = book.nav_name;
        const auto add = [&](const BookLeaf& leaf, bool aside) {
            BookLeaf moved = leaf;
            moved.from = part.text.size();
            part.text.append(whole.text, leaf.from, leaf.to - leaf.from);
            moved.to = part.text.size();
            if (aside) moved.zone = Zone::Kind::furniture;
            work.book.leaves.push_back(std::move(moved));
        };
        if (works.empty()) {
            for (const BookLeaf* leaf : before) add(*leaf, true);
            part.findings = std::move(whole.findings);
        }
        for (const BookLeaf* leaf : one.leaves) add(*leaf, false);
        works.push_back(std::move(work));
    }
    // Each has the entries of its own documents.
    std::unordered_map<std::string_view, std::size_t> work_of;
    for (std::size_t i = 0; i < found.size(); ++i)
        for (const BookLeaf* leaf : found[i].leaves) work_of.emplace(leaf->name, i);
    for (const ContentsEntry& entry : book.contents.entries) {
        const auto at = work_of.find(std::string_view(entry.href).substr(0, entry.href.find('#')));
        if (at != work_of.end()) works[at->second].book.contents.entries.push_back(entry);
    }
    return works;
}

}  // namespace solander
