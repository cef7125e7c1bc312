// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A private instance of the MariaDB that is installed. */
final class MariaDbServer extends DatabaseServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final int port = freePort();
    private Process process;

    @Override
    int port() {
        return port;
    }

    @Override
    String url(int onPort, String database) {
        return "jdbc:mariadb://127.0.0.1:" + onPort + "/" + database;
    }

    @Override
    String administratorName() {
        return "administrator";
    }

    @Override
    String administrationDatabase() {
        return "mysql";
    }

    @Override
    List<String> createDatabaseStatements(String name) {
        return List.of("create database " + name, "grant all on " + name + ".* to '" + ACCOUNT.user() + "'@'%'");
    }

    @Override
    void run() {
        Optional<Path> program = program("mariadbd");
        assumeTrue(program.isPresent(), "mariadbd is not on the PATH; install mariadb-server");
        try {
            Path data = folder.resolve("data");
            if (!Files.exists(data)) {
                execute(
                        program("mariadb-install-db").orElseThrow().toString(),
                        "--no-defaults",
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db");
            }
            Path accounts = folder.resolve("accounts.sql");
            Files.writeString(
                    accounts,
                    "create user if not exists 'administrator'@'%';\n"
                            + "grant all on *.* to 'administrator'@'%' with grant option;\n"
                            + "create user if not exists '" + ACCOUNT.user() + "'@'%' identified by '"
                            + ACCOUNT.password() + "';\n");
            process = start(
                    program.get().toString(),
                    "--no-defaults",
                    "--datadir=" + data,
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--socket=" + folder.resolve("socket"),
                    "--skip-name-resolve",
                    "--init-file=" + accounts,
                    "--innodb-flush-log-at-trx-commit=2");
            awaitConnection();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    void kill() {
        try {
            if (process != null) {
                int unused = process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitConnection() throws InterruptedException {
        Instant end = Instant.now().plus(START_LIMIT);
        while (true) {
            try (Connection unused = administrator("mysql")) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || Instant.now().isAfter(end)) {
                    throw new AssertionError("MariaDB does not start; see " + folder.resolve("log"), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private void execute(String... command) throws IOException, InterruptedException {
        int code = start(command).waitFor();
        if (code != 0) {
            throw new AssertionError(command[0] + " failed; see " + folder.resolve("log"));
        }
    }

    // MariaDB refuses to run as root unless it is told to.
    private Process start(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        if ("root".equals(System.getProperty("user.name"))) {
            words.add("--user=root");
        }
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private static Optional<Path> program(String name) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
