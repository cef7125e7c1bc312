// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.host.ListenAddress;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.SocketPeer;
import dev.cvr0.transcript.Transcripts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server that is started for the sake of its archive: as {@code bin/cvr0} starts it, but with the settings at their
 * defaults, whatever the operator's are, so that no file of theirs is touched.
 */
final class ArchiveRun {

    private static final String LISTENS = "cvr0 listens on ";
    private static final String JAVA_OPTIONS = "CVR0_JAVA_OPTS";
    private static final int LIMIT_SECONDS = 120;

    private final Path home;

    /** @param home the folder of the distribution */
    ArchiveRun(Path home) {
        this.home = home;
    }

    /**
     * Makes the archive, and only when it is whole puts it in place of an older one.
     *
     * @return its file
     * @throws IOException if there is none, with the reason
     */
    Path make(ArchiveKind kind) throws IOException, InterruptedException {
        if (!ProcessHandle.current().supportsNormalTermination()) {
            throw new IOException("on this system a server cannot be asked to stop, and only then would it write one");
        }
        Path lib = home.resolve("lib");
        Path fresh = Files.createTempDirectory(lib, "archive");
        try {
            Path settings = Files.createFile(fresh.resolve("cvr0.properties"));
            Path errors = fresh.resolve("errors");
            runToItsEnd(server(kind.options(kind.file()), settings, errors).start(), errors);
            Path archive = fresh.resolve(kind.file());
            Path sum = sum(archive);
            Files.move(sum, lib.resolve(sum.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            return Files.move(archive, lib.resolve(kind.file()), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            delete(fresh);
        }
    }

    // What bin/cvr0 compares before it lets a virtual machine map the file: the sum of POSIX, which Java does not have.
    private static Path sum(Path archive) throws IOException, InterruptedException {
        Path sum = archive.resolveSibling(archive.getFileName() + ".cksum");
        Process cksum = new ProcessBuilder("cksum")
                .redirectInput(archive.toFile())
                .redirectOutput(sum.toFile())
                .start();
        if (cksum.waitFor() != 0) {
            throw new IOException("cksum failed");
        }
        return sum;
    }

    // In the folder of the archive: a folder's name with a space in it could not stand among options.
    private ProcessBuilder server(String options, Path settings, Path errors) {
        ProcessBuilder server = new ProcessBuilder(
                        home.resolve("bin/cvr0").toString(), "serve", "--listen=127.0.0.1:0", "--config=" + settings)
                .directory(settings.getParent().toFile())
                .redirectError(errors.toFile());
        String own = Optional.ofNullable(server.environment().get(JAVA_OPTIONS)).orElse("");
        server.environment().keySet().removeIf(name -> name.startsWith("CVR0_"));
        server.environment().put(JAVA_OPTIONS, own + " " + options);
        server.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return server;
    }

    private static void runToItsEnd(Process server, Path errors) throws IOException, InterruptedException {
        try {
            CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(server::destroyForcibly);
            ask(server, errors);
            server.destroy();
            if (server.waitFor() != 0) {
                throw new IOException("the server did not stop cleanly: "
                        + Files.readString(errors).strip());
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static void ask(Process server, Path errors) throws IOException {
        DialoguePlayer player = new DialoguePlayer(new SocketPeer(address(server, errors)));
        for (Dialogue dialogue : Transcripts.conformance("seed.msnp").dialogues()) {
            // another policy may answer otherwise, which is not asked here
            player.play(dialogue);
        }
    }

    private static InetSocketAddress address(Process server, Path errors) throws IOException {
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        String line = Optional.ofNullable(out.readLine()).orElse("");
        if (!line.startsWith(LISTENS)) {
            throw new IOException(
                    "the server did not start: " + Files.readString(errors).strip());
        }
        return ListenAddress.parse(line.substring(LISTENS.length()))
                .orElseThrow(() -> new IOException("the server listens where nobody knows: " + line));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
