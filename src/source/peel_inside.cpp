// SPDX-License-Identifier: GPL-3.0-or-later
// Files that hold many: books, mailboxes, crawls, coded files.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "source/coded_file.h"
#include "source/composed.h"
#include "source/crawl.h"
#include "source/mail_pile.h"
#include "source/member_name.h"
#include "source/peeler.h"

namespace solander {
bool Peeler::composed(std::string_view name, std::string_view bytes, const std::string& path,
                      const Format& format) {
    const std::uint64_t left = room();
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

void Peeler::read_index(std::string_view name, std::string_view bytes, const std::string& path) {
    const std::uint64_t left = room();
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

/// Messages as parts; what hangs on them is taken like a container's members.
class Peeler::Mail : public MailSink {
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
    void tell(std::string_view kind, const std::string& inside, std::string_view what) override {
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

void Peeler::mail(std::string_view name, std::string_view bytes, const std::string& path,
                  const Format& format, unsigned depth) {
    if (depth >= options_.limits.max_depth) {
        tell("too-deep", path, name, "mail inside too much else, read as it stands");
        return single(name, bytes, path);
    }
    Mail sink(*this, name, path, depth);
    read_mail_pile(format.name, bytes, options_, sink);
}

void Peeler::crawl(std::string_view name, std::string_view bytes, const std::string& path,
                   unsigned depth) {
    if (depth >= options_.limits.max_depth) {
        tell("too-deep", path, name, "a crawl inside too many containers, not opened");
        return refuse(name, bytes.size(), path);
    }
    DistinctNames names;
    const std::uint64_t left = room();
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
        breathe(page.bytes.size());
    }
    result.unpacked += unpacked + crawl.unpacked();
    for (const Finding& finding : crawl.report()) tell(finding.kind, path, name, finding.text);
}

void Peeler::coded(std::string_view name, std::string_view bytes, const std::string& path,
                   unsigned depth) {
    if (depth >= options_.limits.max_depth) {
        tell("too-deep", path, name, "coded files inside too many containers, not opened");
        return refuse(name, bytes.size(), path);
    }
    DistinctNames names;
    std::string rest;
    std::size_t done = 0;
    while (auto file = stopped() ? std::nullopt : next_coded_file(bytes, done)) {
        rest += bytes.substr(done, file->from - done);
        done = file->to;
        std::string inside = path.empty() ? path : path + '/';
        inside += names.take(file->name.empty() ? "file" : file->name);
        if (!file->whole)
            tell("damaged-member", path, file->name, "no end; what could be read was kept");
        if (file->piece) {
            tell("split-container", path, file->name,
                 "a piece of a file in several messages (yEnc), kept but not read");
            refuse(file->name, file->bytes.size(), inside);
            continue;
        }
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

}  // namespace solander
