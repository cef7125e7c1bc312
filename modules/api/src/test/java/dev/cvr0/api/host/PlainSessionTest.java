// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainSessionTest {

    private static final int THREADS = 8;

    private final PlainSession session = new PlainSession(InetAddress.getLoopbackAddress());

    @Test
    void shouldReturnTheRemoteAddress() {
        assertThat(session.remoteAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    }

    @Test
    void shouldNotHaveADialectInitially() {
        assertThat(session.agreedDialect()).isEmpty();
    }

    @Test
    void shouldReturnTheAgreedDialect() {
        session.agree(Dialect.CVR0);

        assertThat(session.agreedDialect()).contains(Dialect.CVR0);
    }

    @Test
    void shouldRejectASecondDialect() {
        session.agree(Dialect.CVR0);

        assertThatIllegalStateException()
                .isThrownBy(() -> session.agree(new Dialect("MSNP8")))
                .withMessage("cannot agree on MSNP8: the session has already agreed on CVR0; refuse a second VER");
        assertThat(session.agreedDialect()).contains(Dialect.CVR0);
    }

    @Test
    void shouldAgreeOnlyOnceIfCalledConcurrently() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Boolean>> tries = IntStream.range(0, THREADS)
                    .mapToObj(i -> threads.submit(agreement(start, new Dialect("MSNP" + i))))
                    .toList();

            start.countDown();

            int agreed = 0;
            for (Future<Boolean> attempt : tries) {
                agreed += attempt.get() ? 1 : 0;
            }
            assertThat(agreed).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Boolean> agreement(CountDownLatch start, Dialect dialect) {
        return () -> {
            start.await();
            try {
                session.agree(dialect);
                return session.agreedDialect().equals(Optional.of(dialect));
            } catch (IllegalStateException e) {
                return false;
            }
        };
    }

    @Test
    void shouldReplaceTheValueOfAnAttribute() {
        AttributeKey<String> key = AttributeKey.named("color");

        session.attribute(key, "red");
        session.attribute(key, "blue");

        assertThat(session.attribute(key)).contains("blue");
    }

    @Test
    void shouldCompareAttributeKeysByIdentity() {
        AttributeKey<String> one = AttributeKey.named("color");
        AttributeKey<String> other = AttributeKey.named("color");

        session.attribute(one, "red");

        assertThat(session.attribute(other)).isEmpty();
        assertThat(one).isNotEqualTo(other).hasToString("color");
    }
}
