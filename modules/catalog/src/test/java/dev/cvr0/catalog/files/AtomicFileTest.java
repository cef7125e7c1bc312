// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void shouldCreateAndReplaceFile() throws IOException {
        Path file = folder.resolve("file");
        new AtomicFile(file).replace("longer".getBytes());
        new AtomicFile(file).replace("short".getBytes());
        assertThat(file).hasContent("short");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void shouldReplaceTemporaryFileOfKilledWriter() throws IOException {
        Files.writeString(folder.resolve(".file.new"), "half");
        new AtomicFile(folder.resolve("file")).replace("whole".getBytes());
        assertThat(folder.resolve("file")).hasContent("whole");
    }

    @Test
    void shouldNotWriteThroughSymbolicLink() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Files.createSymbolicLink(folder.resolve(".file.new"), victim);
        Files.createSymbolicLink(folder.resolve("file"), victim);
        new AtomicFile(folder.resolve("file")).replace("new".getBytes());
        assertThat(victim).hasContent("mine");
        assertThat(folder.resolve("file")).hasContent("new");
    }

    @Test
    void shouldKeepOldContentOnFailure() throws IOException {
        Path file = Files.createDirectories(folder.resolve("file").resolve("x")).getParent();
        assertThatThrownBy(() -> new AtomicFile(file).replace(new byte[1])).isInstanceOf(IOException.class);
        assertThat(file).isDirectory();
        assertThatThrownBy(() -> new AtomicFile(folder.getRoot()).replace(new byte[1]))
                .hasMessageContaining("a root folder cannot be replaced");
        assertThatThrownBy(() -> new AtomicFile(folder.resolve("no/file")).replace(new byte[1]))
                .isInstanceOf(IOException.class)
                .satisfies(e ->
                        assertThat(AtomicFile.ioErrorMessage((IOException) e)).isEqualTo("no such file"));
    }

    @Test
    void shouldReadAtMostOneByteAboveLimit() throws IOException {
        AtomicFile file = new AtomicFile(Files.write(folder.resolve("file"), new byte[10]));
        assertThat(file.read(10)).hasSize(10);
        assertThat(file.read(9)).hasSize(10);
        assertThat(file.read(3)).hasSize(4);
        assertThatThrownBy(() -> new AtomicFile(folder).read(1))
                .satisfies(e ->
                        assertThat(AtomicFile.ioErrorMessage((IOException) e)).isEqualTo("not a regular file"));
    }
}
