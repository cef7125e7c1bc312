// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.plugin.constraint.Checks;
import dev.cvr0.plugin.constraint.WireError;
import dev.cvr0.plugin.settings.PluginSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    private static final Class<?>[] FORM = {Checks.Form.class};

    private final ValidatorFactory factory;
    private final Validator validator;
    private final Class<?> order;

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
        order = settings.policy().unknownClients() == UnknownClientMode.STRICT
                ? Checks.Strict.class
                : Checks.Welcoming.class;
    }

    /**
     * Checks a request in the binding order: form (731), locale (710), version (420).
     *
     * @param request the request
     * @return what is wrong, by the first check that failed; empty if nothing is
     */
    public Optional<CvqFault> findFault(CvqRequest request) {
        Set<ConstraintViolation<CvqRequest>> violations = validator.validate(request, order);
        return violations.isEmpty()
                ? Optional.empty()
                : Optional.of(new CvqFault(code(violations.iterator().next()), descriptions(violations)));
    }

    /** Tells whether the user handle passes, for a request whose other parameters are known to. */
    boolean accepts(UserHandle handle) {
        return validator.validate(handle, FORM).isEmpty();
    }

    List<String> faultsOf(CvqAnswer answer) {
        return descriptions(validator.validate(answer));
    }

    @PreDestroy
    void close() {
        factory.close();
    }

    private static ErrorCode code(ConstraintViolation<?> violation) {
        return WireError.in(violation.getConstraintDescriptor().getPayload())
                .orElseThrow(() ->
                        new IllegalStateException(violation.getPropertyPath() + " has a constraint without WireError"));
    }

    private static <T> List<String> descriptions(Set<ConstraintViolation<T>> violations) {
        return violations.stream().map(CvqChecks::description).sorted().toList();
    }

    private static String description(ConstraintViolation<?> violation) {
        return violation.getPropertyPath() + " " + Excerpt.quote(String.valueOf(violation.getInvalidValue())) + " "
                + violation.getMessage();
    }
}
