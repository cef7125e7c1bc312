// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Calls the HTTP API of a server with a token. A response is limited in size and time, and redirects are not followed. */
record ApiClient(HttpClient client, String token) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final int MAX_TOKEN_BYTES = 4096;
    private static final String HOST = "localhost|127(\\.[0-9]{1,3}){3}|\\[(0*:)*0*1]";

    /** A successful response. */
    record Answer(JsonObject body, String tag) {}

    /** Creates a client with the token in a file or, without a file, in the environment. */
    static ApiClient create(Optional<Path> tokenFile) {
        String token = tokenFile
                .map(ApiClient::read)
                .orElseGet(() -> System.getenv().getOrDefault("CVR0_TOKEN", ""))
                .strip();
        if (!token.matches("[!-~]+")) {
            throw new PublicationException(
                    "there is no token, or it contains other characters; set CVR0_TOKEN, or name its"
                            + " file in --token-file. 'cvr0 token' creates one");
        }
        return new ApiClient(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TIMEOUT)
                        .build(),
                token);
    }

    private static String read(Path file) {
        try {
            return new String(new AtomicFile(file).read(MAX_TOKEN_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PublicationException(
                    file + ": cannot read the token: " + AtomicFile.ioErrorMessage(e) + "; check the path");
        }
    }

    /** Refuses to send the token without encryption, unless it stays on this machine. */
    static void requireSafe(URI uri) {
        if (!uri.getScheme().equals("https") && !String.valueOf(uri.getHost()).matches(HOST)) {
            throw new PublicationException(
                    uri + ": everybody on the network could read the token; use https:, or a tunnel to" + " 127.0.0.1");
        }
    }

    Answer get(URI uri) {
        return send(request(uri).GET());
    }

    /** Changes the state with an entity tag. */
    Answer post(URI uri, String tag, JsonObject body) {
        return send(request(uri)
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            return client.sendAsync(request, BodyHandlers.ofInputStream())
                    .thenApplyAsync(response -> answer(request.uri(), response))
                    .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PublicationException refused) {
                throw refused;
            }
            throw new SourceUnavailableException(
                    request.uri().toString(), problem(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (TimeoutException e) {
            throw new SourceUnavailableException(
                    request.uri().toString(),
                    "no complete response within " + TIMEOUT.toSeconds()
                            + " seconds; check the server and the network");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailableException(request.uri().toString(), "interrupted; try again");
        }
    }

    private static Answer answer(URI uri, HttpResponse<InputStream> response) {
        JsonObject body;
        try (InputStream stream = response.body()) {
            byte[] bytes = stream.readNBytes(MAX_BYTES);
            body = Json.createReader(new ByteArrayInputStream(bytes)).readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonException e) {
            body = JsonObject.EMPTY_JSON_OBJECT;
        }
        String prefix = uri + ": status " + response.statusCode();
        if (response.statusCode() == 412) {
            throw new ChangedException(prefix);
        }
        if (response.statusCode() != 200 || body.isEmpty()) {
            throw new PublicationException(prefix + ": "
                    + LogSafeText.escape(
                            body.getString("detail", "not a response of the HTTP API; check the URL"), 2000));
        }
        return new Answer(body, response.headers().firstValue("ETag").orElse(""));
    }

    private static String problem(Throwable cause) {
        if (cause instanceof SSLException) {
            return "TLS failed: " + LogSafeText.escape(String.valueOf(cause.getMessage()))
                    + "; check the certificate, and add its issuer to the JVM, such as with"
                    + " CVR0_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE";
        }
        return cause instanceof ConnectException
                ? "cannot connect; check the host and the port, and that the server runs with cvr0.http"
                : "the connection failed: " + LogSafeText.escape(String.valueOf(cause.getMessage()))
                        + "; check the server and the network";
    }

    /** The draft was changed since it was read. */
    static final class ChangedException extends PublicationException {

        private static final long serialVersionUID = 1L;

        ChangedException(String prefix) {
            super(prefix + ": the draft was changed meanwhile; run the command again");
        }
    }
}
