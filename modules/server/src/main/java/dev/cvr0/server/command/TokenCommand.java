// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.admin.access.TokenFile;
import dev.cvr0.admin.operation.Role;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 token}: adds and revokes the tokens of the HTTP API. */
@Command(
        name = "token",
        description =
                "Adds a token for the HTTP API and the web console to a file that only you can read, and prints it. The file"
                        + " contains a hash, so the token cannot be printed again. The server uses a changed file within a second.",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "The name of the user, for the audit log.")
    private String name = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            required = true,
            description = "The file of cvr0.http.tokens. Created if it does not exist.")
    private Path file = Path.of("");

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Action action = new Action();

    /** The role of a new token, or its end. */
    static final class Action {

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                split = ",",
                description = "The role: viewer, editor, publisher or emergency. Several are separated by commas.")
        private List<Role> roles = List.of();

        @Option(names = "--revoke", description = "Removes the token of the user.")
        private boolean revoke;
    }

    @Override
    public Integer call() {
        TokenFile tokens = new TokenFile(file);
        if (action.revoke) {
            tokens.revoke(name);
        } else {
            spec.commandLine().getOut().println(tokens.add(name, EnumSet.copyOf(action.roles)));
        }
        return ExitCodes.EXIT_SUCCESS;
    }
}
