// SPDX-License-Identifier: GPL-3.0-or-later
// The work object, to the letter of the contract.
#include <gtest/gtest.h>

#include "work/record_json.h"

namespace solander {
namespace {

std::string json_of(const WorkRecord& record, Addresses addresses = Addresses::hidden) {
    JsonWriter json;
    json.object();
    write_work_members(json, record, addresses);
    json.end();
    return json.take();
}

TEST(RecordJson, has_every_member_in_the_order_of_the_contract) {
    WorkRecord r;
    r.id = 12;
    r.title = "Snow";
    r.creators = {{"Ann", "author", 3}};
    r.fandoms = {"Harbour Lights"};
    r.relationships = {"Mara/Tobin"};
    r.characters = {"Mara"};
    r.categories = {"M/M"};
    r.warnings = {"Major Character Death"};
    r.tags = {"angst"};
    r.rating = Rating::explicit_;
    r.rating_as_given = "NC-17";
    r.summary = "s";
    r.notes = "n";
    r.end_notes = "e";
    r.disclaimer = "d";
    r.permission.by_default = Permission::ask;
    r.permission.listed = {{"Gossip Tree", "yes"}};
    r.permission.conditions = {"keep_headers"};
    r.permission.as_given = "Ask first";
    r.language = "en";
    r.words = 1000;
    r.chapters = 2;
    r.scenes = 3;
    r.part = PartPlace{1, 3};
    r.complete = true;
    r.published = PartialDate{2003, 2, 0};
    r.updated = PartialDate{2004, 0, 0};
    r.series = {{"Winter", 2, 9}, {"Letters", std::nullopt, 8}};
    r.spoilers = "sp";
    r.beta = "b";
    r.feedback = "f";
    r.extra = {{"Song", "none"}};
    r.originals = {{"ab12", "a.txt", "", "windows-1252", 7},
                   {"cd34", "b.txt", "in/b.txt", "utf-8", 8}};
    EXPECT_EQ(
        json_of(r),
        R"({"id":12,"title":"Snow","creators":[{"name":"Ann","role":"author"}],)"
        R"("fandoms":["Harbour Lights"],"relationships":["Mara/Tobin"],"characters":["Mara"],)"
        R"("categories":["M/M"],"warnings":["Major Character Death"],"tags":["angst"],)"
        R"("rating":"explicit","rating_as_given":"NC-17","summary":"s","notes":"n",)"
        R"("end_notes":"e","disclaimer":"d","permission":{"default":"ask",)"
        R"("listed":[{"who":"Gossip Tree","grant":"yes"}],"conditions":["keep_headers"],)"
        R"("embargo":null,"as_given":"Ask first"},"visibility":"kept","language":"en",)"
        R"("words":1000,"chapters":2,"scenes":3,"parts":{"number":1,"of":3},"complete":true,)"
        R"("published":"2003-02","updated":"2004",)"
        R"("series":[{"name":"Winter","position":2},{"name":"Letters"}],)"
        R"("spoilers":"sp","beta":"b","feedback":"f","extra":[{"label":"Song","value":"none"}],)"
        R"("originals":[{"sha256":"ab12","name":"a.txt","bytes":7,"encoding":"windows-1252"},)"
        R"({"sha256":"cd34","name":"b.txt","bytes":8,"path":"in/b.txt","encoding":"utf-8"}]})");
}

TEST(RecordJson, leaves_out_what_was_not_stated) {
    WorkRecord r;
    r.title = "Snow";
    EXPECT_EQ(json_of(r), R"({"title":"Snow","permission":{"default":"unstated","listed":[],)"
                          R"("conditions":[],"embargo":null,"as_given":""},"visibility":"kept",)"
                          R"("words":0,"chapters":0,"scenes":0})");
}

TEST(RecordJson, hides_addresses_wherever_they_stand_unless_staff_ask) {
    WorkRecord r;
    const std::string mail = "kat@host.example";
    r.title = r.summary = r.notes = r.end_notes = r.disclaimer = r.beta = r.feedback = mail;
    r.spoilers = r.rating_as_given = r.permission.as_given = r.permission.embargo = mail;
    r.creators = {{mail, "author", 0}};
    r.tags = r.fandoms = r.permission.conditions = {mail};
    r.permission.listed = {{mail, "yes"}};
    r.series = {{mail, 1, 0}};
    r.extra = {{mail, mail}};
    r.originals = {{"ab", mail, mail, "utf-8", 1}};
    EXPECT_EQ(json_of(r).find('@'), std::string::npos) << json_of(r);
    EXPECT_NE(json_of(r).find("[address]"), std::string::npos);
    EXPECT_NE(json_of(r, Addresses::shown).find(mail), std::string::npos);
    EXPECT_EQ(json_of(r, Addresses::shown).find("[address]"), std::string::npos);
}

TEST(RecordJson, writes_claims_with_their_evidence) {
    const Claim read{"rating", "Rating", "NC-17 kat@host.example", "explicit", {210, 215}, "label",
                     0.98,     "text"};
    Claim person = read;
    person.raw = person.value = "teen";
    person.source = "person";
    JsonWriter json;
    json.object();
    write_claims(json, {read, person});
    json.end();
    EXPECT_EQ(
        json.take(),
        R"({"claims":[{"field":"rating","label":"Rating","raw":"NC-17 [address]",)"
        R"("value":"explicit","from":210,"to":215,"rule":"label","confidence":0.98},)"
        R"({"field":"rating","label":"Rating","raw":"teen","value":"teen","from":210,"to":215,)"
        R"("rule":"label","confidence":0.98,"source":"person"}]})");
}

TEST(RecordJson, writes_findings) {
    JsonWriter json;
    json.object();
    write_findings(json, {{"date-doubt", "2093, kat@host.example", {1, 5}}});
    json.end();
    EXPECT_EQ(json.take(), R"({"findings":[{"kind":"date-doubt","text":"2093, [address]",)"
                           R"("from":1,"to":5}]})");
}

}  // namespace
}  // namespace solander
