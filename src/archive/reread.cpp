// SPDX-License-Identifier: GPL-3.0-or-later
// All kept originals understood anew, original by original: shown first, or done at once.
#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>

#include "archive/add_writer.h"
#include "archive/archive.h"
#include "archive/kept_stories.h"
#include "archive/reading_writer.h"
#include "catalogue/cuts.h"

namespace solander {
namespace {

/// What is read of a work: its current version, or all those that one was put together of.
#define SOLANDER_READ                                                                              \
    "select distinct v.original, w.id from work w join version c on c.id = w.current"              \
    " join version v on (v.id = c.id and c.ordinal >= 0)"                                          \
    " or (v.work = w.id and v.ordinal >= 0 and c.ordinal < 0) where w.visibility <> 'removed'"
/// By original, so that each is read and opened once. All versions of a work or none.
constexpr std::string_view kAllWorks = SOLANDER_READ " order by v.original, w.id";
constexpr std::string_view kOldWorks =
    SOLANDER_READ " and exists (select 1 from version o where o.work = w.id and o.reading < $1"
                  " and (o.id = c.id or c.ordinal < 0)) order by v.original, w.id";
/// Where today's rules may see a story that nobody saw before.
constexpr std::string_view kOthers =
    "select o.id from original o where o.sealed_at is null"
    " and o.class not in ('chapter', 'list', 'unfinished') and (o.class = 'container'"
    " or not exists (select 1 from version v where v.original = o.id)) order by o.id";
constexpr std::string_view kOriginal = "select digest, name, size from original where id = $1";

/// What one write transaction takes at most: others are to get their turn within a blink.
constexpr std::size_t kWorksAtOnce = 32;
constexpr std::size_t kMarksAtOnce = 512;

enum class Does : std::uint8_t {
    look,   ///< writes nothing
    weigh,  ///< notes what is understood the same, and leaves the rest
    write,
};

class Rereading {
  public:
    Rereading(Archive::Inside& inside, Progress& progress, Does does, const RereadOptions& options,
              RereadResult& result)
        : inside_(inside), progress_(progress), does_(does), options_(options), result_(result),
          connection_(inside.database->connect()),
          writer_(inside, *connection_, does == Does::write), add_options_{does != Does::write,
                                                                           0,
                                                                           "reread",
                                                                           {}} {}

    /// `only`: these originals, whatever was read before.
    void run(const std::set<std::int64_t>* only) {
        const auto own_words = inside_.own_vocabulary.now();
        own_words->refuse_faults();
        const bool other_words = own_words->digest != own_words_of_all(*connection_);
        if (other_words && only == nullptr && does_ != Does::look) {
            WriteTransaction transaction(*connection_);
            forget_readings(*connection_);
            set_own_words_of_all(*connection_, own_words->digest);
            transaction.commit();
        }
        const bool all = options_.all || only != nullptr || (other_words && does_ == Does::look);
        Wanted wanted = wanted_works(all);
        const bool every = all || rules_of_all(*connection_) < kReadingVersion;
        if (every && only == nullptr)
            for (Query query = connection_->query(kOthers); query.step();)
                wanted.try_emplace(query.integer(0));
        if (only != nullptr)
            for (auto at = wanted.begin(); at != wanted.end();)
                at = only->count(at->first) != 0 ? std::next(at) : wanted.erase(at);
        if (only != nullptr)
            for (const std::int64_t id : *only) wanted.try_emplace(id);
        for (const auto& [original, works] : wanted)
            progress_.files_total += std::max<std::size_t>(1, works.size());
        for (const auto& [original, works] : wanted) {
            if (progress_.cancel) break;
            read(original, works, every);
        }
        write();
        writer_.forget_unfinished();
        mark(true);
        if (does_ == Does::write) adding_.finish();
        if (does_ == Does::write && !progress_.cancel && every && only == nullptr) note_complete();
    }

    /// Originals of which something is understood otherwise.
    const std::set<std::int64_t>& different() const { return different_; }

    void note_complete() {
        WriteTransaction transaction(*connection_);
        set_rules_of_all(*connection_, kReadingVersion);
        transaction.commit();
    }

  private:
    using Wanted = std::map<std::int64_t, std::set<WorkId>>;

    Wanted wanted_works(bool all) {
        Wanted wanted;
        Query query = connection_->query(all ? kAllWorks : kOldWorks);
        if (!all) query.bind(kReadingVersion);
        while (query.step()) wanted[query.integer(0)].insert(query.integer(1));
        return wanted;
    }

    void read(std::int64_t id, const std::set<WorkId>& works, bool every) {
        const Places known = places_in(*connection_, id);
        std::map<std::string, Places> by_encoding;
        for (Place place : known) {
            if (works.count(place.work) == 0 || place.removed) continue;
            if (!place.current && !place.together) continue;
            place.encoding = asked_encoding(list_edits(*connection_, place.work));
            by_encoding[place.encoding].push_back(std::move(place));
        }
        if (by_encoding.empty()) by_encoding[{}];
        const auto original = read_kept(inside_, *connection_, id);
        if (!original) {
            for (const auto& [encoding, places] : by_encoding)
                for (const Place& place : places) writer_.give_up(place);
            progress_.files_done += std::max<std::size_t>(1, works.size());
            return tell(original.error().message);
        }
        if (!lists_) lists_ = kept_sidecars(inside_, *connection_);
        const KeptContext context = context_of(inside_, *connection_, *lists_, id);
        if (works.empty()) ++progress_.files_done;
        for (auto& [encoding, places] : by_encoding) {
            KeptReading reading{inside_.limits,
                                *original,
                                context,
                                [&](const Place& place, PreparedStory&& story) {
                                    read_.emplace_back(place, std::move(story));
                                    ++progress_.files_done;
                                    if (read_.size() >= kWorksAtOnce) write();
                                    return !progress_.cancel;
                                },
                                {}};
            if (every && encoding.empty())
                reading.other = [&](PreparedStory&& story) {
                    appears(id, std::move(story));
                    return !progress_.cancel;
                };
            read_places(reading, places, known);
            if (progress_.cancel) return;
            for (const Place& place : places) vanished(place);
        }
        add_new(id);
        done_ = id;
    }

    void write() {
        if (!read_.empty()) {
            if (does_ == Does::write) {
                WriteTransaction transaction(*connection_);
                take_all();
                transaction.commit();
            } else {
                const ReadTransaction moment(*connection_);
                take_all();
            }
            result_.read += read_.size();
            read_.clear();
        }
        for (ReadingWriter::Outcome& outcome : writer_.outcomes()) {
            for (const Place& place : outcome.read)
                unchanged_.emplace_back(place.original, place.version);
            if (!outcome.changes.empty()) changed(std::move(outcome));
        }
        mark(false);
    }

    void take_all() {
        for (auto& [place, story] : read_) {
            writer_.take(place, std::move(story));
        }
    }

    void changed(ReadingWriter::Outcome&& outcome) {
        if (does_ == Does::weigh)
            for (const Place& place : places_of_work(*connection_, outcome.work))
                different_.insert(place.original);
        ++result_.changed;
        for (const FieldChange& change : outcome.changes) ++result_.fields[change.field];
        say({WorkChange::What::changes,
             outcome.work,
             std::move(outcome.title),
             {},
             std::move(outcome.changes)});
    }

    /// Those of originals that were read to their end, and brought nothing new.
    void mark(bool end) {
        if (does_ == Does::look || (!end && unchanged_.size() < kMarksAtOnce)) return;
        std::vector<std::int64_t> versions;
        std::vector<std::pair<std::int64_t, std::int64_t>> later;
        for (const auto& [original, version] : unchanged_) {
            if (does_ == Does::weigh && with_new_.count(original) != 0) continue;
            if (original <= done_ || does_ == Does::write)
                versions.push_back(version);
            else
                later.emplace_back(original, version);
        }
        unchanged_ = std::move(later);
        if (versions.empty()) return;
        WriteTransaction transaction(*connection_);
        mark_read(*connection_, versions, kReadingVersion);
        transaction.commit();
    }

    void appears(std::int64_t original, PreparedStory&& story) {
        if (adding_.refuses(story, original)) return;  // taken down
        ++result_.appeared;
        with_new_.insert(original);
        different_.insert(original);
        say({WorkChange::What::appears,
             0,
             story.story.record.title,
             story.path.empty() ? story.name : story.path,
             {}});
        if (does_ != Does::write) return;
        new_.push_back(std::move(story));
        if (new_.size() >= kWorksAtOnce) add_new(original);
    }

    /// As an add would have brought them.
    void add_new(std::int64_t original) {
        if (new_.empty()) return;
        Received held;
        held.what = Received::What::held;
        {
            Query query = connection_->query(kOriginal);
            query.bind(original);
            const auto digest = query.step() ? Digest::from_raw(query.blob(0)) : std::nullopt;
            if (!digest) throw Error(Fault::storage, "an original has no digest");
            held.digest = *digest;
            held.file.path = std::string(query.text(1));
            held.file.size = static_cast<std::uint64_t>(query.integer(2));
        }
        for (PreparedStory& story : new_) {
            for (Finding& finding : story.story.findings)
                held.prepared.findings.push_back({std::move(finding), story.path,
                                                  static_cast<int>(held.prepared.stories.size())});
            story.story.findings.clear();
            held.prepared.file_class = story.path.empty() ? story.story.file_class : "container";
            held.prepared.stories.push_back(std::move(story));
        }
        new_.clear();
        adding_.take(std::move(held));
    }

    void vanished(const Place& place) {
        ++progress_.files_done;
        // Put together again by a person: nothing to tell, and nothing to look for next time.
        if (cut_was_undone(*connection_, place.original, place.path, place.ordinal)) {
            unchanged_.emplace_back(place.original, place.version);
            return;
        }
        ++result_.no_story;
        writer_.give_up(place);
        const auto record = load_record(*connection_, place.work);
        say({WorkChange::What::vanishes, place.work, record ? record->title : "", place.path, {}});
        tell(fmt::format("work {}: its original holds no story at its place any more; what the "
                         "catalogue has of it stays",
                         place.work));
    }

    void say(WorkChange&& change) {
        if (options_.told) options_.told(change);
    }
    void tell(std::string what) {
        if (result_.problems.size() < 50) result_.problems.push_back(std::move(what));
    }

    Archive::Inside& inside_;
    Progress& progress_;
    Does does_;
    const RereadOptions& options_;
    RereadResult& result_;
    std::unique_ptr<Connection> connection_;
    ReadingWriter writer_;
    AddOptions add_options_;
    AddResult added_;
    AddWriter adding_{inside_, add_options_, added_, [] {}};
    std::optional<Sidecars> lists_;
    std::vector<std::pair<Place, PreparedStory>> read_;
    std::vector<PreparedStory> new_;
    std::vector<std::pair<std::int64_t, std::int64_t>> unchanged_;  ///< original, version
    std::set<std::int64_t> with_new_, different_;
    std::int64_t done_ = 0;  ///< the last original that was read to its end
};

}  // namespace

RereadResult Archive::reread(Progress& progress, const RereadOptions& options) {
    RereadResult result;
    if (options.original) {
        const std::set<std::int64_t> only{*options.original};
        Rereading(*inside_, progress, Does::write, options, result).run(&only);
        inside_->search().catch_up();
        return result;
    }
    const bool asks = options.at_most.has_value() && !options.dry_run;
    const Does does = options.dry_run ? Does::look : asks ? Does::weigh : Does::write;
    Rereading first(*inside_, progress, does, options, result);
    first.run(nullptr);
    if (asks && !progress.cancel) {
        const std::uint64_t differ = result.changed + result.appeared;
        result.waits = differ > *options.at_most;
        if (differ > 0 && !result.waits) {
            RereadResult done;  // the same again, but for what others did meanwhile
            const RereadOptions quietly{.all = true};
            Rereading(*inside_, progress, Does::write, quietly, done).run(&first.different());
        }
        if (!result.waits && !progress.cancel) first.note_complete();
    }
    if (!options.dry_run) inside_->search().catch_up();
    return result;
}

}  // namespace solander
