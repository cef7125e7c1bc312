// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.limitations;

import dev.cvr0.it.container.app.DeploymentResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The known limitations of the containers, with their reasons.
 *
 * @param reasons the reasons by key: the profile of the container, a dot, and the test case, test class or JDK
 */
public record KnownLimitations(Map<String, String> reasons) {

    private static final String FILE = "/known-limitations.properties";

    /**
     * Reads the known limitations of this build.
     *
     * @return the content of {@code known-limitations.properties}
     */
    public static KnownLimitations ofThisBuild() {
        try (InputStream in = KnownLimitations.class.getResourceAsStream(FILE)) {
            return new KnownLimitations(DeploymentResource.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the known limitations of one container.
     *
     * @param container the profile of the container
     * @return the reasons by test case, test class or JDK, sorted
     */
    public Map<String, String> of(String container) {
        Map<String, String> cases = new TreeMap<>();
        String prefix = container + ".";
        reasons.forEach((key, reason) -> {
            if (key.startsWith(prefix)) {
                cases.put(key.substring(prefix.length()), reason);
            }
        });
        return cases;
    }

    Optional<String> find(String container, String testCase) {
        return Optional.ofNullable(reasons.get(container + "." + testCase));
    }

    /**
     * Returns the reason why a container does not run on a JDK.
     *
     * @param container the profile of the container
     * @param jdk the feature version of the JDK
     * @return the reason; empty if the JDK is not listed
     */
    public Optional<String> findForJdk(String container, int jdk) {
        return find(container, "jdk." + jdk);
    }
}
