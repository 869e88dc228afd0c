// SPDX-License-Identifier: GPL-3.0-or-later
// An archive's own words: the tables in its folder `vocabulary/`, which go before the program's.
#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "header/labels.h"
#include "vocabulary/canon.h"
#include "vocabulary/value_words.h"
#include "work/assemble.h"

namespace solander {

inline constexpr const char* kVocabularyFolder = "vocabulary";

struct OwnVocabulary {
    /// Of `folder`/vocabulary, which may be missing; empty: the program's alone.
    explicit OwnVocabulary(const std::filesystem::path& folder);

    std::unique_ptr<ValueWords> values;
    std::unique_ptr<LabelTable> labels;  ///< null: none of its own
    Canon names;
    /// "vocabulary/ratings.tsv line 3: ...": such lines say nothing.
    std::vector<std::string> faults;
    std::string digest;  ///< of all that values are read by; empty when that is nothing of its own

    /// Throws Error{input} that names the first fault: nothing is to be read by half of the words.
    void refuse_faults() const;

    /// Must not outlive this.
    ReadingRules rules(PartialDate today) const { return {today, values.get(), labels.get()}; }
};

/// Keeps what was read until a file changes.
class OwnVocabularyOnDisk {
  public:
    explicit OwnVocabularyOnDisk(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::shared_ptr<const OwnVocabulary> now();

  private:
    std::filesystem::path folder_;
    std::mutex mutex_;
    std::string stamp_;  ///< names, sizes and times of the files that were read
    std::shared_ptr<const OwnVocabulary> held_;
};

}  // namespace solander
