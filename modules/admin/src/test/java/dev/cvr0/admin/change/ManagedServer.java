// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.Requests;
import dev.cvr0.admin.StubVersions;
import dev.cvr0.admin.management.DecisionStatistics;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.admin.operation.User;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.ExplanationListener;
import dev.cvr0.catalog.ReloadingCatalog;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SigningKey;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import jakarta.enterprise.inject.Instance;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server with the management operations and a published folder, of which version 1 is served. Two of the keys of Ann, Bob
 * and Cem must sign. The token of a user is the name; all have the roles publisher and emergency.
 */
final class ManagedServer implements AutoCloseable {

    static final Instant EXPIRES = Instant.parse("2999-01-31T00:00:00Z");

    final SigningKeyPair ann = SigningKeyPair.generate();
    final SigningKeyPair bob = SigningKeyPair.generate();
    final SigningKeyPair cem = SigningKeyPair.generate();
    final SigningKeyPair emergency = SigningKeyPair.generate();
    final Management management;
    final CatalogPolicy policy;
    private final CatalogSettings settings;
    private final ReloadingCatalog catalog;
    private final HttpApi api;

    ManagedServer(Path temp) {
        this(temp, Map.of());
    }

    /** Starts a server with additional settings. An empty value removes one. */
    ManagedServer(Path temp, Map<String, String> additional) {
        String location = "folder:" + temp.resolve("published");
        Map<String, String> values = new HashMap<>(Map.of(
                "cvr0.catalog",
                location,
                "cvr0.catalog.public-key",
                ann.verifying() + "," + bob.verifying() + "," + cem.verifying(),
                "cvr0.catalog.signatures-required",
                "2",
                "cvr0.catalog.emergency-key",
                emergency.verifying().toString(),
                "cvr0.catalog.state",
                temp.resolve("state").toString(),
                "cvr0.catalog.reload",
                "1h"));
        values.putAll(additional);
        values.values().removeIf(String::isEmpty);
        SettingSource source = SettingSource.of(values);
        SettingsReader reader = new SettingsReader(source);
        settings = CatalogSettings.read(reader);
        reader.throwIfInvalid();
        management = management(temp, location, source);
        policy = management.policy();
        catalog = opened;
        api = HttpApi.managed(StubVersions.of(StubVersions.REQUIRED), 1664, management, new Access() {
            @Override
            public User authenticate(ApiRequest request) {
                String name = request.header("Authorization").orElse("nobody");
                return new User(
                        name, name.equals("viewer") ? Set.of(Role.VIEWER) : Set.of(Role.PUBLISHER, Role.EMERGENCY));
            }

            @Override
            public CompletionStage<Void> readyToAudit() {
                return completedStage(null);
            }

            @Override
            public CompletionStage<Void> audit(ApiRequest request, String user, int status) {
                return completedStage(null);
            }

            @Override
            public void close() {}
        });
    }

    private ReloadingCatalog opened;

    @SuppressWarnings("unchecked")
    private Management management(Path temp, String location, SettingSource source) {
        if (settings.requiresSignature()) {
            publish(location, request(1, 0, text("1.0")));
        }
        opened = ReloadingCatalog.open(settings, source);
        Instance<ExplanationListener> none = (Instance<ExplanationListener>) Proxy.newProxyInstance(
                Instance.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> Stream.empty());
        return new Management(
                new CatalogPolicy(opened, settings, none),
                settings,
                settings.isShared()
                        ? Optional.of(() -> SourceProvider.of(location).store(location, SettingSource.EMPTY))
                        : Optional.empty(),
                temp.resolve("http"),
                new DecisionStatistics());
    }

    /** Returns a catalog with one recommended version. */
    static String text(String recommended) {
        return "format: 1\nreleases: { LIB: [1.0, 2.0, 3.0] }\nrules: []\notherwise: { recommend: " + recommended
                + ", minimum: 1.0, download: http://a.example/, fallback: http://a.example/ }\n";
    }

    /** Returns a publication that Ann and Bob have signed. */
    PublicationRequest request(long version, long base, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Manifest manifest = new Manifest(version, EXPIRES, List.of(SignedFile.of("a.yaml", bytes)));
        byte[] document = sign(manifest, ann.signing(), bob.signing());
        return new PublicationRequest(
                SignedManifest.verify(document, settings.trustedKeys()),
                document,
                Map.of(Sha256.of(bytes), bytes),
                base,
                "ops",
                "version " + version,
                Optional.empty());
    }

    static byte[] sign(Manifest manifest, SigningKey first, SigningKey... others) {
        byte[] document = SignedManifest.sign(manifest, first);
        for (SigningKey key : others) {
            document = SignedManifest.addSignature(document, key);
        }
        return document;
    }

    /** Publishes without the API. */
    void publish(PublicationRequest request) {
        publish("folder:" + management.folder().resolveSibling("published"), request);
    }

    private static void publish(String location, PublicationRequest request) {
        try (PublicationStore store = SourceProvider.of(location).store(location, SettingSource.EMPTY)) {
            assertThat(store.publish(request).version())
                    .isEqualTo(request.signed().manifest().version());
        }
    }

    List<Publication> history() {
        try (PublicationStore store = management.store().orElseThrow().get()) {
            return store.history(9);
        }
    }

    /** A response with its body read. */
    record Result(int status, Map<String, String> headers, String body) {

        JsonObject json() {
            return Json.createReader(new StringReader(body)).readObject();
        }

        JsonArray array() {
            return Json.createReader(new StringReader(body)).readArray();
        }

        String detail() {
            return json().getString("detail");
        }

        String tag() {
            return headers.get("ETag");
        }

        Result expect(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }
    }

    Result get(String path) {
        return send("ann", "GET", path, Map.of(), "");
    }

    /** Sends a change of the state with a tag. */
    Result change(String user, String method, String path, String tag, String body) {
        return send(user, method, path, Map.of("If-Match", tag), body);
    }

    Result create(String name, String body) {
        return send("ann", "PUT", "/v1/drafts/" + name, Map.of("If-None-Match", "*"), body);
    }

    Result send(String user, String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", user);
        all.put("Content-Type", "application/json");
        ApiResponse response = api.handle(Requests.request(
                        method, path, all, StandardCharsets.UTF_8.encode(body), InetAddress.getLoopbackAddress()))
                .toCompletableFuture()
                .join();
        return new Result(
                response.status(),
                response.headers(),
                StandardCharsets.UTF_8.decode(response.body()).toString());
    }

    /** Creates a draft of one file, and fixes its publication. */
    Result plan(String name, String text) {
        Result created = create(name, files(Map.of("a.yaml", text))).expect(201);
        return change("ann", "PUT", "/v1/drafts/" + name + "/publication", created.tag(), "{}")
                .expect(200);
    }

    /** Signs a draft as it is now, as a signer does. */
    Result sign(String user, String name, SigningKeyPair key) {
        Result draft = get("/v1/drafts/" + name).expect(200);
        return change(
                user,
                "POST",
                "/v1/drafts/" + name + "/signatures",
                draft.tag(),
                document(SignedManifest.sign(manifest(draft), key.signing())));
    }

    Result publish(String user, String name) {
        return change(
                user,
                "POST",
                "/v1/drafts/" + name + "/publish",
                get("/v1/drafts/" + name).tag(),
                "{}");
    }

    static Manifest manifest(Result draft) {
        JsonObject planned = draft.json().getJsonObject("publication");
        return manifest(draft, planned.getInt("version"), Instant.parse(planned.getString("expires")));
    }

    static Manifest manifest(Result draft, long version, Instant expires) {
        JsonObject files = draft.json().getJsonObject("files");
        return new Manifest(
                version,
                expires,
                files.keySet().stream()
                        .sorted()
                        .map(file -> SignedFile.of(file, files.getString(file).getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    static String document(byte[] document) {
        return Json.createObjectBuilder()
                .add("document", new String(document, StandardCharsets.UTF_8))
                .build()
                .toString();
    }

    static String files(Map<String, String> files) {
        return Json.createObjectBuilder()
                .add(
                        "files",
                        Json.createObjectBuilder(files.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))))
                .build()
                .toString();
    }

    @Override
    public void close() {
        api.close();
        catalog.close();
    }
}
