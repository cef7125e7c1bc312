// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.openqa.selenium.json.Json;

/** The management API of a server, for what a test does not do with the console. */
record Api(URI origin, Role role) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Creates a draft. Returns the status. */
    int create(String draft, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request("drafts/" + draft)
                        .header("If-None-Match", "*")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(new Json().toJson(body))))
                .statusCode();
    }

    /** Returns the status of the server. */
    Map<String, Object> status() {
        try {
            return new Json().toType(send(request("status")).body(), Json.MAP_TYPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(origin.resolve("/v1/" + path))
                .header("Authorization", "Bearer " + role.token())
                .header("Origin", origin.toString());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
