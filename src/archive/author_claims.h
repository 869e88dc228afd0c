// SPDX-License-Identifier: GPL-3.0-or-later
// Authors who say by themselves what becomes of their stories: by a private link of a letter, or by
// an account that their pen name was claimed into. Everything can be undone for 30 days.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/accounts.h"
#include "archive/archive.h"

namespace solander {

/// A link as it was made; the secret is kept nowhere.
struct MadeClaimLink {
    std::string url;    ///< or the path alone, when the archive has no public address
    std::string until;  ///< RFC 3339, UTC
};
struct ClaimLink {
    std::int64_t id = 0, author = 0;
    std::string name, made_by, made_at, until, revoked_at;
};

/// Who speaks, and by what.
struct Claimant {
    std::int64_t author = 0;  ///< row of a pen name; all that were joined with it are hers
    std::string name;
    std::string evidence;        ///< "claim link 3": for the ledger
    std::string address_digest;  ///< of where her letter went; may be empty
};

enum class ClaimChoice : std::uint8_t {
    open,       ///< everybody may read
    condition,  ///< the same, on a condition that somebody has to see to first
    members,    ///< who has an account may read
    refuse,     ///< kept, but shown to nobody
    orphan,     ///< everybody may read, and she is asked no more
    nameless,   ///< the same, without her name
    remove,     ///< taken down
    never,      ///< all of hers is taken down, and what comes of hers later stays out
    no_mail,    ///< no letters
};
std::string_view name_of(ClaimChoice);  ///< as forms send it
std::optional<ClaimChoice> claim_choice_from_name(std::string_view);

struct ClaimView {
    struct Work {
        WorkRecord record;
        std::string said;                 ///< the last of hers: "granted 2026-01-02"; may be empty
        std::vector<std::string> others;  ///< who wrote it too, and has a say in it
    };
    struct Act {
        std::int64_t batch = 0;
        std::string what;            ///< a word of the ledger, or "corrected"
        std::optional<WorkId> work;  ///< none: all of hers
        std::string title;           ///< empty of what was taken down
        std::string made_at;
    };
    std::vector<Work> works;  ///< by title
    std::vector<Act> acts;    ///< that can be undone, the newest first
    bool no_mail = false;
    std::vector<std::string> accounts;  ///< that own one of her names
};

/// A thin handle; the archive must outlive it. Thread safe.
class AuthorClaims {
  public:
    explicit AuthorClaims(Archive& archive) : archive_(archive), inside_(*archive.inside_) {}

    static constexpr std::int64_t kUndoSeconds = 30 * 86400;
    static constexpr std::size_t kMostActsADay = 500;

    // --- for the keeper ---
    /// A new link, noted in the ledger as an asking that was handed over.
    Result<MadeClaimLink> make_link(std::int64_t author, std::string_view by);
    std::vector<ClaimLink> links(std::optional<std::int64_t> author) const;
    Result<void> revoke_link(std::int64_t id);
    /// No letters to her, or to that address, from now on.
    Result<void> note_no_mail(std::optional<std::int64_t> author, std::string_view address,
                              std::string_view by);

    // --- for the author ---
    /// nullopt: there is no such link, or not any more; which of them is not said.
    std::optional<Claimant> of_link(std::string_view secret) const;
    std::vector<Claimant> of_account(const Account&) const;
    ClaimView view(const Claimant&) const;
    /// `work` none: all of hers. `text`: the condition. Error{not_found} of a work that is not
    /// hers.
    Result<void> say(const Claimant&, ClaimChoice, std::optional<WorkId> work,
                     std::string_view text);
    /// Names of fields as in work/edit.h; "name" is how she is called on this work.
    Result<void> correct(const Claimant&, WorkId,
                         const std::vector<std::pair<std::string, std::string>>& fields);
    Result<void> claim_into(const Claimant&, const Account&);
    Result<void> undo(const Claimant&, std::int64_t batch);

  private:
    Result<void> say_in_ledger(const Claimant&, ClaimChoice, std::optional<WorkId>,
                               std::string_view text);
    /// `batch`: of the act that it belongs to; 0: a new one.
    Result<void> correct_in(std::int64_t& batch, const Claimant&, WorkId,
                            const std::vector<std::pair<std::string, std::string>>& fields);
    Result<void> take_away(const Claimant&, ClaimChoice, std::optional<WorkId>);
    std::vector<WorkId> works_meant(Connection&, const Claimant&, std::optional<WorkId>) const;

    Archive& archive_;
    Archive::Inside& inside_;
};

}  // namespace solander
