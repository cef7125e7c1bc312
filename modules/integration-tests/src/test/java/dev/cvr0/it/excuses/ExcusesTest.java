// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.excuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.matrix.Containers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExcusesTest {

    private static final List<String> PACKAGES =
            List.of("dev.cvr0.it.container.", "dev.cvr0.it.container.conformance.");

    @Test
    void shouldEachBelongToAContainer() throws IOException {
        Set<String> containers = Excuses.ofThisBuild().reasons().keySet().stream()
                .map(excused -> excused.substring(0, excused.indexOf('.')))
                .collect(Collectors.toSet());

        assertThat(containers).isSubsetOf(Containers.names());
    }

    @Test
    void shouldEachBeOfACaseThatThereIs() {
        List<String> unknown = Excuses.ofThisBuild().reasons().keySet().stream()
                .map(excused -> excused.substring(excused.indexOf('.') + 1))
                .filter(excused -> !excused.matches("jdk\\.[0-9]+"))
                .filter(excused -> PACKAGES.stream().noneMatch(place -> isThere(place, excused)))
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldEachHaveAReason() {
        assertThat(Excuses.ofThisBuild().reasons().values()).noneMatch(String::isBlank);
    }

    private static boolean isThere(String place, String excused) {
        String[] names = excused.split("\\.", 2);
        try {
            Class<?> type = Class.forName(place + names[0], false, ExcusesTest.class.getClassLoader());
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
