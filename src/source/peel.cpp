// SPDX-License-Identifier: GPL-3.0-or-later
// Containers opened level by level, with limits over all levels together.
#include "source/peel.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "source/bundle.h"
#include "source/composed.h"
#include "source/crawl.h"
#include "source/fimfarchive.h"
#include "source/format.h"
#include "source/mail_pile.h"
#include "source/member_name.h"
#include "source/sidecars.h"
#include "source/sites.h"
#include "source/uuencode.h"
#include "source/volume.h"

namespace solander {
namespace {

constexpr std::uint64_t kBreath = std::uint64_t{16} << 20;  ///< bytes between two let_go()

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

class Peeler {
  public:
    Peeler(const PeelOptions& options, const std::function<void(Part&&)>& sink, std::uint64_t size)
        : options_(options), sink_(sink), allowed_(allowance(options.limits, size)) {}

    PeelResult result;

    /// Everything was taken: what waited for the rest of it.
    void finish() {
        sites_.finish(
            options_,
            [&](Part&& part) {
                ++result.parts;
                sink_(std::move(part));
            },
            result.findings);
    }

    /// Whatever it is. `path` is its own, empty for the original.
    void take(std::string_view name, std::string_view bytes, const std::string& path,
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

  private:
    /// A book or an office file as one part. False: to be opened as what it looks like outside.
    bool composed(std::string_view name, std::string_view bytes, const std::string& path,
                  const Format& format) {
        const std::uint64_t left = allowed_ - std::min(allowed_, result.unpacked);
        ComposedReading got = read_composed(format, name, bytes, options_,
                                            std::min(left, options_.limits.max_part_bytes));
        result.unpacked += got.unpacked;
        if (got.parts.empty()) {
            if (!got.why_not.empty()) tell("book-damage", path, name, got.why_not);
            return false;
        }
        if (index_ && path.size() > index_path_ && got.parts.size() == 1)
            index_->describe(std::string_view(path).substr(index_path_), got.parts[0]);
        for (Part& part : got.parts) {
            std::string inside = path;
            if (!inside.empty() && !part.path.empty()) inside += '/';
            inside += part.path;
            give(std::move(part), inside);
        }
        return true;
    }

    void read_index(std::string_view name, std::string_view bytes, const std::string& path) {
        const std::uint64_t left = allowed_ - std::min(allowed_, result.unpacked);
        index_.emplace();
        index_path_ = path.empty() ? 0 : path.size() + 1;
        const auto reading = index_->read(bytes, options_.limits.max_part_bytes, left);
        result.unpacked += reading.unpacked;
        if (!reading.whole)
            tell("too-big", path, name,
                 "its index.json cannot be read to its end, or says more than is kept of one file; "
                 "books that it does not describe speak for themselves");
        else if (!reading.summaries)
            tell("too-big", path, name,
                 "its index.json has more summaries than are kept of one file; the last books' own "
                 "were taken");
    }

    void single(std::string_view name, std::string_view bytes, const std::string& path) {
        if (inherited_.empty() && sites_.hold(name, bytes, path)) return;
        give(read_part(name, bytes, options_, declared_), path);
    }

    /// A list that says what other members are.
    bool list(std::string_view name, std::string_view bytes, const std::string& path) {
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

    /// `path` is the container's own path, empty for the original. Recursion is bounded by
    /// max_depth.
    void open(std::string_view name, std::string_view bytes, const std::string& path,
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
            lists_.take_packed(bytes, format.name, path, options_.limits.max_members,
                               allowed_ - std::min(allowed_, result.unpacked));
        Bundle bundle(bytes, packed, unpacked_name(name));
        DistinctNames names;
        Bundle::Member member;
        std::string content;
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
                bundle.drain(before + allowed_ - std::min(allowed_, result.unpacked));
                result.unpacked += bundle.unpacked() - before;
                refuse(shown, bundle.unpacked() - before, inside, Media::binary);
                continue;
            }
            if (!read_member(bundle, path, shown, inside, content)) continue;
            take(shown, content, inside, depth + 1);
        }
        if (indexed) index_.reset();
        if (!bundle.trouble().empty() && !stopped())
            tell("damaged-container", path, name,
                 fmt::format("cannot be read{}: {}", members == 0 ? "" : " to its end",
                             bundle.trouble()));
        if (members == 0 && !bundle.trouble().empty()) refuse(name, bytes.size(), path);
    }

    static std::uint64_t allowance(const Limits& limits, std::uint64_t size) {
        const std::uint64_t by_ratio = size > limits.max_total_unpacked / limits.max_ratio
                                           ? limits.max_total_unpacked
                                           : size * limits.max_ratio;
        return std::min(limits.max_total_unpacked, std::max(by_ratio, limits.ratio_floor));
    }

    /// False when there is nothing to go on with.
    bool read_member(Bundle& bundle, const std::string& path, const std::string& shown,
                     const std::string& inside, std::string& content) {
        const std::uint64_t left = allowed_ - std::min(allowed_, result.unpacked);
        const std::uint64_t before = bundle.unpacked();
        const auto outcome = bundle.read(content, std::min(left, options_.limits.max_part_bytes));
        // Unpacked on, unseen, so that a bomb behind the limit of one file is counted too.
        if (outcome == Bundle::Outcome::too_big) bundle.drain(before + left);
        result.unpacked += bundle.unpacked() - before;
        if (outcome == Bundle::Outcome::damaged) {
            tell("damaged-member", path, shown,
                 content.empty()
                     ? "damaged, nothing of it could be read"
                     : "damaged: its checksum or its end is wrong; what could be read was kept");
            if (content.empty()) refuse(shown, 0, inside);
            return !content.empty();
        }
        if (outcome == Bundle::Outcome::whole) return true;
        if (result.unpacked > allowed_) {
            stop("zip-bomb", path, shown,
                 fmt::format("unpacks to more than {} bytes; reading of this original stopped",
                             allowed_));
        } else {
            tell("too-big", path, shown,
                 fmt::format("more than the {} bytes that are read as one file",
                             options_.limits.max_part_bytes));
            refuse(shown, content.size(), inside);
        }
        return false;
    }

    /// Messages as parts; what hangs on them is taken like a container's members.
    class Mail : public MailSink {
      public:
        Mail(Peeler& peeler, std::string_view name, const std::string& path, unsigned depth)
            : peeler_(peeler), name_(name), path_(path), depth_(depth) {}
        void part(Part&& part, const std::string& inside) override {
            if (!count()) return;
            part.name = readable_name(leaf_name(inside.empty() ? name_ : inside), "windows-1252");
            peeler_.give(std::move(part), within(inside));
        }
        void member(const std::string& name, std::string_view bytes, const std::string& inside,
                    std::vector<Stated> head) override {
            if (!count()) return;
            peeler_.inherited_.swap(head);
            peeler_.take(name, bytes, within(inside), depth_ + 1);
            peeler_.inherited_.swap(head);
        }
        void tell(std::string_view kind, const std::string& inside,
                  std::string_view what) override {
            peeler_.tell(kind, path_, inside.empty() ? name_ : std::string_view(inside), what);
        }
        bool stopped() const override { return peeler_.stopped(); }

      private:
        bool count() {
            if (peeler_.stopped()) return false;
            if (++peeler_.members_ <= peeler_.options_.limits.max_members) return true;
            peeler_.stop("too-many-members", path_, name_,
                         fmt::format("more than {} messages and members, the rest was not read",
                                     peeler_.options_.limits.max_members));
            return false;
        }
        std::string within(const std::string& inside) const {
            return path_.empty() ? inside : inside.empty() ? path_ : path_ + '/' + inside;
        }

        Peeler& peeler_;
        std::string_view name_;
        const std::string& path_;
        unsigned depth_;
    };

    void mail(std::string_view name, std::string_view bytes, const std::string& path,
              const Format& format, unsigned depth) {
        if (depth >= options_.limits.max_depth) {
            tell("too-deep", path, name, "mail inside too much else, read as it stands");
            return single(name, bytes, path);
        }
        Mail sink(*this, name, path, depth);
        read_mail_pile(format.name, bytes, options_, sink);
    }

    /// A crawl's pages, each with its address as its name.
    void crawl(std::string_view name, std::string_view bytes, const std::string& path,
               unsigned depth) {
        if (depth >= options_.limits.max_depth) {
            tell("too-deep", path, name, "a crawl inside too many containers, not opened");
            return refuse(name, bytes.size(), path);
        }
        DistinctNames names;
        const std::uint64_t left = allowed_ - std::min(allowed_, result.unpacked);
        Crawl crawl(bytes, options_.limits.max_part_bytes, left);
        CrawlPage page;
        std::uint64_t unpacked = 0;
        while (!stopped() && crawl.next(page, left - std::min(left, unpacked))) {
            for (const Finding& finding : page.trouble)
                tell(finding.kind, path, page.address, finding.text);
            if (++members_ > options_.limits.max_members) {
                stop("too-many-members", path, name,
                     fmt::format("more than {} records, the rest was not read",
                                 options_.limits.max_members));
                break;
            }
            unpacked += page.unpacked;
            std::string inside = path;
            if (!inside.empty()) inside += '/';
            inside += names.take(page.address);
            if (page.too_big) {
                tell("too-big", path, page.address, "bigger than what is read as one file");
                refuse(page.address, page.bytes.size(), inside);
                continue;
            }
            std::vector<Stated> from{{"Source URL", page.address, {}}};
            inherited_.swap(from);
            declared_ = page.charset;
            take(page.address, page.bytes, inside, depth + 1);
            declared_.clear();
            inherited_.swap(from);
            if (options_.let_go && (let_go_ += page.bytes.size()) > kBreath) {
                let_go_ = 0;
                options_.let_go();
            }
        }
        result.unpacked += unpacked + crawl.unpacked();
        for (const Finding& finding : crawl.report()) tell(finding.kind, path, name, finding.text);
    }

    /// Files in a text of nothing but code; what else stands in it is a part of its own.
    void coded(std::string_view name, std::string_view bytes, const std::string& path,
               unsigned depth) {
        if (depth >= options_.limits.max_depth) {
            tell("too-deep", path, name, "coded files inside too many containers, not opened");
            return refuse(name, bytes.size(), path);
        }
        DistinctNames names;
        std::string rest;
        std::size_t done = 0;
        while (auto file = stopped() ? std::nullopt : next_uu_file(bytes, done)) {
            rest += bytes.substr(done, file->from - done);
            done = file->to;
            std::string inside = path.empty() ? path : path + '/';
            inside += names.take(file->name.empty() ? "file" : file->name);
            if (!file->whole)
                tell("damaged-member", path, file->name, "no end; what could be read was kept");
            if (++members_ > options_.limits.max_members)
                return stop("too-many-members", path, name,
                            fmt::format("more than {} members, the rest was not read",
                                        options_.limits.max_members));
            take(file->name, file->bytes, inside, depth + 1);
        }
        rest += bytes.substr(done);
        if (!trim(rest).empty())
            give(read_part("text", rest, options_),
                 path.empty() ? names.take("text") : path + '/' + names.take("text"));
    }

    void give(Part&& part, const std::string& path) {
        part.path = path;
        if (const auto* stated = lists_.empty() ? nullptr : lists_.of(path))
            add_stated(part, *stated);
        if (part.format != "mail")  // who sent an attachment, and whether it may be archived
            part.stated.insert(part.stated.end(), inherited_.begin(), inherited_.end());
        ++result.parts;
        sink_(std::move(part));
    }

    /// A part for a member whose content nobody will see.
    void refuse(std::string_view name, std::uint64_t bytes, const std::string& path,
                Media media = Media::container) {
        Part part;
        part.name = readable_name(leaf_name(name), "windows-1252");
        part.media = media;
        part.bytes = bytes;
        give(std::move(part), path);
    }

    void tell(std::string_view kind, const std::string& path, std::string_view name,
              std::string_view what) {
        constexpr std::size_t kMostFindings = 1000;
        if (result.findings.size() >= kMostFindings) return;
        const std::string inside = path.empty() || path.ends_with(name)
                                       ? std::string(name)
                                       : fmt::format("{}/{}", path, name);
        result.findings.push_back({std::string(kind), fmt::format("{}: {}", inside, what), {}});
    }

    void stop(std::string_view kind, const std::string& path, std::string_view name,
              std::string_view what) {
        tell(kind, path, name, what);
        stopped_ = true;
    }
    bool stopped() const { return stopped_ || (options_.cancel != nullptr && *options_.cancel); }

    const PeelOptions& options_;
    const std::function<void(Part&&)>& sink_;
    const std::uint64_t allowed_;
    Sites sites_;
    Sidecars lists_;                         ///< in containers
    std::optional<FimfarchiveIndex> index_;  ///< of the zip that is open
    std::size_t index_path_ = 0;             ///< bytes of a member's path in front of its own
    std::uint64_t members_ = 0;
    std::vector<Stated> inherited_;  ///< by what hangs on a message
    std::string declared_;           ///< charset, by a server
    std::uint64_t let_go_ = 0;       ///< bytes since the last
    bool stopped_ = false;
};

}  // namespace

PeelResult peel(std::string_view name, std::string_view bytes, const PeelOptions& options,
                const std::function<void(Part&&)>& sink) {
    Peeler peeler(options, sink, bytes.size());
    peeler.take(name, bytes, "", 0);
    peeler.finish();
    return std::move(peeler.result);
}

}  // namespace solander
