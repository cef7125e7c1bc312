// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The process of a server, looked into from outside by the JDK's own tool.
 *
 * @param script what was started, the ancestor of the virtual machine
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

    /** The names of the threads that are alive now and begin like this. */
    List<String> threads(String prefix) throws IOException {
        return ask("Thread.print")
                .lines()
                .filter(line -> line.startsWith('"' + prefix))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** How many class loaders have this class, after a full collection of garbage. */
    long loadersOf(String className) throws IOException {
        ask("GC.run");
        return ask("VM.classloaders", "show-classes")
                .lines()
                .filter(line -> line.endsWith(" " + className))
                .count();
    }

    String ask(String... question) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(JDK.resolve("bin/jcmd").toString(), String.valueOf(pid())), Stream.of(question))
                .toList();
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private long pid() {
        return Stream.concat(Stream.of(script.toHandle()), script.descendants())
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server has no virtual machine"))
                .pid();
    }

    private void kill() {
        script.descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
    }
}
