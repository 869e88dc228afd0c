// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/new_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "archive/inside.h"
#include "base/error.h"
#include "base/settings.h"

namespace solander {
namespace {

namespace fs = std::filesystem;

bool is_empty_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored) && fs::is_empty(path, ignored);
}

/// lost+found: what a disk made for the archive alone begins with.
bool may_be_there(const fs::path& path) {
    const std::string name = path.filename().string();
    return name == Settings::kFileName || name.starts_with("catalogue.new") || name == "lost+found"
           || ((name == kOriginalsFolder || name == kWordsFolder) && is_empty_folder(path));
}

/// As a shell takes it for one word.
std::string quoted(const fs::path& path) {
    std::string text = path.string();
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%";
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

}  // namespace

void refuse_filled_folder(const fs::path& folder) {
    std::error_code problem;
    std::string first;
    std::size_t more = 0;
    for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
         at.increment(problem)) {
        if (may_be_there(at->path())) continue;
        std::string name = at->path().filename().string();
        more += first.empty() ? 0 : 1;
        if (first.empty() || name < first) first = std::move(name);
    }
    if (first.empty()) return;
    fs::path whole = fs::absolute(folder).lexically_normal();
    if (whole.filename().empty()) whole = whole.parent_path();  // "." and a slash at the end
    const fs::path beside = whole.parent_path() / "solander-library";
    throw Error(Fault::conflict,
                fmt::format("{} is not empty ({}{} {} in it): an archive wants a folder of its own",
                            whole.string(), first,
                            more > 0 ? fmt::format(" and {} more", more) : "",
                            more > 0 ? "are" : "is"),
                fmt::format("to have what is there in a library, make one beside it:\n"
                            "  solander init {0}\n  solander --archive {0} add {1}",
                            quoted(beside), quoted(whole)));
}

}  // namespace solander
