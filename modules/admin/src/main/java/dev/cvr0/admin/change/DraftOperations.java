// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import dev.cvr0.admin.management.CatalogCheck;
import dev.cvr0.admin.management.Catalogs;
import dev.cvr0.admin.management.Catalogs.Found;
import dev.cvr0.admin.management.Draft;
import dev.cvr0.admin.management.Draft.PlannedPublication;
import dev.cvr0.admin.management.Drafts;
import dev.cvr0.admin.management.Drafts.Entry;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.JsonRequest;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.VerifyingKey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Lists, creates, edits and deletes drafts. Thread-safe. */
final class DraftOperations {

    private final Management management;
    private final Drafts drafts;
    private final NewestVersion newest;
    private final Catalogs catalogs;
    private final Map<String, CatalogCheck> checks = new ConcurrentHashMap<>();

    DraftOperations(Management management, NewestVersion newest, Catalogs catalogs) {
        this.management = management;
        this.drafts = new Drafts(management);
        this.newest = newest;
        this.catalogs = catalogs;
    }

    Drafts drafts() {
        return drafts;
    }

    ApiResponse list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (String name : drafts.names()) {
            try {
                drafts.find(name).ifPresent(entry -> list.add(summary(entry)));
            } catch (ProblemException damaged) {
                list.add(Json.createObjectBuilder().add("name", name).add("problem", damaged.getMessage()));
            }
        }
        return ApiResponse.json(list.build());
    }

    ApiResponse get(Call call) {
        return response(require(call));
    }

    ApiResponse put(Call call) {
        Body body = Body.parse(call, "from", "files", "comment", "base");
        JsonRequest fields = body.fields();
        Optional<Entry> old = call.creates() ? Optional.empty() : Optional.of(requireMatch(call));
        boolean hasFrom = fields.has("from");
        boolean hasFiles = fields.has("files");
        if ((hasFrom && hasFiles) || (old.isEmpty() && !hasFrom && !hasFiles)) {
            throw new ProblemException(
                    Problem.badRequest("the body of a new draft needs either from or files; send one of them"));
        }
        Optional<Found> from = fields.text("from").map(catalogs::find);
        Draft draft = Body.valid(() -> new Draft(
                call.variable("name"),
                call.user().name(),
                Instant.now(),
                body.number("base")
                        .orElseGet(() -> from.filter(Found::isServed)
                                .flatMap(Found::version)
                                .or(() -> old.map(entry -> entry.draft().base()))
                                .orElseGet(newest::version)),
                fields.text("comment")
                        .or(() -> old.map(entry -> entry.draft().comment()))
                        .orElse(""),
                from.map(found -> texts(found.catalog().files()))
                        .or(() -> old.filter(entry -> !fields.has("files"))
                                .map(entry -> entry.draft().files()))
                        .orElseGet(() -> fields.textsByName("files")),
                Optional.empty()));
        if (old.isPresent()) {
            return response(drafts.replace(draft, old.get().tag()));
        }
        ApiResponse response = response(drafts.create(draft));
        return new ApiResponse(201, response.headers(), response.body(), Optional.empty());
    }

    ApiResponse delete(Call call) {
        String name = call.variable("name");
        String tag = drafts.tag(name).orElseThrow(DraftOperations::notFound);
        call.requireMatch(tag, "the draft " + name + " was changed");
        drafts.delete(name, tag);
        return new ApiResponse(204, Map.of(), ByteBuffer.allocate(0), Optional.empty());
    }

    /** Returns the draft of the path. */
    Entry require(Call call) {
        return drafts.find(call.variable("name")).orElseThrow(DraftOperations::notFound);
    }

    /** Returns the draft of the path in the state that the client has seen. */
    Entry requireMatch(Call call) {
        if (call.ifMatch().isEmpty()) {
            throw new ProblemException(Problem.preconditionRequired());
        }
        Entry entry = require(call);
        call.requireMatch(entry.tag(), entry.state());
        return entry;
    }

    /** Validates a draft, unless it is unchanged since the last time. */
    CatalogCheck check(Entry entry) {
        if (checks.size() > 2 * Drafts.MAX_DRAFTS) {
            checks.clear();
        }
        return checks.computeIfAbsent(
                entry.tag(),
                tag -> CatalogCheck.of(entry.draft().name(), entry.draft().contents()));
    }

    ApiResponse response(Entry entry) {
        JsonObjectBuilder files = Json.createObjectBuilder();
        entry.draft().files().forEach(files::add);
        CatalogCheck check = check(entry);
        JsonObject all = Json.createObjectBuilder(summary(entry).build())
                .add("files", files)
                .addAll(check.json())
                .build();
        return ApiResponse.json(all).withTag(entry.tag());
    }

    private JsonObjectBuilder summary(Entry entry) {
        Draft draft = entry.draft();
        return Json.createObjectBuilder()
                .add("name", draft.name())
                .add("author", draft.author())
                .add("changed", draft.changed().toString())
                .add("base", draft.base())
                .add("comment", draft.comment())
                .add("valid", check(entry).valid())
                .add(
                        "publication",
                        draft.publication().map(planned -> json(draft, planned)).orElse(JsonValue.NULL));
    }

    private JsonValue json(Draft draft, PlannedPublication planned) {
        Manifest manifest = draft.manifest(planned);
        JsonArrayBuilder signatures = Json.createArrayBuilder();
        Map<VerifyingKey, String> given = SigningOperations.given(manifest, planned, management);
        given.forEach((key, hex) -> signatures.add(Json.createObjectBuilder()
                .add("key", key.toString())
                .add("signer", planned.signatures().get(hex))));
        int required = management.settings().signaturesRequired();
        return Json.createObjectBuilder()
                .add("version", planned.version())
                .add("expires", planned.expires().toString())
                .add("comment", planned.comment())
                .add("digest", SignedManifest.digest(manifest).hex())
                .add("required", required)
                .add("signatures", signatures)
                .add("missing", Math.max(0, required - given.size()))
                .build();
    }

    // The files of a catalog are UTF-8.
    private static SortedMap<String, String> texts(SortedMap<String, byte[]> files) {
        SortedMap<String, String> texts = new TreeMap<>();
        files.forEach((file, bytes) -> texts.put(file, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    private static ProblemException notFound() {
        return new ProblemException(
                Problem.notFound("there is no draft with this name; list the drafts with GET /v1/drafts"));
    }
}
