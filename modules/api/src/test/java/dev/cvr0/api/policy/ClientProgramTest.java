// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.Token;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientProgramTest {

    private static final ClientProgram PROGRAM = ClientProfiles.program("7.0.0813");

    static Stream<Arguments> changes() {
        return Stream.of(
                change("locale", program -> program.withLocale(new Lcid(0x0c0a))),
                Arguments.of(Set.of("systemType", "systemVersion"), (UnaryOperator<ClientProgram>)
                        program -> program.withSystem("win", "4.10")),
                change("architecture", program -> program.withArchitecture("ppc")),
                change("library", program -> program.withLibrary("MSMSGS")),
                change("version", program -> program.withVersion(ClientVersion.parse("8.0"))),
                change("codebase", program -> program.withCodebase("WLM")));
    }

    private static Arguments change(String component, UnaryOperator<ClientProgram> change) {
        return Arguments.of(Set.of(component), change);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldChangeOnlyTheNamedComponents(Set<String> names, UnaryOperator<ClientProgram> change) {
        List<Object> before = RecordComponents.of(PROGRAM);
        List<Object> after = RecordComponents.of(change.apply(PROGRAM));

        for (int i = 0; i < before.size(); i++) {
            String name = ClientProgram.class.getRecordComponents()[i].getName();
            assertThat(after.get(i).equals(before.get(i))).as(name).isEqualTo(!names.contains(name));
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                text("systemType", text -> PROGRAM.withSystem(text, "5.1")),
                text("systemVersion", text -> PROGRAM.withSystem("winnt", text)),
                text("architecture", PROGRAM::withArchitecture),
                text("library", PROGRAM::withLibrary),
                text("codebase", PROGRAM::withCodebase));
    }

    /** A text of a program, named and set. */
    interface TextSetter {
        ClientProgram set(String text);
    }

    private static Arguments text(String name, TextSetter setter) {
        return Arguments.of(name, setter);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldRejectATextThatIsNotAParameter(String name, TextSetter setter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setter.set("a b"))
                .withMessage(name + " must not contain a space, but does at character 2");
        for (String bad : List.of(" ", "a\n", "\0", "\uFFFD", "\uD800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setter.set(bad))
                    .withMessageStartingWith(name + " must not contain ");
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldAllowOnlyTheCodebaseToBeEmpty(String name, TextSetter setter) {
        if (name.equals("codebase")) {
            assertThat(setter.set("").codebase()).isEmpty();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setter.set(""))
                    .withMessage(name + " must not be empty");
        }
    }

    @Test
    void shouldAcceptNonAsciiText() {
        assertThat(PROGRAM.withLibrary("caf\u00E9").library()).isEqualTo("caf\u00E9");
    }

    @Property
    void shouldAcceptALibraryOnlyIfItIsAParameter(@ForAll String text) {
        if (Token.validate(text).isEmpty()) {
            assertThat(PROGRAM.withLibrary(text).library()).isEqualTo(text);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> PROGRAM.withLibrary(text));
        }
    }
}
