// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/record_json.h"

#include "base/address.h"

namespace solander {
namespace {

/// The only way a text gets into these objects.
class Members {
  public:
    Members(JsonWriter& json, Addresses addresses) : json_(json), addresses_(addresses) {}

    JsonWriter& key(std::string_view name) { return json_.key(name); }

    void text(std::string_view value) {
        if (addresses_ == Addresses::hidden)
            json_.string(without_addresses(value));
        else
            json_.string(value);
    }
    void text(std::string_view name, std::string_view value) {
        json_.key(name);
        text(value);
    }
    void text_if_stated(std::string_view name, std::string_view value) {
        if (!value.empty()) text(name, value);
    }
    void list(std::string_view name, const std::vector<std::string>& values) {
        json_.key(name).array();
        for (const std::string& value : values) text(value);
        json_.end();
    }
    void list_if_stated(std::string_view name, const std::vector<std::string>& values) {
        if (!values.empty()) list(name, values);
    }
    void number(std::string_view name, std::uint64_t value) {
        json_.key(name).number(static_cast<std::int64_t>(value));
    }

  private:
    JsonWriter& json_;
    Addresses addresses_;
};

void write_creators(JsonWriter& json, Members& members, const WorkRecord& r) {
    if (r.creators.empty()) return;
    json.key("creators").array();
    for (const Creator& creator : r.creators) {
        json.object();
        members.text("name", creator.name);
        members.text("role", creator.role);
        json.end();
    }
    json.end();
}

void write_permission(JsonWriter& json, Members& members, const Statement& s) {
    json.key("permission").object();
    json.key("default").string(name_of(s.by_default));
    json.key("listed").array();
    for (const ListedArchive& listed : s.listed) {
        json.object();
        members.text("who", listed.who);
        members.text("grant", listed.grant);
        json.end();
    }
    json.end();
    members.list("conditions", s.conditions);
    if (s.embargo.empty())
        json.key("embargo").null();
    else
        members.text("embargo", s.embargo);
    members.text("as_given", s.as_given);
    json.end();
}

void write_numbers(JsonWriter& json, Members& members, const WorkRecord& r) {
    members.number("words", r.words);
    members.number("chapters", r.chapters);
    members.number("scenes", r.scenes);
    if (r.part) {
        json.key("parts").object().key("number").number(r.part->number);
        if (r.part->of) members.number("of", static_cast<std::uint64_t>(*r.part->of));
        json.end();
    }
    if (r.complete) json.key("complete").boolean(*r.complete);
    if (r.published) json.key("published").string(r.published->text());
    if (r.updated) json.key("updated").string(r.updated->text());
}

void write_series(JsonWriter& json, Members& members, const WorkRecord& r) {
    if (r.series.empty()) return;
    json.key("series").array();
    for (const SeriesPlace& series : r.series) {
        json.object();
        members.text("name", series.name);
        if (series.position) json.key("position").number(*series.position);
        members.text_if_stated("within", series.within);
        json.end();
    }
    json.end();
}

void write_extra(JsonWriter& json, Members& members, const WorkRecord& r) {
    if (r.extra.empty()) return;
    json.key("extra").array();
    for (const Extra& extra : r.extra) {
        json.object();
        members.text("label", extra.label);
        members.text("value", extra.value);
        json.end();
    }
    json.end();
}

void write_originals(JsonWriter& json, Members& members, const WorkRecord& r) {
    if (r.originals.empty()) return;
    json.key("originals").array();
    for (const OriginalRef& original : r.originals) {
        json.object();
        json.key("sha256").string(original.sha256);
        members.text("name", original.name);
        members.number("bytes", original.bytes);
        members.text_if_stated("path", original.path);
        members.text_if_stated("encoding", original.encoding);
        json.end();
    }
    json.end();
}

}  // namespace

void write_work_members(JsonWriter& json, const WorkRecord& r, Addresses addresses) {
    Members members(json, addresses);
    if (r.id != 0) json.key("id").number(r.id);
    members.text_if_stated("title", r.title);
    write_creators(json, members, r);
    members.list_if_stated("fandoms", r.fandoms);
    members.list_if_stated("relationships", r.relationships);
    members.list_if_stated("characters", r.characters);
    members.list_if_stated("categories", r.categories);
    members.list_if_stated("warnings", r.warnings);
    members.list_if_stated("tags", r.tags);
    members.text_if_stated("rating", name_of(r.rating));
    members.text_if_stated("rating_as_given", r.rating_as_given);
    members.text_if_stated("summary", r.summary);
    members.text_if_stated("notes", r.notes);
    members.text_if_stated("end_notes", r.end_notes);
    members.text_if_stated("disclaimer", r.disclaimer);
    write_permission(json, members, r.permission);
    json.key("visibility").string(name_of(r.visibility));
    members.text_if_stated("language", r.language);
    write_numbers(json, members, r);
    write_series(json, members, r);
    members.text_if_stated("spoilers", r.spoilers);
    members.text_if_stated("beta", r.beta);
    members.text_if_stated("feedback", r.feedback);
    write_extra(json, members, r);
    write_originals(json, members, r);
}

void write_claims(JsonWriter& json, const std::vector<Claim>& claims, Addresses addresses) {
    Members members(json, addresses);
    json.key("claims").array();
    for (const Claim& claim : claims) {
        json.object();
        members.text("field", claim.field);
        members.text("label", claim.label);
        members.text("raw", claim.raw);
        members.text("value", claim.value);
        members.number("from", claim.where.from);
        members.number("to", claim.where.to);
        members.text("rule", claim.rule);
        json.key("confidence").number(claim.confidence);
        if (claim.source != "text") members.text("source", claim.source);
        json.end();
    }
    json.end();
}

void write_findings(JsonWriter& json, const std::vector<Finding>& findings, Addresses addresses) {
    Members members(json, addresses);
    json.key("findings").array();
    for (const Finding& finding : findings) {
        json.object();
        members.text("kind", finding.kind);
        members.text("text", finding.text);
        members.number("from", finding.where.from);
        members.number("to", finding.where.to);
        json.end();
    }
    json.end();
}

void write_tag_members(JsonWriter& json, const TagName& tag) {
    json.key("id").number(tag.id).key("kind").string(name_of(tag.kind));
    json.key("name").string(tag.name);
}

void write_single_members(JsonWriter& json, const WorkRecord& r,
                          const std::vector<TagMeaning>& meanings) {
    if (const RatingReading rating = read_rating(r.rating_as_given);
        rating.level != Rating::unknown && rating.level == r.rating)
        json.key("rating_scheme").string(rating.scheme);
    if (meanings.empty()) return;
    json.key("meanings").array();
    for (const TagMeaning& one : meanings) {
        json.object().key("kind").string(one.kind);
        json.key("written").string(without_addresses(one.written)).key("means").array();
        for (const TagName& tag : one.means) {
            json.object();
            write_tag_members(json, tag);
            json.end();
        }
        json.end().end();
    }
    json.end();
}

}  // namespace solander
