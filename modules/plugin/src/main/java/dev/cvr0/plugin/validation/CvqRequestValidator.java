// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.validation;

import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.constraint.WireError;
import dev.cvr0.plugin.constraint.WireError.MalformedParameters;
import dev.cvr0.plugin.constraint.WireError.UnknownClient;
import dev.cvr0.plugin.constraint.WireError.UnknownLocale;
import dev.cvr0.plugin.constraint.WireError.WrongNumberOfParameters;
import dev.cvr0.plugin.settings.PluginSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Validates requests with Bean Validation. Thread-safe.
 *
 * <p>The plugin creates a separate validator factory, so its configuration is independent of the application's use of Bean
 * Validation.
 *
 * @since 0.1
 */
@PluginBean
public class CvqRequestValidator {

    // Hibernate Validator would store each answer of AlwaysReachable per request; other providers ignore the key.
    private static final String RESULT_CACHE = "hibernate.validator.enable_traversable_resolver_result_cache";

    // A request with several errors is answered with the first of these. This is the only order that satisfies all
    // documented examples.
    private static final List<Class<? extends WireError>> STRICT =
            List.of(WrongNumberOfParameters.class, MalformedParameters.class, UnknownLocale.class, UnknownClient.class);
    // The modes that accept unknown clients also accept an unreadable version.
    private static final List<Class<? extends WireError>> ACCEPTING_UNKNOWN_CLIENTS =
            STRICT.subList(0, STRICT.indexOf(UnknownClient.class));

    private final ValidatorFactory factory;
    private final Validator validator;
    private final List<Class<? extends WireError>> order;

    /**
     * Creates a validator.
     *
     * @param settings the additional locales and the mode for unknown clients
     */
    @Inject
    public CvqRequestValidator(PluginSettings settings) {
        factory = Validation.byDefaultProvider()
                .configure()
                .ignoreXmlConfiguration()
                .addProperty(RESULT_CACHE, "false")
                .messageInterpolator(new ResourceBundleMessageInterpolator())
                .traversableResolver(new AlwaysReachable())
                .constraintValidatorFactory(
                        new PluginConstraintValidatorFactory(settings.cvq().additionalLocales()))
                .buildValidatorFactory();
        validator = factory.getValidator();
        order = settings.policy().unknownClients() == UnknownClientMode.STRICT ? STRICT : ACCEPTING_UNKNOWN_CLIENTS;
    }

    /**
     * Validates a request. Errors take precedence in this order: form (731), locale (710), version (420).
     *
     * @param request the request
     * @return the error with the highest precedence; empty if the request is valid
     */
    public Optional<InvalidRequest> validate(CvqRequest request) {
        Set<ConstraintViolation<CvqRequest>> violations = validator.validate(request);
        return violations.isEmpty() ? Optional.empty() : firstError(violations);
    }

    @PreDestroy
    void close() {
        factory.close();
    }

    private Optional<InvalidRequest> firstError(Set<ConstraintViolation<CvqRequest>> violations) {
        Map<Class<? extends WireError>, List<ConstraintViolation<CvqRequest>>> byError =
                violations.stream().collect(Collectors.groupingBy(CvqRequestValidator::error));
        return order.stream()
                .filter(byError::containsKey)
                .findFirst()
                .map(error -> new InvalidRequest(
                        WireError.code(error), descriptions(byError.getOrDefault(error, List.of()))));
    }

    private static Class<? extends WireError> error(ConstraintViolation<?> violation) {
        return WireError.fromPayload(violation.getConstraintDescriptor().getPayload())
                .orElseThrow(() -> new IllegalStateException(
                        "the constraint on " + violation.getPropertyPath() + " has no WireError payload: add one"));
    }

    private static List<String> descriptions(List<ConstraintViolation<CvqRequest>> violations) {
        return violations.stream()
                .map(CvqRequestValidator::description)
                .sorted()
                .toList();
    }

    private static String description(ConstraintViolation<?> violation) {
        return violation.getPropertyPath() + " " + LogSafeText.quote(String.valueOf(violation.getInvalidValue())) + " "
                + violation.getMessage();
    }
}
