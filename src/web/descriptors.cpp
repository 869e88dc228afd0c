// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/descriptors.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>

#include "base/log.h"

namespace solander {
namespace {

// Databases, words, pipes, and connections that are being turned away.
constexpr std::size_t kOthers = 320, kFewest = 8;

}  // namespace

std::size_t room_for_connections(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    const rlim_t needed = wanted + kOthers;
    if (limit.rlim_cur < needed && limit.rlim_cur < limit.rlim_max) {
        rlimit raised = limit;
        raised.rlim_cur = std::min(needed, limit.rlim_max);
        if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    }
    if (limit.rlim_cur >= needed) return wanted;
    const std::size_t room = std::max(kFewest, limit.rlim_cur > 2 * kOthers
                                                   ? limit.rlim_cur - kOthers
                                                   : static_cast<std::size_t>(limit.rlim_cur) / 2);
    log_line(LogLevel::warning, "server",
             fmt::format("only {} files may be open here: {} connections are taken at once, not {} "
                         "(serve.connections). More: LimitNOFILE={} of its unit, or ulimit -n",
                         limit.rlim_cur, room, wanted, needed));
    return room;
}

}  // namespace solander
