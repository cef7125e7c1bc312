// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The declaration of one setting. Immutable.
 *
 * <pre>{@code
 * static final Setting<Integer> MAX_CONNECTIONS = Setting.number(
 *         "cvr0.max-connections", 10_000, 1, 1_000_000, Band.FREQUENT, "The maximum number of open connections.");
 * }</pre>
 *
 * @param <T> the type of the value
 * @see SettingsTable
 * @see SettingsReader
 * @since 0.1
 */
public final class Setting<T> {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    // Integer.parseInt accepts the digits of every script.
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,10}");
    // A Duration, because the number of milliseconds of a very long duration overflows.
    private static final Duration MIN_DURATION = Duration.ofMillis(1);

    private final String key;
    private final T defaultValue;
    private final String defaultText;
    private final String expected;
    private final Function<String, Optional<T>> parser;
    private final UnaryOperator<String> invalidPart;
    private final Band band;
    private final String description;

    private Setting(
            String key,
            T defaultValue,
            String defaultText,
            String expected,
            Function<String, Optional<T>> parser,
            UnaryOperator<String> invalidPart,
            Band band,
            String description) {
        this.key = Objects.requireNonNull(key, "key");
        this.defaultValue = Objects.requireNonNull(defaultValue, "defaultValue");
        this.defaultText = Objects.requireNonNull(defaultText, "defaultText");
        this.expected = Objects.requireNonNull(expected, "expected");
        this.parser = Objects.requireNonNull(parser, "parser");
        this.invalidPart = invalidPart;
        this.band = Objects.requireNonNull(band, "band");
        this.description = Objects.requireNonNull(description, "description");
    }

    /**
     * Declares a setting of any type.
     *
     * @param <T> the type of the value
     * @param key the key
     * @param defaultValue the value if the key is not set
     * @param defaultText the default as an operator would write it; empty if it cannot be written as text
     * @param expected the expected form, for messages and documentation, such as {@code HOST:PORT}
     * @param parser returns the value of a text, or empty if the text is invalid
     * @param band how often operators change the setting
     * @param description one or more sentences for the operator
     * @return the declaration
     */
    public static <T> Setting<T> of(
            String key,
            T defaultValue,
            String defaultText,
            String expected,
            Function<String, Optional<T>> parser,
            Band band,
            String description) {
        return new Setting<>(
                key, defaultValue, defaultText, expected, parser, UnaryOperator.identity(), band, description);
    }

    /**
     * Declares a setting that may be absent.
     *
     * @param <T> the type of the value
     * @param key the key
     * @param expected the expected form
     * @param parser returns the value of a text, or empty if the text is invalid
     * @param band how often operators change the setting
     * @param description one or more sentences for the operator
     * @return the declaration, empty by default
     */
    @SuppressWarnings("OptionalMapToOptional") // empty text is a valid value: the absent one
    public static <T> Setting<Optional<T>> optional(
            String key, String expected, Function<String, Optional<T>> parser, Band band, String description) {
        return of(
                key, Optional.empty(), "", expected, text -> parser.apply(text).map(Optional::of), band, description);
    }

    /**
     * Declares a text.
     *
     * @param key the key
     * @param defaultValue the text if the key is not set
     * @param expected the expected form
     * @param band how often operators change the setting
     * @param description one or more sentences for the operator
     * @return the declaration
     */
    public static Setting<String> text(
            String key, String defaultValue, String expected, Band band, String description) {
        return of(key, defaultValue, defaultValue, expected, Optional::of, band, description);
    }

    /**
     * Declares a flag.
     *
     * @param key the key
     * @param defaultValue the value if the key is not set
     * @param band how often operators change the setting
     * @param description one or more sentences for the operator
     * @return the declaration
     */
    public static Setting<Boolean> flag(String key, boolean defaultValue, Band band, String description) {
        return of(
                key,
                defaultValue,
                Boolean.toString(defaultValue),
                "true or false",
                Setting::parseFlag,
                band,
                description);
    }

    /**
     * Declares a whole number.
     *
     * @param key the key
     * @param defaultValue the value if the key is not set
     * @param min the smallest valid value
     * @param max the largest valid value
     * @param band how often operators change the setting
     * @param description one or more sentences for the operator
     * @return the declaration
     */
    public static Setting<Integer> number(
            String key, int defaultValue, int min, int max, Band band, String description) {
        return of(
                key,
                defaultValue,
                Integer.toString(defaultValue),
                "a whole number from " + min + " to " + max,
                text -> parseNumber(text).filter(n -> n >= min && n <= max),
                band,
                description);
    }

    /**
     * Declares a duration such as {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h} or {@code PT2.5S}.
     *
     * @param key the key
     * @param defaultValue the duration if the key is not set
     * @param max the longest valid duration; the shortest is one millisecond
     * @param band how often operators change the setting
     * @param description one or more sentences for the operator
     * @return the declaration
     */
    public static Setting<Duration> duration(
            String key, Duration defaultValue, Duration max, Band band, String description) {
        return of(
                key,
                defaultValue,
                format(defaultValue),
                "a duration such as 500ms, 2s or 5m, from 1ms to " + format(max),
                text -> parseDuration(text).filter(d -> d.compareTo(MIN_DURATION) >= 0 && d.compareTo(max) <= 0),
                band,
                description);
    }

    /**
     * Declares a choice between the constants of an enum.
     *
     * @param <E> the enum; each constant is written in lower case with hyphens
     * @param key the key
     * @param defaultValue the constant if the key is not set
     * @param band how often operators change the setting
     * @param description one or more sentences for the operator
     * @return the declaration
     */
    public static <E extends Enum<E>> Setting<E> choice(String key, E defaultValue, Band band, String description) {
        List<E> constants = Arrays.asList(defaultValue.getDeclaringClass().getEnumConstants());
        return of(
                key,
                defaultValue,
                keyword(defaultValue),
                "one of " + constants.stream().map(Setting::keyword).collect(Collectors.joining(", ")),
                text -> constants.stream().filter(c -> keyword(c).equals(text)).findFirst(),
                band,
                description);
    }

    /**
     * Declares a list of words separated by commas or white space, empty by default.
     *
     * @param <T> the type of an element
     * @param key the key
     * @param expected the expected form
     * @param parser returns the element of a word, or empty if the word is invalid
     * @param band how often operators change the setting
     * @param description one or more sentences for the operator
     * @return the declaration
     */
    public static <T> Setting<List<T>> list(
            String key, String expected, Function<String, Optional<T>> parser, Band band, String description) {
        return new Setting<>(
                key,
                List.of(),
                "",
                expected,
                text -> parseList(text, parser),
                text -> invalidWords(text, parser),
                band,
                description);
    }

    /** {@return the key, such as {@code cvr0.ver.answer}} */
    public String key() {
        return key;
    }

    /** {@return the value if the key is not set} */
    public T defaultValue() {
        return defaultValue;
    }

    /**
     * Returns the default as an operator would write it.
     *
     * @return the text; empty if the default cannot be written as text
     */
    public String defaultText() {
        return defaultText;
    }

    /**
     * Returns the expected form of the value, with its range.
     *
     * @return a noun phrase such as {@code a whole number from 1 to 1024}
     */
    public String expected() {
        return expected;
    }

    /** {@return how often operators change this setting} */
    public Band band() {
        return band;
    }

    /** {@return the description for the operator} */
    public String description() {
        return description;
    }

    /**
     * Parses a text of this setting.
     *
     * @param text any text; white space around it is ignored
     * @return the value, or empty if the text is invalid
     */
    public Optional<T> tryParse(String text) {
        return parser.apply(text.strip());
    }

    /** Returns the part of an invalid text to show in the message: for a list, the invalid words. */
    String invalidPart(String text) {
        return invalidPart.apply(text.strip());
    }

    @Override
    public String toString() {
        return key;
    }

    private static Optional<Boolean> parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> parseNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        default -> Duration.ofHours(amount);
                    });
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static <T> Optional<List<T>> parseList(String text, Function<String, Optional<T>> parser) {
        List<T> values = new ArrayList<>();
        for (String word : words(text)) {
            Optional<T> value = parser.apply(word);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(List.copyOf(values));
    }

    private static String invalidWords(String text, Function<String, ? extends Optional<?>> parser) {
        return words(text).stream().filter(word -> parser.apply(word).isEmpty()).collect(Collectors.joining(", "));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
    }

    /**
     * Returns the spelling of a constant in settings and reports: {@code UNKNOWN_CLIENT} is {@code unknown-client}.
     *
     * @param constant a constant with a name in capitals
     * @return the name in lower case, with hyphens
     */
    public static String keyword(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
