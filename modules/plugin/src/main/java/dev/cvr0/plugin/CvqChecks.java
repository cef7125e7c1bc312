// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.protocol.Excerpt;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks what clients ask and what policies answer, with Bean Validation.
 *
 * <p>The validator is the plugin's own, whatever the application has configured for itself: the rules of the wire are not
 * the application's to change, and the plugin changes none of the application's.
 *
 * @since 0.1
 */
@Part
public class CvqChecks {

    // Hibernate Validator would remember for each request what LoadedValues answers; other providers ignore the key.
    private static final String RESULT_CACHE = "hibernate.validator.enable_traversable_resolver_result_cache";

    private static final Class<?>[] ALONE = {UserHandle.Alone.class};

    // In this order a request is answered for what is wrong with it; no other satisfies every documented example.
    private static final List<Class<? extends WireError>> STRICT =
            List.of(WrongNumberOfParameters.class, MalformedParameters.class, UnknownLocale.class, UnknownClient.class);
    // Whoever welcomes unknown clients does not mind a version that cannot be read.
    private static final List<Class<? extends WireError>> WELCOMING =
            STRICT.subList(0, STRICT.indexOf(UnknownClient.class));

    private final ValidatorFactory factory;
    private final Validator validator;
    private final List<Class<? extends WireError>> order;

    /**
     * Checks by these settings.
     *
     * @param settings which locales are known besides those of Windows, and whether unknown clients are refused
     */
    @Inject
    public CvqChecks(PluginSettings settings) {
        factory = Validation.byDefaultProvider()
                .configure()
                .ignoreXmlConfiguration()
                .addProperty(RESULT_CACHE, "false")
                .messageInterpolator(new BundledMessages())
                .traversableResolver(new LoadedValues())
                .constraintValidatorFactory(
                        new ConstraintValidators(new KnownLocales(settings.cvq().additionalLocales())))
                .buildValidatorFactory();
        validator = factory.getValidator();
        order = settings.policy().unknownClients() == UnknownClientMode.STRICT ? STRICT : WELCOMING;
    }

    /**
     * Checks a request in the binding order: form (731), locale (710), version (420).
     *
     * @param request the request
     * @return what is wrong, by the first error of the order; empty if nothing is
     */
    public Optional<CvqFault> findFault(CvqRequest request) {
        Set<ConstraintViolation<CvqRequest>> violations = validator.validate(request);
        return violations.isEmpty() ? Optional.empty() : firstFault(violations);
    }

    /** Tells whether the user handle passes, for a request whose other parameters are known to. */
    boolean accepts(UserHandle handle) {
        return validator.validate(handle, ALONE).isEmpty();
    }

    List<String> faultsOf(CvqAnswer answer) {
        return descriptions(validator.validate(answer));
    }

    @PreDestroy
    void close() {
        factory.close();
    }

    private Optional<CvqFault> firstFault(Set<ConstraintViolation<CvqRequest>> violations) {
        Map<Class<? extends WireError>, List<ConstraintViolation<CvqRequest>>> byError =
                violations.stream().collect(Collectors.groupingBy(CvqChecks::error));
        return order.stream()
                .filter(byError::containsKey)
                .findFirst()
                .map(error -> new CvqFault(WireError.code(error), descriptions(byError.get(error))));
    }

    private static Class<? extends WireError> error(ConstraintViolation<?> violation) {
        return WireError.in(violation.getConstraintDescriptor().getPayload())
                .orElseThrow(() ->
                        new IllegalStateException(violation.getPropertyPath() + " has a constraint without WireError"));
    }

    private static <T> List<String> descriptions(Collection<ConstraintViolation<T>> violations) {
        return violations.stream().map(CvqChecks::description).sorted().toList();
    }

    private static String description(ConstraintViolation<?> violation) {
        return violation.getPropertyPath() + " " + Excerpt.quote(String.valueOf(violation.getInvalidValue())) + " "
                + violation.getMessage();
    }
}
