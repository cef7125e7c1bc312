// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import dev.cvr0.it.container.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tests found in one container.
 *
 * @param profile the name by which it is chosen
 * @param identity what it says that it is
 * @param result how many tests came out how
 */
record ContainerRun(String profile, Identity identity, Result result) {

    static ContainerRun readFrom(Path folder) throws IOException {
        if (!Identity.isIn(folder)) {
            throw new IllegalStateException(
                    "nothing in " + folder + " was written inside the container: its tests prove nothing");
        }
        return new ContainerRun(folder.getFileName().toString(), Identity.readFrom(folder), resultIn(folder));
    }

    int jdk() {
        return identity.jdk().feature();
    }

    String cell() {
        return result + ", "
                + identity.jdk().version().stream()
                        .map(String::valueOf)
                        .reduce((left, right) -> left + "." + right)
                        .orElseThrow()
                + ", "
                + identity.date();
    }

    private static Result resultIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> reports = files.filter(
                            file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList();
            Result sum = Result.NONE;
            for (Path report : reports) {
                sum = sum.plus(Result.readFrom(report));
            }
            return sum;
        }
    }
}
