// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import dev.cvr0.admin.management.CatalogCheck;
import dev.cvr0.admin.management.Draft;
import dev.cvr0.admin.management.Draft.PlannedPublication;
import dev.cvr0.admin.management.Drafts.Entry;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Reports;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.catalog.signing.VerifyingKey;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans the publication of a draft, collects its signatures, and publishes it. Thread-safe. */
final class SigningOperations {

    /** Leaves space for the signatures. */
    private static final int MAX_MANIFEST_BYTES = SignedManifest.MAX_BYTES - 4096;

    private static final Duration DEFAULT_VALIDITY = Duration.ofDays(90);

    private final Management management;
    private final DraftOperations drafts;
    private final NewestVersion newest;

    SigningOperations(Management management, NewestVersion newest, DraftOperations drafts) {
        this.management = management;
        this.drafts = drafts;
        this.newest = newest;
    }

    /** Fixes the manifest that is to be signed. */
    ApiResponse plan(Call call) {
        Body body = Body.parse(call, "version", "expires", "comment");
        Entry entry = drafts.requireMatch(call);
        Draft draft = entry.draft();
        TrustedKeys unused = trustedKeys(management);
        requireValid(entry);
        long newestVersion = newest.version();
        long version = body.number("version").orElse(newestVersion + 1);
        if (version <= newestVersion) {
            throw body.fields()
                    .invalid(
                            "version",
                            "version " + version + " is not higher than the newest version " + newestVersion + "; use "
                                    + (newestVersion + 1) + " or a higher one");
        }
        Draft planned = Body.valid(() -> draft.with(
                call.user().name(),
                new PlannedPublication(
                        version,
                        body.future("expires")
                                .orElseGet(() ->
                                        Instant.now().plus(DEFAULT_VALIDITY).truncatedTo(ChronoUnit.SECONDS)),
                        body.text("comment").orElse(draft.comment()),
                        new TreeMap<>())));
        if (document(planned, planned(planned)).length > MAX_MANIFEST_BYTES) {
            throw conflict("the manifest has more than " + MAX_MANIFEST_BYTES
                    + " bytes, because of the number and names of the files; shorten them");
        }
        return drafts.response(drafts.drafts().replace(planned, entry.tag()));
    }

    /** Returns the manifest with the collected signatures. */
    ApiResponse document(Call call) {
        Entry entry = drafts.require(call);
        return ApiResponse.of(
                        200, Map.of(), "text/plain; charset=utf-8", document(entry.draft(), planned(entry.draft())))
                .withTag(entry.tag());
    }

    /** Adds the valid signatures of trusted keys. */
    ApiResponse addSignatures(Call call) {
        Body body = Body.parse(call, "document");
        byte[] document = body.fields().requireText("document").getBytes(StandardCharsets.UTF_8);
        Entry entry = drafts.requireMatch(call);
        Draft draft = entry.draft();
        PlannedPublication planned = planned(draft);
        Manifest manifest = draft.manifest(planned);
        SortedMap<String, String> all = new TreeMap<>(planned.signatures());
        try {
            if (!SignedManifest.unverified(document).equals(manifest)) {
                throw conflict(
                        "the document signs other files, or another version or expiry, than the draft has now; read"
                                + " the draft again, check it, and sign it");
            }
            TrustedKeys keys = trustedKeys(management);
            if (SignedManifest.signers(document, keys).isEmpty()) {
                throw body.fields()
                        .invalid(
                                "document",
                                "the document has no valid signature by a key of cvr0.catalog.public-key; sign with one of"
                                        + " them");
            }
            SignedManifest.signatures(document)
                    .forEach(hex -> all.putIfAbsent(hex, call.user().name()));
        } catch (UntrustedException e) {
            throw body.fields().invalid("document", String.valueOf(e.getMessage()));
        }
        all.keySet()
                .retainAll(
                        given(manifest, planned.withSignatures(all), management).values());
        return drafts.response(
                all.equals(planned.signatures())
                        ? entry
                        : drafts.drafts()
                                .replace(draft.with(draft.author(), planned.withSignatures(all)), entry.tag()));
    }

    /** Publishes a draft, whose signatures are verified as servers do. */
    ApiResponse publish(Call call) {
        Body body = Body.parse(call, "comment", "activeFrom");
        Optional<Instant> activeFrom = body.future("activeFrom");
        Entry entry = drafts.requireMatch(call);
        Draft draft = entry.draft();
        PlannedPublication planned = planned(draft);
        byte[] document = document(draft, planned);
        SignedManifest signed = verify(document);
        if (new SignedRevision(planned.version(), planned.expires()).isExpired(Instant.now())) {
            throw conflict("version " + planned.version() + " expired at " + planned.expires()
                    + "; fix another expiry, and collect the signatures again");
        }
        requireValid(entry);
        Map<Sha256, byte[]> files = new HashMap<>();
        draft.contents().values().forEach(bytes -> files.put(Sha256.of(bytes), bytes));
        PublicationRequest request = new PublicationRequest(
                signed,
                document,
                files,
                draft.base(),
                call.user().name(),
                body.text("comment").orElse(planned.comment()),
                activeFrom);
        Publication published = newest.change(store -> publish(store, request));
        deleteUnchanged(entry);
        return ApiResponse.json(Reports.publication(published)
                .add(
                        "signers",
                        Json.createArrayBuilder(given(signed.manifest(), planned, management).keySet().stream()
                                .map(VerifyingKey::toString)
                                .toList()))
                .build());
    }

    private static Publication publish(PublicationStore store, PublicationRequest request) {
        Optional<Publication> before = NewestVersion.in(store);
        // A kill after the publication leaves the draft.
        if (before.filter(publication ->
                        publication.digest().equals(request.signed().digest()))
                .isPresent()) {
            return before.get();
        }
        requireBase(before, request);
        try {
            return store.publish(request);
        } catch (PublicationException e) {
            requireBase(NewestVersion.in(store), request);
            throw e;
        }
    }

    private static void requireBase(Optional<Publication> newest, PublicationRequest request) {
        long version = newest.map(Publication::version).orElse(0L);
        if (version != request.base()) {
            throw conflict("the newest publication is "
                    + newest.map(SigningOperations::describe).orElse("none") + ", but the draft is based on version "
                    + request.base() + "; compare the draft with it, save it with the base " + version
                    + ", and collect the signatures again");
        }
    }

    private static String describe(Publication publication) {
        return "version " + publication.version() + ", published by " + LogSafeText.quote(publication.author()) + " at "
                + publication.time()
                + (publication.comment().isEmpty()
                        ? ""
                        : " with the comment " + LogSafeText.quote(publication.comment()));
    }

    /** The publication has succeeded, so a draft that was changed meanwhile remains. */
    private void deleteUnchanged(Entry entry) {
        try {
            drafts.drafts().delete(entry.draft().name(), entry.tag());
        } catch (ProblemException e) {
            // The list of drafts shows it.
        }
    }

    /** Returns the valid signatures by the trusted keys. */
    static Map<VerifyingKey, String> given(Manifest manifest, PlannedPublication planned, Management management) {
        return management.settings().requiresSignature()
                ? SignedManifest.validSignatures(
                        manifest,
                        planned.signatures().keySet(),
                        management.settings().trustedKeys())
                : Map.of();
    }

    static TrustedKeys trustedKeys(Management management) {
        if (!management.settings().requiresSignature()) {
            throw conflict(
                    "this server does not require signatures, so it cannot publish; set cvr0.catalog.public-key");
        }
        return management.settings().trustedKeys();
    }

    private SignedManifest verify(byte[] document) {
        try {
            return SignedManifest.verify(document, trustedKeys(management));
        } catch (UntrustedException e) {
            throw conflict("the draft cannot be published: " + e.getMessage());
        }
    }

    private byte[] document(Draft draft, PlannedPublication planned) {
        Manifest manifest = draft.manifest(planned);
        return SignedManifest.document(
                manifest, given(manifest, planned, management).values());
    }

    private void requireValid(Entry entry) {
        CatalogCheck check = drafts.check(entry);
        if (!check.valid()) {
            throw conflict(
                    "the draft has errors, the first one is " + check.errors().get(0) + "; correct them first");
        }
    }

    private static PlannedPublication planned(Draft draft) {
        return draft.publication()
                .orElseThrow(() -> conflict("the draft " + draft.name()
                        + " has no version and expiry to be signed; fix them with PUT /v1/drafts/" + draft.name()
                        + "/publication"));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.conflict(detail));
    }
}
