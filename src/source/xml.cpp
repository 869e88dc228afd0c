// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/xml.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <memory>

#include "base/error.h"
#include "base/text.h"
#include "source/charset.h"
#include "source/residue.h"

namespace solander {
namespace {

constexpr unsigned kMostDepth = 2000;

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::string_view prefix_of(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}
std::string_view local_of(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct XmlReading {
    XML_Parser parser;
    XmlHandler& handler;
    unsigned depth = 0;
    std::string_view refused{};   ///< why we stopped it ourselves
    std::exception_ptr thrown{};  ///< by the handler; may not pass through the library

    template <class Call>
    void give(Call&& call) {
        try {
            call();
        } catch (...) {
            thrown = std::current_exception();
            XML_StopParser(parser, XML_FALSE);
        }
    }
    void refuse(std::string_view why) {
        refused = why;
        XML_StopParser(parser, XML_FALSE);
    }
};

XmlReading& reading(void* data) { return *static_cast<XmlReading*>(data); }

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
    XmlReading& now = reading(data);
    if (++now.depth > kMostDepth) return now.refuse("elements too deep inside each other");
    now.give([&] { now.handler.start(XmlElement(name, attributes)); });
}
void XMLCALL on_end(void* data, const XML_Char* name) {
    XmlReading& now = reading(data);
    --now.depth;
    now.give([&] { now.handler.end(local_of(name), prefix_of(name)); });
}
void XMLCALL on_text(void* data, const XML_Char* text, int length) {
    XmlReading& now = reading(data);
    now.give([&] { now.handler.text({text, static_cast<std::size_t>(length)}); });
}
/// "&eacute;" of a DTD that was not read.
void XMLCALL on_skipped(void* data, const XML_Char* name, int is_parameter) {
    if (is_parameter != 0) return;
    XmlReading& now = reading(data);
    std::string text;
    if (const auto character = entity_character(name))
        append_utf8(text, *character);
    else
        text = fmt::format("&{};", name);
    now.give([&] { now.handler.text(text); });
}
void XMLCALL on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                       const XML_Char*, const XML_Char*, const XML_Char*) {
    reading(data).refuse("it declares entities of its own");
}

/// Parses UTF-8. `got` is how many bytes were read.
std::string parse(std::string_view text, XmlHandler& handler, std::size_t& got) {
    const std::unique_ptr<XML_ParserStruct, FreeParser> owner(XML_ParserCreate("UTF-8"));
    if (owner == nullptr) throw Error(Fault::storage, "no memory to read XML");
    XML_Parser parser = owner.get();
    XmlReading now{parser, handler};
    XML_SetUserData(parser, &now);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetSkippedEntityHandler(parser, on_skipped);
    XML_SetEntityDeclHandler(parser, on_entity);
    XML_UseForeignDTD(parser, XML_TRUE);  // so that "&nbsp;" is skipped and no fault
    constexpr std::size_t kPiece = std::size_t{1} << 20;
    for (std::size_t at = 0;; at += kPiece) {
        const std::string_view piece = text.substr(std::min(at, text.size()), kPiece);
        const bool last = at + kPiece >= text.size();
        const auto status =
            XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
        if (now.thrown) std::rethrow_exception(now.thrown);
        if (status != XML_STATUS_OK) {
            got = static_cast<std::size_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser), 0));
            const auto why = !now.refused.empty()
                                 ? std::string(now.refused)
                                 : std::string(XML_ErrorString(XML_GetErrorCode(parser)));
            return fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser), why);
        }
        if (last) break;
    }
    got = text.size();
    return {};
}

/// A '&' that begins no reference is written as "&amp;".
std::string with_ampersands_mended(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 64);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t amp = std::min(text.find('&', at), text.size());
        out.append(text, at, amp - at);
        if (amp == text.size()) break;
        const std::string_view rest = text.substr(amp + 1, 12);
        const std::size_t end = rest.find(';');
        const std::string_view name = rest.substr(0, end == std::string_view::npos ? 0 : end);
        const bool reference = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return is_ascii_alpha(c) || is_ascii_digit(c) || c == '#';
        });
        out += reference ? "&" : "&amp;";
        at = amp + 1;
    }
    return out;
}

/// Finds out how far a text can be read, without telling anybody.
struct DeafHandler : XmlHandler {};

}  // namespace

XmlElement::XmlElement(const char* name, const char** attributes)
    : prefix_(prefix_of(name)), name_(local_of(name)), attributes_(attributes) {}

std::string_view XmlElement::attribute(std::string_view name) const {
    for (const char** pair = attributes_; pair[0] != nullptr; pair += 2)
        if (local_of(pair[0]) == name) return pair[1];
    return {};
}

std::string read_xml(std::string_view bytes, XmlHandler& handler) {
    Decoded decoded = decode(bytes, {{}, declared_charset(bytes)});
    std::string& text = decoded.view.text;
    const std::size_t begin = text.find('<');  // blanks before "<?xml" are a fault to expat
    if (begin == std::string::npos) return "line 1: no XML";
    text.erase(0, begin);
    while (!text.empty() && (text.back() == '\0' || is_ascii_space(text.back()))) text.pop_back();
    for (char& c : text)  // forbidden in XML, and a fault to expat
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r') c = ' ';
    std::size_t got = 0;
    DeafHandler deaf;
    if (text.find('&') != std::string::npos && !parse(text, deaf, got).empty()) {
        std::string mended = with_ampersands_mended(text);
        std::size_t further = 0;
        parse(mended, deaf, further);
        if (further > got) text = std::move(mended);
    }
    return parse(text, handler, got);
}

}  // namespace solander
