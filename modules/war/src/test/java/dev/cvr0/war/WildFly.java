// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** WildFly with a shorter scan interval of the deployment folder. It reports deployments by marker files. */
final class WildFly extends AppServer {

    private final Path home;
    private final ServerProcess process;

    private WildFly(Path home) throws Exception {
        this.home = home;
        Path configuration = home.resolve("standalone/configuration/standalone.xml");
        Files.writeString(
                configuration,
                Files.readString(configuration).replace("scan-interval=\"5000\"", "scan-interval=\"200\""));
        addUsers(home.resolve("standalone/configuration"));
        this.process = ServerProcess.start(
                home.resolve("standalone/console.log"),
                Map.of("JAVA_OPTS", options()),
                home.resolve("bin/standalone.sh").toString(),
                "-b",
                "127.0.0.1",
                "-bmanagement",
                "127.0.0.1");
    }

    // A hash, as bin/add-user.sh writes it.
    private static void addUsers(Path folder) throws Exception {
        StringBuilder users = new StringBuilder();
        StringBuilder roles = new StringBuilder();
        for (String role : List.of("viewer", "editor", "publisher", "emergency", "other")) {
            byte[] hash = MessageDigest.getInstance("MD5")
                    .digest((role + ":ApplicationRealm:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            users.append(role)
                    .append('=')
                    .append(HexFormat.of().formatHex(hash))
                    .append('\n');
            roles.append(role)
                    .append(role.equals("other") ? "=guest" : "=cvr0-" + role)
                    .append('\n');
        }
        Files.writeString(folder.resolve("application-users.properties"), users);
        Files.writeString(folder.resolve("application-roles.properties"), roles);
    }

    static AppServer start(Path home) throws Exception {
        WildFly server = new WildFly(home);
        Path log = home.resolve("standalone/console.log");
        Polling.until("WildFly is started", () -> {
            if (!server.process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            return Files.readString(log).contains("WFLYSRV0025");
        });
        return server;
    }

    private String options() throws IOException {
        return String.join(
                " ",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                // clears soft references, so that only strong references keep a class loader
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Djava.net.preferIPv4Stack=true",
                "-Djboss.http.port=" + httpPort(),
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + freePort(),
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
        return home.resolve("standalone/deployments");
    }

    @Override
    void prepare(String name) throws IOException {
        Files.deleteIfExists(marker(name, ".failed"));
        Files.deleteIfExists(marker(name, ".undeployed"));
    }

    @Override
    boolean isDeployed(String name) {
        return Files.exists(marker(name, ".deployed"));
    }

    @Override
    boolean isFailed(String name) {
        return Files.exists(marker(name, ".failed"));
    }

    @Override
    boolean isUndeployed(String name) {
        return Files.exists(marker(name, ".undeployed"));
    }

    @Override
    String reason(String name) throws IOException {
        return Files.readString(marker(name, ".failed"));
    }

    @Override
    void awaitCleanup(String name) throws Exception {
        Polling.until(name + " is removed", () -> !isFailed(name));
    }

    private Path marker(String name, String suffix) {
        return folder().resolve(name + suffix);
    }
}
