// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The servers that are compared. */
final class Servers {

    /** Names the folder of the distribution that is measured. */
    static final String HOME = "benchmarks.distribution";

    // They concern classes and files of the distribution only.
    private static final List<String> DISTRIBUTION_OPTIONS = List.of(
            "-Dcvr0.",
            "-Djava.util.logging.",
            "-Dorg.jboss.",
            "-XX:SharedArchiveFile",
            "-XX:+AutoCreateSharedArchive",
            "-XX:+VerifySharedSpaces");

    private Servers() {}

    /** The distribution as it stands, on the Java of this process; settings as {@code key=value}. */
    static ServerProcess full(String... settings) {
        return full(Map.of(), settings);
    }

    static ServerProcess full(Map<String, String> environment, String... settings) {
        List<String> command = new ArrayList<>(List.of(program(home()), "serve", "--listen", "127.0.0.1:0"));
        Stream.of(settings).forEach(setting -> command.addAll(List.of("--set", setting)));
        return ServerProcess.start(command, environment);
    }

    /** Sends the same bytes without parsing the requests. */
    static ServerProcess canned() {
        return ofClass(CannedServer.class);
    }

    static Path home() {
        Path home = Path.of(System.getProperty(HOME, "modules/server/target/cvr0"));
        if (!Files.isExecutable(Path.of(program(home)))) {
            throw new IllegalStateException("there is no bin/cvr0 in " + home + ", which modules/server builds");
        }
        return home.toAbsolutePath();
    }

    static String program(Path home) {
        return home.resolve("bin").resolve("cvr0").toString();
    }

    private static ServerProcess ofClass(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return ServerProcess.start(command, Map.of());
    }

    /** What the distribution's program starts its virtual machine with. */
    static List<String> options() {
        try (ServerProcess full = full()) {
            return full.commandLine().stream()
                    .skip(1)
                    .takeWhile(option -> !option.equals("-cp"))
                    .filter(option -> DISTRIBUTION_OPTIONS.stream().noneMatch(option::startsWith))
                    .toList();
        }
    }
}
