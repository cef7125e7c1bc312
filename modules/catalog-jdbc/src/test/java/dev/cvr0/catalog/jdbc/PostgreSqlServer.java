// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

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

    @Override
    int port() {
        return port;
    }

    @Override
    String url(int onPort, String database) {
        return "jdbc:postgresql://127.0.0.1:" + onPort + "/" + database;
    }

    @Override
    String administratorName() {
        return "postgres";
    }

    @Override
    String administrationDatabase() {
        return "postgres";
    }

    @Override
    List<String> createDatabaseStatements(String name) {
        return List.of("create database " + name + " owner " + ACCOUNT.user());
    }

    @Override
    // Not closed, because it would stop with the program of PostgreSQL; kill() is faster.
    @SuppressWarnings("resource")
    void run() {
        try {
            port = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "off")
                    .start()
                    .getPort();
            if (!isPrepared) {
                isPrepared = true;
                Files.writeString(
                        folder.resolve("data/pg_hba.conf"),
                        "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
                execute(
                        "postgres",
                        List.of(
                                "create role " + ACCOUNT.user() + " login password '" + ACCOUNT.password() + "'",
                                "select pg_reload_conf()"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void kill() {
        Path file = folder.resolve("data/postmaster.pid");
        try {
            if (Files.exists(file)) {
                ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0)))
                        .ifPresent(DatabaseServer::kill);
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
