// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PluginStartExceptionTest {

    private final PluginStartException start = new PluginStartException(List.of("a", "b"));

    @Test
    void shouldListTheProblemsOnePerLine() {
        assertThat(start).hasMessage("a" + System.lineSeparator() + "b");
    }

    @Test
    void shouldBeUnwrappedFromOtherExceptions() {
        RuntimeException wrapper = new IllegalStateException(new IllegalArgumentException(start));

        assertThat(PluginStartException.unwrap(wrapper)).isSameAs(start);
        assertThat(PluginStartException.unwrap(start)).isSameAs(start);
    }

    @Test
    void shouldBeUnwrappedFromSuppressedExceptions() {
        RuntimeException wrapper = new IllegalStateException("a list");
        wrapper.addSuppressed(new IllegalArgumentException());
        wrapper.addSuppressed(new IllegalArgumentException(start));

        assertThat(PluginStartException.unwrap(wrapper)).isSameAs(start);
    }

    @Test
    void shouldReturnAnotherExceptionUnchanged() {
        RuntimeException other = new IllegalStateException(new IllegalArgumentException());
        other.addSuppressed(new IllegalStateException(other));

        assertThat(PluginStartException.unwrap(other)).isSameAs(other);
    }
}
