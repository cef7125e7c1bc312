// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.validation;

import jakarta.validation.MessageInterpolator;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Interpolates the messages of the plugin's constraints from their resource bundle. The interpolators of servers load the
 * bundle with the thread's context class loader, which on an event loop of a host is not the class loader of the application.
 */
final class ResourceBundleMessageInterpolator implements MessageInterpolator {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([\\w.]+)}");

    private final ResourceBundle bundle = ResourceBundle.getBundle(
            "dev.cvr0.plugin.constraint.Messages", Locale.ROOT, getClass().getClassLoader());

    @Override
    public String interpolate(String template, Context context) {
        String message = replace(template, key -> bundle.containsKey(key) ? bundle.getString(key) : braced(key));
        Map<String, Object> attributes = context.getConstraintDescriptor().getAttributes();
        return replace(message, key -> attributes.getOrDefault(key, braced(key)));
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return interpolate(template, context);
    }

    private static String replace(String text, Function<String, Object> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(placeholder -> Matcher.quoteReplacement(
                        values.apply(placeholder.group(1)).toString()));
    }

    private static String braced(String key) {
        return "{" + key + "}";
    }
}
