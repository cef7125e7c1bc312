// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Open Liberty with a handful of features. It says in its log what it did. */
final class Liberty extends AppServer {

    private final Path folder;
    private final Path log;
    private final ServerProcess process;
    private long begin;

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
        Waiting.until("Liberty is started", () -> Files.exists(server.log) && server.says("CWWKF0011I"));
        return server;
    }

    private String options() throws IOException {
        return String.join(
                " ",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Dcvr0.http-port=" + freePort(),
                "-Dcvr0.catalog=" + catalog(),
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
    void begin(String name) throws IOException {
        begin = Files.size(log);
    }

    @Override
    boolean isDeployed(String name) throws IOException {
        return says("CWWKZ0001I: Application " + stem(name)) || says("CWWKZ0003I: The application " + stem(name));
    }

    @Override
    boolean isFailed(String name) throws IOException {
        // of a library of an EAR that fails it writes this, and calls the EAR started
        return says("CWWKZ0012I: The application " + stem(name)) || says("StateChangeException");
    }

    @Override
    boolean isUndeployed(String name) throws IOException {
        return says("CWWKZ0009I: The application " + stem(name));
    }

    @Override
    String reason(String name) throws IOException {
        return written();
    }

    @Override
    void forget(String name) {
        // It has taken down what did not start, and says nothing when the file goes.
    }

    private boolean says(String words) throws IOException {
        return written().contains(words);
    }

    private String written() throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(begin);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
