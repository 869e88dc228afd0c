// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of one archive, served until told to stop.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace solander {

class Archive;

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0 = any free one
    unsigned threads = 0;       ///< handler threads; 0 = one a core
    bool for_readers = false;   ///< --public: strangers, consent rules; else one owner who sees all
};

/// Listens, calls `ready` with "http://127.0.0.1:8080/", serves until SIGINT or SIGTERM, finishes
/// what is under way and returns 0. Throws Error{conflict} when the port is taken.
int serve(Archive&, const ServeOptions&, const std::function<void(const std::string& url)>& ready);

}  // namespace solander
