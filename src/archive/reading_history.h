// SPDX-License-Identifier: GPL-3.0-or-later
// What a person with an account has read and chosen. Hers alone: nothing else in this program asks
// for it, neither for keepers nor for counts, and the log never has it. It goes with the account.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/accounts.h"
#include "catalogue/reading_history.h"

namespace solander {

/// A thin handle; the archive must outlive it. Thread safe. Asked of the primary database.
class ReadingHistory {
  public:
    ReadingHistory(Archive& archive, const Account& account)
        : inside_(*archive.inside_), account_(account.id) {}

    /// Off until she says otherwise; off again keeps what is there until she has it forgotten.
    bool on() const;
    void turn(bool on);
    std::string left_out() const;
    void leave_out(const std::string& text);

    /// She opened it there; kept when she wants that. Reading never fails for it: what cannot be
    /// written just now is not kept.
    void reached(WorkId, std::optional<int> chapter);
    /// What she says of a work, whether or not she opened it here.
    void mark(WorkId, bool done);
    void forget(WorkId);
    void forget_all();

    std::optional<ReadingPlace> place(WorkId) const;  ///< nothing when it is off
    std::vector<ReadingPlace> places() const;         ///< the last one first

  private:
    Archive::Inside& inside_;
    std::int64_t account_;
};

}  // namespace solander
