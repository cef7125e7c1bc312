// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.settings;

import dev.cvr0.api.protocol.Excerpt;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads typed values from a {@link SettingSource}. A value that cannot be used is noted, its default is returned in its
 * place, and {@link #throwIfBad} reports all of them together. For one thread.
 *
 * @since 0.1
 */
public final class SettingsReader {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    // Integer.parseInt would take the digits of every script.
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,10}");
    // Compared as it is: a long enough duration has no number of milliseconds.
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final SettingSource source;
    private final List<String> problems = new ArrayList<>();

    /**
     * A reader that has noted nothing.
     *
     * @param source where the keys come from
     */
    public SettingsReader(SettingSource source) {
        this.source = source;
    }

    /**
     * Reads a value of any type.
     *
     * @param <T> the type of the value
     * @param key the key
     * @param defaultValue what holds if the key is not set
     * @param expected what a value looks like, for the report
     * @param parse turns the text into the value, or into empty if it cannot be used
     * @return the value
     */
    public <T> T value(String key, T defaultValue, String expected, Function<String, Optional<T>> parse) {
        Optional<String> text = source.find(key).map(String::strip);
        if (text.isEmpty()) {
            return defaultValue;
        }
        Optional<T> value = parse.apply(text.get());
        if (value.isEmpty()) {
            reject(key, text.get(), expected);
        }
        return value.orElse(defaultValue);
    }

    /**
     * Reads a text.
     *
     * @param key the key
     * @param defaultValue what holds if the key is not set
     * @return the text without the white space around it
     */
    public String text(String key, String defaultValue) {
        return value(key, defaultValue, "a text", Optional::of);
    }

    /**
     * Reads {@code true} or {@code false}.
     *
     * @param key the key
     * @param defaultValue what holds if the key is not set
     * @return the flag
     */
    public boolean flag(String key, boolean defaultValue) {
        return value(key, defaultValue, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /**
     * Reads a whole number.
     *
     * @param key the key
     * @param defaultValue what holds if the key is not set
     * @param least the least value that can be used
     * @param most the largest value that can be used
     * @return the number
     */
    public int number(String key, int defaultValue, int least, int most) {
        return value(
                key,
                defaultValue,
                "a whole number from " + least + " to " + most,
                text -> wholeNumber(text).filter(n -> n >= least && n <= most));
    }

    /**
     * Reads a span of time such as {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h} or {@code PT2.5S}.
     *
     * @param key the key
     * @param defaultValue what holds if the key is not set
     * @param most the longest that can be used; the shortest is one millisecond
     * @return the span
     */
    public Duration duration(String key, Duration defaultValue, Duration most) {
        return value(
                key,
                defaultValue,
                "a time such as 500ms, 2s or 5m, more than nothing and at most " + most,
                text -> duration(text).filter(d -> d.compareTo(SHORTEST) >= 0 && d.compareTo(most) <= 0));
    }

    /**
     * Reads one of a closed set of words.
     *
     * @param <E> the set
     * @param key the key
     * @param defaultValue what holds if the key is not set
     * @return the constant whose name, in lower case and with hyphens, is the value
     */
    public <E extends Enum<E>> E choice(String key, E defaultValue) {
        List<E> constants = Arrays.asList(defaultValue.getDeclaringClass().getEnumConstants());
        return value(
                key,
                defaultValue,
                "one of " + constants.stream().map(SettingsReader::word).collect(Collectors.joining(", ")),
                text -> constants.stream().filter(c -> word(c).equals(text)).findFirst());
    }

    /**
     * Reads words separated by commas.
     *
     * @param <T> what a word stands for
     * @param key the key
     * @param expected what a word looks like, for the report
     * @param parse turns a word into its value, or into empty if it cannot be used
     * @return the values in order; none if the key is not set or empty
     */
    public <T> List<T> list(String key, String expected, Function<String, Optional<T>> parse) {
        List<T> values = new ArrayList<>();
        for (String word : words(text(key, ""))) {
            parse.apply(word).ifPresentOrElse(values::add, () -> reject(key, word, expected));
        }
        return List.copyOf(values);
    }

    /**
     * Notes a value that cannot be used, for a reason that only shows beside other values.
     *
     * @param key the key
     * @param value its value
     * @param expected what would have been right
     */
    public void reject(String key, String value, String expected) {
        problems.add(key + ": '" + Excerpt.of(value) + "' cannot be used, expected " + expected);
    }

    /**
     * What has been noted so far.
     *
     * @return a copy, a line for each problem
     */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Ends the reading.
     *
     * @throws BadSettingsException if anything was noted, with all of it
     */
    public void throwIfBad() {
        if (!problems.isEmpty()) {
            throw new BadSettingsException(problems);
        }
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Integer> wholeNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> duration(String text) {
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
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
