// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger's chain: what was not written by it is noticed; many writers make one chain.
#include "catalogue/ledger.h"

#include <thread>

#include "original/digest.h"
#include "tests/catalogue/catalogue_fixture.h"

namespace solander {
namespace {

class LedgerRows : public CatalogueTest {
  protected:
    void start() override {
        CatalogueTest::start();
        work = saved(prepared(full_record(), {"a"}));
        add({{work, {}, {"stated", "2026-01-01T00:00:00Z", "author", "ask"}},
             {work, {}, {"asked", "2026-01-02", "Wren", "letter"}}});
        LedgerEvent granted{"granted", "2025", "Ann", "sha256:00"};
        granted.name = "Ann O'Neill";
        add({{{}, 1, granted}});
    }
    void add(const std::vector<LedgerEntry>& entries) {
        WriteTransaction transaction(c());
        add_to_ledger(c(), entries, kNow);
        transaction.commit();
    }
    /// What check says after that was done behind the program's back; and nothing of it stays.
    std::string fault_after(const std::string& sql) {
        WriteTransaction transaction(c());
        c().execute_script(sql);
        return ledger_fault(c());
    }
    WorkId work = 0;
};
SOLANDER_ON_BOTH_ENGINES(LedgerRows);

TEST_P(LedgerRows, keep_their_order_and_what_they_are_about) {
    const auto events = ledger_of(c(), work);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].what, "stated");
    EXPECT_EQ(events[1].when, "2026-01-02");
    EXPECT_EQ(events[1].recorded_at, kNow);
    EXPECT_EQ(creators_in_ledger(c()), std::vector<std::int64_t>{1});
    ASSERT_EQ(ledger_of_creator(c(), 1).size(), 1U);
    EXPECT_EQ(ledger_of_creator(c(), 1)[0].name, "Ann O'Neill");
    EXPECT_TRUE(ledger_of(c(), 999).empty());
    EXPECT_EQ(ledger_fault(c()), "");
    EXPECT_EQ(ledger_end(c()).rows, 3U);
}

TEST_P(LedgerRows, numbered_anew_are_noticed_by_what_takes_them_back) {
    add({{work, {}, {"undone", "2026", "Ann", "row 2: a mistake"}}});
    EXPECT_EQ(ledger_fault(c()), "");
    EXPECT_NE(fault_after("update ledger set id = id + 1000 where id >= 2"), "");
}

TEST_P(LedgerRows, of_a_part_are_neither_of_the_whole_nor_of_all) {
    LedgerEvent refused{"refused", "2026", "Ann", "letter"};
    refused.name = "Ann O'Neill";
    add({{work, 1, refused}});
    EXPECT_EQ(ledger_of(c(), work).size(), 2U);
    EXPECT_EQ(ledger_of_creator(c(), 1).size(), 1U);
    const auto rows = ledger_rows(c(), work);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[2].creator, std::optional<std::int64_t>(1));
    EXPECT_TRUE(rows[2].event.of_part);
    EXPECT_FALSE(ledger_of_creator(c(), 1)[0].of_part);
    EXPECT_EQ(works_with_part_of(c(), 1, Parts::spoken_of), std::vector<WorkId>{work});
    EXPECT_TRUE(works_with_part_of(c(), 2, Parts::all).empty());
}

TEST_P(LedgerRows, are_chained_by_the_bytes_that_are_documented) {
    // docs/on-disk.md shows these.
    EXPECT_EQ(ledger_bytes({12, {}, {"asked", "2026-01-02", "Wren", "letter"}}, kNow),
              "2:12,0:,0:,5:asked,10:2026-01-02,20:2026-01-02T03:04:05Z,4:Wren,6:letter,");
    std::string before(32, '\0');
    for (const char* const bytes :
         {"1:1,0:,0:,6:stated,20:2026-01-01T00:00:00Z,20:2026-01-02T03:04:05Z,6:author,3:ask,",
          "1:1,0:,0:,5:asked,10:2026-01-02,20:2026-01-02T03:04:05Z,4:Wren,6:letter,",
          "0:,1:1,11:Ann O'Neill,7:granted,4:2025,20:2026-01-02T03:04:05Z,3:Ann,9:sha256:00,"})
        before = digest_of(before + bytes).raw();
    EXPECT_EQ(ledger_end(c()).chain, Digest::from_raw(before)->text());
}

TEST_P(LedgerRows, an_edited_dropped_added_or_swapped_row_is_noticed) {
    for (const char* const sql : {
             "update ledger set what = 'granted' where id = 2",
             "update ledger set evidence = 'other' where id = 1",
             "update ledger set work = work + 1 where id = 1",
             "update ledger set creator = null, name = '' where id = 3",
             "update ledger set at = '2024' where id = 3",
             "update ledger set recorded_at = '2024' where id = 3",
             "delete from ledger where id = 1",
             "delete from ledger where id = 2",
             "delete from ledger where id = 3",
             "delete from ledger",
             "update ledger set id = 9 where id = 1; update ledger set id = 1 where id = 2;"
             " update ledger set id = 2 where id = 9;",
             "insert into ledger(work, creator, name, what, at, recorded_at, who, evidence, chain)"
             " select work, null, '', 'granted', at, recorded_at, who, evidence, chain from ledger"
             " where id = 2",
             "update ledger set chain = (select o.chain from ledger o where o.id = 1) where id = 2",
             "delete from meta where key = 'ledger'",
         })
        EXPECT_NE(fault_after(sql), "") << sql;
    EXPECT_EQ(ledger_fault(c()), "");
    EXPECT_NE(fault_after("update ledger set what = 'granted' where id = 2").find("row 2"),
              std::string::npos);
}

TEST_P(LedgerRows, of_many_writers_are_one_chain) {
    constexpr int kWriters = 4, kEach = 20;
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < kWriters; ++writer)
            writers.emplace_back([this, writer] {
                const auto mine = database->connect();
                for (int i = 0; i < kEach; ++i) {
                    WriteTransaction transaction(*mine);
                    add_to_ledger(*mine,
                                  {{work, {}, {"asked", "", "W" + std::to_string(writer), ""}},
                                   {work, {}, {"reminded", "", "W", std::to_string(i)}}},
                                  kNow);
                    if (i % 5 != 4) transaction.commit();  // others go on after one that is undone
                }
            });
    }
    EXPECT_EQ(ledger_fault(c()), "");
    EXPECT_EQ(ledger_end(c()).rows, 3U + kWriters * (kEach - kEach / 5) * 2U);
}

TEST_P(LedgerRows, with_bytes_that_no_engine_keeps_are_chained_as_they_come_back) {
    add({{work, {}, {"asked", "", "W\xFFren", std::string("a\0b", 3)}}});
    EXPECT_EQ(ledger_fault(c()), "");
}

TEST_P(LedgerRows, stay_when_the_work_goes) {
    WriteTransaction transaction(c());
    delete_work(c(), work);
    transaction.commit();
    EXPECT_EQ(ledger_of(c(), work).size(), 2U);
    EXPECT_EQ(ledger_fault(c()), "");
}

TEST_P(LedgerRows, of_an_older_archive_are_chained_when_it_is_opened) {
    const bool lite = c().engine() == "sqlite";
    const std::string number =
        lite ? "integer primary key" : "bigint generated by default as identity primary key";
    c().execute_script("drop table ledger; drop table tombstone; create table ledger(id " + number
                       + ", work bigint references work(id) on delete set null, what text not null,"
                         " at text not null, who text not null, evidence text not null);"
                         "create index ledger_by_work on ledger(work);"
                         "insert into ledger(work, what, at, who, evidence) values(1, 'stated',"
                         " '2020-01-01T00:00:00Z', 'author', 'ask');"
                         "delete from migration where name = '0008-ledger';"
                         "delete from meta where key = 'ledger';");
    open_schema(c());
    ASSERT_EQ(ledger_of(c(), 1).size(), 1U);
    EXPECT_EQ(ledger_of(c(), 1)[0].recorded_at, "2020-01-01T00:00:00Z");
    EXPECT_EQ(ledger_fault(c()), "");
    EXPECT_NE(fault_after("update ledger set what = 'granted'"), "");
    add({{work, {}, {"granted", "", "W", ""}}});
    EXPECT_EQ(ledger_fault(c()), "");
    EXPECT_EQ(ledger_end(c()).rows, 2U);
}

}  // namespace
}  // namespace solander
