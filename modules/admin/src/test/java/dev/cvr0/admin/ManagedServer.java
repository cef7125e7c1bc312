// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.management.DecisionStatistics;
import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.testkit.RecordingRegistry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The plugin with the catalog of its settings, and the API with all operations, without a transport. */
public final class ManagedServer implements AutoCloseable {

    /** The length of a line above which the host closes a session. */
    public static final int MAX_LINE_BYTES = 1664;

    public final RecordingRegistry registry = new RecordingRegistry("MSNP8", "CVR0");
    public final StandalonePlugin plugin;
    public final Management management;
    public final HttpApi api;

    private ManagedServer(Path folder, Map<String, String> values, Optional<Supplier<PublicationStore>> store) {
        Map<String, String> all = new HashMap<>(Map.of("cvr0.node", "node-1", "cvr0.catalog.reload", "1h"));
        all.putAll(values);
        SettingSource source = SettingSource.of(all);
        DecisionStatistics statistics = new DecisionStatistics();
        plugin = StandalonePlugin.on(registry)
                .source(source)
                .onDecision(statistics::decided)
                .start();
        management = new Management(
                (CatalogPolicy) plugin.policy(),
                CatalogSettings.read(new SettingsReader(source)),
                store,
                folder,
                statistics);
        api = HttpApi.managed(plugin.versions(), MAX_LINE_BYTES, management, Access.OPEN);
    }

    /** Starts a server without a store. */
    public static ManagedServer start(Path folder, Map<String, String> values) {
        return new ManagedServer(folder, values, Optional.empty());
    }

    /** Starts a server with a store. */
    public static ManagedServer start(Path folder, Map<String, String> values, Supplier<PublicationStore> store) {
        return new ManagedServer(folder, values, Optional.of(store));
    }

    /** Decides about a line as a session does. */
    public void decide(String line) {
        plugin.versions()
                .respond(Command.tryParse(line).orElseThrow(), List.of(), InetAddress.getLoopbackAddress())
                .toCompletableFuture()
                .join();
    }

    /** Returns the response to a request with a body in JSON. */
    public ApiResponse send(String method, String uri, String body) {
        return api.handle(Requests.request(
                        method,
                        uri,
                        Map.of("Content-Type", "application/json"),
                        StandardCharsets.UTF_8.encode(body),
                        InetAddress.getLoopbackAddress()))
                .toCompletableFuture()
                .join();
    }

    /** Returns the object that a GET request returns. */
    public JsonObject get(String uri) {
        return (JsonObject) ok(send("GET", uri, ""));
    }

    /** Returns the object that a POST request returns. */
    public JsonObject post(String uri, String body) {
        return (JsonObject) ok(send("POST", uri, body));
    }

    /** Returns the detail of the problem that a request returns. */
    public String problem(String method, String uri, String body, int status) {
        ApiResponse response = send(method, uri, body);
        assertThat(response.status()).as(text(response)).isEqualTo(status);
        return ((JsonObject) parse(text(response))).getString("detail");
    }

    /** Returns the body of a successful response. */
    public static JsonStructure ok(ApiResponse response) {
        assertThat(response.status()).as(text(response)).isEqualTo(200);
        return parse(text(response));
    }

    public static String text(ApiResponse response) {
        return StandardCharsets.UTF_8.decode(response.body().duplicate()).toString();
    }

    private static JsonStructure parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    @Override
    public void close() {
        api.close();
        plugin.close();
    }
}
