// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Token;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdviceTest {

    private static final String HOST = "http://example.org/";
    private static final Advice ADVICE = new Advice(
            version("7.0.0813"), version("7.0.0814"), version("6.2.0205"), url("download"), url("fallback"), "why");
    /** The bytes of a line that are not available for parameters: verb, longest transaction id and terminator. */
    private static final int LINE_OVERHEAD = "CVQ 4294967295\r\n".length();

    @ParameterizedTest
    @CsvSource({
        "6.2.0204, REQUIRED",
        "b.0.0328, REQUIRED",
        "6.2.0205, RECOMMENDED",
        "6.2.0205.0, RECOMMENDED",
        "7.0.0812, RECOMMENDED",
        "7.0.0813, UP_TO_DATE",
        "14.0.8064, UP_TO_DATE"
    })
    void shouldTreatTheMinimumAsInclusive(String installed, Urgency urgency) {
        assertThat(ADVICE.urgencyFor(version(installed))).isEqualTo(urgency);
    }

    @ParameterizedTest
    @CsvSource({"1.0.0863, UP_TO_DATE", "1.0.0862, REQUIRED"})
    void shouldRequireAnUpdateBelowAMinimumEqualToTheRecommendedVersion(String installed, Urgency urgency) {
        Advice advice = Advice.recommend(version("1.0.0863"), url("")).withMinimum(version("1.0.0863"));

        assertThat(advice.urgencyFor(version(installed))).isEqualTo(urgency);
    }

    @Test
    void shouldDefaultToTheOldestMinimum() {
        Advice advice = Advice.recommend(version("7.0.0813"), url("setup.exe"));

        assertThat(advice)
                .isEqualTo(new Advice(
                        version("7.0.0813"),
                        version("7.0.0813"),
                        ClientVersion.OLDEST,
                        url("setup.exe"),
                        url("setup.exe"),
                        ""));
        assertThat(advice.minimum()).hasToString("1.0.0000");
    }

    @Test
    void shouldReturnTheParametersInWireOrder() {
        assertThat(ADVICE.parameters())
                .extracting(Token::text)
                .containsExactly("7.0.0813", "7.0.0814", "6.2.0205", HOST + "download", HOST + "fallback");
    }

    @Test
    void shouldChangeOnlyTheNamedComponent() {
        List<UnaryOperator<Advice>> changes = List.of(
                advice -> advice.withRecommended(version("9")),
                advice -> advice.withSecondRecommended(version("9")),
                advice -> advice.withMinimum(version("9")),
                advice -> advice.withDownloadUrl(url("9")),
                advice -> advice.withFallbackUrl(url("9")),
                advice -> advice.withReason("9"));

        for (int i = 0; i < changes.size(); i++) {
            List<Object> expected = RecordComponents.of(ADVICE);
            expected.set(i, RecordComponents.of(changes.get(i).apply(ADVICE)).get(i));
            assertThat(expected.get(i).toString()).endsWith("9");
            assertThat(RecordComponents.of(changes.get(i).apply(ADVICE))).isEqualTo(expected);
        }
    }

    @Test
    void shouldAllowTheMaximumSizeOfALine() {
        Advice longest = ofSize(Advice.MAX_PARAMETER_BYTES);

        String line = Command.tryParse("CVQ 4294967295")
                .orElseThrow()
                .answer(longest.parameters())
                .line()
                .orElseThrow();
        assertThat(line.length() + 2).isEqualTo(1664);
        assertThat(Advice.MAX_PARAMETER_BYTES + LINE_OVERHEAD).isEqualTo(1664);
    }

    @Test
    void shouldRejectAdviceLongerThanTheMaximum() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofSize(Advice.MAX_PARAMETER_BYTES + 1))
                .withMessage("the advice takes 1649 bytes of the answer line, but at most 1648 fit: "
                        + "shorten the URLs or the versions");
    }

    @Test
    void shouldCountTheEncodedBytesOfNonAsciiCharacters() {
        Advice longest = ofSize(Advice.MAX_PARAMETER_BYTES);
        // One character fewer, but four more bytes: %C3%A9 instead of two characters.
        String minimum = longest.minimum().text();
        String accented = minimum.substring(2) + "\u00E9";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> longest.withMinimum(version(accented)))
                .withMessageStartingWith("the advice takes 1652 bytes");
        assertThat(longest.withMinimum(version(minimum.substring(6) + "\u00E9")).parameters())
                .hasSize(5);
    }

    static Stream<UnaryOperator<Advice>> growingChanges() {
        return Stream.of(
                advice -> advice.withRecommended(version("10")),
                advice -> advice.withSecondRecommended(version("10")),
                advice -> advice.withMinimum(version(advice.minimum().text() + "0")),
                advice -> advice.withDownloadUrl(url("a")),
                advice -> advice.withFallbackUrl(url("a")));
    }

    @ParameterizedTest
    @MethodSource("growingChanges")
    void shouldValidateTheSizeOfACopy(UnaryOperator<Advice> change) {
        Advice small = Advice.recommend(version("7"), url(""));
        int rest = Advice.MAX_PARAMETER_BYTES - sizeOf(small.withMinimum(version("m"))) + 1;
        Advice longest = small.withMinimum(version("m".repeat(rest)));

        assertThat(sizeOf(longest)).isEqualTo(Advice.MAX_PARAMETER_BYTES);
        assertThat(longest.withReason("x".repeat(10_000)).reason()).hasSize(10_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(longest))
                .withMessageStartingWith("the advice takes 1649 bytes");
    }

    @Property
    void shouldAcceptAnySizeUpToTheMaximum(@ForAll @IntRange(min = 1600, max = 1700) int bytes) {
        if (bytes <= Advice.MAX_PARAMETER_BYTES) {
            assertThat(sizeOf(ofSize(bytes))).isEqualTo(bytes);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> ofSize(bytes));
        }
    }

    /** Creates advice whose parameters take the given number of bytes, each with the preceding space. */
    private static Advice ofSize(int bytes) {
        DownloadUrl longestUrl = url("u".repeat(DownloadUrl.MAX_LENGTH - HOST.length()));
        int rest = bytes - 2 * (1 + DownloadUrl.MAX_LENGTH) - 2 * (1 + 1) - 1;
        return new Advice(version("7"), version("7"), version("m".repeat(rest)), longestUrl, longestUrl, "");
    }

    private static int sizeOf(Advice advice) {
        return advice.parameters().stream()
                .mapToInt(parameter -> 1 + parameter.encoded().length())
                .sum();
    }

    private static ClientVersion version(String text) {
        return ClientVersion.parse(text);
    }

    private static DownloadUrl url(String path) {
        return new DownloadUrl(HOST + path);
    }
}
