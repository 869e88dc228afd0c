// SPDX-License-Identifier: GPL-3.0-or-later
// A real server in a process of its own, on a free port.
#pragma once
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <string_view>

#include "account/signed_text.h"
#include "archive/archive.h"
#include "base/file.h"
#include "tests/archive/pile.h"
#include "tests/support/test_archive.h"
#include "tests/web/wire.h"
#include "web/serve.h"

namespace solander {

/// The headers of a browser that has answered the adult notice of this archive.
inline std::string adult_cookie(const std::filesystem::path& library) {
    return "Cookie: adult="
           + signed_text(Archive(library).secret(), "adult", "yes", std::time(nullptr)) + "\r\n";
}

class LiveServer : public Wire {
  public:
    LiveServer(const std::filesystem::path& library, bool for_readers, rlim_t descriptors = 0) {
        int ends[2];
        if (pipe(ends) != 0) std::abort();
        child_ = fork();
        if (child_ == 0) {
            close(ends[0]);
            if (descriptors > 0) {
                const rlimit few{descriptors, descriptors};
                if (setrlimit(RLIMIT_NOFILE, &few) != 0) _exit(4);
            }
            try {
                Archive archive(library);
                ServeOptions options;
                options.port = 0;
                options.for_readers = for_readers;
                serve(archive, options, [&](const std::string& url) {
                    const auto port = static_cast<std::uint16_t>(
                        std::atoi(url.substr(url.rfind(':') + 1).c_str()));
                    if (write(ends[1], &port, sizeof port) != sizeof port) _exit(3);
                });
            } catch (...) {
                _exit(2);
            }
            _exit(0);
        }
        close(ends[1]);
        if (read(ends[0], &port_, sizeof port_) != sizeof port_) port_ = 0;
        close(ends[0]);
    }
    ~LiveServer() {
        kill(child_, SIGTERM);
        waitpid(child_, &exit_status_, 0);
        EXPECT_TRUE(WIFEXITED(exit_status_) && WEXITSTATUS(exit_status_) == 0)
            << "SIGTERM ends it in order";
    }

    /// Of the server's process so far, in hundredths of a second.
    long cpu_ticks() const {
        const std::string stat =
            read_file("/proc/" + std::to_string(child_) + "/stat").value_or("");
        long user = 0, system = 0;
        const std::size_t name_end = stat.rfind(')');
        if (name_end == std::string::npos
            || std::sscanf(stat.c_str() + name_end + 2,
                           "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user, &system)
                   != 2)
            return -1;
        return user + system;
    }

  private:
    pid_t child_ = -1;
    int exit_status_ = 0;
};

/// Five works: open, forbidden, listed, ask, and an adult one that is open.
class WebTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder();
        const auto pile = folder_->path() / "pile";
        std::filesystem::create_directories(pile);
        write_file(pile / "1.txt",
                   story_file("The Weir", "Ada Marsh", 1,
                              "Archive: Anywhere\nSummary: Water <b>high</b> & rising.\n"));
        write_file(pile / "2.txt",
                   story_file("Hidden Ford", "Nobody Else", 2, "Archive: Do not archive\n"));
        write_file(pile / "3.txt",
                   story_file("Listed Lock", "Ada Marsh", 3, "Archive: Link only\n"));
        write_file(pile / "4.txt",
                   story_file("Asking Sluice", "Secret Pen", 4, "Archive: Ask first\n"));
        std::string adult = story_file("Grown Mill", "Ada Marsh", 5, "Archive: Anywhere\n");
        adult.replace(adult.find("PG-13"), 5, "NC-17");
        write_file(pile / "5.txt", adult);
        make_archive(library());
        Archive archive(library());
        Progress progress;
        archive.add({pile}, {}, progress);
    }
    static void TearDownTestSuite() {
        delete folder_;
        folder_ = nullptr;
    }
    static std::filesystem::path library() { return folder_->path() / "library"; }
    static inline TemporaryFolder* folder_ = nullptr;
};

}  // namespace solander
