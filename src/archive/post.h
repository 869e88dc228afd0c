// SPDX-License-Identifier: GPL-3.0-or-later
// Letters sent by SMTP.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "base/error.h"
#include "base/settings.h"

namespace solander {

/// One connection to a mail server, kept open from letter to letter. The way there is encrypted,
/// and the server's certificate looked at, unless it is this machine.
class Post {
  public:
    /// The settings ask.smtp...; the password is that of SOLANDER_SMTP_PASSWORD, or in the file
    /// that is named. Throws Error{usage} when they say nothing that can be used.
    explicit Post(const Settings&);
    ~Post();

    /// Nothing is known to be sent when it fails. Error{denied}: the server does not take this
    /// letter, now or ever; Error{away}: it cannot be reached, or takes none from us.
    Result<void> send(std::string_view from, std::string_view to, std::string_view eml);
    /// The connection was lost after the letter was given and before it was answered: it may be on
    /// its way.
    bool may_be_sent() const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// One by one: what was sent is noted before the next one goes. Returns why each did not go; empty
/// when it did. What is wrong with one holds up no other.
std::vector<std::string> send_letters(Post&, Archive&, const LettersPlan&, bool reminders,
                                      std::string_view by);

/// False: "smtp://localhost:25", a number of the loopback network, or no address at all.
bool needs_tls(std::string_view url);

}  // namespace solander
