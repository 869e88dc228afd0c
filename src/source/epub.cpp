// SPDX-License-Identifier: GPL-3.0-or-later
// EPUB 2 and 3, whole or broken: the documents of the spine as one page, in order.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/markup.h"
#include "base/text.h"
#include "source/book_page.h"
#include "source/book_sections.h"
#include "source/book_works.h"
#include "source/charset.h"
#include "source/composed.h"
#include "source/fanficfare_book.h"
#include "source/format.h"
#include "source/member_name.h"
#include "source/opf.h"
#include "source/opf_stated.h"
#include "source/own_book.h"
#include "source/packed_members.h"
#include "source/page.h"
#include "source/repair.h"

namespace solander {
namespace {

constexpr std::size_t kMostFindings = 100;  // of one book

bool ends_in(std::string_view name, std::string_view end) {
    return ascii_lowered(name).ends_with(end);
}

bool is_page_name(std::string_view name) {
    return ends_in(name, ".xhtml") || ends_in(name, ".html") || ends_in(name, ".htm");
}

/// "chapter9" before "chapter10".
bool before_by_numbers(std::string_view a, std::string_view b) {
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_ascii_digit(a[i]) && is_ascii_digit(b[j])) {
            const auto run = [](std::string_view text, std::size_t& at) {
                while (at < text.size() && text[at] == '0') ++at;
                const std::size_t from = at;
                while (at < text.size() && is_ascii_digit(text[at])) ++at;
                return text.substr(from, at - from);
            };
            const std::string_view x = run(a, i), y = run(b, j);
            if (x.size() != y.size()) return x.size() < y.size();
            if (x != y) return x < y;
        } else {
            if (a[i] != b[j]) return a[i] < b[j];
            ++i;
            ++j;
        }
    }
    return a.size() - i < b.size() - j;
}

class EpubReader {
  public:
    EpubReader(std::string_view bytes, const PeelOptions& options, std::uint64_t room, Part part)
        : options_(options), part_(std::move(part)), members_(bytes, room, part_.findings) {}

    std::uint64_t unpacked() const { return members_.unpacked(); }

    /// A part for each work in it; nothing when there is not one page.
    std::vector<Part> read() {
        find_package();
        find_encrypted();
        find_contents();
        // Or the first document's <title> ("Cover") would be the page's.
        part_.text = "<html><head><title>";
        escape_text(part_.text, package_.value("title"));
        part_.text += "</title></head>\n";
        for (const PackedMember* member : spine()) add_page(*member);
        if (book_.leaves.empty()) return {};
        add_strays();
        std::vector<Part> parts;
        for (BookWork& work : works_apart(book_, part_)) {
            const PackedMember* own = members_.find(work.package);
            mark_one(own == nullptr ? OpfPackage{} : read_opf(own->bytes), work.book, work.part);
            parts.push_back(std::move(work.part));
        }
        if (parts.empty()) {
            mark();
            parts.push_back(std::move(part_));
        }
        return parts;
    }

  private:
    void tell(std::string text, std::string_view kind = "book-damage") {
        if (part_.findings.size() >= kMostFindings) return;
        // "%FF" in an address may be any byte.
        if (!valid_utf8(text)) text = readable_name(text, "windows-1252");
        part_.findings.push_back({std::string(kind), std::move(text), {}});
    }

    void find_package() {
        const PackedMember* container = nullptr;
        for (const PackedMember& member : members_.all())
            if (container == nullptr && ends_in(member.name, "meta-inf/container.xml"))
                container = &member;
        const bool signed_as_book = !members_.all().empty()
                                    && members_.all().front().name == "mimetype"
                                    && trim(members_.all().front().bytes) == "application/epub+zip";
        if (!signed_as_book)
            tell("mimetype is missing, not the first member, or says something else");
        const PackedMember* package = nullptr;
        if (container == nullptr) {
            tell("META-INF/container.xml is missing");
        } else {
            const std::string root =
                container->name.substr(0, container->name.size() - 22);  // "Folder/" or nothing
            const std::string path = package_path(container->bytes);
            bool exact = false;
            if (!path.empty()) package = members_.find(root + path_beside("", path), exact);
            if (package != nullptr && !exact)
                tell(fmt::format("{}: is not where container.xml says", package->name));
        }
        for (const PackedMember& member : members_.all())
            if (package == nullptr && ends_in(member.name, ".opf")) package = &member;
        if (package == nullptr) {
            tell("the package document (OPF) is missing: title and author are not known, pages are "
                 "in the order of their names");
            return;
        }
        package_name_ = package->name;
        package_ = read_opf(package->bytes);
        if (!package_.fault.empty())
            tell(fmt::format("{}: is no whole XML ({})", package->name, package_.fault));
        for (const std::string& id : package_.lost)
            tell(fmt::format("{}: \"{}\" of the reading order is not among the files listed",
                             package->name, shortened(id, 60)));
    }

    void find_encrypted() {
        for (const PackedMember& member : members_.all()) {
            if (!ends_in(member.name, "meta-inf/encryption.xml")) continue;
            const std::string root = member.name.substr(0, member.name.size() - 23);
            for (const std::string& path : encrypted_paths(member.bytes))
                encrypted_.insert(root + path_beside("", path));
        }
        if (!encrypted_.empty())
            tell(fmt::format("{} of its files are encrypted (copy protection)", encrypted_.size()),
                 "encrypted");
    }

    /// EPUB 3's navigation document, else the NCX, else any of these by its looks.
    void find_contents() {
        std::vector<const PackedMember*> candidates;
        const auto add = [&](const OpfItem& item) {
            if (const PackedMember* found = members_.find(path_beside(package_name_, item.href)))
                candidates.push_back(found);
        };
        for (const OpfItem& item : package_.items)
            if (item.properties.find("nav") != std::string::npos) {
                add(item);
                if (!candidates.empty()) book_.nav_name = candidates.back()->name;
            }
        for (const OpfItem& item : package_.items)
            if (item.id == package_.ncx_id || item.media_type == "application/x-dtbncx+xml")
                add(item);
        for (const PackedMember& member : members_.all())
            if (ends_in(member.name, ".ncx")) candidates.push_back(&member);
        for (const PackedMember* candidate : candidates) {
            BookContents contents = read_contents(candidate->bytes);
            if (!contents.fault.empty())
                tell(fmt::format("{}: is no whole XML ({})", candidate->name, contents.fault));
            if (contents.entries.empty()) continue;
            for (auto* list : {&contents.entries, &contents.landmarks})
                for (ContentsEntry& entry : *list) {
                    const std::size_t hash = entry.href.find('#');
                    const std::string fragment =
                        hash == std::string::npos ? "" : entry.href.substr(hash);
                    if (const PackedMember* at =
                            members_.find(path_beside(candidate->name, entry.href)))
                        entry.href = at->name + fragment;
                }
            for (const ContentsEntry& entry : contents.landmarks)
                if (entry.href.find('#') == std::string::npos)
                    types_.emplace(entry.href, entry.type);
            book_.contents = std::move(contents);
            break;
        }
        for (const auto& [href, type] : package_.guide)
            if (const PackedMember* at = members_.find(path_beside(package_name_, href)))
                types_.emplace(at->name, type);
    }

    std::vector<const PackedMember*> spine() {
        std::vector<const PackedMember*> pages;
        for (const std::size_t index : package_.spine) {
            const OpfItem& item = package_.items[index];
            bool exact = false;
            const std::string path = path_beside(package_name_, item.href);
            const PackedMember* member = members_.find(path, exact);
            if (member == nullptr)
                tell(fmt::format("{}: is in the reading order, but not in the book", path));
            else if (!exact)
                tell(fmt::format("{}: is called {} in the package document", member->name, path));
            if (member != nullptr && listed_.insert(member).second) pages.push_back(member);
        }
        if (!pages.empty()) return pages;
        if (!package_name_.empty()) tell("nothing is in the reading order: pages by their names");
        for (const PackedMember& member : members_.all())
            if (is_page_name(member.name) && member.name != book_.nav_name)
                pages.push_back(&member);
        std::sort(pages.begin(), pages.end(), [](const PackedMember* a, const PackedMember* b) {
            return before_by_numbers(a->name, b->name);
        });
        return pages;
    }

    /// The text of a page, or nothing where there is none.
    std::optional<std::string> text_of(const PackedMember& member) {
        if (!member.why_not.empty() || encrypted_.contains(member.name)) {
            tell(fmt::format("{}: {}, not read", member.name,
                             member.why_not.empty() ? "encrypted" : member.why_not),
                 member.why_not == "damaged" ? "damaged-member" : "encrypted");
            return std::nullopt;
        }
        if (member.bytes.empty()) {
            tell(fmt::format("{}: is empty", member.name));
            return std::nullopt;
        }
        if (recognise(member.bytes).media != Media::text) {
            tell(fmt::format("{}: is no text", member.name));
            return std::nullopt;
        }
        Decoded decoded = decode(member.bytes, {options_.encoding, declared_charset(member.bytes)});
        repair(decoded.view, true, decoded.findings);
        for (const Finding& finding : decoded.findings)
            tell(fmt::format("{}: {}", member.name, finding.text), finding.kind);
        if (part_.encoding_why == "epub" || part_.encoding == "us-ascii") {
            part_.encoding = decoded.encoding;
            part_.encoding_why = decoded.why;
        }
        return book_page(decoded.view.text);
    }

    void add_page(const PackedMember& member, bool stray = false) {
        if (member.why_not == "not text") return;  // a picture in the reading order
        std::optional<std::string> text = text_of(member);
        if (!text) return;
        BookLeaf page;
        page.name = member.name;
        page.from = part_.text.size();
        part_.text.append("<div>").append(*text).append("</div>\n");
        page.to = part_.text.size();
        page.stray = stray;
        if (const auto type = types_.find(member.name); type != types_.end())
            page.type = type->second;
        book_.leaves.push_back(std::move(page));
    }

    /// Pages of the manifest that the spine forgot: not in the story, not lost either.
    void add_strays() {
        std::vector<const PackedMember*> strays;
        for (const OpfItem& item : package_.items) {
            if (item.media_type.find("html") == std::string::npos) continue;
            const PackedMember* member = members_.find(path_beside(package_name_, item.href));
            if (member != nullptr && member->name != book_.nav_name
                && listed_.insert(member).second)
                strays.push_back(member);
        }
        for (const PackedMember* member : strays) {
            // A list of chapters is for programs; nobody misses it.
            const auto type = types_.find(member->name);
            const bool contents = type != types_.end() && type->second == "toc";
            if (!contents && read_contents(member->bytes).entries.empty())
                tell(fmt::format(
                    "{}: is not in the reading order; read behind the rest as no part of "
                    "the story",
                    member->name));
            add_page(*member, true);
        }
    }

    void mark() {
        part_.format.clear();
        recognise_page(part_);
        if (part_.format.empty()) return mark_one(package_, book_, part_);
        if (part_.sections.empty()) mark_book(book_, package_.value("title"), part_);
        for (const Stated& gap : stated_of(package_)) {
            constexpr std::string_view kGaps[] = {"Title", "Author", "Language"};
            const bool wanted =
                std::find(std::begin(kGaps), std::end(kGaps), gap.label) != std::end(kGaps);
            const bool said =
                std::any_of(part_.stated.begin(), part_.stated.end(), [&](const Stated& s) {
                    return equals_ignoring_ascii_case(s.label, gap.label);
                });
            if (wanted && !said) part_.stated.push_back(gap);
        }
    }
    /// By what made it, as the package says; `package` is that of the work.
    void mark_one(const OpfPackage& package, BookText& book, Part& part) const {
        part.format = "epub";
        if (is_fanficfare_book(package_, book, part.text))
            return mark_fanficfare_book(package, book, part);
        part.stated = stated_of(package);
        if (!is_own_book(package)) return mark_book(book, package.value("title"), part);
        mark_own_book(book, package.value("title"), part);
        // An embargo that the author's words do not hold was put on it by its place.
        const std::string_view embargo = package.value("solander:embargo");
        if (package.value("rights").find(embargo) == std::string_view::npos)
            part.withheld = embargo;
    }

    const PeelOptions& options_;
    Part part_;
    PackedMembers members_;
    std::string package_name_;
    OpfPackage package_;
    std::unordered_set<const PackedMember*> listed_;  ///< in the reading order, or read already
    std::unordered_set<std::string> encrypted_;
    std::unordered_map<std::string, std::string> types_;  ///< of members
    BookText book_;
};

}  // namespace

ComposedReading read_epub(std::string_view bytes, const PeelOptions& options, std::uint64_t room,
                          Part part) {
    EpubReader reader(bytes, options, room, std::move(part));
    ComposedReading reading;
    reading.parts = reader.read();
    reading.unpacked = reader.unpacked();
    if (reading.parts.empty())
        reading.why_not = "a book without one page that can be read; opened as a zip";
    return reading;
}

}  // namespace solander
