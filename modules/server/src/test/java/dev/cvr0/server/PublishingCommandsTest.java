// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static dev.cvr0.server.Run.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.SignedCatalog;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.server.publishing.MemoryStore;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for shared catalogs, with a store in memory. */
@Timeout(60)
class PublishingCommandsTest {

    private static final Instant EXPIRES = Instant.parse("2999-01-31T00:00:00Z");
    private static final String RULES = """
            rules: []
            otherwise: { recommend: %s, minimum: 1.0, download: http://a.example/, fallback: http://a.example/ }
            """;

    private final MemoryStore store = MemoryStore.empty();
    private final SigningKeyPair keys = SigningKeyPair.generate();

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void writeCatalog() throws IOException {
        folder = Files.createDirectory(temp.resolve("catalog.d"));
        Files.writeString(folder.resolve("10-releases.yaml"), "format: 1\nreleases: { LIB: [1.0, 2.0] }\n");
        recommend("1.0");
    }

    @Test
    void shouldPublishTheValidatedBytes() throws IOException {
        sign(1);

        Run run = publish("--comment=first\u001b[2J", "--author=ann");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        folder + ": valid (rules: 0, releases: 2)",
                        "memory:: version 1, published by 'ann' at 2026-11-27T10:00:00Z with the comment"
                                + " 'first\\u001b[2J'");
        assertThat(store.manifest(1)).isEqualTo(Files.readAllBytes(folder.resolve("catalog.sig")));
        assertThat(store.files.values())
                .containsExactlyInAnyOrder(
                        Files.readAllBytes(folder.resolve("10-releases.yaml")),
                        Files.readAllBytes(folder.resolve("20-rules.yaml")));
        assertThat(store.publications)
                .singleElement()
                .satisfies(publication -> assertThat(publication.base()).isZero());
    }

    @Test
    void shouldReadTheKeysFromTheSettings() throws IOException {
        sign(1);
        Path config = Files.writeString(
                temp.resolve("cvr0.properties"),
                "cvr0.catalog.public-key = " + keys.verifying() + ","
                        + SigningKeyPair.generate().verifying() + "\n");

        Run twoRequired = run(
                "publish",
                folder.toString(),
                "--to=memory:",
                "--config=" + config,
                "--set=cvr0.catalog.signatures-required=2");
        Run published = run("publish", folder.toString(), "--to=memory:", "--config=" + config);

        assertThat(twoRequired.code()).isEqualTo(1);
        assertThat(twoRequired.err()).contains("signed with 1 of 2 required keys");
        assertThat(published.code()).isZero();
        assertThat(store.publications)
                .singleElement()
                .satisfies(publication -> assertThat(publication.author()).isEqualTo(System.getProperty("user.name")));
    }

    @Test
    void shouldNotPublishWithoutEnoughKeysOrSignatures() {
        sign(1);

        Run noKeys = run("publish", folder.toString(), "--to=memory:");
        Run otherKey = run(
                "publish",
                folder.toString(),
                "--to=memory:",
                "--public-key=" + SigningKeyPair.generate().verifying());
        Run tooMany = publish("--signatures-required=2");

        assertThat(noKeys.code()).isEqualTo(2);
        assertThat(noKeys.err()).startsWith("cvr0: at least one key is required; correct --public-key");
        assertThat(otherKey.code()).isEqualTo(1);
        assertThat(otherKey.err()).startsWith(folder + "/catalog.sig: the signature is invalid for every key");
        assertThat(tooMany.code()).isEqualTo(2);
        assertThat(store.publications).isEmpty();
    }

    @Test
    void shouldNotPublishAnInvalidCatalog() throws IOException {
        Files.writeString(folder.resolve("20-rules.yaml"), RULES.formatted("9.9"));
        byte[] document = SignedManifest.sign(
                new Manifest(1, EXPIRES, List.of(file("10-releases.yaml"), file("20-rules.yaml"))), keys.signing());
        Files.write(folder.resolve("catalog.sig"), document);

        Run run = publish();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith(folder + "/20-rules.yaml:2:");
        assertThat(store.publications).isEmpty();
    }

    @Test
    void shouldRefuseAnotherBaseAndShowWhoPublishedWhat() throws IOException {
        published(4, "1.0");
        recommend("2.0");
        sign(6);

        Run run = publish("--base=3");
        Run json = publish("--base=3", "--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("cvr0: not published: memory: has version 4, published by 'ann' at"
                        + " 2026-11-27T10:00:00Z with the comment 'c4', but the base is version 3; check the difference,"
                        + " sign version 5 or higher, and publish it with --base 4");
        assertThat(run.out()).contains("the answer changes for 2 of 2 clients", "version 2.0");
        assertThat(json.code()).isEqualTo(1);
        JsonObject result = object(json.out());
        assertThat(result.getBoolean("published")).isFalse();
        assertThat(result.getJsonObject("newest").getInt("version")).isEqualTo(4);
        assertThat(result.getJsonObject("difference").getInt("clients")).isEqualTo(2);
        assertThat(store.publications).hasSize(1);
        assertThat(publish("--base=4").code()).isZero();
    }

    @Test
    void shouldRefuseAVersionThatIsNotHigher() throws IOException {
        published(4, "1.0");
        recommend("2.0");
        sign(4);

        Run run = publish();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("has version 4, published by 'ann'", "but version 4 is not higher");
        assertThat(run.out()).contains("the answer changes for 2 of 2 clients");
        assertThat(store.publications).hasSize(1);
    }

    @Test
    void shouldRefuseIfAnotherVersionIsPublishedMeanwhile() throws IOException {
        published(4, "1.0");
        PublicationRequest other = request(5, "2.0");
        recommend("1.0");
        sign(7);
        store.beforePublication = () -> store.add(other);

        Run run = publish();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("has version 5, published by 'ann'", "but it was published meanwhile");
        assertThat(run.out()).contains("the answer changes for 2 of 2 clients");
    }

    @Test
    void shouldReportAnotherRefusalOfTheStore() {
        sign(1);
        store.beforePublication = () -> {
            throw new PublicationException("active-from is not supported; publish without it");
        };

        Run run = publish("--active-from=PT1M");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("cvr0: active-from is not supported; publish without it");
    }

    @Test
    void shouldRefuseABaseInAnEmptyStore() {
        sign(1);

        assertThat(publish("--base=3").err()).contains("has no publication, but the base is version 3");
    }

    @Test
    void shouldWaitUntilAllLiveServersServeTheVersion() {
        sign(1);
        Iterator<List<Node>> reports = List.of(
                        List.of(node("a", 0, 0, true, ""), node("b", 0, 0, true, "")),
                        List.of(node("a", 1, 1, true, ""), node("b", 0, 0, true, "")),
                        List.of(node("a", 1, 1, true, ""), node("b", 1, 1, true, ""), node("c", 0, 0, false, "")))
                .iterator();
        store.nodes = reports::next;

        Run run = publish("--wait");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(reports).isExhausted();
    }

    @Test
    void shouldListTheLiveServersThatAreLate() {
        sign(2);
        store.nodes = () -> List.of(
                node("a", 2, 2, true, ""),
                node("b", 1, 1, true, "catalog.sig: the signature is invalid"),
                node("c", 1, 1, true, ""),
                node("d", 0, 0, false, ""));

        Run run = publish("--wait=1ms");
        sign(3);
        JsonObject json = object(publish("--wait=1ms", "--json").out());

        assertThat(json.getJsonArray("late").getValuesAs(JsonObject.class))
                .extracting(node -> node.getString("name"))
                .containsExactly("a", "b", "c");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly(
                        "cvr0: b: catalog.sig: the signature is invalid",
                        "cvr0: c: serves version 1 instead of version 2");
        assertThat(run.out()).contains("version 2, published by");
    }

    @Test
    void shouldWaitUntilAScheduledVersionIsLoaded() {
        sign(2);
        store.nodes = () -> List.of(node("a", 1, 2, true, ""));

        Run loaded = publish("--active-from=PT1H", "--wait=1ms");

        assertThat(loaded.code()).isZero();
        assertThat(loaded.out()).contains("; in force from ");
        assertThat(run("nodes", "--from=memory:").code()).isZero();
        store.nodes = () -> List.of(node("a", 1, 1, true, ""));
        assertThat(run("nodes", "--from=memory:").out()).contains("has loaded version 1 instead of version 2");
    }

    @Test
    void shouldNotPublishIfItCannotWait() {
        sign(1);
        store.nodes = () -> {
            throw new PublicationException("memory: servers do not report to this store");
        };

        Run run = publish("--wait");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("servers do not report to this store");
        assertThat(store.publications).isEmpty();
    }

    @Test
    void shouldWarnIfNoServerReports() {
        sign(1);

        Run run = publish("--wait", "--json");

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("warning: no live server reports");
        assertThat(object(run.out()).getBoolean("published")).isTrue();
        assertThat(object(run.out()).getJsonArray("late")).isEmpty();
    }

    @Test
    void shouldListTheHistory() throws IOException {
        published(1, "1.0");
        published(2, "2.0");

        Run run = run("history", "--from=memory:");
        Run json = run("history", "--from=memory:", "--json", "--limit=1");

        assertThat(run.out().lines())
                .containsExactly(
                        "VERSION  BASE  TIME                  ACTIVE FROM  AUTHOR  COMMENT",
                        "2        0     2026-11-27T10:00:00Z  -            ann     c2",
                        "1        0     2026-11-27T10:00:00Z  -            ann     c1");
        JsonArray array = Json.createReader(new StringReader(json.out())).readArray();
        assertThat(array)
                .singleElement()
                .satisfies(value ->
                        assertThat(value.asJsonObject().getInt("version")).isEqualTo(2));
        assertThat(run("history", "--from=memory:", "--limit=0").code()).isEqualTo(2);
    }

    @Test
    void shouldShowAVersionAndWriteItsFiles() throws IOException {
        published(1, "1.0");
        Path output = temp.resolve("out");

        Run run = read("show", "1", "--output=" + output);
        Run again = read("show", "1", "--output=" + output);
        JsonObject json = object(read("show", "1", "--json").out());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("c1", "expires: " + EXPIRES, " 10-releases.yaml\n");
        assertThat(run("check", output.toString(), "--public-key=" + keys.verifying())
                        .code())
                .isZero();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).startsWith(output + ": cannot write the files: the file already exists");
        assertThat(json.getInt("version")).isEqualTo(1);
        assertThat(json.getJsonArray("files").getJsonObject(1).getString("name"))
                .isEqualTo("20-rules.yaml");
        assertThat(read("show", "2").code()).isEqualTo(1);
        assertThat(read("show", "x").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "restore"})
    void shouldNotWriteAlteredContent(String command) throws IOException {
        published(1, "1.0");
        published(2, "2.0");
        Path output = temp.resolve("out");
        store.manifests.put(1L, store.manifests.get(2L));
        store.files.replaceAll((digest, bytes) -> "format: 1".getBytes(StandardCharsets.UTF_8));

        Run otherVersion = read(command, "1", "--output=" + output);
        Run altered = read(command, "2", "--output=" + output);

        assertThat(otherVersion.code()).isEqualTo(1);
        assertThat(altered.code()).isEqualTo(1);
        assertThat(altered.err()).startsWith("memory:/2: '10-releases.yaml' does not match the signature");
        assertThat(output).doesNotExist();
    }

    @Test
    void shouldRejectAnotherVersionUnderTheNameOfARequestedOne() throws IOException {
        published(1, "1.0");
        published(2, "2.0");
        store.manifests.put(1L, store.manifests.get(2L));

        assertThat(read("show", "1").err()).startsWith("memory:/1: the signature is for version 2");
    }

    @Test
    void shouldRestoreAVersionWithThePrintedCommands() throws IOException {
        published(1, "1.0");
        published(2, "2.0");
        Path output = temp.resolve("old version");
        Path key = temp.resolve("key.pem");
        keys.signing().write(key);

        Run run = read("restore", "1", "--output=" + output);

        assertThat(run.code()).isZero();
        assertThat(output.resolve("catalog.sig")).doesNotExist();
        List<String> lines = run.out().lines().toList();
        assertThat(lines)
                .containsExactly(
                        output + ": files of version 1; sign and publish them as version 3:",
                        "  cvr0 sign '" + output + "' --key KEY --catalog-version 3 --expires P30D",
                        "  cvr0 publish '" + output + "' --to memory: --base 2");
        assertThat(execute(lines.get(1).replace("KEY", key.toString())).code()).isZero();
        Run published = execute(lines.get(2) + " --public-key " + keys.verifying());
        assertThat(published.err()).isEmpty();
        assertThat(published.code()).isZero();
        assertThat(read("diff", "1", "3").code()).isZero();
        assertThat(object(read("restore", "1", "--json", "--output=" + temp.resolve("more"))
                                .out())
                        .getInt("version"))
                .isEqualTo(4);
    }

    @Test
    void shouldCompareTwoVersions() throws IOException {
        published(1, "1.0");
        published(2, "2.0");

        Run run = read("diff", "1", "2");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("the answer changes for 2 of 2 clients");
        assertThat(read("diff", "1", "1").code()).isZero();
        assertThat(read("diff", "1", "catalog.d").code()).isEqualTo(2);
        assertThat(run("diff", folder.toString(), folder.toString(), "--public-key=" + keys.verifying())
                        .err())
                .contains("--public-key: requires --from; add it");
    }

    @Test
    void shouldListTheServers() throws IOException {
        published(2, "2.0");
        store.nodes = () ->
                List.of(node("a", 2, 2, true, ""), node("b", 3, 3, true, ""), node("gone\u001b", 1, 1, false, "old"));

        Run run = run("nodes", "--from=memory:");
        JsonArray json = object(run("nodes", "--from=memory:", "--json").out()).getJsonArray("nodes");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "NODE        STATE  SERVING  LOADED  LAST REPORT           CLOCK  SOFTWARE  PROBLEM",
                        "a           live   2        2       2026-11-27T10:00:00Z  12 ms  0.1       -",
                        "b           live   3        3       2026-11-27T10:00:00Z  12 ms  0.1       serves version 3 instead"
                                + " of version 2",
                        "gone\\u001b  gone   1        1       2026-11-27T10:00:00Z  12 ms  0.1       -",
                        "newest: version 2, published by 'ann' at 2026-11-27T10:00:00Z with the comment 'c2'");
        assertThat(json.getJsonObject(0).isNull("problem")).isTrue();
        assertThat(json.getJsonObject(0).getInt("clockOffsetMillis")).isEqualTo(12);
        store.nodes = () -> List.of(node("a", 2, 2, true, ""));
        assertThat(run("nodes", "--from=memory:").code()).isZero();
        store.nodes = () -> List.of(node("a", 2, 2, true, "version 2 expired"));
        assertThat(run("nodes", "--from=memory:").code()).isEqualTo(1);
    }

    @Test
    void shouldPrintClientsAsLinesForDiff() throws IOException {
        MemoryStore store = MemoryStore.empty();
        List<Instant> since = new ArrayList<>();
        String request = "CVQ 1 0x0409 winnt 5.1 i386 LIB 1.0";
        store.clients = from -> {
            since.add(from);
            return new TreeMap<>(Map.of(
                    new ClientKind("VER 1 MSNP8 CVR0", request), 7L,
                    new ClientKind("VER 1 MSNP8 CVR0", request + " MSMSGS"), 1L,
                    new ClientKind("VER 1", request), 2L));
        };

        Run run = run("clients", "--from=memory:", "--since=PT12H");

        assertThat(run.out().lines())
                .containsExactly(
                        "# Requests by kind of client, without user handles and addresses",
                        "VER 1",
                        "2 " + request,
                        "VER 1 MSNP8 CVR0",
                        "7 " + request,
                        "1 " + request + " MSMSGS");
        assertThat(since.get(0)).isCloseTo(Instant.now().minus(Duration.ofHours(12)), within(1, ChronoUnit.MINUTES));
        Path list = Files.writeString(temp.resolve("clients.txt"), run.out());
        String catalog = folder.toString();
        assertThat(run("diff", "--clients", list.toString(), catalog, catalog).out())
                .contains("10 clients");
        assertThat(run("clients", "--from=memory:", "--json").out()).contains("\"count\": 7");
        assertThat(run("clients", "--from=memory:", "--since=-P1D").code()).isEqualTo(2);
        assertThat(run("clients", "--from=memory:", "--since=P401D").code()).isEqualTo(2);
    }

    @Test
    void shouldReportAnEmptyStore() {
        assertThat(run("nodes", "--from=memory:").err())
                .isEqualToIgnoringNewLines("cvr0: memory:: there is no publication; publish one with 'cvr0 publish'");
        assertThat(run("history", "--from=memory:").out().lines()).hasSize(1);
    }

    @Test
    void shouldPublishAnEmergencyDocument() throws IOException {
        byte[] content = new Emergency(1, Instant.EPOCH, List.of()).sign(keys.signing());
        Path document = Files.write(temp.resolve("emergency.sig"), content);

        Run run = run("publish", "--emergency=" + document, "--to=memory:");
        Run json = run("publish", "--emergency=" + document, "--to=memory:", "--json");

        assertThat(run.out()).isEqualToIgnoringNewLines("memory:: published the emergency document " + document);
        assertThat(object(json.out()).getBoolean("published")).isTrue();
        assertThat(store.emergencies)
                .hasSize(2)
                .allSatisfy(bytes -> assertThat(bytes).isEqualTo(content));
        assertThat(run("publish", "--emergency=" + temp.resolve("none"), "--to=memory:")
                        .err())
                .startsWith("cvr0: " + temp.resolve("none") + ": cannot read the emergency document: no such file");
        assertThat(run("publish", "--emergency=" + document, "--to=memory:", "--wait")
                        .code())
                .isEqualTo(2);
        assertThat(run("publish", "--emergency=" + document, folder.toString(), "--to=memory:")
                        .code())
                .isEqualTo(2);
        assertThat(run("publish", "--to=memory:").code()).isEqualTo(2);
    }

    @Test
    void shouldRefuseToPublishAnotherFileAsEmergencyDocument() throws IOException {
        byte[] valid = new Emergency(1, Instant.EPOCH, List.of()).sign(keys.signing());
        for (byte[] invalid : List.of(
                new byte[0],
                "document".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(valid, valid.length - 1),
                Arrays.copyOf(valid, Emergency.MAX_BYTES + 1),
                SignedManifest.sign(new Manifest(1, EXPIRES, List.of(file("10-releases.yaml"))), keys.signing()))) {
            Path document = Files.write(temp.resolve("emergency.sig"), invalid);

            Run run = run("publish", "--emergency=" + document, "--to=memory:");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).startsWith("cvr0: " + document + ": not an emergency document; create one with");
        }
        assertThat(store.emergencies).isEmpty();
    }

    @Test
    void shouldNotPrintControlCharactersOfTheStore() {
        store.clients = since -> new TreeMap<>(Map.of(new ClientKind("VER 1 \u001b[2J", "CVQ 1 \u009b2J"), 1L));

        assertThat(run("clients", "--from=memory:").out()).contains("VER 1 ?[2J", "1 CVQ 1 ?2J");
    }

    @Test
    void shouldPrintTheWholeReasonOfALateServer() {
        sign(1);
        store.nodes = () -> List.of(node("a", 0, 0, true, "x".repeat(300)));

        assertThat(publish("--wait=1ms").err()).isEqualToIgnoringNewLines("cvr0: a: " + "x".repeat(300));
        assertThat(run("nodes", "--from=memory:").out()).contains("x".repeat(300));
    }

    @Test
    void shouldReportAnUnavailableOrUnsupportedStore() {
        store.unavailable = true;
        Run unavailable = run("history", "--from=memory:");
        Run unsupported = run("history", "--from=gopher://a.example");

        assertThat(unavailable.code()).isEqualTo(3);
        assertThat(unavailable.err()).isEqualToIgnoringNewLines("cvr0: memory:: connection refused; check the address");
        assertThat(unsupported.code()).isEqualTo(2);
        assertThat(unsupported.err()).startsWith("cvr0: gopher: no module supports this kind of location");
    }

    private Run publish(String... options) {
        return run(Stream.concat(
                        Stream.of("publish", folder.toString(), "--to=memory:", "--public-key=" + keys.verifying()),
                        Arrays.stream(options))
                .toArray(String[]::new));
    }

    private Run read(String command, String... options) {
        return run(Stream.concat(
                        Stream.of(command, "--from=memory:", "--public-key=" + keys.verifying()),
                        Arrays.stream(options))
                .toArray(String[]::new));
    }

    private void recommend(String version) throws IOException {
        Files.writeString(folder.resolve("20-rules.yaml"), RULES.formatted(version));
    }

    private void sign(long version) {
        new CatalogSigner(keys.signing()).sign(folder, new SignedRevision(version, EXPIRES));
    }

    private SignedFile file(String name) throws IOException {
        return SignedFile.of(name, Files.readAllBytes(folder.resolve(name)));
    }

    private void published(long version, String recommended) throws IOException {
        store.add(request(version, recommended));
    }

    private PublicationRequest request(long version, String recommended) throws IOException {
        recommend(recommended);
        sign(version);
        SignedCatalog signed =
                new CatalogLoader().load(folder, new TrustedKeys(List.of(keys.verifying())), Instant.now());
        return new PublicationRequest(
                signed.signed(), signed.document(), signed.files(), 0, "ann", "c" + version, Optional.empty());
    }

    private static Node node(String name, long serving, long loaded, boolean live, String problem) {
        return new Node(
                name,
                new NodeStatus(serving, "digest", loaded, Optional.of(problem).filter(text -> !text.isEmpty())),
                MemoryStore.TIME,
                MemoryStore.TIME,
                Duration.ofMillis(12),
                "0.1",
                live);
    }

    private static JsonObject object(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    /** Runs a printed command, in which only one word is quoted. */
    private static Run execute(String printed) {
        String[] parts = printed.strip().split("'");
        List<String> words = new ArrayList<>(List.of(parts[0].strip().split(" ")));
        words.remove(0);
        words.add(parts[1]);
        words.addAll(List.of(parts[2].strip().split(" ")));
        return run(words.toArray(String[]::new));
    }
}
