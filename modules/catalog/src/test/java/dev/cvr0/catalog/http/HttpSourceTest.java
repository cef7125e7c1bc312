// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.http.WebServer.Validators;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to well-behaved and hostile web servers. */
@Timeout(120)
class HttpSourceTest {

    private final SignedVersions versions = new SignedVersions();

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration SHORT_LIMIT = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    private WebFolderStore store;
    private WebServer server;
    private final List<HttpSource> sources = new ArrayList<>();

    @BeforeEach
    void start() {
        store = new WebFolderStore(folder);
        server = new WebServer(folder);
    }

    @AfterEach
    void stop() {
        sources.forEach(HttpSource::close);
        server.close();
    }

    @Test
    void shouldReadPublishedCatalog() {
        SignedManifest signed = versions.publish(store, 1, "content");
        store.publishEmergency("emergency".getBytes(ISO_8859_1), "ann");
        HttpSource source = source();

        Offer offer = source.current();

        assertThat(offer.manifest()).isEqualTo(store.manifest(1));
        assertThat(offer.emergency().orElseThrow()).asString(ISO_8859_1).isEqualTo("emergency");
        assertThat(offer.activeFrom()).isEqualTo(Instant.MIN);
        assertThat(source.file(signed.manifest().files().get(0)))
                .asString(ISO_8859_1)
                .isEqualTo("content");
    }

    @Test
    void shouldSendOnlyConditionalRequestsWithoutChange() {
        versions.publish(store, 1, "content");
        HttpSource source = source();
        Object first = source.stamp();
        store.publishEmergency("emergency".getBytes(ISO_8859_1), "ann");
        Object second = source.stamp();
        assertThat(second).isNotEqualTo(first);
        server.requests.clear();

        for (int polls = 0; polls < 10; polls++) {
            assertThat(source.stamp()).isEqualTo(second);
        }

        assertThat(server.requests).hasSize(20).containsOnly("304 catalog.sig", "304 emergency.sig");
    }

    @Test
    void shouldReportRemovedEmergency() throws IOException {
        versions.publish(store, 1, "content");
        store.publishEmergency("emergency".getBytes(ISO_8859_1), "ann");
        HttpSource source = source();
        Object before = source.stamp();

        Files.delete(folder.resolve("emergency.sig"));

        assertThat(source.stamp()).isNotEqualTo(before);
        assertThat(source.current().emergency()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldDetectEachChange(Validators validators) throws IOException {
        server.validators = validators;
        HttpSource source = source();
        Path catalog = Files.writeString(folder.resolve("catalog.sig"), "1");
        Object before = source.stamp();

        for (String content : List.of("2", "3", "4")) {
            Files.writeString(catalog, content);
            Object after = source.stamp();
            assertThat(after).as(content).isNotEqualTo(before);
            before = after;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TIME", "TIME_AND_TAG"})
    void shouldUseTimeOfOldContent(Validators validators) throws IOException {
        server.validators = validators;
        HttpSource source = source();
        Path catalog = Files.writeString(folder.resolve("catalog.sig"), "1");
        Files.setLastModifiedTime(catalog, FileTime.from(Instant.now().minusSeconds(10)));
        source.stamp();
        server.requests.clear();

        source.stamp();

        assertThat(server.requests).containsExactly("304 catalog.sig", "404 emergency.sig");
    }

    @Test
    void shouldStopAfterTheLimitOfABody() throws Exception {
        RawServer endless = new RawServer(out -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                out.write(new byte[65536]);
            }
        });
        try (endless) {
            HttpSource source = source(endless.url(), LIMIT);
            SignedFile small = SignedFile.of("x.yaml", new byte[10]);

            assertThat(source.current().manifest()).hasSize(SignedManifest.MAX_BYTES + 1);
            assertThat(source.file(small)).hasSize(11);
            assertThat(endless.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 500 Error\r\n\r\n", ""})
    void shouldNotWaitForSlowServer(String beginning) {
        RawServer slow = new RawServer(out -> {
            write(out, beginning);
            while (true) {
                write(out, "x");
                LockSupport.parkNanos(10_000_000);
            }
        });
        try (slow) {
            long start = System.nanoTime();

            assertUnavailable(
                    source(slow.url(), SHORT_LIMIT), "no complete response within 500 ms; check the web server");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT_LIMIT, Duration.ofSeconds(4));
        }
    }

    @Test
    void shouldLimitTimeOfAllFiles() {
        RawServer slow = new RawServer(out -> {
            LockSupport.parkNanos(200_000_000);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
        });
        try (slow) {
            HttpSource source = source(slow.url(), Duration.ofSeconds(1));
            source.current();
            assertThatThrownBy(() -> {
                        for (int files = 0; files < 10; files++) {
                            source.file(SignedFile.of("x.yaml", new byte[] {(byte) files}));
                        }
                    })
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining("no complete response within 1000 ms");
        }
    }

    @Test
    void shouldRefuseEndlessHeaders() {
        RawServer endless = new RawServer(out -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; true; i++) {
                write(out, "X-" + i + ": " + "x".repeat(1000) + "\r\n");
            }
        });
        try (endless) {
            assertThatThrownBy(() -> source(endless.url(), LIMIT).stamp())
                    .isInstanceOf(SourceUnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"})
    void shouldReportBrokenAnswer(String answer) {
        try (RawServer broken = new RawServer(out -> write(out, answer))) {
            assertUnavailable(source(broken.url(), LIMIT), "the connection failed: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "304 | status 304; check the URL and the log of the web server",
                "401 | status 401; permit access without a user name; passwords are not supported",
                "403 | status 403; permit access without a user name; passwords are not supported",
                "404 | status 404; check the URL, and that the catalog is published there",
                "407 | status 407; permit access without a user name; passwords are not supported",
                "418 | status 418; check the URL and the log of the web server",
                "500 | status 500; check the URL and the log of the web server",
                "503 | status 503; check the URL and the log of the web server"
            })
    void shouldReportStatus(int status, String message) {
        server.replaceByStatus("catalog.sig", status);

        assertThatThrownBy(() -> source().stamp())
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessage(server.url() + "/catalog.sig: " + message);
    }

    @Test
    void shouldReportFailingEmergencyAndFile() {
        SignedManifest signed = versions.publish(store, 1, "content");
        HttpSource source = source();
        source.current();
        SignedFile file = signed.manifest().files().get(0);
        server.replaceByStatus("files/" + file.sha256(), 404);
        assertThatThrownBy(() -> source.file(file))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("/files/" + file.sha256() + ": status 404");
        server.replaceByStatus("emergency.sig", 500);
        assertUnavailable(source, "status 500");
    }

    @Test
    void shouldReportUnknownHostAndRefusedConnection() throws IOException {
        assertUnavailable(source(URI.create("http://cvr0.invalid/c"), LIMIT), "unknown host; check the URL");
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        assertUnavailable(source(URI.create("http://127.0.0.1:" + unused), LIMIT), "cannot connect; check that");
    }

    @Test
    void shouldReportUntrustedCertificate() throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        https.start();
        try {
            URI url = URI.create("https://localhost:" + https.getAddress().getPort());
            assertUnavailable(source(url, LIMIT), "TLS failed: ");
        } finally {
            https.stop(0);
        }
    }

    @Test
    void shouldNotFollowRedirects() {
        for (String location : List.of("catalog.yaml", "//example.com/x", "file:/x", "http:x", "http://[/x")) {
            server.replace("catalog.sig", redirect(location + "?password=secret"));
            assertThatThrownBy(() -> source().stamp())
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageEndingWith("status 302; redirects are not followed; set the URL of the folder itself")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void shouldSendQueryWithoutShowingIt() {
        versions.publish(store, 1, "content");
        List<String> queries = new ArrayList<>();
        server.replace("catalog.sig", exchange -> {
            queries.add(exchange.getRequestURI().getRawQuery());
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        HttpSource source = source(URI.create(server.url() + "/?key=s%20ecret"), LIMIT);

        assertThatThrownBy(source::stamp)
                .hasMessage(server.url() + "/catalog.sig: status 500; check the URL and the log of the web server");
        assertThat(source.name()).isEqualTo(server.url());
        assertThat(queries).containsExactly("key=s%20ecret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://ann:secret@example.com/c | must have a valid host name, and no user name",
                "https://example.com/c secret     | is invalid at character 22: Illegal character in path",
                "https:///secret                  | must have a valid host name, and no user name",
                "https://                         | is invalid at character 9: Expected authority",
                "https://exa_mple/secret          | must have a valid host name",
                "https://example.com/c#secret     | must have a valid host name, and no user name"
            })
    void shouldRejectUrlWithoutShowingIt(String url, String problem) {
        assertThatThrownBy(() -> SourceProvider.of(url).source(url, "n", SettingSource.EMPTY))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("cvr0.catalog: the URL " + problem)
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldPublishToFoldersOnly() {
        assertThatThrownBy(() ->
                        SourceProvider.of("https://example.com").store("https://example.com", SettingSource.EMPTY))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("publish to the folder that it serves");
        assertThatThrownBy(
                        () -> SourceProvider.of(folder.toString()).source(folder.toString(), "n", SettingSource.EMPTY))
                .isInstanceOf(InvalidSettingsException.class);
        assertThat(SourceProvider.of(folder.toString())
                        .store(folder.toString(), SettingSource.EMPTY)
                        .name())
                .isEqualTo(folder.toString());
        assertThat(new WebProvider().supports("\0")).isFalse();
        assertThat(new WebProvider().supports(folder + "/missing")).isFalse();
    }

    @Test
    void shouldEndItsThreads() throws InterruptedException {
        versions.publish(store, 1, "content");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        HttpSource source = new HttpSource(URI.create(server.url()), LIMIT);
        source.stamp();
        List<Thread> started = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("HttpClient-")
                        || thread.getName().equals("cvr0-http"))
                .toList();
        assertThat(started.stream().map(Thread::getName).collect(Collectors.toSet()))
                .hasSizeGreaterThan(1)
                .contains("cvr0-http");

        source.close();

        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        for (Thread thread : started) {
            while (thread.isAlive() && System.nanoTime() < deadline) {
                System.gc();
                thread.join(100);
            }
        }
        assertThat(started).noneMatch(Thread::isAlive);
        assertUnavailable(source, "closed");
    }

    @Test
    void shouldReleaseItsClassLoader() throws Exception {
        versions.publish(store, 1, "content");
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = useInAnotherLoader(queue);

        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!loader.refersTo(null) && System.nanoTime() < deadline) {
            System.gc();
            queue.remove(100);
        }

        assertThat(loader.refersTo(null)).isTrue();
        assertThat(server.requests).contains("200 catalog.sig");
    }

    private WeakReference<ClassLoader> useInAnotherLoader(ReferenceQueue<ClassLoader> queue) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> type = loader.loadClass(HttpSource.class.getName());
            assertThat(type).isNotSameAs(HttpSource.class);
            Constructor<?> constructor = type.getDeclaredConstructor(URI.class, Duration.class);
            constructor.setAccessible(true);
            Object source = constructor.newInstance(URI.create(server.url()), LIMIT);
            for (String name : List.of("stamp", "close")) {
                Method method = type.getDeclaredMethod(name);
                method.setAccessible(true);
                method.invoke(source);
            }
            return new WeakReference<>(loader, queue);
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    private HttpSource source() {
        return source(URI.create(server.url()), LIMIT);
    }

    private HttpSource source(URI url, Duration limit) {
        HttpSource source = new HttpSource(url, limit);
        sources.add(source);
        return source;
    }

    private static void read(HttpSource source, SignedManifest signed) {
        source.current();
        signed.manifest()
                .files()
                .forEach(file -> assertThat(file.matches(source.file(file))).isTrue());
    }

    private static void assertUnavailable(HttpSource source, String message) {
        assertThat(catchThrowableOfType(SourceUnavailableException.class, source::stamp))
                .hasMessageContaining(message);
    }

    private static HttpHandler redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        };
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private SSLContext selfSigned() throws Exception {
        Path keys = folder.resolve("keys.p12");
        char[] password = "password".toCharArray();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-alias",
                        "x",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "password")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(keys)) {
            store.load(stream, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
