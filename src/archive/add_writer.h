// SPDX-License-Identifier: GPL-3.0-or-later
// The one writer of an add: batches of files made durable, then known to the catalogue, in that
// order.
#pragma once
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "archive/archive.h"
#include "archive/inside.h"
#include "archive/joining.h"
#include "archive/prepare.h"
#include "archive/source_files.h"
#include "archive/taken_down.h"
#include "catalogue/ledger.h"
#include "catalogue/records.h"
#include "original/digest.h"

namespace solander {

/// What a worker found out about one source file.
struct Received {
    enum class What {
        known_path,  ///< received before, unchanged by size, time and inode: not even read
        known,       ///< these bytes are held; the path is new or its times changed
        fresh,
        held,     ///< read once more, by newer rules: stories that were not seen in it before
        too_big,  ///< kept without being read for stories
        unreadable,
    };
    What what = What::fresh;
    SourceFile file;
    /// Of a fresh file, with its first piece; shared with the reader, which may be at it still.
    std::shared_ptr<const std::string> bytes;
    bool by_path = false;  ///< fresh, but too big for that: copied from where it lies
    bool again = false;    ///< held perhaps, but read once more: files came to it
    Digest digest;
    Prepared prepared;
    bool first = true;         ///< first piece of this file
    std::int64_t earlier = 0;  ///< original that this path brought before; 0 = none
    std::string problem;       ///< of an unreadable one
};

class AddWriter {
  public:
    /// `more_to_come` is called after each full batch.
    AddWriter(Archive::Inside&, const AddOptions&, AddResult&, std::function<void()> more_to_come);
    void take(Received&&);
    /// Everything taken is durable when it returns, and the accession closed. Throws
    /// Error{storage}.
    void finish();
    /// It was taken down, or all of its author's was: neither its rows come in, nor, when a file
    /// holds nothing else, its bytes. `original` 0: of one that is not held.
    bool refuses(const PreparedStory&, std::int64_t original) const;

  private:
    void look_at_consent();
    bool is_refused(const Received&) const;
    /// Everything taken so far becomes durable; `finished_at` empty: the accession goes on.
    void flush(std::string_view finished_at);
    ObjectStore::Batch& batch();
    /// The transaction of a batch, begun again when the database went away in the middle of it.
    void save(std::string_view finished_at);
    struct Counted {
        AddCounts counts;
        std::int64_t accession;
    };
    bool was_saved(const Counted& before) const;
    void write(Received&);
    std::int64_t write_original(Received&);
    void keep_bytes(std::int64_t original, const Digest&);
    /// The oldest work with the same words; 0 = none.
    WorkId write_story(PreparedStory&, std::int64_t original, std::int64_t earlier, bool single);
    void seal_later(std::int64_t original);
    void note_statement(WorkId, const Statement&);
    void keep_encoding(WorkId);
    void write_findings(const Received&, std::int64_t original,
                        const std::vector<std::int64_t>& versions);
    void count(const Received&);

    Archive::Inside& inside_;
    const AddOptions& options_;
    AddResult& result_;
    std::function<void()> more_to_come_;
    std::unique_ptr<ConnectionPool::Loan> loan_;
    Connection* connection_ = nullptr;  ///< the one lent; null in a dry run
    std::unique_ptr<ObjectStore::Batch> batch_;
    std::vector<Received> waiting_;
    std::uint64_t waiting_bytes_ = 0;
    std::unordered_map<Digest, std::int64_t> seen_;  ///< this run's originals; 0 = not written yet
    std::vector<Digest> coming_;                     ///< fresh digests of the batch
    std::vector<Digest> numbered_;  ///< originals whose number was learnt in this transaction
    bool repeated_ = false;         ///< the file whose pieces come now was in this run before
    std::string now_;
    Joining joining_;
    // Of the transaction:
    std::vector<LedgerEntry> stated_;
    std::vector<ConsentPolicy> policies_;
    bool authors_spoken_of_ = false;  ///< the ledger holds words on all works of somebody
    Tombstones tombstones_;
    std::set<std::int64_t> to_seal_;                ///< originals
    std::set<std::int64_t> with_refused_, sealed_;  ///< of this run; sealed before it
    std::vector<WorkId> recoded_;  ///< joined works whose bytes a person asked to read otherwise
};

}  // namespace solander
