// SPDX-License-Identifier: GPL-3.0-or-later
// Archive::add: one thread walks, several read, one writes; in the order of the files' names.
#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

#include "archive/add_writer.h"
#include "archive/archive.h"
#include "archive/clock.h"
#include "archive/inside.h"
#include "archive/journal.h"
#include "archive/lock.h"
#include "archive/site_files.h"
#include "archive/turnstile.h"
#include "base/file.h"
#include "base/mapped_file.h"
#include "source/charset.h"
#include "source/peel.h"

namespace solander {
namespace {

/// Source bytes that may be in memory at once, in all threads together. One bigger file may go
/// alone.
constexpr std::uint64_t kBytesInFlight = std::uint64_t{48} << 20;
constexpr std::size_t kFilesInFlight = 2048;

struct Job {
    std::uint64_t number;
    SourceFile file;
    std::string problem;  ///< the walk could not read it
};

/// Jobs for the readers, held back while too much is in flight.
class JobQueue {
  public:
    bool push(Job job, std::uint64_t weight) {
        std::unique_lock lock(mutex_);
        moved_.wait(lock, [&] {
            return closed_ || in_flight_ == 0
                   || (bytes_ + weight <= kBytesInFlight && in_flight_ < kFilesInFlight);
        });
        if (closed_) return false;
        bytes_ += weight;
        ++in_flight_;
        jobs_.push_back(std::move(job));
        moved_.notify_all();
        return true;
    }
    std::optional<Job> pop() {
        std::unique_lock lock(mutex_);
        moved_.wait(lock, [&] { return closed_ || ended_ || !jobs_.empty(); });
        if (closed_ || jobs_.empty()) return std::nullopt;
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        return job;
    }
    void written(std::uint64_t weight) {
        const std::lock_guard lock(mutex_);
        bytes_ -= weight;
        --in_flight_;
        moved_.notify_all();
    }
    void end() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        moved_.notify_all();
    }
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        moved_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable moved_;
    std::deque<Job> jobs_;
    std::uint64_t bytes_ = 0;
    std::size_t in_flight_ = 0;
    bool ended_ = false, closed_ = false;
};

class Import {
  public:
    Import(Archive::Inside& inside, const AddOptions& options, Progress& progress,
           AddResult& result, std::function<void()> more_to_come)
        : inside_(inside), options_(options), progress_(progress), result_(result),
          sites_(inside.limits), writer_(inside, options, result, std::move(more_to_come)) {
        prepare_.limits = inside.limits;
        own_words_->refuse_faults();
        if (!options.dry_run) note_own_words();
        prepare_.rules = own_words_->rules(today_date());
        prepare_.encoding = options.encoding;
    }

    void run(const std::vector<std::filesystem::path>& paths) {
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        const unsigned readers = std::min(options_.jobs > 0 ? options_.jobs : cores, wanted(paths));
        std::vector<std::thread> threads;
        const auto walking = [&] { guarded([&] { walk(paths); }); };
        if (wanted(paths) == 1)
            walking();  // one file never waits for room in the queue
        else
            threads.emplace_back(walking);
        for (unsigned i = 0; i < readers; ++i)
            threads.emplace_back([&] { guarded([&] { read_all(); }); });
        guarded([&] { write_all(); });
        jobs_.close();
        out_.close();
        for (std::thread& thread : threads) thread.join();
        if (failure_) std::rethrow_exception(failure_);
        writer_.finish();
        result_.linked_folders = std::move(linked_folders_);
        result_.archives = std::move(archives_);
    }

  private:
    /// What comes first is read by them, so there is nothing older.
    void note_own_words() {
        auto connection = inside_.writers->borrow();
        WriteTransaction transaction(*connection);
        if (nothing_read(*connection)) set_own_words_of_all(*connection, own_words_->digest);
        transaction.commit();
    }

    /// No more readers than there are files, where that can be seen at once.
    static unsigned wanted(const std::vector<std::filesystem::path>& paths) {
        std::error_code ignored;
        for (const std::filesystem::path& path : paths)
            if (std::filesystem::is_directory(path, ignored))
                return std::numeric_limits<unsigned>::max();
        return static_cast<unsigned>(std::max<std::size_t>(1, paths.size()));
    }

    /// The first failure of any thread ends all; run() throws it again.
    template <class Work>
    void guarded(Work&& work) {
        try {
            work();
        } catch (...) {
            const std::lock_guard lock(failure_mutex_);
            if (!failure_) failure_ = std::current_exception();
            jobs_.close();
            out_.close();
        }
    }

    void walk(const std::vector<std::filesystem::path>& paths) {
        progress_.walking = true;
        std::uint64_t number = 0;
        const auto give = [&](SourceFile&& file, std::string problem) {
            ++progress_.files_total;
            const std::uint64_t weight = weight_of(file);
            return !progress_.cancel
                   && jobs_.push({number++, std::move(file), std::move(problem)}, weight);
        };
        for (const std::filesystem::path& path : paths) sites_.look(path, inside_.folder);
        sites_.compare([&](const std::string& path) {
            auto connection = inside_.readers->borrow();
            return find_receipt(*connection, path).has_value();
        });
        bool wanted = true;
        for (const std::filesystem::path& path : paths) {
            if (!wanted) break;
            walk_sources(
                path, inside_.folder,
                [&](SourceFile&& file) { return wanted = give(std::move(file), {}); },
                [&](const std::string& what) { wanted = wanted && give({}, what); },
                [&](const std::filesystem::path& link) { linked_folders_.push_back(link); },
                [&](const std::filesystem::path& archive) { archives_.push_back(archive); });
        }
        progress_.walking = false;
        out_.end_at(number);
        jobs_.end();
    }

    std::uint64_t weight_of(const SourceFile& file) const {
        return file.size > inside_.limits.max_part_bytes ? 0 : file.size;
    }

    void read_all() {
        std::unique_ptr<ConnectionPool::Loan> connection;  // not for who gets no file
        while (auto job = jobs_.pop()) {
            if (progress_.cancel) {
                // Given out but not read: neither the writer nor the walk must wait for it.
                out_.push(job->number, {}, true);
                jobs_.written(weight_of(job->file));
                continue;
            }
            if (!connection) connection.reset(new ConnectionPool::Loan(inside_.readers->borrow()));
            if (!read(**connection, *job)) return;
        }
    }

    bool read(Connection& connection, Job& job) {
        auto received = std::make_unique<Received>();
        received->file = job.file;
        const auto finish = [&](Received::What what) {
            received->what = what;
            return out_.push(job.number, std::move(received), true);
        };
        if (!job.problem.empty()) {
            received->problem = std::move(job.problem);
            return finish(Received::What::unreadable);
        }
        received->again = sites_.has_new_files(job.file.path);
        if (const auto receipt = find_receipt(connection, job.file.path.native())) {
            if (receipt->size == job.file.size && receipt->mtime_ns == job.file.mtime_ns
                && receipt->inode == job.file.inode && !received->again)
                return finish(Received::What::known_path);
            received->earlier = receipt->original;
        }
        if (job.file.size > std::min(kBytesInFlight, inside_.limits.max_part_bytes))
            if (auto mapped = MappedFile::open(job.file.path);
                mapped && read_in_pieces(mapped->bytes()))
                return read_mapped(connection, job, *mapped, std::move(received));
        if (job.file.size > inside_.limits.max_part_bytes) {
            received->prepared.file_class = "other";
            received->prepared.no_stories.push_back({{}, "other"});
            received->prepared.findings.push_back(
                {{"too-big",
                  fmt::format("{} has {} bytes: kept, but not read for stories (limits.part)",
                              job.file.path.filename().string(), job.file.size),
                  {}},
                 {},
                 -1});
            return finish(Received::What::too_big);
        }
        auto bytes = read_file(job.file.path);
        if (!bytes) {
            received->problem = bytes.error().message;
            return finish(Received::What::unreadable);
        }
        const auto held = std::make_shared<const std::string>(std::move(*bytes));
        received->file.size = held->size();
        received->digest = digest_of(*held);
        if (const auto known = find_original(connection, received->digest.bytes);
            known && (known->sealed || (known->file_class != kUnfinished && !received->again)))
            return finish(Received::What::known);
        const auto* list = sites_.lists().findings_of(job.file.path.native());
        if (list != nullptr || sites_.is_chapter(job.file.path)) {
            received->bytes = held;
            received->prepared = prepare_aside(list != nullptr ? "list" : "chapter");
            if (list != nullptr)
                for (const Finding& finding : *list)
                    received->prepared.findings.push_back({finding, {}, -1});
            return finish(Received::What::fresh);
        }
        PrepareOptions options = prepare_;
        options.folder = job.file.path.parent_path().native();
        options.stated = sites_.lists().of(job.file.path.native());
        options.beside = sites_.beside(job.file.path);
        options.is_chapter = sites_.chapters_in(job.file.path);
        return give_pieces(job, *received, *held, held, options);
    }

    /// A dump, mailbox or container that need not fit into memory, nor into limits.part.
    bool read_mapped(Connection& connection, const Job& job, const MappedFile& mapped,
                     std::unique_ptr<Received> received) {
        received->digest = digest_of_mapped(mapped);
        received->by_path = true;
        if (const auto known = find_original(connection, received->digest.bytes);
            known && (known->sealed || (known->file_class != kUnfinished && !received->again))) {
            received->what = Received::What::known;
            return out_.push(job.number, std::move(received), true);
        }
        PrepareOptions options = prepare_;
        options.folder = job.file.path.parent_path().native();
        options.beside = sites_.beside(job.file.path);
        options.is_chapter = sites_.chapters_in(job.file.path);
        options.let_go = [&] { mapped.let_go(); };
        return give_pieces(job, *received, mapped.bytes(), nullptr, options);
    }

    /// `held`: what keeps the bytes, for the writer; null when they are copied from the file.
    bool give_pieces(const Job& job, const Received& whole, std::string_view bytes,
                     const std::shared_ptr<const std::string>& held,
                     const PrepareOptions& options) {
        bool first = true;
        return prepare(job.file.path.filename().string(), bytes, options, [&](Prepared&& prepared) {
            auto piece = std::make_unique<Received>();
            piece->file = whole.file;
            piece->digest = whole.digest;
            piece->earlier = whole.earlier;
            piece->by_path = whole.by_path;
            piece->again = whole.again;
            piece->first = first;
            if (first) piece->bytes = held;
            first = false;
            const bool last = prepared.last;
            piece->prepared = std::move(prepared);
            return out_.push(job.number, std::move(piece), last);
        });
    }

    void write_all() {
        while (auto piece = out_.pop()) {
            if (!*piece) continue;  // cancelled before it was read
            const std::uint64_t weight = weight_of((*piece)->file);
            const bool last = (*piece)->prepared.last;
            progress_.stories += (*piece)->prepared.stories.size();
            progress_.findings += (*piece)->prepared.findings.size();
            writer_.take(std::move(**piece));
            if (!last) continue;
            ++progress_.files_done;
            progress_.bytes_done += weight;
            jobs_.written(weight);
        }
    }

    Archive::Inside& inside_;
    const AddOptions& options_;
    Progress& progress_;
    AddResult& result_;
    std::shared_ptr<const OwnVocabulary> own_words_ = inside_.own_vocabulary.now();
    PrepareOptions prepare_;
    SitesOnDisk sites_;  ///< made by the walk before it gives the first file
    std::vector<std::filesystem::path> linked_folders_, archives_;  ///< the walk's until its end
    AddWriter writer_;
    JobQueue jobs_;
    Turnstile<std::unique_ptr<Received>> out_;
    std::mutex failure_mutex_;
    std::exception_ptr failure_;
};

/// Words follow the change log beside an add of much, and after one of little.
class Following {
  public:
    explicit Following(Archive::Inside& inside) : inside_(inside) {}
    void start() {
        if (!std::exchange(following_, true)) inside_.search().start_following();
    }
    ~Following() {
        try {
            if (following_) inside_.search().stop_following();
        } catch (const Error&) {
            // An error of the add is under way; words are derived and catch up next time.
        }
    }
    void stop() {
        if (std::exchange(following_, false))
            inside_.search().stop_following();
        else
            inside_.search().catch_up();
    }

  private:
    Archive::Inside& inside_;
    bool following_ = false;
};

constexpr std::uint64_t kManyStories = 500;  ///< change what the database should know of itself

}  // namespace

AddResult Archive::add(const std::vector<std::filesystem::path>& paths, const AddOptions& asked,
                       Progress& progress) {
    const auto start = std::chrono::steady_clock::now();
    AddOptions options = asked;
    options.encoding = asked_charset(asked.encoding);
    for (const std::filesystem::path& path : paths) refuse_source(path, inside_->folder);
    AddResult result;
    std::optional<ArchiveLock> lock;
    if (!options.dry_run) {
        lock.emplace(inside_->lock_file(), progress.cancel);
        recover_journals(inside_->journal_folder(), inside_->originals.folder(),
                         *inside_->database);
    }
    Following following(*inside_);
    Import(*inside_, options, progress, result, [&] { following.start(); }).run(paths);
    if (!options.dry_run) following.stop();
    if (!options.dry_run && result.counts.stories_added >= kManyStories)
        inside_->database->connect()->take_stock();
    result.cancelled = progress.cancel;
    result.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

}  // namespace solander
