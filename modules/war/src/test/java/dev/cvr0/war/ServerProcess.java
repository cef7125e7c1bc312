// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The process of a server, inspected with {@code jcmd}.
 *
 * @param script the start script, an ancestor of the JVM
 */
record ServerProcess(Process script) {

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    static ServerProcess start(Path log, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", JDK.toString());
        builder.environment().putAll(environment);
        ServerProcess process = new ServerProcess(builder.start());
        Runtime.getRuntime().addShutdownHook(new Thread(process::kill));
        return process;
    }

    boolean isAlive() {
        return script.isAlive();
    }

    /** Returns the names of the live threads with this prefix. */
    List<String> threads(String prefix) throws IOException {
        return jcmd("Thread.print")
                .lines()
                .filter(line -> line.startsWith('"' + prefix))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** Returns the number of class loaders that have loaded the class, after a full garbage collection. */
    long loadersOf(String className) throws IOException {
        jcmd("GC.run");
        return jcmd("VM.classloaders", "show-classes")
                .lines()
                .filter(line -> line.endsWith(" " + className))
                .count();
    }

    String jcmd(String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(JDK.resolve("bin/jcmd").toString(), String.valueOf(pid())), Stream.of(arguments))
                .toList();
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private long pid() {
        return Stream.concat(Stream.of(script.toHandle()), script.descendants())
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server process has no JVM"))
                .pid();
    }

    private void kill() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }
}
