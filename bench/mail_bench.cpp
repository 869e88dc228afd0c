// SPDX-License-Identifier: GPL-3.0-or-later
// mail_bench FILE: how many bytes of a mailbox the reader alone takes in a second of CPU time.
#include <cstdio>
#include <ctime>

#include <fmt/format.h>

#include "base/mapped_file.h"
#include "source/peel.h"

int main(int argc, char** argv) {
    using namespace solander;
    if (argc != 2) {
        fmt::print(stderr, "usage: mail_bench FILE\n");
        return 2;
    }
    const auto file = MappedFile::open(argv[1]);
    if (!file) {
        fmt::print(stderr, "mail_bench: {}\n", file.error().message);
        return 1;
    }
    PeelOptions options;
    options.let_go = [&] { file->let_go(); };
    std::uint64_t texts = 0, gathered = 0;
    const std::clock_t start = std::clock();
    const PeelResult result = peel(argv[1], file->bytes(), options, [&](Part&& part) {
        texts += part.text.size();
        gathered += is_gathered(part) ? 1 : 0;
    });
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    const double bytes = static_cast<double>(file->bytes().size());
    fmt::print("{} parts ({} put together), {:.0f} MB, {} bytes of text, {} findings, {:.2f} s of "
               "CPU: {:.1f} MB/s\n",
               result.parts, gathered, bytes / 1e6, texts, result.findings.size(), seconds,
               bytes / 1e6 / seconds);
    return 0;
}
