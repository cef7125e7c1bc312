// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFileTest {

    @TempDir
    private Path folder;

    @Test
    void fileShouldBeMadeAndReplaced() throws IOException {
        Path file = folder.resolve("file");
        new SafeFile(file).replace("longer".getBytes());
        new SafeFile(file).replace("short".getBytes());
        assertThat(file).hasContent("short");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void whatAKilledWriterLeftShouldNotStandInTheWay() throws IOException {
        Files.writeString(folder.resolve(".file.new"), "half");
        new SafeFile(folder.resolve("file")).replace("whole".getBytes());
        assertThat(folder.resolve("file")).hasContent("whole");
    }

    @Test
    void linkShouldNotBeWrittenThrough() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Files.createSymbolicLink(folder.resolve(".file.new"), victim);
        Files.createSymbolicLink(folder.resolve("file"), victim);
        new SafeFile(folder.resolve("file")).replace("new".getBytes());
        assertThat(victim).hasContent("mine");
        assertThat(folder.resolve("file")).hasContent("new");
    }

    @Test
    void failureShouldLeaveWhatWasThere() throws IOException {
        Path file = Files.createDirectories(folder.resolve("file").resolve("x")).getParent();
        assertThatThrownBy(() -> new SafeFile(file).replace(new byte[1])).isInstanceOf(IOException.class);
        assertThat(file).isDirectory();
        assertThatThrownBy(() -> new SafeFile(folder.getRoot()).replace(new byte[1]))
                .hasMessageContaining("it is a root folder");
        assertThatThrownBy(() -> new SafeFile(folder.resolve("no/file")).replace(new byte[1]))
                .isInstanceOf(IOException.class)
                .satisfies(e ->
                        assertThat(SafeFile.ioErrorMessage((IOException) e)).isEqualTo("there is none"));
    }

    @Test
    void boundedFileShouldBeReadToItsBound() throws IOException {
        SafeFile file = new SafeFile(Files.write(folder.resolve("file"), new byte[10]));
        assertThat(file.read(10)).hasSize(10);
        assertThat(file.read(9)).hasSize(10);
        assertThat(file.read(3)).hasSize(4);
        assertThatThrownBy(() -> new SafeFile(folder).read(1))
                .satisfies(e ->
                        assertThat(SafeFile.ioErrorMessage((IOException) e)).isEqualTo("this is not a regular file"));
    }
}
