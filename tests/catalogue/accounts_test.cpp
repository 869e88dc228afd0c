// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue/accounts.h"

#include "catalogue/api_tokens.h"
#include "catalogue/invitations.h"
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

TEST_P(AccountRows, take_each_code_once) {
    WriteTransaction transaction(c());
    EXPECT_EQ(find_account(c(), "kat o")->totp, "");
    const std::string key("key\0\xFF", 5);
    set_totp(c(), kat, key);
    EXPECT_EQ(find_account(c(), "kat o")->totp, key);
    EXPECT_TRUE(take_totp_step(c(), kat, 50));
    EXPECT_FALSE(take_totp_step(c(), kat, 50));
    EXPECT_FALSE(take_totp_step(c(), kat, 49));
    EXPECT_TRUE(take_totp_step(c(), kat, 51));
    EXPECT_EQ(find_account(c(), "kat o")->totp_step, 51);
    set_totp(c(), kat, {});
    EXPECT_EQ(find_account(c(), "kat o")->totp, "");
    EXPECT_EQ(find_account(c(), "kat o")->totp_step, 0);
}

TEST_P(AccountRows, come_by_invitations_that_work_once_and_for_a_time) {
    WriteTransaction transaction(c());
    add_invitation(c(), {"one", Role::wrangler, "Kat", 100});
    add_invitation(c(), {std::string("t\0o", 3), Role::reader, "Kat", 200});
    EXPECT_EQ(find_invitation(c(), "one", 99)->role, Role::wrangler);
    EXPECT_FALSE(find_invitation(c(), "one", 100));
    EXPECT_FALSE(take_invitation(c(), "one", 100));
    EXPECT_TRUE(take_invitation(c(), "one", 99));
    EXPECT_FALSE(take_invitation(c(), "one", 99));
    ASSERT_EQ(list_invitations(c(), 99).size(), 1U);
    EXPECT_EQ(list_invitations(c(), 99)[0].digest, std::string("t\0o", 3));
    EXPECT_TRUE(list_invitations(c(), 200).empty());
    EXPECT_FALSE(find_invitation(c(), std::string("t\0o", 3), 99)) << "dropped";
}

TEST_P(AccountRows, have_keys_for_programs) {
    WriteTransaction transaction(c());
    const std::int64_t one = add_api_token(c(), {0, "one", kat, "Reader", "read", 10, 0, 0});
    const std::int64_t two = add_api_token(c(), {0, "two", kat, "Script", "staff", 20, 0, 99});
    const auto open = find_api_token(c(), "two");
    ASSERT_TRUE(open);
    EXPECT_EQ(open->account.name, "Kat Ó");
    EXPECT_EQ(open->token.scope, "staff");
    EXPECT_EQ(open->token.expires_at, 99);
    use_api_token(c(), one, 50);
    EXPECT_EQ(find_api_token(c(), "one")->token.used_at, 50);
    EXPECT_EQ(list_api_tokens(c(), kat).front().id, two);
    EXPECT_FALSE(end_api_token(c(), kat + 1, one)) << "somebody else's";
    EXPECT_TRUE(end_api_token(c(), kat, one));
    EXPECT_FALSE(find_api_token(c(), "one"));
    end_api_tokens(c(), kat);
    EXPECT_FALSE(find_api_token(c(), "two"));
}

}  // namespace
}  // namespace solander
