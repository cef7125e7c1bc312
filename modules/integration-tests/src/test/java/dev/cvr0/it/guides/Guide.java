// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.guides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the guides.
 *
 * @param path the path of the file
 * @param text the content of the file
 */
record Guide(Path path, String text) {

    static final Path ROOT = Path.of(System.getProperty("cvr0.root"));

    // A comment before a block can contain the source of the block or the name of its file.
    private static final Pattern BLOCK = Pattern.compile(
            "(?:<!-- (?<note>[^>]*) -->\\R)?^```(?<language>[a-z-]+)\\R(?<code>.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    /**
     * A block of code.
     *
     * @param note the comment before the block; empty if absent
     * @param language the info string of the block
     * @param code the lines with their terminators
     */
    record Block(String note, String language, String code) {

        Optional<String> note(String kind) {
            return note.startsWith(kind + ": ") ? Optional.of(note.substring(kind.length() + 2)) : Optional.empty();
        }
    }

    static Guide read(Path path) {
        try {
            return new Guide(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Guide> all() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("src/docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(p -> p.toString().endsWith(".md")))
                    .map(Guide::read)
                    .toList();
        }
    }

    List<Block> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .map(Guide::block)
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Writes the files that the page contains, as a reader would. */
    void writeFiles(Path folder) throws IOException {
        for (String language : List.of("yaml", "yaml-broken")) {
            for (Block block : blocks(language)) {
                Path file = folder.resolve(block.note("file").orElseThrow());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.code());
            }
        }
    }

    /** Writes the files of a project that the page shows. */
    void writeProject(String name, Path folder) throws IOException {
        for (String language : List.of("xml", "java", "kotlin", "properties")) {
            for (Block block : blocks(language)) {
                if (block.note("project")
                        .filter(path -> path.startsWith(name + "/"))
                        .isPresent()) {
                    Path file = folder.resolve(block.note("project").orElseThrow());
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, block.code());
                }
            }
        }
    }

    private static Block block(MatchResult found) {
        String note = found.group(1);
        return new Block(note == null ? "" : note, found.group(2), found.group(3));
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
