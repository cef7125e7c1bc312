// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.admin.Requests;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ProblemException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    private Path folder;

    @Test
    void shouldWriteALineForEachRequest() throws IOException {
        AuditLog log = log(10_000);

        log.add(entry("/v1/drafts/a", "alice", 200));
        log.add(entry("/v1/drafts/b", "", 401));

        assertThat(Files.readString(folder.resolve("audit.log")))
                .matches(
                        "\\{\"time\":\"20[0-9T:.-]+Z\",\"user\":\"alice\",\"address\":\"192.0.2.1\",\"method\":\"PUT\","
                                + "\"path\":\"/v1/drafts/a\",\"status\":200}\n");
        assertThat(Files.readString(folder.resolve("rejected.log"))).contains("\"user\":\"\"", "\"status\":401");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audit.log"))))
                .isEqualTo("rw-------");
        assertThat(log.newest(10).stream().map(entry -> entry.getString("path")))
                .containsExactlyInAnyOrder("/v1/drafts/a", "/v1/drafts/b");
    }

    @Test
    void shouldEscapeHostileText() throws IOException {
        AuditLog log = log(10_000);
        String hostile = "/v1/drafts/\n{\"user\":\"mallory\"}\u001b[31m\u2028\u202e<script>\"\\";

        log.add(entry(hostile + "x".repeat(100_000), "eve\r\n", 200));

        assertThat(Files.readAllLines(folder.resolve("audit.log")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line).hasSizeLessThan(1000);
                    assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
                });
        JsonObject entry = log.newest(1).get(0);
        assertThat(entry.getString("user")).isEqualTo("eve\\u000d\\u000a");
        assertThat(entry.getString("path"))
                .startsWith("/v1/drafts/\\u000a{\"user\":\"mallory\"}\\u001b[31m\\u2028\\u202e<script>\"\\xxx");
    }

    @Test
    void shouldRotate() throws IOException {
        AuditLog log = log(1000);

        for (int i = 0; i < 200; i++) {
            log.add(entry("/v1/drafts/" + i, "alice", 200));
        }

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(10)
                    .contains("audit.log", "audit.log.1", "audit.log.9");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(Files.size(folder.resolve("audit.log" + (i == 0 ? "" : "." + i))))
                    .isLessThanOrEqualTo(1000);
        }
        assertThat(paths(log, 3)).containsExactly("/v1/drafts/199", "/v1/drafts/198", "/v1/drafts/197");
        assertThat(paths(log, 1000)).hasSizeBetween(50, 100).startsWith("/v1/drafts/199", "/v1/drafts/198");
    }

    @Test
    void shouldNotLoseChangesToRejectedRequests() throws IOException {
        AuditLog log = log(1000);
        log.add(entry("/v1/drafts/a", "alice", 200));

        for (int i = 0; i < 1000; i++) {
            log.add(entry("/v1/drafts/a", "", 401));
        }

        assertThat(paths(log, 1000)).last().isEqualTo("/v1/drafts/a");
        assertThat(log.newest(1000).get(log.newest(1000).size() - 1).getInt("status"))
                .isEqualTo(200);
        assertThat(Files.size(folder.resolve("rejected.log"))).isLessThanOrEqualTo(1000);
    }

    @Test
    void shouldContinueAfterATruncatedLine() throws IOException {
        Files.writeString(folder.resolve("audit.log"), "{\"time\":\"2026-");

        AuditLog log = log(10_000);
        log.add(entry("/v1/drafts/a", "alice", 200));

        assertThat(Files.readAllLines(folder.resolve("audit.log"))).hasSize(2);
        assertThat(paths(log, 10)).containsExactly("/v1/drafts/a");
    }

    @Test
    void shouldRefuseChangesUntilItCanBeWritten() throws IOException {
        AuditLog log = log(10_000);
        log.add(entry("/v1/drafts/a", "alice", 200));
        Path file = folder.resolve("audit.log");
        Files.move(file, folder.resolve("kept"));
        Files.createDirectory(file);

        assertThatThrownBy(log::requireWritable)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503))
                .hasMessageContaining("the change was not made");
        // A change that was in progress.
        log.add(entry("/v1/drafts/b", "alice", 200));
        assertThatThrownBy(log::requireWritable).isInstanceOf(ProblemException.class);

        Files.delete(file);
        Files.move(folder.resolve("kept"), file);
        log.requireWritable();

        assertThat(paths(log, 10)).containsExactly("/v1/drafts/b", "/v1/drafts/a");
    }

    @Test
    void shouldNotTakeFilesOfOthersForRecords() throws IOException {
        Files.writeString(folder.resolve("audit.log"), "[]\n\"text\"\n{}\n\n", StandardOpenOption.CREATE);

        assertThat(log(1000).newest(10)).isEmpty();
    }

    private static List<String> paths(AuditLog log, int limit) throws IOException {
        return log.newest(limit).stream().map(entry -> entry.getString("path")).toList();
    }

    private AuditLog log(int maxBytes) {
        return new AuditLog(folder, maxBytes, new AccessLog());
    }

    private static AuditEntry entry(String path, String user, int status) throws IOException {
        ApiRequest request = new ApiRequest(
                "PUT",
                path,
                "",
                Requests.json("PUT", "/", "").headers(),
                ByteBuffer.allocate(0),
                InetAddress.getByName("192.0.2.1"),
                java.util.Optional.empty());
        return AuditEntry.of(request, user, status);
    }
}
