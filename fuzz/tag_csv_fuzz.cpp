// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a table of tags or faults with a place; cells come back from what is written.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "archive/tag_csv.h"
#include "base/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace solander;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const CsvTable table = read_csv_table(text);
    for (const CsvRow& row : table.rows) {
        std::string written = "sep=,\r\n";  // one row does not tell what parts its cells
        write_csv_row(written, row.cells);
        const CsvTable again = read_csv_table(written);
        const bool blank = row.cells.size() == 1 && row.cells[0].empty();
        if (!blank && table.faults.empty()
            && (again.rows.size() != 1 || again.rows[0].cells != row.cells))
            std::abort();
        for (const std::string& cell : row.cells)
            if (unguarded_cell(guarded_cell(cell)) != cell) std::abort();
    }
    TagBook book;
    book.put({1, TagKind::fandom, "The Long Watch"}, "the long watch");
    book.put({2, TagKind::character, "Mara"}, "mara");
    NameGraph graph;
    const TagCsv said = tags_from_csv(text, book, graph);
    if (!said.faults.empty()) return 0;
    const WranglePlan plan = plan_words(graph, book, said.words);
    if (plan.preview.faults.empty() && plan.words.size() < plan.preview.changes.size())
        std::abort();
    return 0;
}
