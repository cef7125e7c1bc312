// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.catalog.ReloadingCatalog;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the guide that replace a key, with two servers that are restarted one after the other. */
class KeyRotationTest {

    private static final String PUBLIC_KEY = "cvr0.catalog.public-key";
    private static final String REQUIRED = "cvr0.catalog.signatures-required";
    private static final String EMERGENCY_KEY = "cvr0.catalog.emergency-key";

    @TempDir
    private Path folder;

    private Path catalog;

    @BeforeEach
    void writeCatalog() throws IOException {
        catalog = Files.createDirectory(folder.resolve("catalog.d"));
        Files.writeString(catalog.resolve("a.yaml"), """
                format: 1
                releases: { LIB: [1.0, 2.0] }
                rules:
                  - { name: to-2, when: { library: LIB }, recommend: 2.0, minimum: 2.0, download: http://a.example,
                      fallback: http://a.example }
                otherwise: { recommend: own, minimum: own, download: http://a.example, fallback: http://a.example }
                """);
    }

    @Test
    void shouldReplaceTheKeyOfCatalogs() {
        String oldKey = keygen("old.pem");
        sign("old.pem", 1);
        assertThat(serve("one", Map.of(PUBLIC_KEY, oldKey))).isEqualTo(1);
        assertThat(serve("two", Map.of(PUBLIC_KEY, oldKey))).isEqualTo(1);

        String newKey = keygen("new.pem");
        String both = oldKey + "," + newKey;
        assertThat(serve("one", Map.of(PUBLIC_KEY, both))).isEqualTo(1);
        assertThat(serve("two", Map.of(PUBLIC_KEY, both))).isEqualTo(1);

        sign("new.pem", 2);
        assertThat(serve("one", Map.of(PUBLIC_KEY, both))).isEqualTo(2);
        assertThat(serve("two", Map.of(PUBLIC_KEY, both))).isEqualTo(2);

        assertThat(serve("one", Map.of(PUBLIC_KEY, newKey))).isEqualTo(2);
        assertThat(serve("two", Map.of(PUBLIC_KEY, newKey))).isEqualTo(2);
        sign("old.pem", 3);
        assertThatThrownBy(() -> serve("one", Map.of(PUBLIC_KEY, newKey)))
                .hasMessageContaining("the signature is invalid for every key");
    }

    @Test
    void shouldReplaceALostKeyOfThree() {
        String ann = keygen("ann.pem");
        String bob = keygen("bob.pem");
        String lost = keygen("lost.pem");
        Map<String, String> before = Map.of(PUBLIC_KEY, String.join(",", ann, bob, lost), REQUIRED, "2");
        sign("ann.pem", 1);
        add("lost.pem");
        assertThat(serve("one", before)).isEqualTo(1);
        assertThat(serve("two", before)).isEqualTo(1);

        sign("ann.pem", 2);
        assertThatThrownBy(() -> serve("one", before)).hasMessageContaining("signed with 1 of 2 required keys");
        add("bob.pem");
        String cem = keygen("cem.pem");
        Map<String, String> after = Map.of(PUBLIC_KEY, String.join(",", ann, bob, cem), REQUIRED, "2");
        assertThat(serve("one", before)).isEqualTo(2);
        assertThat(serve("one", after)).isEqualTo(2);
        assertThat(serve("two", after)).isEqualTo(2);

        sign("cem.pem", 3);
        add("ann.pem");
        assertThat(serve("one", after)).isEqualTo(3);
        sign("lost.pem", 4);
        add("ann.pem");
        assertThatThrownBy(() -> serve("one", after)).hasMessageContaining("signed with 1 of 2 required keys");
    }

    @Test
    void shouldReplaceTheKeyOfEmergenciesWhileOneIsInForce() throws IOException {
        String key = keygen("key.pem");
        Map<String, String> before = Map.of(PUBLIC_KEY, key, EMERGENCY_KEY, keygen("old.pem"));
        sign("key.pem", 1);
        emergency("old.pem");
        assertThat(status("one", before)).satisfies(KeyRotationTest::isEmergency);
        assertThat(status("two", before)).satisfies(KeyRotationTest::isEmergency);

        Map<String, String> after = Map.of(PUBLIC_KEY, key, EMERGENCY_KEY, keygen("new.pem"));
        emergency("new.pem");
        assertThat(status("two", before).emergency()).isPresent();
        assertThat(status("one", after)).satisfies(KeyRotationTest::isEmergency);
        assertThat(status("two", after)).satisfies(KeyRotationTest::isEmergency);

        Files.delete(catalog.resolve("emergency.sig"));
        assertThat(status("one", after)).satisfies(KeyRotationTest::isEmergency);
        assertThat(status("one", before).emergency()).isEmpty();

        sign("key.pem", 2);
        assertThat(status("two", after).emergency()).isEmpty();
    }

    private static void isEmergency(CatalogStatus status) {
        assertThat(status.emergency()).isPresent();
        assertThat(status.errors()).isEmpty();
    }

    private long serve(String node, Map<String, String> keys) {
        return status(node, keys).revision().version();
    }

    /** Starts a server with its own state file, and returns the status of its catalog. */
    private CatalogStatus status(String node, Map<String, String> keys) {
        Map<String, String> settings = new HashMap<>(keys);
        settings.put("cvr0.catalog", catalog.toString());
        settings.put("cvr0.catalog.state", folder.resolve(node).toString());
        SettingSource source = SettingSource.of(settings);
        SettingsReader reader = new SettingsReader(source);
        CatalogSettings read = CatalogSettings.read(reader);
        reader.throwIfInvalid();
        try (ReloadingCatalog served = ReloadingCatalog.open(read, source)) {
            return served.status();
        }
    }

    private String keygen(String file) {
        return run("keygen", folder.resolve(file).toString()).strip().replaceFirst(".* = ", "");
    }

    private void sign(String key, int version) {
        run(
                "sign",
                catalog.toString(),
                "--key=" + folder.resolve(key),
                "--catalog-version=" + version,
                "--expires=P30D");
    }

    private void add(String key) {
        run("sign", "--add", folder.resolve(key).toString(), catalog.toString());
    }

    private void emergency(String key) throws IOException {
        Path output = folder.resolve("emergency.new");
        run("emergency", "--key=" + folder.resolve(key), "--for=1", "--all", "--output=" + output);
        Files.move(output, catalog.resolve("emergency.sig"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String run(String... args) {
        Run run = Run.run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }
}
