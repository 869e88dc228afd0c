// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

namespace solander {

void write_qr(Markup& html, const std::string& text, std::string_view label) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) return;
    constexpr int kQuiet = 4;  // modules of white around it, as the standard asks
    std::string path;
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            const int from = x;
            while (x < code->width && (code->data[y * code->width + x] & 1U) != 0) ++x;
            if (x > from)
                path +=
                    fmt::format("M{} {}h{}v1h-{}z", from + kQuiet, y + kQuiet, x - from, x - from);
        }
    }
    const int size = code->width + 2 * kQuiet;
    html.open("svg").attr("class", "qr").attr("role", "img").attr("aria-label", label);
    html.attr("viewBox", fmt::format("0 0 {} {}", size, size));
    html.attr("shape-rendering", "crispEdges");
    html.open("rect").attr("width", size).attr("height", size).attr("fill", "#fff").close();
    html.open("path").attr("d", path).attr("fill", "#000").close().close();
}

}  // namespace solander
