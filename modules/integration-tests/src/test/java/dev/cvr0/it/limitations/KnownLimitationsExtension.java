// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.limitations;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Handles the tests that are listed as known limitations of the container. A listed test is expected to fail, and then
 * counts as skipped; if it passes, it is reported as a failure. A listed class is not run.
 */
public final class KnownLimitationsExtension implements InvocationInterceptor, ExecutionCondition {

    private static final String CONTAINER = System.getProperty("arquillian.launch", "");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                ? ConditionEvaluationResult.enabled("a listed test case runs and is expected to fail")
                : context.getTestClass()
                        .flatMap(type -> KnownLimitations.ofThisBuild().find(CONTAINER, type.getSimpleName()))
                        .map(reason -> ConditionEvaluationResult.disabled("known limitation: " + reason))
                        .orElse(ConditionEvaluationResult.enabled("not listed as a known limitation"));
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        Optional<String> reason = KnownLimitations.ofThisBuild()
                .find(
                        CONTAINER,
                        test.getTargetClass().getSimpleName() + "."
                                + test.getExecutable().getName());
        if (reason.isPresent()) {
            expectFailure(invocation, reason.get());
        } else {
            invocation.proceed();
        }
    }

    static void expectFailure(Invocation<Void> invocation, String reason) throws Throwable {
        try {
            invocation.proceed();
        } catch (AssertionError | Exception e) {
            throw new TestAbortedException("failed as expected: " + reason, e);
        }
        throw new AssertionError(
                "passed, expected it to fail (" + reason + "); remove it from known-limitations.properties");
    }
}
