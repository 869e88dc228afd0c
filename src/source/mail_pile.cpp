// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/mail_pile.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "source/digest.h"
#include "source/gather.h"
#include "source/mail_words.h"
#include "source/mbox.h"
#include "source/member_name.h"
#include "source/message.h"
#include "source/message_head.h"
#include "source/opened_digest.h"
#include "source/story_of_parts.h"

namespace solander {
namespace {

constexpr std::size_t kBreath = std::size_t{16} << 20;  // bytes between two let_go()

std::string path_of(std::uint32_t message, std::uint32_t item) {
    std::string path = message == 0 ? std::string() : fmt::format("message {}", message);
    if (item != 0) path += fmt::format("{}message {}", path.empty() ? "" : "/", item);
    return path;
}

/// One message cut out of the mailbox.
struct Slice {
    std::string_view bytes;
    std::uint32_t number = 0;  ///< from 1; 0: the file is this one message
    bool unquote = false;
};

class MailPile {
  public:
    MailPile(std::string_view kind, std::string_view bytes, const PeelOptions& options,
             MailSink& sink)
        : kind_(kind), bytes_(bytes), options_(options), sink_(sink) {}

    void run() {
        index();
        if (!sink_.stopped()) walk([&](const Slice& slice) { give(slice); });
    }

  private:
    template <class Visit>
    void walk(Visit&& visit) {
        if (kind_ == "mail" || kind_ == "digest") return visit(Slice{bytes_});
        Mailbox box(bytes_);
        Slice slice;
        std::size_t breathed = 0;
        while (auto message = box.next()) {
            if (sink_.stopped()) return;
            slice.bytes = message->bytes;
            slice.unquote = message->unquote;
            ++slice.number;
            lying_ += message->lying_length ? 1 : 0;
            visit(slice);
            const auto at = static_cast<std::size_t>(slice.bytes.data() - bytes_.data());
            if (at - breathed > kBreath && options_.let_go) {
                options_.let_go();
                breathed = at;
            }
        }
    }

    bool too_big(const Slice& slice) const {
        return slice.bytes.size() > options_.limits.max_part_bytes;
    }

    bool is_digest(const MailHead& head, std::string_view bytes) const {
        return kind_ == "digest" || OpenedDigest::is_said(head, bytes);
    }

    OpenedDigest open_digest(std::string_view bytes, bool unquote) const {
        if (kind_ == "digest") return {read_part("", bytes, options_), options_};  // without a head
        return {bytes, unquote, options_};
    }

    /// Of sorted or unsorted keys those that are there twice, sorted.
    static void keep_repeated(std::vector<std::uint64_t>& keys) {
        std::sort(keys.begin(), keys.end());
        std::size_t kept = 0;
        for (std::size_t i = 1; i < keys.size(); ++i)
            if (keys[i] == keys[i - 1] && (kept == 0 || keys[kept - 1] != keys[i]))
                keys[kept++] = keys[i];
        keys.resize(kept);
        keys.shrink_to_fit();
    }

    /// The first pass: numbered parts by author and title.
    void index() {
        std::vector<PostedPart> parts;
        walk([&](const Slice& slice) {
            if (too_big(slice)) return;
            const MailHead head = read_message_head(slice.bytes);
            if (is_digest(head, slice.bytes) && index_digest(slice, parts)) return;
            if (slice.number > 0 && head.has(MailKey::message_id))
                ids_.push_back(part_key(head[MailKey::message_id], {}));
            note(slice, head, 0, slice.bytes.size(), parts);
        });
        keep_repeated(ids_);
        std::vector<GatheredStory> stories = gather_parts(std::move(parts));
        // A digest is opened again for each part in it that is put together with others.
        constexpr std::uint64_t kMostOpenings = 16;
        std::uint64_t opened = 0;
        for (GatheredStory& story : stories) {
            std::uint64_t size = 0;
            for (const PostedPart& part : story.parts) {
                size += part.weight;
                opened += part.item == 0 ? 0 : part.size;
            }
            if (size > options_.limits.max_gathered_bytes
                || opened > kMostOpenings * bytes_.size()) {
                sink_.tell("too-big", path_of(story.parts[0].message, story.parts[0].item),
                           "parts of one story with more bytes than are put together "
                           "(limits.gathered); each is a work of its own");
                continue;
            }
            for (const PostedPart& part : story.parts)
                story_at_[{part.message, part.item}] = stories_.size();
            stories_.push_back(std::move(story));
        }
        given_.assign(stories_.size(), false);
        if (lying_ > 0)
            sink_.tell("lying-length", "",
                       fmt::format("Content-Length leads nowhere in {} {}; the messages were told "
                                   "apart without it",
                                   lying_, lying_ == 1 ? "message" : "messages"));
    }

    void note(const Slice& slice, const MailHead& head, std::uint32_t item, std::size_t weight,
              std::vector<PostedPart>& parts) const {
        // Most subjects have no number: seen without decoding them.
        const std::string_view raw = head[MailKey::subject];
        if (raw.find_first_of("0123456789") == std::string_view::npos
            && raw.find("=?") == std::string_view::npos && raw.find('/') == std::string_view::npos
            && ascii_lowered(raw).find("part") == std::string::npos)
            return;
        const PartSubject subject = read_part_subject(header_text(raw));
        if (subject.number < 0 || subject.title.empty()) return;
        PostedPart part;
        part.key = part_key(sender_key(unfolded(head[MailKey::from])), subject.title);
        part.offset = static_cast<std::uint64_t>(slice.bytes.data() - bytes_.data());
        part.size = slice.bytes.size();
        part.weight = weight;
        part.message = slice.number;
        part.item = item;
        part.number = static_cast<std::int16_t>(subject.number);
        part.last = static_cast<std::int16_t>(subject.last);
        part.of = static_cast<std::int16_t>(subject.of);
        part.sub = subject.sub;
        part.open = subject.open;
        part.unquote = slice.unquote;
        part.reply = subject.reply;
        parts.push_back(part);
    }

    bool index_digest(const Slice& slice, std::vector<PostedPart>& parts) const {
        const OpenedDigest digest = open_digest(slice.bytes, slice.unquote);
        for (std::uint32_t i = 0; i < digest.size(); ++i) {
            const std::string message = digest.bytes(i);
            note(slice, read_message_head(message), i + 1, message.size(), parts);
        }
        return digest.size() > 0;
    }

    /// The second pass: one message, or the story that it is a part of.
    void give(const Slice& slice) {
        const auto found = story_at_.find({slice.number, 0});
        if (found != story_at_.end()) return give_story(found->second);
        if (too_big(slice)) {
            sink_.tell("too-big", path_of(slice.number, 0),
                       fmt::format("{} bytes, more than the {} that are read as one message",
                                   slice.bytes.size(), options_.limits.max_part_bytes));
            Part part;
            part.bytes = slice.bytes.size();
            return sink_.part(std::move(part), path_of(slice.number, 0));
        }
        const MailHead head = read_message_head(slice.bytes);
        if (is_digest(head, slice.bytes)) {
            OpenedDigest digest = open_digest(slice.bytes, slice.unquote);
            if (digest.size() > 0) return give_digest(digest, slice.number);
        }
        MessageOptions how;
        how.unquote = slice.unquote;
        Message message = read_message(slice.bytes, options_, how);
        if (!message.attachments.empty() || !came_before(head, message.part, slice.number))
            give_message(std::move(message), path_of(slice.number, 0));
    }

    /// One message by two ways, of one name and with the same words: read once.
    bool came_before(const MailHead& head, const Part& part, std::uint32_t number) {
        if (number == 0 || ids_.empty() || !head.has(MailKey::message_id)) return false;
        const std::uint64_t id = part_key(head[MailKey::message_id], {});
        if (!std::binary_search(ids_.begin(), ids_.end(), id)) return false;
        std::size_t size = 0;
        const std::size_t body = part.zones.empty() ? 0 : part.zones.front().to;
        const std::uint64_t words = key_of_words(std::string_view(part.text).substr(body), size);
        const auto [at, fresh] = seen_.try_emplace(id, First{words, number});
        if (fresh || at->second.words != words || size == 0) return false;
        sink_.tell("posted-twice", path_of(number, 0),
                   fmt::format("the same message as {}, with the same words; it is read once",
                               path_of(at->second.number, 0)));
        return true;
    }

    void give_digest(OpenedDigest& digest, std::uint32_t number) {
        give_message(digest.take_own(), path_of(number, 0));
        for (std::uint32_t i = 0; i < digest.size() && !sink_.stopped(); ++i) {
            const auto found = story_at_.find({number, i + 1});
            if (found != story_at_.end())
                give_story(found->second);
            else
                give_message(digest.read(i), path_of(number, i + 1));
        }
    }

    void give_message(Message&& message, const std::string& path) {
        if (message.too_deep)
            sink_.tell("too-deep", path, "MIME parts inside too many others, read as they stand");
        if (message.too_many)
            sink_.tell("too-many-members", path, "too many MIME parts, the rest was not read");
        if (kind_ != "mail" && kind_ != "digest") note_alone(message.part);
        std::vector<Stated> head;
        for (const Stated& stated : message.part.stated) {
            const std::string label = ascii_lowered(stated.label);
            if (label == "from" || label == "date" || label == "x-no-archive"
                || (label == "subject" && message.attachments.size() == 1)) {
                head.push_back(stated);
                head.back().where = {};
            }
        }
        sink_.part(std::move(message.part), path);
        DistinctNames names;
        for (const Attachment& attachment : message.attachments) {
            if (sink_.stopped()) return;
            // A digest's messages are called "message 3".
            std::string name = names.take(
                (attachment.name.starts_with("message ") ? "attached " : "") + attachment.name);
            if (!path.empty()) name.insert(0, 1, '/').insert(0, path);
            sink_.member(attachment.name, attachment.bytes, name, head);
        }
    }

    /// One part of several, and no other of them is here.
    static void note_alone(Part& part) {
        if (is_gathered(part) || !part.file_class.empty() || part.media != Media::text) return;
        const auto subject =
            std::find_if(part.stated.begin(), part.stated.end(), [](const Stated& stated) {
                return stated.mail && equals_ignoring_ascii_case(stated.label, "subject");
            });
        const bool told =
            std::any_of(part.findings.begin(), part.findings.end(),
                        [](const Finding& finding) { return finding.kind == "earlier-posting"; });
        if (subject == part.stated.end() || told) return;
        const PartSubject about = read_part_subject(subject->value);
        if (about.number < 0 || about.of < 2 || about.reply) return;
        part.findings.push_back(
            {"missing-parts",
             fmt::format("{} of {}; no other part of it was found in this "
                         "mailbox",
                         part_name(about.number, about.sub, about.last), about.of),
             {}});
    }

    void give_story(std::size_t index) {
        if (given_[index]) return;
        given_[index] = true;
        const GatheredStory& story = stories_[index];
        StoryOfParts whole(story);
        for (const PostedPart& part : story.parts) {
            if (sink_.stopped()) return;
            const std::string path = path_of(part.message, part.item);
            Message message = message_at(part);
            if (auto back = whole.add(part, std::move(message), path))
                give_message(std::move(*back), path);
        }
        for (auto& [message, path] : whole.finish()) give_message(std::move(message), path);
    }

    Message message_at(const PostedPart& part) const {
        const std::string_view bytes = bytes_.substr(part.offset, part.size);
        if (part.item != 0) return open_digest(bytes, part.unquote).read(part.item - 1);
        MessageOptions how;
        how.unquote = part.unquote;
        return read_message(bytes, options_, how);
    }

    std::string_view kind_, bytes_;
    const PeelOptions& options_;
    MailSink& sink_;
    std::vector<GatheredStory> stories_;
    std::vector<bool> given_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> story_at_;
    std::vector<std::uint64_t> ids_;  ///< Message-IDs; after the first pass those that come twice
    struct First {
        std::uint64_t words;
        std::uint32_t number;
    };
    std::map<std::uint64_t, First> seen_;
    std::size_t lying_ = 0;
};

constexpr std::string_view kOldMac = "mbox with CR";

/// Lines that end in CR alone, from the separator on.
bool is_old_mac_mbox(std::string_view bytes) {
    constexpr std::size_t kHead = 8192;
    if (!bytes.starts_with("From ")) return false;
    std::string head(bytes.substr(0, kHead));
    if (head.find('\n') != std::string::npos || head.find('\r') == std::string::npos) return false;
    std::replace(head.begin(), head.end(), '\r', '\n');
    return looks_like_mbox(head);
}

}  // namespace

std::string_view mail_kind(std::string_view bytes) {
    if (looks_like_mbox(bytes)) return "mbox";
    if (is_old_mac_mbox(bytes)) return kOldMac;
    if (looks_like_rnews(bytes)) return "rnews";
    if (looks_like_mmdf(bytes)) return "mmdf";
    if (looks_like_babyl(bytes)) return "babyl";
    if (looks_like_message(bytes)) return "mail";
    // Rare, and the whole text is looked through: only where its first lines speak of one.
    if (mentions_digest(bytes) && !read_digest(bytes, false).messages.empty()) return "digest";
    return {};
}

void read_mail_pile(std::string_view kind, std::string_view bytes, const PeelOptions& options,
                    MailSink& sink) {
    if (kind != kOldMac) return MailPile(kind, bytes, options, sink).run();
    std::string lines(bytes);  // one byte for one: places stay what they are
    std::replace(lines.begin(), lines.end(), '\r', '\n');
    MailPile("mbox", lines, options, sink).run();
}

}  // namespace solander
