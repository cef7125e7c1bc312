// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    private static final String KEY = "cvr0.key";
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Setting<String> TEXT = Setting.text(KEY, "default", "a text", Band.FREQUENT, "A text.");
    private static final Setting<Boolean> FLAG = Setting.flag(KEY, true, Band.RARE, "A flag.");
    private static final Setting<Integer> NUMBER = Setting.number(KEY, 2, 1, 5, Band.ESSENTIAL, "A number.");
    private static final Setting<Duration> DURATION =
            Setting.duration(KEY, Duration.ofSeconds(90), HOUR, Band.RARE, "A duration.");
    private static final Setting<Answer> CHOICE = Setting.choice(KEY, Answer.LIST_OF_ALL, Band.RARE, "A choice.");
    private static final Setting<List<Integer>> LIST =
            Setting.list(KEY, "digits", SettingTest::digit, Band.RARE, "A list.");
    private static final Setting<Optional<Integer>> OPTIONAL =
            Setting.optional(KEY, "a digit", SettingTest::digit, Band.RARE, "A digit.");
    private static final Setting<Integer> CUSTOM =
            Setting.of(KEY, 7, "seven", "a digit", SettingTest::digit, Band.RARE, "A digit.");

    private enum Answer {
        SINGLE,
        LIST_OF_ALL
    }

    private static Optional<Integer> digit(String word) {
        return word.matches("[0-9]") ? Optional.of(Integer.valueOf(word)) : Optional.empty();
    }

    @Test
    void shouldReturnItsDeclaration() {
        assertThat(NUMBER.key()).isEqualTo(KEY);
        assertThat(NUMBER.band()).isEqualTo(Band.ESSENTIAL);
        assertThat(NUMBER.description()).isEqualTo("A number.");
        assertThat(NUMBER).hasToString(KEY);
    }

    @Test
    void shouldReturnTheDefaultAndItsText() {
        assertThat(TEXT.defaultValue()).isEqualTo("default").isEqualTo(TEXT.defaultText());
        assertThat(FLAG.defaultValue()).isTrue();
        assertThat(FLAG.defaultText()).isEqualTo("true");
        assertThat(NUMBER.defaultValue()).isEqualTo(2);
        assertThat(NUMBER.defaultText()).isEqualTo("2");
        assertThat(DURATION.defaultValue()).isEqualTo(Duration.ofSeconds(90));
        assertThat(DURATION.defaultText()).isEqualTo("90s");
        assertThat(CHOICE.defaultValue()).isEqualTo(Answer.LIST_OF_ALL);
        assertThat(CHOICE.defaultText()).isEqualTo("list-of-all");
        assertThat(LIST.defaultValue()).isEmpty();
        assertThat(LIST.defaultText()).isEmpty();
        assertThat(OPTIONAL.defaultValue()).isEmpty();
        assertThat(OPTIONAL.defaultText()).isEmpty();
        assertThat(CUSTOM.defaultValue()).isEqualTo(7);
        assertThat(CUSTOM.defaultText()).isEqualTo("seven");
    }

    @Test
    void shouldDescribeTheExpectedFormWithItsRange() {
        assertThat(TEXT.expected()).isEqualTo("a text");
        assertThat(FLAG.expected()).isEqualTo("true or false");
        assertThat(NUMBER.expected()).isEqualTo("a whole number from 1 to 5");
        assertThat(DURATION.expected()).isEqualTo("a duration such as 500ms, 2s or 5m, from 1ms to 1h");
        assertThat(CHOICE.expected()).isEqualTo("one of single, list-of-all");
        assertThat(LIST.expected()).isEqualTo("digits");
        assertThat(OPTIONAL.expected()).isEqualTo("a digit");
    }

    @Test
    void shouldIgnoreSurroundingWhiteSpace() {
        assertThat(TEXT.tryParse(" \t a  b \n")).contains("a  b");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' true ', true", "false, false", "False, false"})
    void shouldParseAFlag(String text, boolean flag) {
        assertThat(FLAG.tryParse(text)).contains(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "1", "tru", "truefalse", "true false"})
    void shouldRejectAnInvalidFlag(String text) {
        assertThat(FLAG.tryParse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "003, 3", "' 4 ', 4"})
    void shouldParseANumberWithinItsRange(String text, int number) {
        assertThat(NUMBER.tryParse(text)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "6", "-1", "2.0", "0x2", "two", "9999999999", "99999999999", "1 2", "+2", "\u0662"})
    void shouldRejectAnInvalidNumber(String text) {
        assertThat(NUMBER.tryParse(text)).isEmpty();
    }

    @Property
    void shouldParseOnlyNumbersWithinTheRange(@ForAll int number) {
        Setting<Integer> setting = Setting.number(KEY, 0, -1000, 1000, Band.RARE, "A number.");

        assertThat(setting.tryParse(Integer.toString(number)).isPresent()).isEqualTo(number >= -1000 && number <= 1000);
    }

    @Property
    void shouldParseNumbersOfAnyIntRange(@ForAll int number) {
        Setting<Integer> setting = Setting.number(KEY, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, Band.RARE, "A number.");

        assertThat(setting.tryParse(Integer.toString(number))).contains(number);
    }

    @ParameterizedTest
    @CsvSource({
        "1ms, 1",
        "500ms, 500",
        "2s, 2000",
        "5m, 300000",
        "1h, 3600000",
        "60m, 3600000",
        "PT2.5S, 2500",
        "pt1m, 60000",
        "007s, 7000"
    })
    void shouldParseADuration(String text, long milliseconds) {
        assertThat(DURATION.tryParse(text)).contains(Duration.ofMillis(milliseconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0ms",
                "0s",
                "-1s",
                "PT-1S",
                "PT0.0001S",
                "61m",
                "2h",
                "1",
                "1 s",
                "1S",
                "1d",
                "s",
                "9999999999s",
                "999999999h",
                "PT2562047788015215H",
                "PT-2562047788015215H",
                "PT99999999999999999999H",
                "P106751991167300D",
                "\u0661s"
            })
    void shouldRejectAnInvalidDuration(String text) {
        assertThat(DURATION.tryParse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1ms",
        "1500, 1500ms",
        "1000, 1s",
        "90000, 90s",
        "60000, 1m",
        "5400000, 90m",
        "3600000, 1h",
        "86400000, 24h"
    })
    void shouldFormatADefaultDurationInTheLargestExactUnit(long milliseconds, String text) {
        Setting<Duration> setting =
                Setting.duration(KEY, Duration.ofMillis(milliseconds), Duration.ofDays(9), Band.RARE, "A duration.");

        assertThat(setting.defaultText()).isEqualTo(text);
    }

    @Property
    void shouldParseTheTextOfItsDefault(@ForAll @LongRange(min = 1, max = 777_600_000) long milliseconds) {
        Duration duration = Duration.ofMillis(milliseconds);
        Setting<Duration> setting = Setting.duration(KEY, duration, Duration.ofDays(9), Band.RARE, "A duration.");

        assertThat(setting.tryParse(setting.defaultText())).contains(duration);
    }

    @ParameterizedTest
    @CsvSource({"single, SINGLE", "list-of-all, LIST_OF_ALL", "' single ', SINGLE"})
    void shouldParseAChoiceInLowerCaseWithHyphens(String text, Answer answer) {
        assertThat(CHOICE.tryParse(text)).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SINGLE", "list_of_all", "list", "lists-of-all", "single,list-of-all"})
    void shouldRejectAnInvalidChoice(String text) {
        assertThat(CHOICE.tryParse(text)).isEmpty();
    }

    @Test
    void shouldParseAListInOrderWithoutEmptyWords() {
        assertThat(LIST.tryParse(" 2 ,, 1,3 ,")).contains(List.of(2, 1, 3));
        assertThat(LIST.tryParse("2 1\t3,  4 , 5")).contains(List.of(2, 1, 3, 4, 5));
        assertThat(LIST.tryParse(" , ")).contains(List.of());
        assertThat(LIST.tryParse("")).contains(List.of());
    }

    @Test
    void shouldRejectAListWithAnInvalidWord() {
        assertThat(LIST.tryParse("1,x,2")).isEmpty();
    }

    @Test
    void shouldParseAnOptionalValue() {
        assertThat(OPTIONAL.tryParse("3")).contains(Optional.of(3));
        assertThat(OPTIONAL.tryParse("x")).isEmpty();
    }

    @Test
    void shouldParseACustomType() {
        assertThat(CUSTOM.tryParse(" 3 ")).contains(3);
        assertThat(CUSTOM.tryParse("seven")).isEmpty();
    }

    @Property
    void shouldNeverThrowForAnyText(@ForAll String text, @ForAll @IntRange(max = 4) int type) {
        Setting<?> setting = List.of(FLAG, NUMBER, DURATION, CHOICE, LIST).get(type);

        assertThat(setting.tryParse(text)).isNotNull();
    }
}
