// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.cvr0.catalog.files.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server for a folder. Records the status and path of each request, except those with a replaced answer. */
public final class WebServer implements AutoCloseable {

    /** The headers by which a client recognizes unchanged content. */
    public enum Validators {
        /** A digest of the content. */
        STRONG_TAG,
        /** The time of the file, and a tag from its time and size. */
        TIME_AND_TAG,
        /** The time of the file. */
        TIME,
        NONE
    }

    public final List<String> requests = new CopyOnWriteArrayList<>();
    public volatile Validators validators = Validators.STRONG_TAG;

    private final Path folder;
    private final Map<String, HttpHandler> replaced = new ConcurrentHashMap<>();
    private ExecutorService threads;
    private HttpServer server;
    private int port;

    public WebServer(Path folder) {
        this.folder = folder;
        start();
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/catalog";
    }

    /** Starts again on the same port. */
    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Answers requests for a path in another way. */
    public void replace(String path, HttpHandler handler) {
        replaced.put("/catalog/" + path, handler);
    }

    public void replaceByStatus(String path, int status) {
        replace(path, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    public void restore(String path) {
        replaced.remove("/catalog/" + path);
    }

    @Override
    public void close() {
        stop();
    }

    private void answer(HttpExchange exchange) throws IOException {
        replaced.getOrDefault(exchange.getRequestURI().getPath(), this::serve).handle(exchange);
    }

    // Recorded before the client can see the response.
    private void begin(HttpExchange exchange, int status, int length) throws IOException {
        requests.add(status + " " + path(exchange));
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().replaceFirst("/catalog/", "");
    }

    private void serve(HttpExchange exchange) throws IOException {
        Path file = folder.resolve(path(exchange));
        try (exchange) {
            if (!Files.isRegularFile(file)) {
                begin(exchange, 404, 0);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            Headers answered = exchange.getResponseHeaders();
            String time = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC));
            switch (validators) {
                case STRONG_TAG -> answered.set("ETag", "\"" + Sha256.of(content) + "\"");
                case TIME_AND_TAG -> {
                    answered.set("Last-Modified", time);
                    answered.set("ETag", "\"" + time.hashCode() + "-" + content.length + "\"");
                }
                case TIME -> answered.set("Last-Modified", time);
                case NONE -> {}
            }
            if (isUnchanged(exchange.getRequestHeaders(), answered)) {
                begin(exchange, 304, 0);
                return;
            }
            begin(exchange, 200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static boolean isUnchanged(Headers asked, Headers answered) {
        return asked.containsKey("If-None-Match")
                ? asked.getFirst("If-None-Match").equals(answered.getFirst("ETag"))
                : asked.containsKey("If-Modified-Since")
                        && asked.getFirst("If-Modified-Since").equals(answered.getFirst("Last-Modified"));
    }
}
