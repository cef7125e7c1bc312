// SPDX-License-Identifier: Apache-2.0
/** Beans in JARs that tests add to the lib folder of the server. */
package dev.cvr0.server.dropin;
