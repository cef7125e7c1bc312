// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs a test class in a separate JUnit engine and returns its results. */
final class ContractRun {

    private final Events tests;

    private ContractRun(Events tests) {
        this.tests = tests;
    }

    static ContractRun of(Class<?> testClass) {
        return new ContractRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute()
                .testEvents());
    }

    long succeeded() {
        return tests.succeeded().count();
    }

    /** Returns the names of the methods or dynamic tests that failed. */
    Set<String> failed() {
        return names(tests.failed());
    }

    /** Returns the names of the methods or dynamic tests that were aborted. */
    Set<String> aborted() {
        return names(tests.aborted());
    }

    private static Set<String> names(Events events) {
        Set<String> names = new TreeSet<>();
        events.stream()
                .forEach(event ->
                        names.add(event.getTestDescriptor().getDisplayName().replace("()", "")));
        return names;
    }

    /** Returns the messages of the aborted tests. */
    List<String> reasons() {
        return tests.aborted().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .map(Throwable::getMessage)
                .toList();
    }

    /** Returns the messages of the failures, one per line. */
    String messages() {
        StringBuilder messages = new StringBuilder();
        tests.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .forEach(failure -> messages.append(failure.getMessage()).append('\n'));
        return messages.toString();
    }
}
