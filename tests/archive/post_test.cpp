// SPDX-License-Identifier: GPL-3.0-or-later
// Letters by SMTP, to a little server of our own on this machine.
#include "archive/post.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "archive/author_claims.h"
#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"

namespace solander {
namespace {

/// Takes connections one after the other, notes what it is told, and refuses whom it is to refuse.
class MailServer {
  public:
    /// `reply` is what whom it refuses gets; to `at` "RCPT", "MAIL", or "." behind a letter; empty:
    /// nothing, and the connection ends.
    explicit MailServer(std::string refuses = "nobody@", std::string reply = "550 no such person",
                        std::string at = "RCPT")
        : refuses_(std::move(refuses)), reply_(std::move(reply)), at_(std::move(at)) {
        listener_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0
            || listen(listener_, 8) != 0
            || getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            std::abort();
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] {
            for (int fd = 0; (fd = accept(listener_, nullptr, nullptr)) >= 0; close(fd)) talk(fd);
        });
    }
    ~MailServer() {
        shutdown(listener_, SHUT_RDWR);
        close(listener_);
        thread_.join();
    }
    /// To be read when nobody talks any more.
    std::vector<std::string> commands, letters;
    int port = 0;

  private:
    void talk(int fd) {
        std::string input;
        bool data = false, asked = false;
        say(fd, "220 here");
        for (;;) {
            const std::string end = data ? "\r\n.\r\n" : "\r\n";
            std::size_t at = 0;
            while ((at = input.find(end)) == std::string::npos) {
                char buffer[4096];
                const ssize_t got = recv(fd, buffer, sizeof buffer, 0);
                if (got <= 0) return;
                input.append(buffer, static_cast<std::size_t>(got));
            }
            const std::string said = input.substr(0, at);
            input.erase(0, at + end.size());
            if (data) {
                data = false;
                if (at_ == "." && said.find(refuses_) != std::string::npos) {
                    if (reply_.empty()) return;
                    say(fd, reply_);
                    continue;
                }
                letters.push_back(said);
                say(fd, "250 taken");
                continue;
            }
            commands.push_back(said);
            if (said.starts_with("EHLO")) {
                say(fd, "250-here\r\n250 AUTH PLAIN");
            } else if (said.starts_with(at_) && said.find(refuses_) != std::string::npos) {
                say(fd, reply_);
            } else if (said.starts_with("DATA")) {
                data = true;
                say(fd, "354 go on");
            } else if (said == "AUTH PLAIN") {
                asked = true;
                say(fd, "334 ");
            } else if (asked) {
                asked = false;
                say(fd, said == "AGthdABvd2w=" ? "235 in" : "535 no");  // kat, owl
            } else if (said.starts_with("QUIT")) {
                say(fd, "221 bye");
            } else {
                say(fd, "250 well");
            }
        }
    }
    static void say(int fd, const std::string& line) {
        const std::string whole = line + "\r\n";
        (void)!send(fd, whole.data(), whole.size(), MSG_NOSIGNAL);
    }
    const std::string refuses_, reply_, at_;
    int listener_ = -1;
    std::thread thread_;
};

void set_address(Settings& settings, int port, const std::string& host = "127.0.0.1") {
    EXPECT_TRUE(settings.set("ask.smtp", "smtp://" + host + ":" + std::to_string(port), ""));
}
Settings settings_for(const MailServer& server, const std::string& host = "127.0.0.1") {
    Settings settings;
    set_address(settings, server.port, host);
    return settings;
}

constexpr std::string_view kLetter =
    "From: Wren <wren@lamp.example>\r\nTo: <ada@marsh.example>\r\nSubject: x\r\nX-Unsent: 1\r\n"
    "\r\nDear Ada,\r\n.\r\n..and more\r\nX-Unsent: 1\r\n";

TEST(Post, brings_letters_as_they_are) {
    MailServer server;
    {
        Post post(settings_for(server));
        ASSERT_TRUE(post.send("wren@lamp.example", "ada@marsh.example", kLetter));
        const auto refused = post.send("wren@lamp.example", "nobody@marsh.example", kLetter);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, Fault::denied);
        EXPECT_NE(refused.error().message.find("550"), std::string::npos)
            << refused.error().message;
        ASSERT_TRUE(post.send("wren@lamp.example", "tom@reed.example", kLetter));
    }
    ASSERT_EQ(server.letters.size(), 2U);
    EXPECT_EQ(server.letters[0],
              "From: Wren <wren@lamp.example>\r\nTo: <ada@marsh.example>\r\nSubject: x\r\n\r\n"
              "Dear Ada,\r\n..\r\n...and more\r\nX-Unsent: 1");
    const auto heard = [&](const char* what) {
        return std::count(server.commands.begin(), server.commands.end(), what);
    };
    EXPECT_EQ(heard("MAIL FROM:<wren@lamp.example>"), 3);
    EXPECT_EQ(heard("RCPT TO:<ada@marsh.example>"), 1);
    EXPECT_EQ(heard("RCPT TO:<tom@reed.example>"), 1);
}

// A greylist says 450 to Abe for an hour; Bea and Cy are not to wait for him.
TEST(Post, what_is_wrong_with_one_letter_holds_up_no_other) {
    TemporaryFolder folder;
    const auto library = folder.path() / "library", pile = folder.path() / "pile";
    std::filesystem::create_directories(pile);
    int number = 0;
    for (const std::string name : {"Abe", "Bea", "Cy"})
        write_file(pile / (name + ".txt"),
                   story_file("The " + name, name, ++number,
                              "E-mail: " + name + "@marsh.example\nArchive: Ask first\n"));
    make_archive(library);
    const auto file = library / "solander.toml";
    const std::string said = read_file(file, 1 << 20).value();
    const std::size_t at = said.find("[archive]") + 9;
    write_file(file,
               said.substr(0, at) + "\naddress = \"https://lamp.example\"\n" + said.substr(at),
               true);
    Archive archive(library);
    Progress progress;
    archive.add({pile}, {}, progress);
    const auto run = [&](const MailServer& server) {
        const auto plan = archive.letters({"Wren <wren@lamp.example>", {}, {}, false});
        Post post(settings_for(server));
        std::string outcome;
        const auto failures = send_letters(post, archive, *plan, false, "Kat");
        for (std::size_t i = 0; i < failures.size(); ++i)
            outcome += plan->letters[i].name + (failures[i].empty() ? "+ " : "- ");
        return outcome + std::to_string(AuthorClaims(archive).links(std::nullopt).size());
    };
    // Nobody can be sent to: nothing is tried further, and no link is left.
    EXPECT_EQ(run(MailServer("wren@", "451 not now", "MAIL")), "Abe- Bea- Cy- 0");
    EXPECT_EQ(run(MailServer("@", "450 later")), "Abe- Bea- Cy- 0");
    EXPECT_EQ(run(MailServer("Abe@", "450 later")), "Abe- Bea+ Cy+ 2");
    EXPECT_EQ(run(MailServer("Abe@", "451 local trouble", ".")), "Abe- 2");
    EXPECT_EQ(run(MailServer("Abe@", "", ".")), "Abe- 3") << "it may have come: its link leads on";
    EXPECT_EQ(run(MailServer()), "Abe+ 4");
}

TEST(Post, logs_in_with_what_the_environment_says_and_says_it_to_nobody) {
    for (const char* password : {"owl", "crow"}) {
        MailServer server;
        Settings settings = settings_for(server);
        ASSERT_TRUE(settings.set("ask.smtp_user", "kat", ""));
        setenv("SOLANDER_SMTP_PASSWORD", password, 1);
        Post post(settings);
        unsetenv("SOLANDER_SMTP_PASSWORD");
        const auto sent = post.send("wren@lamp.example", "ada@marsh.example", kLetter);
        EXPECT_EQ(sent.has_value(), std::string_view(password) == "owl");
        if (sent) continue;
        EXPECT_EQ(sent.error().fault, Fault::away);
        EXPECT_EQ(sent.error().message.find(password), std::string::npos);
        EXPECT_TRUE(server.letters.empty());
    }
}

TEST(Post, tells_nothing_in_the_clear_to_another_machine) {
    EXPECT_FALSE(needs_tls("smtp://localhost"));
    EXPECT_FALSE(needs_tls("smtp://127.0.0.1:2525"));
    EXPECT_FALSE(needs_tls("smtp://[::1]:2525"));
    for (const char* far : {"smtp://mail.example", "smtp://127.0.0.1.example", "smtp://localhosts",
                            "smtp://[::ffff:10.0.0.1]:25", "smtp://127.example:25"})
        EXPECT_TRUE(needs_tls(far)) << far;
    MailServer server;  // which has no TLS
    Post post(settings_for(server, "[::ffff:127.0.0.1]"));
    const auto sent = post.send("wren@lamp.example", "ada@marsh.example", kLetter);
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().fault, Fault::away);
    EXPECT_TRUE(server.letters.empty());
    for (const std::string& command : server.commands) EXPECT_FALSE(command.starts_with("MAIL"));
}

TEST(Post, asks_for_a_server_that_can_be_used) {
    const Settings none;
    EXPECT_THROW(Post{none}, Error);
    for (const char* url : {"http://localhost", "file:///etc/passwd", "smtp://me:pw@localhost"}) {
        Settings settings;
        ASSERT_TRUE(settings.set("ask.smtp", url, ""));
        EXPECT_THROW(Post{settings}, Error) << url;
    }
    int port = 0;
    {
        const MailServer gone;
        port = gone.port;
    }
    Settings settings;
    ASSERT_TRUE(settings.set("ask.smtp", "smtp://127.0.0.1:" + std::to_string(port), ""));
    EXPECT_EQ(Post(settings).send("a@b.example", "c@d.example", kLetter).error().fault,
              Fault::away);
}

}  // namespace
}  // namespace solander
