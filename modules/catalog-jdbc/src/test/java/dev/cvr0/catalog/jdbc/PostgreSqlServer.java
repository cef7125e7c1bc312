// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL from a Maven artifact. The account of the tests needs its password, the administrator does not. */
final class PostgreSqlServer extends DatabaseServer {

    private int port;
    private boolean isPrepared;
    private EmbeddedPostgres running;

    @Override
    int port() {
        return port;
    }

    @Override
    String url(int onPort, String database) {
        return "jdbc:postgresql://127.0.0.1:" + onPort + "/postgres?currentSchema=" + database;
    }

    @Override
    String administratorName() {
        return "postgres";
    }

    @Override
    String administrationDatabase() {
        return "public";
    }

    // A schema, because each database has about a thousand files.
    @Override
    List<String> createDatabaseStatements(String name) {
        return List.of("create schema " + name + " authorization " + ACCOUNT.user());
    }

    @Override
    void run() {
        try {
            running = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "off")
                    .start();
            port = running.getPort();
            if (!isPrepared) {
                isPrepared = true;
                Files.writeString(
                        folder.resolve("data/pg_hba.conf"),
                        "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
                execute(
                        "public",
                        List.of(
                                "create role " + ACCOUNT.user() + " login password '" + ACCOUNT.password() + "'",
                                "select pg_reload_conf()"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The signal of an immediate shutdown, which the next start recovers from as from a crash.
    @Override
    void kill() {
        Path file = folder.resolve("data/postmaster.pid");
        try {
            // Missing if the shutdown hook of the library was faster.
            if (Files.exists(file)) {
                String pid = Files.readAllLines(file).get(0);
                assertThat(new ProcessBuilder("kill", "-QUIT", pid).start().waitFor())
                        .isZero();
            }
            while (Files.exists(file)) {
                Thread.onSpinWait();
            }
            running.close();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
