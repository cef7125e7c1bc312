// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.TransactionId;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CvqRequestValidatorTest {

    private static final CvqRequestValidator VALIDATOR = new CvqRequestValidator(PluginSettings.DEFAULTS);

    @AfterAll
    static void close() {
        VALIDATOR.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x0409 win 4.10 i386 MSMSGS 1.0.0863",
                "0x0409 win 4.10 i386 MSMSGS 1.0.0863 ",
                "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com",
                "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com opaque",
                "0x0C0a winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS %C3%A9@example.com",
                "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS 100%",
                "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS 100%zz",
                "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 a%0Ab %FF%00",
                "0x0409 winnt 5.1 i386 \u00e9\uD83D\uDE00 6.1.0211"
            })
    void shouldAcceptAValidRequest(String parameters) {
        assertThat(VALIDATOR.validate(request(parameters))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spaghetti|731|parameters '1' must be 6 to 9 parameters",
                "1 2 3 4 5 6 7 8 9 10|731|parameters '10' must be 6 to 9 parameters",
                "0x1111 winnt 5.1 MSNMSGR 6.0.0602 MSMSGS a@example.com|710|locale '0x1111' must be 0x and the four"
                        + " hexadecimal digits of a known Windows locale, such as 0x0409",
                "0X0409 winnt 5.1 i386 MSNMSGR 6.0.0602|710|locale '0X0409' must be 0x and the four hexadecimal digits of"
                        + " a known Windows locale, such as 0x0409",
                "0x0409 winnt 5.1 i386 MSG80BETA b.0.0328|420|clientVersion 'b.0.0328' must be numbers separated by dots,"
                        + " such as 6.2.0205"
            })
    void shouldDescribeTheViolationAndTheExpectedForm(String parameters, int code, String description) {
        assertThat(VALIDATOR.validate(request(parameters)))
                .contains(new InvalidRequest(new ErrorCode(code), List.of(description)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void shouldRequireEachOfTheFirstSixParameters(int missing) {
        String[] given = "0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602".split(" ");
        given[missing] = "";

        Optional<InvalidRequest> error = VALIDATOR.validate(
                new CvqRequest(6, given[0], given[1], given[2], given[3], given[4], given[5], "", "", ""));

        assertThat(error).map(InvalidRequest::code).contains(ErrorCode.MALFORMED_PARAMETERS);
        assertThat(error.orElseThrow().descriptions())
                .singleElement()
                .asString()
                .contains("'' must be 1 to 255 UTF-16 units, ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRejectMalformedTextInEachParameter(int index) {
        for (String malformed :
                List.of("a\u001Fb", "a\u0000", "\uFFFD", "\uD800", "a\u2028", "\u2029", "x".repeat(256))) {
            String[] parameters = "0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS a@example.com 9".split(" ");
            parameters[index] = malformed;

            assertThat(VALIDATOR.validate(request(String.join(" ", parameters))))
                    .as(malformed)
                    .map(InvalidRequest::code)
                    .contains(ErrorCode.MALFORMED_PARAMETERS);
        }
    }

    @Test
    void shouldCountUtf16Units() {
        assertThat(VALIDATOR.validate(request("0x0409 w 5 i L 1 c " + "\uD83D\uDE00".repeat(127))))
                .isEmpty();
        assertThat(VALIDATOR.validate(request("0x0409 w 5 i L 1 c " + "\uD83D\uDE00".repeat(128))))
                .map(InvalidRequest::code)
                .contains(ErrorCode.MALFORMED_PARAMETERS);
    }

    @Test
    void shouldEscapeAndTruncateHostileText() {
        InvalidRequest error = VALIDATOR
                .validate(request("0x\u001B[2J" + "x".repeat(300) + " w 5 i L 1"))
                .orElseThrow();

        assertThat(error.descriptions())
                .singleElement()
                .asString()
                .contains("\\u001b[2J")
                .hasSizeLessThan(300);
    }

    @Test
    void shouldAcceptAdditionalLocales() {
        CvqRequestValidator validator = validator(Map.of("cvr0.cvq.additional-locales", "0x1111, 0xF0F0"));

        assertThat(validator.validate(request("0x1111 w 5 i L 1"))).isEmpty();
        assertThat(validator.validate(request("0xf0f0 w 5 i L 1"))).isEmpty();
        assertThat(validator.validate(request("0x1112 w 5 i L 1"))).isPresent();
        validator.close();
    }

    @Test
    void shouldAcceptAnUnreadableVersionInTheModesThatAcceptUnknownClients() {
        for (UnknownClientMode mode : List.of(UnknownClientMode.LENIENT, UnknownClientMode.ECHO)) {
            CvqRequestValidator validator =
                    validator(Map.of("cvr0.policy.unknown-clients", mode.name().toLowerCase(Locale.ROOT)));

            assertThat(validator.validate(request("0x0409 w 5 i L b.0"))).isEmpty();
            assertThat(validator.validate(request("0x1111 w 5 i L b.0")))
                    .map(InvalidRequest::code)
                    .contains(ErrorCode.UNKNOWN_LOCALE);
            validator.close();
        }
    }

    @Test
    void shouldReportOnlyTheErrorWithTheHighestPrecedence() {
        assertThat(VALIDATOR.validate(request("0x1111 w 5 i L b.0"))).hasValueSatisfying(error -> {
            assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_LOCALE);
            assertThat(error.descriptions()).hasSize(1);
        });
        assertThat(VALIDATOR.validate(request("0x1111 w")))
                .map(InvalidRequest::code)
                .contains(ErrorCode.MALFORMED_PARAMETERS);
    }

    @Test
    void shouldSortTheDescriptions() {
        InvalidRequest error =
                VALIDATOR.validate(request("0x0409 \u0001 \u0001 \u0001 L 1")).orElseThrow();

        assertThat(error.descriptions()).hasSize(3).isSorted();
    }

    @Test
    void shouldNotCreateAProfileOfAnInvalidLocale() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request("english w 5 i L 1").profile(List.of(), InetAddress.getLoopbackAddress()))
                .withMessage("the locale is not a locale identifier");
    }

    @Property
    void shouldReportAnErrorOrCreateAProfileForAnyRequest(
            @ForAll @Size(max = 10) List<@From("parameters") String> parameters) {
        CvqRequest request =
                CvqRequest.of(new Command(Verb.CVQ, new TransactionId("1"), " " + String.join(" ", parameters)));

        Optional<InvalidRequest> error = VALIDATOR.validate(request);

        if (error.isPresent()) {
            assertThat(error.get().code().value()).isIn(731, 710, 420);
        } else {
            assertThat(request.profile(List.of(), InetAddress.getLoopbackAddress())
                            .program()
                            .library())
                    .isEqualTo(request.library());
        }
    }

    @Provide
    Arbitrary<String> parameters() {
        return Arbitraries.oneOf(Arbitraries.of("0x0409", "MSNMSGR", "6.1", ""), Arbitraries.strings());
    }

    @Test
    void shouldAcceptOnlyTheLocalesOfWindows() {
        assertThat(IntStream.rangeClosed(0, 0xffff)
                        .filter(value -> isKnown(new Lcid(value)))
                        .boxed())
                .hasSizeBetween(400, 500)
                .contains(0x0409, 0x0c0a, 0x0009, 0x0c09)
                .doesNotContain(0x0000, 0x1111, 0xffff);
    }

    private static boolean isKnown(Lcid locale) {
        return VALIDATOR.validate(request(locale + " w 5 i L 1")).isEmpty();
    }

    private static CvqRequestValidator validator(Map<String, String> settings) {
        return new CvqRequestValidator(PluginSettings.read(new SettingsReader(SettingSource.of(settings))));
    }

    private static CvqRequest request(String parameters) {
        return CvqRequest.of(Command.tryParse("CVQ 1 " + parameters).orElseThrow());
    }
}
