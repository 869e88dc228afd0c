// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a story's metadata and its dialect, each from a stream of its own.
#include "bench/make_pile/plan.h"

#include <algorithm>

#include <fmt/format.h>

namespace solander::pile {
namespace {

enum Stream : std::uint64_t { kMetaStream = 10, kDialectStream = 11, kTwinStream = 12 };

constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

std::string make_title(const World& world, Random& random) {
    const std::uint32_t form = random.below(6);  // one draw a statement: see world.cpp
    const std::string a = capitalised(world.vocabulary.topical(random));
    const std::string b = capitalised(world.vocabulary.topical(random));
    const std::string c = capitalised(world.vocabulary.topical(random));
    switch (form) {
    case 0:
        return "The " + a + " of " + b;
    case 1:
        return a + " and " + b;
    case 2:
        return "A " + a + " in " + b;
    case 3:
        return "What the " + a + " Knew";
    case 4:
        return a + ' ' + b + ' ' + c;
    default:
        return a + ' ' + b;
    }
}

std::string make_summary(const World& world, const Meta& meta, Random& random) {
    std::string out = meta.cast.front() + ' ';
    const int words = random.between(6, 30);
    for (int i = 0; i < words; ++i) {
        out += world.vocabulary.draw(random);
        out += i + 1 == words ? "." : random.percent(8) ? ", " : " ";
    }
    return out;
}

void make_date(Meta& meta, Random& random) {
    const int year = random.between(1995, 2012), month = random.between(1, 12);
    const int day = random.between(13, 28);
    const std::string_view name = kMonths[month - 1];
    switch (random.below(6)) {
    case 0:
        meta.date_text = fmt::format("{} {}", name, year);
        meta.date = fmt::format("{}-{:02}", year, month);
        return;
    case 1:
        meta.date_text = fmt::format("{}", year);
        meta.date = meta.date_text;
        return;
    case 2:
        meta.date_text = fmt::format("{}-{:02}-{:02}", year, month, day);
        break;
    case 3:
        meta.date_text = fmt::format("{}/{}/{:02}", month, day, year % 100);
        break;
    case 4:
        meta.date_text = fmt::format("{} {}, {}", name.substr(0, 3), day, year);
        break;
    default:
        meta.date_text = fmt::format("{} {} {}", day, name, year);
    }
    meta.date = fmt::format("{}-{:02}-{:02}", year, month, day);
}

void make_relationships(Meta& meta, Random& random, Family family) {
    if (random.percent(25)) {
        meta.relationship_text = random.percent(50) ? "none" : "None";
        return;
    }
    const int count = random.percent(25) && meta.cast.size() > 3 ? 2 : 1;
    for (int i = 0; i < count; ++i) {
        const std::string& a = meta.cast[static_cast<std::size_t>(2 * i)];
        const std::string& b = meta.cast[static_cast<std::size_t>(2 * i + 1)];
        const bool friends = random.percent(15);
        if (i > 0) meta.relationship_text += (family & kB) != 0 && random.percent(30) ? "; " : ", ";
        if (friends) {
            meta.relationship_text += a + " & " + b;
            meta.relationships.push_back(a + " & " + b);
        } else {
            meta.relationship_text +=
                (family & kB) != 0 && random.percent(15) ? a + " x " + b : a + '/' + b;
            meta.relationships.push_back(a + '/' + b);
            if (random.percent(10)) meta.relationship_text += " (implied)";
        }
    }
}

Meta make_meta(const World& world, Random& random, Family family) {
    Meta meta;
    const Fandom& fandom =
        world.fandoms[random.favoured(static_cast<std::uint32_t>(world.fandoms.size()))];
    meta.fandoms.push_back(fandom.name);
    meta.cast = fandom.cast;
    for (std::size_t i = meta.cast.size(); i > 1; --i)
        std::swap(meta.cast[i - 1], meta.cast[random.below(i)]);
    meta.cast.resize(std::min<std::size_t>(meta.cast.size(), 6));
    meta.title = make_title(world, random);
    meta.authors.push_back(
        world.authors[random.favoured(static_cast<std::uint32_t>(world.authors.size()))]);
    if (random.percent(3)) {
        meta.authors.push_back(world.authors[random.below(world.authors.size())]);
        if (meta.authors[0] == meta.authors[1]) meta.authors.pop_back();
    }
    meta.email = invented_word(random, 2) + "@mail.example.org";
    make_relationships(meta, random, family);
    for (int i = 0; i < random.between(1, 4); ++i)
        meta.characters.push_back(meta.cast[static_cast<std::size_t>(i)]);
    meta.category = &pick(random, categories(), family);
    meta.rating = &pick(random, ratings(), family);
    meta.permission = &pick(random, permissions(), family);
    for (int i = 0; i < random.between(1, 2); ++i) {
        const std::string genre(pick(random, genres(), family).text);
        if (meta.genres.empty() || meta.genres[0] != genre) meta.genres.push_back(genre);
    }
    meta.warnings.emplace_back(pick(random, warnings(), family).text);
    meta.summary = make_summary(world, meta, random);
    meta.disclaimer = pick(random, disclaimers(), family).text;
    meta.notes = pick(random, notes(), family).text;
    meta.feedback = pick(random, feedbacks(), family).text;
    meta.beta = world.authors[random.below(world.authors.size())];
    meta.spoilers = random.percent(60) ? "none" : "the second season";
    make_date(meta, random);
    if (random.percent(8)) {
        meta.parts = random.between(2, 9);
        meta.part = random.between(1, meta.parts);
    }
    const bool complete = meta.parts == 0 && random.percent(80);
    meta.complete = complete ? 1 : 0;
    meta.status_text = complete ? "Complete" : random.percent(50) ? "WIP" : "In progress";
    meta.series = "The " + capitalised(world.vocabulary.topical(random)) + " Cycle";
    meta.series_place = random.between(1, 7);

    struct Chance {
        Field field;
        int percent;
    };
    static constexpr Chance chances[] = {
        {Field::title, 100},     {Field::author, 100},    {Field::email, 45},
        {Field::url, 20},        {Field::fandom, 85},     {Field::relationships, 70},
        {Field::characters, 40}, {Field::category, 25},   {Field::rating, 92},
        {Field::warnings, 30},   {Field::genre, 25},      {Field::spoilers, 25},
        {Field::series, 12},     {Field::date, 25},       {Field::status, 20},
        {Field::words, 10},      {Field::permission, 70}, {Field::beta, 15},
        {Field::feedback, 30},   {Field::disclaimer, 55}, {Field::notes, 30},
        {Field::summary, 75}};
    for (const auto& [field, percent] : chances)
        if (random.percent(percent)) meta.fields.push_back(field);
    if (random.percent(50))  // another order, the title first
        for (std::size_t i = meta.fields.size(); i > 2; --i)
            std::swap(meta.fields[i - 1], meta.fields[1 + random.below(i - 1)]);
    return meta;
}

Dialect make_dialect(const Meta& meta, const Options& options, Family f, Random& random) {
    Dialect d;
    d.family = f;
    const bool html = random.percent(options.html_percent);
    const std::uint32_t form = random.below(100);
    d.form = form < 80   ? HeaderForm::labels
             : form < 93 ? HeaderForm::byline_and_labels
                         : HeaderForm::byline;
    d.label_case = random.percent(60) ? 0 : random.percent(80) ? 1 : (f == kB ? 2 : 0);
    d.blank_between = random.percent(15) ? 1 : 0;
    d.width = random.between(60, 80);
    d.indent = random.between(2, 6);
    d.curly = random.percent(40);
    d.emphasis = random.percent(70) ? '*' : '_';
    d.hanging = random.percent(25);
    d.scene_break = pick(random, scene_breaks(), f).text;
    d.chapter_head = pick(random, chapter_heads(), f).text;
    d.end_mark = pick(random, end_marks(), f).text;
    d.body_start = pick(random, body_starts(), f).text;
    const std::uint32_t eol = random.below(100);
    d.eol = eol < 55 ? "\n" : eol < 95 ? "\r\n" : "\r";

    const std::uint32_t charset = random.below(100);
    if (d.eol == "\r")
        d.charset = Charset::macintosh;
    else if (charset < 55)
        d.charset = Charset::utf8;
    else if (charset < 62)
        d.charset = Charset::utf8_bom;
    else if (charset < 92)
        d.charset = Charset::windows_1252;
    else if (charset < 95)
        d.charset = Charset::utf16;
    else
        d.charset = Charset::cp437;

    if (html) {
        static constexpr HtmlStyle styles[] = {HtmlStyle::p,   HtmlStyle::p,   HtmlStyle::p_open,
                                               HtmlStyle::br,  HtmlStyle::br,  HtmlStyle::word,
                                               HtmlStyle::pre, HtmlStyle::cell};
        d.html = random.pick(styles);
        if (d.charset == Charset::cp437 || d.charset == Charset::utf16) d.charset = Charset::utf8;
        d.shape = d.html == HtmlStyle::pre ? &pick(random, text_shapes(), f)
                                           : &pick(random, html_shapes(), f);
        d.layout = Layout::blank;
    } else {
        d.shape = &pick(random, text_shapes(), f);
        const std::uint32_t layout = random.below(100);
        d.layout = layout < 45   ? Layout::blank
                   : layout < 60 ? Layout::indent
                   : layout < 75 ? Layout::both
                   : layout < 92 ? Layout::oneline
                   : layout < 97 ? Layout::tight
                                 : Layout::doubled;
        d.at_end = d.form == HeaderForm::labels && random.percent(4);
        d.mail = !d.at_end && d.charset != Charset::utf16 && d.charset != Charset::utf8_bom
                 && random.percent(6);
        d.run_on = f == kB && d.form == HeaderForm::labels && d.shape->name == "colon"
                   && random.percent(12);
        d.aligned = random.percent(10);
        d.dos_end = d.eol == "\r\n" && random.percent(15);
    }
    if (random.percent(12)) d.tongue = pick(random, tongues(), f).tongue;
    const auto plain = [](std::string_view text) {
        return std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
    };
    // What an old charset does not have was not written in it.
    if (d.tongue != "en" || !plain(d.shape->before) || !plain(d.shape->after))
        if (d.charset != Charset::utf8_bom && d.charset != Charset::utf16) {
            d.charset = Charset::utf8;
            if (d.eol == "\r") d.eol = "\n";
        }
    if (d.charset == Charset::utf16 && (d.tongue == "ru" || !plain(d.shape->before)))
        d.charset = Charset::utf8;
    d.split = d.html == HtmlStyle::none && !d.at_end && !d.run_on && !d.mail
              && d.form == HeaderForm::labels && random.percent(5);
    d.compound = d.tongue == "en" && random.percent(6);
    d.spaced = f == kA && d.tongue == "en" && d.html == HtmlStyle::none && d.shape->name == "colon"
               && random.percent(10);
    if (d.charset == Charset::cp437) d.curly = false;
    for (const Field field : meta.fields) {
        std::string_view label;
        for (const TongueRow& row : tongues())
            if (row.tongue == d.tongue && row.field == field) label = row.text;
        while (label.empty()) {
            const LabelRow& row = pick(random, labels(), f);
            if (row.field == field) label = row.text;
        }
        d.labels.push_back(label);
    }
    return d;
}

std::string safe(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == ' ' || c == '/' || c == '&' || c == '\'' ? '_' : c;
    return out;
}

std::string make_path(const Plan& plan, Random& random) {
    const std::uint64_t n = plan.index;
    const bool html = plan.dialect.html != HtmlStyle::none;
    const std::string& title = plan.meta.title;
    switch (random.below(4)) {
    case 0:
        return fmt::format("authors/{}/{}-{}.{}", safe(plan.meta.authors[0]), safe(title), n,
                           html ? "html" : "txt");
    case 1:
        return fmt::format("fandoms/{}/{} - {} ({}).{}", safe(plan.meta.fandoms[0]), title,
                           plan.meta.authors[0], n, html ? "htm" : "txt");
    case 2: {
        std::string word;
        for (const char c : title.substr(title.find(' ') + 1))
            if (word.size() < 3 && c >= 'a' && c <= 'z') word += static_cast<char>(c - 32);
        return fmt::format("dos/{:03}/{}{:05}.{}", n / 500, word, n % 100000,
                           html                 ? "HTM"
                           : random.percent(80) ? "TXT"
                                                : "FIC");
    }
    default:
        return fmt::format("misc/{:03}/{}{}", n / 500, n, html ? ".html" : ".txt");
    }
}

/// Not a twin, or which kind, before chains are resolved.
Twin twin_kind(const Options& options, std::uint64_t index) {
    if (index == 0) return Twin::none;
    Random random(options.seed, index, kTwinStream);
    const std::uint32_t u = random.below(1000);
    if (u < 30) return Twin::exact;
    if (u < 50) return Twin::rewrapped;
    if (u < 65) return Twin::reworded;
    if (u < 80) return Twin::reheaded;
    return Twin::none;
}

std::uint64_t twin_source(const Options& options, std::uint64_t index) {
    while (twin_kind(options, index) != Twin::none) {
        Random random(options.seed, index, kTwinStream + 1);
        index = random.below(index);
    }
    return index;
}

}  // namespace

Plan make_plan(const World& world, const Options& options, std::uint64_t index) {
    Plan plan;
    plan.index = index;
    plan.twin = twin_kind(options, index);
    plan.source = twin_source(options, index);

    Random meta_random(options.seed, plan.source, kMetaStream);
    const Family drawn = meta_random.percent(50) ? kA : kB;
    const Family family = options.family == kBoth ? drawn : options.family;
    plan.meta = make_meta(world, meta_random, family);
    plan.words = std::clamp<std::uint64_t>(meta_random.lognormal(options.median_words), 60, 200000);
    if (plan.twin
        == Twin::reheaded) {  // the same text said of differently: fields go, notes change
        Random change(options.seed, index, kMetaStream);
        std::erase_if(plan.meta.fields, [&](Field f) {
            return f != Field::title && f != Field::author && change.percent(25);
        });
        plan.meta.notes = pick(change, notes(), family).text;
    }
    const bool same_shape =
        plan.twin == Twin::none || plan.twin == Twin::exact || plan.twin == Twin::reworded;
    Random dialect_random(options.seed, same_shape ? plan.source : index, kDialectStream);
    plan.dialect = make_dialect(plan.meta, options, family, dialect_random);
    if (options.bare) {  // nothing but the story
        Dialect& d = plan.dialect;
        d.mail = d.at_end = d.split = d.compound = false;
        d.body_start = {};
    }
    Random damage_random(options.seed, plan.twin == Twin::exact ? plan.source : index,
                         kDialectStream + 50);
    if (damage_random.percent(options.damage_percent)) {
        static constexpr std::string_view kinds[] = {"mojibake",  "eighth-bit", "quoted-printable",
                                                     "truncated", "mixed-eol",  "nul-block"};
        plan.damage = damage_random.pick(kinds);
        // What stood below the text is gone with its end: no reader can know it.
        if (plan.damage == "truncated" && (plan.dialect.at_end || plan.dialect.split))
            plan.damage = "mixed-eol";
        // Those who cut the eighth bit off had one byte a letter.
        const Charset charset = plan.dialect.charset;
        if (plan.damage == "eighth-bit"
            && (charset == Charset::utf8 || charset == Charset::utf8_bom))
            plan.damage = "mojibake";
    }
    Random path_random(options.seed, index, kMetaStream + 50);
    plan.path = make_path(plan, path_random);
    if (options.bare) {  // a name that says nothing
        plan.meta.part = plan.meta.parts = 0;
        plan.path = fmt::format("bare/{:03}/{}.{}", index / 500, index,
                                plan.dialect.html == HtmlStyle::none ? "txt" : "html");
    }
    return plan;
}

}  // namespace solander::pile
