// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import dev.cvr0.admin.access.TokenFile;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.server.http.HttpSocket.Response;
import dev.cvr0.server.runtime.Cvr0Server;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** A server with the management operations, and a user for each role. */
final class ManagedServer implements AutoCloseable {

    private static final int BUFFER = 128 * 1024;

    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private final Path folder;
    private final Cvr0Server server;

    private ManagedServer(Path root, Map<String, String> settings) {
        Path file = root.resolve("tokens");
        for (Role role : Role.values()) {
            tokens.put(role, new TokenFile(file).add(role.keyword() + "-user", EnumSet.of(role)));
        }
        folder = root.resolve("management");
        Map<String, String> all = new HashMap<>(Map.of(
                "cvr0.listen",
                "127.0.0.1:0",
                "cvr0.http",
                "127.0.0.1:0",
                "cvr0.http.tokens",
                file.toString(),
                "cvr0.http.folder",
                folder.toString()));
        all.putAll(settings);
        server = Cvr0Server.start(SettingSource.of(all));
    }

    static ManagedServer start(Path root, Map<String, String> settings) {
        return new ManagedServer(root, settings);
    }

    InetSocketAddress address() {
        return server.httpAddress().orElseThrow();
    }

    /** Returns the folder of the audit log. */
    Path folder() {
        return folder;
    }

    String bearer(Role role) {
        return "Authorization: Bearer " + tokens.get(role);
    }

    HttpSocket connect() throws IOException {
        return new HttpSocket(address(), BUFFER);
    }

    /** Sends a request on a new connection, and returns the response. Of a stream of events, it contains only the headers. */
    Response send(String method, String path, String body, String... headers) throws IOException {
        try (HttpSocket socket = connect()) {
            socket.send(request(method, path, body, headers));
            return socket.read();
        }
    }

    static String request(String method, String path, String body, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: console.example\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Override
    public void close() {
        server.close();
    }
}
