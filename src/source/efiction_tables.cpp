// SPDX-License-Identifier: GPL-3.0-or-later
#include "source/efiction_tables.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace solander {
namespace {

struct Order {
    std::string_view table, columns;
    bool open = false;  ///< more may follow, of which nothing is needed
};

// Newest first. 3.x is the same from 3.0 to 3.5 but for what modules add at the end. Of 2.0 the
// order of stories is put together from what its upgrade changes, and is believed only where dates
// stand in their places.
constexpr Order kOrders[] = {
    {"stories", "sid,title,summary,storynotes,catid,classes,charid,rid,date,updated,uid,coauthors,"
                "featured,validated,completed,rr,wordcount,rating,reviews,count,challenges"},
    {"stories", "sid,title,summary,storynotes,catid,classes,charid,rid,date,updated,uid,coauthors,"
                "featured,validated,completed,rr,wordcount,rating,reviews,count"},
    {"stories", "sid,title,summary,catid,gid,charid,wid,rid,date,updated,uid,featured,validated,"
                "completed,rr,wordcount,rating,reviews"},
    {"stories", "sid,title,summary,catid,gid,charid,wid,rid,date,updated,uid,featured,validated,"
                "completed,rr,wordcount,rating,reviews,challenges"},
    {"stories", "sid,psid,title,chapter,summary,catid,gid,charid,wid,rid,date,updated,uid,featured,"
                "counter,validated,inorder,storytext,completed,rr,wordcount,numreviews"},
    {"chapters", "chapid,title,inorder,notes,storytext,endnotes,validated,wordcount,rating,reviews,"
                 "sid,uid,count"},
    {"chapters", "chapid,title,inorder,notes,storytext,endnotes,validated,wordcount,rating,reviews,"
                 "sid,uid"},
    {"chapters", "chapid,title,inorder,notes,storytext,validated,wordcount,rating,reviews,sid,uid"},
    {"authors", "uid,penname", true},
    {"categories", "catid,parentcatid,category", true},
    {"characters", "charid,catid,charname", true},
    {"classes", "class_id,class_type,class_name", true},
    {"classtypes", "classtype_id,classtype_name,classtype_title", true},
    {"coauthors", "sid,uid", true},
    {"genres", "gid,genre", true},
    {"warnings", "wid,warning", true},
    {"ratings", "rid,rating,ratingwarning,warningtext", true},
    {"series", "seriesid,title,summary,uid,isopen", true},
    {"inseries", "seriesid,sid,subseriesid,confirmed,inorder"},
    {"inseries", "seriesid,sid,inorder"},
    {"challenges", "chalid,challenger,uid,title", true},
    {"reviews", "reviewid,item,chapid,reviewer,uid,review,date,rating,respond,type"},
    {"reviews", "reviewid,sid,psid,reviewer,member,review,date,rating"},
    {"news", "nid,author,title,story,time", true},
    {"comments", "cid,nid,uid,comment,time"},
    {"messages", "message_id,message_name,message_title,message_text"},
    {"favorites", "uid,item,type", true},
    {"settings",
     "sitekey,sitename,slogan,url,siteemail,tableprefix,skin,hiddenskins,language,"
     "submissionsoff,storiespath,store",
     true},
    {"settings", "welcome,thankyou,nothankyou,rules,copyright,help"},
};

std::size_t count_of(std::string_view columns) {
    return 1 + static_cast<std::size_t>(std::count(columns.begin(), columns.end(), ','));
}

/// "2004-03-02 ...", "1078185600", "0000-00-00 ...".
bool is_date(const SqlValue& value) {
    std::size_t digits = 0;
    for (const char c : value.raw) digits += is_ascii_digit(c) ? 1 : 0;
    return digits >= 8 || value.raw.empty() || value.raw == "0";
}

bool fits(const Order& order, const std::vector<SqlValue>& row) {
    const std::size_t columns = count_of(order.columns);
    if (order.open ? row.size() < columns : row.size() != columns) return false;
    const std::size_t date = order.columns.find(",date,");
    if (order.table != "stories" || date == std::string_view::npos) return true;
    const std::size_t at = count_of(order.columns.substr(0, date));
    return is_date(row[at]) && is_date(row[at + 1]);
}

}  // namespace

std::int64_t number_of(std::string_view text, std::int64_t missing) {
    text = trim(text);
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc() && end != text.data() ? n : missing;
}

std::optional<EfictionTable> efiction_table(std::string_view table) {
    constexpr std::string_view kMark = "fanfiction_";
    const std::size_t at = table.rfind(kMark);
    if (at == std::string_view::npos || at + kMark.size() == table.size()) return std::nullopt;
    return EfictionTable{table.substr(0, at), table.substr(at + kMark.size())};
}

std::string_view known_columns(std::string_view name, const std::vector<SqlValue>& row) {
    for (const Order& order : kOrders)
        if (order.table == name && fits(order, row)) return order.columns;
    return {};
}

const SqlValue* EfictionRow::find(std::string_view column) const {
    const auto at = std::find(columns_.begin(), columns_.end(), column);
    const auto i = static_cast<std::size_t>(at - columns_.begin());
    return i < std::min(columns_.size(), values_.size()) ? &values_[i] : nullptr;
}

std::string EfictionRow::text(std::string_view column) const {
    const SqlValue* value = find(column);
    return value == nullptr ? std::string() : sql_text(*value);
}

std::int64_t EfictionRow::number(std::string_view column, std::int64_t missing) const {
    const SqlValue* value = find(column);
    if (value == nullptr || value->kind == SqlValue::Kind::call) return missing;
    // mysqldump --hex-blob writes a char(1) '0' as 0x30.
    if (value->kind == SqlValue::Kind::hex) return number_of(sql_text(*value), missing);
    return number_of(value->raw, missing);
}

const std::vector<std::string>* EfictionColumns::keep(const std::vector<std::string>& columns) {
    constexpr std::size_t kMostLists = 4096;
    if (last_ != nullptr && *last_ == columns) return last_;
    std::string key;
    for (const std::string& column : columns) key += column + ',';
    if (lists_.size() >= kMostLists && lists_.count(key) == 0) return nullptr;
    return last_ = &lists_.emplace(std::move(key), columns).first->second;
}

void EfictionColumns::set(const std::string& table, const std::vector<std::string>& columns) {
    if (const std::vector<std::string>* kept = keep(columns)) made_.emplace(table, kept);
}

const std::vector<std::string>* EfictionColumns::of(const std::string& table, std::string_view name,
                                                    const std::vector<std::string>& listed,
                                                    const std::vector<SqlValue>& row) {
    const std::vector<std::string>* columns = nullptr;
    if (!listed.empty()) {
        columns = keep(listed);
    } else if (const auto made = made_.find(table); made != made_.end()) {
        columns = made->second;
    } else if (const std::string_view order = known_columns(name, row); !order.empty()) {
        std::vector<std::string> names;
        for (const std::string_view column : split(order, ',')) names.emplace_back(column);
        names.resize(std::max(names.size(), row.size()));  // those of an open order have no name
        columns = keep(names);
    }
    return columns != nullptr && columns->size() == row.size() ? columns : nullptr;
}

}  // namespace solander
