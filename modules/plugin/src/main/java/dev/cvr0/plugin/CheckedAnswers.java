// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.Tokens;
import jakarta.inject.Inject;
import java.util.List;

/** Advice as parameters of an answer, checked once: a policy gives the same few pieces of advice to very many clients. */
@Part
class CheckedAnswers {

    private static final long MOST = 1000;

    private final CvqChecks checks;
    private final Cache<Advice, Tokens> parameters = Caffeine.newBuilder()
            .maximumSize(MOST)
            // On the threads of the common pool it would outlive the application that it belongs to.
            .executor(Runnable::run)
            .build();

    @Inject
    CheckedAnswers(CvqChecks checks) {
        this.checks = checks;
    }

    /** The five parameters. Throws PolicyFailure if they cannot be sent. */
    Tokens parametersOf(Advice advice) {
        return parameters.get(advice, this::check);
    }

    private Tokens check(Advice advice) {
        CvqAnswer answer = CvqAnswer.of(advice);
        List<String> faults = checks.faultsOf(answer);
        if (!faults.isEmpty()) {
            throw new PolicyFailure("its advice cannot be sent: " + String.join("; ", faults));
        }
        return answer.tokens();
    }
}
