// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cvr0.api.protocol.Excerpt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final String KEY = "cvr0.key";
    private static final Duration HOUR = Duration.ofHours(1);

    private static SettingsReader reading(String value) {
        return new SettingsReader(source(Map.of(KEY, value)));
    }

    private static SettingSource source(Map<String, String> values) {
        return key -> Optional.ofNullable(values.get(key));
    }

    @Test
    void shouldHoldEveryDefaultWhenNoKeyIsSet() {
        SettingsReader reader = new SettingsReader(SettingSource.EMPTY);

        assertThat(reader.text(KEY, "default")).isEqualTo("default");
        assertThat(reader.flag(KEY, true)).isTrue();
        assertThat(reader.number(KEY, 7, 1, 5)).isEqualTo(7);
        assertThat(reader.duration(KEY, HOUR, Duration.ofSeconds(1))).isEqualTo(HOUR);
        assertThat(reader.choice(KEY, TimeUnit.DAYS)).isEqualTo(TimeUnit.DAYS);
        assertThat(reader.list(KEY, "a word", Optional::of)).isEmpty();
        assertThat(reader.problems()).isEmpty();
        assertThatCode(reader::throwIfBad).doesNotThrowAnyException();
    }

    @Test
    void shouldReadATextWithoutTheWhiteSpaceAroundIt() {
        assertThat(reading(" \t a  b \n").text(KEY, "default")).isEqualTo("a  b");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' true ', true", "false, false", "False, false"})
    void shouldReadAFlag(String text, boolean flag) {
        assertThat(reading(text).flag(KEY, !flag)).isEqualTo(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "1", "tru", "truefalse"})
    void shouldNotTakeAnythingElseForAFlag(String text) {
        SettingsReader reader = reading(text);

        assertThat(reader.flag(KEY, true)).isTrue();
        assertThat(reader.problems())
                .containsExactly("cvr0.key: '" + text + "' cannot be used, expected true or false");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "003, 3"})
    void shouldReadANumberFromTheLeastToTheMost(String text, int number) {
        assertThat(reading(text).number(KEY, 2, 1, 5)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "6", "-1", "2.0", "0x2", "two", "99999999999", "1 2", "+2"})
    void shouldRefuseANumberOutsideItsRangeOrNone(String text) {
        SettingsReader reader = reading(text);

        assertThat(reader.number(KEY, 2, 1, 5)).isEqualTo(2);
        assertThat(reader.problems())
                .containsExactly("cvr0.key: '" + text + "' cannot be used, expected a whole number from 1 to 5");
    }

    @ParameterizedTest
    @CsvSource({"1ms, 1", "500ms, 500", "2s, 2000", "5m, 300000", "1h, 3600000", "PT2.5S, 2500", "pt1m, 60000"})
    void shouldReadASpanOfTime(String text, long milliseconds) {
        assertThat(reading(text).duration(KEY, Duration.ofSeconds(9), HOUR)).isEqualTo(Duration.ofMillis(milliseconds));
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
    void shouldRefuseASpanOfTimeThatIsNoneOrTooLongOrNothing(String text) {
        SettingsReader reader = reading(text);

        assertThat(reader.duration(KEY, Duration.ofSeconds(9), HOUR)).isEqualTo(Duration.ofSeconds(9));
        assertThat(reader.problems())
                .containsExactly(
                        "cvr0.key: '" + Excerpt.of(text)
                                + "' cannot be used, expected a time such as 500ms, 2s or 5m, more than nothing and at most PT1H");
    }

    private enum Answer {
        SINGLE,
        LIST_OF_ALL
    }

    @Test
    void shouldReadAWordInLowerCaseWithHyphens() {
        assertThat(reading("list-of-all").choice(KEY, Answer.SINGLE)).isEqualTo(Answer.LIST_OF_ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SINGLE", "list_of_all", "list", "lists-of-all"})
    void shouldNameTheWordsThatCanBeUsed(String text) {
        SettingsReader reader = reading(text);

        assertThat(reader.choice(KEY, Answer.SINGLE)).isEqualTo(Answer.SINGLE);
        assertThat(reader.problems())
                .containsExactly("cvr0.key: '" + text + "' cannot be used, expected one of single, list-of-all");
    }

    @Test
    void shouldReadWordsInTheirOrderWithoutEmptyOnes() {
        assertThat(reading(" b ,, a,c ,").list(KEY, "a word", Optional::of)).containsExactly("b", "a", "c");
    }

    @Test
    void shouldNoteEachBadWordOfAListAndKeepTheGoodOnes() {
        SettingsReader reader = reading("1,x,2,y");

        List<Integer> numbers = reader.list(
                KEY, "a digit", word -> word.matches("[0-9]") ? Optional.of(Integer.valueOf(word)) : Optional.empty());

        assertThat(numbers).containsExactly(1, 2);
        assertThat(reader.problems())
                .containsExactly(
                        "cvr0.key: 'x' cannot be used, expected a digit",
                        "cvr0.key: 'y' cannot be used, expected a digit");
    }

    @Test
    void shouldReadAValueOfAnyType() {
        assertThat(reading(" xyz ").value(KEY, 0, "a text", text -> Optional.of(text.length())))
                .isEqualTo(3);
    }

    @Test
    void shouldReportAllProblemsTogetherALineEach() {
        SettingsReader reader = new SettingsReader(source(Map.of("cvr0.flag", "maybe", "cvr0.number", "many")));
        reader.flag("cvr0.flag", true);
        reader.number("cvr0.number", 1, 0, 9);
        reader.reject("cvr0.both", "this", "that");

        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(reader::throwIfBad)
                .withMessage(String.join(
                        System.lineSeparator(),
                        "cvr0.flag: 'maybe' cannot be used, expected true or false",
                        "cvr0.number: 'many' cannot be used, expected a whole number from 0 to 9",
                        "cvr0.both: 'this' cannot be used, expected that"));
    }

    @Test
    void shouldCutALongValueInItsReport() {
        SettingsReader reader = reading("x".repeat(100_000));
        reader.flag(KEY, true);

        assertThat(reader.problems())
                .containsExactly("cvr0.key: '" + "x".repeat(80) + "...' cannot be used, expected true or false");
    }

    @Test
    void shouldNotCutACharacterInHalf() {
        SettingsReader reader = reading("x".repeat(79) + "\uD83D\uDE00 and more");
        reader.flag(KEY, true);

        assertThat(reader.problems())
                .allMatch(problem -> problem.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\u001B[2Jb", "a\u009B2Jb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u202Eb"})
    void shouldNotLetAValueLeaveItsLine(String value) {
        SettingsReader reader = reading(value);
        reader.flag(KEY, true);

        assertThat(reader.problems())
                .singleElement()
                .asString()
                .startsWith("cvr0.key: 'a\\u")
                .matches("[ -~]*");
    }

    @Property
    void shouldNeverThrowWhileReading(@ForAll String value) {
        SettingsReader reader = reading(value);

        reader.flag(KEY, true);
        reader.number(KEY, 1, 1, 1);
        reader.duration(KEY, HOUR, HOUR);
        reader.choice(KEY, TimeUnit.DAYS);
        reader.list(KEY, "nothing", word -> Optional.empty());

        assertThat(reader.problems()).isNotEmpty().noneMatch(problem -> problem.length() > 700);
    }
}
