// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON API, health, style and script.
#include <fmt/format.h>

#include "base/embedded.h"
#include "base/markup.h"
#include "web/app.h"
#include "web/filters.h"
#include "work/record_json.h"

namespace solander {

Response api_works(App& app, const Call& call) {
    const BrowseFilters filters(call.request);
    auto query = parse_query(filters.query_text());
    SearchRequest request;
    JsonWriter json;
    if (!query) {
        json.object().key("error").string(query.error().message).end();
        Response response = Response::file(json.take(), "application/json", "");
        response.status = 400;
        return response;
    }
    request.query = std::move(*query);
    request.offset = filters.from();
    request.limit = 50;
    request.facets = call.request.parameter("facets") == "yes";
    if (auto sort = sort_from_name(filters.sort().empty() ? "best" : filters.sort()))
        request.sort = *sort;
    const SearchPage page = app.archive().find(call.viewer, std::move(request));
    std::vector<WorkId> ids;
    for (const Hit& hit : page.hits) ids.push_back(hit.work);
    json.object().key("total").number(static_cast<std::int64_t>(page.total)).key("works").array();
    std::size_t at = 0;
    for (const WorkRecord& work : app.archive().blurbs(call.viewer, ids)) {
        while (at < page.hits.size() && page.hits[at].work != work.id) ++at;
        json.object();
        write_work_members(json, work);
        if (at < page.hits.size() && !page.hits[at].snippet.text.empty())
            json.key("snippet").string(page.hits[at].snippet.text);
        json.end();
    }
    json.end();
    if (!page.facets.empty()) {
        json.key("facets").object();
        for (const Facet& facet : page.facets) {
            json.key(facet.field).object();
            for (const FacetValue& value : facet.values)
                json.key(value.value).number(static_cast<std::int64_t>(value.count));
            json.end();
        }
        json.end();
    }
    json.end();
    return Response::file(json.take(), "application/json", "");
}

Response api_work(App& app, const Call& call) {
    const auto view = app.archive().sheet(call.viewer, call.numbers[0]);
    JsonWriter json;
    json.object();
    if (!view) {
        json.key("error").string("no such work").end();
        Response response = Response::file(json.take(), "application/json", "");
        response.status = 404;
        return response;
    }
    write_work_members(json, view->record);
    write_single_members(json, view->record, view->meanings);
    write_claims(json, view->claims);
    json.end();
    return Response::file(json.take(), "application/json", "");
}

namespace {

Response asset(std::string_view name, std::string_view type) {
    Response response = Response::file(std::string(embedded(name)), type, "");
    response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    return response;
}

}  // namespace

Response style_file(App&, const Call&) {
    return asset("share/solander.css", "text/css; charset=utf-8");
}
Response script_file(App&, const Call&) {
    return asset("share/solander.js", "text/javascript; charset=utf-8");
}

namespace {

void write_replicas(JsonWriter& json, const std::vector<ReplicaState>& replicas) {
    json.array();
    for (const ReplicaState& replica : replicas) {
        json.object().key("address").string(replica.address);
        json.key("state").string(name_of(replica.doing)).key("lag").number(replica.lag);
        if (!replica.why.empty()) json.key("why").string(replica.why);
        json.end();
    }
    json.end();
}

}  // namespace

Response health_file(App& app, const Call&) {
    // Numbers here would tell strangers how much is kept, or was just taken in: they learn that the
    // catalogue answers and whether this server has followed it.
    const std::uint64_t behind = app.archive().behind();
    std::string said = fmt::format("{{\"status\":\"ok\",\"current\":{}", behind == 0);
    if (!app.for_readers()) said += fmt::format(",\"behind\":{}", behind);
    const std::vector<ReplicaState> replicas = app.archive().replicas();
    if (!app.for_readers() && !replicas.empty()) {
        JsonWriter json;
        write_replicas(json, replicas);
        said += ",\"replicas\":" + json.take();
    }
    return Response::file(said + "}\n", "application/json", "");
}

}  // namespace solander
