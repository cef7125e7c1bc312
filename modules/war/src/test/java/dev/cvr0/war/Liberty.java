// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Open Liberty. It reports deployments in its log. */
final class Liberty extends AppServer {

    private final Path folder;
    private final Path log;
    private final ServerProcess process;
    private long logStart;

    private Liberty(Path home) throws IOException {
        Path server = home.resolve("usr/servers/cvr0");
        this.folder = Files.createDirectories(server.resolve("dropins"));
        Files.copy(
                Path.of("src/test/liberty/server.xml"),
                server.resolve("server.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        this.log = server.resolve("logs/messages.log");
        Files.deleteIfExists(log);
        clear(folder);
        this.process = ServerProcess.start(
                server.resolve("console.log"),
                Map.of("JVM_ARGS", options()),
                home.resolve("bin/server").toString(),
                "run",
                "cvr0");
    }

    static AppServer start(Path home) throws Exception {
        Liberty server = new Liberty(home);
        Polling.until("Liberty is started", () -> Files.exists(server.log) && server.logContains("CWWKF0011I"));
        return server;
    }

    private String options() throws IOException {
        return String.join(
                " ",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Dtest.http-port=" + httpPort(),
                "-Dcvr0.catalog=" + catalog(),
                "-Dcvr0.http.enabled=true",
                "-Dcvr0.listen=127.0.0.1:" + port());
    }

    @Override
    ServerProcess process() {
        return process;
    }

    @Override
    Path folder() {
        return folder;
    }

    @Override
    void prepare(String name) throws IOException {
        logStart = Files.size(log);
    }

    @Override
    boolean isDeployed(String name) throws IOException {
        return logContains("CWWKZ0001I: Application " + stem(name))
                || logContains("CWWKZ0003I: The application " + stem(name));
    }

    @Override
    boolean isFailed(String name) throws IOException {
        // If a library of an EAR fails, Liberty logs this exception, and that the EAR has started.
        return logContains("CWWKZ0012I: The application " + stem(name)) || logContains("StateChangeException");
    }

    @Override
    boolean isUndeployed(String name) throws IOException {
        return logContains("CWWKZ0009I: The application " + stem(name));
    }

    @Override
    String reason(String name) throws IOException {
        return logText();
    }

    @Override
    void awaitCleanup(String name) {
        // Liberty has already removed the failed application, and logs nothing when its file is deleted.
    }

    private boolean logContains(String text) throws IOException {
        return logText().contains(text);
    }

    private String logText() throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(logStart);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
