// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a relayed session in which the relay follows its lines. Used on one event loop. */
final class SignIn {

    private static final Pattern MSNP = Pattern.compile("MSNP([0-9]{1,3})");
    // From this dialect on, CVR precedes USR; before, clients send it after they have signed in.
    private static final int CVR_BEFORE_USR = 8;
    private static final int MAX_PENDING = 16;

    private final List<Dialect> offered;
    private final Deque<PendingAnswer> pending = new ArrayDeque<>();
    private int dialect = CVR_BEFORE_USR;
    private OptionalLong usr = OptionalLong.empty();
    private boolean clientFollowed = true;
    private boolean emulatorFollowed = true;

    SignIn(Command ver) {
        offered = ver.parameters().stream()
                .map(Dialect::tryParse)
                .flatMap(Optional::stream)
                .toList();
    }

    List<Dialect> offered() {
        return offered;
    }

    boolean offersCvr0() {
        return offered.contains(Dialect.CVR0);
    }

    /** Sets the dialect by the emulator's answer to VER. Returns false if no answered dialect can be used. */
    boolean agree(Line answer) {
        Optional<Dialect> usable = answer.words().stream()
                .skip(2)
                .map(Dialect::tryParse)
                .flatMap(Optional::stream)
                .filter(answered -> !answered.equals(Dialect.CVR0) && offered.contains(answered))
                .findFirst();
        usable.map(Dialect::name)
                .map(MSNP::matcher)
                .filter(Matcher::matches)
                .ifPresent(matcher -> dialect = Integer.parseInt(matcher.group(1)));
        return usable.isPresent();
    }

    int dialect() {
        return dialect;
    }

    /** Returns whether clients of the dialect send CVR after they have signed in. */
    boolean isFollowedToTheEnd() {
        return dialect < CVR_BEFORE_USR;
    }

    /** Returns whether a further request can be matched with its answer. */
    boolean canAdd() {
        return emulatorFollowed && pending.size() < MAX_PENDING;
    }

    void add(PendingAnswer request) {
        pending.add(request);
    }

    /** Returns the first request that a line of the emulator answers. */
    Optional<PendingAnswer> pending(Line line) {
        for (PendingAnswer request : pending) {
            if (request.isAnsweredBy(line)) {
                return Optional.of(request);
            }
        }
        return Optional.empty();
    }

    void remove(PendingAnswer request) {
        pending.remove(request);
    }

    /** Sets the id of the first USR, whose answer ends the sign-in. */
    void usr(OptionalLong id) {
        usr = id;
    }

    /** Notes whether a line of the emulator answers USR. */
    void note(Line line) {
        boolean answer =
                line.isError() || line.verb().equals("USR") || line.verb().equals("XFR");
        if (answer && usr.isPresent() && line.hasId(usr.getAsLong())) {
            usr = OptionalLong.empty();
        }
    }

    void clientDone() {
        clientFollowed = false;
    }

    void emulatorDone() {
        emulatorFollowed = false;
        pending.clear();
        usr = OptionalLong.empty();
    }

    boolean isEmulatorFollowed() {
        return emulatorFollowed;
    }

    /** Returns whether the emulator owes an answer. */
    boolean isBusy() {
        return !pending.isEmpty() || usr.isPresent();
    }

    /** Returns whether no further line of the emulator needs to be followed. */
    boolean isComplete() {
        return !clientFollowed && !isBusy();
    }
}
