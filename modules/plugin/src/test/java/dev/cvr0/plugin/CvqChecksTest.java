// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.TransactionId;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.settings.SettingsReader;
import dev.cvr0.plugin.settings.PluginSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CvqChecksTest {

    private static final CvqChecks CHECKS = new CvqChecks(PluginSettings.DEFAULTS);

    @AfterAll
    static void close() {
        CHECKS.close();
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
                "0x0409 winnt 5.1 i386 \u00e9\uD83D\uDE00 6.1.0211"
            })
    void shouldFindNoFaultInAGoodRequest(String parameters) {
        assertThat(CHECKS.findFault(request(parameters))).isEmpty();
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
    void shouldSayWhatIsWrongAndWhatWasExpected(String parameters, int code, String description) {
        assertThat(CHECKS.findFault(request(parameters)))
                .contains(new CvqFault(new ErrorCode(code), List.of(description)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void shouldMissEachOfTheFirstSix(int missing) {
        String[] parameters = "0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602".split(" ");
        parameters[missing] = "";

        Optional<CvqFault> fault = CHECKS.findFault(request(String.join(" ", parameters)));

        assertThat(fault).map(CvqFault::code).contains(ErrorCode.MALFORMED_PARAMETERS);
        assertThat(fault.orElseThrow().descriptions())
                .singleElement()
                .asString()
                .contains("'' must be 1 to 255 characters, ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRefuseMalformedTextInEachParameter(int index) {
        for (String malformed :
                List.of("a\tb", "a\u0000", "\uFFFD", "\uD800", "a%0Ab", "%ff", "%C3%28", "%80x", "x".repeat(256))) {
            String[] parameters = "0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS a@example.com 9".split(" ");
            parameters[index] = malformed;

            assertThat(CHECKS.findFault(request(String.join(" ", parameters))))
                    .as(malformed)
                    .map(CvqFault::code)
                    .contains(ErrorCode.MALFORMED_PARAMETERS);
        }
    }

    @Test
    void shouldTakeTheLongestParameterInCharactersNotInHalves() {
        assertThat(CHECKS.findFault(request("0x0409 w 5 i L 1 c " + "\uD83D\uDE00".repeat(255))))
                .isEmpty();
    }

    @Test
    void shouldShowHostileTextAsAnExcerpt() {
        CvqFault fault = CHECKS.findFault(request("0x\u001B[2J" + "x".repeat(300) + " w 5 i L 1"))
                .orElseThrow();

        assertThat(fault.descriptions())
                .singleElement()
                .asString()
                .contains("\\u001b[2J")
                .hasSizeLessThan(300);
    }

    @Test
    void shouldKnowAddedLocales() {
        CvqChecks checks = checks(Map.of("cvr0.cvq.additional-locales", "0x1111, 0xF0F0"));

        assertThat(checks.findFault(request("0x1111 w 5 i L 1"))).isEmpty();
        assertThat(checks.findFault(request("0xf0f0 w 5 i L 1"))).isEmpty();
        assertThat(checks.findFault(request("0x1112 w 5 i L 1"))).isPresent();
        checks.close();
    }

    @Test
    void shouldLetAVersionBeUnreadableWhereUnknownClientsAreWelcome() {
        for (UnknownClientMode mode : List.of(UnknownClientMode.LENIENT, UnknownClientMode.ECHO)) {
            CvqChecks checks =
                    checks(Map.of("cvr0.policy.unknown-clients", mode.name().toLowerCase(Locale.ROOT)));

            assertThat(checks.findFault(request("0x0409 w 5 i L b.0"))).isEmpty();
            assertThat(checks.findFault(request("0x1111 w 5 i L b.0")))
                    .map(CvqFault::code)
                    .contains(ErrorCode.UNKNOWN_LOCALE);
            checks.close();
        }
    }

    @Property
    void shouldFindAFaultOrMakeAProfileOfAnyRequest(@ForAll List<String> parameters) {
        CvqRequest request =
                CvqRequest.of(new Command(Verb.CVQ, new TransactionId("1"), " " + String.join(" ", parameters)));

        assertThat(CHECKS.findFault(request).map(CvqFault::code))
                .satisfiesAnyOf(
                        code -> assertThat(code).isEmpty(),
                        code -> assertThat(code.orElseThrow().value()).isIn(731, 710, 420));
    }

    @Test
    void shouldKnowTheLocalesOfWindowsAndNoOthers() {
        KnownLocales locales = new KnownLocales(Set.of());

        assertThat(List.of(0x0409, 0x0c0a, 0x0009, 0x0c09)).allMatch(value -> locales.test(new Lcid(value)));
        assertThat(List.of(0x0000, 0x1111, 0xffff)).noneMatch(value -> locales.test(new Lcid(value)));
        assertThat(IntStream.rangeClosed(0, 0xffff)
                        .filter(v -> locales.test(new Lcid(v)))
                        .count())
                .isBetween(400L, 500L);
    }

    private static CvqChecks checks(Map<String, String> settings) {
        return new CvqChecks(PluginSettings.read(new SettingsReader(key -> Optional.ofNullable(settings.get(key)))));
    }

    private static CvqRequest request(String parameters) {
        return CvqRequest.of(Command.parse("CVQ 1 " + parameters).orElseThrow());
    }
}
