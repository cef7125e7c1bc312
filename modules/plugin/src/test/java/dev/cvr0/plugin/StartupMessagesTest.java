// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.testkit.RecordingRegistry;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages for an incomplete class path. */
class StartupMessagesTest {

    private static final String PREFIX = "dev.cvr0.plugin.registration.PluginStartException: ";

    // The APIs are in the JARs whose names begin with jakarta.
    private static final String NO_CDI_API = "weld|jakarta";
    private static final String NO_CDI = "weld";
    private static final String NO_VALIDATION_API = "hibernate-validator|jakarta.jakartaee|jakarta.validation";
    private static final String NO_VALIDATION_PROVIDER = "hibernate-validator";

    @Test
    void shouldReportAMissingCdiImplementation() throws Exception {
        assertThat(startWithout(NO_CDI))
                .isEqualTo(PREFIX + "CDI cannot start (No valid CDI implementation found): put"
                        + " org.jboss.weld.se:weld-se-core and no other CDI implementation on the class path");
    }

    @Test
    void shouldReportAMissingCdiApi() throws Exception {
        assertThat(startWithout(NO_CDI_API))
                .isEqualTo(PREFIX
                        + "CDI cannot start (jakarta.enterprise.inject.se.SeContainerInitializer is missing): put"
                        + " org.jboss.weld.se:weld-se-core and no other CDI implementation on the class path");
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_VALIDATION_API, NO_VALIDATION_PROVIDER})
    void shouldReportAMissingBeanValidationProvider(String missing) throws Exception {
        assertThat(startWithout(missing))
                .isEqualTo(
                        PREFIX + "no Bean Validation provider: put org.hibernate.validator:hibernate-validator on the"
                                + " class path; in Open Liberty, add the feature validation-3.1 (Jakarta EE 10:"
                                + " beanValidation-3.0)");
    }

    private static String startWithout(String jars) throws Exception {
        return ReducedClassPath.run(Starter.class, Pattern.compile(jars));
    }

    /** Starts the plugin. */
    public static final class Starter implements Callable<String> {

        @Override
        public String call() {
            try {
                StandalonePlugin.on(new RecordingRegistry()).start().close();
                return "started";
            } catch (RuntimeException | LinkageError e) {
                return e.toString();
            }
        }
    }
}
