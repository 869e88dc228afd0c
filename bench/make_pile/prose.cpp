// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences without sense but with the outline of prose: dialogue, commas, emphasis, names.
#include "bench/make_pile/prose.h"

#include <algorithm>

namespace solander::pile {
namespace {

enum Stream : std::uint64_t { kProseStream = 20, kChangeStream = 21 };

class Writer {
  public:
    Writer(const World& world, const Options& options, const Plan& plan)
        : vocabulary_(world.vocabulary), plan_(plan),
          random_(options.seed, plan.source, kProseStream),
          change_(options.seed, plan.index, kChangeStream), reworded_(plan.twin == Twin::reworded) {
        for (const std::string& name : plan.meta.cast)
            given_.push_back(name.substr(0, name.find(' ')));
    }

    Prose write() {
        const std::uint64_t target = plan_.words;
        out_.text.reserve(target * 6 + 200);
        const bool chaptered = target > 3000 && random_.percent(target > 9000 ? 70 : 25);
        const int chapters =
            chaptered ? std::max(2, static_cast<int>(std::min<std::uint64_t>(target / 2500, 60)))
                      : 1;
        const bool breaks = random_.percent(75);
        out_.chapters = out_.scenes = chapters;
        for (int c = 1; c <= chapters; ++c) {
            if (chapters > 1) {
                (out_.text += kChapter) += "The ";
                out_.text += capitalised(vocabulary_.topical(random_));
                out_.text += '\n';
            }
            const std::uint64_t end =
                target * static_cast<std::uint64_t>(c) / static_cast<std::uint64_t>(chapters);
            std::uint64_t next_break = out_.words + scene_length();
            do {
                paragraph();
                if (breaks && out_.words > next_break && out_.words + 150 < end) {
                    (out_.text += kSceneBreak) += '\n';
                    ++out_.scenes;
                    next_break = out_.words + scene_length();
                }
            } while (out_.words < end);
        }
        for (std::size_t i = 0; i < tail_.size(); ++i)
            (out_.last_words += i == 0 ? "" : " ") += tail_[(out_.words + i) % 6];
        return std::move(out_);
    }

  private:
    std::uint64_t scene_length() { return static_cast<std::uint64_t>(random_.between(300, 1500)); }

    void paragraph() {
        const int kind = random_.between(0, 9);
        if (kind < 4) {
            dialogue();
            out_.text += '\n';
            return;
        }
        const int sentences = kind < 6 ? random_.between(1, 3) : random_.between(3, 9);
        for (int i = 0; i < sentences; ++i) {
            if (i > 0) out_.text += ' ';
            sentence(random_.between(3, 22));
            const std::uint32_t end = random_.below(20);
            out_.text += end < 17 ? '.' : end < 19 ? '?' : '!';
        }
        out_.text += '\n';
    }

    void dialogue() {
        static constexpr std::string_view said[] = {"said", "said", "asked", "whispered",
                                                    "answered"};
        out_.text += '"';
        sentence(random_.between(2, 12));
        const bool by = random_.percent(60);
        out_.text += by ? "," : random_.percent(30) ? "?" : ".";
        out_.text += '"';
        if (!by) return;
        out_.text += ' ';
        token(random_.pick(said));
        out_.text += ' ';
        token(given_[random_.below(given_.size())]);
        out_.text += '.';
        if (random_.percent(40)) {
            out_.text += " \"";
            sentence(random_.between(3, 10));
            out_.text += ".\"";
        }
    }

    void sentence(int words) {
        const int emphasised = words > 4 && random_.percent(4) ? random_.between(1, words - 2) : -1;
        for (int i = 0; i < words; ++i) {
            if (i > 0) {
                const std::uint32_t joint = random_.below(100);
                out_.text += joint < 7 && i > 2 && i + 1 < words    ? ", "
                             : joint == 7 && i > 2 && i + 1 < words ? " -- "
                                                                    : " ";
            }
            if (i == emphasised) out_.text += kEmphasisOn;
            const bool name = random_.below(25) == 0;
            std::string_view word = name ? std::string_view(given_[random_.below(given_.size())])
                                         : vocabulary_.draw(random_);
            if (reworded_ && change_.below(64) == 0) word = vocabulary_.draw(change_);
            const std::size_t at = out_.text.size();
            token(word);
            if (i == 0 && out_.text[at] >= 'a' && out_.text[at] <= 'z')
                out_.text[at] = static_cast<char>(out_.text[at] - 32);
            if (i == emphasised) out_.text += kEmphasisOff;
        }
    }

    void token(std::string_view word) {
        out_.text += word;
        std::string& slot = tail_[out_.words % 6];
        slot.assign(word);
        if (slot[0] >= 'A' && slot[0] <= 'Z') slot[0] = static_cast<char>(slot[0] + 32);
        if (++out_.words <= 6) (out_.first_words += out_.words == 1 ? "" : " ") += slot;
    }

    const Vocabulary& vocabulary_;
    const Plan& plan_;
    Random random_, change_;
    bool reworded_;
    std::vector<std::string> given_;
    std::array<std::string, 6> tail_;
    Prose out_;
};

}  // namespace

Prose make_prose(const World& world, const Options& options, const Plan& plan) {
    return Writer(world, options, plan).write();
}

}  // namespace solander::pile
