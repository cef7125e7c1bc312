// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.settings.SettingSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogPolicyInContainerTest {

    @Test
    void policyShouldBeFoundAsABean() {
        try (SeContainer container = started(NoSettings.class)) {
            VersionPolicy policy = container.select(VersionPolicy.class).get();
            assertThat(policy).isInstanceOf(CatalogPolicy.class).isNotExactlyInstanceOf(CatalogPolicy.class);
            assertThat(policy.decide(Clients.of("0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602"))
                            .reason())
                    .isEqualTo("msnmsgr-6-on-nt");
            assertThat(((CatalogPolicy) policy).catalog().ruleCount()).isEqualTo(7);
        }
    }

    @Test
    void badFileShouldFailTheStartWithEverythingThatIsWrong() {
        assertThatThrownBy(() -> started(MissingFile.class))
                .hasStackTraceContaining(MissingFile.FILE + ": the file cannot be read: there is none");
    }

    @Test
    void badFileShouldBeNobodysAffairWhereAnotherPolicyDecides() {
        try (SeContainer container = started(MissingFile.class, OtherPolicy.class)) {
            assertThat(container.select(VersionPolicy.class).get()).isInstanceOf(OtherPolicy.class);
        }
    }

    private static SeContainer started(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(CatalogPolicy.class)
                .addBeanClasses(beans)
                .initialize();
    }

    /** Takes the place of the catalogue. */
    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class OtherPolicy implements VersionPolicy {
        @Override
        public Verdict decide(ClientProfile client) {
            return new Verdict.UnknownClient("");
        }
    }

    /** Configures nothing. */
    @ApplicationScoped
    static class NoSettings implements SettingSource {
        @Override
        public Optional<String> find(String key) {
            return Optional.empty();
        }
    }

    /** Configures a file that is not there. */
    @ApplicationScoped
    static class MissingFile implements SettingSource {

        static final Path FILE = Path.of("target", "no-such-catalogue.yaml");

        @Override
        public Optional<String> find(String key) {
            return Optional.of(FILE.toString()).filter(file -> key.equals(CatalogPolicy.FILE));
        }
    }
}
