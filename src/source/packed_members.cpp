// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/packed_members.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "source/bundle.h"
#include "source/hex.h"
#include "source/member_name.h"

namespace solander {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMostMembers = 100'000;
constexpr std::size_t kMostFindings = 50;

bool is_no_text(std::string_view name) {
    constexpr std::string_view kEndings[] = {".jpg", ".jpeg", ".png",  ".gif",   ".webp", ".bmp",
                                             ".ttf", ".otf",  ".woff", ".woff2", ".css",  ".js",
                                             ".mp3", ".mp4",  ".m4a",  ".ogg",   ".wav",  ".emf",
                                             ".wmf", ".tif",  ".tiff", ".bin",   ".pdf"};
    const std::string lowered =
        ascii_lowered(name.substr(name.size() - std::min<std::size_t>(name.size(), 6)));
    return std::any_of(std::begin(kEndings), std::end(kEndings),
                       [&](std::string_view ending) { return lowered.ends_with(ending); });
}

std::string without_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low < 0) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

}  // namespace

PackedMembers::PackedMembers(std::string_view zip, std::uint64_t room,
                             std::vector<Finding>& findings) {
    const auto tell = [&](std::string_view kind, std::string text) {
        if (findings.size() < kMostFindings)
            findings.push_back({std::string(kind), std::move(text), {}});
    };
    Bundle bundle(zip, false, "");
    Bundle::Member head;
    while (bundle.next(head)) {
        if (head.kind == Bundle::Kind::folder || head.kind == Bundle::Kind::link) continue;
        PackedMember member;
        member.name = readable_name(head.name, "ibm437");
        std::replace(member.name.begin(), member.name.end(), '\\', '/');
        if (members_.size() >= kMostMembers) {
            tell("too-many-members",
                 fmt::format("more than {} members, the rest was not read", kMostMembers));
            break;
        }
        const bool first = exact_.emplace(member.name, members_.size()).second;
        if (!first) {
            tell("duplicate-name",
                 fmt::format("{}: a second member of the same name; the first was read",
                             member.name));
            continue;
        }
        const std::string lowered = ascii_lowered(member.name);
        lowered_.emplace(lowered, members_.size());
        const auto leaf = leaves_.emplace(std::string(leaf_name(lowered)), members_.size());
        if (!leaf.second) leaf.first->second = kNone;  // two of that name: neither is meant
        if (head.kind == Bundle::Kind::encrypted) {
            member.why_not = "encrypted";
        } else if (is_no_text(member.name)) {
            member.why_not = "not text";
        } else {
            const auto outcome =
                bundle.read(member.bytes, room - std::min(room, bundle.unpacked()));
            if (outcome == Bundle::Outcome::too_big) {
                tell("too-big", fmt::format("{}: unpacks to more than the {} bytes that are read "
                                            "of one file; the rest was not read",
                                            member.name, room));
                member.bytes.clear();
                member.why_not = "damaged";
                members_.push_back(std::move(member));
                break;
            }
            if (outcome == Bundle::Outcome::damaged) {
                tell("damaged-member",
                     fmt::format("{}: damaged: its checksum or its end is wrong{}", member.name,
                                 member.bytes.empty() ? "" : "; what could be read was kept"));
                if (member.bytes.empty()) member.why_not = "damaged";
            }
        }
        members_.push_back(std::move(member));
    }
    unpacked_ = bundle.unpacked();
    if (!bundle.trouble().empty())
        tell("damaged-container", fmt::format("cannot be read to its end: {}", bundle.trouble()));
}

const PackedMember* PackedMembers::find(std::string_view path, bool& exact) const {
    const auto in = [&](const auto& index, const std::string& key) -> const PackedMember* {
        const auto at = index.find(key);
        return at == index.end() || at->second >= members_.size() ? nullptr : &members_[at->second];
    };
    const PackedMember* found = in(exact_, std::string(path));
    exact = found != nullptr;
    if (found == nullptr) found = in(lowered_, ascii_lowered(path));
    if (found == nullptr) found = in(leaves_, ascii_lowered(leaf_name(path)));
    return found;
}

const PackedMember* PackedMembers::find(std::string_view path) const {
    bool exact = false;
    return find(path, exact);
}

std::string path_beside(std::string_view file, std::string_view reference) {
    reference = trim(reference.substr(0, reference.find('#')));
    const std::size_t colon = reference.find(':');
    if (colon != kNone && colon > 1 && reference.substr(0, colon).find('/') == kNone) return {};
    if (reference.empty()) return std::string(file);
    std::string all = without_escapes(reference);
    std::replace(all.begin(), all.end(), '\\', '/');
    const std::size_t folder = file.rfind('/');
    if (folder != kNone && all.front() != '/') all.insert(0, file.substr(0, folder + 1));
    std::vector<std::string_view> pieces;
    for (const std::string_view piece : split(all, '/')) {
        if (piece.empty() || piece == ".") continue;
        if (piece != "..")
            pieces.push_back(piece);
        else if (!pieces.empty())
            pieces.pop_back();
    }
    std::string path;
    for (const std::string_view piece : pieces) {
        if (!path.empty()) path += '/';
        path += piece;
    }
    return path;
}

}  // namespace solander
