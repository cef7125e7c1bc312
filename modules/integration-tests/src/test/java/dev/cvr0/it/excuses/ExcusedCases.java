// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.excuses;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Sees to it that an excused case fails: then it counts as skipped. One that passes needs no excuse any more. An excused
 * class is not run.
 */
public final class ExcusedCases implements InvocationInterceptor, ExecutionCondition {

    private static final String CONTAINER = System.getProperty("arquillian.launch", "");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                ? ConditionEvaluationResult.enabled("its class is")
                : context.getTestClass()
                        .flatMap(type -> Excuses.ofThisBuild().find(CONTAINER, type.getSimpleName()))
                        .map(reason -> ConditionEvaluationResult.disabled("excused: " + reason))
                        .orElse(ConditionEvaluationResult.enabled("no excuse"));
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        Optional<String> reason = Excuses.ofThisBuild()
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
            throw new TestAbortedException("excused: " + reason, e);
        }
        throw new AssertionError("passes, though it is excused ('" + reason + "'): remove the excuse");
    }
}
