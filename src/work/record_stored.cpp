// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/record_stored.h"

#include "base/error.h"

#include <cstring>

namespace solander {
namespace {

constexpr char kFormat = 1;

// Writer and Reader have the same calls, so that one list of fields (walk) serves both ways.
class Writer {
  public:
    void number(std::uint64_t v) {
        for (int shift = 0; shift < 64; shift += 8) out.push_back(static_cast<char>(v >> shift));
    }
    template <class Unsigned>
    void count(Unsigned& v) {
        number(v);
    }
    void real(double& v) {
        std::uint64_t bits;
        std::memcpy(&bits, &v, sizeof bits);
        number(bits);
    }
    void text(std::string& v) {
        number(v.size());
        out += v;
    }
    template <class T, class Each>
    void list(std::vector<T>& v, Each&& each) {
        number(v.size());
        for (T& item : v) each(item);
    }
    template <class T, class Each>
    void maybe(std::optional<T>& v, Each&& each) {
        number(v ? 1 : 0);
        if (v) each(*v);
    }
    template <class Enum>
    void word(Enum& v, Enum) {
        number(static_cast<std::uint64_t>(v));
    }
    void whole(int& v) { number(static_cast<std::uint64_t>(static_cast<std::int64_t>(v))); }
    void truth(bool& v) { number(v ? 1 : 0); }

    std::string out;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest(bytes) {}

    [[noreturn]] static void damaged() {
        throw Error(Fault::storage, "a record kept in the catalogue is damaged",
                    "run `solander check`");
    }
    std::uint64_t number() {
        if (rest.size() < 8) damaged();
        std::uint64_t v = 0;
        for (unsigned i = 0; i < 8; ++i)
            v |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest[i])) << (8 * i);
        rest.remove_prefix(8);
        return v;
    }
    template <class Unsigned>
    void count(Unsigned& v) {
        v = static_cast<Unsigned>(number());
    }
    void real(double& v) {
        const std::uint64_t bits = number();
        std::memcpy(&v, &bits, sizeof bits);
    }
    void text(std::string& v) {
        const std::uint64_t size = number();
        if (size > rest.size()) damaged();
        v = rest.substr(0, size);
        rest.remove_prefix(size);
    }
    template <class T, class Each>
    void list(std::vector<T>& v, Each&& each) {
        const std::uint64_t size = number();
        if (size > rest.size()) damaged();  // every item takes a byte at least
        v.resize(size);
        for (T& item : v) each(item);
    }
    template <class T, class Each>
    void maybe(std::optional<T>& v, Each&& each) {
        v.reset();
        if (number() != 0) each(v.emplace());
    }
    template <class Enum>
    void word(Enum& v, Enum last) {
        const std::uint64_t n = number();
        if (n > static_cast<std::uint64_t>(last)) damaged();
        v = static_cast<Enum>(n);
    }
    void whole(int& v) { v = static_cast<int>(static_cast<std::int64_t>(number())); }
    void truth(bool& v) { v = number() != 0; }

    std::string_view rest;
};

template <class Side>
void walk(Side& s, WorkRecord& r) {
    const auto text = [&](std::string& t) { s.text(t); };
    const auto date = [&](PartialDate& d) {
        s.whole(d.year);
        s.whole(d.month);
        s.whole(d.day);
    };
    s.text(r.title);
    s.list(r.creators, [&](Creator& c) {
        s.text(c.name);
        s.text(c.role);
    });
    for (auto* names :
         {&r.fandoms, &r.relationships, &r.characters, &r.categories, &r.warnings, &r.tags})
        s.list(*names, text);
    s.word(r.rating, Rating::explicit_);
    for (auto* t : {&r.rating_as_given, &r.summary, &r.notes, &r.end_notes, &r.disclaimer})
        s.text(*t);
    s.word(r.permission.by_default, Permission::unclear);
    s.list(r.permission.listed, [&](ListedArchive& a) {
        s.text(a.who);
        s.text(a.grant);
    });
    s.list(r.permission.conditions, text);
    for (auto* t :
         {&r.permission.embargo, &r.permission.as_given, &r.permission.said_in, &r.permission.rule})
        s.text(*t);
    s.real(r.permission.confidence);
    s.text(r.language);
    s.count(r.words);
    s.count(r.chapters);
    s.count(r.scenes);
    s.maybe(r.part, [&](PartPlace& p) {
        s.real(p.number);
        s.maybe(p.of, [&](int& of) { s.whole(of); });
    });
    s.maybe(r.complete, [&](bool& b) { s.truth(b); });
    s.maybe(r.published, date);
    s.maybe(r.updated, date);
    s.list(r.series, [&](SeriesPlace& p) {
        s.text(p.name);
        s.maybe(p.position, [&](double& d) { s.real(d); });
    });
    for (auto* t : {&r.spoilers, &r.beta, &r.feedback}) s.text(*t);
    s.list(r.extra, [&](Extra& e) {
        s.text(e.label);
        s.text(e.value);
    });
}

}  // namespace

std::string to_stored(const WorkRecord& record) {
    WorkRecord copy = record;
    Writer writer;
    writer.out += kFormat;
    walk(writer, copy);
    return std::move(writer.out);
}

WorkRecord record_from_stored(std::string_view bytes) {
    if (bytes.empty() || bytes[0] != kFormat) Reader::damaged();
    Reader reader(bytes.substr(1));
    WorkRecord record;
    walk(reader, record);
    if (!reader.rest.empty()) Reader::damaged();
    return record;
}

}  // namespace solander
