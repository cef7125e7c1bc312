// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the web console. All are in memory, and only their exact paths are served, so a path cannot lead to another file.
 * They contain no secrets, and need no authentication. Immutable.
 *
 * @param responses the responses by path
 */
record ConsoleFiles(Map<String, ApiResponse> responses) {

    /** No files. */
    static final ConsoleFiles NONE = new ConsoleFiles(Map.of());

    private static final String ROOT = "/console/";
    private static final String LIST = "files.txt"; // written by the build
    private static final String ETAG = "ETag";
    private static final int TAG_LENGTH = 32;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-cache");

    ConsoleFiles {
        responses = Map.copyOf(responses);
    }

    /** Reads all files. */
    static ConsoleFiles load() {
        Map<String, ApiResponse> responses = new HashMap<>();
        // Relative, because the context path of a WAR precedes the path.
        responses.put("/", redirect("console/"));
        responses.put("/console", redirect("console/"));
        new String(read(LIST), StandardCharsets.UTF_8)
                .lines()
                .forEach(name -> responses.put(ROOT + name, response(name, read(name))));
        Optional.ofNullable(responses.get(ROOT + "index.html")).ifPresent(index -> responses.put(ROOT, index));
        return new ConsoleFiles(responses);
    }

    /** Returns the response to a request for a file; empty for another path or method. */
    Optional<ApiResponse> find(ApiRequest request) {
        return Optional.ofNullable(request.method().equals("GET") ? responses.get(request.path()) : null)
                .map(file -> isCurrent(request, file) ? notModified(file) : file);
    }

    private static boolean isCurrent(ApiRequest request, ApiResponse file) {
        return request.header("If-None-Match")
                .filter(tag -> tag.equals(file.headers().get(ETAG)))
                .isPresent();
    }

    private static ApiResponse notModified(ApiResponse file) {
        return new ApiResponse(304, file.headers(), ByteBuffer.allocate(0), Optional.empty());
    }

    private static ApiResponse redirect(String location) {
        return new ApiResponse(
                302,
                Map.of("Location", location, "Cache-Control", "no-cache"),
                ByteBuffer.allocate(0),
                Optional.empty());
    }

    private static ApiResponse response(String name, byte[] bytes) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException(name + ": there is no content type for this file; add it to TYPES");
        }
        return ApiResponse.of(200, HEADERS, type, bytes)
                .withTag(HexFormat.of().formatHex(sha256(bytes)).substring(0, TAG_LENGTH));
    }

    // The class, not its loader, because the files belong to a package of a named module.
    private static byte[] read(String name) {
        try (InputStream file = ConsoleFiles.class.getResourceAsStream("console/" + name)) {
            if (file == null) {
                throw new IllegalStateException(
                        "console/" + name + " is missing in the JAR of cvr0-admin; build it with Maven");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
