// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Signs catalogs and publishes them with the commands of the distribution, as a person does who has the keys.
 *
 * @param distribution the commands
 * @param folder the folder of the keys and of the sources of the catalogs
 * @param target the location of the publications: a folder or a database
 * @param publicKey the key that verifies catalogs
 * @param emergencyKey the key that verifies emergency documents
 */
record Publisher(Distribution distribution, Path folder, String target, String publicKey, String emergencyKey) {

    private static final String EXPIRES = "P90D";

    /** Creates the keys in an empty folder. */
    static Publisher in(Path folder, Distribution distribution, String target)
            throws IOException, InterruptedException {
        return new Publisher(
                distribution,
                folder,
                target,
                publicKey(distribution, folder.resolve("key.pem")),
                publicKey(distribution, folder.resolve("emergency.pem")));
    }

    /** Returns the file of the private key for catalogs. */
    Path key() {
        return folder.resolve("key.pem");
    }

    /** Returns the file of the private key for emergency documents. */
    Path emergencyPrivateKey() {
        return folder.resolve("emergency.pem");
    }

    /** Signs and publishes a catalog. */
    void publish(long version, Map<String, String> files, String comment) throws IOException, InterruptedException {
        Path source = Files.createDirectory(folder.resolve("v" + version));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(source.resolve(file.getKey()), file.getValue());
        }
        distribution.run(
                "sign", source.toString(), "--key=" + key(), "--catalog-version=" + version, "--expires=" + EXPIRES);
        distribution.run(
                "publish", source.toString(), "--to=" + target, "--public-key=" + publicKey, "--comment=" + comment);
    }

    /** Signs and publishes an emergency document. */
    void stop(long version, String... rules) throws IOException, InterruptedException {
        Path document = folder.resolve("emergency-" + version + ".sig");
        distribution.run(Stream.concat(
                        Stream.of(
                                "emergency",
                                "--key=" + emergencyPrivateKey(),
                                "--for=" + version,
                                "--output=" + document),
                        Stream.of(rules))
                .toArray(String[]::new));
        distribution.run("publish", "--emergency=" + document, "--to=" + target);
    }

    private static String publicKey(Distribution distribution, Path key) throws IOException, InterruptedException {
        String output = distribution.run("keygen", key.toString());
        return output.lines()
                .filter(line -> line.startsWith("cvr0.catalog.public-key = "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }
}
