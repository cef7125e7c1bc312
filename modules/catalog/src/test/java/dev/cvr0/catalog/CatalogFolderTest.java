// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.UnstableContentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog of several files. */
class CatalogFolderTest {

    // None of these conditions covers another one.
    private static final Map<String, String> CONDITIONS =
            Map.of("a", "system-type: win", "b", "architecture: i386", "c", "locale: 0x0409");

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void catalog() throws IOException {
        folder = Files.createDirectory(temp.resolve("catalog.d"));
        write("00-head.yaml", SampleCatalogs.HEAD);
        write("10-b.yaml", "rules:\n" + rule("b"));
        write("99-tail.yaml", SampleCatalogs.TAIL);
    }

    @Test
    void shouldOrderRulesByFileName() {
        write("2-c.yaml", "rules:\n" + rule("c"));
        write("09-a.yaml", "rules:\n" + rule("a"));
        Catalog catalog = load();
        assertThat(catalog.ruleCount()).isEqualTo(3);
        assertThat(catalog.source()).isEqualTo(folder.toString());
        assertThat(decided(catalog)).isEqualTo("a");
        remove("09-a.yaml");
        assertThat(decided(load())).isEqualTo("b");
        remove("10-b.yaml");
        assertThat(decided(load())).isEqualTo("c");
    }

    @Test
    void shouldMergeMappingsByKey() {
        write("20-more.yaml", "releases: { THIRD: [7.0, 7.1] }\n");
        assertThat(load().releaseCount()).isEqualTo(7);
    }

    @Test
    void shouldRejectDuplicateKeyWithBothLocations() {
        write("20-more.yaml", "releases: { LIB: 9.0 }\n");
        write("30-more.yaml", "\nformat: 1\n");
        assertThat(errors())
                .containsExactly(
                        folder + "/20-more.yaml:1:13: releases.LIB: already defined at " + folder
                                + "/00-head.yaml:3:13; remove one",
                        folder + "/30-more.yaml:2:1: format: already defined at " + folder
                                + "/00-head.yaml:1:1; remove one");
    }

    @Test
    void shouldRejectEachKeyOfDuplicateAnswer() {
        write("999-again.yaml", SampleCatalogs.TAIL);
        assertThat(errors()).hasSize(4).allMatch(line -> line.contains("999-again.yaml:1:"));
    }

    @Test
    void shouldRejectListAndMappingUnderOneKey() {
        write("20-more.yaml", "rules: { name: x }\n");
        assertThat(errors())
                .containsExactly(folder + "/20-more.yaml:1:1: rules: already defined at " + folder
                        + "/10-b.yaml:1:1; remove one");
    }

    @Test
    void shouldReportErrorInItsOwnFile() {
        write("20-more.yaml", "rules:\n\n  - { name: c, wen: {}, " + SampleCatalogs.ANSWER + " }\n");
        write("30-more.yaml", "releases: { THIRD: [x] }\nfoo: 1\n");
        assertThat(errors())
                .hasSize(3)
                .anyMatch(line -> line.startsWith(folder + "/20-more.yaml:3:16: rules[1].wen: unknown key"))
                .anyMatch(
                        line -> line.startsWith(folder + "/30-more.yaml:1:21: releases.THIRD[0]: 'x' is not a version"))
                .anyMatch(line -> line.startsWith(folder + "/30-more.yaml:2:1: foo: unknown key"));
    }

    @Test
    void shouldReportMissingSectionForFolder() {
        remove("99-tail.yaml");
        assertThat(errors()).containsExactly(folder + ": missing key 'otherwise'; add it");
    }

    @Test
    void shouldReportEachFileThatIsNotYaml() {
        write("20-more.yaml", "rules: [\n");
        write("30-more.yaml", "");
        write("40-more.yaml", "- a list\n");
        write("50-more.yaml", "a: \t&b\n\tc");
        assertThat(errors()).hasSize(3).anyMatch(line -> line.contains("30-more.yaml: the file is empty"));
        remove("20-more.yaml");
        remove("30-more.yaml");
        remove("50-more.yaml");
        assertThat(errors()).containsExactly(folder + "/40-more.yaml:1:1: must be a mapping, but is a list");
    }

    @Test
    void shouldReadOnlyYamlFiles() throws IOException {
        for (String name :
                List.of(".hidden.yaml", "10-b.yaml~", "10-b.yaml.bak", "README", "#x.yaml#", "catalog.sig")) {
            write(name, "no: [catalog");
        }
        Files.createDirectory(folder.resolve("sub"));
        assertThat(load().ruleCount()).isEqualTo(1);
    }

    @Test
    void shouldRejectYmlExtension() {
        write("20-more.yml", "rules: []\n");
        assertThat(errors())
                .containsExactly(
                        folder + "/20-more.yml: files with the extension .yml are not read; rename it to *.yaml");
    }

    @Test
    void shouldRejectEntryThatIsNotARegularFile() throws IOException {
        Files.createDirectory(folder.resolve("20-more.yaml"));
        assertThat(errors())
                .containsExactly(folder + "/20-more.yaml: not a regular file but a folder, and subfolders are not read;"
                        + " rename it to a name without *.yaml");
        Files.delete(folder.resolve("20-more.yaml"));
        Files.createSymbolicLink(folder.resolve("20-more.yaml"), Path.of("nowhere"));
        assertThat(errors()).singleElement().asString().contains("20-more.yaml: ", "no such file");
    }

    @Test
    void shouldServeNextCatalogAfterSubfolderWithNameOfCatalog() throws IOException {
        ReloadingCatalog reloading = NumberedCatalogs.open(folder);
        Files.createDirectory(folder.resolve("20-more.yaml"));
        reloading.poll();
        reloading.poll();
        assertThat(reloading.status().errors()).singleElement().asString().contains("not a regular file");
        Files.delete(folder.resolve("20-more.yaml"));
        write("05-a.yaml", "rules:\n" + rule("a"));
        reloading.poll();
        reloading.poll();
        assertThat(reloading.status().isCurrent()).isTrue();
        assertThat(reloading.catalog().ruleCount()).isEqualTo(2);
    }

    @Test
    void shouldRejectLinkThatLeavesFolderWithoutPrintingItsTarget() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), "root: [the-secret\n");
        Files.createSymbolicLink(folder.resolve("20-more.yaml"), secret);
        assertThat(errors())
                .containsExactly(folder
                        + "/20-more.yaml: the link leads outside the folder; replace it by a copy of the" + " file");
        Files.delete(folder.resolve("20-more.yaml"));
        Files.createSymbolicLink(temp.resolve("linked-folder"), folder);
        assertThat(new CatalogLoader().load(temp.resolve("linked-folder")).ruleCount())
                .isEqualTo(1);
    }

    @Test
    void shouldLimitNumberAndTotalSizeOfFiles() {
        for (int number = 0; number < 254; number++) {
            write("50-%03d.yaml".formatted(number), "rules: []\n");
        }
        assertThat(errors()).containsExactly(folder + ": the folder has 257 *.yaml files; use at most 256");
        remove("50-000.yaml");
        assertThat(load().ruleCount()).isEqualTo(1);
        String comments = ("#" + "x".repeat(1022) + "\n").repeat(Snapshot.MAX_BYTES / 1024 / 2);
        write("50-001.yaml", comments + "rules: []\n");
        assertThat(load().ruleCount()).isEqualTo(1);
        write("50-002.yaml", comments + "rules: []\n");
        assertThat(errors())
                .containsExactly(folder + ": the files have more than " + Snapshot.MAX_BYTES
                        + " bytes in total; remove some content");
    }

    @Test
    void shouldLimitAliasesOverAllFiles() {
        String many = "x: [&a [" + "1,".repeat(5000) + "], " + "*a,".repeat(40) + "]\n";
        write("20-x.yaml", many);
        assertThat(errors()).singleElement().asString().contains("x: unknown key");
        for (int number = 1; number < 3; number++) {
            write("20-x%02d.yaml".formatted(number), many);
        }
        assertThat(errors()).first().asString().contains("20-x", ".yaml:1:", "the catalog has more than 400000 values");
    }

    @Test
    void shouldRejectAliasOfAnchorInOtherFile() {
        write("20-x.yaml", "rules: &a []\n");
        write("21-x.yaml", "rules: *a\n");
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("21-x.yaml:1:8: ", "the alias '*a' has no anchor that ends before it");
    }

    @Test
    void shouldComputeContentIdLikeSha256sum() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (String name : List.of("00-head.yaml", "10-b.yaml", "99-tail.yaml")) {
            sums.append(Sha256.of(Files.readAllBytes(folder.resolve(name)))).append("  " + name + "\n");
        }
        String id = Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8)).hex();
        assertThat(NumberedCatalogs.open(folder).status().contentId()).isEqualTo(id);
    }

    @Test
    void shouldServeChangeOfAnyFileAfterTwoEqualReads() {
        ReloadingCatalog reloading = NumberedCatalogs.open(folder);
        for (Runnable change :
                List.<Runnable>of(() -> write("05-a.yaml", "rules:\n" + rule("a")), () -> remove("05-a.yaml"))) {
            Catalog before = reloading.catalog();
            change.run();
            reloading.poll();
            assertThat(reloading.catalog()).isSameAs(before);
            reloading.poll();
            assertThat(reloading.catalog()).isNotSameAs(before);
        }
        assertThat(reloading.status().isCurrent()).isTrue();
    }

    @Test
    void shouldNeverServeHalfWrittenFile() {
        ReloadingCatalog reloading = NumberedCatalogs.open(folder);
        Catalog before = reloading.catalog();
        String text = "rules:\n" + rule("a");
        List<String> lines = LogCapture.during(() -> {
            for (int end = 0; end < text.length(); end++) {
                write("05-a.yaml", text.substring(0, end));
                reloading.poll();
                assertThat(reloading.catalog()).isSameAs(before);
            }
        });
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldServeFileReplacedByRename() throws IOException {
        ReloadingCatalog reloading = NumberedCatalogs.open(folder);
        Files.move(folder.resolve("10-b.yaml"), folder.resolve("10-b.yaml~"));
        reloading.poll();
        write("10-b.yaml", "rules:\n" + rule("edited"));
        reloading.poll();
        reloading.poll();
        assertThat(decided(reloading.catalog())).isEqualTo("edited");
    }

    @Test
    void shouldKeepLastGoodCatalogIfFileIsInvalid() {
        ReloadingCatalog reloading = NumberedCatalogs.open(folder);
        Catalog before = reloading.catalog();
        write("05-a.yaml", "rules: [\n");
        write("06-a.yaml", "");
        List<String> lines = LogCapture.during(() -> {
            reloading.poll();
            reloading.poll();
            reloading.poll();
        });
        assertThat(reloading.catalog()).isSameAs(before);
        assertThat(reloading.status().errors()).hasSize(2);
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("SEVERE CVR0-2002")
                .contains("05-a.yaml", "06-a.yaml");
        remove("05-a.yaml");
        remove("06-a.yaml");
        assertThat(LogCapture.during(() -> {
                    reloading.poll();
                    reloading.poll();
                }))
                .singleElement()
                .asString()
                .startsWith("INFO CVR0-2003");
    }

    @Test
    void shouldKeepLastGoodCatalogIfFolderIsMissing() throws IOException {
        ReloadingCatalog reloading = NumberedCatalogs.open(folder);
        Files.move(folder, temp.resolve("elsewhere"));
        reloading.poll();
        reloading.poll();
        assertThat(reloading.status().errors()).singleElement().asString().contains("no such file");
        assertThat(decided(reloading.catalog())).isEqualTo("b");
    }

    /** Kubernetes mounts a ConfigMap like this: with links through {@code ..data}, which changes to another folder. */
    @Test
    void shouldServeFilesReplacedThroughSymbolicLink() throws IOException {
        Path mount = Files.createDirectory(temp.resolve("mount"));
        Files.move(folder, mount.resolve("..v1"));
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..v1"));
        for (String name : List.of("00-head.yaml", "10-b.yaml", "99-tail.yaml")) {
            Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
        }
        ReloadingCatalog reloading = NumberedCatalogs.open(mount);
        folder = Files.createDirectory(mount.resolve("..v2"));
        write("00-head.yaml", SampleCatalogs.HEAD);
        write("10-b.yaml", "rules:\n" + rule("second"));
        write("99-tail.yaml", SampleCatalogs.TAIL);
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..v2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(reloading.reload().errors()).isEmpty();
        assertThat(decided(reloading.catalog())).isEqualTo("second");
    }

    @Test
    void shouldNeverMixFoldersWhileSymbolicLinkChanges() throws Exception {
        Path link = temp.resolve("link");
        replaceLink(link, version(0));
        Thread writer = new Thread(() -> {
            for (int number = 1; number <= 300; number++) {
                replaceLink(link, version(number));
            }
        });
        writer.start();
        while (writer.isAlive()) {
            try {
                List<CatalogFile> found = new FileSource(link).read().files();
                assertThat(found.stream().map(file -> new String(file.bytes())))
                        .hasSize(3)
                        .containsOnly(new String(found.get(0).bytes()));
            } catch (UnstableContentException e) {
                assertThat(e).hasMessageContaining("is being changed");
            }
        }
        writer.join();
    }

    private Path version(int number) {
        try {
            Path created = Files.createDirectory(temp.resolve("v" + number));
            for (String name : List.of("a.yaml", "b.yaml", "c.yaml")) {
                Files.writeString(created.resolve(name), "number: " + number);
            }
            return created;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void replaceLink(Path link, Path target) {
        try {
            Path temporary = Files.createSymbolicLink(link.resolveSibling("link.new"), target);
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Catalog load() {
        return new CatalogLoader().load(folder);
    }

    private List<String> errors() {
        return catchThrowableOfType(CatalogException.class, this::load).errors().stream()
                .map(ValidationError::toString)
                .toList();
    }

    private static String decided(Catalog catalog) {
        return catalog.decide(SampleClients.of("0x0409 win 4.0 i386 LIB 2.0"), SampleClients.NOW)
                .reason();
    }

    private static String rule(String name) {
        return "  - { name: " + name + ", when: { " + CONDITIONS.getOrDefault(name, "library: LIB") + " }, "
                + SampleCatalogs.ANSWER + " }\n";
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
