// SPDX-License-Identifier: GPL-3.0-or-later
// One part made of the messages in which a story was posted.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "source/gather.h"
#include "source/message.h"

namespace solander {

/// Takes the messages by number, postings of one number in file order. The last posting of each
/// number stands in the story; one with the same words counts once, an earlier one with other words
/// is given back as a part of its own, with the finding "earlier-posting".
class StoryOfParts {
  public:
    struct Placed {
        Message message;
        std::string path;
    };

    explicit StoryOfParts(const GatheredStory& story) : story_(story) {}
    /// Gives back at once a message that does not belong: a reply, another title, HTML among text,
    /// text among HTML.
    std::optional<Message> add(const PostedPart& part, Message&& message, const std::string& path);
    /// The story first, then what stays alone. Where fewer than two parts are left, all stay alone.
    std::vector<Placed> finish();

  private:
    struct Held {
        PostedPart place;
        Message message;
        std::string path;
        std::uint64_t words = 0;  ///< key of its words; the same for the same text
        std::size_t size = 0;
    };
    bool belongs(const Message& message);
    Placed composed();

    const GatheredStory& story_;
    std::string sender_, title_;
    Media media_ = Media::text;
    std::vector<Held> held_;
    std::vector<Placed> alone_;
    std::vector<Finding> findings_;
};

}  // namespace solander
