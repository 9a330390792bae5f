// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever the other side sends, it is understood or refused, and nobody is left waiting. */
class NbdFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void anyServerIsUnderstoodOrRefused(FuzzedDataProvider data) {
        ClientFuzzing.negotiate(data.consumeRemainingAsBytes());
    }

    @FuzzTest(maxDuration = "2m")
    void anyAnswerIsTakenOrEndsTheConnection(FuzzedDataProvider data) {
        ClientFuzzing.answers(data.consumeRemainingAsBytes());
    }

    @FuzzTest(maxDuration = "2m")
    void anyClientIsServedOrDisconnected(FuzzedDataProvider data) {
        ServerFuzzing.serve(data.consumeRemainingAsBytes());
    }

    @FuzzTest(maxDuration = "2m")
    void anyAddressIsReadOrRefused(FuzzedDataProvider data) throws NbdProblem {
        String text = data.consumeRemainingAsString();
        NbdUri uri;
        try {
            uri = NbdUri.parse(text);
        } catch (NbdProblem refused) {
            return;
        }
        if (!uri.equals(NbdUri.parse(uri.toString()))) {
            throw new AssertionError(text + " is read as " + uri + ", which is another address");
        }
    }
}
