// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Aspect;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VersionPolicyContractTest {

    private static final String KNOWN = "shouldAdviseClientsThatItKnows";
    private static final String ANY = "shouldDecideForAnyClient";
    private static final String SENT = "shouldGiveAdviceThatCanBeSent";
    private static final String URLS = "shouldGiveUrlsThatClientsCanOpen";
    private static final String MINIMUM = "shouldNotAskForMoreThanItRecommends";
    private static final String ALIKE = "shouldDecideAlikeForTheSameClient";
    private static final String THREADS = "shouldDecideForManyThreadsAtOnce";
    private static final String DECLARED = "shouldDependOnNothingThatItDoesNotDeclare";

    @Test
    void shouldPassAPolicyThatKeepsIt() {
        ContractRun run = ContractRun.of(Sound.class);
        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(8);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(Ignorant.class, KNOWN),
                Arguments.of(Aimless.class, KNOWN),
                Arguments.of(Throwing.class, ANY),
                Arguments.of(Spaced.class, SENT),
                Arguments.of(Injectable.class, SENT),
                Arguments.of(Relative.class, URLS),
                Arguments.of(Scripted.class, URLS),
                Arguments.of(Endless.class, URLS),
                Arguments.of(Forcing.class, MINIMUM),
                Arguments.of(Moody.class, ALIKE),
                Arguments.of(BoundToAThread.class, THREADS),
                Arguments.of(SecretlyByHandle.class, DECLARED),
                Arguments.of(SecretlyByDialect.class, DECLARED),
                Arguments.of(SecretlyByAddress.class, DECLARED));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldFailAPolicyThatDoesNotKeepIt(Class<?> testClass, String failing) {
        assertThat(ContractRun.of(testClass).failed()).contains(failing);
    }

    @Test
    void shouldTakeTheUrlsThatThePluginTakes() {
        assertThat(ContractRun.of(Shouting.class).failed()).isEmpty();
    }

    @Test
    void shouldFailAPolicyInOneRespectOnly() {
        assertThat(ContractRun.of(Moody.class).failed()).containsExactlyInAnyOrder(ALIKE, THREADS);
        assertThat(ContractRun.of(Forcing.class).failed()).containsExactly(MINIMUM);
        assertThat(ContractRun.of(Scripted.class).failed()).containsExactly(URLS);
        assertThat(ContractRun.of(Endless.class).failed()).containsExactly(URLS);
        assertThat(ContractRun.of(BoundToAThread.class).failed()).containsExactly(THREADS);
        assertThat(ContractRun.of(SecretlyByHandle.class).failed()).containsExactly(DECLARED);
    }

    static Advice advice(String recommended, String minimum, String url) {
        ClientVersion version = ClientVersion.of(recommended);
        return new Advice(version, version, ClientVersion.of(minimum), url, "http://messenger.msn.com", "");
    }

    /** A policy under its contract. */
    abstract static class Policy implements VersionPolicyContract, VersionPolicy {

        @Override
        public VersionPolicy createPolicy() {
            return this;
        }

        @Override
        public List<ClientProfile> knownClients() {
            return List.of(TestClient.messenger("6.0.0602").profile());
        }
    }

    static class Sound extends Policy {
        private final VersionPolicy policy = new ReferencePolicy();

        @Override
        public Verdict decide(ClientProfile client) {
            return policy.decide(client);
        }
    }

    /** Looks at one thing and declares the two others. */
    abstract static class Secretive extends Policy {
        private final Dependence dependence;
        private final Function<ClientProfile, Object> secret;

        Secretive(Aspect looksAt, Function<ClientProfile, Object> secret) {
            EnumSet<Aspect> declared = EnumSet.complementOf(EnumSet.of(looksAt, Aspect.SURROUNDINGS));
            this.dependence = Dependence.on(declared);
            this.secret = secret;
        }

        @Override
        public Verdict decide(ClientProfile client) {
            String version = "7." + (secret.apply(client).hashCode() & 0xFFFF);
            return advice(version, "1.0", "http://example.org/");
        }

        @Override
        public Dependence dependence() {
            return dependence;
        }
    }

    static class SecretlyByHandle extends Secretive {
        SecretlyByHandle() {
            super(Aspect.USER_HANDLE, ClientProfile::userHandle);
        }
    }

    static class SecretlyByDialect extends Secretive {
        SecretlyByDialect() {
            super(Aspect.OFFERED_DIALECTS, ClientProfile::offeredDialects);
        }
    }

    static class SecretlyByAddress extends Secretive {
        SecretlyByAddress() {
            super(Aspect.REMOTE_ADDRESS, ClientProfile::remoteAddress);
        }
    }

    static class Ignorant extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return new UnknownClient("never heard of it");
        }
    }

    static class Aimless extends Sound {
        @Override
        public List<ClientProfile> knownClients() {
            return List.of();
        }
    }

    static class Throwing extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice(
                    String.valueOf(
                            Integer.parseInt(client.clientVersion().text().substring(0, 1))),
                    "0",
                    "http://x/");
        }
    }

    static class Spaced extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7.0 beta", "1.0", "http://example.com/");
        }
    }

    static class Injectable extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7.0", "1.0", "http://example.com/\r\nOUT");
        }
    }

    static class Relative extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7.0", "1.0", "/setup.exe");
        }
    }

    static class Scripted extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7.0", "1.0", "javascript://example.com/x");
        }
    }

    static class Endless extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7.0", "1.0", "http://example.com/" + "x".repeat(DownloadUrl.MAX_LENGTH));
        }
    }

    static class Shouting extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7.0", "1.0", "HTTP://example.com/");
        }
    }

    static class Forcing extends Policy {
        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7.0", "7.0.1", "http://example.com/");
        }
    }

    static class Moody extends Policy {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Verdict decide(ClientProfile client) {
            return advice("7." + asked.incrementAndGet(), "1.0", "http://example.com/");
        }
    }

    static class BoundToAThread extends Policy {
        private final Thread home = Thread.currentThread();

        @Override
        public Verdict decide(ClientProfile client) {
            return advice(Thread.currentThread() == home ? "7.0" : "7.1", "1.0", "http://example.com/");
        }
    }
}
