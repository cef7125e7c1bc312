// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.excuses;

import dev.cvr0.it.container.app.DeploymentResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What containers cannot do, and why.
 *
 * @param reasons by what is excused: a container's name, a point, and a case of its
 */
public record Excuses(Map<String, String> reasons) {

    private static final String FILE = "/excuses.properties";

    /**
     * Those of this build.
     *
     * @return all that are written down
     */
    public static Excuses ofThisBuild() {
        try (InputStream in = Excuses.class.getResourceAsStream(FILE)) {
            return new Excuses(DeploymentResource.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The excuses of one container.
     *
     * @param container its name
     * @return reasons by case, in the order of the cases
     */
    public Map<String, String> of(String container) {
        Map<String, String> cases = new TreeMap<>();
        String prefix = container + ".";
        reasons.forEach((excused, reason) -> {
            if (excused.startsWith(prefix)) {
                cases.put(excused.substring(prefix.length()), reason);
            }
        });
        return cases;
    }

    Optional<String> find(String container, String excused) {
        return Optional.ofNullable(reasons.get(container + "." + excused));
    }

    /**
     * Why a container does not run on a JDK.
     *
     * @param container its name
     * @param jdk the feature version
     * @return the reason, if it does not
     */
    public Optional<String> findForJdk(String container, int jdk) {
        return find(container, "jdk." + jdk);
    }
}
