// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static dev.cvr0.server.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.VerifyingKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for signed catalogs, and the start of a server with signed and unsigned ones. */
class SigningCommandsTest {

    private static final String CVQ = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211";

    @TempDir
    private Path folder;

    private String key;
    private String catalog;
    private String publicKey;

    @BeforeEach
    void generateKeys() throws IOException {
        key = folder.resolve("key.pem").toString();
        catalog = folder.resolve("catalog.yaml").toString();
        try (InputStream bundled = Catalog.class.getResourceAsStream("bundled.yaml")) {
            Files.copy(bundled, Path.of(catalog));
        }
        publicKey = publicKey(key);
    }

    @Test
    void shouldNeverOverwriteAPrivateKey() throws IOException {
        String before = Files.readString(Path.of(key));

        Run run = run("keygen", key);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(key + ": cannot write the private key: the file already exists");
        assertThat(run.out()).isEmpty();
        assertThat(Path.of(key)).hasContent(before);
    }

    @Test
    void shouldSignAndCheckAFile() {
        Run signed = sign(catalog, "7", "2999-01-31T00:00:00Z");
        Run checked = run("check", catalog, "--public-key", publicKey);

        assertThat(signed.err()).isEmpty();
        assertThat(signed.out())
                .isEqualToIgnoringNewLines(catalog + ".sig: signed (version: 7, expires: 2999-01-31T00:00:00Z)");
        assertThat(checked.code()).isZero();
        assertThat(checked.out().lines())
                .endsWith(
                        catalog + ": valid (rules: 7, releases: 114)",
                        catalog + ": signed (version: 7, expires: 2999-01-31T00:00:00Z)");
    }

    @Test
    void shouldWarnAboutALowerVersionThanThatOfTheReplacedSignature() {
        sign(catalog, "7", "P30D");

        Run run = sign(catalog, "6", "P30D");

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "cvr0: warning: " + catalog + ".sig: version 6 is lower than version 7 of the"
                                + " replaced signature, and servers that have served it reject this one; sign a version above 7");
        assertThat(sign(catalog, "6", "P60D").err()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldWarnAboutAPrivateKeyThatEveryoneCanRead() throws IOException {
        Files.setPosixFilePermissions(Path.of(key), PosixFilePermissions.fromString("rw-r--r--"));

        Run run = sign(catalog, "7", "P30D");

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualToIgnoringNewLines("cvr0: warning: " + key + ": every user of this machine can read the private"
                        + " key; run 'chmod 600 " + key + "'");
    }

    @Test
    void shouldSignAndCheckAFolder() throws IOException {
        Path split = Files.createDirectory(folder.resolve("catalog.d"));
        Files.move(Path.of(catalog), split.resolve("10-all.yaml"));
        Files.writeString(split.resolve("20-more.yaml"), "releases: { MORE: 1.0 }\n");

        assertThat(sign(split.toString(), "1", "P30D").code()).isZero();

        assertThat(run("check", split.toString(), "--public-key", publicKey).err())
                .isEmpty();
        Files.writeString(split.resolve("20-more.yaml"), "releases: { MORE: 1.1 }\n");
        Run altered = run("check", split.toString(), "--public-key", publicKey);
        assertThat(altered.code()).isEqualTo(1);
        assertThat(altered.err()).startsWith(split.resolve("20-more.yaml") + ": the file does not match the signature");
        assertThat(run("check", split.toString()).code()).isZero();
    }

    @Test
    void shouldAddSignaturesAndReportMissingOnes() {
        String second = folder.resolve("second.pem").toString();
        String secondKey = publicKey(second);
        String third = publicKey(folder.resolve("third.pem").toString());
        String[] check = {
            "check", catalog, "--public-key=" + publicKey + "," + secondKey + "," + third, "--signatures-required=2"
        };
        sign(catalog, "7", "2999-01-31T00:00:00Z");

        Run few = run(check);
        Run added = run("sign", "--add", second, catalog);
        Run enough = run(check);

        assertThat(few.code()).isEqualTo(1);
        assertThat(few.out().lines())
                .containsExactly(
                        catalog + ": signature given: " + publicKey,
                        catalog + ": signature missing: " + secondKey,
                        catalog + ": signature missing: " + third);
        assertThat(few.err())
                .isEqualToIgnoringNewLines(catalog + ".sig: signed with 1 of 2 required keys of"
                        + " cvr0.catalog.public-key; add a signature with 'cvr0 sign --add'");
        assertThat(added.err()).isEmpty();
        assertThat(added.code()).isZero();
        assertThat(added.out()).isEqualToIgnoringNewLines(catalog + ": signature added (version: 7, signatures: 2)");
        assertThat(enough.code()).isZero();
        assertThat(enough.out().lines())
                .contains(
                        catalog + ": signature given: " + secondKey,
                        catalog + ": signature missing: " + third,
                        catalog + ": signed (version: 7, expires: 2999-01-31T00:00:00Z)");
    }

    @Test
    void shouldNotAddSignatureTwiceOrToChangedFiles() throws IOException {
        String second = folder.resolve("second.pem").toString();
        publicKey(second);

        Run unsigned = run("sign", "--add", second, catalog);
        sign(catalog, "7", "P30D");
        Run twice = run("sign", "--add", key, catalog);
        String before = Files.readString(Path.of(catalog + ".sig"));
        Files.writeString(Path.of(catalog), Files.readString(Path.of(catalog)) + "# changed\n");
        Run changed = run("sign", "--add", second, catalog);

        assertThat(unsigned.err()).startsWith(catalog + ".sig: cannot read the file: no such file; sign the catalog");
        assertThat(twice.err())
                .isEqualToIgnoringNewLines(catalog + ".sig: this key has signed it already; use another key");
        assertThat(changed.err()).startsWith(catalog + ": the file does not match the signature");
        assertThat(List.of(unsigned.code(), twice.code(), changed.code())).containsOnly(1);
        assertThat(Path.of(catalog + ".sig")).hasContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--add=KEY --key=KEY", "--add=KEY --catalog-version=1", "--key=KEY --expires=P1D"})
    void shouldRejectIncompleteOrConflictingOptions(String options) {
        String[] args = ("sign " + options + " " + catalog).replace("KEY", key).split(" +");

        assertThat(run(args).code()).isEqualTo(2);
        assertThat(Path.of(catalog + ".sig")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void shouldRejectInvalidNumberOfRequiredSignatures(String required) {
        Run run = run("check", catalog, "--public-key=" + publicKey, "--signatures-required=" + required);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("the number of required signatures must be 1 to the number of keys; correct --public-key");
    }

    @Test
    void shouldWriteAnEmergencyDocument() throws IOException {
        Path output = folder.resolve("emergency.sig");

        Run all = run("emergency", "--key", key, "--for", "7", "--all", "--output", output.toString());
        assertThat(all.err()).isEmpty();
        assertThat(all.code()).isZero();
        assertThat(all.out()).isEqualToIgnoringNewLines(output + ": signed (for version: 7, rules: all)");
        VerifyingKey verifying = VerifyingKey.tryParse(publicKey).orElseThrow();
        assertThat(Emergency.verify(Files.readAllBytes(output), verifying).rules())
                .isEmpty();
        Run some = run("emergency", "--key=" + key, "--for=8", "--rule", "to 7.5", "--rule=b", "--output=" + output);
        assertThat(some.out()).isEqualToIgnoringNewLines(output + ": signed (for version: 8, rules: 2)");
        Emergency read = Emergency.verify(Files.readAllBytes(output), verifying);
        assertThat(read.rules()).containsExactly("b", "to 7.5");
        assertThat(read.catalogVersion()).isEqualTo(8);
        Run unwritable = run("emergency", "--key=" + key, "--for=8", "--all", "--output=" + folder.resolve("none/x"));
        assertThat(unwritable.code()).isEqualTo(1);
        assertThat(unwritable.err()).startsWith(folder.resolve("none/x") + ": cannot write the document: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--for=7",
                "--for=7 --all --rule=a",
                "--for=0 --all",
                "--for=999999999999999999 --all",
                "--all",
                "--for=7 --rule="
            })
    void shouldRejectInvalidEmergency(String options) {
        String[] args = ("emergency --key=" + key + " --output=" + folder.resolve("e") + " " + options).split(" ");

        assertThat(run(args).code()).isEqualTo(2);
        assertThat(folder.resolve("e")).doesNotExist();
    }

    @Test
    void shouldNotSignAnInvalidCatalog() throws IOException {
        Files.writeString(Path.of(catalog), "format: 1\nrulez: []\n");

        Run run = sign(catalog, "1", "P30D");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo(run("check", catalog).err());
        assertThat(Path.of(catalog + ".sig")).doesNotExist();
    }

    @Test
    void shouldNotSignAHiddenFile() throws IOException {
        Path hidden = Files.move(Path.of(catalog), folder.resolve(".catalog.yaml"));

        Run run = sign(hidden.toString(), "1", "P30D");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith(hidden + ": cannot sign the catalog: the file name must ");
    }

    @Test
    void shouldNotSignWithAnInvalidKey() throws IOException {
        Path other = Files.writeString(folder.resolve("other.pem"), "secret");

        Run run = run("sign", catalog, "--key=" + other, "--catalog-version=1", "--expires=P30D");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith(other + ": not an Ed25519 private key").doesNotContain("secret", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P0D", "P-1D", "2020-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "P99999999999D", "30d", "P", ""
            })
    void shouldRejectAnInvalidExpiry(String expires) {
        Run run = sign(catalog, "1", expires);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(" is not a time in the future; expected a duration from now such as P30D")
                .doesNotContain("Exception:");
        assertThat(Path.of(catalog + ".sig")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "x", "1.5", "1000000000000000000", "9999999999999999999"})
    void shouldRejectAnInvalidVersion(String version) {
        Run run = sign(catalog, version, "P30D");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("cvr0: ").contains("--catalog-version");
    }

    @Test
    void shouldReportAnInvalidPublicKey() {
        Run run = run("check", catalog, "--public-key", key);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("expected an Ed25519 public key in base64, as 'cvr0 keygen' prints it");
    }

    @Test
    void shouldExplainADraftWithoutASignature() {
        String state = folder.resolve("state").toString();

        Run run =
                run("explain", "--catalog=" + catalog, setting("public-key", publicKey), setting("state", state), CVQ);

        assertThat(run.out()).startsWith("CVQ 2 7.0.0813");
        assertThat(Path.of(state)).doesNotExist();
    }

    @Test
    void shouldExplainADraftWhileSeveralSignaturesAreRequired() {
        Run run = run(
                "explain",
                "--catalog=" + catalog,
                setting("public-key", publicKey),
                setting("signatures-required", "2"),
                setting("state", folder.resolve("state").toString()),
                CVQ);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db/cvr0?password=secret", "jdbc:postgresql://ann:secret@db/cvr0"})
    void shouldNotEvaluateTheCatalogOfADatabase(String location) {
        Run run = run("explain", "--set=cvr0.catalog=" + location, CVQ);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .startsWith(
                        "cvr0: cvr0.catalog: is a source that servers share; write a version to a folder with 'cvr0 show"
                                + " VERSION --from jdbc:postgresql://db/cvr0 --output FOLDER', and use --catalog FOLDER")
                .doesNotContain("secret");
    }

    @Test
    void shouldNotStartWithAnUnsignedCatalog() {
        Run unsigned = serve(catalog, folder.resolve("state").toString());

        assertThat(unsigned.code()).isEqualTo(3);
        assertThat(unsigned.err())
                .contains(catalog + ".sig: cannot read the file: no such file; sign the catalog with 'cvr0 sign'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://127.0.0.1:1/none", "http://127.0.0.1:1/", "jdbc:none://127.0.0.1/none"})
    void shouldNotStartIfTheSourceIsUnavailableAndThereIsNoCopy(String location) {
        Run run = serve(location, folder.resolve("state").toString());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains(location.replaceFirst("/$", "")).doesNotContain("Exception:", "\tat ");
    }

    @Test
    void shouldNotStartWithADamagedOrMissingStateFile() throws IOException {
        sign(catalog, "1", "P30D");
        Path state = Files.writeString(folder.resolve("state"), "damaged");

        assertThat(serve(catalog, state.toString()).err()).contains(state + ": the state file is damaged");
        assertThat(serve(catalog, folder.resolve("none/state").toString()).err())
                .contains("the folder does not exist; create it and make it writable for the server");
    }

    @Test
    void shouldNotStartWithIncompleteSignatureSettings() {
        Run noCatalog = run("serve", setting("public-key", publicKey));
        Run noKey = run("serve", setting("state", "/tmp/state"));

        assertThat(noCatalog.code()).isEqualTo(3);
        assertThat(noCatalog.err().lines())
                .containsExactlyInAnyOrder(
                        "cvr0: cvr0.catalog: '' is invalid; use the signed catalog, because"
                                + " cvr0.catalog.public-key is set; the bundled one has no signature",
                        "cvr0: cvr0.catalog.state: '' is invalid; use a file in a writable folder, because"
                                + " cvr0.catalog.public-key is set; it stores the highest served version");
        assertThat(noKey.err().lines())
                .containsExactly("cvr0: cvr0.catalog.state: '/tmp/state' is invalid; use no value, because"
                        + " cvr0.catalog.public-key is not set");
        assertThat(run("serve", setting("public-key", "x," + publicKey)).err().lines())
                .containsExactly("cvr0: cvr0.catalog.public-key: 'x' is invalid; use an Ed25519 public key in"
                        + " base64, as 'cvr0 keygen' prints it");
    }

    @Test
    void shouldNotStartWithAnOlderVersion() throws IOException {
        String state = folder.resolve("state").toString();
        Files.writeString(Path.of(state), "cvr0-catalog-state 1\nversion 9\nmanifest " + "0".repeat(64) + "\n");
        sign(catalog, "8", "P30D");

        assertThat(serve(catalog, state).err())
                .contains("version 8 is lower than version 9, which was served before")
                .doesNotContain("Exception");
    }

    private Run serve(String path, String state) {
        return run("serve", "--catalog=" + path, setting("public-key", publicKey), setting("state", state));
    }

    private static String publicKey(String file) {
        return run("keygen", file).out().strip().replaceFirst("cvr0\\.catalog\\.public-key = ", "");
    }

    private static String setting(String key, String value) {
        return "--set=cvr0.catalog." + key + "=" + value;
    }

    private Run sign(String path, String version, String expires) {
        return run("sign", path, "--key=" + key, "--catalog-version=" + version, "--expires=" + expires);
    }
}
