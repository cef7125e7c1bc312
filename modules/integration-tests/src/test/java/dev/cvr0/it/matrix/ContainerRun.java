// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import dev.cvr0.it.container.ContainerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The test results of one container.
 *
 * @param profile the Maven profile of the container
 * @param identity the identity that was recorded inside the container
 * @param result the numbers of tests
 */
record ContainerRun(String profile, ContainerIdentity identity, Result result) {

    static ContainerRun readFrom(Path folder) throws IOException {
        if (!ContainerIdentity.isIn(folder)) {
            throw new IllegalStateException(
                    folder + " has no identity that was recorded inside the container, so its tests may have run"
                            + " outside; run ContainerIdentityIT as well");
        }
        return new ContainerRun(folder.getFileName().toString(), ContainerIdentity.readFrom(folder), resultIn(folder));
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
