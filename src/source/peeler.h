// SPDX-License-Identifier: GPL-3.0-or-later
// What peel() is made of: containers opened level by level, with limits over all levels together.
// peel.cpp has the way through them, peel_inside.cpp what gives many parts without being one.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "source/bundle.h"
#include "source/fimfarchive.h"
#include "source/format.h"
#include "source/member_bytes.h"
#include "source/peel.h"
#include "source/sidecars.h"
#include "source/sites.h"

namespace solander {

class Peeler {
  public:
    Peeler(const PeelOptions& options, const std::function<void(Part&&)>& sink, std::uint64_t size);

    PeelResult result;

    /// Whatever it is. `path` is its own, empty for the original.
    void take(std::string_view name, std::string_view bytes, const std::string& path,
              unsigned depth);
    /// Everything was taken: what waited for the rest of it.
    void finish();

  private:
    class Mail;

    void single(std::string_view name, std::string_view bytes, const std::string& path);
    /// A list that says what other members are.
    bool list(std::string_view name, std::string_view bytes, const std::string& path);
    /// `path` is the container's own path, empty for the original. Recursion is bounded by
    /// max_depth.
    void open(std::string_view name, std::string_view bytes, const std::string& path,
              const Format& format, unsigned depth);
    /// False when there is nothing to go on with.
    bool read_member(Bundle& bundle, const std::string& path, const std::string& shown,
                     const std::string& inside, MemberBytes& content);

    /// A book or an office file as one part. False: to be opened as what it looks like outside.
    bool composed(std::string_view name, std::string_view bytes, const std::string& path,
                  const Format& format);
    void read_index(std::string_view name, std::string_view bytes, const std::string& path);
    void mail(std::string_view name, std::string_view bytes, const std::string& path,
              const Format& format, unsigned depth);
    /// A crawl's pages, each with its address as its name.
    void crawl(std::string_view name, std::string_view bytes, const std::string& path,
               unsigned depth);
    /// Files in a text of nothing but code; what else stands in it is a part of its own.
    void coded(std::string_view name, std::string_view bytes, const std::string& path,
               unsigned depth);

    void give(Part&& part, const std::string& path);
    /// A part for a member whose content nobody will see.
    void refuse(std::string_view name, std::uint64_t bytes, const std::string& path,
                Media media = Media::container);
    void tell(std::string_view kind, const std::string& path, std::string_view name,
              std::string_view what);
    void stop(std::string_view kind, const std::string& path, std::string_view name,
              std::string_view what);
    bool stopped() const { return stopped_ || (options_.cancel != nullptr && *options_.cancel); }
    /// So many bytes were read: now and then what is mapped may leave the memory.
    void breathe(std::uint64_t bytes);
    /// Bytes that may still be unpacked.
    std::uint64_t room() const { return allowed_ - std::min(allowed_, result.unpacked); }

    PeelOptions options_;
    const std::function<void(Part&&)>& sink_;
    const std::uint64_t allowed_;
    Sites sites_;
    Sidecars lists_;                         ///< in containers
    std::optional<FimfarchiveIndex> index_;  ///< of the zip that is open
    std::size_t index_path_ = 0;             ///< bytes of a member's path in front of its own
    std::uint64_t members_ = 0;
    std::vector<Stated> inherited_;             ///< by what hangs on a message
    std::string declared_;                      ///< charset, by a server
    std::shared_ptr<const MappedFile> mapped_;  ///< holds the member that is read, if it is big
    std::uint64_t let_go_ = 0;                  ///< bytes since the last
    bool stopped_ = false;
};

}  // namespace solander
