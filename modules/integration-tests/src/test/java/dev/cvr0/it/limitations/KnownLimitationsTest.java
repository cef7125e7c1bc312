// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.limitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.matrix.Containers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownLimitationsTest {

    private static final List<String> PACKAGES =
            List.of("dev.cvr0.it.container.", "dev.cvr0.it.container.conformance.");

    @Test
    void shouldReferToExistingContainers() throws IOException {
        Set<String> containers = KnownLimitations.ofThisBuild().reasons().keySet().stream()
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toSet());

        assertThat(containers).isSubsetOf(Containers.names());
    }

    @Test
    void shouldReferToExistingTests() {
        List<String> unknown = KnownLimitations.ofThisBuild().reasons().keySet().stream()
                .map(key -> key.substring(key.indexOf('.') + 1))
                .filter(testCase -> !testCase.matches("jdk\\.[0-9]+"))
                .filter(testCase -> PACKAGES.stream().noneMatch(prefix -> exists(prefix, testCase)))
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldHaveReasons() {
        assertThat(KnownLimitations.ofThisBuild().reasons().values()).noneMatch(String::isBlank);
    }

    private static boolean exists(String prefix, String testCase) {
        String[] names = testCase.split("\\.", 2);
        try {
            Class<?> type = Class.forName(prefix + names[0], false, KnownLimitationsTest.class.getClassLoader());
            return names.length == 1 || methodsOf(type).anyMatch(names[1]::equals);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Stream<String> methodsOf(Class<?> type) {
        Stream<String> own = Arrays.stream(type.getDeclaredMethods()).map(method -> method.getName());
        return type == Object.class ? own : Stream.concat(own, methodsOf(type.getSuperclass()));
    }
}
