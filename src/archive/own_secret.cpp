// SPDX-License-Identifier: GPL-3.0-or-later
// The archive's own secret: in the catalogue, since all its servers need the same.
#include "account/secret.h"
#include "archive/archive.h"
#include "archive/inside.h"

namespace solander {
namespace {

constexpr std::string_view kSecret = "select value from meta where key = 'secret'";
constexpr std::string_view kSetSecret =
    "insert into meta(key, value) values('secret', $1) on conflict(key) do nothing";

std::string kept_secret(Connection& connection) {
    Query query = connection.query(kSecret);
    return query.step() ? std::string(query.text(0)) : std::string();
}

}  // namespace

std::string Archive::secret() {
    auto connection = inside_->writers->borrow();
    if (std::string secret = kept_secret(*connection); !secret.empty()) return secret;
    std::string made = new_secret();
    try {
        WriteTransaction transaction(*connection);
        connection->query(kSetSecret).bind(made).run();
        std::string secret = kept_secret(*connection);  // another server may have been quicker
        transaction.commit();
        return secret;
    } catch (const Error& error) {
        if (error.fault != Fault::storage && error.fault != Fault::denied) throw;
        return made;  // an archive that cannot be written: good until this program ends
    }
}

}  // namespace solander
