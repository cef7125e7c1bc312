// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Decides as a test says, and records the requests. */
public final class StubVersions implements VersionService {

    /** Advice that a client with the version 6.0 must obey. */
    public static final Advice REQUIRED = Advice.recommend(
                    ClientVersion.parse("7.0"), new DownloadUrl("http://a.example/"))
            .withMinimum(ClientVersion.parse("7.0"))
            .withReason("old ones")
            .withEnforcement(Enforcement.CLOSE)
            .withTraits(Set.of("no-p2p", "ansi"));

    final List<Command> requests = new ArrayList<>();
    final List<ClientProfile> clients = new ArrayList<>();
    private final Supplier<CompletionStage<Verdict>> verdicts;

    StubVersions(Supplier<CompletionStage<Verdict>> verdicts) {
        this.verdicts = verdicts;
    }

    public static StubVersions of(Verdict verdict) {
        return new StubVersions(() -> CompletableFuture.completedStage(verdict));
    }

    @Override
    public CompletionStage<Decision> decide(Verb verb, ClientProfile client) {
        clients.add(client);
        return verdicts.get()
                .thenApply(verdict -> new Decision(
                        verb,
                        client,
                        verdict,
                        verdict instanceof Advice ? Outcome.DECIDED : Outcome.REFUSED,
                        Duration.ZERO));
    }

    @Override
    public CompletionStage<RequestResult> respond(Command request, List<Dialect> offered, InetAddress remoteAddress) {
        requests.add(request);
        ClientProgram program =
                new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", "MSNMSGR", ClientVersion.parse("6.0"), "");
        return decide(request.verb(), new ClientProfile(program, "", offered, remoteAddress))
                .thenApply(decision -> decision);
    }

    @Override
    public Reply reply(Command request, RequestResult result) {
        return result.error().isPresent()
                ? request.refuse(ErrorCode.UNKNOWN_CLIENT)
                : request.answer("7.0").andClose();
    }

    @Override
    public VersionService preview(VersionPolicy policy) {
        throw new UnsupportedOperationException();
    }
}
