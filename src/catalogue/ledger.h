// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger of permission as rows that are only ever added, each chained to the one before it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/db.h"
#include "consent/policy.h"
#include "work/story.h"

namespace solander {

/// What is said of one work, of all works under a pen name, or, with both, of the part in one work
/// of her who bears the name.
struct LedgerEntry {
    std::optional<WorkId> work;
    std::optional<std::int64_t> creator;  ///< row of the pen name
    LedgerEvent event;                    ///< `name`: the pen name, as it is now
};
/// In this order. Inside a WriteTransaction: there is one writer at a time, so the chain has one
/// end.
void add_to_ledger(Connection&, const std::vector<LedgerEntry>&, std::string_view now);

/// The number of the row that was added last.
std::int64_t last_ledger_row(Connection&);

/// Of the work as a whole and of the parts in it, in the order of record.
std::vector<LedgerEntry> ledger_rows(Connection&, WorkId);
/// Of the work as a whole.
std::vector<LedgerEvent> ledger_of(Connection&, WorkId);
/// Of all works under one pen name.
std::vector<LedgerEvent> ledger_of_creator(Connection&, std::int64_t creator);
/// The works in which something was said of the part of her who bears that name; or only those of
/// which she or a keeper spoke ("stated" is the program's note that she was named with them).
enum class Parts : std::uint8_t { all, spoken_of };
std::vector<WorkId> works_with_part_of(Connection&, std::int64_t creator, Parts);
/// The pen names that the ledger speaks of; few.
std::vector<std::int64_t> creators_in_ledger(Connection&);

/// Where the chain stands. Who writes it down elsewhere can prove later that nothing before it was
/// changed.
struct LedgerEnd {
    std::uint64_t rows = 0;
    std::string chain;  ///< hex; 64 zeros of an empty ledger
};
LedgerEnd ledger_end(Connection&);
/// What was edited, dropped, put in between or swapped; empty when all is as it was written.
std::string ledger_fault(Connection&);

/// The bytes that a row's chain stands for, behind the 32 bytes of the chain before it. On disk.
std::string ledger_bytes(const LedgerEntry&, std::string_view recorded_at);
/// Chains all rows anew; for the migration that brought the chain. Inside a WriteTransaction.
void chain_ledger(Connection&);

}  // namespace solander
