// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Determines the test methods of {@link HostCertification} that do not apply to a host. */
final class UntestedMethods {

    private static final List<String> WITH_HANDLER = List.of(
            "shouldServeTheVerbsOfThePlugin",
            "shouldAnswer500ForAHandlerThatFails",
            "shouldHandleDeclinedCommandsItself",
            "shouldCreateASessionForEachConnection",
            "shouldServeOtherClientsWhileRepliesArePending",
            "shouldKeepTheOrderOfLinesWhileAReplyIsPending",
            "shouldDiscardLinesAfterAPendingReplyThatEndsTheSession");

    private UntestedMethods() {}

    /** Returns the names of the methods with the reasons. */
    static Map<String, String> of(HostUnderTest host) {
        Map<String, String> reasons = new TreeMap<>();
        if (!host.ownCommands().isEmpty()) {
            reasons.put("shouldHandleDeclinedCommandsItself", "the host has own commands");
        }
        if (!host.acceptsHandlers()) {
            WITH_HANDLER.forEach(
                    method -> reasons.put(method, "the registry does not accept handlers while the host is running"));
        }
        return reasons;
    }
}
