// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/accounts.h"

#include "tests/catalogue/catalogue_fixture.h"

namespace solander {
namespace {

class AccountRows : public CatalogueTest {
  protected:
    void start() override {
        CatalogueTest::start();
        WriteTransaction transaction(c());
        kat = add_account(c(), {0, "Kat Ó", Role::wrangler, "hash", false, "2026-01-02"}).value();
        add_session(c(), {"one", kat, 100, 200});
        add_session(c(), {std::string("two\0x", 5), kat, 110, 300});
        transaction.commit();
    }
    std::int64_t kat = 0;
};
SOLANDER_ON_BOTH_ENGINES(AccountRows);

TEST_P(AccountRows, are_found_by_any_spelling_of_the_name_and_are_one_each) {
    const auto found = find_account(c(), "KAT o");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "Kat Ó");
    EXPECT_EQ(found->role, Role::wrangler);
    EXPECT_EQ(found->password, "hash");
    EXPECT_FALSE(find_account(c(), "Kato"));
    WriteTransaction transaction(c());
    EXPECT_FALSE(add_account(c(), {0, "kat ö", Role::admin, "", false, ""}));
    set_role(c(), kat, Role::archivist);
    set_password(c(), kat, "other");
    set_locked(c(), kat, true);
    transaction.commit();
    const auto changed = list_accounts(c());
    ASSERT_EQ(changed.size(), 1U);
    EXPECT_EQ(changed[0].role, Role::archivist);
    EXPECT_EQ(changed[0].password, "other");
    EXPECT_TRUE(changed[0].locked);
}

TEST_P(AccountRows, have_sessions_that_end_one_by_one_or_together) {
    const auto open = find_session(c(), "one");
    ASSERT_TRUE(open);
    EXPECT_EQ(open->account.name, "Kat Ó");
    EXPECT_EQ(open->session.used_at, 200);
    EXPECT_FALSE(find_session(c(), "On"));
    EXPECT_EQ(list_sessions(c(), kat).front().digest, std::string("two\0x", 5));
    WriteTransaction transaction(c());
    use_session(c(), "one", 400);
    EXPECT_EQ(find_session(c(), "one")->session.used_at, 400);
    EXPECT_EQ(end_sessions(c(), kat, "one"), 1);
    EXPECT_TRUE(find_session(c(), "one"));
    drop_old_sessions(c(), kat, 300, 101);
    EXPECT_FALSE(find_session(c(), "one")) << "made too long ago";
    add_session(c(), {"three", kat, 500, 500});
    end_session(c(), "three");
    EXPECT_TRUE(list_sessions(c(), kat).empty());
    add_session(c(), {"four", kat, 500, 500});
    remove_account(c(), kat);
    EXPECT_FALSE(find_session(c(), "four")) << "goes with the account";
    transaction.commit();
}

}  // namespace
}  // namespace solander
