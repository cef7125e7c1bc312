// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The instructions of the Dockerfile, without a container engine: they are compared with the distribution, and its commands
 * are run.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContainerImageIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FOLDER = "/opt/cvr0/";
    private static final String PORT = "1863";

    @TempDir
    private Path folder;

    /** An instruction of the Dockerfile, such as {@code USER 10001:10001}. */
    private record Instruction(String name, String arguments) {}

    @Test
    void shouldCopyFilesOfTheDistribution() throws IOException {
        List<String> copies = all("COPY");

        assertThat(copies).hasSize(3).allSatisfy(copy -> {
            String[] paths = copy.split(" ");
            assertThat(HOME.resolve(paths[0])).isDirectory();
            assertThat(paths[1]).isEqualTo(FOLDER + paths[0]);
        });
        assertThat(HOME.resolve(only("ENTRYPOINT").replaceAll("\\[\"" + FOLDER + "(.*)\"]", "$1")))
                .isExecutable();
    }

    @Test
    void shouldRunAsAnUnprivilegedUserAndOfferThePortOfClients() throws IOException {
        assertThat(instructions())
                .extracting(Instruction::name)
                .startsWith("FROM")
                .doesNotContain("ADD");
        // A number, so that Kubernetes can check that it is not root.
        assertThat(only("USER")).matches("[1-9]\\d{4}:[1-9]\\d{4}");
        assertThat(only("EXPOSE")).isEqualTo(PORT);
        assertThat(only("RUN")).contains("cvr0.listen = 0.0.0.0:" + PORT);
    }

    @Test
    void shouldDetectAServerThatDoesNotAnswer() throws Exception {
        try (ServerProcess server = new ServerProcess(cvr0("serve", "--listen=127.0.0.1:0"))) {
            assertThat(health(server.port())).isZero();
            server.stop();
            // Docker reserves the other codes.
            assertThat(health(server.port())).isEqualTo(1);
        }
    }

    /** Runs the image's command as its user, in a mount namespace where only /tmp and the state are writable. */
    @Test
    void shouldRunWithAReadOnlyRootFileSystem() throws Exception {
        Commands.assumeRoot();
        Commands.assumeInstalled("unshare", "setpriv");
        Files.writeString(folder.resolve("cvr0.properties"), "cvr0.listen = 127.0.0.1:0\n");
        String[] user = only("USER").split(":");
        // The folders of the test are moved to places that the user can reach.
        String script = """
                set -e
                mount -t tmpfs tmpfs /mnt
                mkdir /mnt/cvr0 /mnt/conf
                mount --bind "$1" /mnt/cvr0
                mount --bind "$2" /mnt/conf
                mount -t tmpfs -o exec,size=16m tmpfs /tmp
                for mount in / /mnt /mnt/cvr0 /mnt/conf; do mount -o remount,bind,ro "$mount"; done
                ! touch /mnt/cvr0/written 2>/dev/null
                export CVR0_CONF=/mnt/conf
                exec setpriv --reuid "$3" --regid "$4" --clear-groups --no-new-privs --bounding-set=-all \
                  /mnt/cvr0/bin/cvr0 serve
                """;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (ServerProcess server = new ServerProcess(new ProcessBuilder(
                "unshare",
                "--mount",
                "sh",
                "-c",
                script,
                "sh",
                HOME.toString(),
                folder.toString(),
                user[0],
                user[1]))) {
            assertThat(server.ask("VER 1 CVR0\r\n")).isEqualTo("VER 1 CVR0\r\n");
            assertThat(server.stop()).contains("(EPOLL)");
        }
    }

    @Test
    void shouldRestrictTheServersOfTheComposeFile() throws IOException {
        JsonNode compose = MAPPER.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions()))
                .<Object>load(Files.readString(HOME.resolve("compose/compose.yaml"))));
        for (String name : List.of("server-1", "server-2")) {
            JsonNode server = compose.path("services").path(name);
            assertThat(server.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(server.path("cap_drop").path(0).asText()).isEqualTo("ALL");
            assertThat(server.path("security_opt").path(0).asText()).isEqualTo("no-new-privileges:true");
            assertThat(server.path("ports").path(0).asText())
                    .startsWith("127.0.0.1:")
                    .endsWith(":" + PORT);
            assertThat(HOME.resolve("compose")
                            .resolve(server.at("/build/context").asText())
                            .resolve(server.at("/build/dockerfile").asText()))
                    .isRegularFile();
        }
        List<String> files = new ArrayList<>();
        compose.at("/services/database/volumes").forEach(volume -> files.add(volume.asText()));
        assertThat(files.stream().filter(file -> file.startsWith("..")).map(file -> file.split(":")[0]))
                .hasSize(2)
                .allSatisfy(file ->
                        assertThat(HOME.resolve("compose").resolve(file)).isRegularFile());
    }

    /** Runs the health check as a container engine does: with a shell. Returns its exit code. */
    private int health(int port) throws IOException, InterruptedException {
        String check = only("HEALTHCHECK");
        String command = check.substring(check.indexOf("CMD ") + 4)
                .replace(FOLDER, HOME + "/")
                .replace(":" + PORT, ":" + port);
        return new ProcessBuilder("/bin/sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("health").toFile())
                .start()
                .waitFor();
    }

    private static ProcessBuilder cvr0(String... arguments) {
        return new ProcessBuilder(
                Stream.concat(Stream.of(HOME.resolve("bin/cvr0").toString()), Stream.of(arguments))
                        .toList());
    }

    private static String only(String name) throws IOException {
        assertThat(all(name)).as(name).hasSize(1);
        return all(name).get(0);
    }

    private static List<String> all(String name) throws IOException {
        return instructions().stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    private static List<Instruction> instructions() throws IOException {
        return Files.readString(HOME.resolve("compose/Dockerfile"))
                .replaceAll("(?m)^#.*\\R", "")
                .replaceAll(" *\\\\\\R *", " ")
                .lines()
                .map(line -> line.split(" +", 2))
                .map(parts -> new Instruction(parts[0], parts[1].strip()))
                .toList();
    }
}
