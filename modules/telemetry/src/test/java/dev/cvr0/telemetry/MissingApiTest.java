// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin starts and answers without the APIs that the telemetry can use. */
class MissingApiTest {

    private static final String NO_API =
            "the OpenTelemetry API is missing; enable MicroProfile Telemetry in the server, or"
                    + " add io.opentelemetry:opentelemetry-api";
    private static final String NO_SDK = "there is no OpenTelemetry bean, and GlobalOpenTelemetry is not set";

    @ParameterizedTest
    @CsvSource({
        "opentelemetry-.*, true",
        "microprofile-health-api-.*, false",
        "'(cvr0-catalog|opentelemetry-|microprofile-health-api).*', true",
        "cvr0-catalog.*, false"
    })
    void shouldNotPreventTheStart(String missing, boolean withoutApi) throws Exception {
        assertThat(run(Pattern.compile(missing)))
                .containsExactly("420 1", "CVR0-8002: telemetry is disabled: " + (withoutApi ? NO_API : NO_SDK));
    }

    /** Starts the plugin with another class loader; the result is the answer and the log. */
    public static final class Program implements Callable<List<String>> {

        @Override
        public List<String> call() {
            List<String> lines = new ArrayList<>();
            RecordingRegistry registry = new RecordingRegistry();
            Logger logger = Logger.getLogger("");
            Handler recorder = new Recorder(lines);
            logger.addHandler(recorder);
            try (StandalonePlugin plugin = StandalonePlugin.on(registry)
                    .policy(client -> new UnknownClient("unknown"))
                    .start()) {
                lines.add(
                        0,
                        registry.handle("CVQ 1 0x0409 winnt 5.1 i386 LIB 1.0", FakeSession.fresh())
                                .line()
                                .orElseThrow());
            } finally {
                logger.removeHandler(recorder);
            }
            return lines;
        }
    }

    /** Records what telemetry reports, and the classes that the container leaves out. */
    private static final class Recorder extends Handler {

        private final List<String> lines;

        Recorder(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord entry) {
            String message = String.valueOf(entry.getMessage());
            if (message.contains("CVR0-8") || message.contains("class loading error")) {
                lines.add(message);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(Pattern missing) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader original = thread.getContextClassLoader();
        try (URLClassLoader reduced = new URLClassLoader(without(missing), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(reduced);
            Object program = reduced.loadClass(Program.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((Callable<List<String>>) program).call();
        } finally {
            thread.setContextClassLoader(original);
        }
    }

    private static URL[] without(Pattern missing) throws IOException {
        List<URL> kept = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            // in a build of several modules, a module is target/classes
            String name = path.endsWith("classes")
                    ? "cvr0-" + path.getParent().getParent().getFileName()
                    : path.getFileName().toString();
            if (!missing.matcher(name).matches()) {
                kept.add(url(path));
            }
        }
        return kept.toArray(URL[]::new);
    }

    private static URL url(Path entry) throws MalformedURLException {
        return entry.toUri().toURL();
    }
}
