// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/peel.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "source/member_name.h"
#include "source/peeler.h"
#include "source/volume.h"

namespace solander {
namespace {

bool is_container(const Format& format) {
    return format.reading == Reading::unpack || format.reading == Reading::unzip;
}

/// "story.txt.gz" -> "story.txt", "pile.tgz" -> "pile.tar".
std::string unpacked_name(std::string_view name) {
    const std::string_view leaf = leaf_name(name);
    const std::size_t dot = leaf.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::string(leaf);
    const std::string_view end = leaf.substr(dot);
    return std::string(leaf.substr(0, dot))
           + (end == ".tgz" || end == ".tbz" || end == ".txz" ? ".tar" : "");
}

std::uint64_t allowance(const Limits& limits, std::uint64_t size) {
    const std::uint64_t by_ratio = size > limits.max_total_unpacked / limits.max_ratio
                                       ? limits.max_total_unpacked
                                       : size * limits.max_ratio;
    return std::min(limits.max_total_unpacked, std::max(by_ratio, limits.ratio_floor));
}

}  // namespace

Peeler::Peeler(const PeelOptions& options, const std::function<void(Part&&)>& sink,
               std::uint64_t size)
    : options_(options), sink_(sink), allowed_(allowance(options.limits, size)) {
    options_.let_go = [this, outer = options.let_go] {
        if (outer) outer();
        if (mapped_) mapped_->let_go();
    };
}

void Peeler::finish() {
    sites_.finish(
        options_,
        [&](Part&& part) {
            ++result.parts;
            sink_(std::move(part));
        },
        result.findings);
}

void Peeler::take(std::string_view name, std::string_view bytes, const std::string& path,
                  unsigned depth) {
    Format format = recognise(bytes);
    if (is_system_litter(name)) return single(name, bytes, path);
    if (list(name, bytes, path)) return;
    if (format.reading == Reading::compose) {
        if (composed(name, bytes, path, format)) return;
        if (bytes.starts_with("PK")) format = {"zip", Media::container, Reading::unpack};
    }
    if (format.reading == Reading::mail) return mail(name, bytes, path, format, depth);
    if (format.reading == Reading::crawl) return crawl(name, bytes, path, depth);
    if (format.reading == Reading::coded) return coded(name, bytes, path, depth);
    if (is_container(format))
        open(name, bytes, path, format, depth);
    else
        single(name, bytes, path);
}

void Peeler::single(std::string_view name, std::string_view bytes, const std::string& path) {
    if (options_.is_chapter && options_.is_chapter(path))
        return give(chapter_part(path, bytes.size()), path);
    if (inherited_.empty() && sites_.hold(name, bytes, path, mapped_)) return;
    give(read_part(name, bytes, options_, declared_), path);
}

bool Peeler::list(std::string_view name, std::string_view bytes, const std::string& path) {
    const auto* findings = lists_.empty() ? nullptr : lists_.findings_of(path);
    if (findings == nullptr) return false;
    Part part;
    part.name = readable_name(leaf_name(name), "windows-1252");
    part.bytes = bytes.size();
    part.file_class = "list";
    part.media = Media::text;
    part.findings = *findings;
    for (Finding& finding : part.findings) finding.where = {};
    give(std::move(part), path);
    return true;
}

void Peeler::open(std::string_view name, std::string_view bytes, const std::string& path,
                  const Format& format, unsigned depth) {
    if (depth >= options_.limits.max_depth) {
        tell("too-deep", path, name, "a container inside too many others, not opened");
        return refuse(name, bytes.size(), path);
    }
    const bool packed = format.reading == Reading::unzip;
    const bool indexed = format.name == "fimfarchive";
    if (indexed) read_index(name, bytes, path);
    if (is_volume(bytes))
        tell("split-container", path, name,
             "a piece of a container in several files; put them together and add the result");
    if (!packed && !indexed)
        lists_.take_packed(bytes, format.name, path, options_.limits.max_members, room());
    Bundle bundle(bytes, packed, unpacked_name(name));
    DistinctNames names;
    Bundle::Member member;
    MemberBytes content;
    std::uint64_t members = 0;
    while (!stopped() && bundle.next(member)) {
        if (member.kind == Bundle::Kind::folder) continue;
        ++members;
        const std::string name_said = member_name(member.name, format.name);
        const std::string shown = names.take(name_said);
        if (shown != name_said)
            tell("duplicate-name", path, name_said, "a second member of the same name");
        std::string inside = path;
        if (!inside.empty()) inside += '/';
        inside += shown;
        if (++members_ > options_.limits.max_members) {
            stop("too-many-members", path, name,
                 fmt::format("more than {} members, the rest was not read",
                             options_.limits.max_members));
            return;
        }
        if (is_odd_path(shown) && !packed)
            tell("odd-name", path, shown,
                 "a name that leads out of its container; only shown, never used");
        if (member.kind == Bundle::Kind::link) {
            tell("link", path, shown, "a link to another file, not followed");
            continue;
        }
        if (member.kind == Bundle::Kind::encrypted) {
            tell("encrypted", path, shown, "encrypted, not opened");
            refuse(shown, 0, inside);
            continue;
        }
        if (indexed && FimfarchiveIndex::is_index(shown)) {  // read before
            const std::uint64_t before = bundle.unpacked();
            bundle.drain(before + room());
            result.unpacked += bundle.unpacked() - before;
            refuse(shown, bundle.unpacked() - before, inside, Media::binary);
            continue;
        }
        if (!read_member(bundle, path, shown, inside, content)) continue;
        auto outer = content.mapped();
        mapped_.swap(outer);
        take(shown, content.bytes(), inside, depth + 1);
        mapped_.swap(outer);
        breathe(content.bytes().size());
    }
    if (indexed) index_.reset();
    // 7z and RAR may encrypt the list of their members too.
    const bool encrypted = bundle.trouble().find("ncrypt") != std::string::npos;
    if (!bundle.trouble().empty() && !stopped())
        tell(encrypted ? "encrypted" : "damaged-container", path, name,
             fmt::format("cannot be read{}: {}", members == 0 ? "" : " to its end",
                         bundle.trouble()));
    if (members == 0 && !bundle.trouble().empty()) refuse(name, bytes.size(), path);
}

void Peeler::breathe(std::uint64_t bytes) {
    constexpr std::uint64_t kBreath = std::uint64_t{16} << 20;  // between two let_go()
    if ((let_go_ += bytes) <= kBreath) return;
    let_go_ = 0;
    options_.let_go();
}

bool Peeler::read_member(Bundle& bundle, const std::string& path, const std::string& shown,
                         const std::string& inside, MemberBytes& content) {
    using Outcome = MemberBytes::Outcome;
    const std::uint64_t left = room();
    const std::uint64_t before = bundle.unpacked();
    const Outcome outcome = content.read(bundle, options_.limits.max_part_bytes, left);
    // Unpacked on, unseen, so that a bomb behind the limit of one file is counted too.
    if (outcome == Outcome::too_big || outcome == Outcome::no_room) bundle.drain(before + left);
    result.unpacked += bundle.unpacked() - before;
    if (outcome == Outcome::damaged) {
        const bool nothing = content.bytes().empty();
        tell("damaged-member", path, shown,
             nothing ? "damaged, nothing of it could be read"
                     : "damaged: its checksum or its end is wrong; what could be read was kept");
        if (nothing) refuse(shown, 0, inside);
        return !nothing;
    }
    if (outcome == Outcome::whole) return true;
    if (result.unpacked > allowed_) {
        stop("zip-bomb", path, shown,
             fmt::format("unpacks to more than {} bytes; reading of this original stopped",
                         allowed_));
        return false;
    }
    if (outcome == Outcome::no_room)
        tell("too-big", path, shown, "too big for memory, and " + content.why());
    else
        tell("too-big", path, shown,
             fmt::format("more than the {} bytes that are read as one file",
                         options_.limits.max_part_bytes));
    refuse(shown, content.bytes().size(), inside);
    return false;
}

void Peeler::give(Part&& part, const std::string& path) {
    part.path = path;
    if (const auto* stated = lists_.empty() ? nullptr : lists_.of(path)) add_stated(part, *stated);
    if (part.format != "mail")  // who sent an attachment, and whether it may be archived
        part.stated.insert(part.stated.end(), inherited_.begin(), inherited_.end());
    ++result.parts;
    sink_(std::move(part));
}

void Peeler::refuse(std::string_view name, std::uint64_t bytes, const std::string& path,
                    Media media) {
    Part part;
    part.name = readable_name(leaf_name(name), "windows-1252");
    part.media = media;
    part.bytes = bytes;
    give(std::move(part), path);
}

void Peeler::tell(std::string_view kind, const std::string& path, std::string_view name,
                  std::string_view what) {
    constexpr std::size_t kMostFindings = 1000;
    if (result.findings.size() >= kMostFindings) return;
    const std::string inside =
        path.empty() || path.ends_with(name) ? std::string(name) : fmt::format("{}/{}", path, name);
    result.findings.push_back({std::string(kind), fmt::format("{}: {}", inside, what), {}});
}

void Peeler::stop(std::string_view kind, const std::string& path, std::string_view name,
                  std::string_view what) {
    tell(kind, path, name, what);
    stopped_ = true;
}
PeelResult peel(std::string_view name, std::string_view bytes, const PeelOptions& options,
                const std::function<void(Part&&)>& sink) {
    Peeler peeler(options, sink, bytes.size());
    peeler.take(name, bytes, "", 0);
    peeler.finish();
    return std::move(peeler.result);
}

}  // namespace solander
