// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * Checks the files that {@code ./mvnw -Prelease verify} has staged against the requirements that
 * https://central.sonatype.org/publish/requirements/ lists, without a network. If they are met, packs the bundle for the
 * upload. Run from the root of the project:
 *
 * <pre>java src/build/CheckCentral.java [target/staging [target/central-bundle.zip]]</pre>
 *
 * Prints each problem, and exits with 1 if there is one. It checks that signatures exist, not who made them.
 */
final class CheckCentral {

    private static final String GROUP = "dev/cvr0";

    /** The parent, the BOM, and the published modules. */
    private static final int MIN_ARTIFACTS = 13;

    /** Required elements of a POM. Name and description are not inherited from the parent. */
    private static final List<String> REQUIRED = List.of(
            "/project/name",
            "/project/description",
            "/project/url",
            "/project/licenses/license/name",
            "/project/licenses/license/url",
            "/project/developers/developer/name",
            "/project/scm/connection",
            "/project/scm/developerConnection",
            "/project/scm/url");

    private static final List<String> OWN = REQUIRED.subList(0, 2);

    private final Path staging;
    private final List<String> problems = new ArrayList<>();

    private CheckCentral(Path staging) {
        this.staging = staging;
    }

    public static void main(String... args) throws Exception {
        CheckCentral check = new CheckCentral(Path.of(args.length > 0 ? args[0] : "target/staging"));
        List<Path> files = check.files();
        check.checkFiles(files);
        if (!check.problems.isEmpty()) {
            check.problems.forEach(System.err::println);
            System.err.println(check.problems.size() + " problems");
            System.exit(1);
        }
        Path bundle = Path.of(args.length > 1 ? args[1] : "target/central-bundle.zip");
        check.pack(files, bundle);
        System.out.println(files.size() + " files meet the requirements; upload " + bundle);
    }

    /** Returns all staged files but the lists of versions, which Central maintains itself. */
    private List<Path> files() throws IOException {
        if (!Files.isDirectory(staging)) {
            throw new IOException(staging + ": no such folder; run ./mvnw -Prelease verify");
        }
        try (Stream<Path> all = Files.walk(staging)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
                    .sorted()
                    .toList();
        }
    }

    private void checkFiles(List<Path> files) throws Exception {
        int poms = 0;
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(".pom")) {
                checkPom(file);
                poms++;
            }
            if (!name.matches(".*\\.(md5|sha1|sha256|sha512|asc)")) {
                checkCompanions(file);
            }
        }
        if (poms < MIN_ARTIFACTS) {
            problems.add(staging + ": " + poms + " artifacts, expected at least " + MIN_ARTIFACTS
                    + "; build all modules with -Prelease");
        }
    }

    private void checkPom(Path file) throws Exception {
        Document pom = parse(file);
        String artifact = text(pom, "/project/artifactId");
        String version = text(pom, "/project/version") + text(pom, "/project[not(version)]/parent/version");
        Path folder = staging.resolve(GROUP).resolve(artifact).resolve(version);
        if (!file.equals(folder.resolve(artifact + "-" + version + ".pom"))) {
            problems.add(file + ": not in the folder of its coordinates, " + folder);
        }
        if (version.contains("SNAPSHOT")) {
            problems.add(file + ": version " + version + " is a snapshot; set a release version");
        }
        checkElements(file, pom);
        String packaging = text(pom, "/project/packaging");
        if (!packaging.equals("pom")) {
            String extension = packaging.equals("war") ? ".war" : ".jar";
            for (String suffix : List.of(extension, "-sources.jar", "-javadoc.jar")) {
                Path expected = folder.resolve(artifact + "-" + version + suffix);
                if (!Files.isRegularFile(expected)) {
                    problems.add(expected + ": missing; build with -Prelease");
                }
            }
        }
    }

    private void checkElements(Path file, Document pom) throws Exception {
        String parentArtifact = text(pom, "/project/parent/artifactId");
        String parentVersion = text(pom, "/project/parent/version");
        Path parentFile = staging.resolve(GROUP)
                .resolve(parentArtifact)
                .resolve(parentVersion)
                .resolve(parentArtifact + "-" + parentVersion + ".pom");
        Document parent = parentArtifact.isEmpty() ? null : parse(parentFile);
        for (String element : REQUIRED) {
            boolean inherited = parent != null && !OWN.contains(element) && !text(parent, element).isEmpty();
            if (text(pom, element).isEmpty() && !inherited) {
                problems.add(file + ": no " + element + "; add it to the POM");
            }
        }
    }

    private void checkCompanions(Path file) throws Exception {
        for (String algorithm : List.of("MD5", "SHA-1")) {
            Path checksum = sibling(file, "." + algorithm.replace("-", "").toLowerCase());
            if (!Files.isRegularFile(checksum)) {
                problems.add(checksum + ": missing; build with -Prelease");
            } else {
                byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
                if (!Files.readString(checksum).strip().equals(HexFormat.of().formatHex(digest))) {
                    problems.add(checksum + ": wrong checksum; build again");
                }
            }
        }
        Path signature = sibling(file, ".asc");
        if (!Files.isRegularFile(signature)
                || !Files.readString(signature).startsWith("-----BEGIN PGP SIGNATURE-----")) {
            problems.add(signature + ": no signature; set MAVEN_GPG_KEY");
        }
    }

    private void pack(List<Path> files, Path bundle) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(staging.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static Document parse(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    }

    private static String text(Document pom, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, pom).strip();
    }
}
