// SPDX-License-Identifier: GPL-3.0-or-later
// Where works were before, and where they are now: what a web server needs to send readers on.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "work/story.h"

namespace solander {

class OldAddresses {
  public:
    /// The address of an eFiction story and each of its chapters; the page a work was saved from;
    /// FanFicFare's addresses of chapters.
    void add(WorkId work, const WorkRecord& record);
    std::size_t size() const { return now_.size(); }
    std::uint64_t doubled() const { return doubled_; }
    /// Lines, sorted:
    ///     http://lamp.example/viewstory.php?sid=2<tab>/works/21
    std::string text() const;

  private:
    void lead(std::string_view from, std::string to);

    std::map<std::string, std::string, std::less<>> now_;
    std::uint64_t doubled_ = 0;  ///< addresses that a second work claims
};

}  // namespace solander
