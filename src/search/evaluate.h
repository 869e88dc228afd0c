// SPDX-License-Identifier: GPL-3.0-or-later
// A query tree to the works it means: words through FTS5, the rest through bitmaps, one within the
// other.
#pragma once
#include <string>
#include <vector>

#include "search/filters.h"
#include "search/query.h"
#include "search/words.h"

namespace solander {

struct Found {
    Bitmap works;                 ///< slots
    std::vector<WordHit> scored;  ///< the same works with their scores, when the query has words
    bool has_scores = false;
    std::vector<std::string> hints;
};

class Evaluation {
  public:
    /// `readable`: slots whose text may be searched; the others are found by all but their text.
    Evaluation(const Filters& filters, Words& words, Bitmap readable)
        : filters_(filters), words_(words), readable_(std::move(readable)) {}
    /// Works among `allowed`.
    Found find(const QueryNode& root, const Bitmap& allowed);

  private:
    Bitmap evaluate(const QueryNode&, const Bitmap& allowed, bool scores);
    Bitmap evaluate_and(const std::vector<const QueryNode*>&, const Bitmap& allowed, bool scores);
    Bitmap evaluate_or(const QueryNode&, const Bitmap& allowed, bool scores);
    Bitmap match_words(const QueryNode&, const Bitmap& allowed, bool scores);
    Bitmap filter(const QueryNode&);
    Bitmap tagged(const QueryNode&);
    Bitmap named(std::uint32_t name);
    Bitmap compared(const QueryNode&);
    template <class Test>
    Bitmap where(Test test) const;
    void add_scores(const std::vector<WordHit>&);

    const Filters& filters_;
    Words& words_;
    Bitmap readable_, visible_;
    Tokenizer tokenizer_;
    std::vector<float> scores_;  ///< by slot; empty until words were asked for
    std::vector<std::string> hints_;
};

}  // namespace solander
