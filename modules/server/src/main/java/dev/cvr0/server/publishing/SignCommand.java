// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKey;
import dev.cvr0.server.command.ErrorOutput;
import dev.cvr0.server.command.ExitCodes;
import dev.cvr0.server.command.ExpiryConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cvr0 sign}: signs a valid catalog. */
@Command(
        name = "sign",
        description =
                "Validates a catalog as 'check' does and, if it is valid, signs it. Writes the signature of a file"
                        + " x.yaml into x.yaml.sig, and that of a folder into catalog.sig in the folder. With --add, adds"
                        + " another signature to a signed catalog, whose version stays the same. With the URL of a draft on"
                        + " a server, prints the change, signs it here, and sends the signature.",
        mixinStandardHelpOptions = true)
public final class SignCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "CATALOG",
            description = "The catalog: a file, a folder of files, or the URL of a draft (https://.../v1/drafts/NAME).")
    private String location = "";

    private Path catalog = Path.of("");

    @Mixin
    private final TokenOption token = new TokenOption();

    @ArgGroup(multiplicity = "1")
    private Mode mode = new Mode();

    /** A new version, or another signature of the present version. */
    static final class Mode {

        @Option(
                names = "--add",
                paramLabel = "KEY",
                description = "The private key that adds its signature. Refused if a file was changed after signing.")
        private Path added = Path.of("");

        @ArgGroup(exclusive = false)
        private NewVersion newVersion = new NewVersion();
    }

    /** The options of a new version. */
    static final class NewVersion {

        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "The private key, from 'cvr0 keygen'.")
        private Path key = Path.of("");

        @Option(
                names = "--catalog-version",
                paramLabel = "N",
                description =
                        "The version: a whole number greater than 0 and than all versions signed before. A server that has"
                                + " served version N rejects lower versions. Required, but not for a URL.")
        private Optional<Long> version = Optional.empty();

        @Option(
                names = "--expires",
                paramLabel = "WHEN",
                converter = ExpiryConverter.class,
                description =
                        "The expiry of the signature: a duration from now such as P30D or PT12H, or an instant such as"
                                + " 2027-01-31T00:00:00Z. Required, but not for a URL.")
        private Optional<Instant> expires = Optional.empty();
    }

    @Override
    public Integer call() {
        boolean adds = spec.commandLine().getParseResult().hasMatchedOption("--add");
        boolean complete = mode.newVersion.version.isPresent() && mode.newVersion.expires.isPresent();
        if (RemoteDraft.isUrl(location)) {
            if (adds || mode.newVersion.version.isPresent() || mode.newVersion.expires.isPresent()) {
                throw usage("a draft has a version and an expiry; use only --key and --token-file with a URL");
            }
            new RemoteDraft(spec, location, token.file()).sign(SigningKey.read(mode.newVersion.key));
            warnAboutKey(mode.newVersion.key);
            return ExitCodes.EXIT_SUCCESS;
        }
        if (token.file().isPresent() || (!adds && !complete)) {
            throw usage(
                    adds || complete
                            ? "--token-file: only for the URL of a draft"
                            : "Missing required options: --catalog-version and --expires");
        }
        catalog = Path.of(location);
        return adds ? add(mode.added) : sign(mode.newVersion);
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private int add(Path key) {
        int signatures = new CatalogSigner(SigningKey.read(key)).addSignature(catalog);
        long version = CatalogSigner.signedVersion(catalog).orElseThrow();
        spec.commandLine()
                .getOut()
                .println(catalog + ": signature added (version: " + version + ", signatures: " + signatures + ")");
        warnAboutKey(key);
        return ExitCodes.EXIT_SUCCESS;
    }

    private int sign(NewVersion options) {
        Path key = options.key;
        long version = options.version.orElseThrow();
        Instant expires = options.expires.orElseThrow();
        if (version < 1 || version > Manifest.MAX_VERSION) {
            throw usage("--catalog-version: " + version + " is out of range; use a whole number from 1 to "
                    + Manifest.MAX_VERSION);
        }
        OptionalLong replaced = CatalogSigner.signedVersion(catalog);
        Path signature = new CatalogSigner(SigningKey.read(key)).sign(catalog, new SignedRevision(version, expires));
        spec.commandLine()
                .getOut()
                .println(signature + ": signed (version: " + version + ", expires: " + expires + ")");
        warnAboutKey(key);
        if (replaced.isPresent() && version < replaced.getAsLong()) {
            ErrorOutput.warn(
                    spec,
                    signature + ": version " + version + " is lower than version " + replaced.getAsLong()
                            + " of the replaced signature, and servers that have served it reject this one; sign a version"
                            + " above " + replaced.getAsLong());
        }
        return ExitCodes.EXIT_SUCCESS;
    }

    private void warnAboutKey(Path key) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(key);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                ErrorOutput.warn(
                        spec,
                        key + ": every user of this machine can read the private key; run 'chmod 600 " + key + "'");
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Reading the key reports an unreadable key. Windows has no such permissions.
        }
    }
}
