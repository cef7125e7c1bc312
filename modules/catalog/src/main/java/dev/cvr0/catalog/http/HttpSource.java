// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.source.FileNames;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * A published web folder. A poll without a change costs two conditional requests. Uses the proxy of the JVM, such as the
 * one of {@code https.proxyHost}.
 */
final class HttpSource implements CatalogSource {

    private static final int MAX_ERROR_BYTES = 8192;
    private static final int MAX_TEXT_LENGTH = 200;
    private static final long IDLE_SECONDS = 5;

    /** The granularity of file times. Two changes within it can have the same validators. */
    private static final Duration GRANULARITY = Duration.ofSeconds(2);

    private final URI folder;
    private final Duration limit;
    private final ThreadPoolExecutor executor;
    private volatile Optional<HttpClient> client;

    private final Map<String, Document> documents = new ConcurrentHashMap<>();
    private volatile long deadline;

    /** A document with the headers that make the next request conditional. */
    @SuppressWarnings("ArrayRecordComponent") // not compared
    private record Document(byte[] bytes, Sha256 digest, Map<String, String> conditions) {}

    /** Creates a source with a time limit for a check of the documents, and again for reading a version. */
    HttpSource(URI folder, Duration limit) {
        this.folder = folder;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
        // Not the managed threads of an application server: while Open Liberty starts an application, they wait for the
        // thread that starts it, and that thread waits for this source. These end when they are idle, or at close.
        this.executor = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), HttpSource::daemon);
        // The default proxy selector, and no authenticator or cookies.
        this.client = Optional.of(HttpClient.newBuilder()
                .executor(executor)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build());
    }

    @Override
    public String name() {
        return withoutQuery(folder);
    }

    @Override
    public Object stamp() {
        deadline = System.nanoTime() + limit.toNanos();
        return List.of(
                document(FileNames.CATALOG).map(Document::digest),
                document(FileNames.EMERGENCY).map(Document::digest));
    }

    @Override
    public Offer current() {
        deadline = System.nanoTime() + limit.toNanos();
        byte[] manifest = document(FileNames.CATALOG).map(Document::bytes).orElseThrow();
        return new Offer(manifest, document(FileNames.EMERGENCY).map(Document::bytes), Instant.MIN);
    }

    @Override
    public byte[] file(SignedFile file) {
        int maxBytes = (int) Math.min(file.size(), Integer.MAX_VALUE - 1);
        return successful(get(resolve(FileNames.FILES + file.sha256()), maxBytes, Map.of()))
                .body();
    }

    // Before Java 21, a client cannot be closed. Its selector thread ends after the garbage collection of the client.
    @Override
    public void close() {
        Optional<HttpClient> closing = client;
        client = Optional.empty();
        closing.filter(AutoCloseable.class::isInstance)
                .map(AutoCloseable.class::cast)
                .ifPresent(HttpSource::close);
        executor.shutdownNow();
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("HttpClient.close() declares no exception", e);
        }
    }

    /** Returns a document if there is one; only the emergency document can be absent. */
    private Optional<Document> document(String name) {
        Optional<Document> known = Optional.ofNullable(documents.get(name));
        HttpResponse<byte[]> response = get(
                resolve(name),
                SignedManifest.MAX_BYTES,
                known.map(Document::conditions).orElse(Map.of()));
        int status = response.statusCode();
        if (status == HttpURLConnection.HTTP_NOT_MODIFIED && known.isPresent()) {
            return known;
        }
        if (status == HttpURLConnection.HTTP_NOT_FOUND && name.equals(FileNames.EMERGENCY)) {
            documents.remove(name);
            return Optional.empty();
        }
        byte[] fetched = successful(response).body();
        Document document = new Document(fetched, Sha256.of(fetched), conditions(response.headers()));
        documents.put(name, document);
        return Optional.of(document);
    }

    /** Returns the headers of the next request; none if the document changed so recently that it may change unnoticed. */
    private static Map<String, String> conditions(HttpHeaders headers) {
        Optional<String> modified = headers.firstValue("Last-Modified");
        if (modified.isPresent() && date(modified).plus(GRANULARITY).isAfter(date(headers.firstValue("Date")))) {
            return Map.of();
        }
        return headers.firstValue("ETag")
                .map(tag -> Map.of("If-None-Match", tag))
                .orElseGet(() ->
                        modified.map(date -> Map.of("If-Modified-Since", date)).orElse(Map.of()));
    }

    private static Instant date(Optional<String> header) {
        try {
            return header.map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from))
                    .orElse(Instant.EPOCH);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private URI resolve(String file) {
        String query = folder.getRawQuery() == null ? "" : "?" + folder.getRawQuery();
        return URI.create(withoutQuery(folder) + "/" + file + query);
    }

    private HttpResponse<byte[]> get(URI target, int maxBytes, Map<String, String> conditions) {
        Duration remaining = Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1));
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(remaining);
        // Caches between this server and the web server must ask it.
        request.header("Cache-Control", "no-cache");
        conditions.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> response = client.orElseThrow(() -> unavailable(target, "closed"))
                .sendAsync(
                        request.build(),
                        info -> new BoundedBody(
                                info.statusCode() == HttpURLConnection.HTTP_OK ? maxBytes : MAX_ERROR_BYTES));
        try {
            return response.get(remaining.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failed(target, e);
        } catch (ExecutionException e) {
            throw failed(target, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(target, e);
        } finally {
            response.cancel(true);
        }
    }

    private static HttpResponse<byte[]> successful(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == HttpURLConnection.HTTP_OK) {
            return response;
        }
        String advice = switch (status) {
            case 301, 302, 303, 307, 308 -> "redirects are not followed; set the URL of the folder itself";
            case 404 -> "check the URL, and that the catalog is published there";
            case 401, 403, 407 -> "permit access without a user name; passwords are not supported";
            default -> "check the URL and the log of the web server";
        };
        throw unavailable(response.uri(), "status " + status + "; " + advice);
    }

    private SourceUnavailableException failed(URI target, Throwable cause) {
        return new SourceUnavailableException(withoutQuery(target), problem(cause), cause);
    }

    private String problem(Throwable cause) {
        String message = LogSafeText.escape(String.valueOf(cause.getMessage()), MAX_TEXT_LENGTH);
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "no complete response within " + limit.toMillis() + " ms; check the web server, network and proxy";
        }
        if (isCausedBy(cause, UnresolvedAddressException.class) || isCausedBy(cause, UnknownHostException.class)) {
            return "unknown host; check the URL and the name server";
        }
        if (isCausedBy(cause, SSLException.class)) {
            return "TLS failed: " + message
                    + "; check the certificate of the web server, and the trust store of the JVM";
        }
        if (cause instanceof ConnectException) {
            return "cannot connect; check that the web server runs, its port, the network and the proxy";
        }
        return "the connection failed: " + message + "; check the web server, network and proxy";
    }

    private static boolean isCausedBy(Throwable failure, Class<?> type) {
        return type.isInstance(failure) || (failure.getCause() != null && isCausedBy(failure.getCause(), type));
    }

    private static SourceUnavailableException unavailable(URI target, String message) {
        return new SourceUnavailableException(withoutQuery(target), message);
    }

    /** Returns a URL for messages: without a query, which may contain a password, and without a slash at its end. */
    private static String withoutQuery(URI url) {
        return url.toString().replaceFirst("[?#].*", "").replaceFirst("/+$", "");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "cvr0-http");
        thread.setDaemon(true);
        return thread;
    }
}
