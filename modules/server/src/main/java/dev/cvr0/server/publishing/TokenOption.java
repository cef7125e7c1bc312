// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option for the token of the commands that use the HTTP API of a server. */
final class TokenOption {

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "With a URL: the file with the token. Default: the token in the environment variable CVR0_TOKEN.")
    private Optional<Path> file = Optional.empty();

    Optional<Path> file() {
        return file;
    }
}
