// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cvr0.admin.change.ManagedServer.Result;
import dev.cvr0.admin.management.Draft;
import dev.cvr0.admin.management.Draft.PlannedPublication;
import dev.cvr0.admin.management.Drafts;
import dev.cvr0.admin.management.Drafts.Entry;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SigningKeyPair;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningOperationsTest {

    private static final String DRAFT = "/v1/drafts/a";

    @TempDir
    private Path temp;

    private ManagedServer server;

    @BeforeEach
    void start() {
        server = new ManagedServer(temp);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldFixTheNextVersionByDefault() {
        Result planned = server.plan("a", ManagedServer.text("2.0"));

        JsonObject publication = planned.json().getJsonObject("publication");
        assertThat(publication.getInt("version")).isEqualTo(2);
        assertThat(Instant.parse(publication.getString("expires")))
                .isCloseTo(Instant.now().plus(Duration.ofDays(90)), within(1, ChronoUnit.MINUTES));
        assertThat(publication.getInt("required")).isEqualTo(2);
        assertThat(publication.getJsonArray("signatures")).isEmpty();
        assertThat(publication.getInt("missing")).isEqualTo(2);
        Result document = server.get(DRAFT + "/catalog.sig").expect(200);
        assertThat(document.headers())
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("ETag", planned.tag());
        assertThat(publication.getString("digest"))
                .isEqualTo(Sha256.of(document.body().getBytes(StandardCharsets.UTF_8))
                        .hex());
    }

    @Test
    void shouldFixTheGivenVersion() {
        Result created = server.create("a", "{\"from\": \"served\"}");

        JsonObject publication = server.change(
                        "ann",
                        "PUT",
                        DRAFT + "/publication",
                        created.tag(),
                        "{\"version\": 7, \"expires\": \"2999-01-31T00:00:00.5Z\", \"comment\": \"why\"}")
                .expect(200)
                .json()
                .getJsonObject("publication");

        assertThat(publication.getInt("version")).isEqualTo(7);
        assertThat(publication.getString("expires")).isEqualTo("2999-01-31T00:00:00Z");
        assertThat(publication.getString("comment")).isEqualTo("why");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 1}",
                "{\"version\": 1000000000000000000}",
                "{\"version\": \"2\"}",
                "{\"expires\": \"2020-01-31T00:00:00Z\"}",
                "{\"expires\": \"+10000-01-31T00:00:00Z\"}",
                "{\"expires\": \"P30D\"}",
                "{\"files\": {}}"
            })
    void shouldRejectAnInvalidPublication(String body) {
        Result created = server.create("a", "{\"from\": \"served\"}");

        server.change("ann", "PUT", DRAFT + "/publication", created.tag(), body).expect(400);
        assertThat(server.get(DRAFT).tag()).isEqualTo(created.tag());
    }

    @Test
    void shouldSuggestAHigherVersion() {
        server.publish(server.request(5, 1, ManagedServer.text("2.0")));
        Result created = server.create("a", "{\"from\": \"served\"}");

        assertThat(server.change("ann", "PUT", DRAFT + "/publication", created.tag(), "{\"version\": 5}")
                        .expect(400)
                        .detail())
                .isEqualTo("version 5 is not higher than the newest version 5; use 6 or a higher one");
    }

    @Test
    void shouldNotFixACatalogWithErrors() {
        Result created = server.create("a", ManagedServer.files(Map.of("a.yaml", "format: 9\n")));

        assertThat(server.change("ann", "PUT", DRAFT + "/publication", created.tag(), "{}")
                        .expect(409)
                        .detail())
                .startsWith("the draft has errors, the first one is a.yaml:1:");
    }

    @Test
    void shouldCollectSignaturesAndPublish() throws IOException {
        server.plan("a", ManagedServer.text("2.0"));

        Result first = server.sign("bob", "a", server.bob).expect(200);
        JsonObject signed = first.json().getJsonObject("publication");
        assertThat(signed.getInt("missing")).isEqualTo(1);
        assertThat(signed.getJsonArray("signatures").getJsonObject(0))
                .hasToString("{\"key\":\"" + server.bob.verifying() + "\",\"signer\":\"bob\"}");
        assertThat(server.sign("ann", "a", server.bob).expect(200).tag())
                .as("a duplicate")
                .isEqualTo(first.tag());
        assertThat(server.publish("ann", "a").expect(409).detail())
                .contains("signed with 1 of 2 required keys of cvr0.catalog.public-key");
        assertThat(server.sign("ann", "a", server.ann)
                        .json()
                        .getJsonObject("publication")
                        .getInt("missing"))
                .isZero();
        String document = server.get(DRAFT + "/catalog.sig").body();

        Result published = server.publish("cem", "a").expect(200);

        assertThat(published.json().getInt("version")).isEqualTo(2);
        assertThat(published.json().getInt("base")).isEqualTo(1);
        assertThat(published.json().getString("author")).isEqualTo("cem");
        assertThat(published.json().isNull("activeFrom")).isTrue();
        assertThat(published.json().getJsonArray("signers")).hasSize(2);
        assertThat(server.history()).extracting(Publication::author).containsExactly("cem", "ops");
        assertThat(temp.resolve("published/catalog.sig")).hasContent(document);
        server.get(DRAFT).expect(404);
        server.policy.reload();
        assertThat(server.policy.status().revision().version()).isEqualTo(2);
        assertThat(server.policy.catalog().files().get("a.yaml"))
                .asString(StandardCharsets.UTF_8)
                .contains("2.0");
        try (Stream<Path> files = Files.list(temp.resolve("http/drafts"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldIgnoreSignaturesOfOtherKeys() {
        Result planned = server.plan("a", ManagedServer.text("2.0"));
        SigningKeyPair mallory = SigningKeyPair.generate();

        assertThat(server.sign("ann", "a", mallory).expect(400).detail()).contains("no valid signature by a key");
        server.sign("ann", "a", server.emergency).expect(400);
        assertThat(server.get(DRAFT).tag()).isEqualTo(planned.tag());
        byte[] mixed = ManagedServer.sign(ManagedServer.manifest(planned), mallory.signing(), server.ann.signing());
        JsonObject signed = server.change(
                        "ann", "POST", DRAFT + "/signatures", planned.tag(), ManagedServer.document(mixed))
                .expect(200)
                .json()
                .getJsonObject("publication");

        assertThat(signed.getJsonArray("signatures")).hasSize(1);
        assertThat(server.get(DRAFT + "/catalog.sig").body().lines().filter(line -> line.startsWith("signature ")))
                .hasSize(1);
    }

    @Test
    void shouldRejectSignaturesOfOtherContent() {
        Result planned = server.plan("a", ManagedServer.text("2.0"));
        Instant expires = ManagedServer.manifest(planned).expires();

        for (byte[] other : List.of(
                SignedManifest.sign(ManagedServer.manifest(planned, 3, expires), server.ann.signing()),
                SignedManifest.sign(ManagedServer.manifest(planned, 2, expires.plusSeconds(1)), server.ann.signing()),
                server.request(2, 1, ManagedServer.text("3.0")).document())) {
            assertThat(server.change("ann", "POST", DRAFT + "/signatures", planned.tag(), ManagedServer.document(other))
                            .expect(409)
                            .detail())
                    .startsWith("the document signs other files, or another version or expiry");
        }
        for (String other : List.of("{\"document\": \"x\"}", "{\"document\": 1}", "{}")) {
            server.change("ann", "POST", DRAFT + "/signatures", planned.tag(), other)
                    .expect(400);
        }
        assertThat(server.get(DRAFT).tag()).isEqualTo(planned.tag());
    }

    @Test
    void shouldRejectSignaturesAfterAnEdit() {
        server.plan("a", ManagedServer.text("2.0"));
        Result signed = server.sign("ann", "a", server.ann).expect(200);
        String old = ManagedServer.document(SignedManifest.sign(ManagedServer.manifest(signed), server.bob.signing()));

        Result edited = server.change(
                        "mallory",
                        "PUT",
                        DRAFT,
                        signed.tag(),
                        ManagedServer.files(Map.of("a.yaml", ManagedServer.text("3.0"))))
                .expect(200);

        assertThat(edited.json().isNull("publication")).isTrue();
        server.change("bob", "POST", DRAFT + "/signatures", signed.tag(), old).expect(412);
        server.change("bob", "POST", DRAFT + "/signatures", edited.tag(), old).expect(409);
        server.get(DRAFT + "/catalog.sig").expect(409);
        server.change("bob", "POST", DRAFT + "/publish", edited.tag(), "{}").expect(409);
        Result again = server.change(
                        "mallory",
                        "PUT",
                        DRAFT + "/publication",
                        edited.tag(),
                        "{\"expires\": \"" + ManagedServer.manifest(signed).expires() + "\"}")
                .expect(200);
        assertThat(again.json().getJsonObject("publication").getInt("missing")).isEqualTo(2);
        server.change("bob", "POST", DRAFT + "/signatures", again.tag(), old).expect(409);
    }

    @Test
    void shouldNotCountSignaturesThatWereWrittenIntoTheFile() throws IOException {
        server.plan("a", ManagedServer.text("2.0"));
        server.sign("ann", "a", server.ann).expect(200);
        Path file = temp.resolve("http/drafts/a.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"signatures\":{", "\"signatures\":{\"" + "0".repeat(128) + "\":\"bob\","));

        assertThat(server.get(DRAFT).json().getJsonObject("publication").getInt("missing"))
                .isEqualTo(1);
        server.publish("cem", "a").expect(409);
    }

    @Test
    void shouldRefuseToPublishOverAnotherPublication() {
        server.plan("a", ManagedServer.text("2.0"));
        server.sign("ann", "a", server.ann).expect(200);
        server.sign("bob", "a", server.bob).expect(200);
        server.publish(server.request(2, 1, ManagedServer.text("3.0")));

        assertThat(server.publish("cem", "a").expect(409).detail())
                .startsWith("the newest publication is version 2, published by 'ops' at ")
                .contains("with the comment 'version 2', but the draft is based on version 1")
                .contains("save it with the base 2");

        Result rebased = server.change("ann", "PUT", DRAFT, server.get(DRAFT).tag(), "{\"base\": 2}")
                .expect(200);
        server.change("ann", "PUT", DRAFT + "/publication", rebased.tag(), "{}").expect(200);
        server.sign("ann", "a", server.ann).expect(200);
        server.sign("bob", "a", server.bob).expect(200);
        assertThat(server.publish("cem", "a").expect(200).json().getInt("version"))
                .isEqualTo(3);
    }

    @Test
    void shouldLetOneOfTwoPublishersSucceed() {
        for (String name : List.of("a", "b")) {
            server.plan(name, ManagedServer.text(name.equals("a") ? "2.0" : "3.0"));
            server.sign("ann", name, server.ann).expect(200);
            server.sign("bob", name, server.bob).expect(200);
        }

        List<CompletableFuture<Integer>> results = Stream.of("a", "b")
                .map(name -> CompletableFuture.supplyAsync(
                        () -> server.publish("cem", name).status()))
                .toList();

        assertThat(results.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409);
        assertThat(server.history()).hasSize(2);
        assertThat(server.get("/v1/drafts").array()).hasSize(1);
    }

    @Test
    void shouldFinishAPublicationAfterAKill() throws IOException {
        server.plan("a", ManagedServer.text("2.0"));
        server.sign("ann", "a", server.ann).expect(200);
        server.sign("bob", "a", server.bob).expect(200);
        Path file = temp.resolve("http/drafts/a.json");
        byte[] draft = Files.readAllBytes(file);
        Result first = server.publish("cem", "a").expect(200);
        Files.write(file, draft);

        assertThat(server.publish("ann", "a").expect(200).body()).isEqualTo(first.body());

        assertThat(server.history()).hasSize(2);
        server.get(DRAFT).expect(404);
    }

    @Test
    void shouldRefuseToPublishAnExpiredVersion() {
        Drafts drafts = new Drafts(server.management);
        server.create("a", "{\"from\": \"served\"}").expect(201);
        Entry entry = drafts.find("a").orElseThrow();
        Draft expired = entry.draft()
                .with("ann", new PlannedPublication(2, Instant.parse("2020-01-31T00:00:00Z"), "", new TreeMap<>()));
        drafts.replace(expired, entry.tag());
        server.sign("ann", "a", server.ann).expect(200);
        server.sign("bob", "a", server.bob).expect(200);

        assertThat(server.publish("cem", "a").expect(409).detail()).startsWith("version 2 expired at 2020-01-31");
        assertThat(server.history()).hasSize(1);
    }

    @Test
    void shouldRefuseScheduledPublicationsInAFolder() {
        server.plan("a", ManagedServer.text("2.0"));
        server.sign("ann", "a", server.ann).expect(200);
        Result signed = server.sign("bob", "a", server.bob).expect(200);

        assertThat(server.change(
                                "cem",
                                "POST",
                                DRAFT + "/publish",
                                signed.tag(),
                                "{\"activeFrom\": \"2999-01-31T00:00:00Z\"}")
                        .expect(409)
                        .detail())
                .contains("does not support a time of activation");
        server.change("cem", "POST", DRAFT + "/publish", signed.tag(), "{\"activeFrom\": \"2020-01-31T00:00:00Z\"}")
                .expect(400);
        server.change("viewer", "POST", DRAFT + "/publish", signed.tag(), "{}").expect(403);
        server.send("cem", "POST", DRAFT + "/publish", Map.of(), "{}").expect(428);
        server.get(DRAFT).expect(200);
    }

    @Test
    void shouldExplainThatKeysAreRequired() {
        try (ManagedServer unsigned = new ManagedServer(
                temp,
                Map.of(
                        "cvr0.catalog", "",
                        "cvr0.catalog.public-key", "",
                        "cvr0.catalog.signatures-required", "",
                        "cvr0.catalog.emergency-key", "",
                        "cvr0.catalog.state", ""))) {
            Result created = unsigned.create("a", "{\"from\": \"served\"}").expect(201);

            assertThat(created.json().getInt("base")).isZero();
            assertThat(unsigned.change("ann", "PUT", DRAFT + "/publication", created.tag(), "{}")
                            .expect(409)
                            .detail())
                    .endsWith("set cvr0.catalog.public-key");
        }
    }
}
