// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.server.dropin.SecondPolicy;
import dev.cvr0.server.dropin.SecondVerHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beans in the lib folder that conflict with the server: it does not start and reports each conflict in one line. */
class DropInIT {

    @TempDir
    private Path home;

    @Test
    void shouldNotStartWithTwoPolicies() throws Exception {
        assertThat(serveWith(SecondPolicy.class))
                .singleElement()
                .asString()
                .startsWith("cvr0: 2 beans of type dev.cvr0.api.policy.VersionPolicy (")
                .contains("dev.cvr0.catalog.CatalogPolicy", SecondPolicy.class.getName())
                .endsWith("remove all but one, or make one an @Alternative with a @Priority");
    }

    @Test
    void shouldNotStartWithTwoHandlersForOneVerb() throws Exception {
        assertThat(serveWith(SecondVerHandler.class))
                .singleElement()
                .asString()
                .startsWith("cvr0: verb VER already has the handler ")
                .contains("dev.cvr0.plugin.handler.VerHandler", SecondVerHandler.class.getName())
                .endsWith("remove one of them");
    }

    @Test
    void shouldReportAllConflictsTogether() throws Exception {
        assertThat(serveWith(SecondPolicy.class, SecondVerHandler.class))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("cvr0: 2 beans of type"))
                .anyMatch(line -> line.startsWith("cvr0: verb VER already has the handler"));
    }

    private List<String> serveWith(Class<?>... beans) throws IOException, InterruptedException {
        DistributionCopy copy = DistributionCopy.in(home);
        copy.add(beans);
        Process server = copy.serve(Map.of());
        assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(server.exitValue()).isEqualTo(3);
        return new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.contains(" INFO "))
                .toList();
    }
}
