// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cvr0 archive}: lets every later start on this machine take less time. */
@Command(
        name = "archive",
        description =
                "Makes the archive of classes with which cvr0 starts faster, for the Java that runs this command and"
                        + " for the jars that are in lib: starts a server once, with its defaults and on a free port of this"
                        + " machine, asks it, stops it, and puts the archive into lib. An archive that does not fit is not used.",
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try {
            Path archive = new ArchiveRun(home()).make(ArchiveKind.of(Runtime.version()));
            spec.commandLine().getOut().println(archive + ": made for Java " + Runtime.version());
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("cvr0: no archive was made: " + e.getMessage());
            return Cvr0Command.NO;
        }
    }

    private static Path home() throws IOException {
        return Optional.ofNullable(System.getProperty("cvr0.home"))
                .map(Path::of)
                .orElseThrow(() -> new IOException("expected to be run as bin/cvr0 of the distribution"));
    }
}
