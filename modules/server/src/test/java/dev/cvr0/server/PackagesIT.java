// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packages that {@code -Ppackages} builds, and with {@code -Pruntime} the one that includes Java. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackagesIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    private static final String CVQ = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211\r\n";
    private static final Pattern VARIABLE = Pattern.compile("Environment=(\\w+)=(.*)");

    @TempDir
    private Path folder;

    @BeforeEach
    void assumeBuilt() {
        assumeThat(System.getProperty("cvr0.packages"))
                .as("the build does not contain packages: add -Ppackages")
                .isNotNull();
    }

    @Test
    void shouldHaveChecksums() throws Exception {
        List<String> packages = new ArrayList<>();
        List<String> checksums = new ArrayList<>();
        for (String name : names()) {
            (name.endsWith(".sha256") ? checksums : packages).add(name);
        }

        assertThat(packages).hasSizeGreaterThanOrEqualTo(3);
        assertThat(checksums)
                .containsExactlyElementsOf(
                        packages.stream().map(name -> name + ".sha256").toList());
        List<String> command = new ArrayList<>(List.of("sha256sum", "--check", "--strict"));
        command.addAll(checksums);
        assertThat(Commands.run(new ProcessBuilder(command).directory(folder().toFile())))
                .hasLineCount(packages.size());
    }

    @Test
    void shouldArchiveTheDistribution() throws Exception {
        Path home = unpack("cvr0-[0-9].*(?<!linux-\\w{1,9})\\.tar\\.gz");

        assertThat(contents(home)).isEqualTo(contents(HOME));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("bin/cvr0"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("lib/jvm.options"))))
                .isEqualTo("rw-r--r--");
        try (ZipFile zip = new ZipFile(file("cvr0-.*\\.zip").toFile())) {
            String top = home.getFileName() + "/";
            assertThat(zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
                    .containsExactlyInAnyOrderElementsOf(contents(HOME).keySet().stream()
                            .map(name -> top + name)
                            .toList());
        }
    }

    @Test
    void shouldAnswerWithoutAnInstalledJdk() throws Exception {
        assumeThat(names())
                .as("the build does not contain a runtime: add -Pruntime")
                .anyMatch(name -> name.matches("cvr0-.*-linux-.*\\.tar\\.gz"));
        Path home = unpack("cvr0-.*-linux-.*\\.tar\\.gz");
        ProcessBuilder command =
                new ProcessBuilder(home.resolve("bin/cvr0").toString(), "serve", "--listen=127.0.0.1:0");
        // Without its own runtime, the script reports that it has not found Java there.
        command.environment().put("JAVA_HOME", folder.toString());

        try (ServerProcess server = new ServerProcess(command)) {
            assertThat(server.ask("VER 1 CVR0\r\n" + CVQ)).startsWith("VER 1 CVR0\r\nCVQ 2 7.0.0813 7.0.0813 ");
            assertThat(Files.readSymbolicLink(Path.of("/proc/" + server.handle().pid() + "/exe")))
                    .isEqualTo(home.toRealPath().resolve("runtime/bin/java"));
            assertThat(server.stop()).contains("(EPOLL)");
        }
    }

    @Test
    void shouldContainAValidDebianPackage() throws Exception {
        Commands.assumeInstalled("lintian");

        // The defaults of the compressor are sufficient; 'cvr0 help' is the manual; the environment contains passwords.
        assertThat(Commands.run(
                        "lintian",
                        "--allow-root",
                        "--fail-on=error,warning",
                        "--suppress-tags=changelog-not-compressed-with-max-compression,no-manual-page,"
                                + "non-standard-file-perm",
                        deb().toString()))
                .isEmpty();
    }

    @Test
    void shouldKeepEditedSettingsInAnUpgradeOfTheDebianPackage() throws Exception {
        Commands.assumeRoot();
        Commands.assumeInstalled("dpkg", "deb-systemd-helper", "systemd-sysusers", "setpriv");
        Path root = emptySystem();
        Path settings = root.resolve("etc/cvr0/cvr0.properties");

        dpkg(root, "--install", deb().toString());
        assertThat(root.resolve("etc/systemd/system/multi-user.target.wants/cvr0.service"))
                .as("the service is enabled")
                .isSymbolicLink();
        assertThat(Files.getPosixFilePermissions(root.resolve("etc/cvr0/environment")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String edited = Files.readString(settings)
                .replace("#cvr0.listen = 127.0.0.1:1863", "cvr0.listen = 127.0.0.1:0")
                .replace("#cvr0.dialects =", "cvr0.dialects = MSNP8")
                .replace("#cvr0.ver.answer = single", "cvr0.ver.answer = list");
        Files.writeString(settings, edited);
        try (ServerProcess server = new ServerProcess(service(root))) {
            assertThat(server.ask("VER 1 MSNP8 CVR0\r\n")).isEqualTo("VER 1 MSNP8 CVR0\r\n");
            assertThat(server.stop()).doesNotContain("WARN");
        }

        dpkg(root, "--force-confdef", "--install", upgrade().toString());
        assertThat(settings).hasContent(edited);
        assertThat(settings.resolveSibling("cvr0.properties.dpkg-dist"))
                .content()
                .endsWith("# changed\n");
        assertThat(settings.resolveSibling("logging.properties")).content().endsWith("# changed\n");
        try (ServerProcess server = new ServerProcess(service(root))) {
            assertThat(server.ask("VER 1 MSNP8 CVR0\r\n")).isEqualTo("VER 1 MSNP8 CVR0\r\n");
            server.stop();
        }

        dpkg(root, "--purge", "cvr0");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.map(root::relativize).map(Path::toString))
                    .filteredOn(name -> name.contains("cvr0"))
                    .isEmpty();
        }
    }

    /** Returns the command of the installed unit with its environment and its user. */
    private static ProcessBuilder service(Path root) throws IOException {
        List<String> unit = Files.readAllLines(root.resolve("usr/lib/systemd/system/cvr0.service"));
        assertThat(unit).contains("User=cvr0", "CacheDirectory=cvr0", "ExecStart=cvr0 serve");
        String[] account = Files.readAllLines(root.resolve("etc/passwd")).stream()
                .filter(line -> line.startsWith("cvr0:"))
                .findFirst()
                .orElseThrow()
                .split(":");
        Path cache = Files.createDirectories(root.resolve("var/cache/cvr0"));
        Files.setAttribute(cache, "unix:uid", Integer.parseInt(account[2]));
        ProcessBuilder command = new ProcessBuilder(
                "setpriv",
                "--reuid=" + account[2],
                "--regid=" + account[3],
                "--clear-groups",
                root.resolve("usr/bin/cvr0").toString(),
                "serve");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        unit.stream()
                .map(VARIABLE::matcher)
                .filter(Matcher::matches)
                .forEach(variable -> command.environment().put(variable.group(1), root + variable.group(2)));
        assertThat(command.environment()).containsKeys("CVR0_CONF", "XDG_CACHE_HOME");
        return command;
    }

    /** Creates a folder as the root of a system without packages, which all users can read. */
    private Path emptySystem() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        return root;
    }

    /** Runs dpkg for another root. The scripts of the package run here, and receive the root in a variable. */
    private static void dpkg(Path root, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("dpkg", "--root=" + root, "--log=/dev/null", "--force-script-chrootless", "--force-depends"));
        command.addAll(List.of(arguments));
        Commands.run(new ProcessBuilder(command));
    }

    /** Builds a package with a higher version and changed settings. */
    private Path upgrade() throws IOException, InterruptedException {
        Path content = folder.resolve("upgrade");
        Commands.run("dpkg-deb", "--raw-extract", deb().toString(), content.toString());
        Path control = content.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceAll("(?m)^(Version: .*)$", "$1+upgrade"));
        for (String name : List.of("cvr0.properties", "logging.properties")) {
            Path file = content.resolve("etc/cvr0").resolve(name);
            Files.writeString(file, Files.readString(file) + "# changed\n");
        }
        Path deb = folder.resolve("upgrade.deb");
        Commands.run("dpkg-deb", "--build", "-Zgzip", "-z1", content.toString(), deb.toString());
        return deb;
    }

    /** Unpacks an archive, and returns its only folder. */
    private Path unpack(String pattern) throws IOException, InterruptedException {
        Path target = Files.createDirectory(folder.resolve("unpacked"));
        Commands.run("tar", "--extract", "--file", file(pattern).toString(), "--directory", target.toString());
        try (Stream<Path> folders = Files.list(target)) {
            List<Path> all = folders.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static Path deb() throws IOException {
        return file("cvr0_.*_all\\.deb");
    }

    private static Path file(String pattern) throws IOException {
        List<String> found =
                names().stream().filter(name -> name.matches(pattern)).toList();
        assertThat(found).as(pattern).hasSize(1);
        return folder().resolve(found.get(0));
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("cvr0.packages"));
    }

    /** Returns the size of each file by its path. */
    private static Map<String, Long> contents(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> home.relativize(file).toString(),
                            file -> file.toFile().length(),
                            (one, other) -> one,
                            TreeMap::new));
        }
    }
}
